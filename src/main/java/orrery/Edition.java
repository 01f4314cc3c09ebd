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
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.curate.Filter;
import orrery.curate.Judge;
import orrery.feed.Candidate;
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

  Edition(Planet planet, List<Member> members, Store store, Instant now, Progress progress) {
    this.planet = planet;
    members.forEach(member -> this.members.put(member.feed().id(), member));
    this.posts = store.posts(name(planet));
    this.now = now;
    this.progress = progress;
  }

  /** The name under which the store has a planet: its config as seen from the data directory. */
  static String name(Planet planet) {
    Path data = planet.dataDirectory().toAbsolutePath().normalize();
    Path file = planet.file().toAbsolutePath().normalize();
    Path name = Objects.equals(data.getRoot(), file.getRoot()) ? data.relativize(file) : file;
    return name.toString();
  }

  /**
   * Gives the verdicts that are due, and makes the pages that they touch.
   *
   * @param restated the feeds of which something else is to be said than before the cycle
   */
  Report.Site publish(Set<Long> restated) throws IOException {
    Posts.State state = posts.state();
    boolean withdrawn = posts.subscribe(members.keySet(), judging());
    List<Touch> touches = withdrawn || state.pending() ? judge() : List.of();

    Path index = planet.outputDirectory().resolve("index.html");
    String look = Look.of(planet, members.values());
    boolean all = withdrawn || !look.equals(state.rendering()) || !Files.exists(index);
    int files = 0;
    if (all || !touches.isEmpty() || !restated.isEmpty()) {
      var publisher = new Publisher(planet.outputDirectory(), published());
      new Pages(planet, members, posts, now, publisher, progress).write(all, touches, restated);
      files = publisher.changed();
      posts.rendered(look);
    }
    return new Report.Site(planet.name(), index, members.size(), files);
  }

  /** Where the list of the site's files is kept. */
  private Path published() {
    return planet
        .dataDirectory()
        .resolve("published")
        .resolve(Paths.slug(name(planet), name(planet)));
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

  private List<Touch> judge() {
    List<Candidate> waiting = posts.waiting();
    Map<Long, Judge.Listing> listings = new HashMap<>();
    members.forEach(
        (id, member) ->
            listings.put(id, new Judge.Listing(listings.size(), member.name(), filters(member))));
    return posts.apply(Judge.judge(waiting, posts.shownLike(waiting), listings, posts::html));
  }

  private static List<Filter> filters(Member member) {
    Subscription subscription = member.subscription();
    List<Filter> filters = new ArrayList<>(1);
    if (subscription.filter() != null || subscription.exclude() != null) {
      filters.add(Filter.of(subscription.filter(), subscription.exclude(), "the planet"));
    }
    return filters;
  }
}
