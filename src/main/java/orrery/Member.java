package orrery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.clean.PlainText;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.curate.Identity;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.Problem;
import orrery.feed.Text;
import orrery.site.Paths;
import orrery.store.FeedState;
import orrery.store.FeedState.About;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Move;
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

  /** What the blog is called: feeds.ini may have copied its name from who knows where. */
  String name() {
    About about = feed.about();
    String name = subscription.name();
    String plain = name == null ? "" : PlainText.title(Text.plain(name));
    if (!plain.isEmpty()) {
      return plain;
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
        subscription.excerpt(),
        about == null ? null : about.id(),
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
        problems());
  }

  /** What is wrong with the document, after what is wrong with its address. */
  private List<Problem> problems() {
    About about = feed.about();
    List<Problem> problems = about == null ? List.of() : about.problems();
    Move move = Proposals.lasting(feed);
    if (move == null) {
      return problems;
    }
    List<Problem> all = new ArrayList<>();
    all.add(
        new Problem(
            Problem.Level.WARNING,
            "moved",
            "The feed has moved for good: write its new address into feeds.ini, " + move.to(),
            0));
    all.addAll(problems);
    return all;
  }

  /** A digest of what is to be said of how the feed is doing, beside what every request changes. */
  long said(FeedStatus status) {
    String moved = movedTo();
    String said =
        String.join(
            "\n",
            status.state().label(),
            String.valueOf(status.failingSince()),
            status.error(),
            status.error() == null ? "" : String.valueOf(status.httpStatus()),
            moved,
            status.problems().toString());
    return Identity.digest(said.getBytes(StandardCharsets.UTF_8));
  }

  /** Where its address leads for good, null where it leads nowhere else. */
  @Nullable String movedTo() {
    return feed.memory().move() == null ? null : feed.memory().move().to();
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
