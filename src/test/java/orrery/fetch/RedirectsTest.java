package orrery.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Failed;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.NotModified;
import orrery.feed.Fetched.Refused;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;

/** Redirects: where they lead, what goes with them, and what is kept of them. */
class RedirectsTest {
  private Site site;
  private Fetcher fetcher;

  @BeforeEach
  void open() throws IOException {
    site = new Site();
    site.page("/feed", "200 OK\nETag: \"1\"", "<feed/>");
    fetcher =
        new Fetcher(
            FetchSettings.of("Test/1.0", List.of(Cidr.parse("127.0.0.1"))),
            () -> Instant.EPOCH,
            RedirectsTest::resolve);
  }

  @AfterEach
  void close() {
    fetcher.close();
    site.close();
  }

  private static InetAddress[] resolve(String host) throws UnknownHostException {
    return switch (host) {
      case "127.0.0.1", "blog.test", "other.test" ->
          new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
      case "inside.test" -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")};
      default -> throw new UnknownHostException(host);
    };
  }

  private void redirect(String from, int status, String to) {
    site.page(from, status + " Moved\nLocation: " + to, "<p>Moved.</p>");
  }

  private Fetched get(String path) {
    return fetcher.fetch(site.url(path), Validators.NONE);
  }

  @ParameterizedTest
  @CsvSource({"301, true", "302, false", "303, false", "307, false", "308, true"})
  void redirectsAreFollowedAndOnlySomeAreLasting(int status, boolean lasting) {
    redirect("/old", status, "/feed");
    assertThat(get("/old"))
        .isInstanceOfSatisfying(
            Fresh.class,
            f -> {
              assertThat(f.url()).isEqualTo(site.url("/feed"));
              assertThat(f.base()).isEqualTo(site.url("/feed"));
              assertThat(f.permanent()).isEqualTo(lasting ? site.url("/feed") : null);
              assertThat(f.validators().url()).isEqualTo(site.url("/feed"));
            });
  }

  @ParameterizedTest
  @CsvSource({"301, 308, true", "301, 302, false", "307, 301, false"})
  void aChainLastsIfAllOfItDoes(int first, int second, boolean lasting) {
    redirect("/a", first, "/b");
    redirect("/b", second, "/feed");
    assertThat(((Fresh) get("/a")).permanent()).isEqualTo(lasting ? site.url("/feed") : null);
  }

  @Test
  void fiveHopsAreFollowedAndNotSix() {
    for (int i = 1; i <= 5; i++) {
      redirect("/" + i, 302, i == 1 ? "/feed" : "/" + (i - 1));
    }
    redirect("/6", 302, "/5");
    assertThat(get("/5")).isInstanceOf(Fresh.class);
    assertThat(get("/6"))
        .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.stage()).isEqualTo(Stage.REDIRECT));
  }

  @Test
  void circlesEnd() {
    redirect("/a", 301, "/b");
    redirect("/b", 301, "/a#x");
    redirect("/self", 302, "/self");
    assertThat(get("/a"))
        .isEqualTo(new Failed(Stage.REDIRECT, 301, "The redirects go round in a circle."));
    assertThat(get("/self")).isInstanceOf(Failed.class);
    assertThat(site.targets()).containsExactly("/a", "/b", "/self");
  }

  @Test
  void aThousandRedirectsEnd() {
    for (int i = 1; i <= 1000; i++) {
      redirect("/" + i, 301, "/" + (i + 1));
    }
    assertThat(get("/1"))
        .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.stage()).isEqualTo(Stage.REDIRECT));
    assertThat(site.targets()).containsExactly("/1", "/2", "/3", "/4", "/5", "/6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/loop",
        "loop",
        "./loop",
        "x/../loop",
        "//127.0.0.1:%d/loop",
        "HTTP://127.0.0.1:%d/loop",
        "http:/127.0.0.1:%d/loop",
        "/loop#a",
        " /loop\t",
        "feed://127.0.0.1:%d/loop",
        "\\loop"
      })
  void aCircleIsSeenInEverySpelling(String location) {
    redirect("/loop", 301, location.formatted(site.port()));
    assertThat(get("/loop"))
        .isEqualTo(new Failed(Stage.REDIRECT, 301, "The redirects go round in a circle."));
    assertThat(site.targets()).containsExactly("/loop");
  }

  @Test
  void aCircleThatLooksLikeAWayEndsToo() {
    redirect("/a", 302, "/%61");
    redirect("/%61", 302, "/a?");
    redirect("/a?", 302, "//127.0.0.1:" + site.port() + "/a");
    assertThat(get("/a"))
        .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.stage()).isEqualTo(Stage.REDIRECT));
    assertThat(site.targets()).containsExactly("/a", "/%61", "/a?");
  }

  @Test
  void theFirstOfSeveralTargetsCounts() {
    site.page("/a", "302 Found\nLocation: /feed\nLocation: http://10.0.0.1/", "");
    site.page("/b", "302 Found\nLocation: http://10.0.0.1/\nLocation: /feed", "");
    assertThat(get("/a")).isInstanceOf(Fresh.class);
    assertThat(fetcher.fetch("http://blog.test:" + site.port() + "/b", Validators.NONE))
        .isNotInstanceOf(Fresh.class);
  }

  /** Other sites than the one that is allowed would answer; nobody may come to them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.2:%d/",
        "//127.0.0.2:%d/",
        "http://[::ffff:127.0.0.2]:%d/",
        "http://[::ffff:7f00:2]:%d/",
        "http://[::1]:%d/",
        "http://[::]:%d/",
        "http://127.2:%d/",
        "http://2130706434:%d/",
        "http://0x7f.2:%d/",
        "http://0177.0.0.2:%d/",
        "http://0:%d/",
        "http://0.0.0.0:%d/",
        "http://127.0.0.2.:%d/",
        "http://\u2460\u2461\u2466.0.0.2:%d/",
        "http://me@127.0.0.2:%d/",
        "http://inside.test:%d/",
        "http://127.0.0.1@127.0.0.2:%d/",
        "\\\\127.0.0.2:%d\\",
        "http:127.0.0.2:%d/",
        "feed://127.0.0.2:%d/",
        "https://127.0.0.2:%d/",
        "http://[64:ff9b::7f00:2]:%d/",
        "http://[2002:7f00:2::]:%d/",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "data:text/xml,x",
        "jar:x"
      })
  void everyHopIsCheckedInEverySpelling(String target) throws IOException {
    String location = target.formatted(site.port());
    try (ServerSocket bait = new ServerSocket(site.port(), 9, InetAddress.ofLiteral("127.0.0.2"));
        Fetcher careful =
            new Fetcher(
                FetchSettings.of("Test/1.0", List.of(Cidr.parse("127.0.0.1"))),
                () -> Instant.EPOCH,
                RedirectsTest::resolveAny)) {
      for (int hop = 1; hop <= 5; hop++) {
        redirect("/" + hop, 301, hop == 1 ? location : "/" + (hop - 1));
        assertThat(careful.fetch(site.url("/" + hop), Validators.NONE))
            .satisfiesAnyOf(
                f -> assertThat(f).isInstanceOf(Refused.class),
                f -> assertThat(((Failed) f).stage()).isEqualTo(Stage.DNS)); // no such spelling
      }
      assertThat(site.targets()).containsOnly("/1", "/2", "/3", "/4", "/5");
      bait.setSoTimeout(1);
      assertThatThrownBy(bait::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  /** Every spelling that any resolver may know, and no name of the outside. */
  private static InetAddress[] resolveAny(String host) throws UnknownHostException {
    return host.endsWith(".test") ? resolve(host) : new InetAddress[] {literal(host)};
  }

  private static InetAddress literal(String host) throws UnknownHostException {
    try {
      return host.contains(":")
          ? InetAddress.ofLiteral(host)
          : Inet4Address.ofPosixLiteral(host); // 0177.1 and its like
    } catch (IllegalArgumentException e) {
      throw new UnknownHostException(host);
    }
  }

  @Test
  void aRedirectMustSayWhereTo() {
    site.page("/a", "302 Found", "");
    assertThat(get("/a"))
        .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.stage()).isEqualTo(Stage.REDIRECT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "http://inside.test/",
        "http://[::1]/", "http://10.0.0.1/", "http://", "javascript:alert(1)"
      })
  void everyHopIsChecked(String target) {
    redirect("/a", 302, target);
    Resolver any =
        host ->
            host.equals("127.0.0.1") || host.equals("inside.test")
                ? resolve(host)
                : new InetAddress[] {InetAddress.ofLiteral(host)};
    try (Fetcher careful =
        new Fetcher(
            FetchSettings.of("Test/1.0", List.of(Cidr.parse("127.0.0.1"))),
            () -> Instant.EPOCH,
            any)) {
      assertThat(careful.fetch(site.url("/a"), Validators.NONE)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void validatorsGoToTheAddressThatSentThemOnly() {
    redirect("/old", 301, "/feed");
    site.page("/feed", "304 Not Modified", new byte[0]);
    Validators kept = new Validators("\"1\"", "then", site.url("/feed"));
    assertThat(fetcher.fetch(site.url("/old"), kept))
        .isEqualTo(new NotModified(kept, null, site.url("/feed")));
    assertThat(site.requests.get(0).header("If-None-Match")).isNull();
    assertThat(site.requests.get(1).header("If-None-Match")).isEqualTo("\"1\"");
    assertThat(site.requests.get(1).header("If-Modified-Since")).isEqualTo("then");
  }

  @Test
  void aFeedThatMovedIsReadAfresh() {
    redirect("/old", 301, "/feed");
    fetcher.fetch(site.url("/old"), new Validators("\"1\"", "then", site.url("/old")));
    assertThat(site.requests.get(0).header("If-None-Match")).isEqualTo("\"1\"");
    assertThat(site.requests.get(1).header("If-None-Match")).isNull();
    assertThat(site.requests.get(1).header("If-Modified-Since")).isNull();
  }

  @Test
  void validatorsOfUnknownOriginGoEverywhere() {
    redirect("/old", 302, "/feed");
    fetcher.fetch(site.url("/old"), new Validators("\"1\"", null));
    assertThat(site.requests).allSatisfy(r -> assertThat(r.header("If-None-Match")).isNotNull());
  }

  @Test
  void aPasswordStaysWithItsServer() {
    String port = ":" + site.port();
    redirect("/same", 302, "/feed");
    redirect("/other", 302, "http://other.test" + port + "/feed");
    fetcher.fetch("http://me:pw@blog.test" + port + "/same", Validators.NONE);
    fetcher.fetch("http://me:pw@blog.test" + port + "/other", Validators.NONE);
    assertThat(site.requests.stream().map(r -> r.header("Authorization") != null))
        .containsExactly(true, true, true, false);
    assertThat(site.requests).allSatisfy(r -> assertThat(r.header("Referer")).isNull());
  }
}
