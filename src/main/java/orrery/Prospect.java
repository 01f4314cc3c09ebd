package orrery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.Examiner.Outcome.Looked;
import orrery.clean.Images;
import orrery.config.ImageMode;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.curate.Identity;
import orrery.feed.Article;
import orrery.feed.Blog;
import orrery.feed.Entry;
import orrery.feed.Post;
import orrery.feed.Report;
import orrery.store.FeedState;
import orrery.store.Posts;
import orrery.store.Store;

/** A blog that may join a planet, as the planet would show it. */
final class Prospect {
  private Prospect() {}

  /** Its posts. Pictures that the planet would keep itself are links here: nothing is kept yet. */
  static List<Post> of(Planet planet, Looked looked, String name, Instant now) {
    Report report = looked.report();
    Blog blog =
        new Blog(
            "blog",
            name.isBlank() ? report.url() : name,
            report.url(),
            report.site(),
            null,
            null,
            null,
            0,
            null,
            planet.admissions().excerpt(),
            null,
            Map.of());
    List<Post> posts = new ArrayList<>();
    for (Article article : looked.articles()) {
      Entry entry = article.entry();
      Instant said = entry.date();
      boolean linked = planet.images() == ImageMode.LINK;
      posts.add(
          new Post(
              "preview" + posts.size(),
              blog,
              entry.id() != null ? entry.id() : report.url() + "#" + posts.size(),
              article.url(),
              article.title(),
              linked ? article.html() : Images.with(article.html(), source -> null),
              article.excerpt(),
              article.authors(),
              said == null || said.isAfter(now) ? now : said,
              null,
              article.tags(),
              article.language(),
              article.attachments(),
              linked ? article.image() : null,
              List.of(),
              List.of(),
              article.rights()));
    }
    return posts;
  }

  /** The blog on the planet that has the feed of that address, null where it has none. */
  static @Nullable Blog blog(Planet planet, Store store, String url) {
    long link = Identity.linkKey(url);
    for (Subscription subscription : planet.subscriptions()) {
      if (!subscription.file() && Identity.linkKey(subscription.url()) == link) {
        FeedState feed = store.feeds().known().get(subscription.url());
        Posts posts = store.posts(Edition.name(planet));
        return feed == null
            ? null
            : new Member(subscription, feed).blog(posts.shown().get(feed.id()));
      }
    }
    return null;
  }
}
