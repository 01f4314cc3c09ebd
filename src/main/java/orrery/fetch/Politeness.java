package orrery.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Failed;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.Gone;
import orrery.feed.Fetched.Held;
import orrery.feed.Fetched.NotModified;
import orrery.feed.Fetched.Refused;
import orrery.feed.Fetched.Validators;
import orrery.feed.Pace;

/**
 * When to ask a feed next.
 *
 * <p>A feed is asked about twice as often as it posts: never more than once an hour, and at least
 * once a day while it lives. What the feed or its server say can only lengthen that, to two days at
 * most. A feed that fails is asked after one hour, two, four and so on to a day, and once a week
 * when a week of days has brought nothing. All waits are spread, so that feeds asked together, such
 * as those of one host, drift apart. Pure: the same input gives the same answer.
 */
public final class Politeness {
  /** No feed is asked more often. */
  public static final Duration SHORTEST = Duration.ofHours(1);

  /** What hints can lengthen a wait to. */
  public static final Duration LONGEST_HINT = Duration.ofDays(2);

  /** What a server that asks to wait can lengthen a wait to. */
  public static final Duration LONGEST_HOLD = Duration.ofDays(7);

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  /** Of a feed whose rhythm is not known yet. */
  private static final Duration UNKNOWN_GAP = Duration.ofHours(12);

  /** Failures after which the wait is a day, and a week. */
  private static final int DAILY = 6;

  private static final int WEEKLY = DAILY + 7;

  /** Waits are spread over this part of their length. */
  private static final double SPREAD = 0.25;

  /** How many of the newest posts make a feed's rhythm. */
  private static final int POSTS = 10;

  private Politeness() {}

  /**
   * What is known of a feed.
   *
   * @param url its registered address, by which waits are spread
   * @param attempted when it was asked last
   * @param failures how many attempts have failed in a row, the last one included; 0 where it
   *     worked
   * @param rhythm how often it posts, as {@link #rhythm} tells it
   * @param pace what the document asked for when it was last read
   */
  public record History(
      String url, Instant attempted, int failures, Rhythm rhythm, boolean told, Pace pace) {}

  /**
   * How often a feed posts.
   *
   * @param gap the average time between its newest posts; null where there are fewer than two
   * @param newest the date of the newest; null where there is none
   */
  public record Rhythm(@Nullable Duration gap, @Nullable Instant newest) {
    /** A feed of which nothing is known. */
    public static final Rhythm UNKNOWN = new Rhythm(null, null);

    /**
     * The time between posts that is to be reckoned with: the average, until a silence lasts for
     * longer than {@value #POSTS} times that. A blog that has fallen asleep is asked less and less
     * often.
     */
    @Nullable Duration expected(Instant now) {
      if (newest == null) {
        return null;
      }
      Duration silence = max(Duration.ZERO, Duration.between(newest, now));
      return gap == null ? max(UNKNOWN_GAP, silence) : max(gap, silence.dividedBy(POSTS));
    }
  }

  /**
   * When to ask next.
   *
   * @param last what became of the last attempt
   * @return null where never, as the feed is gone
   */
  public static @Nullable Instant next(Fetched last, History history) {
    Duration wait =
        switch (last) {
          case Gone _ -> null;
          case Fresh f -> living(f.validators(), f.maxAge(), history);
          case NotModified n -> living(n.validators(), n.maxAge(), history);
          case Held h -> held(h.retryAfter(), history);
          case Failed _ -> backOff(history);
          case Refused _ -> backOff(history);
        };
    return wait == null ? null : awake(history.attempted().plus(wait), history);
  }

  /**
   * Whether a feed is to be asked now. Where the clock was set back behind {@code attempted}, the
   * hour counts in both directions: a clock that is set right again causes no second request.
   *
   * @param attempted when it was asked last, null where never
   * @param next what {@link #next} said then, null where it said never
   */
  public static boolean due(Instant now, @Nullable Instant attempted, @Nullable Instant next) {
    if (attempted == null) {
      return true;
    }
    return next != null
        && !now.isBefore(next)
        && Duration.between(attempted, now).abs().compareTo(SHORTEST) >= 0;
  }

  /**
   * Whether a feed wants no request in this hour, or on this day: a cycle may come later than the
   * time that {@link #next} said. After two days without a request that no longer counts.
   *
   * @param attempted when it was asked last
   */
  public static boolean rests(Instant now, Instant attempted, Pace pace) {
    return !now.isAfter(attempted.plus(LONGEST_HINT)) && skipped(now.atZone(ZoneOffset.UTC), pace);
  }

  private static boolean skipped(ZonedDateTime at, Pace pace) {
    return pace.skipHours().contains(at.getHour()) || pace.skipDays().contains(at.getDayOfWeek());
  }

  /**
   * How often a feed posts.
   *
   * @param dates of posts, in any order; those after {@code now} do not count
   */
  public static Rhythm rhythm(Collection<Instant> dates, Instant now) {
    List<Instant> newest =
        dates.stream()
            .filter(d -> !d.isAfter(now))
            .sorted(Comparator.reverseOrder())
            .limit(POSTS)
            .toList();
    if (newest.isEmpty()) {
      return Rhythm.UNKNOWN;
    }
    Duration gap =
        newest.size() == 1
            ? null
            : Duration.between(newest.getLast(), newest.getFirst()).dividedBy(newest.size() - 1);
    return new Rhythm(gap, newest.getFirst());
  }

  private static Duration living(
      Validators validators, @Nullable Duration maxAge, History history) {
    Duration gap = history.rhythm().expected(history.attempted());
    Duration base = history.told() ? DAY : (gap == null ? UNKNOWN_GAP : gap).dividedBy(2);
    if (validators.etag() == null && validators.lastModified() == null) {
      base = min(base, DAY).multipliedBy(2); // every answer costs the server a whole body
    }
    Duration wait = spread(min(max(base, SHORTEST), shortened(DAY)), history);
    // Spread too: or the feeds of a host that says the same of all are asked together for ever.
    Duration hint = min(longer(maxAge, history.pace().interval()), LONGEST_HINT);
    return max(wait, min(spread(hint, history), LONGEST_HINT));
  }

  private static Duration held(@Nullable Duration retryAfter, History history) {
    return max(backOff(history), min(longer(retryAfter, SHORTEST), LONGEST_HOLD));
  }

  private static Duration backOff(History history) {
    int n = Math.max(1, history.failures());
    Duration step = n >= WEEKLY ? WEEK : n >= DAILY ? DAY : SHORTEST.multipliedBy(1L << (n - 1));
    return spread(n >= DAILY ? shortened(step) : step, history);
  }

  /** Moves a time out of the hours and days in which the feed does not want to be asked. */
  private static Instant awake(Instant time, History history) {
    Pace pace = history.pace();
    if (pace.skipHours().isEmpty() && pace.skipDays().isEmpty()) {
      return time;
    }
    ZonedDateTime at = time.atZone(ZoneOffset.UTC);
    for (int hours = 0; hours <= LONGEST_HINT.toHours(); hours++) {
      if (!skipped(at, pace)) {
        return hours == 0
            ? time
            : at.toInstant().plus(spread(Duration.ofHours(1), history).minusHours(1));
      }
      at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
    }
    // It never wants to be asked: as absurd as any other wish.
    Instant last = history.attempted().plus(LONGEST_HINT);
    return time.isAfter(last) ? time : last;
  }

  /** Lengthens a wait by up to a quarter. */
  private static Duration spread(Duration wait, History history) {
    long seed =
        history.url().hashCode() * 0x9e3779b97f4a7c15L + history.attempted().getEpochSecond();
    seed = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
    seed = (seed ^ (seed >>> 27)) * 0x94d049bb133111ebL;
    double part = (seed >>> 40) / (double) (1 << 24);
    return wait.plusMillis((long) (wait.toMillis() * SPREAD * part));
  }

  /** What is no longer than {@code most} once it is spread. */
  private static Duration shortened(Duration most) {
    return Duration.ofMillis((long) (most.toMillis() / (1 + SPREAD)));
  }

  private static Duration longer(@Nullable Duration a, @Nullable Duration b) {
    return max(a == null ? Duration.ZERO : a, b == null ? Duration.ZERO : b);
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
