package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** Reads what is sent, but not for ever, and not without end. */
final class Bodies implements AutoCloseable {
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("web-deadlines").factory());

  /**
   * The whole body.
   *
   * @param atMost the longest that is taken, in bytes
   * @param within how long it may take; then the connection is closed
   * @return null where it is too long; where its head says so, none of it is read
   * @throws IOException where it does not arrive
   */
  byte @Nullable [] read(Context context, int atMost, Duration within) throws IOException {
    if (context.req().getContentLengthLong() > atMost) {
      return null;
    }
    // A stream blocks for as long as the sender pleases: only closing it from outside helps.
    var connection =
        ServletContextRequest.getServletContextRequest(context.req())
            .getConnectionMetaData()
            .getConnection();
    Future<?> deadline =
        watch.schedule(
            () -> connection.getEndPoint().close(), within.toMillis(), TimeUnit.MILLISECONDS);
    try {
      byte[] body = context.req().getInputStream().readNBytes(atMost + 1);
      return body.length > atMost ? null : body;
    } catch (RuntimeException e) {
      throw new IOException("The body of a request cannot be read", e); // chunks that are none
    } finally {
      deadline.cancel(false);
    }
  }

  /** The first value of each field of a query or form (application/x-www-form-urlencoded). */
  static Map<String, String> fields(@Nullable String raw) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          fields.putIfAbsent(
              URLDecoder.decode(pair.substring(0, equals), UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        } catch (IllegalArgumentException e) {
          // A field that cannot be read is none.
        }
      }
    }
    return fields;
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
