package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where hubs confirm subscriptions and deliver what is new (W3C WebSub, sections 5.2, 5.3 and 7):
 * {@code /websub/<token>}. Whoever does not know a token learns nothing and changes nothing.
 */
public final class Callback implements HttpHandler, AutoCloseable {
  /** Where the handler stands on the server. */
  public static final String PATH = "/websub/";

  /** 32 bytes in base64url. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** How many bodies are read at the same time: each may fill the memory up to the limit. */
  private static final int AT_ONCE = 4;

  private static final int LONGEST_CHALLENGE = 4096;

  private final Deliveries deliveries;
  private final int maxBody;
  private final Duration maxTime;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("websub-deadlines").factory());

  /**
   * A callback.
   *
   * @param maxBody the longest body that is taken, in bytes
   * @param maxTime how long a hub may take to send it; then the connection is closed
   */
  public Callback(Deliveries deliveries, int maxBody, Duration maxTime) {
    this.deliveries = deliveries;
    this.maxBody = maxBody;
    this.maxTime = maxTime;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String token = exchange.getRequestURI().getRawPath().substring(PATH.length());
      Deliveries.Standing standing =
          TOKEN.matcher(token).matches() ? deliveries.standing(token) : Deliveries.Standing.UNKNOWN;
      if (standing == Deliveries.Standing.UNKNOWN) {
        answer(exchange, 404, "");
        return;
      }
      switch (exchange.getRequestMethod()) {
        case "GET" -> verify(exchange, token);
        case "POST" -> {
          if (standing == Deliveries.Standing.OVER) {
            answer(exchange, 410, ""); // the hub may forget the subscription
          } else {
            receive(exchange, token);
          }
        }
        default -> {
          exchange.getResponseHeaders().set("Allow", "GET, POST");
          answer(exchange, 405, "");
        }
      }
    }
  }

  private void verify(HttpExchange exchange, String token) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    String topic = query.getOrDefault("hub.topic", "");
    String challenge = query.getOrDefault("hub.challenge", "");
    boolean asks = !challenge.isEmpty() && challenge.length() <= LONGEST_CHALLENGE;
    boolean agreed =
        switch (query.getOrDefault("hub.mode", "")) {
          case "subscribe" ->
              asks && deliveries.confirm(token, topic, query.get("hub.lease_seconds"));
          case "unsubscribe" -> asks && deliveries.confirmEnd(token, topic);
          case "denied" -> {
            challenge = "";
            yield deliveries.denied(token, topic, query.get("hub.reason"));
          }
          default -> false;
        };
    answer(exchange, agreed ? 200 : 404, agreed ? challenge : "");
  }

  private void receive(HttpExchange exchange, String token) throws IOException {
    if (!places.tryAcquire()) {
      busy(exchange);
      return;
    }
    // The stream blocks for as long as the sender pleases: only closing it from outside helps.
    Future<?> deadline = watch.schedule(exchange::close, maxTime.toMillis(), TimeUnit.MILLISECONDS);
    try {
      byte[] body = body(exchange);
      deadline.cancel(false);
      if (body == null) {
        answer(exchange, 413, "");
      } else if (deliveries.deliver(
          token,
          exchange.getRequestHeaders().getFirst("X-Hub-Signature"),
          exchange.getRequestHeaders().getFirst("Content-Type"),
          body)) {
        answer(exchange, 202, "");
      } else {
        busy(exchange);
      }
    } finally {
      deadline.cancel(false);
      places.release();
    }
  }

  /** The whole body, null where it is too long. */
  private byte @Nullable [] body(HttpExchange exchange) throws IOException {
    String said = exchange.getRequestHeaders().getFirst("Content-Length");
    if (said != null && said.matches("[0-9]+") && (said.length() > 9 || more(said))) {
      return null;
    }
    byte[] body = exchange.getRequestBody().readNBytes(maxBody + 1);
    return body.length > maxBody ? null : body;
  }

  private boolean more(String digits) {
    return Integer.parseInt(digits) > maxBody;
  }

  /** A hub that is told so tries again later. */
  private static void busy(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "600");
    answer(exchange, 503, "");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    // What we echo is somebody else's: no browser is to take it for a page.
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** The first value of each parameter. */
  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          query.putIfAbsent(
              URLDecoder.decode(pair.substring(0, equals), UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        } catch (IllegalArgumentException e) {
          // A parameter that cannot be read is none.
        }
      }
    }
    return query;
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
