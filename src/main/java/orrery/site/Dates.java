package orrery.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Dates as programs read them, all in UTC; {@link Words} has those for people. By hand: a
 * DateTimeFormatter costs a short run more than all the rest of a page.
 */
final class Dates {
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final String[] WEEKDAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  private Dates() {}

  static LocalDateTime utc(Instant time) {
    return LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
  }

  /** {@code 2026-11-22T09:05:00Z} (RFC 3339). */
  static String rfc3339(LocalDateTime t) {
    return iso(t.toLocalDate()) + 'T' + clock(t) + ':' + digits(t.getSecond(), 2) + 'Z';
  }

  /** {@code Sun, 22 Nov 2026 09:05:00 GMT} (RFC 822, with the four digits of RFC 2822). */
  static String rfc822(LocalDateTime t) {
    return WEEKDAYS[t.getDayOfWeek().getValue() - 1]
        + ", "
        + digits(t.getDayOfMonth(), 2)
        + ' '
        + MONTHS[t.getMonthValue() - 1]
        + ' '
        + digits(t.getYear(), 4)
        + ' '
        + clock(t)
        + ':'
        + digits(t.getSecond(), 2)
        + " GMT";
  }

  /** {@code 2026-11-22}. */
  static String iso(LocalDate day) {
    return month(YearMonth.from(day)) + '-' + digits(day.getDayOfMonth(), 2);
  }

  /** {@code 2026-11}. */
  static String month(YearMonth month) {
    return digits(month.getYear(), 4) + '-' + digits(month.getMonthValue(), 2);
  }

  /** {@code 09:05}. */
  static String clock(LocalDateTime t) {
    return digits(t.getHour(), 2) + ':' + digits(t.getMinute(), 2);
  }

  /** A number of at least that many digits. */
  static String digits(int number, int width) {
    String digits = Integer.toString(number);
    return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
  }
}
