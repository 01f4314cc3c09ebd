package orrery.fetch;

import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import orrery.feed.Feed;
import orrery.feed.Fetched.Fresh;

/**
 * The rules of WebSub (W3C Recommendation of 23 January 2018): who is asked for what, in which
 * words, when again, and whether what comes is from the hub.
 */
public final class WebSub {
  /** What we ask for; hubs may grant any other. */
  private static final Duration LEASE = Duration.ofDays(10);

  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final Duration DAY = Duration.ofDays(1);

  /** How long after a request that came to nothing the next is made. */
  private static final List<Duration> WAITS =
      List.of(DAY, Duration.ofDays(2), Duration.ofDays(4), Duration.ofDays(7));

  private static final Map<String, String> METHODS =
      Map.of(
          "sha1", "HmacSHA1",
          "sha256", "HmacSHA256",
          "sha384", "HmacSHA384",
          "sha512", "HmacSHA512");

  private static final SecureRandom RANDOM = new SecureRandom();

  private WebSub() {}

  /**
   * Where a feed can be subscribed.
   *
   * @param hub whom to ask
   * @param topic what to ask for
   */
  public record Offer(String hub, String topic) {}

  /**
   * The hub of a feed: the first that its headers name, else the first that the document does. The
   * topic is what the feed calls its own address, if that is on the server that it was fetched
   * from, else the address it was fetched from (section 4).
   *
   * @return null where it has no hub
   */
  public static @Nullable Offer offer(Fresh fresh, Feed feed) {
    Address at = address(fresh.url());
    List<String> hubs = fresh.hubs().isEmpty() ? feed.hubs() : fresh.hubs();
    String hub = hubs.stream().filter(h -> address(h) != null).findFirst().orElse(null);
    if (at == null || hub == null) {
      return null;
    }
    String said = fresh.self() == null ? feed.feedUrl() : fresh.self();
    Address self = said == null ? null : address(said);
    boolean own = self != null && self.host().equals(at.host());
    return new Offer(hub, own && said != null ? said : fresh.url());
  }

  private static @Nullable Address address(String url) {
    try {
      return Address.parse(url);
    } catch (MalformedURLException e) {
      return null;
    }
  }

  /** The form that asks a hub for a subscription (section 5.1). */
  public static Map<String, String> subscribe(String callback, String topic, String secret) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("hub.mode", "subscribe");
    form.put("hub.topic", topic);
    form.put("hub.callback", callback);
    form.put("hub.lease_seconds", Long.toString(LEASE.toSeconds()));
    form.put("hub.secret", secret);
    return form;
  }

  /** The form that tells a hub of news; as all hubs since PubSubHubbub 0.3 understand it. */
  public static Map<String, String> publish(String topic) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("hub.mode", "publish");
    form.put("hub.url", topic);
    return form;
  }

  /** What nobody guesses: 32 random bytes in base64url, 43 characters. */
  public static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Whether a body is signed with the secret (section 7.1): {@code X-Hub-Signature: sha256=<hex>},
   * or another of the four methods.
   *
   * @param signature the header, null where there was none
   */
  public static boolean verifies(@Nullable String signature, String secret, byte[] body) {
    int equals = signature == null ? -1 : signature.indexOf('=');
    if (signature == null || equals < 0) {
      return false;
    }
    String method = METHODS.get(signature.substring(0, equals).strip().toLowerCase(Locale.ROOT));
    if (method == null) {
      return false;
    }
    try {
      byte[] said = HexFormat.of().parseHex(signature.substring(equals + 1).strip());
      Mac mac = Mac.getInstance(method);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), method));
      return MessageDigest.isEqual(mac.doFinal(body), said);
    } catch (IllegalArgumentException e) {
      return false; // not hexadecimal
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has these methods
    }
  }

  /**
   * How long a subscription counts: what the hub says, within an hour and 90 days.
   *
   * @param seconds {@code hub.lease_seconds}, null where the hub does not say: then what we asked
   *     for
   */
  public static Duration lease(@Nullable String seconds) {
    if (seconds == null || !seconds.matches("[0-9]+")) {
      return LEASE;
    }
    long said = seconds.length() > 10 ? LONGEST.toSeconds() : Long.parseLong(seconds);
    return Duration.ofSeconds(Math.clamp(said, SHORTEST.toSeconds(), LONGEST.toSeconds()));
  }

  /** When to ask for a lease anew: when a tenth is left, a day at least, but half of short ones. */
  public static Instant renewal(Instant now, Duration lease) {
    Duration tenth = lease.dividedBy(10);
    Duration half = lease.dividedBy(2);
    Duration left = tenth.compareTo(DAY) < 0 ? DAY : tenth;
    return now.plus(lease).minus(left.compareTo(half) < 0 ? left : half);
  }

  /**
   * When to ask again for what is not granted yet.
   *
   * @param requests how many came to nothing, this one included
   */
  public static Instant again(Instant now, int requests) {
    return now.plus(WAITS.get(Math.clamp(requests, 1, WAITS.size()) - 1));
  }

  /** When to ask again for what was denied. */
  public static Instant afterDenial(Instant now) {
    return now.plus(WAITS.getLast());
  }
}
