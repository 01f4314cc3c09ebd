package orrery;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.Scene.BEGIN;
import static orrery.Scene.STEP;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Cycle.Ask;
import orrery.Host.Answer;
import orrery.Host.Asked;
import orrery.config.ConfigException;
import orrery.store.Store;
import orrery.store.StoreException;

/** Clocks that jump, programs that start again, and configs that change: nobody is asked more. */
class ClockScenesTest extends Scenes {
  /** Feeds with all kinds of fates. */
  private List<String> feeds() {
    List<String> urls = new ArrayList<>();
    urls.add(feed("/4h", ofHours(4)));
    urls.add(feed("/daily", ofDays(1)));
    urls.add(feed("/rare", ofDays(90)));
    urls.add(
        scene.list(
            host.page("/fresh", Blog.every(ofHours(4)).saying("Cache-Control: max-age=36000"))));
    urls.add(feed("/none", asked -> Answer.of(404)));
    urls.add(
        scene.list(
            scene.host("127.0.0.2").page("/busy", a -> Answer.of(503, "Retry-After: 7200"))));
    return urls;
  }

  // Restarts -----------------------------------------------------------------------------------

  @Test
  void whatIsKnownSurvivesInTheDataDirectory() throws IOException, ConfigException, StoreException {
    String url = feed("/feed", ofHours(4));
    for (int i = 0; i < 30; i++) {
      Path config = scene.config("feeds.ini", "site", Map.of(url, "name = A\n"));
      Setup setup = Setup.load(List.of(config), null, null);
      try (Store store = setup.open(Store.Sharing.ALONE)) {
        new Cycle(store, setup.planets(), scene.clock(), Progress.NONE).run(Ask.DUE);
      }
      scene.now = scene.now.plus(STEP);
    }
    assertThat(host.asked()).hasSizeBetween(2, 3);
    assertThat(host.asked().get(1).header("If-None-Match")).isNotNull();
    assertThat(Scene.gaps(host.asked()))
        .allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(ofHours(2)));
  }

  @Test
  void manyStartsWithinAnHourAskOnce() {
    feed("/feed", ofMinutes(1));
    for (int i = 0; i < 60; i++) {
      scene.cycle();
      scene.now = scene.now.plusSeconds(59);
    }
    assertThat(host.asked()).hasSize(1);
  }

  @Test
  void afterALongPauseEveryFeedIsAskedOnce() {
    feeds();
    scene.cycle();
    scene.now = scene.now.plus(ofDays(60));
    scene.cycle();
    scene.cycle();
    assertThat(host.asked()).hasSize(10);
  }

  // Jumps --------------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"PT10M", "PT1H", "PT5H", "P1D", "P30D", "P14600D"})
  void aClockThatJumpsBackCausesNoBurstAndForgetsNobody(Duration jump) {
    List<String> urls = feeds();
    scene.live(ofDays(1));
    Instant real = scene.now;
    Map<String, Integer> before = counts(urls);
    long dueAnyway =
        urls.stream()
            .map(url -> scene.time(url, "next_attempt"))
            .filter(next -> next != null && next.isBefore(real.plus(ofMinutes(50))))
            .count();
    scene.now = real.minus(jump);
    Instant jumped = scene.now;
    scene.everyStep(ofMinutes(50));
    assertThat((long) sum(counts(urls)) - sum(before)).isLessThanOrEqualTo(dueAnyway);
    scene.live(ofDays(3));

    for (String url : urls) {
      List<Asked> since = asked(url).subList(before.getOrDefault(url, 0), asked(url).size());
      assertThat(since).as("after the jump, %s", url).isNotEmpty();
      assertThat(since.getFirst().time())
          .as("within a day, and not within an hour of a request by the clock as it was: %s", url)
          .isBetween(jumped, jumped.plus(ofHours(25)).plus(STEP));
      assertThat(Scene.gaps(since))
          .as(url)
          .allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(ofHours(1)));
    }
  }

  private List<Asked> asked(String url) {
    return scene.asked(url);
  }

  private Map<String, Integer> counts(List<String> urls) {
    return urls.stream()
        .collect(java.util.stream.Collectors.toMap(url -> url, url -> asked(url).size()));
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(n -> n).sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT5H", "P365D"})
  void aClockThatJumpsForthAndBackAsksOnceMoreAtMost(Duration jump) {
    List<String> urls = feeds();
    scene.live(ofDays(1));
    Map<String, Integer> before = counts(urls);
    Instant real = scene.now;
    scene.now = real.plus(jump);
    scene.everyStep(STEP);
    scene.now = real.plus(STEP);
    scene.everyStep(ofMinutes(40));

    Map<String, Integer> after = counts(urls);
    urls.forEach(
        url ->
            assertThat(after.getOrDefault(url, 0) - before.getOrDefault(url, 0))
                .as(url)
                .isLessThanOrEqualTo(1));
    Instant right = scene.now;
    scene.live(ofDays(2));
    for (String url : urls) {
      List<Asked> since = asked(url).subList(after.getOrDefault(url, 0), asked(url).size());
      assertThat(since).as("not forgotten: %s", url).isNotEmpty();
      assertThat(since.getFirst().time()).isBefore(right.plus(ofDays(1)).plus(STEP));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"P30D", "P14600D"})
  void aClockThatWasWrongForAMomentChangesNothing(Duration jump) {
    String url = feed("/rare", ofDays(90));
    scene.live(ofDays(1));
    int asked = host.asked().size();
    Instant next = requireNonNull(scene.time(url, "next_attempt"));
    Instant real = scene.now;
    scene.now = real.minus(jump);
    scene.cycle();
    scene.now = real.plus(STEP);
    while (scene.now.isBefore(next)) {
      scene.cycle();
      scene.now = scene.now.plus(STEP);
    }
    assertThat(host.asked()).as("asked before %s", next).hasSize(asked);
    scene.now = next.plus(ofDays(1));
    scene.cycle();
    assertThat(host.asked()).hasSize(asked + 1);
  }

  @ParameterizedTest
  @CsvSource({"PT1H", "P30D", "P14600D"})
  void aClockThatKeepsJumpingAsksNobodyTwiceWithinAnHour(Duration jump) {
    feed("/feed", ofMinutes(30));
    List<Integer> counts = new ArrayList<>();
    for (int step = 0; step < 72; step++) { // twelve hours
      scene.now = BEGIN.plus(STEP.multipliedBy(step)).minus(step % 2 == 0 ? Duration.ZERO : jump);
      scene.cycle();
      counts.add(host.asked().size());
    }
    for (int step = 6; step < counts.size(); step++) {
      assertThat(counts.get(step) - counts.get(step - 6)).isLessThanOrEqualTo(1);
    }
    assertThat(counts.getLast()).isBetween(3, 12);
  }

  // Configs ------------------------------------------------------------------------------------

  @Test
  void twoPlanetsAskAFeedOnce() {
    String url = feed("/feed", ofHours(4));
    Map<String, String> listed = Map.of(url, "name = A\n");
    Path one = scene.config("one.ini", "site", listed);
    Path two = scene.config("two.ini", "other", listed);
    scene.cycle(Ask.DUE, List.of(one, two));
    scene.now = scene.now.plus(STEP);
    scene.cycle(Ask.DUE, List.of(two, one));
    assertThat(host.asked()).hasSize(1);
    scene.cycle(Ask.DUE, List.of(two));
    scene.cycle(Ask.DUE, List.of(one));
    assertThat(host.asked()).as("each on its own").hasSize(1);
    assertThat(folder.resolve("other/index.html")).content().contains("Of 2026-11-23");
  }

  @Test
  void aFeedThatIsStruckAndListedAgainIsNotAskedBeforeItsTime() {
    String url = feed("/feed", ofHours(8));
    scene.cycle();
    scene.strike(url);
    scene.now = scene.now.plus(STEP);
    scene.cycle();
    scene.list(url);
    scene.everyStep(ofHours(3));
    assertThat(host.asked()).hasSize(1);
    scene.everyStep(ofHours(2));
    assertThat(host.asked()).hasSize(2);
    assertThat(host.asked().getLast().header("If-None-Match")).isNotNull();
  }

  @Test
  void whoEditsFeedsIniAsksNobody() {
    String url = feed("/feed", ofHours(8));
    scene.cycle();
    scene.now = scene.now.plus(STEP);
    scene.write(url, "face = https://blog.example/face.png");
    scene.write("items_per_page = 5");
    scene.write("exclude = nothing at all");
    scene.cycle();
    assertThat(host.asked()).hasSize(1);
  }

  @Test
  void aNewFeedIsAskedAtOnceAndAlone() {
    feed("/feed", ofHours(8));
    scene.cycle();
    scene.now = scene.now.plus(STEP);
    String late = feed("/late", ofHours(8));
    scene.cycle();
    assertThat(host.asked("/feed")).hasSize(1);
    assertThat(host.asked("/late")).hasSize(1);
    assertThat(scene.state(late)).isEqualTo("ok");
  }

  @Test
  void afterAllItIsWaitedFromThen() {
    String url = feed("/feed", ofHours(8));
    scene.cycle();
    scene.now = BEGIN.plus(ofHours(3));
    scene.cycle(Ask.ALL);
    assertThat(host.asked()).hasSize(2);
    assertThat(scene.time(url, "last_attempt")).isEqualTo(scene.now);
    scene.everyStep(ofHours(4));
    assertThat(host.asked()).hasSize(2);
  }

  @Test
  void statusJsonSaysWhenTheLastAndTheNextCycleIs() {
    String url = feed("/feed", ofHours(8));
    scene.cycle();
    assertThat(scene.status().get("last_cycle").asString()).isEqualTo("2026-11-23T00:00:00Z");
    assertThat(scene.status().get("next_cycle").asString()).isEqualTo("2026-11-23T00:10:00Z");
    assertThat(scene.time(url, "last_attempt")).isEqualTo(BEGIN);
    assertThat(scene.time(url, "last_success")).isEqualTo(BEGIN);
    assertThat(scene.time(url, "failing_since")).isNull();
    assertThat(scene.status(url).get("http_status").asInt()).isEqualTo(200);
    scene.now = BEGIN.plus(ofHours(6));
    scene.cycle();
    assertThat(scene.status().get("last_cycle").asString()).isEqualTo("2026-11-23T06:00:00Z");
    assertThat(scene.status(url).get("http_status").asInt()).isEqualTo(304);
    assertThat(scene.time(url, "last_success")).isEqualTo(scene.now);
  }
}
