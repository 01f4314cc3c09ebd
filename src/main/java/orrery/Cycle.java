package orrery;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import orrery.Intake.Outcome;
import orrery.Intake.Outcome.Kind;
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
   */
  public Report run(Ask ask) throws IOException {
    Instant now = clock.instant();
    List<Edition> editions =
        planets.stream().map(planet -> new Edition(planet, store, now, progress)).toList();
    Map<String, FeedState> feeds = store.feeds().of(sources().keySet());
    List<Outcome> outcomes = takeIn(feeds, ask, now);
    outcomes.forEach(outcome -> feeds.put(outcome.feed().url(), outcome.feed()));
    if (stopped) {
      return report(List.of(), outcomes);
    }
    return report(publish(editions, feeds, changed(outcomes)), outcomes);
  }

  /** Has a run under way end soon, unpublished: what it took in, the next cycle publishes. */
  public void stop() {
    stopped = true;
  }

  private static Set<Long> changed(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.added() + outcome.revised() > 0)
        .map(outcome -> outcome.feed().id())
        .collect(Collectors.toSet());
  }

  /** A planet whose site cannot be written is no reason not to write the others'. */
  private List<Report.Site> publish(
      List<Edition> editions, Map<String, FeedState> feeds, Set<Long> changed) throws IOException {
    List<Report.Site> sites = new ArrayList<>();
    IOException failed = null;
    for (Edition edition : editions) {
      try {
        sites.add(edition.publish(members(edition.planet(), feeds), changed));
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

  private List<Outcome> takeIn(Map<String, FeedState> feeds, Ask ask, Instant now) {
    List<FeedState> due =
        feeds.values().stream().filter(feed -> Timing.due(feed, ask, now)).toList();
    Map<String, Source> sources = sources();
    var intake = new Intake(store.entries(), now);
    List<Outcome> outcomes;
    progress.begin("Fetching", due.size());
    try (var fetchers = new Fetchers(clock)) {
      List<CompletableFuture<Outcome>> running = new ArrayList<>(due.size());
      for (FeedState feed : due) {
        Source source = Objects.requireNonNull(sources.get(feed.url()));
        // What a thread has fetched it takes in itself: no body waits while others are fetched.
        running.add(
            fetchers
                .start(source.planet(), source.subscription(), feed.memory())
                .thenApply(
                    fetched -> {
                      Outcome outcome = intake.take(feed, fetched);
                      progress.step();
                      return outcome;
                    }));
      }
      outcomes = running.stream().map(CompletableFuture::join).toList();
    }
    progress.end();
    if (outcomes.stream().anyMatch(outcome -> outcome.kind() == Kind.NEWS)) {
      store.entries().announce();
    }
    store.feeds().unchanged(states(outcomes, Kind.QUIET), now, Intake.NOT_MODIFIED);
    store.feeds().save(states(outcomes, Kind.NEWS));
    return outcomes;
  }

  private static List<FeedState> states(List<Outcome> outcomes, Kind kind) {
    return outcomes.stream().filter(o -> o.kind() == kind).map(Outcome::feed).toList();
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

  private Report report(List<Report.Site> sites, List<Outcome> outcomes) {
    Map<String, Source> sources = sources();
    List<Report.Failure> failures = new ArrayList<>();
    int unchanged = 0;
    int added = 0;
    int revised = 0;
    for (Outcome outcome : outcomes) {
      FeedState feed = outcome.feed();
      String error = feed.health().error();
      if (error != null) {
        Source source = Objects.requireNonNull(sources.get(feed.url()));
        failures.add(new Report.Failure(source.subscription().url(), error));
      } else if (outcome.added() + outcome.revised() == 0) {
        unchanged++;
      }
      added += outcome.added();
      revised += outcome.revised();
    }
    return new Report(sites, outcomes.size(), unchanged, added, revised, failures);
  }
}
