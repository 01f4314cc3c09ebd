package orrery;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.Fetched;
import orrery.fetch.FetchSettings;
import orrery.fetch.Fetcher;
import orrery.fetch.LocalFiles;
import orrery.store.FeedState.Memory;

/** Fetches each planet's feeds as the planet says: its limits, its name, its exceptions. */
final class Fetchers implements AutoCloseable {
  private static final int AT_ONCE = 32;
  private static final int PER_HOST = 2;

  private final Map<FetchSettings, Fetcher> fetchers = new ConcurrentHashMap<>();
  private final InstantSource clock;

  Fetchers(InstantSource clock) {
    this.clock = clock;
  }

  CompletableFuture<Fetched> start(Planet planet, Subscription subscription, Memory memory) {
    if (subscription.file()) {
      return CompletableFuture.supplyAsync(
          () ->
              LocalFiles.fetch(
                  planet.path(subscription), memory.validators(), planet.maxFeedSize()));
    }
    return fetchers
        .computeIfAbsent(settings(planet), settings -> new Fetcher(settings, clock))
        .start(subscription.url(), memory.validators());
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
