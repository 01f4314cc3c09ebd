package orrery.site;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import orrery.feed.Attempts;

/**
 * Works out where things stand in drawings; templates draw them. Lengths across are shares of the
 * whole, so that letters keep their size on narrow screens.
 */
final class Charts {
  /** How high columns are drawn, in pixels. */
  private static final int HEIGHT = 120;

  /** Years are named below a drawing as long as they are no more; else every other, or fewer. */
  private static final int LABELS = 8;

  private Charts() {}

  /**
   * Columns.
   *
   * @param height of the drawing, in pixels
   * @param most the highest of the numbers
   * @param posts all of them together
   * @param ticks what stands below
   */
  public record Columns(int height, int most, int posts, List<Column> columns, List<Tick> ticks) {}

  /**
   * A column.
   *
   * @param x where it begins, as in {@code 12.5%}; so is {@code width}
   * @param y in pixels, as is {@code height}
   * @param label the month or the weekday
   */
  public record Column(String x, String width, int y, int height, String label, int posts) {}

  /** A mark below a drawing. */
  public record Tick(String x, String label) {}

  /**
   * A run of attempts as part of a strip.
   *
   * @param kind {@code well}, or as {@link Attempts.Outcome#label}
   * @param until null where it goes on
   * @param times 0 where it goes on
   * @param status the HTTP status, 0 where there was no answer
   */
  public record Run(
      String x,
      String width,
      String kind,
      View.Moment since,
      View.@Nullable Moment until,
      int times,
      int status,
      @Nullable String reason) {}

  /**
   * A column a month, those without posts between them included; null where there is none.
   *
   * @param longest how many months at most: the newest
   */
  static @Nullable Columns months(
      NavigableMap<YearMonth, Integer> months, int longest, Words words) {
    if (months.isEmpty()) {
      return null;
    }
    YearMonth last = months.lastKey();
    YearMonth first = last.minusMonths(longest - 1L);
    first = months.firstKey().isAfter(first) ? months.firstKey() : first;
    List<YearMonth> all = new ArrayList<>();
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      all.add(month);
    }
    List<Integer> numbers = all.stream().map(month -> months.getOrDefault(month, 0)).toList();
    int years = last.getYear() - first.getYear() + 1;
    int every = Math.ceilDiv(years, LABELS);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      YearMonth month = all.get(i);
      // A year that begins at the very end has no room for its name.
      boolean room = i == 0 || (all.size() - i) * 12 >= all.size();
      if (month.getMonthValue() == 1 && month.getYear() % every == 0 && room) {
        ticks.add(new Tick(percent(i, all.size()), Dates.digits(month.getYear(), 4)));
      }
    }
    if (ticks.isEmpty()) {
      ticks.add(new Tick("0%", words.month(first)));
    }
    return columns(numbers, all.stream().map(words::month).toList(), ticks);
  }

  /** A column a weekday. */
  static @Nullable Columns weekdays(List<Integer> posts, Words words) {
    List<String> days = words.weekdays();
    return posts.size() == days.size() ? columns(posts, days, List.of()) : null;
  }

  private static Columns columns(List<Integer> numbers, List<String> labels, List<Tick> ticks) {
    int most = 1;
    int posts = 0;
    for (int number : numbers) {
      most = Math.max(most, number);
      posts += number;
    }
    int gap = numbers.size() > 90 ? 0 : numbers.size() > 30 ? 15 : 30; // hundredths of a column
    List<Column> columns = new ArrayList<>(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      int height = Math.ceilDiv(numbers.get(i) * HEIGHT, most);
      columns.add(
          new Column(
              percent(i, numbers.size()),
              percent(100L - gap, 100L * numbers.size()),
              HEIGHT - height,
              height,
              labels.get(i),
              numbers.get(i)));
    }
    return new Columns(HEIGHT, most, posts, columns, ticks);
  }

  /**
   * A strip of the runs of attempts, oldest first. The longer a run, the wider; not in proportion,
   * or a failure of an hour in a year could not be seen.
   *
   * @param runs newest first
   */
  static List<Run> strip(List<Attempts> runs, Words words) {
    long whole = 0;
    for (int i = 0; i < runs.size(); i++) {
      whole += breadth(runs.get(i), i == 0);
    }
    List<Run> strip = new ArrayList<>();
    long x = 0;
    for (int i = runs.size() - 1; i >= 0; i--) {
      Attempts run = runs.get(i);
      boolean now = i == 0;
      long breadth = breadth(run, now);
      strip.add(
          new Run(
              percent(x, whole),
              percent(breadth, whole),
              run.outcome() == Attempts.Outcome.SAME ? "well" : run.outcome().label(),
              View.Moment.of(Dates.utc(run.since()), words),
              now ? null : View.Moment.of(Dates.utc(run.until()), words),
              now ? 0 : run.times(),
              run.status(),
              run.reason()));
      x += breadth;
    }
    return strip;
  }

  /** Of one that goes on it is not known: it is drawn as one of a day. */
  private static long breadth(Attempts run, boolean now) {
    long hours = now ? 24 : Math.max(0, Duration.between(run.since(), run.until()).toHours());
    return 100L + 60L * (Long.SIZE - Long.numberOfLeadingZeros(hours));
  }

  /** A share of a whole, to a hundredth of a per cent. */
  static String percent(long part, long whole) {
    long hundredths = whole <= 0 ? 0 : part * 10_000 / whole;
    String rest = hundredths % 100 == 0 ? "" : "." + Dates.digits((int) (hundredths % 100), 2);
    return hundredths / 100 + rest + "%";
  }
}
