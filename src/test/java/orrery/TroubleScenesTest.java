package orrery;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.Scene.BEGIN;
import static orrery.Scene.STEP;
import static orrery.Scene.gaps;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Cycle.Ask;
import orrery.Host.Answer;
import orrery.Host.Asked;

/** What becomes of feeds that do not answer well, as their publishers and readers see it. */
class TroubleScenesTest extends Scenes {
  /** A day's length of waits, spread. */
  private static void about(Duration wait, Duration least) {
    assertThat(wait).isBetween(least, least.multipliedBy(5).dividedBy(4).plus(STEP));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 500, 502})
  void aFeedThatFailsIsAskedLessAndLessButNeverGivenUp(int status) {
    String url = feed(asked -> Answer.of(status));
    scene.live(ofDays(200));

    List<Duration> gaps = gaps(host.asked());
    for (int i = 0; i < 5; i++) {
      about(gaps.get(i), ofHours(1L << i));
    }
    assertThat(gaps.subList(5, 12))
        .allSatisfy(gap -> assertThat(gap).isBetween(ofHours(19), ofDays(1).plus(STEP)));
    assertThat(gaps.subList(12, gaps.size()))
        .hasSizeGreaterThan(24)
        .allSatisfy(gap -> assertThat(gap).isBetween(ofDays(5), ofDays(7).plus(STEP)));
    assertThat(scene.state(url)).isEqualTo("failing");
    assertThat(scene.time(url, "failing_since")).isEqualTo(BEGIN);
    assertThat(scene.time(url, "last_success")).isNull();
    assertThat(scene.status(url).get("http_status").asInt()).isEqualTo(status);
    assertThat(scene.status(url).get("error").asString()).contains(Integer.toString(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refused", "tls", "login", "empty", "short", "not http", "loop"})
  void soIsOneThatCannotBeReachedOrUnderstood(String how) throws IOException {
    host.page("/login", asked -> Answer.ok("<!doctype html><title>Log in</title><p>Log in."));
    host.page("/empty", asked -> Answer.ok(""));
    host.page("/short", asked -> Answer.ok(Blog.rss("", List.of()), "Content-Length: 9999"));
    host.page("/not http", asked -> Answer.of(200));
    host.page("/loop", asked -> Answer.of(302, "Location: /loop"));
    String url =
        scene.list(
            switch (how) {
              case "refused" -> "http://127.0.0.1:" + closedPort() + "/feed";
              case "tls" -> host.url("/feed").replace("http:", "https:");
              case "not http" -> "gopher://127.0.0.1/feed";
              default -> host.url("/" + how);
            });
    if (how.equals("not http")) {
      scene.strike(url); // feeds.ini takes no such address
      url = feed("/elsewhere", asked -> Answer.of(302, "Location: gopher://x/"));
    }
    scene.cycle();
    about(scene.wait(url), ofHours(1));
    assertThat(scene.state(url)).isEqualTo("failing");
    assertThat(scene.status(url).get("error").asString()).isNotBlank();
    scene.live(ofDays(4));
    assertThat(scene.wait(url)).isBetween(ofHours(19), ofDays(1));
    assertThat(scene.time(url, "failing_since")).isEqualTo(BEGIN);
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aServerThatSaysNothingIsGivenUpInTimeAndAskedLater() {
    scene.write("feed_timeout = 1");
    var over = new CountDownLatch(1);
    String url =
        feed(
            asked -> {
              try {
                over.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return Answer.of(200);
            });
    scene.cycle();
    over.countDown();
    assertThat(scene.state(url)).isEqualTo("failing");
    about(scene.wait(url), ofHours(1));
  }

  @Test
  void aFeedKeepsItsPostsWhileItFailsAndItsPageSaysSinceWhen() {
    Instant broken = BEGIN.plus(ofDays(2));
    Blog blog = Blog.until(BEGIN, ofHours(8));
    String url = feed(a -> a.time().isBefore(broken) ? blog.answer(a) : Answer.of(404));
    scene.live(ofDays(60));

    Instant since = scene.time(url, "failing_since");
    assertThat(since).isBetween(broken, broken.plus(ofDays(1)));
    assertThat(scene.time(url, "last_success")).isBefore(broken);
    assertThat(scene.status(url).get("entries").asInt()).isEqualTo(10);
    assertThat(scene.page("index.html")).contains("Of 2026-11-23T00:00:00Z");
    String page = scene.page("blog/" + blogPage());
    assertThat(page).contains("has not answered well", "2026-11-25", "404");
  }

  private String blogPage() {
    String[] pages =
        folder.resolve("site/blog").toFile().list((blogs, name) -> name.endsWith(".html"));
    assertThat(pages).hasSize(1);
    return pages[0];
  }

  @Test
  void whoRecoversIsAskedAsIfNothingHadBeen() {
    Instant back = BEGIN.plus(ofDays(20));
    Instant again = BEGIN.plus(ofDays(30));
    Blog blog = Blog.every(ofHours(4));
    String url =
        feed(
            a ->
                a.time().isBefore(back) || !a.time().isBefore(again)
                    ? Answer.of(500)
                    : blog.answer(a));
    scene.live(ofDays(30));
    assertThat(scene.state(url)).isEqualTo("ok");
    assertThat(scene.time(url, "failing_since")).isNull();
    assertThat(scene.status(url).get("error").isNull()).isTrue();
    assertThat(scene.wait(url)).isBetween(ofHours(2), ofMinutes(150));
    List<Asked> well = host.asked().stream().filter(a -> !a.time().isBefore(back)).toList();
    assertThat(well.getFirst().time()).isBefore(back.plus(ofDays(7)).plus(STEP));

    scene.live(ofHours(4));
    List<Duration> gaps =
        gaps(host.asked().stream().filter(a -> !a.time().isBefore(again)).toList());
    about(gaps.getFirst(), ofHours(1));
    assertThat(scene.time(url, "failing_since")).isBetween(again, again.plus(ofHours(3)));
  }

  @Test
  void whatIsGoneIsNeverAskedAgainAndSaidSo() {
    Blog blog = Blog.every(ofHours(4));
    String url = feed(a -> a.time().equals(BEGIN) ? blog.answer(a) : Answer.of(410));
    scene.live(ofDays(1));
    assertThat(host.asked()).hasSize(2);

    scene.live(ofDays(400));
    scene.cycle(Ask.ALL);
    scene.now = scene.now.minus(ofDays(1000));
    scene.cycle();
    scene.cycle(Ask.ALL);
    assertThat(host.asked()).hasSize(2);
    assertThat(scene.state(url)).isEqualTo("gone");
    assertThat(scene.time(url, "next_attempt")).isNull();
    assertThat(scene.status(url).get("http_status").asInt()).isEqualTo(410);
    assertThat(scene.status(url).get("error").asString()).contains("410");
    assertThat(scene.page("index.html")).contains("Of 2026-11-23T00:00:00Z");
    assertThat(scene.page("blogs.html")).contains("gone");
  }

  // To wait ------------------------------------------------------------------------------------

  private String held(int status, String... headers) {
    return feed(Blog.first(asked -> Answer.of(status, headers), Blog.every(ofHours(4))));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void whoAsksForThreeHoursHasThem(int status) {
    String url = held(status, "Retry-After: 10800");
    scene.live(ofHours(5));

    about(gaps(host.asked()).getFirst(), ofHours(3));
    assertThat(host.asked()).hasSize(2);
    assertThat(scene.state(url)).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mon, 23 Nov 2026 03:00:00 GMT",
        "Monday, 23-Nov-26 03:00:00 GMT",
        "Mon Nov 23 03:00:00 2026",
      })
  void whoNamesATimeIsLeftAloneUntilThen(String date) {
    String url = held(429, "Retry-After: " + date);
    scene.cycle();
    about(scene.wait(url), ofHours(3));
    assertThat(scene.status(url).get("http_status").asInt()).isEqualTo(429);
    scene.live(ofHours(5));
    about(gaps(host.asked()).getFirst(), ofHours(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "5", "-1", "soon", "Mon, 23 Nov 2020 00:00:00 GMT"})
  void withoutAUsefulTimeItIsAnHourAtLeast(String time) {
    held(429, time.isEmpty() ? "X: y" : "Retry-After: " + time);
    scene.live(ofHours(3));
    about(gaps(host.asked()).getFirst(), ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"31536000", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
  void anAbsurdTimeIsAWeekAtMost(String time) {
    String url = held(503, "Retry-After: " + time);
    scene.cycle();
    scene.now = scene.now.plus(ofDays(2));
    scene.cycle(Ask.ALL);
    assertThat(host.asked()).as("--all waits too").hasSize(1);
    assertThat(scene.wait(url)).isBetween(ofDays(2), ofDays(7));
    scene.now = BEGIN.plus(ofDays(7)).plus(STEP);
    scene.cycle(Ask.ALL);
    assertThat(host.asked()).hasSize(2);
    assertThat(scene.state(url)).isEqualTo("ok");
  }

  @Test
  void allAsksWhomIsNotDueButNotWhomAsksToWait() {
    held(429, "Retry-After: 10800");
    Host other = scene.host("127.0.0.2");
    scene.list(other.page("/other", Blog.every(ofDays(2))));
    scene.cycle();
    for (int i = 1; i < 18; i++) {
      scene.now = BEGIN.plus(STEP.multipliedBy(i));
      scene.cycle(Ask.ALL);
    }
    assertThat(host.asked()).hasSize(1);
    assertThat(other.asked()).hasSize(18);
    scene.now = BEGIN.plus(ofHours(3));
    scene.cycle(Ask.ALL);
    assertThat(host.asked()).hasSize(2);
  }

  @Test
  void whoKeepsAskingToWaitIsAskedLessAndLess() {
    feed(asked -> Answer.of(503));
    scene.live(ofDays(60));
    List<Duration> gaps = gaps(host.asked());
    for (int i = 0; i < 5; i++) {
      about(gaps.get(i), ofHours(1L << i));
    }
    assertThat(gaps.getLast()).isBetween(ofDays(5), ofDays(7).plus(STEP));
  }

  // Silence ----------------------------------------------------------------------------------

  @Test
  void aBlogWithoutPostsForLongIsInactiveAndAskedAllTheSame() {
    scene.write("activity_threshold = 30");
    Instant awake = BEGIN.plus(ofDays(80));
    String url =
        feed(
            a ->
                (a.time().isBefore(awake) ? Blog.until(BEGIN, ofDays(3)) : Blog.every(ofDays(3)))
                    .answer(a));
    scene.live(ofDays(25));
    assertThat(scene.state(url)).isEqualTo("ok");
    scene.live(ofDays(54));
    assertThat(scene.state(url)).isEqualTo("inactive");
    assertThat(scene.page("blogs.html")).contains("inactive");
    assertThat(gaps(host.asked()))
        .allSatisfy(gap -> assertThat(gap).isBetween(ofHours(19), ofDays(1).plus(STEP)));
    scene.live(ofDays(5));
    assertThat(scene.state(url)).isEqualTo("ok");
  }
}
