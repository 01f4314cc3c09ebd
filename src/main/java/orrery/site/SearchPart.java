package orrery.site;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A part of the search's index: all posts of a stretch of time, in a folder of their own.
 *
 * <p>Why the index is cut in this way. A word is looked up in every part, so there must be few of
 * them; a new post changes most files of its part, so the newest part must be small. Hence the
 * months of the newest quarter that has posts, the quarters before it in its year, and each year
 * before that as one: ten years are some fifteen parts. Within a part words are spread over files
 * by their beginning, so many that a file stays at a few KB however many posts there are. The
 * layout follows from the posts that are shown and from nothing else: there is nothing to compact,
 * and an index made step by step is the one made at once. When a new quarter or year begins, the
 * months of the old one become a part once.
 *
 * @param name of its folder: {@code 2025}, {@code 2026-q3}, {@code 2026-11}
 * @param months that it holds, oldest first, those with posts only
 * @param posts how many
 */
public record SearchPart(String name, List<YearMonth> months, int posts) {
  /** What comes before the names of all files of the index. */
  public static final String FOLDER = "search/";

  /** Copies the list. */
  public SearchPart {
    months = List.copyOf(months);
  }

  /** The parts of a planet that has so many posts on these days, oldest first. */
  public static List<SearchPart> of(NavigableMap<LocalDate, Integer> days) {
    if (days.isEmpty()) {
      return List.of();
    }
    YearMonth newest = YearMonth.from(days.lastKey());
    NavigableMap<YearMonth, Integer> months = new TreeMap<>();
    days.forEach((day, n) -> months.merge(YearMonth.from(day), n, Integer::sum));
    Map<String, List<YearMonth>> names = new LinkedHashMap<>();
    months
        .keySet()
        .forEach(
            month -> names.computeIfAbsent(name(month, newest), n -> new ArrayList<>()).add(month));
    List<SearchPart> parts = new ArrayList<>();
    names.forEach(
        (name, of) ->
            parts.add(
                new SearchPart(
                    name, of, of.stream().mapToInt(month -> months.getOrDefault(month, 0)).sum())));
    return parts;
  }

  /** The part that a month belongs to, where this is the newest that has posts. */
  public static String name(YearMonth month, YearMonth newest) {
    if (month.getYear() != newest.getYear()) {
      return Dates.digits(month.getYear(), 4);
    }
    int quarter = month.get(IsoFields.QUARTER_OF_YEAR);
    return quarter == newest.get(IsoFields.QUARTER_OF_YEAR)
        ? Dates.month(month)
        : Dates.digits(month.getYear(), 4) + "-q" + quarter;
  }

  /** How many files hold the words of titles, tags and names. */
  int heads() {
    return power(posts / 32);
  }

  /** How many files hold the words of texts. */
  int texts() {
    return power(posts / 6);
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
