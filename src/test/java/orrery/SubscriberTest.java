package orrery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.Cycle.Ask;
import orrery.config.Config;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.feed.Feed;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.Validators;
import orrery.feed.Parsed;
import orrery.parse.Document;
import orrery.parse.FeedParser;
import orrery.store.Hubs.State;
import orrery.store.Hubs.Subscription;
import orrery.store.Store;
import orrery.web.Callback;
import orrery.web.Server;
import orrery.web.Serving;

/** A planet and a hub, which talk to each other over real connections. */
class SubscriberTest {
  private static final String TOPIC = "https://ada.example/feed";

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Hub hub = new Hub();
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private Store store;
  private Subscriber subscriber;
  private Callback callback;
  private Server server;
  private Planet planet;
  private long ada;

  @BeforeEach
  void start() throws Exception {
    store = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "orrery", "");
    subscriber = new Subscriber(() -> store, () -> now);
    callback = new Callback(subscriber, 1 << 20, Duration.ofMinutes(1));
    server = Serving.folder(folder, callback);
    planet = planet("callback = " + server.url("/") + "\nallow_addresses = 127.0.0.1\n");
    ada = feed(TOPIC);
  }

  @AfterEach
  void stop() {
    server.close();
    callback.close();
    store.close();
    hub.close();
    client.close();
  }

  private Planet planet(String keys) throws ConfigException, IOException {
    Path file = folder.resolve("feeds.ini");
    Files.writeString(
        file, "[planet]\nname = P\nlink = https://planet.example/\n" + keys + "[" + TOPIC + "]\n");
    return Config.load(file).planet();
  }

  private long feed(String url) {
    return Objects.requireNonNull(store.feeds().of(List.of(url), List.of()).get(url)).id();
  }

  /** A feed was fetched, and names this hub. */
  private void hear(long feed, @Nullable String address) {
    String link = address == null ? "" : "<link rel='hub' href='" + address + "'/>";
    String xml =
        "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:a</id><title>A</title>"
            + "<link rel='self' href='"
            + TOPIC
            + "'/>"
            + link
            + "</feed>";
    var fresh =
        new Fresh(
            xml.getBytes(UTF_8), null, null, TOPIC, TOPIC, Validators.NONE, null, null, List.of());
    subscriber.heard(feed, fresh, read(fresh));
  }

  private static Feed read(Fresh fresh) {
    var parsed = FeedParser.parse(new Document(fresh.body(), null, null, TOPIC, TOPIC));
    return ((Parsed.Understood) parsed).feed();
  }

  private void renew() {
    subscriber.renew(Map.of(planet, List.of(ada)), now);
  }

  /** The hub has granted what it was asked for. */
  private void subscribe() {
    hear(ada, hub.url("/"));
    renew();
    assertThat(hub.confirm("864000")).isEqualTo(200);
  }

  private Subscription known() {
    return Objects.requireNonNull(store.hubs().find(hub.token()));
  }

  @Test
  void aFeedIsSubscribedConfirmedAndDelivered() {
    hear(ada, hub.url("/"));
    renew();

    assertThat(hub.forms).hasSize(1);
    assertThat(hub.last())
        .containsEntry("hub.mode", "subscribe")
        .containsEntry("hub.topic", TOPIC)
        .containsEntry("hub.lease_seconds", "864000");
    assertThat(hub.last("hub.callback")).startsWith(server.url("/") + "websub/");
    assertThat(hub.last("hub.secret")).hasSize(43).isNotEqualTo(hub.token());
    assertThat(subscriber.active(now)).isEmpty();

    assertThat(hub.confirm("864000")).isEqualTo(200);
    assertThat(subscriber.active(now)).containsExactly(ada);

    assertThat(hub.deliver("<feed/>")).isEqualTo(202);
    assertThat(subscriber.take())
        .hasEntrySatisfying(
            ada,
            fresh -> {
              assertThat(new String(fresh.body(), UTF_8)).isEqualTo("<feed/>");
              assertThat(fresh.contentType()).isEqualTo("application/atom+xml");
              assertThat(fresh.url()).isEqualTo(TOPIC);
              assertThat(fresh.validators()).isEqualTo(Validators.NONE);
              assertThat(fresh.permanent()).isNull();
            });
    assertThat(subscriber.take()).isEmpty();
    assertThat(known().lastDelivery()).isEqualTo(now);
    assertThat(subscriber.proven(now)).containsExactly(ada);
  }

  @Test
  void aHubMayConfirmWhileItIsAsked() {
    hub.onForm = () -> assertThat(hub.confirm("864000")).isEqualTo(200);
    hear(ada, hub.url("/"));
    renew();

    assertThat(subscriber.active(now)).containsExactly(ada);
    assertThat(known().failures()).isZero();
  }

  @Test
  void onlyWhatWasAskedForIsConfirmed() {
    hear(ada, hub.url("/"));
    renew();

    assertThat(hub.verify("subscribe", TOPIC + "/", "60")).isEqualTo(404);
    assertThat(hub.verify("unsubscribe", TOPIC, null)).isEqualTo(404);
    assertThat(subscriber.active(now)).isEmpty();
    assertThat(hub.verify("denied", TOPIC + "/", null)).isEqualTo(404);
    assertThat(known().state()).isEqualTo(State.ASKED);
  }

  @Test
  void whatTheHubDidNotSignIsDropped() {
    subscribe();
    String secret = hub.last("hub.secret");

    assertThat(hub.deliver("<feed/>", null)).isEqualTo(202);
    assertThat(hub.deliver("<feed/>", "sha256=" + "0".repeat(64))).isEqualTo(202);
    assertThat(hub.deliver("<feed/>", sign("HmacSHA256", "other", "<feed/>"))).isEqualTo(202);
    assertThat(hub.deliver("<evil/>", sign("HmacSHA256", secret, "<feed/>"))).isEqualTo(202);
    assertThat(subscriber.take()).isEmpty();
    assertThat(known().lastDelivery()).isNull();
  }

  @Test
  void theLatestCounts() {
    subscribe();
    hub.deliver("<old/>");
    hub.deliver("<new/>");

    assertThat(subscriber.take().values())
        .extracting(fresh -> new String(fresh.body(), UTF_8))
        .containsExactly("<new/>");
  }

  @Test
  void aLeaseIsRenewedBeforeItEnds() {
    subscribe();
    renew();
    now = now.plus(Duration.ofDays(9)).minusSeconds(1);
    renew();
    assertThat(hub.forms).hasSize(1);

    now = now.plusSeconds(1);
    renew();
    assertThat(hub.forms).hasSize(2);
    assertThat(hub.forms.getLast()).isEqualTo(hub.forms.getFirst());
    assertThat(subscriber.active(now)).containsExactly(ada);
    hub.confirm("432000");
    now = now.plus(Duration.ofDays(4));
    assertThat(subscriber.active(now)).containsExactly(ada);
    renew();
    assertThat(hub.forms).hasSize(3);
  }

  @Test
  void aLeaseThatIsNotRenewedEnds() {
    subscribe();
    hub.status = 500;
    now = now.plus(Duration.ofDays(9));
    renew();
    assertThat(subscriber.active(now)).containsExactly(ada);
    now = now.plus(Duration.ofDays(1));

    assertThat(subscriber.active(now)).isEmpty();
    renew();
    assertThat(hub.forms).hasSize(3);
    assertThat(known().state()).isEqualTo(State.FAILED);
    assertThat(known().error()).isEqualTo("The server did not accept it (500): Not today.");
  }

  @Test
  void whatIsNotConfirmedIsAskedForAgainWithGrowingWaits() {
    hear(ada, hub.url("/"));
    List<Long> days = new ArrayList<>();
    Instant start = now;
    for (int day = 0; day < 25; day++) {
      int before = hub.forms.size();
      renew();
      if (hub.forms.size() > before) {
        days.add(Duration.between(start, now).toDays());
      }
      now = now.plus(Duration.ofDays(1));
    }
    assertThat(days).containsExactly(0L, 1L, 3L, 7L, 14L, 21L);
  }

  @Test
  void aDeniedOneIsAskedForWeekly() {
    subscribe();
    assertThat(hub.verify("denied", TOPIC, "members only")).isEqualTo(200);

    assertThat(subscriber.active(now)).isEmpty();
    assertThat(known().error()).isEqualTo("The hub denies the subscription: members only");
    now = now.plus(Duration.ofDays(7)).minusSeconds(1);
    renew();
    assertThat(hub.forms).hasSize(1);
    now = now.plusSeconds(1);
    renew();
    assertThat(hub.forms).hasSize(2);
  }

  @Test
  void aFeedThatIsNotFollowedAnyMoreIsGone() {
    subscribe();
    subscriber.renew(Map.of(planet, List.of()), now);

    assertThat(hub.deliver("<feed/>")).isEqualTo(410);
    assertThat(hub.confirm("60")).isEqualTo(404);
    assertThat(hub.verify("unsubscribe", TOPIC, null)).isEqualTo(200);
    assertThat(subscriber.take()).isEmpty();
  }

  @Test
  void aFeedThatNamesNoHubAnyMoreIsLeftAlone() {
    subscribe();
    hear(ada, null);
    renew();
    now = now.plus(Duration.ofDays(30));
    renew();

    assertThat(hub.deliver("<feed/>")).isEqualTo(410);
    assertThat(hub.forms).hasSize(1);
  }

  @Test
  void anotherHubIsAnotherSubscription() {
    subscribe();
    String old = hub.last("hub.callback");
    hear(ada, hub.url("/other"));
    renew();

    assertThat(hub.forms).hasSize(2);
    assertThat(hub.last("hub.callback")).isNotEqualTo(old);
    assertThat(hub.send(request(old).POST(HttpRequest.BodyPublishers.ofString("x"))))
        .isEqualTo(404);
  }

  @Test
  void aPlanetThatMovesTellsItsHubs() throws Exception {
    subscribe();
    planet = planet("callback = " + server.url("/") + "new/\nallow_addresses = 127.0.0.1\n");
    renew();
    renew();

    assertThat(hub.forms).hasSize(2);
    assertThat(hub.last("hub.callback")).startsWith(server.url("/") + "new/websub/");
    assertThat(subscriber.active(now)).containsExactly(ada);
  }

  @Test
  void aFeedOfTwoPlanetsIsSubscribedByTheFirst() throws Exception {
    hear(ada, hub.url("/"));
    Map<Planet, List<Long>> planets = new LinkedHashMap<>();
    planets.put(planet("allow_addresses = 127.0.0.1\n"), List.of(ada));
    planets.put(planet, List.of(ada));
    planets.put(
        planet("callback = https://b.example/\nallow_addresses = 127.0.0.1\n"), List.of(ada));
    subscriber.renew(planets, now);
    subscriber.renew(planets, now);

    assertThat(hub.forms).hasSize(1);
    assertThat(hub.last("hub.callback")).startsWith(server.url("/"));
  }

  @Test
  void withoutACallbackNothingIsAsked() throws Exception {
    planet = planet("allow_addresses = 127.0.0.1\n");
    hear(ada, hub.url("/"));
    renew();

    assertThat(hub.forms).isEmpty();
  }

  @Test
  void aHubAtAPrivateAddressIsNotAsked() throws Exception {
    planet = planet("callback = " + server.url("/") + "\nallow_addresses = 10.0.0.0/8\n");
    hear(ada, hub.url("/"));
    renew();

    assertThat(hub.forms).isEmpty();
    Subscription refused =
        store.hubs().due(List.of(ada), "", now.plus(Duration.ofDays(1))).getFirst();
    assertThat(refused.state()).isEqualTo(State.FAILED);
    assertThat(refused.error()).contains("127.0.0.1", "not a public");
  }

  @Test
  void aHubThatIsDownIsNotAskedForEveryFeed() {
    long ben = feed("https://ben.example/feed");
    hub.status = 503;
    hear(ada, hub.url("/"));
    hear(ben, hub.url("/"));
    subscriber.renew(Map.of(planet, List.of(ada, ben)), now);

    assertThat(hub.forms).hasSize(1);
    hub.status = 202;
    subscriber.renew(Map.of(planet, List.of(ada, ben)), now);
    assertThat(hub.forms).hasSize(2);
  }

  @Test
  void theInboxHasBounds() {
    var inbox = new Inbox();
    for (long feed = 0; feed < 64; feed++) {
      assertThat(inbox.put(feed, body(1))).isTrue();
    }
    assertThat(inbox.put(64, body(1))).as("one feed too many").isFalse();
    assertThat(inbox.put(0, body(2))).as("a feed that is there").isTrue();
    assertThat(inbox.take()).hasSize(64);

    int half = 16 << 20;
    assertThat(inbox.put(1, body(half))).isTrue();
    assertThat(inbox.put(2, body(half))).isTrue();
    assertThat(inbox.put(3, body(1))).as("one byte too many").isFalse();
    assertThat(inbox.put(2, body(half - 1))).isTrue();
    assertThat(inbox.put(3, body(1))).isTrue();
  }

  @Test
  void aHubIsToTryAgainWhereTheInboxIsFull() {
    for (int i = 0; i <= 64; i++) {
      long feed = feed("https://" + i + ".example/");
      hear(feed, hub.url("/"));
      subscriber.renew(Map.of(planet, List.of(feed)), now);
      assertThat(hub.deliver("<feed/>")).isEqualTo(i < 64 ? 202 : 503);
    }
    assertThat(subscriber.take()).hasSize(64);
    assertThat(hub.deliver("<feed/>")).isEqualTo(202);
  }

  private static Fresh body(int length) {
    return new Fresh(new byte[length], null, null, "", "", Validators.NONE, null, null, List.of());
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  private static String sign(String method, String secret, String body) {
    try {
      Mac mac = Mac.getInstance(method);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), method));
      String hex = HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
      return method.substring(4).toLowerCase(Locale.ROOT) + "=" + hex;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A hub on this computer. It remembers the forms it was sent, and calls back when it is told. */
  private final class Hub implements AutoCloseable {
    final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
    volatile int status = 202;
    volatile Runnable onForm = () -> {};
    private final HttpServer http;

    Hub() {
      try {
        http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      http.createContext("/", this::take);
      http.start();
    }

    String url(String path) {
      return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    private void take(HttpExchange exchange) throws IOException {
      try (exchange) {
        Map<String, String> form = new HashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        for (String field : body.split("&", -1)) {
          String[] parts = field.split("=", 2);
          form.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        forms.add(form);
        onForm.run();
        byte[] said = (status < 300 ? "" : "Not today.").getBytes(UTF_8);
        exchange.sendResponseHeaders(status, said.length == 0 ? -1 : said.length);
        exchange.getResponseBody().write(said);
      }
    }

    Map<String, String> last() {
      return forms.getLast();
    }

    String last(String field) {
      return Objects.requireNonNull(last().get(field));
    }

    String token() {
      String callback = last("hub.callback");
      return callback.substring(callback.lastIndexOf('/') + 1);
    }

    int confirm(String lease) {
      return verify("subscribe", TOPIC, lease);
    }

    int verify(String mode, String topic, @Nullable String more) {
      String query = "?hub.mode=" + mode + "&hub.challenge=abc&hub.topic=";
      query += URLEncoder.encode(topic, UTF_8);
      if (more != null) {
        query += mode.equals("denied") ? "&hub.reason=" : "&hub.lease_seconds=";
        query += URLEncoder.encode(more, UTF_8);
      }
      return send(request(last("hub.callback") + query).GET());
    }

    int deliver(String body) {
      return deliver(body, sign("HmacSHA256", last("hub.secret"), body));
    }

    int deliver(String body, @Nullable String signature) {
      HttpRequest.Builder request =
          request(last("hub.callback"))
              .header("Content-Type", "application/atom+xml")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      if (signature != null) {
        request.header("X-Hub-Signature", signature);
      }
      return send(request);
    }

    int send(HttpRequest.Builder request) {
      try {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      http.stop(0);
    }
  }

  @Test
  void aDeliveredPostIsPublishedAndItsFeedIsAskedOnceADay() throws Exception {
    var asked = new AtomicInteger();
    var site = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    String url = "http://127.0.0.1:" + site.getAddress().getPort() + "/feed";
    site.createContext(
        "/feed",
        exchange -> {
          asked.incrementAndGet();
          byte[] body = rss("one").getBytes(UTF_8);
          exchange.getResponseHeaders().set("Link", "<" + hub.url("/") + ">; rel=hub");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    site.start();
    try {
      Path file = folder.resolve("pushed.ini");
      Files.writeString(
          file,
          "[planet]\nname = P\nlink = https://p.example/\nallow_addresses = 127.0.0.1\ncallback = "
              + server.url("/")
              + "\npubsubhubbub_hub = "
              + hub.url("/")
              + "\n["
              + url
              + "]\n");
      Planet pushed = Config.load(file).planet();
      cycle(pushed);
      assertThat(hub.last()).containsEntry("hub.mode", "subscribe").containsEntry("hub.topic", url);
      assertThat(subscriber.confirm(hub.token(), url, "864000")).isTrue();
      String signature = sign("HmacSHA256", hub.last("hub.secret"), rss("two"));
      assertThat(subscriber.deliver(hub.token(), signature, null, rss("two").getBytes(UTF_8)))
          .isTrue();

      now = now.plus(Duration.ofMinutes(10));
      Report report = cycle(pushed);
      assertThat(report.added()).isEqualTo(1);
      assertThat(Files.readString(folder.resolve("site/atom.xml"))).contains("one", "two");
      assertThat(hub.last("hub.mode")).isEqualTo("publish");
      assertThat(asked).hasValue(1);

      now = now.plus(Duration.ofHours(17));
      cycle(pushed);
      assertThat(asked).as("a hub tells of news").hasValue(1);
      now = now.plus(Duration.ofHours(7));
      cycle(pushed);
      assertThat(asked).as("but may lose some").hasValue(2);
    } finally {
      site.stop(0);
    }
  }

  private Report cycle(Planet pushed) throws IOException {
    return new Cycle(store, List.of(pushed), () -> now, Progress.NONE, subscriber).run(Ask.DUE);
  }

  private static String rss(String title) {
    return "<rss version='2.0'><channel><title>Ada</title><item><title>"
        + title
        + "</title><guid>urn:"
        + title
        + "</guid></item></channel></rss>";
  }
}
