package orrery;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.Scene.BEGIN;
import static orrery.Scene.STEP;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Cycle.Ask;
import orrery.Host.Answer;
import orrery.Host.Asked;

/** A server that asks one feed to wait means all of its feeds, in later cycles too. */
class HoldScenesTest extends Scenes {
  /** When {@code /busy} asks to wait. */
  private static final Instant BUSY = BEGIN.plus(ofHours(1));

  /** A feed of the host that was fine, and asks at the next cycle for so much time. */
  private String busy(int status, String... headers) {
    return feed("/busy", asked -> Answer.of(status, headers));
  }

  /** Feeds that are asked hourly; an hour later a new one of their host asks to wait. */
  private void hold(int status, String... headers) {
    feed("/one", ofHours(1));
    feed("/two", ofHours(2));
    scene.list(scene.host("127.0.0.2").page("/elsewhere", Blog.every(ofHours(1))));
    scene.cycle();
    scene.now = BUSY;
    busy(status, headers);
    scene.cycle();
  }

  private List<Asked> since(String path, Instant time) {
    return host.asked(path).stream().filter(a -> a.time().isAfter(time)).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void theWholeHostIsLeftAloneAndNoOther(int status) {
    hold(status, "Retry-After: 18000");
    String elsewhere = scene.status().get("feeds").get(2).get("url").asString();
    scene.now = BUSY.plus(STEP);
    scene.live(ofHours(5).minus(STEP));

    for (String path : List.of("/busy", "/one", "/two")) {
      assertThat(since(path, BUSY)).as(path).isEmpty();
    }
    assertThat(scene.asked(elsewhere)).hasSizeGreaterThan(4);
    scene.live(ofHours(2));
    for (String path : List.of("/busy", "/one", "/two")) {
      assertThat(since(path, BUSY)).as(path).isNotEmpty();
    }
  }

  @Test
  void withoutATimeTheHostHasAnHour() {
    hold(503);
    scene.everyStep(Duration.ofMinutes(60));
    assertThat(host.asked().stream().filter(a -> a.time().isAfter(BUSY))).isEmpty();
    scene.live(ofHours(2));
    assertThat(since("/one", BUSY)).isNotEmpty();
  }

  @Test
  void allDoesNotAskAHostThatAsksToWait() {
    hold(429, "Retry-After: 18000");
    for (int i = 1; i < 30; i++) {
      scene.now = BUSY.plus(STEP.multipliedBy(i));
      scene.cycle(Ask.ALL);
    }
    assertThat(host.asked().stream().filter(a -> a.time().isAfter(BUSY))).isEmpty();
    scene.now = BUSY.plus(ofHours(5));
    scene.cycle(Ask.ALL);
    assertThat(since("/one", BUSY)).isNotEmpty();
  }

  @Test
  void feedsThatOnlyWaitDoNotFail() {
    hold(429, "Retry-After: 86400");
    scene.live(ofHours(20));
    for (String url : List.of(host.url("/one"), host.url("/two"))) {
      assertThat(scene.state(url)).isEqualTo("ok");
      assertThat(scene.time(url, "failing_since")).isNull();
      assertThat(scene.time(url, "next_attempt")).isAfterOrEqualTo(BUSY.plus(ofDays(1)));
    }
    assertThat(scene.state(host.url("/busy"))).isEqualTo("failing");
  }

  @Test
  void feedsInLineBehindTheOneThatIsToldToWaitAreNotAsked() {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      urls.add(feed("/" + i, a -> Answer.of(429, "Retry-After: 7200")));
    }
    scene.cycle();
    assertThat(host.asked().size()).as("two connections").isLessThanOrEqualTo(2);
    for (String url : urls) {
      boolean asked = !scene.asked(url).isEmpty();
      assertThat(scene.time(url, "last_attempt")).as(url).isEqualTo(asked ? BEGIN : null);
      assertThat(scene.state(url)).as(url).isEqualTo(asked ? "failing" : "waiting");
    }
  }

  @Test
  void aNewFeedOfAHostThatAsksToWaitWaitsToo() {
    hold(429, "Retry-After: 18000");
    scene.now = BUSY.plus(STEP);
    String late = feed("/late", ofHours(1));
    scene.cycle();
    assertThat(host.asked("/late")).isEmpty();
    assertThat(scene.state(late)).isEqualTo("waiting");
    scene.now = BUSY.plus(ofHours(5)).plus(STEP);
    scene.everyStep(ofHours(2));
    assertThat(host.asked("/late")).isNotEmpty();
  }

  @Test
  void aHostIsNotHeldForeverByAnAbsurdTime() {
    hold(503, "Retry-After: 99999999999");
    scene.now = BUSY.plus(ofDays(7)).plus(STEP);
    scene.everyStep(ofHours(2));
    assertThat(since("/one", BUSY)).isNotEmpty();
  }

  @Test
  void aClockThatJumpsBackDoesNotHoldAHostLonger() {
    hold(429, "Retry-After: 18000");
    scene.now = BUSY.minus(ofDays(14600));
    Instant jumped = scene.now;
    int before = host.asked().size();
    scene.everyStep(ofHours(4));
    assertThat(host.asked()).hasSize(before);
    scene.everyStep(ofHours(4));
    assertThat(host.asked("/one").getLast().time())
        .isBetween(jumped.plus(ofHours(5)), jumped.plus(ofHours(8)));
  }

  @Test
  void theHostToWhichAFeedIsRedirectedIsTheOneThatIsHeld() {
    Host target = scene.host("127.0.0.2");
    String there = scene.list(target.page("/there", Blog.every(ofHours(1))));
    target.page("/busy", asked -> Answer.of(503, "Retry-After: 18000"));
    feed("/one", ofHours(1));
    scene.cycle();
    scene.now = BUSY;
    feed("/moved", a -> Answer.of(302, "Location: " + target.url("/busy")));
    scene.cycle();
    int asked = scene.asked(there).size();
    scene.now = BUSY.plus(STEP);
    scene.everyStep(ofHours(4));
    assertThat(scene.asked(there)).hasSize(asked);
    assertThat(since("/one", BUSY)).isNotEmpty();
  }

  @Test
  void aFeedThatAlwaysAsksToWaitDoesNotStarveItsNeighbours() {
    busy(429, "Retry-After: 86400");
    for (int i = 0; i < 6; i++) {
      feed("/" + i, ofHours(8));
    }
    scene.live(ofDays(8));
    for (int i = 0; i < 6; i++) {
      assertThat(host.asked("/" + i)).as("feed %d", i).hasSizeGreaterThan(4);
    }
  }
}
