package orrery;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.fetch.FetchSettings;

/**
 * The one reader of what strangers submit: so no more than two calls go to a host at a time,
 * however many addresses there are submitted. It follows the planet's config.
 */
final class Readers implements AutoCloseable {
  /** A person waits: servers that are slower than this are told so. */
  private static final Duration SLOW = Duration.ofSeconds(10);

  /** Several strangers' documents are in memory at a time, each some times over: in bytes. */
  private static final int BIGGEST = 4_000_000;

  private static final Duration SLOWEST = Duration.ofSeconds(20);

  private final InstantSource clock;
  private @Nullable FetchSettings settings;
  private @Nullable Reader reader;

  Readers(InstantSource clock) {
    this.clock = clock;
  }

  synchronized Reader of(Planet planet) {
    FetchSettings wanted =
        Fetchers.settings(planet)
            .forStrangers(Setup.cidrs(planet.admissions().addresses()), BIGGEST, SLOW, SLOWEST);
    Reader known = reader;
    if (known != null && wanted.equals(settings)) {
      return known;
    }
    if (known != null) {
      known.close();
    }
    settings = wanted;
    known = new Reader(wanted, clock);
    reader = known;
    return known;
  }

  @Override
  public synchronized void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
