package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What everybody passes before they come to a {@link Desk}: limits, the stamps of forms, the login
 * of maintainers. Safe for several threads.
 */
public final class Reception implements AutoCloseable {
  private static final int LONGEST_BODY = 8192;
  private static final Duration SLOWEST_BODY = Duration.ofSeconds(10);

  /** So many are at desks at a time: each may need the database, which cycles need as well. */
  static final int PLACES = 100;

  private final Semaphore places = new Semaphore(PLACES);
  private final Limits limits;
  private final Stamps stamps;
  private final MaintainerToken maintainer;
  private final Bodies bodies = new Bodies();

  /** A reception. */
  public Reception(InstantSource clock, MaintainerToken maintainer) {
    this.limits = new Limits(clock);
    this.stamps = new Stamps(clock);
    this.maintainer = maintainer;
  }

  private static String client(Context context) {
    return Client.of(context.req().getHeaders("X-Forwarded-For"), context.req().getRemoteAddr());
  }

  /** Has the client pay. */
  void charge(Context context, Limits.Cost cost) throws Refusal {
    long wait = limits.take(client(context), cost);
    if (wait > 0) {
      throw Refusal.tooMuch(wait);
    }
  }

  /** What a page's forms are to carry, of a section of a planet. */
  String stamp(String section) {
    return stamps.make(section);
  }

  /**
   * The fields of a form that one of our own pages sent.
   *
   * @param section that the page was of
   */
  Map<String, String> form(Context context, String section) throws Refusal {
    byte[] body = body(context, "application/x-www-form-urlencoded");
    Map<String, String> fields = Bodies.fields(new String(body, UTF_8));
    if (!isSameSite(context) || !stamps.isGood(fields.getOrDefault("token", ""), section)) {
      throw new Refusal(
          403, "This page has lain too long. Go back, load it anew, and send it again.");
    }
    return fields;
  }

  /** The body of a script's request. Pages of other sites cannot send one of this type. */
  byte[] json(Context context) throws Refusal {
    return body(context, "application/json");
  }

  private byte[] body(Context context, String type) throws Refusal {
    String said = context.header("Content-Type");
    String bare = said == null ? "" : said.replaceFirst(";.*", "").strip();
    if (!bare.toLowerCase(Locale.ROOT).equals(type)) {
      throw new Refusal(415, "This address takes " + type + " only.");
    }
    try {
      byte[] body = bodies.read(context, LONGEST_BODY, SLOWEST_BODY);
      if (body == null) {
        throw new Refusal(413, "That is too long: at most " + LONGEST_BODY + " bytes are taken.");
      }
      return body;
    } catch (IOException e) {
      throw new Refusal(400, "That did not arrive whole. Send it again.");
    }
  }

  /**
   * Where a browser says from where a form is sent, it is to be from here (Fetch, section 3.1). Our
   * pages name referrers to ourselves: else it would say {@code null}.
   */
  private static boolean isSameSite(Context context) {
    String site = context.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    String origin = context.header("Origin");
    if (origin == null) {
      return true;
    }
    try {
      String host = context.header("Host");
      return host != null && host.equalsIgnoreCase(new URI(origin).getRawAuthority());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * Lets maintainers pass only.
   *
   * @param header in which a proxy names those who have logged in there, null for none
   */
  void login(Context context, @Nullable String header) throws Refusal {
    String named = header == null ? null : context.header(header);
    if (named != null && !named.isBlank()) {
      return;
    }
    String given = given(context.header("Authorization"));
    if (given != null) {
      String client = client(context);
      charge(context, Limits.Cost.GUESS); // before it is looked at: many may be under way
      if (isToken(given)) {
        limits.giveBack(client, Limits.Cost.GUESS);
        return;
      }
    }
    throw new Refusal(401, "This page is for the planet's maintainers.");
  }

  /** Asks a desk, where there is a place at it. Whoever asks has said all, and holds up nobody. */
  Desk.Reply ask(Supplier<Desk.Reply> question) throws Refusal {
    if (!places.tryAcquire()) {
      throw Refusal.full();
    }
    try {
      return question.get();
    } finally {
      places.release();
    }
  }

  private boolean isToken(String given) {
    try {
      return maintainer.is(given);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The token in {@code Basic} (as password, RFC 7617) or {@code Bearer} (RFC 6750); else null. */
  private static @Nullable String given(@Nullable String authorization) {
    String[] words = authorization == null ? new String[0] : authorization.strip().split(" +", 2);
    if (words.length < 2) {
      return null;
    }
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> words[1];
      case "basic" -> password(words[1]);
      default -> null;
    };
  }

  private static @Nullable String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : pair.substring(colon + 1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public void close() {
    bodies.close();
  }
}
