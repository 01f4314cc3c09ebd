package orrery.parse;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The dates of feeds, as feeds write them.
 *
 * <p>The two forms that nearly every feed uses are scanned by hand: RFC 3339 (RFC 4287, section
 * 3.3) and RFC 822 with a year of four digits (RSS 2.0). Everything else, from ISO 8601's lesser
 * forms to other languages' month names, is left to {@link DateReader}.
 */
public final class Dates {
  // The Gregorian calendar's first whole year, and one that no post reaches. What lies outside is a
  // year of another calendar (1425, 2547), a database's zero or its infinity.
  private static final int FIRST_YEAR = 1583;
  private static final int LAST_YEAR = 2200;
  private static final int LONGEST = 200;

  private Dates() {}

  /**
   * Understands a date.
   *
   * <p>Without a zone, or with one whose name is unknown, a date is taken as UTC; without a time,
   * as the day's start. A weekday is never believed. A leap second and 24:00 are the next second.
   *
   * @param text a date as a feed gives it; any string
   * @return the instant, or null where the text is no date, names a day or an hour that does not
   *     exist, or can be read in more than one way
   */
  public static @Nullable Instant parse(String text) {
    String date = text.strip();
    if (date.length() < 4 || date.length() > LONGEST) {
      return null;
    }
    Instant instant = digit(date, 3) >= 0 ? rfc3339(date) : rfc822(date);
    return instant != null ? instant : DateReader.read(date);
  }

  /** {@code 2003-12-31T10:14:55.25+01:00}; null for anything else. */
  private static @Nullable Instant rfc3339(String s) {
    int length = s.length();
    if (length < 20
        || s.charAt(4) != '-'
        || s.charAt(7) != '-'
        || (s.charAt(10) != 'T' && s.charAt(10) != ' ' && s.charAt(10) != 't')) {
      return null;
    }
    int at = 19;
    int nanos = 0;
    if (s.charAt(at) == '.') {
      int unit = 100_000_000;
      int digit;
      while (++at < length && (digit = digit(s, at)) >= 0) {
        nanos += digit * unit;
        unit /= 10;
      }
      if (at == 20) {
        return null;
      }
    }
    int offset = offset(s, at);
    int year = two(s, 0) < 0 || two(s, 2) < 0 ? -1 : two(s, 0) * 100 + two(s, 2);
    return offset == NO_OFFSET ? null : clock(s, 11, 19, year, two(s, 5), two(s, 8), nanos, offset);
  }

  /** {@code Wed, 31 Dec 2003 10:14:55 +0100}; weekday and seconds may be missing. */
  private static @Nullable Instant rfc822(String s) {
    int length = s.length();
    int at = 0;
    if (digit(s, 0) < 0) {
      if (length < 20 || s.charAt(3) != ',' || s.charAt(4) != ' ') {
        return null;
      }
      at = 5;
    }
    int day = two(s, at);
    if (day >= 0) {
      at += 2;
    } else {
      day = digit(s, at++);
    }
    if (length < at + 15 || s.charAt(at) != ' ' || s.charAt(at + 4) != ' ') {
      return null;
    }
    int month = DateNames.englishMonth(s.charAt(at + 1), s.charAt(at + 2), s.charAt(at + 3));
    int century = two(s, at + 5);
    int rest = two(s, at + 7);
    if (century < 0 || rest < 0 || s.charAt(at + 9) != ' ') {
      return null;
    }
    int time = at + 10;
    int end = time + 8 <= length && s.charAt(time + 5) == ':' ? time + 8 : time + 5;
    if (end >= length || s.charAt(end) != ' ') {
      return null;
    }
    int offset = offset(s, end + 1);
    return offset == NO_OFFSET
        ? null
        : clock(s, time, end, century * 100 + rest, month, day, 0, offset);
  }

  private static @Nullable Instant clock(
      String s, int from, int to, int year, int month, int day, int nanos, int offset) {
    int second = 0;
    if (s.charAt(from + 2) != ':') {
      return null;
    }
    if (to == from + 8) {
      if (s.charAt(from + 5) != ':') {
        return null;
      }
      second = two(s, from + 6);
    }
    LocalDate date = date(year, month, day);
    if (date == null) {
      return null;
    }
    long local = localSeconds(date, two(s, from), two(s, from + 3), second, nanos);
    return local == IMPOSSIBLE ? null : Instant.ofEpochSecond(local - offset, nanos);
  }

  private static final int NO_OFFSET = Integer.MIN_VALUE;

  /** The offset in seconds that is all the rest of the text, or {@link #NO_OFFSET}. */
  private static int offset(String s, int at) {
    int left = s.length() - at;
    if (left < 1) {
      return NO_OFFSET;
    }
    char first = s.charAt(at);
    if (first == '+' || first == '-') {
      int minutesAt = left == 6 && s.charAt(at + 3) == ':' ? at + 4 : at + 3;
      if (left != 5 && minutesAt != at + 4) {
        return NO_OFFSET;
      }
      int hours = two(s, at + 1);
      int minutes = two(s, minutesAt);
      if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) {
        return NO_OFFSET;
      }
      int seconds = hours * 3600 + minutes * 60;
      return first == '+' ? seconds : -seconds;
    }
    if (left == 1) {
      return first == 'Z' || first == 'z' ? 0 : NO_OFFSET;
    }
    int minutes = left == 3 || left == 4 ? DateNames.zone(s.substring(at)) : DateNames.UNKNOWN;
    return minutes == DateNames.UNKNOWN ? NO_OFFSET : minutes * 60;
  }

  static final long IMPOSSIBLE = Long.MIN_VALUE;

  /** The day, or null where the calendar has none such, or the year is not believed. */
  static @Nullable LocalDate date(int year, int month, int day) {
    return isYear(year) && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
        ? LocalDate.of(year, month, day)
        : null;
  }

  /** Seconds from 1970 of a local time, or {@link #IMPOSSIBLE} where no clock shows it. */
  static long localSeconds(LocalDate date, int hour, int minute, int second, int nanos) {
    boolean shown =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
    boolean lastMidnight = hour == 24 && (minute | second | nanos) == 0;
    return shown || lastMidnight
        ? date.toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second
        : IMPOSSIBLE;
  }

  private static int daysIn(int year, int month) {
    return switch (month) {
      case 2 -> (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  static boolean isYear(int year) {
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  /** The value of two digits, or less than 0 where two digits do not stand there. */
  private static int two(String s, int at) {
    int tens = digit(s, at);
    int ones = digit(s, at + 1);
    return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
  }

  /** The value of an ASCII digit, or -1. */
  static int digit(String s, int at) {
    int value = at < s.length() ? s.charAt(at) - '0' : -1;
    return value > 9 ? -1 : Math.max(value, -1);
  }
}
