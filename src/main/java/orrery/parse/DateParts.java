package orrery.parse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What {@link DateReader} has found so far, and what it means in the end. */
final class DateParts {
  private static final int KOREA = 9 * 3600;
  private static final int LONGEST_OFFSET = 15 * 3600;

  @Nullable LocalDate iso;
  // Known by name or by the unit behind them; 0 where not.
  int year;
  int month;
  int day;
  // Then it may turn out to be a weekday: Spanish "mar" is Tuesday and March.
  private boolean monthIsFirstWord;
  // Numbers whose meaning the end decides, and what stands between the first two.
  private final int[] numbers = new int[3];
  private final int[] lengths = new int[3];
  private int count;
  char separator = ' ';

  int hour = -1;
  int minute;
  int second;
  int nanos;
  // a or p; 0 where the day has 24 hours
  char half;

  private int offset = DateNames.UNKNOWN;
  private int commentOffset = DateNames.UNKNOWN;
  private @Nullable ZoneId region;
  boolean offsetIsNumeric;
  boolean korean;
  int unknownWords;

  boolean hasTime() {
    return hour >= 0;
  }

  boolean hasDate() {
    return iso != null || known() >= 3;
  }

  boolean isEmpty() {
    return iso == null && known() == 0;
  }

  boolean hasOneNumber() {
    return count == 1;
  }

  private int known() {
    return count + (year != 0 ? 1 : 0) + (month != 0 ? 1 : 0) + (day != 0 ? 1 : 0);
  }

  boolean number(int value, int length) {
    if (monthIsFirstWord && hasDate()) {
      month = 0;
      monthIsFirstWord = false;
    }
    if (length > 4 || hasDate()) {
      return false;
    }
    numbers[count] = value;
    lengths[count] = length;
    count++;
    return true;
  }

  /** Takes a month's name, unless there is no place for one. */
  boolean month(int named) {
    boolean firstWas = monthIsFirstWord && !hasTime();
    if (iso != null || (!firstWas && (month != 0 || hasDate()))) {
      return false;
    }
    monthIsFirstWord = isEmpty() && !hasTime();
    month = named;
    return true;
  }

  /** A zone that has an offset of its own; an offset in digits counts for more. */
  boolean offset(char sign, int hours, int minutes) {
    int seconds = hours * 3600 + minutes * 60;
    if (offsetIsNumeric || minutes < 0 || minutes > 59 || seconds > LONGEST_OFFSET) {
      return false;
    }
    offset = sign == '-' ? -seconds : seconds;
    offsetIsNumeric = true;
    return true;
  }

  /** A zone by its name; false where nobody knows it. The first counts. */
  boolean zone(String name) {
    if (name.length() == 1 && Character.isLowerCase(name.charAt(0)) && !name.equals("z")) {
      return false;
    }
    boolean first = offset == DateNames.UNKNOWN && region == null;
    if (name.equals("DST") && offset != DateNames.UNKNOWN && !offsetIsNumeric) {
      offset += 3600;
      return true;
    }
    int minutes = DateNames.zone(name);
    ZoneId named = minutes == DateNames.UNKNOWN ? DateNames.region(name) : null;
    if (first && minutes != DateNames.UNKNOWN) {
      offset = minutes * 60;
    } else if (first) {
      region = named;
    }
    return minutes != DateNames.UNKNOWN || named != null;
  }

  /** A zone in a comment: believed where none stands outside. */
  void zoneInComment(String name) {
    int minutes = DateNames.zone(name);
    if (minutes != DateNames.UNKNOWN) {
      commentOffset = minutes * 60;
    } else if (region == null) {
      region = DateNames.region(name);
    }
  }

  @Nullable Instant instant() {
    LocalDate date = iso != null ? iso : date();
    if (date == null || (!hasTime() && (half != 0 || minute + second > 0))) {
      return null;
    }
    int hours = Math.max(hour, 0);
    if (half == 'a' && hours > 12) {
      return null;
    }
    if (half != 0 && hours <= 12) {
      hours = hours % 12 + (half == 'p' ? 12 : 0);
    }
    long local = Dates.localSeconds(date, hours, minute, second, nanos);
    if (local == Dates.IMPOSSIBLE) {
      return null;
    }
    if (offset == DateNames.UNKNOWN && region != null) {
      return LocalDateTime.ofEpochSecond(local, nanos, ZoneOffset.UTC).atZone(region).toInstant();
    }
    return Instant.ofEpochSecond(local - knownOffset(), nanos);
  }

  private int knownOffset() {
    if (offset != DateNames.UNKNOWN) {
      return offset;
    }
    if (commentOffset != DateNames.UNKNOWN) {
      return commentOffset;
    }
    return korean ? KOREA : 0;
  }

  /** What the numbers mean, or null where they mean no day or more than one. */
  private @Nullable LocalDate date() {
    if (year != 0 || day != 0) {
      int first = day == 0 && !hasTime() ? 1 : day;
      return count == 0 ? Dates.date(year, month, first) : null;
    }
    if (month == 0) {
      return count == 3 ? numericDate(numbers[0], numbers[1], numbers[2]) : null;
    }
    if (count == 1) {
      boolean monthOfYear = lengths[0] == 4 && !hasTime() && unknownWords == 0;
      return monthOfYear ? Dates.date(numbers[0], month, 1) : null;
    }
    if (count != 2 || (lengths[0] > 2 && lengths[1] > 2)) {
      return null;
    }
    boolean yearFirst = lengths[0] > 2 || (lengths[1] <= 2 && numbers[0] > 31);
    return Dates.date(year(yearFirst ? 0 : 1), month, numbers[yearFirst ? 1 : 0]);
  }

  private @Nullable LocalDate numericDate(int a, int b, int c) {
    if (lengths[0] == 4) {
      return b > 12 && c <= 12 ? Dates.date(a, c, b) : Dates.date(a, b, c);
    }
    if (lengths[0] > 2 || lengths[1] > 2) {
      return null;
    }
    if (lengths[2] < 4 && a > 31) {
      return Dates.date(year(0), b, c);
    }
    // 03-02-30 is ISO 8601's impossible day and not the third of February.
    if (lengths[2] < 4 && separator == '-' && c <= 31) {
      return null;
    }
    LocalDate monthFirst = Dates.date(year(2), a, b);
    LocalDate dayFirst = Dates.date(year(2), b, a);
    if (monthFirst == null || dayFirst == null || monthFirst.equals(dayFirst)) {
      return monthFirst == null ? dayFirst : monthFirst;
    }
    return switch (separator) {
      // 7/8/04 could be anything; with AM or PM it is American.
      case '/' -> lengths[2] == 4 || half != 0 ? monthFirst : null;
      case '.', '-' -> dayFirst;
      default -> null;
    };
  }

  /** The year that a number means (RFC 5322, section 4.3), or 0. */
  private int year(int index) {
    return switch (lengths[index]) {
      case 2 -> DateIso.century(numbers[index]);
      case 3 -> numbers[index] < 200 ? 1900 + numbers[index] : 0;
      case 4 -> numbers[index];
      default -> 0;
    };
  }
}
