package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import orrery.Draft;
import orrery.clean.PlainText;
import orrery.curate.Decider;
import orrery.curate.Filter;
import orrery.curate.Identity;
import orrery.curate.Judge;
import orrery.feed.Article;
import orrery.feed.Blog;
import orrery.feed.Candidate;
import orrery.feed.Change;
import orrery.feed.Known;
import orrery.feed.Post;
import orrery.feed.Ruling;
import orrery.store.Posts.Touch;

/** A store, and what a cycle does with it, in a line each. */
final class Shelf implements AutoCloseable {
  static final String ADA = "https://ada.example/feed";
  static final String BEN = "https://ben.example/feed";

  final Store store;
  Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final Map<Long, List<Filter>> filters = new HashMap<>();

  Shelf(Database database) throws StoreException, SQLException {
    this(database.open());
  }

  Shelf(Store store) {
    this.store = store;
  }

  FeedState feed(String url) {
    return Objects.requireNonNull(store.feeds().of(List.of(url), List.of()).get(url));
  }

  /** A reading of a feed. */
  List<Change> take(String url, Draft... document) {
    FeedState feed = feed(url);
    List<Article> all = Arrays.stream(document).map(draft -> draft.feed(url).article()).toList();
    Map<Long, Optional<Instant>> listed = new HashMap<>();
    all.forEach(a -> listed.put(a.fingerprint(), Optional.ofNullable(a.entry().date())));
    Set<Long> known = store.entries().known(feed.id(), listed.keySet()).keySet();
    List<Article> articles = all.stream().filter(a -> !known.contains(a.fingerprint())).toList();
    List<Known> like = store.entries().like(feed.id(), articles, Shelf::lookups);
    List<Change> changes =
        Decider.decide(
            like,
            listed,
            articles,
            new Decider.Texts(
                article -> PlainText.ofClean(article.html()),
                entry -> PlainText.ofClean(store.entries().html(entry))),
            null,
            now);
    if (!changes.isEmpty()) {
      store.entries().announce();
    }
    store.entries().apply(feed, changes, now);
    return changes;
  }

  Posts planet(String name, String... urls) {
    Posts posts = store.posts(name);
    subscribe(posts, "", urls);
    return posts;
  }

  boolean subscribe(Posts posts, String judging, String... urls) {
    return posts.subscribe(Arrays.stream(urls).map(url -> feed(url).id()).toList(), judging, now);
  }

  /** From now on posts of a feed that hold this are kept out. */
  void exclude(String url, String expression) {
    filters.put(
        feed(url).id(),
        List.of(
            Filter.of(
                "exclude",
                expression,
                "The planet's",
                false,
                store.posts("any").docket()::asRead)));
  }

  /** Gives the verdicts that wait, all of them. */
  List<Touch> judge(Posts posts) {
    posts.takeUp();
    List<Candidate> waiting = posts.docket().waiting();
    List<Touch> touches = new ArrayList<>(judge(posts, waiting));
    while (posts.state().waiting()) {
      List<Candidate> freed = posts.docket().freed(waiting);
      waiting = freed.isEmpty() ? posts.docket().waiting() : freed;
      touches.addAll(judge(posts, waiting));
    }
    assertThat(posts.docket().waiting()).isEmpty();
    return touches;
  }

  List<Touch> judgeOnce(Posts posts) {
    return judge(posts, posts.docket().waiting());
  }

  private List<Touch> judge(Posts posts, List<Candidate> waiting) {
    Map<Long, Judge.Listing> listings = new HashMap<>();
    for (String url : List.of(ADA, BEN)) {
      long id = feed(url).id();
      listings.put(
          id,
          new Judge.Listing(
              listings.size(),
              url,
              filters.getOrDefault(id, List.of()),
              0,
              null,
              Identity.host(url)));
    }
    List<Ruling> rulings =
        Judge.judge(
            waiting,
            posts.docket().alike(waiting, c -> Identity.lookups(c.keys(), c.title(), c.said())),
            posts.docket().seenWith(waiting),
            new Judge.Rules(listings, 0, false, posts.hidden(), now),
            entry -> PlainText.ofClean(posts.docket().html(entry)));
    return posts.apply(rulings, Map.of(), now);
  }

  static Set<Long> lookups(Article article) {
    return Identity.lookups(article.keys(), article.title(), article.entry().date());
  }

  Archive archive(Posts posts) {
    return posts.archive(blogs(), 1);
  }

  Map<Long, Blog> blogs() {
    return Map.of(feed(ADA).id(), blog("ada", "Ada", ADA), feed(BEN).id(), blog("ben", "Ben", BEN));
  }

  private static Blog blog(String slug, String name, String url) {
    return new Blog(slug, name, url, null, null, null, null, 0, null, Map.of());
  }

  /** The titles shown, newest first. */
  List<String> shown(Posts posts) {
    return titles(archive(posts).newest(100));
  }

  static List<String> titles(List<Post> posts) {
    return posts.stream().map(Post::title).toList();
  }

  /** "title: verdict" of every entry, newest first. */
  List<String> verdicts(Posts posts) {
    return posts.explain(Sought.of(List.of(ADA, BEN)), 100).stream()
        .map(e -> e.title() + ": " + e.verdict())
        .toList();
  }

  @Override
  public void close() {
    store.close();
  }
}
