package orrery.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
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
