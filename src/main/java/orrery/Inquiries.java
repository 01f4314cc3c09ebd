package orrery;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import orrery.Examiner.Offer;
import orrery.Examiner.Outcome;

/**
 * Looks at blogs and feeds in the background, each address once at a time, and keeps for a while
 * what was found. Safe for several threads.
 */
final class Inquiries implements AutoCloseable {
  /** How long what was found is as good as new. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  /** How long whoever asked may take to read it. */
  private static final Duration KEPT = Duration.ofHours(2);

  /** Each holds a few posts as they were cleaned. */
  private static final int MOST = 100;

  /** With so many under way, others are to come later. */
  private static final int QUEUE = 40;

  /**
   * Others wait for their turn, in the order in which they came: a cycle is not to notice. Each may
   * hold a body in memory; each that has come to a slow site keeps the others waiting.
   */
  private static final int AT_ONCE = 8;

  private static final int RANDOM_BYTES = 16;

  private static final String BROKEN = "It could not be looked at here; try again later.";

  private static final Logger LOG = LoggerFactory.getLogger(Inquiries.class);

  private final Supplier<Examiner> examiner;
  private final Looker looker;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Inquiry> inquiries = new LinkedHashMap<>();
  private final Map<String, String> byAddress = new HashMap<>();
  private final Semaphore room = new Semaphore(AT_ONCE, true);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Finds the feeds of a site. */
  interface Looker {
    Reader.Search find(String address);
  }

  Inquiries(Supplier<Examiner> examiner, Looker looker, InstantSource clock) {
    this.examiner = examiner;
    this.looker = looker;
    this.clock = clock;
  }

  /** A look at one address: what was found so far. */
  final class Inquiry {
    private final String id;
    private final String address;
    private final Instant begun;
    private final List<String> steps = new ArrayList<>();
    private final CompletableFuture<Found> found = new CompletableFuture<>();
    private @Nullable Look last;

    private Inquiry(String id, String address, Instant begun) {
      this.id = id;
      this.address = address;
      this.begun = begun;
    }

    String id() {
      return id;
    }

    /** What was asked for. */
    String address() {
      return address;
    }

    /** What was done so far, a sentence each. */
    List<String> steps() {
      synchronized (steps) {
        return List.copyOf(steps);
      }
    }

    /** The feeds there. */
    CompletableFuture<Found> found() {
      return found;
    }

    /** One of the feeds, looked at closely from now on; only the last one of them is kept. */
    synchronized CompletableFuture<Outcome> look(int feed, Offer offer) {
      Look known = last;
      if (known != null && known.feed() == feed) {
        return known.outcome();
      }
      if (known != null && !known.outcome().isDone()) {
        return known.outcome().thenCompose(_ -> look(feed, offer)); // one after another
      }
      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      last = new Look(feed, outcome);
      work(
          outcome,
          new Outcome.Nothing(BROKEN),
          () -> {
            step("Reading " + offer.url() + " twice, to see whether it stays the same.");
            return examiner.get().look(offer.url());
          });
      return outcome;
    }

    private void step(String what) {
      synchronized (steps) {
        steps.add(what);
      }
    }

    private void find() {
      work(
          found,
          new Found(List.of(), BROKEN),
          () -> {
            step("Looking for feeds at " + address + ".");
            return switch (looker.find(address)) {
              case Reader.Search.Nothing nothing -> new Found(List.of(), nothing.reason());
              case Reader.Search.Feeds feeds -> {
                step(
                    feeds.found().size() == 1
                        ? "Found a feed; reading it."
                        : "Found " + feeds.found().size() + " feeds; reading them.");
                List<Offer> offers = examiner.get().offers(feeds);
                if (!offers.isEmpty()) {
                  var _ = look(0, offers.getFirst());
                }
                yield offers.isEmpty()
                    ? new Found(
                        List.of(),
                        "The site names "
                            + feeds.found().getFirst().url()
                            + " as its feed, but none is there.")
                    : new Found(offers, null);
              }
            };
          });
    }

    /** Whatever becomes of it, whoever waits is told something. */
    private <T> void work(CompletableFuture<T> result, T otherwise, Supplier<T> work) {
      threads.execute(
          () -> {
            room.acquireUninterruptibly();
            try {
              result.complete(work.get());
            } catch (RuntimeException | Error e) {
              LOG.error("{} cannot be looked at.", address, e);
            } finally {
              room.release();
              result.complete(otherwise);
            }
          });
    }
  }

  /** A close look at one of the feeds. */
  private record Look(int feed, CompletableFuture<Outcome> outcome) {}

  /**
   * What is at an address.
   *
   * @param offers feeds, the one that suits best first
   * @param reason why there is none, null where there is one
   */
  record Found(List<Offer> offers, @Nullable String reason) {
    Found {
      offers = List.copyOf(offers);
    }
  }

  /**
   * A look at an address: the one that is under way or fresh, else a new one; null where too many
   * are under way.
   */
  synchronized @Nullable Inquiry begin(String address) {
    Instant now = clock.instant();
    String known = byAddress.get(address);
    Inquiry before = known == null ? null : inquiries.get(known);
    if (before != null && (before.begun.plus(FRESH).isAfter(now) || !before.found.isDone())) {
      return before;
    }
    if (inquiries.values().stream().filter(one -> !one.found.isDone()).count() >= QUEUE) {
      return null;
    }
    drop(now);
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    var inquiry =
        new Inquiry(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), address, now);
    inquiries.put(inquiry.id, inquiry);
    byAddress.put(address, inquiry.id);
    inquiry.find();
    return inquiry;
  }

  /** Forgets the oldest. */
  private void drop(Instant now) {
    for (Iterator<Inquiry> all = inquiries.values().iterator(); all.hasNext(); ) {
      Inquiry oldest = all.next();
      if (inquiries.size() < MOST && oldest.begun.plus(KEPT).isAfter(now)) {
        return;
      }
      byAddress.remove(oldest.address, oldest.id);
      all.remove();
    }
  }

  /** How many looks are kept. */
  synchronized int size() {
    return inquiries.size();
  }

  /** A look by its name, null where there is none, or none any more. */
  synchronized @Nullable Inquiry of(String id) {
    return inquiries.get(id);
  }

  /** Forgets what was submitted: to submit it again it has to be looked at again. */
  synchronized void forget(Inquiry inquiry) {
    inquiries.remove(inquiry.id);
    byAddress.remove(inquiry.address, inquiry.id);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
