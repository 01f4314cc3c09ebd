package orrery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.config.Subscription;
import orrery.store.FeedState.Health;
import orrery.store.Store;

/** Says how reading a feed goes, to somebody who misses a post of it. */
final class Readings {
  private final Store store;
  private final Instant now;

  Readings(Store store, Instant now) {
    this.store = store;
    this.now = now;
  }

  /**
   * Why nothing is there.
   *
   * @param member what is known of the feed; null where no cycle has run since it was registered
   * @param all whether nothing at all is there of the feed
   */
  String of(Subscription subscription, @Nullable Member member, boolean all) {
    String name =
        member != null ? member.name() : subscription.name() != null ? subscription.name() : "";
    String feed =
        name.isEmpty() || name.equals(subscription.url())
            ? "the feed " + subscription.url()
            : "the feed of %s (%s)".formatted(name, subscription.url());
    Health health = member == null ? Health.NEW : member.feed().health();
    if (member == null || health.lastAttempt() == null) {
      return "never seen: " + feed + " was not read yet; the next cycle asks for it.";
    }
    Instant since = health.failingSince();
    String good =
        health.lastSuccess() == null
            ? "It was never read."
            : "It was last read on " + Reasons.time(health.lastSuccess()) + ".";
    if (health.gone()) {
      return "never seen: %s is gone: its server says so%s. %s"
          .formatted(feed, since == null ? "" : " since " + Reasons.time(since), good);
    }
    if (health.error() != null) {
      return "never seen: %s could not be read%s: %s %s It is asked again %s."
          .formatted(
              feed,
              since == null ? "" : " since " + Reasons.time(since),
              stopped(health.error()),
              good,
              next(member));
    }
    return "never seen: %s was last read on %s%s"
        .formatted(
            feed,
            health.lastSuccess() == null ? "an unknown day" : Reasons.time(health.lastSuccess()),
            reach(member, all));
  }

  private String reach(Member member, boolean all) {
    List<Long> listed = store.entries().listing(member.feed().id()).entries();
    String again = "it is read again " + next(member) + ".";
    if (listed.isEmpty()) {
      return all
          ? ", and lists no posts; " + again
          : ", and did not list it. If the post is newer than that, " + again;
    }
    Instant oldest = null;
    for (Instant said : store.entries().said(listed).values()) {
      oldest = oldest == null || said.isBefore(oldest) ? said : oldest;
    }
    String entries =
        listed.size() == 1 ? "its one entry" : "its last " + listed.size() + " entries";
    return oldest == null
        ? ", and %s have no date and are not this one. If the post is new, %s"
            .formatted(entries, again)
        : "; %s %s back to %s. If the post is older, ask its author to list more; if it is newer, %s"
            .formatted(entries, listed.size() == 1 ? "goes" : "go", Reasons.time(oldest), again);
  }

  private String next(Member member) {
    Instant next = new Timing(store.feeds().heldHosts(), Set.of(), now).next(member.feed());
    return next == null || !next.isAfter(now)
        ? "with the next cycle"
        : "on " + Reasons.time(next) + " at the earliest";
  }

  private static String stopped(String error) {
    String end = error.strip();
    return end.endsWith(".") || end.endsWith("!") || end.endsWith("?") ? end : end + ".";
  }
}
