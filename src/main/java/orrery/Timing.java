package orrery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.Cycle.Ask;
import orrery.feed.Attempts;
import orrery.feed.Fetched;
import orrery.feed.Hold;
import orrery.feed.Pace;
import orrery.fetch.Fetcher;
import orrery.fetch.Politeness;
import orrery.store.FeedState;
import orrery.store.FeedState.About;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Memory;
import orrery.store.Feeds.HeldHost;

/** When feeds are asked: what is known of them, put before {@link Politeness}. */
final class Timing {
  /** The hour within which nobody is asked, and one in which there was no cycle. */
  private static final Duration RIGHT = Politeness.SHORTEST.multipliedBy(2);

  private final Map<String, HeldHost> held = new HashMap<>();
  private final Set<Long> told;
  private final Instant now;

  /**
   * The timing of a cycle.
   *
   * @param held hosts that asked to be left alone; where the clock was set back, from now on
   * @param told the feeds whose news a hub tells us of
   */
  Timing(Collection<HeldHost> held, Set<Long> told, Instant now) {
    this.now = now;
    this.told = told;
    for (HeldHost host : held) {
      this.held.put(host.hold().host(), now.isBefore(host.since()) ? from(now, host) : host);
    }
  }

  private static HeldHost from(Instant now, HeldHost host) {
    Hold hold = host.hold();
    Instant until = now.plus(Duration.between(host.since(), hold.until()));
    return new HeldHost(new Hold(hold.host(), hold.status(), until), now);
  }

  /** The holds that stand, and since when. */
  Set<HeldHost> held() {
    return held.values().stream()
        .filter(host -> now.isBefore(host.hold().until()))
        .collect(Collectors.toSet());
  }

  /** What is known after these are the holds that stand. */
  Timing with(Set<Hold> holds) {
    List<HeldHost> next = new ArrayList<>();
    for (Hold hold : holds) {
      HeldHost before = held.get(hold.host());
      next.add(before != null && before.hold().equals(hold) ? before : new HeldHost(hold, now));
    }
    return new Timing(next, told, now);
  }

  boolean due(FeedState feed, Ask ask) {
    if (local(feed)) {
      return true;
    }
    Health health = feed.health();
    Instant wait = hostHeld(feed);
    if (wait != null && now.isBefore(wait)) {
      return false;
    }
    return switch (ask) {
      case DUE -> Politeness.due(now, health.lastAttempt(), polite(feed)) && !rests(feed);
      case ALL -> !health.gone() && !held(health);
    };
  }

  private boolean rests(FeedState feed) {
    Instant asked = feed.health().lastAttempt();
    return asked != null && Politeness.rests(now, from(feed.health(), asked), pace(feed));
  }

  private static Pace pace(FeedState feed) {
    About about = feed.about();
    return about == null ? Pace.NONE : about.pace();
  }

  private boolean held(Health health) {
    Instant until = health.heldUntil();
    Instant asked = health.lastAttempt();
    if (until == null || asked == null) {
      return false;
    }
    return now.isBefore(from(health, asked).plus(Duration.between(asked, until)));
  }

  /** The time from which waits are counted. */
  private static Instant from(Health health, Instant asked) {
    return health.waitsFrom() == null ? asked : health.waitsFrom();
  }

  /** A file is nobody's server. */
  private static boolean local(FeedState feed) {
    return feed.url().startsWith("file:");
  }

  /** When to ask next; null where it was never asked, or is never to be asked again. */
  @Nullable Instant next(FeedState feed) {
    if (feed.health().lastAttempt() == null || local(feed)) {
      return null;
    }
    Instant polite = polite(feed);
    Instant wait = hostHeld(feed);
    return polite != null && wait != null && wait.isAfter(polite) ? wait : polite;
  }

  private @Nullable Instant hostHeld(FeedState feed) {
    HeldHost host = held.isEmpty() ? null : held.get(Fetcher.host(feed.url()));
    return host == null ? null : host.hold().until();
  }

  /** When it would be polite to ask, whatever its host's other feeds have been told. */
  private @Nullable Instant polite(FeedState feed) {
    Health health = feed.health();
    Attempts last = health.last();
    if (last == null) {
      return null;
    }
    Instant asked = last.until();
    Instant next = polite(feed, last, from(health, asked));
    if (health.waitsFrom() == null || next == null || now.isBefore(asked)) {
      return next;
    }
    // Had the clock only gone on from where it was set back to, the feed would have been asked long
    // before (at least an hour before, see Politeness.due): so the clock was set right again, and
    // the wait is the one it was.
    return next.isBefore(asked.minus(RIGHT)) ? polite(feed, last, asked) : next;
  }

  private @Nullable Instant polite(FeedState feed, Attempts last, Instant from) {
    About about = feed.about();
    return Politeness.next(
        outcome(feed, last),
        new Politeness.History(
            feed.url(),
            from,
            feed.health().failures(),
            about == null
                ? Politeness.Rhythm.UNKNOWN
                : new Politeness.Rhythm(about.gap(), about.newest()),
            told.contains(feed.id()),
            pace(feed)));
  }

  private static Fetched outcome(FeedState feed, Attempts last) {
    return switch (last.outcome()) {
      case FRESH, SAME, MOVED -> {
        Memory memory = feed.memory();
        yield new Fetched.NotModified(memory.validators(), memory.maxAge(), null);
      }
      case GONE -> new Fetched.Gone();
      case HELD -> {
        Instant until = feed.health().heldUntil();
        yield new Fetched.Held(
            last.status(), until == null ? null : Duration.between(last.until(), until));
      }
      case REFUSED, FAILED ->
          new Fetched.Failed(Fetched.Stage.STATUS, last.status(), String.valueOf(last.reason()));
    };
  }

  /** Whether the clock was set back behind the time from which the feed waits. */
  boolean outOfTime(FeedState feed) {
    Instant asked = feed.health().lastAttempt();
    return asked != null && now.isBefore(from(feed.health(), asked));
  }
}
