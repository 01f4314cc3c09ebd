package orrery;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.Intake.Taken;
import orrery.config.Planet;
import orrery.feed.Fetched;
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
    Set<Long> told = subscriber == null ? Set.of() : subscriber.proven(now);
    var roster = new Roster(store, planets, told, now);
    try (var fetchers = new Fetchers(clock, roster.holds());
        var round =
            new Asking(fetchers, new Intake(store.entries(), now, clock, subscriber), progress)) {
      asking = round;
      goOn();
      List<Taken> taken = new ArrayList<>(ask(round, roster, ask));
      roster.hold(fetchers.holds());
      List<Report.Site> sites = publish(editions, roster, taken);
      if (round.missing() > 0) {
        editions = editions(now);
        List<Taken> late = awaitSlow(round, roster);
        roster.hold(fetchers.holds());
        sites = Report.Site.sum(sites, publish(editions, roster, late));
        taken.addAll(late);
      }
      subscribe(roster, now);
      sites = Report.Site.sum(sites, illustrate(roster, now));
      return roster.report(sites, taken);
    } finally {
      asking = null;
    }
  }

  /**
   * Makes anew what was made of all entries of the planets' feeds, from the entries as they were
   * read, and has the next run give all verdicts and make all pages anew. No date moves. Where it
   * ends halfway, it can be begun again.
   *
   * @throws CancellationException where it was {@linkplain #stop stopped}
   */
  public void recurate() {
    var roster = new Roster(store, planets, Set.of(), clock.instant());
    new Recurator(store.recuration(), progress, this::goOn).run(roster.feeds());
  }

  /** Asks all that are due, and says what came of those that answered soon. */
  private List<Taken> ask(Asking round, Roster roster, Ask ask) {
    Map<Long, Fetched.Fresh> delivered = subscriber == null ? Map.of() : subscriber.take();
    for (FeedState feed : roster.feeds()) {
      Fetched.Fresh fresh = delivered.get(feed.id());
      if (fresh != null) {
        round.push(feed, fresh);
      }
    }
    List<FeedState> due = roster.due(ask);
    progress.begin("Fetching", due.size());
    for (FeedState feed : due) {
      Roster.Source source = roster.source(feed);
      round.start(source.planet(), source.subscription(), feed);
    }
    List<Taken> quick = round.quick();
    progress.end();
    roster.keep(quick, clock.instant());
    return quick;
  }

  private List<Taken> awaitSlow(Asking round, Roster roster) {
    progress.begin("Waiting for slow servers", round.missing());
    List<Taken> late = round.rest();
    progress.end();
    roster.keep(late, clock.instant());
    return late;
  }

  private List<Edition> editions(Instant now) {
    return planets.stream()
        .map(planet -> new Edition(planet, store, now, progress, () -> stopped))
        .toList();
  }

  /** A planet whose site cannot be written is no reason not to write the others'. */
  private List<Report.Site> publish(List<Edition> editions, Roster roster, List<Taken> taken)
      throws IOException {
    Set<Long> changed =
        taken.stream().flatMap(one -> one.entries().stream()).collect(Collectors.toSet());
    List<Report.Site> sites = new ArrayList<>();
    IOException failed = null;
    for (Edition edition : editions) {
      goOn();
      try {
        sites.add(edition.publish(roster.members(edition.planet()), changed, roster.timing()));
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

  private void subscribe(Roster roster, Instant now) {
    if (subscriber != null) {
      Map<Planet, List<Long>> listed = new LinkedHashMap<>();
      for (Planet planet : planets) {
        listed.put(planet, roster.members(planet).stream().map(m -> m.feed().id()).toList());
      }
      subscriber.renew(listed, now);
    }
  }

  /** Fetches pictures, now that all else is published, and has the pages show them. */
  private List<Report.Site> illustrate(Roster roster, Instant now) throws IOException {
    List<Edition> editions = editions(now);
    try (var work = new Illustrator(store, planets, clock, progress, roster.holds())) {
      illustrator = work;
      goOn();
      boolean gained = work.gather(roster::members, now);
      goOn();
      roster.hold(work.holds());
      return gained ? publish(editions, roster, List.of()) : List.of();
    } finally {
      illustrator = null;
    }
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
}
