package orrery;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import orrery.Cycle.Ask;
import orrery.Intake.Taken;
import orrery.Intake.Taken.Work;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.Hold;
import orrery.store.FeedState;
import orrery.store.Feeds.HeldHost;
import orrery.store.Store;

/** The feeds that a cycle's planets list, what is known of them, and when they are to be asked. */
final class Roster {
  private final Store store;
  private final List<Planet> planets;
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, FeedState> feeds;
  private Timing timing;

  /** A feed, and the first of the planets that list it: it is fetched as that one says. */
  record Source(Planet planet, Subscription subscription) {}

  /**
   * Reads what is known. Where the clock was set back, waits count from now on: no feed waits for
   * longer than it would have anyway.
   *
   * @param told the feeds whose news a hub tells us of
   */
  Roster(Store store, List<Planet> planets, Set<Long> told, Instant now) {
    this.store = store;
    this.planets = planets;
    for (Planet planet : planets) {
      for (Subscription subscription : planet.subscriptions()) {
        sources.putIfAbsent(Member.address(planet, subscription), new Source(planet, subscription));
      }
    }
    this.feeds = store.feeds().of(sources.keySet(), planets.stream().map(Edition::name).toList());
    List<HeldHost> held = store.feeds().heldHosts();
    this.timing = new Timing(held, told, now);
    if (!timing.held().equals(Set.copyOf(held))) {
      store.feeds().heldHosts(timing.held());
    }
    List<FeedState> early = feeds.values().stream().filter(timing::outOfTime).toList();
    if (!early.isEmpty()) {
      store.feeds().waitFrom(early, now);
      early.forEach(
          feed -> put(feed.with(feed.memory(), feed.health().waitingFrom(now), feed.about())));
    }
  }

  private void put(FeedState feed) {
    feeds.put(feed.url(), feed);
  }

  /** The holds of hosts that stand. */
  List<Hold> holds() {
    return timing.held().stream().map(HeldHost::hold).toList();
  }

  Timing timing() {
    return timing;
  }

  Collection<FeedState> feeds() {
    return feeds.values();
  }

  /** The feeds to be asked now, who has waited longest first. */
  List<FeedState> due(Ask ask) {
    return feeds.values().stream()
        .filter(feed -> timing.due(feed, ask))
        .sorted(Comparator.comparing(Roster::waitingSince))
        .toList();
  }

  private static Instant waitingSince(FeedState feed) {
    Instant asked = feed.health().lastAttempt();
    return asked == null ? Instant.MIN : asked;
  }

  Source source(FeedState feed) {
    return Objects.requireNonNull(sources.get(feed.url()));
  }

  /** A planet's feeds, in the order of its config. */
  List<Member> members(Planet planet) {
    return planet.subscriptions().stream()
        .map(
            subscription ->
                new Member(
                    subscription,
                    Objects.requireNonNull(feeds.get(Member.address(planet, subscription)))))
        .toList();
  }

  /**
   * Keeps what came of feeds, as far as it is not in the store already.
   *
   * @param now when they had answered
   */
  void keep(List<Taken> taken, Instant now) {
    if (taken.stream().anyMatch(one -> one.work() == Work.NEWS)) {
      store.entries().announce();
    }
    store.feeds().unchanged(states(taken, Work.TIME), now);
    store.feeds().save(states(taken, Work.NEWS));
    taken.forEach(one -> put(one.feed()));
  }

  private static List<FeedState> states(List<Taken> taken, Work work) {
    return taken.stream().filter(one -> one.work() == work).map(Taken::feed).toList();
  }

  /** Keeps these as the holds that stand. */
  void hold(Set<Hold> holds) {
    Timing next = timing.with(holds);
    if (!next.held().equals(timing.held())) {
      store.feeds().heldHosts(next.held());
    }
    timing = next;
  }

  /** What a cycle did that took these in and made these sites of it. */
  Report report(List<Report.Site> sites, List<Taken> taken) {
    Set<String> asked = new HashSet<>();
    Map<String, String> errors = new HashMap<>();
    int unchanged = 0;
    int added = 0;
    int revised = 0;
    for (Taken one : taken) {
      asked.add(one.feed().url());
      added += one.added();
      revised += one.revised();
      String error = one.feed().health().error();
      if (error != null) {
        errors.put(one.feed().url(), error);
      } else if (one.added() + one.revised() == 0) {
        unchanged++;
      }
    }
    Set<String> proposals = errors.isEmpty() ? Set.of() : proposals();
    List<Report.Failure> failures =
        sources.entrySet().stream() // in the order of feeds.ini
            .filter(source -> errors.containsKey(source.getKey()))
            .map(
                source -> {
                  String url = source.getValue().subscription().url();
                  String error = Objects.requireNonNull(errors.get(source.getKey()));
                  return new Report.Failure(url, error, proposals.contains(url));
                })
            .toList();
    return new Report(sites, asked.size(), unchanged, added, revised, failures);
  }

  /** The feeds that something is to be proposed about. */
  private Set<String> proposals() {
    return planets.stream()
        .flatMap(planet -> Proposals.of(planet, feeds).stream())
        .map(proposal -> proposal.feed().url())
        .collect(Collectors.toSet());
  }
}
