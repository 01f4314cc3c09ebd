package orrery.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Fetched.Held;
import orrery.feed.Fetched.Validators;

/** Forms go the way that feeds come. */
class PostTest {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> form = new LinkedHashMap<>(Map.of("hub.mode", "publish"));
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Answers with this status, a header, and a body of unknown length. */
  private void page(String path, int status, String header, String value, String body) {
    server.createContext(
        path,
        exchange -> {
          requests.add(seen(exchange));
          exchange.getResponseHeaders().set(header, value);
          exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : 0);
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
  }

  private static String seen(HttpExchange exchange) throws IOException {
    return exchange.getRequestMethod()
        + " "
        + exchange.getRequestURI()
        + " "
        + exchange.getRequestHeaders().getFirst("Content-Type")
        + " "
        + exchange.getRequestHeaders().getFirst("User-Agent")
        + " "
        + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
  }

  private Posted post(String url, String... allow) {
    List<Cidr> blocks = List.of(allow).stream().map(Cidr::parse).toList();
    try (var fetcher = new Fetcher(FetchSettings.of("Test/1.0", blocks), () -> Instant.EPOCH)) {
      return fetcher.post(url, form);
    }
  }

  private Posted post(String path) {
    return post(url(path), "127.0.0.1");
  }

  @Test
  void aFormIsSentAsABrowserWould() {
    page("/hub", 202, "X-Test", "1", "");
    form.put("hub.url", "https://ada.example/ü?a=1&b=2 3");

    assertThat(post("/hub?x=y")).isEqualTo(new Posted(202, null));
    assertThat(requests)
        .containsExactly(
            "POST /hub?x=y application/x-www-form-urlencoded; charset=UTF-8 Test/1.0"
                + " hub.mode=publish&hub.url=https%3A%2F%2Fada.example%2F%C3%BC%3Fa%3D1%26b%3D2+3");
  }

  @Test
  void aHubMayAnswerAtLength() {
    page("/hub", 204, "X-Test", "1", "");
    page("/long", 200, "Content-Type", "text/html", "x".repeat(200_000));

    assertThat(post("/hub")).isEqualTo(new Posted(204, null));
    assertThat(post("/long")).isEqualTo(new Posted(200, null));
  }

  @Test
  void aRefusalIsTold() {
    page(
        "/text",
        400,
        "Content-Type",
        "text/plain; charset=utf-8",
        " No such\r\n\ttopic ü\u001b[1m ");
    page("/long", 422, "X-Test", "1", "x".repeat(1000));
    page("/html", 500, "Content-Type", "text/html", "<h1>Oops</h1>");
    page("/tags", 404, "X-Test", "1", "<h1>Oops</h1>");

    assertThat(post("/text"))
        .isEqualTo(new Posted(400, "The server did not accept it (400): No such topic ü [1m"));
    assertThat(post("/long").reason()).hasSizeLessThan(250).endsWith("xxx…");
    assertThat(post("/html")).isEqualTo(new Posted(500, "The server did not accept it (500)."));
    assertThat(post("/tags")).isEqualTo(new Posted(404, "The server did not accept it (404)."));
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void theFormGoesWhereTheHubSends(int status) {
    page("/old", status, "Location", "/new", "");
    page("/new", 202, "X-Test", "1", "");

    assertThat(post("/old")).isEqualTo(new Posted(202, null));
    assertThat(requests).hasSize(2).allMatch(request -> request.endsWith("hub.mode=publish"));
    assertThat(requests.getLast()).startsWith("POST /new");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303})
  void otherRedirectsAreNotFollowed(int status) {
    page("/old", status, "Location", "/new", "");

    assertThat(post("/old").status()).isEqualTo(status);
    assertThat(post("/old").reason()).contains("not followed");
    assertThat(requests).hasSize(2);
  }

  @Test
  void redirectsEnd() {
    page("/round", 307, "Location", "/round", "");
    for (int i = 0; i < 9; i++) {
      page("/hop" + i, 308, "Location", "/hop" + (i + 1), "");
    }

    assertThat(post("/round").reason()).contains("circle");
    requests.clear();
    assertThat(post("/hop0").reason()).contains("more than 5 redirects");
    assertThat(requests).hasSize(6);
  }

  @Test
  void noFormGoesToAPrivateAddress() {
    page("/", 202, "X-Test", "1", "");

    Posted refused = post(url("/"), "10.0.0.0/8");
    assertThat(refused.status()).isZero();
    assertThat(refused.reason()).contains("127.0.0.1", "not a public", "allow_addresses");
    assertThat(requests).isEmpty();
  }

  @Test
  void notByWayOfARedirectEither() {
    page("/", 202, "X-Test", "1", "");
    page("/lure", 307, "Location", url("/").replace("127.0.0.1", "127.0.0.2"), "");
    page("/file", 307, "Location", "file:///etc/passwd", "");

    Posted refused = post("/lure");
    assertThat(refused.status()).isZero();
    assertThat(refused.reason()).contains("127.0.0.2", "not a public");
    assertThat(post("/file").reason()).contains("The server redirects", "Only http and https");
    assertThat(requests).hasSize(2);
  }

  @Test
  void whoAsksToWaitIsLeftAlone() {
    page("/busy", 429, "Retry-After", "7200", "");
    try (var fetcher =
        new Fetcher(
            FetchSettings.of("Test/1.0", List.of(Cidr.parse("127.0.0.1"))), () -> Instant.EPOCH)) {
      assertThat(fetcher.post(url("/busy"), form))
          .isEqualTo(new Posted(429, "The server asks to wait (429)."));
      assertThat(fetcher.post(url("/busy"), form).status()).isEqualTo(429);
      assertThat(fetcher.fetch(url("/feed"), Validators.NONE)).isInstanceOf(Held.class);
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void whatIsNoAddressIsSaid() {
    assertThat(post("mailto:hub@example.org", "127.0.0.1").reason()).contains("Only http");
    server.stop(0);
    assertThat(post("/").status()).isZero();
    assertThat(post("/").reason()).contains("No server answers");
  }
}
