package orrery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.feed.Candidate;
import orrery.feed.FeedStatus;
import orrery.feed.Ruling;
import orrery.publish.Publisher;
import orrery.site.Page;
import orrery.site.Paths;
import orrery.site.Site;
import orrery.store.Feeds;
import orrery.store.Pictures;
import orrery.store.Posts;
import orrery.store.Posts.Shown;
import orrery.store.Posts.Told;
import orrery.store.Posts.Touch;
import orrery.store.Store;

/** One planet's part of a cycle: verdicts are given, and what they change is published. */
final class Edition {
  private final Planet planet;
  private final Map<Long, Member> members = new LinkedHashMap<>();
  private final Posts posts;
  private final Feeds feeds;
  private final Pictures pictures;
  private final Instant now;
  private final Progress progress;
  private final Posts.State before;
  private final Set<String> news = new HashSet<>();
  private final BooleanSupplier stopped;

  /** How many entries are judged at a time, where many wait. */
  private static final int PART = 5_000;

  /** Of a feed without entries. */
  private static final Told NOTHING = new Told(0, 0, null, 0);

  /** Looks at how the planet stands: to be made before feeds are taken in. */
  Edition(Planet planet, Store store, Instant now, Progress progress, BooleanSupplier stopped) {
    this.planet = planet;
    this.posts = store.posts(name(planet));
    this.feeds = store.feeds();
    this.pictures = store.pictures();
    this.now = now;
    this.progress = progress;
    this.stopped = stopped;
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

  static String fromData(Planet planet, Path path) {
    Path data = planet.dataDirectory().toAbsolutePath().normalize();
    Path whole = path.toAbsolutePath().normalize();
    boolean apart = !Objects.equals(data.getRoot(), whole.getRoot());
    return (apart ? whole : data.relativize(whole)).toString();
  }

  /**
   * Gives the verdicts that are due, and makes the pages that they, or the feeds' fates, touch. A
   * cycle without news looks at nothing more, and writes nothing but when it was.
   *
   * @param known the planet's feeds, with what is known of them now
   * @param changed the entries that came or changed in this cycle
   */
  Report.Site publish(List<Member> known, Set<Long> changed, Timing timing) throws IOException {
    known.forEach(member -> members.put(member.feed().id(), member));
    boolean rejudged =
        posts.subscribe(members.keySet(), Rules.judging(planet, members.values()), now);
    boolean hidden = posts.takeUp();
    Set<Long> due = new HashSet<>(posts.fallDue(now));
    due.addAll(changed);
    Path index = planet.outputDirectory().resolve("index.html");
    String look = Look.of(planet, members.values());
    Posts.State state = posts.state();
    boolean all = rejudged || !look.equals(state.rendering()) || !Files.exists(index);
    Map<Long, Told> told = posts.told();
    Map<Long, FeedStatus> statuses = statuses(told, timing);
    int files = 0;
    if (all
        || state.pending()
        || posts.gists().due() > 0
        || !restated(statuses, told, null).isEmpty()) {
      files = write(all, look, before.pending() || hidden || all ? null : due, told, timing);
    } else {
      publishAlone(status(statuses));
    }
    return new Report.Site(planet.name(), index, members.size(), files);
  }

  private int write(
      boolean all, String look, @Nullable Set<Long> changed, Map<Long, Told> told, Timing timing)
      throws IOException {
    var judging = new Judging(planet, members, posts, now);
    List<Touch> touches = new ArrayList<>();
    if (changed == null) {
      judgeAll(judging, touches);
    } else {
      List<Ruling> rulings = judging.judge(posts.docket().waiting(changed));
      touches.addAll(apply(rulings));
      settle(judging, rulings, touches);
    }
    Map<Long, Shown> shown = posts.shown();
    for (List<Ruling> expired = judging.beyond(shown);
        !expired.isEmpty();
        expired = judging.beyond(shown)) {
      touches.addAll(apply(expired));
      settle(judging, expired, touches);
      shown = posts.shown();
    }
    touches.addAll(describer().describe());
    Map<Long, FeedStatus> statuses = statuses(counted(shown, posts.counts()), timing);
    Map<Long, Integer> lapses = posts.lapses();
    Set<Long> restated = restated(statuses, told, lapses);
    touches.addAll(posts.repaints().touches());
    restated.addAll(posts.repaints().feeds());
    if (!all && touches.isEmpty() && restated.isEmpty()) {
      publishAlone(status(statuses));
      posts.rendered(look, Map.of());
      return 0;
    }
    var shelf = new Illustrated(planet, members, pictures);
    var publisher = new Publisher(planet.outputDirectory(), published());
    var pages =
        new Pages(
            planet, members, shown, statuses, posts, feeds, shelf, publisher, progress, stopped);
    pages.write(all, touches, restated, status(statuses));
    posts.rendered(look, tellings(statuses, lapses));
    news.addAll(publisher.changedFiles());
    return publisher.changed();
  }

  /** A verdict may set others, of whatever feed, free to wait for theirs. */
  private void settle(Judging judging, List<Ruling> given, List<Touch> touches) {
    List<Ruling> rulings = given;
    while (posts.state().waiting()) {
      List<Candidate> freed =
          posts.docket().freed(rulings.stream().map(Ruling::candidate).toList());
      if (freed.isEmpty()) {
        judgeAll(judging, touches);
        return;
      }
      rulings = judging.judge(freed);
      touches.addAll(apply(rulings));
    }
  }

  /** Looks through all entries for those that wait, part by part, until none does. */
  private void judgeAll(Judging judging, List<Touch> touches) {
    boolean more = true;
    while (more) {
      more = false;
      List<Candidate> part = posts.docket().waiting(0, PART);
      while (!part.isEmpty()) {
        if (stopped.getAsBoolean()) {
          throw new CancellationException("stopped while judging");
        }
        touches.addAll(apply(judging.judge(part)));
        more |= posts.state().waiting();
        part = posts.docket().waiting(part.getLast().entry(), PART);
      }
    }
    apply(List.of());
  }

  /** Tells the planet's hubs of what was published. */
  void announce() {
    Announcer.ping(planet, news, () -> now);
    news.clear();
  }

  private static Map<Long, Told> counted(Map<Long, Shown> shown, Map<Long, Integer> entries) {
    Map<Long, Told> counted = new HashMap<>();
    entries.forEach(
        (feed, n) -> {
          Shown of = shown.get(feed);
          counted.put(feed, new Told(0, n, of == null ? null : of.newest(), 0));
        });
    return counted;
  }

  private Map<Long, Told> tellings(Map<Long, FeedStatus> statuses, Map<Long, Integer> lapses) {
    Map<Long, Told> told = new HashMap<>();
    statuses.forEach(
        (feed, status) ->
            told.put(
                feed,
                new Told(
                    said(feed, status),
                    status.entries(),
                    status.newest(),
                    lapses.getOrDefault(feed, 0))));
    return told;
  }

  private long said(long feed, FeedStatus status) {
    return Objects.requireNonNull(members.get(feed)).said(status);
  }

  /**
   * The feeds of which something else is to be said than the pages do.
   *
   * @param lapses what their histories hold; null where nothing happened that could tell otherwise
   */
  private Set<Long> restated(
      Map<Long, FeedStatus> statuses, Map<Long, Told> told, @Nullable Map<Long, Integer> lapses) {
    Set<Long> restated = new HashSet<>();
    statuses.forEach(
        (feed, status) -> {
          Told before = told.get(feed);
          if (before == null
              || before.said() != said(feed, status)
              || (lapses != null && before.lapses() != lapses.getOrDefault(feed, 0))) {
            restated.add(feed);
          }
        });
    return restated;
  }

  /**
   * How the planet's feeds are doing, by the store's number of them.
   *
   * @param counts what is shown and known of them
   */
  private Map<Long, FeedStatus> statuses(Map<Long, Told> counts, Timing timing) {
    Map<Long, FeedStatus> statuses = new LinkedHashMap<>();
    members.forEach(
        (id, member) -> {
          Told of = counts.getOrDefault(id, NOTHING);
          statuses.put(
              id,
              member.status(planet.activityThreshold(), of.newest(), of.entries(), timing, now));
        });
    return statuses;
  }

  private Page status(Map<Long, FeedStatus> statuses) {
    return Site.status(
        Version.NUMBER, now, Standing.next(planet, now), List.copyOf(statuses.values()));
  }

  private void publishAlone(Page page) throws IOException {
    Publisher.put(planet.outputDirectory(), page.path(), page.bytes());
  }

  /** Keeps verdicts, and says what they touch. */
  private List<Touch> apply(List<Ruling> rulings) {
    List<Ruling> tagged = describer().tagged(rulings);
    return posts.apply(tagged, Rules.pages(planet, posts, tagged), now);
  }

  private Describer describer() {
    return new Describer(planet, members, posts, now, progress, stopped);
  }

  Planet planet() {
    return planet;
  }

  /** Where the list of the site's files is kept. */
  private Path published() {
    return planet
        .dataDirectory()
        .resolve("published")
        .resolve(Paths.slug(name(planet), name(planet) + "\n" + site(planet)));
  }
}
