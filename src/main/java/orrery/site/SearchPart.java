package orrery.site;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * A part of the search's index: all posts of a stretch of time, in a folder of their own.
 *
 * <p>Why the index is cut in this way. A word is looked up in every part, so there must be few of
 * them; a new post changes most files of its part, so where posts are new the parts must be small.
 * Hence a year is one part, but for the one that holds the newest day that has posts or the day
 * before it: unless that is small it is cut into quarters, of these the one that holds such a day
 * into months, of these into runs of sixteen days, of eight, and so on to a day. Ten years are some
 * fifteen parts. When time goes on, parts become one: a post is moved a few times in all. Within a
 * part words are spread over files by their beginning, so many that a file stays at a few KB
 * however many posts there are; where these are few most words are new, so more files. The layout
 * follows from the posts that are shown and from nothing else: there is nothing to compact, and an
 * index made step by step is the one made at once.
 *
 * @param name of its folder, which tells the stretch: {@code 2025}, {@code 2026-q3}, {@code
 *     2026-11}, {@code 2026-11-17-20}, {@code 2026-11-21}
 * @param from its first day
 * @param to the day after its last
 * @param posts how many
 */
public record SearchPart(String name, LocalDate from, LocalDate to, int posts) {
  /** What comes before the names of all files of the index. */
  public static final String FOLDER = "search/";

  /** So many posts are one part, whatever their days: less than two hundred files. */
  static final int SMALL = 256;

  /** The parts of a planet that has so many posts on these days, oldest first. */
  public static List<SearchPart> of(NavigableMap<LocalDate, Integer> days) {
    List<SearchPart> parts = new ArrayList<>();
    if (!days.isEmpty()) {
      var cut = new Cut(days, days.lastKey().minusDays(1), parts);
      days.keySet().stream().map(LocalDate::getYear).distinct().forEach(cut::year);
    }
    return List.copyOf(parts);
  }

  /**
   * The cutting of a planet's days.
   *
   * @param fresh from when on posts are new
   */
  private record Cut(
      NavigableMap<LocalDate, Integer> days, LocalDate fresh, List<SearchPart> parts) {
    void year(int year) {
      LocalDate first = Year.of(year).atDay(1);
      if (isCut(Dates.digits(year, 4), first, first.plusYears(1))) {
        for (int quarter = 1; quarter <= 4; quarter++) {
          quarter(year, quarter);
        }
      }
    }

    private void quarter(int year, int quarter) {
      YearMonth first = YearMonth.of(year, 3 * quarter - 2);
      String name = Dates.digits(year, 4) + "-q" + quarter;
      if (isCut(name, first.atDay(1), first.plusMonths(3).atDay(1))) {
        for (int month = 0; month < 3; month++) {
          run(first.plusMonths(month), 1, 32);
        }
      }
    }

    /** So many days of a month, of which it may have fewer; as many as all are the month. */
    private void run(YearMonth month, int first, int length) {
      int end = Math.min(first + length - 1, month.lengthOfMonth());
      if (end < first) {
        return;
      }
      String name = Dates.month(month);
      if (length < 32) {
        name += '-' + Dates.digits(first, 2) + (length == 1 ? "" : '-' + Dates.digits(end, 2));
      }
      if (isCut(name, month.atDay(first), month.atDay(end).plusDays(1), length > 1)) {
        run(month, first, length / 2);
        run(month, first + length / 2, length / 2);
      }
    }

    private boolean isCut(String name, LocalDate from, LocalDate to) {
      return isCut(name, from, to, true);
    }

    /** Whether a stretch is to be cut; where not it is a part, unless it has no posts. */
    private boolean isCut(String name, LocalDate from, LocalDate to, boolean divisible) {
      int posts = days.subMap(from, to).values().stream().mapToInt(Integer::intValue).sum();
      if (divisible && posts > SMALL && to.isAfter(fresh)) {
        return true;
      }
      if (posts > 0) {
        parts.add(new SearchPart(name, from, to, posts));
      }
      return false;
    }
  }

  /** Whether the posts of a day are in it. */
  public boolean has(LocalDate day) {
    return !day.isBefore(from) && day.isBefore(to);
  }

  /** How many files hold the words of titles, tags and names. */
  int heads() {
    return power(posts / (posts <= SMALL ? 16 : 32));
  }

  /** How many files hold the words of texts. */
  int texts() {
    return power(posts / (posts <= SMALL ? 3 : 6));
  }

  /** The power of two that is just as many or more. */
  private static int power(int least) {
    return least <= 1 ? 1 : Integer.highestOneBit(least - 1) << 1;
  }

  /** What comes before the names of its files. */
  public String folder() {
    return FOLDER + name + '/';
  }

  /** A file that it has whatever it holds. */
  public String first() {
    return folder() + "h0.txt";
  }
}
