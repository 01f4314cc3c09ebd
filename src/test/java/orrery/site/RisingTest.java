package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import orrery.site.Rising.Rise;

class RisingTest {
  private static final YearMonth NEWEST = YearMonth.of(2026, 11);

  /** A hundred posts a month. */
  private static final NavigableMap<YearMonth, Integer> STEADY = months(100, 100, 100);

  @Test
  void aTagRisesWhereItsShareIsClearlyHigherThanItWas() {
    assertThat(rising(STEADY, months(2, 6, 6))).containsExactly(new Rise("tag", 3));
    assertThat(rising(STEADY, months(2, 2, 2))).as("as ever").isEmpty();
    assertThat(rising(STEADY, months(40, 50, 55))).as("certain, but not by much").isEmpty();
    assertThat(rising(STEADY, months(1, 2, 2))).as("twice, which may be chance").isEmpty();
    assertThat(rising(STEADY, months(9, 1, 0))).as("falling").isEmpty();
  }

  @Test
  void aMonthThatHasJustBegunChangesNothing() {
    NavigableMap<YearMonth, Integer> planet = months(100, 100, 2);

    assertThat(rising(planet, months(2, 8, 0))).containsExactly(new Rise("tag", 4));
    assertThat(rising(planet, months(2, 2, 0))).isEmpty();
  }

  @Test
  void aMonthIsLatelyByItsDays() {
    LocalDate middle = NEWEST.atDay(15);
    NavigableMap<YearMonth, Integer> tag = months(2, 4, 2);
    tag.put(NEWEST.minusMonths(2), 18);

    assertThat(Rising.from(middle)).isEqualTo("2026-09-02");
    assertThat(Rising.from(NEWEST.atEndOfMonth())).isEqualTo("2026-09-17");
    assertThat(new Rising(months(100, 100, 50), middle).of(Map.of("tag", tag)))
        .as("23 of 247, after 24 of 1203: a little more than two months")
        .containsExactly(new Rise("tag", 5));
    tag.put(NEWEST.minusMonths(2), 2);
    assertThat(new Rising(months(100, 100, 50), middle).of(Map.of("tag", tag))).isEmpty();
  }

  @Test
  void whatRisesThroughoutDoesNotFlickerWithTheCalendar() {
    int[] each = {2, 4, 5, 7, 9, 12, 15};
    Map<LocalDate, Boolean> rises = new TreeMap<>();
    YearMonth first = NEWEST.minusMonths(each.length - 1L);
    for (LocalDate day = first.atDay(1); !day.isAfter(NEWEST.atEndOfMonth()); ) {
      NavigableMap<YearMonth, Integer> planet = new TreeMap<>();
      NavigableMap<YearMonth, Integer> tag = new TreeMap<>();
      IntStream.rangeClosed(1, 18).forEach(i -> planet.put(first.minusMonths(i), 100));
      IntStream.rangeClosed(1, 18).forEach(i -> tag.put(first.minusMonths(i), 1));
      for (int i = 0; i < each.length; i++) {
        YearMonth month = first.plusMonths(i);
        if (!month.isAfter(YearMonth.from(day))) {
          int days = month.equals(YearMonth.from(day)) ? day.getDayOfMonth() : 31;
          planet.put(month, Math.min(100, 100 * days / month.lengthOfMonth()));
          tag.put(month, Math.min(each[i], each[i] * days / month.lengthOfMonth()));
        }
      }
      rises.put(day, !new Rising(planet, day).of(Map.of("tag", tag)).isEmpty());
      day = day.plusDays(1);
    }

    List<LocalDate> turns = new ArrayList<>();
    boolean before = false;
    for (Map.Entry<LocalDate, Boolean> day : rises.entrySet()) {
      if (day.getValue() != before) {
        turns.add(day.getKey());
      }
      before = day.getValue();
    }
    assertThat(turns).as("it begins to rise, and goes on").hasSize(1);
    assertThat(turns.getFirst()).isBefore(first.plusMonths(3).atDay(1));
  }

  @Test
  void aPlanetThatGrowsLetsNothingRise() {
    NavigableMap<YearMonth, Integer> grown = months(100, 400, 400);

    assertThat(rising(grown, months(5, 20, 20))).isEmpty();
    assertThat(rising(grown, months(5, 60, 60))).containsExactly(new Rise("tag", 3));
  }

  @Test
  void whatIsNewRisesFromThreePostsOn() {
    assertThat(rising(STEADY, months(0, 1, 2))).containsExactly(new Rise("tag", 0));
    assertThat(rising(STEADY, months(0, 1, 1))).isEmpty();
  }

  @Test
  void nothingRisesOnAPlanetWithoutAPast() {
    assertThat(rising(months(0, 50, 50), months(0, 10, 10))).isEmpty();
    assertThat(rising(months(8, 50, 50), months(0, 10, 10))).as("with hardly any").isEmpty();
    assertThat(rising(months(9, 50, 50), months(0, 10, 10))).hasSize(1);
  }

  @Test
  void whatWasLongAgoIsForgotten() {
    NavigableMap<YearMonth, Integer> planet = new TreeMap<>(STEADY);
    NavigableMap<YearMonth, Integer> tag = months(0, 3, 3);
    planet.put(NEWEST.minusMonths(14), 100);
    tag.put(NEWEST.minusMonths(14), 50);

    assertThat(rising(planet, tag)).containsExactly(new Rise("tag", 0));
  }

  @Test
  void theMostCertainComeFirstAndNoMoreThanThereIsRoomFor() {
    Map<String, NavigableMap<YearMonth, Integer>> tags = new HashMap<>();
    IntStream.range(0, 12).forEach(i -> tags.put("t" + i, months(1, 4 + i, 5 + i)));
    tags.put("a0", months(1, 10, 11));

    assertThat(new Rising(STEADY, NEWEST.atEndOfMonth()).of(tags))
        .extracting(Rise::key)
        .containsExactly("t11", "t10", "t9", "t8", "t7", "a0", "t6", "t5");
  }

  @Test
  void manyPostsAreNoDifficulty() {
    NavigableMap<YearMonth, Integer> planet = months(100_000, 100_000, 100_000);

    assertThat(rising(planet, months(10_000, 30_000, 30_000))).containsExactly(new Rise("tag", 3));
    assertThat(rising(planet, months(10_000, 10_000, 10_000))).isEmpty();
  }

  private static List<Rise> rising(
      NavigableMap<YearMonth, Integer> planet, NavigableMap<YearMonth, Integer> tag) {
    return new Rising(planet, NEWEST.atEndOfMonth()).of(Map.of("tag", tag));
  }

  /** Twelve months, the one before the newest, and the newest; such without posts are not there. */
  private static NavigableMap<YearMonth, Integer> months(int before, int last, int newest) {
    NavigableMap<YearMonth, Integer> months = new TreeMap<>();
    IntStream.rangeClosed(2, 13).forEach(i -> months.put(NEWEST.minusMonths(i), before));
    months.put(NEWEST.minusMonths(1), last);
    months.put(NEWEST, newest);
    months.values().removeIf(posts -> posts == 0);
    return months;
  }
}
