package orrery.site;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which tags rise: those whose share of the planet's posts is clearly higher lately than it was
 * before. A tag is measured by its own past, and by shares: that the planet grows lets nothing
 * rise. Lately are the two months up to the day of the planet's newest post, so that no clock has a
 * say, or a little more, so that one post that leaves them before another comes makes no
 * difference. Posts are counted by months: one that is lately from some day on has so many of its
 * posts there as it has of its days, so that what rises does not turn with the calendar.
 */
public final class Rising {
  /** How many months lately is. */
  private static final int LATELY = 2;

  /** How many months before these are compared with. */
  private static final int BEFORE = 12;

  /** How many tags there is room for. */
  private static final int MOST = 8;

  /** A tag needs so many posts lately, or none would be without luck. */
  private static final int POSTS = 3;

  /** A tag needs so many blogs lately: one that runs a series is no topic of the planet. */
  public static final int BLOGS = 2;

  /** A rise is at least to so many times the share. */
  private static final int TIMES = 2;

  /** What comes about by chance more often than this is no rise. */
  private static final double CHANCE = StrictMath.log(0.005);

  /** So many days more than two months lately is at most. */
  private static final int LONGER = 14;

  private final List<Window> windows = new ArrayList<>();

  /** The posts of a planet from a day on, and in the twelve months before. */
  private record Window(LocalDate from, LocalDate since, double lately, double before) {}

  /**
   * A tag that rises.
   *
   * @param key of the tag
   * @param times how many times its share of before it has now, 0 where it had none
   */
  public record Rise(String key, int times) {}

  private record Candidate(Rise rise, double chance) {}

  /**
   * Measures tags of a planet.
   *
   * @param planet how many posts it has in each month
   * @param newest the day of the planet's newest post
   */
  public Rising(NavigableMap<YearMonth, Integer> planet, LocalDate newest) {
    LocalDate first = from(newest);
    LocalDate last = newest.minusMonths(LATELY).plusDays(1);
    for (LocalDate from = last; !from.isBefore(first); from = from.minusDays(1)) {
      LocalDate since = from.minusMonths(BEFORE);
      double lately = posts(planet, from);
      windows.add(new Window(from, since, lately, posts(planet, since) - lately));
    }
  }

  /**
   * The first day that is lately.
   *
   * @param newest the day of the planet's newest post
   */
  public static LocalDate from(LocalDate newest) {
    return newest.minusMonths(LATELY).plusDays(1L - LONGER);
  }

  /**
   * Those that rise, what is least likely to be chance first. None does on a planet that has less
   * behind it than in these months: there is nothing to compare with.
   *
   * @param months how many posts a tag has in each month, by its key; only of tags that have posts
   *     of {@value #BLOGS} blogs in these months
   */
  public List<Rise> of(Map<String, NavigableMap<YearMonth, Integer>> months) {
    List<Candidate> candidates = new ArrayList<>();
    new TreeMap<>(months)
        .forEach(
            (key, of) ->
                windows.stream()
                    .filter(window -> window.before() >= window.lately())
                    .map(window -> candidate(key, of, window))
                    .filter(Objects::nonNull)
                    .min(Comparator.comparingDouble(Candidate::chance))
                    .ifPresent(candidates::add));
    return candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::chance))
        .limit(MOST)
        .map(Candidate::rise)
        .toList();
  }

  private static @Nullable Candidate candidate(
      String key, NavigableMap<YearMonth, Integer> of, Window window) {
    int now = whole(posts(of, window.from()));
    int then = whole(posts(of, window.since())) - now;
    // Shares are compared as products: nothing is divided by none.
    double share = now * window.before();
    double past = then * window.lately();
    if (now < POSTS || share < TIMES * past) {
      return null;
    }
    double chance = chance(now, then, window.lately() / window.before());
    int times = then == 0 ? 0 : whole(share / past);
    return chance <= CHANCE ? new Candidate(new Rise(key, times), chance) : null;
  }

  /**
   * How likely it is that of all posts of a tag so many or more are of lately, if its share had not
   * changed: as its logarithm. Given how many there are together, the number of two rare events is
   * binomial; so few posts make a wide guess by themselves, also where there is no past at all.
   */
  private static double chance(int now, int then, double odds) {
    int all = now + then;
    double term = -all * StrictMath.log1p(odds) + now * StrictMath.log(odds);
    for (int i = 1; i <= now; i++) {
      term += StrictMath.log((double) (then + i) / i);
    }
    double sum = 1;
    double ratio = 1;
    for (int k = now + 1; k <= all; k++) {
      ratio *= (double) (all - k + 1) / k * odds;
      sum += ratio;
    }
    return term + StrictMath.log(sum);
  }

  /** How many posts there are from a day on, as far as months tell. */
  private static double posts(NavigableMap<YearMonth, Integer> months, LocalDate from) {
    YearMonth first = YearMonth.from(from);
    double days = first.lengthOfMonth();
    double posts = months.getOrDefault(first, 0) * (days + 1 - from.getDayOfMonth()) / days;
    for (int whole : months.tailMap(first, false).values()) {
      posts += whole;
    }
    return posts;
  }

  private static int whole(double posts) {
    return (int) StrictMath.floor(posts + 0.5);
  }
}
