package orrery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.curate.Filter;
import orrery.curate.Judge;
import orrery.feed.Candidate;
import orrery.feed.FeedStatus;
import orrery.publish.Publisher;
import orrery.site.Paths;
import orrery.store.Posts;
import orrery.store.Posts.Touch;
import orrery.store.Store;

/** One planet's part of a cycle: verdicts are given, and what they change is published. */
final class Edition {
  private final Planet planet;
  private final Map<Long, Member> members = new LinkedHashMap<>();
  private final Posts posts;
  private final Instant now;
  private final Progress progress;
  private final Posts.State before;

  /** Looks at how the planet stands: to be made before feeds are taken in. */
  Edition(Planet planet, Store store, Instant now, Progress progress) {
    this.planet = planet;
    this.posts = store.posts(name(planet));
    this.now = now;
    this.progress = progress;
    this.before = posts.state();
  }

  /** The name under which the store has a planet: its config as seen from the data directory. */
  static String name(Planet planet) {
    return fromData(planet, planet.file());
  }

  /** The planet's site, as seen from the data directory: all may be moved together. */
  static String site(Planet planet) {
    return fromData(planet, planet.outputDirectory());
  }

  private static String fromData(Planet planet, Path path) {
    Path data = planet.dataDirectory().toAbsolutePath().normalize();
    Path whole = path.toAbsolutePath().normalize();
    boolean apart = !Objects.equals(data.getRoot(), whole.getRoot());
    return (apart ? whole : data.relativize(whole)).toString();
  }

  /**
   * Gives the verdicts that are due, and makes the pages that they, or the feeds' fates, touch. A
   * cycle without news looks at nothing more, and writes nothing.
   *
   * @param known the planet's feeds, with what is known of them now
   * @param changed the feeds whose entries changed in this cycle
   */
  Report.Site publish(List<Member> known, Set<Long> changed) throws IOException {
    known.forEach(member -> members.put(member.feed().id(), member));
    boolean withdrawn = posts.subscribe(members.keySet(), judging());
    Path index = planet.outputDirectory().resolve("index.html");
    String look = Look.of(planet, members.values());
    Posts.State state = posts.state();
    boolean all = withdrawn || !look.equals(state.rendering()) || !Files.exists(index);
    boolean news = all || state.pending() || planet.activityThreshold() > 0;
    int files = news ? write(all, look, before.pending() || all ? null : changed) : 0;
    return new Report.Site(planet.name(), index, members.size(), files);
  }

  private int write(boolean all, String look, @Nullable Set<Long> changed) throws IOException {
    List<Touch> touches = new ArrayList<>(judge(changed));
    while (posts.state().waiting()) {
      // A verdict may set others, of whatever feed, free to wait for theirs.
      touches.addAll(judge(null));
    }
    var publisher = new Publisher(planet.outputDirectory(), published());
    var pages = new Pages(planet, members, posts, now, publisher, progress);
    Map<Long, Long> restated = restated(pages.statuses());
    if (all || !touches.isEmpty() || !restated.isEmpty()) {
      pages.write(all, touches, restated.keySet());
    }
    posts.rendered(look, restated);
    return publisher.changed();
  }

  Planet planet() {
    return planet;
  }

  /** What is to be said otherwise of feeds than the pages do: a digest by feed. */
  private Map<Long, Long> restated(Map<Long, FeedStatus> statuses) {
    Map<Long, Long> said = posts.said();
    Map<Long, Long> restated = new HashMap<>();
    statuses.forEach(
        (feed, status) -> {
          long digest = Member.said(status);
          if (!Objects.equals(said.get(feed), digest)) {
            restated.put(feed, digest);
          }
        });
    return restated;
  }

  /** Where the list of the site's files is kept. */
  private Path published() {
    return planet
        .dataDirectory()
        .resolve("published")
        .resolve(Paths.slug(name(planet), name(planet) + "\n" + site(planet)));
  }

  /** The rules by which the planet judges: where they change, every verdict is given anew. */
  private String judging() {
    var rules = new StringBuilder(planet.filter() + "\n" + planet.exclude());
    for (Member member : members.values()) {
      Subscription subscription = member.subscription();
      if (subscription.filter() != null || subscription.exclude() != null) {
        rules.append('\n').append(subscription.url());
        rules.append('\n').append(subscription.filter());
        rules.append('\n').append(subscription.exclude());
      }
    }
    return rules.toString();
  }

  private List<Touch> judge(@Nullable Set<Long> feeds) {
    List<Candidate> waiting = posts.waiting(feeds);
    Map<Long, Judge.Listing> listings = new HashMap<>();
    members.forEach(
        (id, member) ->
            listings.put(id, new Judge.Listing(listings.size(), member.name(), filters(member))));
    return posts.apply(Judge.judge(waiting, posts.shownLike(waiting), listings, posts::html));
  }

  /** Whose rule is told with the verdict: a feed has the planet's where it has none of its own. */
  private List<Filter> filters(Member member) {
    String filter = member.subscription().filter();
    String exclude = member.subscription().exclude();
    if (Objects.equals(filter, planet.filter()) && Objects.equals(exclude, planet.exclude())) {
      return filter == null && exclude == null
          ? List.of()
          : List.of(Filter.of(filter, exclude, "the planet"));
    }
    return List.of(Filter.of(filter, exclude, "the subscription"));
  }
}
