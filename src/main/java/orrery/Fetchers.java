package orrery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.Fetched;
import orrery.feed.Hold;
import orrery.fetch.FetchSettings;
import orrery.fetch.Fetcher;
import orrery.fetch.LocalFiles;
import orrery.store.FeedState.Memory;

/** Fetches each planet's feeds as the planet says: its limits, its name, its exceptions. */
final class Fetchers implements AutoCloseable {
  private static final int AT_ONCE = 32;
  private static final int PER_HOST = 2;

  private final Map<FetchSettings, Fetcher> fetchers = new ConcurrentHashMap<>();
  private final Queue<CompletableFuture<Fetched>> files = new ConcurrentLinkedQueue<>();
  private final InstantSource clock;
  private final List<Hold> holds;

  /**
   * Fetchers for one cycle.
   *
   * @param holds of hosts that asked to be left alone in an earlier one
   */
  Fetchers(InstantSource clock, List<Hold> holds) {
    this.clock = clock;
    this.holds = List.copyOf(holds);
  }

  CompletableFuture<Fetched> start(Planet planet, Subscription subscription, Memory memory) {
    if (subscription.file()) {
      CompletableFuture<Fetched> file =
          CompletableFuture.supplyAsync(
              () ->
                  LocalFiles.fetch(
                      planet.path(subscription), memory.validators(), planet.maxFeedSize()));
      files.add(file);
      return file;
    }
    return fetchers
        .computeIfAbsent(settings(planet), this::open)
        .start(subscription.url(), memory.validators());
  }

  private Fetcher open(FetchSettings settings) {
    var fetcher = new Fetcher(settings, clock);
    fetcher.hold(holds);
    return fetcher;
  }

  /** Waits until only servers are left that have kept us waiting for longer with one request. */
  void awaitQuick(Duration patience) {
    fetchers.values().forEach(fetcher -> fetcher.onlySlow(patience).join());
    files.forEach(CompletableFuture::join);
  }

  /** The holds that stand now, those known from before included. */
  Set<Hold> holds() {
    Set<Hold> now = new HashSet<>(fetchers.isEmpty() ? holds : List.of());
    fetchers.values().forEach(fetcher -> now.addAll(fetcher.holds()));
    return now;
  }

  static FetchSettings settings(Planet planet) {
    String contact = planet.contact();
    return new FetchSettings(
        Version.PRODUCT + (contact == null ? "" : " (+" + contact + ")"),
        Setup.allowed(planet),
        planet.maxFeedSize(),
        planet.feedTimeout(),
        planet.feedTimeout(),
        planet.callTimeout(),
        AT_ONCE,
        PER_HOST);
  }

  @Override
  public void close() {
    fetchers.values().forEach(Fetcher::close);
  }
}
