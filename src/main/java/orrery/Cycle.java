package orrery;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.Intake.Taken;
import orrery.Intake.Taken.Work;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.Fetched;
import orrery.store.FeedState;
import orrery.store.Feeds.HeldHost;
import orrery.store.Store;

/**
 * The story of what Orrery does. Feeds that are due are fetched, parsed, cleaned, tagged, curated
 * and stored, each on its own; then each planet gives its verdicts, and publishes what they change.
 *
 * <p>A cycle that is killed anywhere is made good by the next: a feed's entries and what to send
 * with its next request are stored together, an entry without a verdict gets one, and pages that
 * were not published are made anew.
 */
public final class Cycle {
  private final Store store;
  private final List<Planet> planets;
  private final InstantSource clock;
  private final Progress progress;
  private final @Nullable Subscriber subscriber;
  private volatile boolean stopped;
  private volatile @Nullable Asking asking;
  private volatile @Nullable Illustrator illustrator;

  /** A cycle of these planets over one store. */
  public Cycle(Store store, List<Planet> planets, InstantSource clock, Progress progress) {
    this(store, planets, clock, progress, null);
  }

  /** A cycle that takes what hubs delivered, too, and keeps feeds subscribed. */
  public Cycle(
      Store store,
      List<Planet> planets,
      InstantSource clock,
      Progress progress,
      @Nullable Subscriber subscriber) {
    this.store = store;
    this.planets = List.copyOf(planets);
    this.clock = clock;
    this.progress = progress;
    this.subscriber = subscriber;
  }

  /** Which feeds a cycle asks. */
  public enum Ask {
    /** Those that are due. */
    DUE,
    /** All but those whose server asked to wait, or to stay away. */
    ALL
  }

  /**
   * Runs once.
   *
   * @throws IOException where a site cannot be written; everything fetched is stored all the same
   * @throws CancellationException where it was {@linkplain #stop stopped}
   */
  public Report run(Ask ask) throws IOException {
    Instant now = clock.instant();
    List<Edition> editions = editions(now);
    Map<String, FeedState> feeds = store.feeds().of(sources().keySet(), names());
    Timing timing = timing(feeds, now);
    try (var fetchers = new Fetchers(clock, timing.held().stream().map(HeldHost::hold).toList());
        var round =
            new Asking(fetchers, new Intake(store.entries(), now, clock, subscriber), progress)) {
      asking = round;
      goOn();
      List<Taken> taken = new ArrayList<>(ask(round, feeds, timing, ask));
      timing = keep(taken, feeds, fetchers, timing);
      List<Report.Site> sites = publish(editions, feeds, changed(taken), timing);
      if (round.missing() > 0) {
        editions = editions(now);
        progress.begin("Waiting for slow servers", round.missing());
        List<Taken> late = round.rest();
        progress.end();
        timing = keep(late, feeds, fetchers, timing);
        sites = Report.Site.sum(sites, publish(editions, feeds, changed(late), timing));
        taken.addAll(late);
      }
      subscribe(feeds, now);
      List<Report.Site> repainted = illustrate(feeds, timing, now);
      sites = repainted.isEmpty() ? sites : Report.Site.sum(sites, repainted);
      return report(sites, taken, feeds);
    } finally {
      asking = null;
    }
  }

  /** Fetches pictures, now that all else is published, and has the pages show them. */
  private List<Report.Site> illustrate(Map<String, FeedState> feeds, Timing before, Instant now)
      throws IOException {
    List<Edition> editions = editions(now);
    try (var work =
        new Illustrator(
            store, planets, clock, progress, before.held().stream().map(HeldHost::hold).toList())) {
      illustrator = work;
      goOn();
      boolean gained = work.gather(planet -> members(planet, feeds), now);
      goOn();
      Timing timing = before.with(work.holds());
      if (!timing.held().equals(before.held())) {
        store.feeds().heldHosts(timing.held());
      }
      return gained ? publish(editions, feeds, Set.of(), timing) : List.of();
    } finally {
      illustrator = null;
    }
  }

  private void subscribe(Map<String, FeedState> feeds, Instant now) {
    if (subscriber != null) {
      Map<Planet, List<Long>> listed = new LinkedHashMap<>();
      for (Planet planet : planets) {
        listed.put(planet, members(planet, feeds).stream().map(m -> m.feed().id()).toList());
      }
      subscriber.renew(listed, now);
    }
  }

  private List<Edition> editions(Instant now) {
    return planets.stream()
        .map(planet -> new Edition(planet, store, now, progress, () -> stopped))
        .toList();
  }

  /** Asks all that are due, and says what came of those that answered soon. */
  private List<Taken> ask(Asking round, Map<String, FeedState> feeds, Timing timing, Ask ask) {
    Map<String, Source> sources = sources();
    Map<Long, Fetched.Fresh> delivered = subscriber == null ? Map.of() : subscriber.take();
    feeds.values().stream()
        .filter(feed -> delivered.containsKey(feed.id()))
        .forEach(feed -> round.push(feed, Objects.requireNonNull(delivered.get(feed.id()))));
    // Who was told to wait comes last, who has waited longest first: where a server always asks one
    // feed to wait, and with it its host, the others have their turn before.
    List<FeedState> due =
        feeds.values().stream()
            .filter(feed -> timing.due(feed, ask))
            .sorted(Comparator.comparing(Cycle::toldToWait).thenComparing(Cycle::waitingSince))
            .toList();
    progress.begin("Fetching", due.size());
    for (FeedState feed : due) {
      Source source = Objects.requireNonNull(sources.get(feed.url()));
      round.start(source.planet(), source.subscription(), feed);
    }
    List<Taken> quick = round.quick();
    progress.end();
    return quick;
  }

  /** Keeps what came of feeds, as far as it is not in the store already. */
  private Timing keep(
      List<Taken> taken, Map<String, FeedState> feeds, Fetchers fetchers, Timing before) {
    if (taken.stream().anyMatch(one -> one.work() == Work.NEWS)) {
      store.entries().announce();
    }
    store.feeds().unchanged(states(taken, Work.TIME), clock.instant());
    store.feeds().save(states(taken, Work.NEWS));
    taken.forEach(one -> feeds.put(one.feed().url(), one.feed()));
    Timing timing = before.with(fetchers.holds());
    if (!timing.held().equals(before.held())) {
      store.feeds().heldHosts(timing.held());
    }
    return timing;
  }

  /**
   * Has a run under way end soon, from whatever thread. What was taken in by then is stored, every
   * page is whole, and the next cycle goes on where this one ended.
   */
  public void stop() {
    stopped = true;
    Asking round = asking;
    if (round != null) {
      round.stop();
    }
    Illustrator pictures = illustrator;
    if (pictures != null) {
      pictures.close();
    }
  }

  private void goOn() {
    if (stopped) {
      throw new CancellationException("The cycle was stopped; the next one goes on from there.");
    }
  }

  /** A clock that was set back lets feeds wait, but no longer than they would have anyway. */
  private Timing timing(Map<String, FeedState> feeds, Instant now) {
    Set<Long> told = subscriber == null ? Set.of() : subscriber.proven(now);
    List<HeldHost> held = store.feeds().heldHosts();
    var timing = new Timing(held, told, now);
    if (!timing.held().equals(Set.copyOf(held))) {
      store.feeds().heldHosts(timing.held());
    }
    List<FeedState> early = feeds.values().stream().filter(timing::outOfTime).toList();
    if (!early.isEmpty()) {
      store.feeds().waitFrom(early, now);
      early.forEach(
          feed ->
              feeds.put(
                  feed.url(),
                  feed.with(feed.memory(), feed.health().waitingFrom(now), feed.about())));
    }
    return timing;
  }

  private List<String> names() {
    return planets.stream().map(Edition::name).toList();
  }

  private static Set<Long> changed(List<Taken> taken) {
    return taken.stream()
        .filter(one -> one.added() + one.revised() > 0)
        .map(one -> one.feed().id())
        .collect(Collectors.toSet());
  }

  /** A planet whose site cannot be written is no reason not to write the others'. */
  private List<Report.Site> publish(
      List<Edition> editions, Map<String, FeedState> feeds, Set<Long> changed, Timing timing)
      throws IOException {
    List<Report.Site> sites = new ArrayList<>();
    IOException failed = null;
    for (Edition edition : editions) {
      goOn();
      try {
        sites.add(edition.publish(members(edition.planet(), feeds), changed, timing));
      } catch (IOException e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
    for (Edition edition : editions) {
      edition.announce(); // when all is published: a hub may be slow
    }
    return sites;
  }

  /** Every feed that some planet lists, once, by the name that the store has for it. */
  private Map<String, Source> sources() {
    Map<String, Source> sources = new LinkedHashMap<>();
    for (Planet planet : planets) {
      for (Subscription subscription : planet.subscriptions()) {
        sources.putIfAbsent(Member.address(planet, subscription), new Source(planet, subscription));
      }
    }
    return sources;
  }

  private record Source(Planet planet, Subscription subscription) {}

  private static boolean toldToWait(FeedState feed) {
    return feed.health().heldUntil() != null;
  }

  private static Instant waitingSince(FeedState feed) {
    Instant asked = feed.health().lastAttempt();
    return asked == null ? Instant.MIN : asked;
  }

  private static List<FeedState> states(List<Taken> taken, Work work) {
    return taken.stream().filter(one -> one.work() == work).map(Taken::feed).toList();
  }

  private static List<Member> members(Planet planet, Map<String, FeedState> feeds) {
    return planet.subscriptions().stream()
        .map(
            subscription ->
                new Member(
                    subscription,
                    Objects.requireNonNull(feeds.get(Member.address(planet, subscription)))))
        .toList();
  }

  private Report report(List<Report.Site> sites, List<Taken> taken, Map<String, FeedState> feeds) {
    Map<String, Taken> byFeed = new HashMap<>();
    taken.forEach(one -> byFeed.put(one.feed().url(), one));
    Set<String> proposals = proposals(taken, feeds);
    List<Report.Failure> failures = new ArrayList<>();
    int unchanged = 0;
    int added = 0;
    int revised = 0;
    for (Map.Entry<String, Source> source : sources().entrySet()) { // in the order of feeds.ini
      Taken one = byFeed.get(source.getKey());
      if (one == null) {
        continue;
      }
      String error = one.feed().health().error();
      if (error != null) {
        String url = source.getValue().subscription().url();
        failures.add(new Report.Failure(url, error, proposals.contains(url)));
      } else if (one.added() + one.revised() == 0) {
        unchanged++;
      }
      added += one.added();
      revised += one.revised();
    }
    return new Report(sites, taken.size(), unchanged, added, revised, failures);
  }

  /** Feeds that something is to be proposed about, where any failed. */
  private Set<String> proposals(List<Taken> taken, Map<String, FeedState> feeds) {
    return taken.stream().allMatch(one -> one.feed().health().error() == null)
        ? Set.of()
        : planets.stream()
            .flatMap(planet -> Proposals.of(planet, feeds).stream())
            .map(proposal -> proposal.feed().url())
            .collect(Collectors.toSet());
  }
}
