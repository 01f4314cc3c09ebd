package orrery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import orrery.Cycle.Ask;
import orrery.feed.Fetched;
import orrery.feed.Pace;
import orrery.fetch.Politeness;
import orrery.store.FeedState;
import orrery.store.FeedState.About;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Memory;

/** When feeds are asked: what is known of them, put before {@link Politeness}. */
final class Timing {
  private Timing() {}

  static boolean due(FeedState feed, Ask ask, Instant now) {
    if (local(feed)) {
      return true;
    }
    Health health = feed.health();
    return switch (ask) {
      case DUE -> Politeness.due(now, health.lastAttempt(), next(feed));
      case ALL ->
          !health.gone() && (health.heldUntil() == null || !now.isBefore(health.heldUntil()));
    };
  }

  /** A file is nobody's server. */
  private static boolean local(FeedState feed) {
    return feed.url().startsWith("file:");
  }

  /** When to ask next; null where it was never asked, or is never to be asked again. */
  static @Nullable Instant next(FeedState feed) {
    Health health = feed.health();
    Instant attempted = health.lastAttempt();
    if (attempted == null || local(feed)) {
      return null;
    }
    About about = feed.about();
    return Politeness.next(
        last(feed, attempted),
        new Politeness.History(
            feed.url(),
            attempted,
            health.failures(),
            about == null ? null : about.gap(),
            about == null ? Pace.NONE : about.pace()));
  }

  private static Fetched last(FeedState feed, Instant attempted) {
    Health health = feed.health();
    if (health.gone()) {
      return new Fetched.Gone();
    }
    if (health.heldUntil() != null) {
      return new Fetched.Held(health.status(), Duration.between(attempted, health.heldUntil()));
    }
    if (health.error() != null) {
      return new Fetched.Failed(Fetched.Stage.STATUS, health.status(), health.error());
    }
    Memory memory = feed.memory();
    return new Fetched.NotModified(memory.validators(), memory.maxAge(), memory.permanent());
  }
}
