package orrery;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.Intake.Taken;
import orrery.Intake.Taken.Work;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.store.FeedState;
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
  private volatile boolean stopped;
  private volatile @Nullable Fetchers fetching;

  /** A cycle of these planets over one store. */
  public Cycle(Store store, List<Planet> planets, InstantSource clock, Progress progress) {
    this.store = store;
    this.planets = List.copyOf(planets);
    this.clock = clock;
    this.progress = progress;
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
    List<Edition> editions =
        planets.stream()
            .map(planet -> new Edition(planet, store, now, progress, () -> stopped))
            .toList();
    Map<String, FeedState> feeds = store.feeds().of(sources().keySet(), names());
    var timing = new Timing(store.feeds().heldHosts(), now);
    keepTime(feeds, timing, now);
    List<Taken> taken = takeIn(feeds, timing, ask, now);
    taken.forEach(one -> feeds.put(one.feed().url(), one.feed()));
    return report(publish(editions, feeds, changed(taken), timing), taken);
  }

  /**
   * Has a run under way end soon, from whatever thread. What was taken in by then is stored, every
   * page is whole, and the next cycle goes on where this one ended.
   */
  public void stop() {
    stopped = true;
    Fetchers open = fetching;
    if (open != null) {
      open.close();
    }
  }

  private void goOn() {
    if (stopped) {
      throw new CancellationException("The cycle was stopped; the next one goes on from there.");
    }
  }

  /** A clock that was set back lets feeds wait, but no longer than they would have anyway. */
  private void keepTime(Map<String, FeedState> feeds, Timing timing, Instant now) {
    List<FeedState> early = feeds.values().stream().filter(timing::outOfTime).toList();
    if (!early.isEmpty()) {
      store.feeds().waitFrom(early, now);
      early.forEach(
          feed ->
              feeds.put(
                  feed.url(),
                  feed.with(feed.memory(), feed.health().waitingFrom(now), feed.about())));
    }
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

  private List<Taken> takeIn(Map<String, FeedState> feeds, Timing timing, Ask ask, Instant now) {
    // Who was told to wait comes last, who has waited longest first: where a server always asks one
    // feed to wait, and with it its host, the others have their turn before.
    List<FeedState> due =
        feeds.values().stream()
            .filter(feed -> timing.due(feed, ask))
            .sorted(Comparator.comparing(Cycle::toldToWait).thenComparing(Cycle::waitingSince))
            .toList();
    Map<String, Source> sources = sources();
    var intake = new Intake(store.entries(), now);
    List<Taken> taken;
    progress.begin("Fetching", due.size());
    try (var fetchers = new Fetchers(clock)) {
      fetching = fetchers;
      List<CompletableFuture<@Nullable Taken>> running = new ArrayList<>(due.size());
      for (FeedState feed : due) {
        Source source = Objects.requireNonNull(sources.get(feed.url()));
        // What a thread has fetched it takes in itself: no body waits while others are fetched.
        running.add(
            fetchers
                .start(source.planet(), source.subscription(), feed.memory())
                .thenApply(
                    fetched -> {
                      // What was ended by stop() says nothing about the feed.
                      Taken one = stopped ? null : intake.take(feed, fetched);
                      progress.step();
                      return one;
                    }));
      }
      taken = running.stream().map(CompletableFuture::join).filter(Objects::nonNull).toList();
    } finally {
      fetching = null;
    }
    progress.end();
    if (taken.stream().anyMatch(one -> one.work() == Work.NEWS)) {
      store.entries().announce();
    }
    store.feeds().unchanged(states(taken, Work.TIME), now);
    store.feeds().save(states(taken, Work.NEWS));
    goOn();
    return taken;
  }

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

  private Report report(List<Report.Site> sites, List<Taken> taken) {
    Map<String, Source> sources = sources();
    List<Report.Failure> failures = new ArrayList<>();
    int unchanged = 0;
    int added = 0;
    int revised = 0;
    for (Taken one : taken) {
      FeedState feed = one.feed();
      String error = feed.health().error();
      if (error != null) {
        Source source = Objects.requireNonNull(sources.get(feed.url()));
        failures.add(new Report.Failure(source.subscription().url(), error));
      } else if (one.added() + one.revised() == 0) {
        unchanged++;
      }
      added += one.added();
      revised += one.revised();
    }
    return new Report(sites, taken.size(), unchanged, added, revised, failures);
  }
}
