package orrery.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import orrery.feed.Fetched.Held;
import orrery.feed.Hold;

/**
 * Lines before hosts: so many calls at a time to each, in order of arrival, and none while the host
 * is on hold.
 *
 * <p>A call that waits for its host holds no thread and no place of another host, so that a slow
 * host delays nobody.
 */
final class HostLimits {
  /** No hold is longer, whatever a server or a wrong clock says. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private final int perHost;
  private final Executor threads;
  private final InstantSource clock;
  private final Map<String, Line> lines = new HashMap<>();

  private static final class Line {
    final String host;
    final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    final List<Runnable> open = new ArrayList<>(2);
    @Nullable Hold hold;

    Line(String host) {
      this.host = host;
    }
  }

  HostLimits(int perHost, Executor threads, InstantSource clock) {
    this.perHost = perHost;
    this.threads = threads;
    this.clock = clock;
  }

  /**
   * Runs a call when it is its turn; the call must not throw.
   *
   * @throws RejectedExecutionException if no threads serve any more
   */
  void enter(String host, Runnable call) {
    Line line;
    synchronized (lines) {
      line = lines.computeIfAbsent(host, Line::new);
      if (line.open.size() == perHost) {
        line.waiting.add(call);
        return;
      }
      line.open.add(call);
    }
    try {
      threads.execute(() -> serve(line, call));
    } catch (RejectedExecutionException e) {
      leave(line, call);
      throw e;
    }
  }

  /**
   * Ends the turn of a call whose thread hangs: who is next in line gets another thread.
   *
   * @throws RejectedExecutionException if no threads serve any more
   */
  void pass(String host, Runnable call) {
    synchronized (lines) {
      Line line = lines.get(host);
      Runnable next = line == null ? null : leave(line, call);
      if (line != null && next != null) {
        threads.execute(() -> serve(line, next));
      }
    }
  }

  /** Holds a whole host, a week at most; the longer of two holds counts. */
  void hold(Hold hold) {
    Instant latest = clock.instant().plus(LONGEST);
    Hold cut = hold.until().isAfter(latest) ? new Hold(hold.host(), hold.status(), latest) : hold;
    synchronized (lines) {
      Line line = lines.computeIfAbsent(hold.host(), Line::new);
      if (line.hold == null || cut.until().isAfter(line.hold.until())) {
        line.hold = cut;
      }
    }
  }

  /** The holds that stand, in no order. */
  List<Hold> holds() {
    Instant now = clock.instant();
    List<Hold> standing = new ArrayList<>();
    synchronized (lines) {
      for (Line line : lines.values()) {
        if (line.hold != null && line.hold.until().isAfter(now)) {
          standing.add(line.hold);
        }
      }
    }
    return standing;
  }

  /** What holds the host, and how long still; null where nothing does. */
  @Nullable Held held(String host) {
    synchronized (lines) {
      Line line = lines.get(host);
      if (line == null || line.hold == null) {
        return null;
      }
      Duration left = Duration.between(clock.instant(), line.hold.until());
      return left.isPositive() ? new Held(line.hold.status(), left, false) : null;
    }
  }

  /** The thread stays with its host, whose connection is open, while anyone waits there. */
  private void serve(Line line, Runnable first) {
    for (Runnable call = first; call != null; call = leave(line, call)) {
      call.run();
    }
  }

  /** Gives a place before a host to who is next; null where nobody is, or the place is lost. */
  private @Nullable Runnable leave(Line line, Runnable call) {
    synchronized (lines) {
      if (!line.open.remove(call)) {
        return null; // passed on while it hung
      }
      Runnable next = line.waiting.poll();
      if (next != null) {
        line.open.add(next);
      } else if (line.open.isEmpty() && line.hold == null) {
        lines.remove(line.host);
      }
      return next;
    }
  }
}
