package orrery.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.Cycle;
import orrery.Cycle.Ask;
import orrery.CycleLock;
import orrery.Progress;
import orrery.Report;
import orrery.Setup;
import orrery.Subscriber;
import orrery.config.ConfigException;
import orrery.config.Finding;
import orrery.config.Planet;
import orrery.feed.Problem;
import orrery.schedule.Timetable;
import orrery.site.ThemeException;
import orrery.store.Store;
import orrery.store.StoreException;
import orrery.web.Metrics;

/**
 * Keeps planets going: cycles by their schedules, whatever becomes of one; by new configs, where
 * these are right; and with the store opened anew, where it may have broken.
 */
final class Keeper implements AutoCloseable {
  private final Place place;
  private final InstantSource clock;
  private final @Nullable Metrics metrics;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Timetable timetable;
  private final Subscriber subscriber;
  private volatile Setup setup;
  private volatile boolean stopping;
  private volatile @Nullable Cycle running;

  /** Null from a failure, after which it may be broken, to the next cycle. */
  private volatile @Nullable Store store;

  private @Nullable String failure;

  /**
   * Opens what it needs.
   *
   * @param setup what {@code place} says now
   * @param metrics null where nobody asks for them
   * @throws ConfigException where a schedule is none
   */
  Keeper(
      Place place,
      Setup setup,
      InstantSource clock,
      @Nullable Metrics metrics,
      PrintWriter out,
      PrintWriter err)
      throws ConfigException, StoreException {
    this.place = place;
    this.setup = setup;
    this.clock = clock;
    this.metrics = metrics;
    this.out = out;
    this.err = err;
    this.subscriber = new Subscriber(this::openStore, clock);
    List<String> cycles = cycles(setup);
    store = setup.open(Store.Sharing.SHARED);
    timetable = Timetable.of(cycles, this::turn);
  }

  /** A cycle at once, and from then on by the schedules. */
  void start() {
    measure();
    timetable.start();
  }

  private static List<String> cycles(Setup setup) throws ConfigException {
    List<String> cycles = new ArrayList<>();
    for (Planet planet : setup.planets()) {
      try {
        Timetable.check(planet.cycle());
      } catch (IllegalArgumentException e) {
        throw new ConfigException(planet.file() + ": " + e.getMessage());
      }
      cycles.add(planet.cycle());
    }
    return cycles;
  }

  // Cycles ---------------------------------------------------------------------------------------

  /**
   * What became of a cycle.
   *
   * @param report null where it was not finished
   * @param failure null where it did not fail
   */
  private record Turn(String outcome, @Nullable Report report, @Nullable Throwable failure) {}

  private static final Turn STOPPED = new Turn("stopped", null, null);

  private void turn() {
    long begun = System.nanoTime();
    Turn turn;
    try {
      turn = cycle();
    } catch (Exception | Error e) {
      turn = new Turn("failed", null, e);
    }
    // Said when all is done: who reads it may go on.
    Throwable failed = turn.failure();
    Report report = turn.report();
    if (failed != null && !(failed instanceof IOException || failed instanceof ThemeException)) {
      shut();
    }
    if (metrics != null) {
      metrics.cycle(turn.outcome(), Duration.ofNanos(System.nanoTime() - begun), clock.instant());
      count(report, metrics);
      measure();
    }
    if (failed != null) {
      say(failed);
    } else if (report != null) {
      failure = null;
      OneCycle.print(report, out, err);
    }
  }

  private Turn cycle() throws Exception {
    Setup current = setup;
    try (CycleLock lock = CycleLock.take(current.data())) {
      if (lock == null) {
        say("orrery: another cycle is running; this turn is left out.");
        return new Turn("skipped", null, null);
      }
      var cycle =
          new Cycle(store(), current.planets(), clock, Progress.NONE, hubs(current, subscriber));
      running = cycle;
      return stopping ? STOPPED : new Turn("done", cycle.run(Ask.DUE), null);
    } catch (CancellationException e) {
      return STOPPED;
    } finally {
      running = null;
    }
  }

  private synchronized Store store() throws StoreException {
    Store open = store;
    if (open == null) {
      open = setup.open(Store.Sharing.SHARED);
      store = open;
    }
    return open;
  }

  /** The planet of a config, as that says it now. */
  Planet planet(Path file) {
    return setup.planets().stream()
        .filter(planet -> planet.file().equals(file))
        .findFirst()
        .orElseThrow();
  }

  /** For hubs and bloggers, who call at any time. */
  Store openStore() {
    try {
      return store();
    } catch (StoreException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Who answers hubs. */
  Subscriber subscriber() {
    return subscriber;
  }

  /** Null where no planet has an address at which hubs can call. */
  private static @Nullable Subscriber hubs(Setup setup, Subscriber subscriber) {
    return setup.planets().stream().anyMatch(planet -> planet.callback() != null)
        ? subscriber
        : null;
  }

  /** One line; a trace of what is ours to mend, but not each time that the same happens. */
  private void say(Throwable failed) {
    String what = Words.of(failed);
    Instant next = timetable.next();
    err.println(
        "orrery: the cycle failed; "
            + (next == null ? "no other is due: " : "the next is due at " + Time.local(next) + ": ")
            + what);
    if (OneCycle.words(failed) == null && !what.equals(failure)) {
      failed.printStackTrace(err);
    }
    err.flush();
    failure = what;
  }

  /** What broke the cycle may have broken the database: the next cycle opens it anew. */
  private synchronized void shut() {
    Store open = store;
    store = null;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException e) {
        say("orrery: the database cannot be closed: " + e.getMessage());
      }
    }
  }

  // Configs --------------------------------------------------------------------------------------

  /** Goes on by what the configs say now, and at once; or as before, saying why. */
  void reload() {
    Setup read;
    try {
      read = Setup.load(place.configs, place.data, place.site);
      check(read);
      timetable.reschedule(cycles(read));
    } catch (Exception | Error e) {
      say("orrery: the new config is not used, the old one counts on: " + Words.of(e));
      return;
    }
    read.findings().forEach(err::println);
    err.flush();
    setup = read;
    for (Planet planet : read.planets()) {
      out.println(
          planet.name()
              + ": "
              + planet.file()
              + " is read anew — "
              + Words.count(planet.subscriptions().size(), "feed")
              + ", "
              + Timetable.words(planet.cycle())
              + ".");
    }
    out.flush();
    measure();
    timetable.now();
  }

  /**
   * What a start would only warn of is here an error where it is new: a feed with a slip in its
   * address would take its posts along.
   */
  private void check(Setup read) throws ConfigException {
    Set<String> old = errors(setup).map(Finding::message).collect(Collectors.toSet());
    Finding bad = errors(read).filter(e -> !old.contains(e.message())).findFirst().orElse(null);
    if (bad != null) {
      throw new ConfigException(bad.toString());
    }
    for (int i = 0; i < read.planets().size(); i++) {
      Planet now = setup.planets().get(i);
      Planet then = read.planets().get(i);
      stays(then, "data_directory", now.dataDirectory(), then.dataDirectory());
      stays(then, "output_dir", now.outputDirectory(), then.outputDirectory());
    }
  }

  private static Stream<Finding> errors(Setup setup) {
    return setup.findings().stream().filter(f -> f.level() == Problem.Level.ERROR);
  }

  private static void stays(Planet planet, String key, Path now, Path then) throws ConfigException {
    if (!Objects.equals(now, then)) {
      throw new ConfigException(
          planet.file() + ": another " + key + " needs a new start of orrery.");
    }
  }

  // Metrics --------------------------------------------------------------------------------------

  private static void count(@Nullable Report report, Metrics metrics) {
    if (report == null) {
      return;
    }
    metrics.count("feeds.asked", report.asked());
    metrics.count("feeds.unchanged", report.unchanged());
    metrics.count("feeds.failed", report.failed().size());
    metrics.count("entries.added", report.added());
    metrics.count("entries.revised", report.revised());
    metrics.count("files.written", report.planets().stream().mapToInt(Report.Site::files).sum());
  }

  private void measure() {
    if (metrics == null) {
      return;
    }
    Map<String, Integer> feeds = new HashMap<>();
    setup.planets().forEach(p -> feeds.merge(p.name(), p.subscriptions().size(), Integer::sum));
    metrics.feeds(feeds);
    metrics.next(timetable.next());
  }

  // The end --------------------------------------------------------------------------------------

  /** Has a cycle under way end soon, and begins no other. */
  void stop() {
    stopping = true;
    Cycle cycle = running;
    if (cycle != null) {
      cycle.stop();
    }
  }

  /** Waits for a cycle under way, and closes the store. */
  @Override
  public void close() {
    timetable.close();
    shut();
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }
}
