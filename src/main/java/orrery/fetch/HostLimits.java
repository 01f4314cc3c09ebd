package orrery.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import orrery.feed.Fetched.Held;

/**
 * Lines before hosts: so many calls at a time to each, in order of arrival, and none while the host
 * is on hold.
 *
 * <p>A call that waits for its host holds no thread and no place of another host, so that a slow
 * host delays nobody.
 */
final class HostLimits {
  private final int perHost;
  private final Executor threads;
  private final InstantSource clock;
  private final Map<String, Line> lines = new HashMap<>();

  private static final class Line {
    final String host;
    final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    int open;
    @Nullable Instant heldUntil;
    int heldBy;

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
      if (line.open == perHost) {
        line.waiting.add(call);
        return;
      }
      line.open++;
    }
    try {
      threads.execute(() -> serve(line, call));
    } catch (RejectedExecutionException e) {
      leave(line);
      throw e;
    }
  }

  /** Holds a whole host, as its answer of that status asks; the longer of two holds counts. */
  void hold(String host, int status, Duration time) {
    synchronized (lines) {
      Line line = lines.computeIfAbsent(host, Line::new);
      Instant until = clock.instant().plus(time);
      if (line.heldUntil == null || until.isAfter(line.heldUntil)) {
        line.heldUntil = until;
        line.heldBy = status;
      }
    }
  }

  /** What holds the host, and how long still; null where nothing does. */
  @Nullable Held held(String host) {
    synchronized (lines) {
      Line line = lines.get(host);
      if (line == null || line.heldUntil == null) {
        return null;
      }
      Duration left = Duration.between(clock.instant(), line.heldUntil);
      return left.isPositive() ? new Held(line.heldBy, left) : null;
    }
  }

  /** The thread stays with its host, whose connection is open, while anyone waits there. */
  private void serve(Line line, Runnable first) {
    for (Runnable call = first; call != null; call = leave(line)) {
      call.run();
    }
  }

  private @Nullable Runnable leave(Line line) {
    synchronized (lines) {
      Runnable next = line.waiting.poll();
      if (next == null) {
        line.open--;
        if (line.open == 0 && line.heldUntil == null) {
          lines.remove(line.host);
        }
      }
      return next;
    }
  }
}
