package orrery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.feed.Article;
import orrery.feed.Article.Keys;
import orrery.store.FeedState;
import orrery.store.Posts;
import orrery.store.Store;

/** What a planet has collected, as far as it matters to newcomers. */
final class Familiar implements Examiner.Surroundings {
  /** What fewer posts are about is their authors' own. */
  private static final int TOPIC = 3;

  private final Planet planet;
  private final Store store;
  private @Nullable Set<String> topics;

  Familiar(Planet planet, Store store) {
    this.planet = planet;
    this.store = store;
  }

  @Override
  public Set<String> topics() {
    Set<String> known = topics;
    if (known == null) {
      known = read(); // once: each feed of a site is compared with it
      topics = known;
    }
    return known;
  }

  private Set<String> read() {
    Set<String> found = new HashSet<>();
    posts()
        .archive(Map.of(), 1)
        .tags(
            (tag, posts) -> {
              if (posts >= TOPIC) {
                found.add(tag.key());
              }
            });
    return found;
  }

  @Override
  public @Nullable String blogWith(List<Article> articles) {
    Set<Long> links =
        articles.stream()
            .map(Article::keys)
            .map(Keys::link)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    if (links.isEmpty()) {
      return null;
    }
    Map<Long, String> names = new HashMap<>();
    Map<String, FeedState> known = store.feeds().known();
    planet
        .subscriptions()
        .forEach(
            subscription -> {
              FeedState feed = known.get(Member.address(planet, subscription));
              if (feed != null) {
                names.put(feed.id(), new Member(subscription, feed).name());
              }
            });
    return posts().withLinks(links).entrySet().stream()
        .filter(blog -> 2 * blog.getValue() > links.size())
        .map(blog -> names.get(blog.getKey()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private Posts posts() {
    return store.posts(Edition.name(planet));
  }
}
