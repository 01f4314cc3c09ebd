package orrery.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.RequestHead;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Failed;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.Gone;
import orrery.feed.Fetched.NotModified;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;

/** What is asked, and what an answer means. */
class FetcherTest {
  private Site site;
  private Fetcher fetcher;

  @BeforeEach
  void open() throws IOException {
    site = new Site();
    fetcher =
        new Fetcher(
            FetchSettings.of(
                "Test/1.0 (+https://example.org/)", List.of(Cidr.parse("127.0.0.0/8"))),
            () -> Instant.parse("2026-11-22T12:00:00Z"));
  }

  @AfterEach
  void close() {
    fetcher.close();
    site.close();
  }

  private Fetched get(String path) {
    return fetcher.fetch(site.url(path), Validators.NONE);
  }

  private Fresh fresh(String path) {
    Fetched fetched = get(path);
    assertThat(fetched).isInstanceOf(Fresh.class);
    return (Fresh) fetched;
  }

  private void failed(String path, Stage stage, int status) {
    assertThat(get(path))
        .isInstanceOfSatisfying(
            Failed.class,
            f -> {
              assertThat(f.stage()).isEqualTo(stage);
              assertThat(f.status()).isEqualTo(status);
              assertThat(f.reason()).isNotBlank().endsWith(".");
            });
  }

  @Test
  void aBodyComesWithWhatItsHeadersSay() {
    site.page(
        "/feed",
        """
        200 OK
        Content-Type: application/atom+xml; charset=utf-8
        ETag: W/"a,b"
        Last-Modified: yesterday, about noon
        Cache-Control: public, max-age=7200
        Content-Location: /feeds/atom.en
        Content-Language: de-AT
        Link: <https://hub.example.org/>; rel="hub", </feed>; rel=self
        """,
        "<feed/>");
    Fresh fresh = fresh("/feed");
    assertThat(new String(fresh.body(), UTF_8)).isEqualTo("<feed/>");
    assertThat(fresh.contentType()).isEqualTo("application/atom+xml; charset=utf-8");
    assertThat(fresh.language()).isEqualTo("de-AT");
    assertThat(fresh.url()).isEqualTo(site.url("/feed"));
    assertThat(fresh.base()).isEqualTo(site.url("/feeds/atom.en"));
    assertThat(fresh.validators())
        .isEqualTo(new Validators("W/\"a,b\"", "yesterday, about noon", site.url("/feed")));
    assertThat(fresh.maxAge()).isEqualTo(Duration.ofHours(2));
    assertThat(fresh.permanent()).isNull();
    assertThat(fresh.hubs()).containsExactly("https://hub.example.org/");
    assertThat(fresh.self()).isEqualTo(site.url("/feed"));
  }

  @Test
  void theRequestIsPlainAndPolite() {
    site.page("/feed?a=b", "200 OK\nSet-Cookie: id=1", "x");
    get("/feed?a=b#top");
    get("/feed?a=b");
    assertThat(site.targets()).containsExactly("/feed?a=b", "/feed?a=b");
    RequestHead request = site.requests.getLast();
    assertThat(request.line()).isEqualTo("GET /feed?a=b HTTP/1.1");
    assertThat(request.header("Host")).isEqualTo("127.0.0.1:" + site.port());
    assertThat(request.header("User-Agent")).isEqualTo("Test/1.0 (+https://example.org/)");
    assertThat(request.header("Accept"))
        .contains("application/atom+xml", "application/rss+xml", "application/feed+json");
    assertThat(request.header("Accept-Encoding")).isEqualTo("gzip, deflate");
    assertThat(request.header("Cookie")).isNull();
    assertThat(request.header("Referer")).isNull();
    assertThat(request.header("If-None-Match")).isNull();
    assertThat(request.header("If-Modified-Since")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/feed?",
        "/?",
        "/?z=1&a=2&a=1&&b",
        "//feed",
        "//a//b",
        "/%7euser/%2F?q=%41+%20",
        "/a/../b/./c",
        "/feed;v=1?x=?/y",
        "/:80/@x",
        "/?http://other.test/",
        "/a:b?c:d"
      })
  void exactlyTheAddressIsAsked(String target) {
    site.page(target, "200 OK", "x");
    assertThat(fresh(target + "#fragment").url()).isEqualTo(site.url(target));
    assertThat(site.requests.getFirst().line()).isEqualTo("GET " + target + " HTTP/1.1");
    assertThat(site.requests.getFirst().header("Host")).isEqualTo("127.0.0.1:" + site.port());
  }

  /** Letters above ASCII stand for bytes, as on the wire. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a\"",
        "W/\"a\"",
        "w/'a'",
        "a",
        "\"",
        "\"a",
        "\"a\" , \"b\"",
        "\"a;b=c\\\"d\"",
        "\u00e9\u0080\u00ff\"\u00a0x",
        "Thu, 1 Jan 70",
        "0",
        "-1",
        "2026-11-22 12:00",
        "\"a\tb\""
      })
  void anyValidatorsComeBackAsTheyWere(String odd) {
    for (String value : List.of(odd, odd.repeat(12_000 / odd.length()))) {
      site.page("/feed", "200 OK\nETag: " + value + "\nLast-Modified:" + value + " ", "x");
      Validators kept = fresh("/feed").validators();
      assertThat(kept).isEqualTo(new Validators(value, value, site.url("/feed")));
      site.page("/feed", "304 Not Modified", new byte[0]);
      assertThat(fetcher.fetch(site.url("/feed"), kept))
          .isEqualTo(new NotModified(kept, null, null));
      assertThat(site.requests.getLast().headers())
          .contains("If-None-Match: " + value, "If-Modified-Since: " + value);
    }
  }

  @Test
  void validatorsGoBackByteForByteAndAreRenewedBy304() {
    site.page("/feed", "304 Not Modified\nETag: \"new\"", new byte[0]);
    String odd = new String("\"\u2013 caf\u00e9\"".getBytes(UTF_8), ISO_8859_1);
    Validators old = new Validators(odd, "Tue, 5 Sep 2023 1:2:3 +0200", site.url("/feed"));
    assertThat(fetcher.fetch(site.url("/feed"), old))
        .isEqualTo(
            new NotModified(
                new Validators("\"new\"", "Tue, 5 Sep 2023 1:2:3 +0200", site.url("/feed")),
                null,
                null));
    assertThat(site.requests.getFirst().header("If-None-Match")).isEqualTo(odd);
    assertThat(site.requests.getFirst().header("If-Modified-Since"))
        .isEqualTo("Tue, 5 Sep 2023 1:2:3 +0200");
  }

  @Test
  void a304ThatNobodyAskedForIsAFailure() {
    site.page("/feed", "304 Not Modified", new byte[0]);
    failed("/feed", Stage.STATUS, 304);
  }

  @Test
  void goneIsGone() {
    site.page("/feed", "410 Gone", "x");
    assertThat(get("/feed")).isEqualTo(new Gone());
  }

  @Test
  void codingsAreTakenOff() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write("zipped".getBytes(UTF_8));
    }
    ByteArrayOutputStream deflate = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflate)) {
      out.write("deflated".getBytes(UTF_8));
    }
    site.page(
        "/gzip",
        "200 OK\nContent-Encoding: gzip\nContent-Length: " + gzip.size(),
        gzip.toByteArray());
    site.page(
        "/deflate",
        "200 OK\nContent-Encoding: deflate\nContent-Length: " + deflate.size(),
        deflate.toByteArray());
    assertThat(new String(fresh("/gzip").body(), UTF_8)).isEqualTo("zipped");
    assertThat(new String(fresh("/deflate").body(), UTF_8)).isEqualTo("deflated");
  }

  @Test
  void connectionsAreUsedAgain() {
    site.page("/feed", "200 OK", "x");
    for (int i = 0; i < 5; i++) {
      fresh("/feed");
    }
    assertThat(site.connections).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 206, 226, 300, 400, 401, 403, 404, 406, 451, 500, 502, 504, 522})
  void anyOtherStatusIsAFailure(int status) {
    site.page("/feed", status + " Odd", status == 204 ? "" : "x");
    failed("/feed", Stage.STATUS, status);
  }

  @Test
  void aBodyThatBreaksOffKeepsItsStatus() {
    site.page(
        "/feed",
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort".getBytes(UTF_8));
          return false;
        });
    failed("/feed", Stage.BODY, 200);
  }

  @Test
  void aThousandCallsMayBeMadeAtOnce() {
    site.page("/feed", "200 OK", "x");
    List<CompletableFuture<Fetched>> calls = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1000; i++) {
        calls.add(CompletableFuture.supplyAsync(() -> get("/feed"), threads));
      }
    }
    assertThat(calls).allSatisfy(c -> assertThat(c.join()).isInstanceOf(Fresh.class));
    assertThat(site.connections).hasValue(2);
  }

  @Test
  void anInterruptedCallerGetsAnAnswer() {
    Thread.currentThread().interrupt();
    Fetched fetched = get("/feed");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(fetched).isInstanceOf(Failed.class);
  }
}
