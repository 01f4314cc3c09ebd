package orrery.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose next request does not come to the end of its head. Jetty counts the time
 * in which nothing comes: who sends a letter now and then would stay for ever.
 */
final class Slow extends AbstractLifeCycle {
  private final ServerConnector connector;
  private final Duration patience;
  private Map<EndPoint, Long> waiting = Map.of();
  private Scheduler.@Nullable Task next;

  /**
   * A guard.
   *
   * @param patience how long a head may take, at least; at most twice that
   */
  Slow(ServerConnector connector, Duration patience) {
    this.connector = connector;
    this.patience = patience;
  }

  @Override
  protected synchronized void doStart() {
    look();
  }

  /** Closes those that wait for the same request as the last time. */
  private synchronized void look() {
    Map<EndPoint, Long> now = new HashMap<>();
    for (EndPoint end : connector.getConnectedEndPoints()) {
      Connection connection = end.getConnection();
      long answered = connection == null ? 0 : connection.getMessagesOut();
      if (connection != null && connection.getMessagesIn() <= answered) {
        if (waiting.getOrDefault(end, -1L) == answered) {
          end.close();
        } else {
          now.put(end, answered);
        }
      }
    }
    waiting = now;
    next =
        connector.getScheduler().schedule(this::again, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void again() {
    if (isRunning()) {
      look();
    }
  }

  @Override
  protected synchronized void doStop() {
    if (next != null) {
      next.cancel();
    }
    waiting = Map.of();
  }
}
