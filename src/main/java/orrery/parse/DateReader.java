package orrery.parse;

import static orrery.parse.DateIso.run;
import static orrery.parse.Dates.digit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date that is in neither of the two usual forms, from left to right and once.
 *
 * <p>An ISO 8601 date at the start is taken as such. Otherwise numbers, a month's name, a time and
 * a zone are collected in whatever order they come, and {@link DateParts} gives the numbers their
 * meaning. Unknown words are let pass only where a weekday or a zone may stand, so that a sentence
 * with numbers in it does not become a date.
 */
final class DateReader {
  // A weekday and a zone, each of which may be several words.
  private static final int MOST_UNKNOWN_WORDS = 5;
  // Times as numbers are believed from 1973, where seconds have nine digits, to 2100.
  private static final long FIRST_EPOCH_SECOND = 100_000_000L;
  private static final long LAST_EPOCH_SECOND = 4_102_444_800L;

  private enum Last {
    OTHER,
    NUMBER,
    TIME
  }

  private final String text;
  private final DateParts parts = new DateParts();
  private int at;
  private Last last = Last.OTHER;
  private boolean afterT;

  private DateReader(String text) {
    this.text = text;
  }

  static @Nullable Instant read(String text) {
    String plain = plain(text);
    Instant epoch = epoch(plain);
    if (epoch != null) {
      return epoch;
    }
    DateReader reader = new DateReader(plain);
    DateIso.Start start = DateIso.read(plain);
    if (start != null) {
      reader.parts.iso = start.date();
      reader.at = start.end();
      reader.last = Last.NUMBER;
      reader.afterT = run(plain, 0) >= 8;
    }
    return reader.scan() ? reader.parts.instant() : null;
  }

  /** Digits of every script, every space and every dash as ASCII has them; no invisible marks. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        plain.append(c);
      } else if (Character.isDigit(c)) {
        plain.append((char) ('0' + Character.digit(c, 10)));
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        plain.append(' ');
      } else if (Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u2212') {
        plain.append('-');
      } else if (c > 0xff00 && c < 0xff5f) {
        plain.append((char) (c - 0xff00 + ' '));
      } else if (Character.getType(c) != Character.FORMAT) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Seconds, milliseconds or microseconds from 1970, as plain digits. */
  private static @Nullable Instant epoch(String text) {
    int digits = run(text, 0);
    boolean fraction =
        digits + 1 < text.length()
            && text.charAt(digits) == '.'
            && digits + 1 + run(text, digits + 1) == text.length();
    if (digits != text.length() && !fraction) {
      return null;
    }
    long unit =
        switch (digits) {
          case 9, 10 -> 1;
          case 13 -> 1_000;
          case 16 -> 1_000_000;
          default -> 0;
        };
    if (unit == 0) {
      return null;
    }
    long value = Long.parseLong(text, 0, digits, 10);
    long seconds = value / unit;
    // 2024010112 is more likely an hour of 2024 than a second of 2034, but nobody can tell.
    boolean hour = digits == 10 && DateIso.read(text.substring(0, 8)) != null;
    if (hour || seconds < FIRST_EPOCH_SECOND || seconds > LAST_EPOCH_SECOND) {
      return null;
    }
    long nanos = value % unit * (1_000_000_000 / unit);
    return Instant.ofEpochSecond(
        seconds, fraction && unit == 1 ? fraction(text, digits + 1) : nanos);
  }

  /** Goes over the text once; false where something stands in it that no date has. */
  private boolean scan() {
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean understood;
      if (digit(text, at) >= 0) {
        understood = number();
      } else if (Character.isLetter(c)) {
        understood = word();
      } else if (c == '(' || c == '[') {
        understood = comment(c, c == '(' ? ')' : ']');
      } else if (c == '+' || c == '-') {
        understood = sign(c);
      } else {
        understood = mark(c);
      }
      if (!understood) {
        return false;
      }
    }
    return true;
  }

  private boolean mark(char c) {
    if (" -,;./'\"`|@_。、،".indexOf(c) < 0) {
      return false;
    }
    if (c != ' ' && last == Last.NUMBER && parts.hasOneNumber()) {
      parts.separator = c;
    }
    at++;
    return true;
  }

  // ---- Numbers

  private boolean number() {
    int length = run(text, at);
    if (length > 6) {
      return false;
    }
    int value = Integer.parseInt(text, at, at + length, 10);
    at += length;
    if (!parts.hasTime() && length <= 2 && charAt(skipSpaces(at)) == ':') {
      return clock(value, ':');
    }
    if (isUnit(charAt(at))) {
      return unit(value, length);
    }
    if (!parts.hasTime() && (afterT || (length <= 2 && parts.hasDate()))) {
      return timeAfterDate(value, length);
    }
    if (parts.hasTime() && parts.hasDate() && length == 4) {
      // What remains of an offset whose plus was decoded as a space.
      return parts.offset('+', value / 100, value % 100);
    }
    last = Last.NUMBER;
    return parts.number(value, length);
  }

  /**
   * A time without colons, behind a whole date: {@code 10.30.15}, {@code T101530}, {@code 8 pm}.
   */
  private boolean timeAfterDate(int value, int length) {
    if (length <= 2 && charAt(at) == '.' && digit(text, at + 1) >= 0) {
      return clock(value, '.');
    }
    if (afterT && (length == 4 || length == 6)) {
      int hoursAndMinutes = length == 4 ? value : value / 100;
      parts.hour = hoursAndMinutes / 100;
      parts.minute = hoursAndMinutes % 100;
      parts.second = length == 4 ? 0 : value % 100;
      return fractionAhead();
    }
    if (length <= 2 && (afterT || parts.half != 0 || halfAhead())) {
      parts.hour = value;
      last = Last.TIME;
      return true;
    }
    return false;
  }

  private boolean halfAhead() {
    int next = skipSpaces(at);
    boolean half = isLetter(next, 'a') || isLetter(next, 'p');
    return half && isLetter(charAt(next + 1) == '.' ? next + 2 : next + 1, 'm');
  }

  /** The rest of a time, from the mark behind the hour. */
  private boolean clock(int hour, char mark) {
    last = Last.TIME;
    parts.hour = hour;
    eat(mark);
    parts.minute = twoDigits();
    if (parts.minute < 0) {
      return false;
    }
    if (charAt(mark == ':' ? skipSpaces(at) : at) == mark) {
      eat(mark);
      parts.second = twoDigits();
      return parts.second >= 0 && charAt(at) != ':' && fractionAhead();
    }
    if (charAt(at) == '.' && run(text, at + 1) == 2) {
      at++;
      parts.second = twoDigits();
    }
    return true;
  }

  private void eat(char mark) {
    at = skipSpaces(at) + 1;
    if (mark == ':') {
      at = skipSpaces(at);
    }
  }

  /** One or two digits, which are read; -1 where others stand here. */
  private int twoDigits() {
    int length = run(text, at);
    if (length < 1 || length > 2) {
      return -1;
    }
    at += length;
    return Integer.parseInt(text, at - length, at, 10);
  }

  /** Reads a fraction of a second, of any length, where one follows. */
  private boolean fractionAhead() {
    last = Last.TIME;
    if ((charAt(at) == '.' || charAt(at) == ',') && digit(text, at + 1) >= 0) {
      parts.nanos = fraction(text, at + 1);
      at += 1 + run(text, at + 1);
    }
    return true;
  }

  private static int fraction(String text, int from) {
    int nanos = 0;
    int unit = 100_000_000;
    for (int i = from; unit > 0 && digit(text, i) >= 0; i++) {
      nanos += digit(text, i) * unit;
      unit /= 10;
    }
    return nanos;
  }

  private static boolean isUnit(char c) {
    return "年년月월日일号時时시点hH分분秒초".indexOf(c) >= 0;
  }

  /** What a number is by the unit behind it: a part of the date or the time, each but once. */
  private boolean unit(int value, int length) {
    char unit = text.charAt(at);
    at++;
    last = Last.OTHER;
    parts.korean |= "년월일시분초".indexOf(unit) >= 0;
    switch (unit) {
      case '年', '년' -> {
        // With fewer digits it is the year of an era.
        boolean fits = parts.year == 0 && length == 4;
        parts.year = value;
        return fits;
      }
      case '月', '월' -> {
        boolean fits = parts.month == 0;
        parts.month = value;
        return fits;
      }
      case '日', '일', '号' -> {
        boolean fits = parts.day == 0;
        parts.day = value;
        return fits;
      }
      case '分', '분' -> parts.minute = value;
      case '秒', '초' -> parts.second = value;
      default -> {
        boolean fits = !parts.hasTime() && length <= 2;
        parts.hour = value;
        last = Last.TIME;
        if (isLetter(at - 1, 'h') && digit(text, at) >= 0) {
          parts.minute = twoDigits();
        }
        return fits;
      }
    }
    return true;
  }

  // ---- Words

  private boolean word() {
    int from = at;
    while (inWord(from)) {
      at++;
    }
    String word = text.substring(from, at);
    boolean mayBeZone = parts.hasTime() || parts.hasDate();
    if (mayBeZone && charAt(at) == '/' && Character.isLetter(charAt(at + 1))) {
      while (Character.isLetterOrDigit(charAt(at)) || "/_+-".indexOf(charAt(at)) >= 0) {
        at++;
      }
      return parts.zone(text.substring(from, at)) || unknownWord();
    }
    if (word.equalsIgnoreCase("t") && last == Last.NUMBER && !parts.hasTime()) {
      afterT = true;
      return true;
    }
    String folded = DateNames.fold(word);
    char half = half(folded, from);
    if (half != 0) {
      boolean first = parts.half == 0;
      parts.half = half;
      return first;
    }
    if (mayBeZone && parts.zone(word)) {
      last = Last.TIME;
      return true;
    }
    int month = DateNames.month(folded);
    if (month != 0 && parts.month(month)) {
      last = Last.OTHER;
      return true;
    }
    return DateNames.saysNothing(folded) || unknownWord();
  }

  private boolean unknownWord() {
    parts.unknownWords++;
    return parts.unknownWords <= MOST_UNKNOWN_WORDS
        && (parts.isEmpty() || parts.hasDate() || parts.hasTime());
  }

  /** Letters with their marks, and what joins them: {@code terça-feira}, {@code p.m}. */
  private boolean inWord(int from) {
    char c = charAt(at);
    if (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
      return true;
    }
    boolean joins = c == '-' || c == '\'' || c == '’' || (c == '.' && at == from + 1);
    return joins && at > from && Character.isLetter(charAt(at + 1));
  }

  /** {@code a} or {@code p} where a word, or a letter with its m, is a half of the day; or 0. */
  private char half(String folded, int from) {
    parts.korean |= folded.equals("오전") || folded.equals("오후");
    return switch (folded) {
      case "오전", "上午", "午前", "πμ" -> 'a';
      case "오후", "下午", "午後", "μμ" -> 'p';
      case "am", "pm" -> parts.hasTime() || parts.hasDate() ? folded.charAt(0) : 0;
      case "a", "p" -> parts.hasTime() && endsHalf(from) ? folded.charAt(0) : 0;
      default -> 0;
    };
  }

  /** Reads the m behind a or p; without it, the letter counts only where it touches the time. */
  private boolean endsHalf(int from) {
    int next = at;
    while (charAt(next) == '.' || charAt(next) == ' ') {
      next++;
    }
    if (isLetter(next, 'm') && !Character.isLetter(charAt(next + 1))) {
      at = next + 1;
      return true;
    }
    return digit(text, from - 1) >= 0;
  }

  /** Passes over a comment (RFC 5322, section 3.2.2), which may name a zone. */
  private boolean comment(char open, char close) {
    int from = ++at;
    int depth = 1;
    while (at < text.length() && depth > 0) {
      char c = text.charAt(at++);
      if (c == open) {
        depth++;
      } else if (c == close) {
        depth--;
      }
    }
    parts.zoneInComment(text.substring(from, depth > 0 ? at : at - 1));
    return true;
  }

  /** An offset where one may stand; otherwise a minus is a mark between numbers. */
  private boolean sign(char sign) {
    int next = sign == '+' ? skipSpaces(at + 1) : at + 1;
    // Git puts the year between the time and the offset.
    boolean behindTime =
        parts.hasTime() && (last == Last.TIME || (parts.hasDate() && charAt(at - 1) == ' '));
    boolean behindDay = parts.iso != null && !parts.hasTime() && digit(text, at - 1) >= 0;
    int length = run(text, next);
    if (length == 0 || !(behindTime || behindDay)) {
      return sign == '-' && mark('-');
    }
    if (length > 4) {
      return false;
    }
    at = next + length;
    last = Last.OTHER;
    int value = Integer.parseInt(text, next, at, 10);
    if (length > 2) {
      return parts.offset(sign, value / 100, value % 100);
    }
    int minutes = 0;
    if (charAt(at) == ':') {
      at++;
      minutes = twoDigits();
    }
    return parts.offset(sign, value, minutes);
  }

  private int skipSpaces(int from) {
    int next = from;
    while (charAt(next) == ' ') {
      next++;
    }
    return next;
  }

  private boolean isLetter(int index, char lowerCase) {
    return (charAt(index) | 0x20) == lowerCase;
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }
}
