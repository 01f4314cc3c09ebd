package orrery.site;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which tags rise: those whose share of the planet's posts is clearly higher lately than it was
 * before. A tag is measured by its own past, and by shares: that the planet grows lets nothing
 * rise. Lately is the month of the planet's newest post and the one before, so that no clock has a
 * say and a month that has just begun does not stand alone.
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

  private final YearMonth from;
  private final YearMonth since;
  private final int lately;
  private final int before;

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
   * @param planet how many posts it has in each month, at least one
   */
  public Rising(NavigableMap<YearMonth, Integer> planet) {
    this.from = from(planet.lastKey());
    this.since = from.minusMonths(BEFORE);
    this.lately = sum(planet.tailMap(from, true));
    this.before = sum(planet.subMap(since, true, from, false));
  }

  /**
   * The first month that is lately.
   *
   * @param newest the month of the planet's newest post
   */
  public static YearMonth from(YearMonth newest) {
    return newest.minusMonths(LATELY - 1L);
  }

  /**
   * Those that rise, what is least likely to be chance first. None does on a planet that has less
   * behind it than in these months: there is nothing to compare with.
   *
   * @param months how many posts a tag has in each month, by its key; only of tags that have posts
   *     of {@value #BLOGS} blogs lately
   */
  public List<Rise> of(Map<String, NavigableMap<YearMonth, Integer>> months) {
    if (before < lately) {
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>();
    new TreeMap<>(months)
        .forEach(
            (key, of) -> {
              int now = sum(of.tailMap(from, true));
              int then = sum(of.subMap(since, true, from, false));
              // Shares are compared as products, which are exact.
              long share = (long) now * before;
              long past = (long) then * lately;
              if (now >= POSTS && share >= TIMES * past) {
                double chance = chance(now, then);
                if (chance <= CHANCE) {
                  int times = then == 0 ? 0 : (int) ((2 * share + past) / (2 * past));
                  candidates.add(new Candidate(new Rise(key, times), chance));
                }
              }
            });
    return candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::chance))
        .limit(MOST)
        .map(Candidate::rise)
        .toList();
  }

  /**
   * How likely it is that of all posts of a tag so many or more are of lately, if its share had not
   * changed: as its logarithm. Given how many there are together, the number of two rare events is
   * binomial; so few posts make a wide guess by themselves, also where there is no past at all.
   */
  private double chance(int now, int then) {
    int all = now + then;
    double odds = (double) lately / before;
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

  private static int sum(Map<YearMonth, Integer> months) {
    return months.values().stream().mapToInt(Integer::intValue).sum();
  }
}
