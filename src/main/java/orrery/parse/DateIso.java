package orrery.parse;

import static orrery.parse.Dates.digit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** ISO 8601's dates, those of its 1988 edition with two-digit years too, at the start of a text. */
final class DateIso {
  /** A date and where it ends. */
  record Start(LocalDate date, int end) {}

  private final String text;

  private DateIso(String text) {
    this.text = text;
  }

  /** The date that the text starts with, or null where it starts with none in ISO 8601's forms. */
  static @Nullable Start read(String text) {
    Start start = new DateIso(text).start();
    return start != null && ends(text, start.end) ? start : null;
  }

  /** Whether a date may end here: at the end, before a space, a time or a zone. */
  private static boolean ends(String text, int at) {
    return at >= text.length()
        || " TtZz+-([".indexOf(text.charAt(at)) >= 0
        || (at == 8 && run(text, 0) >= 12);
  }

  private @Nullable Start start() {
    int digits = run(text, 0);
    return switch (digits) {
      case 0 -> isMinus(0) ? withoutCentury() : null;
      case 2 -> twoDigitYear();
      case 4 -> fourDigitYear();
      case 5 -> dayOfYear(century(number(0, 2)), 2);
      case 6 -> sixDigits();
      case 7 -> dayOfYear(number(0, 4), 4);
      case 8, 12, 14 -> basic(number(0, 4), number(4, 2), number(6, 2), 8);
      default -> null;
    };
  }

  /** {@code -03-12}, {@code -0312}, {@code -03-12-31}, {@code -031231}. */
  private @Nullable Start withoutCentury() {
    int year = century(number(1, 2));
    return switch (run(text, 1)) {
      case 2 ->
          !isMinus(3) || run(text, 4) != 2
              ? null
              : isMinus(6) && run(text, 7) == 2
                  ? day(year, number(4, 2), number(7, 2), 9)
                  : month(year, number(4, 2), 6);
      case 4 -> month(year, number(3, 2), 5);
      case 6 -> basic(year, number(3, 2), number(5, 2), 7);
      default -> null;
    };
  }

  /** {@code 03-12-31}, {@code 03-335}, {@code 03-W01-1}. */
  private @Nullable Start twoDigitYear() {
    int year = century(number(0, 2));
    if (!isMinus(2)) {
      return week(year, 2);
    }
    return switch (run(text, 3)) {
      case 0 -> week(year, 3);
      case 2 -> isMinus(5) && run(text, 6) == 2 ? day(year, number(3, 2), number(6, 2), 8) : null;
      case 3 -> dayOfYear(year, 3);
      default -> null;
    };
  }

  /** {@code 2003}, {@code 0312}, {@code 2003-12}, {@code 2003-12-31}, {@code 2003-335}. */
  private @Nullable Start fourDigitYear() {
    int year = number(0, 4);
    if (text.length() == 4) {
      return Dates.isYear(year) ? month(year, 1, 4) : month(century(number(0, 2)), number(2, 2), 4);
    }
    if (!isMinus(4)) {
      return week(year, 4);
    }
    int run = run(text, 5);
    int end = 5 + run;
    return switch (run) {
      case 0 -> week(year, 5);
      case 1, 2 -> {
        int days = isMinus(end) ? run(text, end + 1) : 0;
        int month = number(5, run);
        yield days == 1 || days == 2
            ? day(year, month, number(end + 1, days), end + 1 + days)
            : month(year, month, end);
      }
      case 3 -> dayOfYear(year, 5);
      default -> null;
    };
  }

  /** A day of a written-out date; month and day may be exchanged where only that can be meant. */
  private static @Nullable Start day(int year, int month, int day, int end) {
    return month > 12 && day <= 12 ? basic(year, day, month, end) : basic(year, month, day, end);
  }

  /** {@code 031231}; not {@code 200312}, which could be a month as well. */
  private @Nullable Start sixDigits() {
    int first = number(0, 2);
    int last = number(4, 2);
    boolean couldBeMonth = (first == 19 || first == 20) && last >= 1 && last <= 12;
    return couldBeMonth ? null : basic(century(first), number(2, 2), last, 6);
  }

  private static @Nullable Start basic(int year, int month, int day, int end) {
    LocalDate date = Dates.date(year, month, day);
    return date == null ? null : new Start(date, end);
  }

  /** A month stands alone: with a time it would be something else. */
  private @Nullable Start month(int year, int month, int end) {
    return end == text.length() ? basic(year, month, 1, end) : null;
  }

  private @Nullable Start dayOfYear(int year, int from) {
    int day = number(from, 3);
    LocalDate first = Dates.date(year, 1, 1);
    return first == null || day < 1 || day > first.lengthOfYear()
        ? null
        : new Start(first.withDayOfYear(day), from + 3);
  }

  /** {@code W01-1} or {@code W011} at the given place; without a day, the Monday. */
  private @Nullable Start week(int year, int at) {
    if (at >= text.length() || (text.charAt(at) | 0x20) != 'w') {
      return null;
    }
    int run = run(text, at + 1);
    int end = at + 1 + run;
    int weekday = 1;
    if (run == 3) {
      weekday = number(end - 1, 1);
    } else if (run == 2 && isMinus(end) && run(text, end + 1) == 1) {
      weekday = number(end + 1, 1);
      end += 2;
    } else if (run != 2) {
      return null;
    }
    // January 4th is in week 1, and a week belongs to the year of its Thursday.
    LocalDate january4 = Dates.date(year, 1, 4);
    int week = number(at + 1, 2);
    if (january4 == null || week < 1 || weekday < 1 || weekday > 7) {
      return null;
    }
    LocalDate monday =
        january4.minusDays(january4.getDayOfWeek().getValue() - 1).plusWeeks(week - 1);
    return monday.plusDays(3).getYear() == year
        ? new Start(monday.plusDays(weekday - 1), end)
        : null;
  }

  private boolean isMinus(int at) {
    return at < text.length() && text.charAt(at) == '-';
  }

  /** The year that two digits mean (RFC 5322, section 4.3). */
  static int century(int twoDigits) {
    return twoDigits < 50 ? 2000 + twoDigits : 1900 + twoDigits;
  }

  private int number(int at, int length) {
    int value = 0;
    for (int i = at; i < at + length; i++) {
      value = value * 10 + digit(text, i);
    }
    return value;
  }

  /** How many digits stand from the given place on. */
  static int run(String text, int from) {
    int end = from;
    while (digit(text, end) >= 0) {
      end++;
    }
    return end - from;
  }
}
