package orrery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import orrery.Intake.Taken;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.Fetched;
import orrery.store.FeedState;

/**
 * Asks for feeds, and takes in what comes. Slow servers are not waited for at first: what all
 * others said can be published meanwhile.
 */
final class Asking implements AutoCloseable {
  /** Longer than an honest server takes, and shorter than a reader notices. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Fetchers fetchers;
  private final Intake intake;
  private final Progress progress;
  private final List<CompletableFuture<Void>> running = new ArrayList<>();
  private final List<Runnable> last = new ArrayList<>();
  private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
  private final Queue<Late> late = new ConcurrentLinkedQueue<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean parking;
  private volatile boolean stopped;

  /** What came while others were being published: nothing is to change under them. */
  private record Late(FeedState feed, Fetched fetched) {}

  Asking(Fetchers fetchers, Intake intake, Progress progress) {
    this.fetchers = fetchers;
    this.intake = intake;
    this.progress = progress;
  }

  /**
   * Asks for a feed; for one that was told to wait, only when the others have answered: where a
   * server always asks it to wait, and with it its host, the others have their turn before.
   */
  void start(Planet planet, Subscription subscription, FeedState feed) {
    if (feed.health().heldUntil() == null) {
      ask(planet, subscription, feed);
    } else {
      last.add(() -> ask(planet, subscription, feed));
    }
  }

  private void ask(Planet planet, Subscription subscription, FeedState feed) {
    // What a thread has fetched it takes in itself: no body waits while others are fetched.
    running.add(
        fetchers
            .start(planet, subscription, feed.memory())
            .thenAccept(fetched -> arrived(feed, fetched)));
  }

  /** Takes in what a hub delivered. */
  void push(FeedState feed, Fetched.Fresh fresh) {
    taken.add(intake.push(feed, fresh));
  }

  private void arrived(FeedState feed, Fetched fetched) {
    lock.readLock().lock();
    try {
      if (parking) {
        late.add(new Late(feed, fetched));
      } else {
        take(feed, fetched);
      }
    } finally {
      lock.readLock().unlock();
    }
    progress.step();
  }

  private void take(FeedState feed, Fetched fetched) {
    // What was ended by stop() says nothing about the feed.
    @Nullable Taken one = stopped ? null : intake.take(feed, fetched);
    if (one != null) {
      taken.add(one);
    }
  }

  /** What has been taken in when only slow servers have not answered. From then on, no more is. */
  List<Taken> quick() {
    fetchers.awaitQuick(PATIENCE);
    if (!last.isEmpty()) {
      last.forEach(Runnable::run);
      fetchers.awaitQuick(PATIENCE);
    }
    lock.writeLock().lock();
    try {
      parking = true;
    } finally {
      lock.writeLock().unlock();
    }
    return drain();
  }

  /** How many were not taken in yet. */
  int missing() {
    return late.size() + (int) running.stream().filter(one -> !one.isDone()).count();
  }

  /** What all others came to. */
  List<Taken> rest() {
    running.forEach(CompletableFuture::join);
    for (Late one = late.poll(); one != null; one = late.poll()) {
      take(one.feed(), one.fetched());
    }
    return drain();
  }

  /** Ends what is under way; what has not been taken in is dropped. */
  void stop() {
    stopped = true;
    fetchers.close();
  }

  /** Ends what is under way, and waits until nothing is taken in any more, whatever went wrong. */
  @Override
  public void close() {
    stop();
    running.forEach(one -> one.exceptionally(failure -> null).join());
  }

  private List<Taken> drain() {
    running.stream()
        .filter(CompletableFuture::isCompletedExceptionally) // no database, no cycle
        .forEach(CompletableFuture::join);
    List<Taken> drained = new ArrayList<>();
    for (Taken one = taken.poll(); one != null; one = taken.poll()) {
      drained.add(one);
    }
    return drained;
  }
}
