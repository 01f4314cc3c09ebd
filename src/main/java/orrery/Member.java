package orrery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.curate.Identity;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.site.Paths;
import orrery.store.FeedState;
import orrery.store.FeedState.About;
import orrery.store.FeedState.Health;
import orrery.store.Posts.Shown;

/**
 * A feed of a planet: what its maintainer says of it, and what is known of it.
 *
 * @param subscription as feeds.ini has it
 * @param feed as the store has it
 */
record Member(Subscription subscription, FeedState feed) {

  /** The feed of a subscription as the store names it: files are found again if all is moved. */
  static String address(Planet planet, Subscription subscription) {
    if (!subscription.file()) {
      return subscription.url();
    }
    var data = planet.dataDirectory().toAbsolutePath().normalize();
    var file = planet.path(subscription).normalize();
    return "file:" + (data.getRoot().equals(file.getRoot()) ? data.relativize(file) : file);
  }

  String name() {
    About about = feed.about();
    if (subscription.name() != null) {
      return subscription.name();
    }
    return about != null && about.title() != null ? about.title() : subscription.url();
  }

  Blog blog(@Nullable Shown shown) {
    About about = feed.about();
    return new Blog(
        Paths.slug(
            subscription.name() != null ? subscription.name() : host(subscription.url()),
            subscription.url()),
        name(),
        subscription.url(),
        about == null ? null : about.site(),
        null,
        about == null ? null : about.description(),
        about == null ? null : about.language(),
        shown == null ? 0 : shown.posts(),
        shown == null ? null : shown.newest(),
        subscription.options());
  }

  private static String host(String url) {
    int start = url.indexOf("://") + 3;
    int end = url.indexOf('/', start);
    return start < 3 ? url : url.substring(start, end < 0 ? url.length() : end);
  }

  /**
   * How the feed is doing.
   *
   * @param threshold days without a post after which it counts as inactive, 0 for never
   * @param newest the date of its newest post shown
   * @param entries how many entries the planet has of it, shown or not
   */
  FeedStatus status(
      int threshold, @Nullable Instant newest, int entries, Timing timing, Instant now) {
    Health health = feed.health();
    About about = feed.about();
    return new FeedStatus(
        subscription.url(),
        name(),
        state(threshold, newest, now),
        health.lastAttempt(),
        health.lastSuccess(),
        timing.next(feed),
        health.failingSince(),
        health.status(),
        health.error(),
        entries,
        newest,
        about == null ? List.of() : about.problems());
  }

  /** A digest of what is to be said, beside times, of how a feed is doing. */
  static long said(FeedStatus status) {
    String said =
        String.join(
            "\n",
            status.state().label(),
            String.valueOf(status.failingSince()),
            status.error(),
            status.problems().toString());
    return Identity.digest(said.getBytes(StandardCharsets.UTF_8));
  }

  private FeedStatus.State state(int threshold, @Nullable Instant newest, Instant now) {
    Health health = feed.health();
    if (health.gone()) {
      return FeedStatus.State.GONE;
    }
    if (health.error() != null) {
      return FeedStatus.State.FAILING;
    }
    if (health.lastAttempt() == null) {
      return FeedStatus.State.WAITING;
    }
    boolean asleep =
        threshold > 0 && (newest == null || newest.isBefore(now.minus(Duration.ofDays(threshold))));
    return asleep ? FeedStatus.State.INACTIVE : FeedStatus.State.OK;
  }
}
