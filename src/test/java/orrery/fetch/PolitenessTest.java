package orrery.fetch;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Failed;
import orrery.feed.Fetched.Gone;
import orrery.feed.Fetched.Held;
import orrery.feed.Fetched.NotModified;
import orrery.feed.Fetched.Refused;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;
import orrery.feed.Pace;
import orrery.fetch.Politeness.History;
import orrery.fetch.Politeness.Rhythm;

class PolitenessTest {
  /** A Sunday. */
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static final Fetched SAME = same(null);
  private static final Fetched FAILED = new Failed(Stage.STATUS, 404, "x");

  private static Fetched same(@Nullable Duration maxAge) {
    return new NotModified(new Validators("\"x\"", null), maxAge, null);
  }

  private static History history(int failures, @Nullable Duration gap, Pace pace) {
    return new History("https://example.org/feed", NOON, failures, rhythm(gap), false, pace);
  }

  /** Of a feed whose newest post has just come. */
  private static Rhythm rhythm(@Nullable Duration gap) {
    return gap == null ? Rhythm.UNKNOWN : new Rhythm(gap, NOON);
  }

  private static Duration wait(Fetched last, int failures, @Nullable Duration gap, Pace pace) {
    Instant next = Politeness.next(last, history(failures, gap, pace));
    assertThat(next).isNotNull();
    return Duration.between(NOON, next);
  }

  private static Duration wait(Fetched last, @Nullable Duration gap) {
    return wait(last, 0, gap, Pace.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "PT1M, PT1H, PT75M",
    "PT2H, PT1H, PT75M",
    "PT10H, PT5H, PT375M",
    "PT48H, PT18H, PT24H",
    "P3650D, PT18H, PT24H",
  })
  void halfTheGapBetweenAnHourAndADay(Duration gap, Duration least, Duration most) {
    for (int i = 0; i < 100; i++) {
      History history =
          new History("https://" + i + ".example/", NOON, 0, rhythm(gap), false, Pace.NONE);
      assertThat(Politeness.next(SAME, history)).isBetween(NOON.plus(least), NOON.plus(most));
    }
  }

  @Test
  void feedsAskedTogetherDriftApartAlwaysTheSameWay() {
    Set<Instant> times =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    new History(
                        "https://" + i + ".example/",
                        NOON,
                        0,
                        rhythm(ofHours(8)),
                        false,
                        Pace.NONE))
            .map(h -> Politeness.next(SAME, h))
            .collect(Collectors.toSet());
    assertThat(times).hasSizeGreaterThan(90);
    assertThat(wait(SAME, ofHours(8))).isEqualTo(wait(SAME, ofHours(8)));
  }

  @Test
  void withoutValidatorsTheWaitIsLonger() {
    Fetched bare = new NotModified(Validators.NONE, null, null);
    assertThat(wait(bare, ofHours(8))).isBetween(ofHours(8), ofHours(10));
    assertThat(wait(bare, ofDays(300))).isBetween(ofHours(18), ofHours(24));
  }

  @Test
  void whoIsToldOfNewsAsksOnceADay() {
    History told =
        new History("https://example.org/feed", NOON, 0, rhythm(ofHours(2)), true, Pace.NONE);
    assertThat(Politeness.next(SAME, told)).isBetween(NOON.plus(ofHours(18)), NOON.plus(ofDays(1)));
    History failing =
        new History("https://example.org/feed", NOON, 1, rhythm(ofHours(2)), true, Pace.NONE);
    assertThat(Politeness.next(FAILED, failing)).isBefore(NOON.plus(ofHours(2)));
  }

  @Test
  void hintsOnlyLengthenAndAreCapped() {
    assertThat(wait(same(ofMinutes(5)), ofHours(8))).isEqualTo(wait(SAME, ofHours(8)));
    assertThat(wait(same(ofHours(30)), ofHours(8))).isBetween(ofHours(30), ofMinutes(2250));
    assertThat(wait(same(ofDays(365)), ofHours(8))).isEqualTo(ofHours(48));
    Pace ttl = new Pace(ofHours(20), Set.of(), Set.of());
    assertThat(wait(SAME, 0, ofHours(8), ttl)).isBetween(ofHours(20), ofHours(25));
    assertThat(wait(same(ofHours(30)), 0, ofHours(8), ttl)).isBetween(ofHours(30), ofMinutes(2250));
  }

  @Test
  void hoursAndDaysOfRestAreKept() {
    Pace nights = new Pace(null, Set.of(12, 13, 14, 15, 16, 17, 18, 19), Set.of());
    Instant next = Politeness.next(SAME, history(0, ofHours(2), nights));
    assertThat(next).isBetween(NOON.plus(ofHours(8)), NOON.plus(ofHours(9)));
    Pace sundays = new Pace(null, Set.of(), Set.of(DayOfWeek.SUNDAY));
    assertThat(Politeness.next(FAILED, history(1, null, sundays)))
        .isBetween(NOON.plus(ofHours(12)), NOON.plus(ofHours(13)));
  }

  @Test
  void aFeedThatNeverWantsToBeAskedIsAskedEveryOtherDay() {
    Pace never =
        new Pace(
            null,
            IntStream.range(0, 24).boxed().collect(Collectors.toSet()),
            EnumSet.allOf(DayOfWeek.class));
    assertThat(wait(SAME, 0, ofHours(2), never)).isEqualTo(ofHours(48));
  }

  @Test
  void aCycleThatComesLateKeepsTheRestToo() {
    Pace nights = new Pace(null, Set.of(12, 13), Set.of());
    Instant asked = NOON.minus(ofHours(3));
    assertThat(Politeness.rests(NOON, asked, nights)).isTrue();
    assertThat(Politeness.rests(NOON.plus(ofHours(2)), asked, nights)).isFalse();
    assertThat(Politeness.rests(NOON, NOON.minus(ofHours(49)), nights)).isFalse();
    Pace sundays = new Pace(null, Set.of(), Set.of(DayOfWeek.SUNDAY));
    assertThat(Politeness.rests(NOON, asked, sundays)).isTrue();
    assertThat(Politeness.rests(NOON, asked, Pace.NONE)).isFalse();
  }

  @Test
  void failuresBackOffToADayAndThenAWeek() {
    List<Duration> waits =
        IntStream.rangeClosed(1, 20).mapToObj(n -> wait(FAILED, n, ofHours(2), Pace.NONE)).toList();
    for (int n = 0; n < 5; n++) {
      assertThat(waits.get(n)).isBetween(ofHours(1L << n), ofMinutes(75L << n));
    }
    assertThat(waits.subList(5, 12))
        .allSatisfy(w -> assertThat(w).isBetween(ofHours(18), ofDays(1)));
    assertThat(waits.subList(12, 20))
        .allSatisfy(w -> assertThat(w).isBetween(ofDays(5), ofDays(7)));
    assertThat(wait(FAILED, Integer.MAX_VALUE, null, Pace.NONE)).isLessThanOrEqualTo(ofDays(7));
    assertThat(wait(new Refused("x"), 1, null, Pace.NONE)).isEqualTo(waits.getFirst());
  }

  @Test
  void whoAsksToWaitIsObeyedForAtLeastAnHour() {
    assertThat(wait(new Held(503, null), 1, null, Pace.NONE)).isBetween(ofHours(1), ofMinutes(75));
    assertThat(wait(new Held(429, ofMinutes(1)), 1, null, Pace.NONE))
        .isBetween(ofHours(1), ofMinutes(75));
    assertThat(wait(new Held(429, ofHours(30)), 1, null, Pace.NONE)).isEqualTo(ofHours(30));
    assertThat(wait(new Held(429, ofDays(3000)), 1, null, Pace.NONE)).isEqualTo(ofDays(7));
    assertThat(wait(new Held(503, null), 4, null, Pace.NONE)).isGreaterThanOrEqualTo(ofHours(8));
  }

  @Test
  void whatIsGoneIsNotAskedAgain() {
    assertThat(Politeness.next(new Gone(), history(1, null, Pace.NONE))).isNull();
    assertThat(Politeness.due(NOON.plus(ofDays(9999)), NOON, null)).isFalse();
  }

  @Test
  void aFeedIsDueWhenItsTimeHasComeButNotWithinTheHour() {
    assertThat(Politeness.due(NOON, null, null)).isTrue();
    assertThat(Politeness.due(NOON, NOON.minus(ofHours(3)), NOON)).isTrue();
    assertThat(Politeness.due(NOON, NOON.minus(ofHours(3)), NOON.plusSeconds(1))).isFalse();
    assertThat(Politeness.due(NOON, NOON.minus(ofMinutes(59)), NOON.minusSeconds(1))).isFalse();
  }

  @Test
  void aClockThatIsSetRightAgainCausesNoSecondRequest() {
    Instant waits = NOON.minus(ofDays(30)); // the clock was set back, and the feed waits since
    assertThat(Politeness.due(waits.plus(ofHours(2)), NOON, waits.plus(ofHours(2)))).isTrue();
    assertThat(Politeness.due(NOON.plus(ofMinutes(20)), NOON, waits.plus(ofHours(2)))).isFalse();
    assertThat(Politeness.due(NOON.plus(ofHours(1)), NOON, waits.plus(ofHours(2)))).isTrue();
  }

  @Test
  void theRhythmIsThatOfTheNewestPosts() {
    assertThat(Politeness.rhythm(List.of(), NOON)).isEqualTo(Rhythm.UNKNOWN);
    assertThat(Politeness.rhythm(List.of(NOON.plusSeconds(1)), NOON)).isEqualTo(Rhythm.UNKNOWN);
    Instant newest = NOON.minus(ofHours(4));
    assertThat(Politeness.rhythm(List.of(newest), NOON)).isEqualTo(new Rhythm(null, newest));
    assertThat(Politeness.rhythm(List.of(NOON.minus(ofHours(10)), newest), NOON))
        .isEqualTo(new Rhythm(ofHours(6), newest));
    List<Instant> many =
        IntStream.rangeClosed(1, 500).mapToObj(i -> NOON.minus(ofHours(i))).toList();
    assertThat(Politeness.rhythm(many, NOON).gap()).isEqualTo(ofHours(1));
  }

  @Test
  void aSilenceLengthensTheWaitBitByBit() {
    assertThat(new Rhythm(ofHours(2), NOON.minus(ofHours(2))).expected(NOON)).isEqualTo(ofHours(2));
    assertThat(new Rhythm(ofHours(2), NOON.minus(ofHours(20))).expected(NOON))
        .isEqualTo(ofHours(2));
    assertThat(new Rhythm(ofHours(2), NOON.minus(ofHours(40))).expected(NOON))
        .isEqualTo(ofHours(4));
    assertThat(new Rhythm(ofHours(2), NOON.minus(ofDays(365))).expected(NOON))
        .isGreaterThan(ofDays(36));
    assertThat(new Rhythm(null, NOON).expected(NOON)).isEqualTo(ofHours(12));
    assertThat(new Rhythm(null, NOON.minus(ofDays(9))).expected(NOON)).isEqualTo(ofDays(9));
    assertThat(new Rhythm(null, NOON.plus(ofDays(9))).expected(NOON)).isEqualTo(ofHours(12));
  }
}
