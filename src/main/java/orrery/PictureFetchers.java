package orrery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import orrery.Illustrator.Came;
import orrery.Illustrator.Want;
import orrery.config.IconMode;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Validators;
import orrery.feed.Hold;
import orrery.feed.Picture.Kind;
import orrery.fetch.FetchSettings;
import orrery.fetch.Fetcher;
import orrery.parse.Document;
import orrery.parse.FeedParser;
import orrery.parse.Icons;
import orrery.picture.Scaler.Outcome;

/** Fetches pictures as each planet says: its name, its exceptions; a few at a time. */
final class PictureFetchers implements AutoCloseable {
  /** Servers that are slower are given up for a day: pictures are not worth waiting for. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int PER_HOST = 2;

  private final InstantSource clock;
  private final List<Hold> holds;
  private final BiFunction<Want, Fetched, @Nullable Outcome> scaler;
  private final Map<FetchSettings, Fetcher> fetchers = new HashMap<>();
  private final Queue<Want> waiting = new ArrayDeque<>();
  private final List<Want> running = new ArrayList<>();
  private final List<Came> came = new ArrayList<>();
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();
  private boolean closed;

  /**
   * Fetchers for one cycle.
   *
   * @param holds of hosts that asked to be left alone earlier
   * @param scaler what becomes of an answer
   */
  PictureFetchers(
      InstantSource clock,
      Collection<Hold> holds,
      BiFunction<Want, Fetched, @Nullable Outcome> scaler) {
    this.clock = clock;
    this.holds = List.copyOf(holds);
    this.scaler = scaler;
  }

  /**
   * Fetches all of these.
   *
   * @param step called after each
   * @return what came of each, in no order
   */
  List<Came> fetch(List<Want> wanted, Runnable step) {
    synchronized (this) {
      waiting.addAll(wanted);
      wanted.forEach(want -> fetcher(want));
    }
    // Bodies wait in memory until it is their turn to be decoded.
    long room = Runtime.getRuntime().maxMemory() / 8 / Illustrator.LARGEST_IMAGE;
    for (int i = 0; i < Math.clamp(room, 2, 12); i++) {
      next(step);
    }
    Set<Fetcher> all;
    synchronized (this) {
      all = new HashSet<>(fetchers.values());
    }
    all.forEach(fetcher -> fetcher.onlySlow(PATIENCE).join());
    synchronized (this) {
      waiting.clear();
      ends.stream()
          .filter(CompletableFuture::isCompletedExceptionally) // a fault of ours
          .forEach(CompletableFuture::join);
      List<Came> result = new ArrayList<>(came);
      for (Want want : running) {
        result.add(
            new Came(
                want,
                new Fetched.Failed(Fetched.Stage.BODY, 0, "The server takes too long."),
                null));
      }
      running.clear();
      return result;
    }
  }

  private void next(Runnable step) {
    Want want;
    synchronized (this) {
      want = closed ? null : waiting.poll();
      if (want == null) {
        return;
      }
      running.add(want);
    }
    CompletableFuture<Void> end = start(want).thenAccept(one -> arrived(one, step));
    synchronized (this) {
      ends.add(end);
    }
  }

  private void arrived(Came one, Runnable step) {
    synchronized (this) {
      if (running.remove(one.want())) {
        came.add(one);
      }
    }
    step.run();
    next(step);
  }

  private CompletableFuture<Came> start(Want want) {
    if (want.picture().kind() != Kind.ICON) {
      return fetch(want, want.picture().source());
    }
    if (want.planet().icons() != IconMode.SITE) {
      return first(want, want.icon());
    }
    String home = want.home() == null ? want.picture().source() : want.home();
    return first(want, want.icon())
        .thenCompose(one -> good(one) ? done(one) : declared(want, home))
        .thenCompose(one -> good(one) ? done(one) : first(want, Icons.usual(home)));
  }

  private CompletableFuture<Came> first(Want want, @Nullable String url) {
    return url == null ? done(nothing(want)) : fetch(want, url);
  }

  /** The icon that a site's page declares. */
  private CompletableFuture<Came> declared(Want want, String home) {
    if (want.home() == null) {
      return done(nothing(want));
    }
    return fetcher(want)
        .start(home, Validators.NONE)
        .thenCompose(
            page ->
                page instanceof Fetched.Fresh fresh
                    ? first(
                        want,
                        Icons.best(
                            FeedParser.text(
                                new Document(
                                    fresh.body(),
                                    fresh.contentType(),
                                    fresh.language(),
                                    fresh.url(),
                                    fresh.base())),
                            fresh.url()))
                    : done(new Came(want, page, null)));
  }

  private CompletableFuture<Came> fetch(Want want, String url) {
    return fetcher(want)
        .start(url, want.picture().validators())
        .thenApply(fetched -> new Came(want, fetched, scaler.apply(want, fetched)));
  }

  private static boolean good(Came came) {
    return came.outcome() instanceof Outcome.Scaled
        || came.fetched() instanceof Fetched.NotModified;
  }

  private static CompletableFuture<Came> done(Came came) {
    return CompletableFuture.completedFuture(came);
  }

  private static Came nothing(Want want) {
    return new Came(
        want, new Fetched.Failed(Fetched.Stage.BODY, 0, "The site names no icon."), null);
  }

  private synchronized Fetcher fetcher(Want want) {
    return fetchers.computeIfAbsent(settings(want), this::open);
  }

  private static FetchSettings settings(Want want) {
    FetchSettings feeds = Fetchers.settings(want.planet());
    return new FetchSettings(
        feeds.userAgent(),
        feeds.allow(),
        Illustrator.LARGEST_IMAGE,
        feeds.connectTimeout(),
        feeds.readTimeout(),
        LONGEST,
        8,
        PER_HOST);
  }

  private Fetcher open(FetchSettings settings) {
    var fetcher = new Fetcher(settings, clock);
    fetcher.hold(holds);
    if (closed) {
      fetcher.close();
    }
    return fetcher;
  }

  /** The holds that stand now, those told of included. */
  synchronized Set<Hold> holds() {
    Set<Hold> now = new HashSet<>(fetchers.isEmpty() ? holds : List.of());
    fetchers.values().forEach(fetcher -> now.addAll(fetcher.holds()));
    return now;
  }

  @Override
  public void close() {
    List<Fetcher> all;
    synchronized (this) {
      closed = true;
      waiting.clear();
      all = List.copyOf(fetchers.values());
    }
    all.forEach(Fetcher::close); // not under the lock: what ends takes it
  }
}
