package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * Where hubs confirm subscriptions and deliver what is new (W3C WebSub, sections 5.2, 5.3 and 7):
 * {@code /websub/<token>}. Whoever does not know a token learns nothing and changes nothing.
 */
public final class Callback implements AutoCloseable {
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
  private final Bodies bodies = new Bodies();

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

  /** Answers whatever is asked below {@link #PATH}. */
  void answer(Context context) {
    String path = context.path();
    String token = path.startsWith(PATH) ? path.substring(PATH.length()) : "";
    Deliveries.Standing standing =
        TOKEN.matcher(token).matches() ? deliveries.standing(token) : Deliveries.Standing.UNKNOWN;
    if (standing == Deliveries.Standing.UNKNOWN) {
      answer(context, 404, "");
      return;
    }
    switch (context.req().getMethod()) {
      case "GET" -> verify(context, token);
      case "POST" -> {
        if (standing == Deliveries.Standing.OVER) {
          answer(context, 410, ""); // the hub may forget the subscription
        } else {
          receive(context, token);
        }
      }
      default -> {
        context.header("Allow", "GET, POST");
        answer(context, 405, "");
      }
    }
  }

  private void verify(Context context, String token) {
    Map<String, String> query = Bodies.fields(context.queryString());
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
    answer(context, agreed ? 200 : 404, agreed ? challenge : "");
  }

  private void receive(Context context, String token) {
    if (!places.tryAcquire()) {
      busy(context);
      return;
    }
    try {
      byte[] body = bodies.read(context, maxBody, maxTime);
      if (body == null) {
        answer(context, 413, "");
      } else if (deliveries.deliver(
          token, context.header("X-Hub-Signature"), context.header("Content-Type"), body)) {
        answer(context, 202, "");
      } else {
        busy(context);
      }
    } catch (IOException e) {
      answer(context, 408, ""); // whether the hub is still there to read that or not
    } finally {
      places.release();
    }
  }

  /** A hub that is told so tries again later. */
  private static void busy(Context context) {
    context.header("Retry-After", "600");
    answer(context, 503, "");
  }

  private static void answer(Context context, int status, String text) {
    // What we echo is somebody else's: no browser is to take it for a page.
    context.contentType("text/plain; charset=utf-8").header("X-Content-Type-Options", "nosniff");
    context.status(status).result(text.getBytes(UTF_8));
  }

  @Override
  public void close() {
    bodies.close();
  }
}
