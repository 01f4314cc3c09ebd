package orrery.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.Held;
import orrery.feed.Fetched.Validators;
import orrery.feed.Hold;

/** Servers that ask to wait. */
class HoldTest {
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private Site site;
  private Fetcher fetcher;

  @BeforeEach
  void open() throws IOException {
    site = new Site();
    site.page("/feed", "200 OK", "<feed/>");
    fetcher =
        new Fetcher(
            FetchSettings.of("Test/1.0", List.of(Cidr.parse("127.0.0.1"))),
            () -> now,
            host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")});
  }

  @AfterEach
  void close() {
    fetcher.close();
    site.close();
  }

  private Fetched get(String host, String path) {
    return fetcher.fetch("http://" + host + ":" + site.port() + path, Validators.NONE);
  }

  @Test
  void retryAfterHoldsTheWholeHostAndNoOther() {
    site.page("/busy", "429 Slow down\nRetry-After: 7200", "");
    assertThat(get("a.test", "/busy")).isEqualTo(new Held(429, Duration.ofHours(2)));
    now = now.plus(Duration.ofMinutes(10));
    assertThat(get("a.test", "/feed")).isEqualTo(new Held(429, Duration.ofMinutes(110), false));
    assertThat(get("b.test", "/feed")).isInstanceOf(Fresh.class);
    assertThat(site.targets()).containsExactly("/busy", "/feed");
    now = now.plus(Duration.ofMinutes(110));
    assertThat(get("a.test", "/feed")).isInstanceOf(Fresh.class);
  }

  @Test
  void aRedirectHoldsTheHostThatAskedForIt() {
    site.page("/a", "302 Found\nLocation: http://b.test:" + site.port() + "/busy", "");
    site.page("/busy", "429 Slow down\nRetry-After: 7200", "");
    assertThat(get("a.test", "/a")).isEqualTo(new Held(429, Duration.ofHours(2), true));
    assertThat(get("a.test", "/feed")).isInstanceOf(Fresh.class);
    assertThat(get("b.test", "/feed")).isEqualTo(new Held(429, Duration.ofHours(2), false));
    assertThat(get("a.test", "/a"))
        .as("a.test was asked, and has answered")
        .isEqualTo(new Held(429, Duration.ofHours(2), true));
    assertThat(site.targets()).containsExactly("/a", "/busy", "/feed", "/a");
  }

  @Test
  void holdsOutliveTheProgram() {
    site.page("/busy", "503 Busy\nRetry-After: 99999999", "");
    get("a.test", "/busy");
    List<Hold> holds = fetcher.holds();
    assertThat(holds).containsExactly(new Hold("a.test", 503, now.plus(Duration.ofDays(7))));

    now = now.plus(Duration.ofDays(1));
    try (Fetcher next =
        new Fetcher(
            FetchSettings.of("Test/1.0", List.of(Cidr.parse("127.0.0.1"))),
            () -> now,
            host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")})) {
      next.hold(holds);
      assertThat(next.holds()).isEqualTo(holds);
      String feed = ":" + site.port() + "/feed";
      assertThat(next.fetch("http://a.test" + feed, Validators.NONE))
          .isEqualTo(new Held(503, Duration.ofDays(6), false));
      assertThat(next.fetch("http://b.test" + feed, Validators.NONE)).isInstanceOf(Fresh.class);
    }
  }

  @Test
  void aDateIsReadByOurClock() {
    site.page("/busy", "503 Busy\nRetry-After: Sun, 22 Nov 2026 14:30:00 GMT", "");
    assertThat(get("a.test", "/busy")).isEqualTo(new Held(503, Duration.ofMinutes(150)));
  }

  @Test
  void withoutATimeItIsAnHour() {
    site.page("/busy", "503 Busy", "");
    assertThat(get("a.test", "/busy")).isEqualTo(new Held(503, null));
    now = now.plus(Duration.ofMinutes(59));
    assertThat(get("a.test", "/feed")).isEqualTo(new Held(503, Duration.ofMinutes(1), false));
    now = now.plus(Duration.ofMinutes(1));
    assertThat(get("a.test", "/feed")).isInstanceOf(Fresh.class);
  }

  @Test
  void aShortTimeHoldsForAnHourAllTheSame() {
    site.page("/busy", "429 Slow down\nRetry-After: 5", "");
    assertThat(get("a.test", "/busy")).isEqualTo(new Held(429, Duration.ofSeconds(5)));
    now = now.plus(Duration.ofMinutes(59));
    assertThat(get("a.test", "/feed")).isInstanceOf(Held.class);
  }
}
