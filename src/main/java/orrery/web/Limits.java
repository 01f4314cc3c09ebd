package orrery.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How much each client may ask for, and all of them together. Safe for several threads. */
final class Limits {
  /**
   * So many clients are told from each other; of more, the ones not seen for longest start anew.
   */
  static final int CLIENTS = 4096;

  /** What costs something. */
  enum Cost {
    /** A page is made. */
    READ(300, 300, Duration.ofMinutes(1)),
    /** A blog is asked: others pay for it. */
    LOOK(6, 30, Duration.ofHours(1)),
    /** Something is kept. */
    CHANGE(60, 60, Duration.ofHours(1)),
    /** A maintainer's token that was wrong. */
    GUESS(10, 10, Duration.ofMinutes(1));

    private final int atOnce;
    private final int times;
    private final Duration every;

    Cost(int atOnce, int times, Duration every) {
      this.atOnce = atOnce;
      this.times = times;
      this.every = every;
    }
  }

  private final TimeMeter time;
  private final Bucket allLooks;
  private final Map<String, Map<Cost, Bucket>> clients =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Cost, Bucket>> eldest) {
          return size() > CLIENTS;
        }
      };

  Limits(InstantSource clock) {
    time = new Clock(clock);
    allLooks = bucket(30, 600, Duration.ofHours(1));
  }

  /** Our time, as buckets read it. */
  private record Clock(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      var now = clock.instant();
      return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }

  private Bucket bucket(int atOnce, int times, Duration every) {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit -> limit.capacity(atOnce).refillGreedy(times, every))
        .build();
  }

  /**
   * Takes what something costs.
   *
   * @return 0 where it could be paid; else nothing is taken, and it can in so many seconds
   */
  long take(String client, Cost cost) {
    Bucket own = of(client, cost);
    long wait = seconds(own.tryConsumeAndReturnRemaining(1));
    if (wait == 0 && cost == Cost.LOOK) {
      wait = seconds(allLooks.tryConsumeAndReturnRemaining(1));
      if (wait > 0) {
        own.addTokens(1);
      }
    }
    return wait;
  }

  /** Gives back what was taken. */
  void giveBack(String client, Cost cost) {
    of(client, cost).addTokens(1);
  }

  private static long seconds(ConsumptionProbe probe) {
    return probe.isConsumed()
        ? 0
        : TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
  }

  private Bucket of(String client, Cost cost) {
    synchronized (clients) {
      return clients
          .computeIfAbsent(client, c -> new EnumMap<>(Cost.class))
          .computeIfAbsent(cost, c -> bucket(c.atOnce, c.times, c.every));
    }
  }

  /** How many clients are told from each other now. */
  int clients() {
    synchronized (clients) {
      return clients.size();
    }
  }
}
