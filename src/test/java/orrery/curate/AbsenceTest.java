package orrery.curate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import orrery.curate.Absence.Line;

class AbsenceTest {
  /** A post of that day, numbered so; one without a date where the number is negative. */
  private static Line line(int day) {
    @Nullable Instant date =
        day < 0 ? null : Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day);
    return new Line(Math.abs(day), date);
  }

  private static List<Line> document(Integer... days) {
    return Arrays.stream(days).map(AbsenceTest::line).toList();
  }

  private static Integer[] from(int newest, int oldest, Integer... without) {
    List<Integer> days =
        new ArrayList<>(IntStream.rangeClosed(oldest, newest).boxed().toList().reversed());
    days.removeAll(Arrays.asList(without));
    return days.toArray(Integer[]::new);
  }

  @Test
  void aPostBetweenTwoThatStayedIsMissing() {
    assertThat(Absence.of(document(5, 4, 3, 2, 1), document(5, 4, 2, 1))).containsExactly(3L);
    assertThat(Absence.of(document(1, 2, 3, 4, 5), document(1, 2, 4, 5)))
        .as("the oldest first")
        .containsExactly(3L);
    assertThat(Absence.of(document(3, 2, 1), document(4, 3, 1)))
        .as("while a new one came")
        .containsExactly(2L);
  }

  @Test
  void nothingIsMissingWhereAllAreThere() {
    assertThat(Absence.of(document(3, 2, 1), document(3, 2, 1))).isEmpty();
    assertThat(Absence.of(document(3, 2, 1), document(5, 4, 3, 2, 1))).isEmpty();
    assertThat(Absence.of(List.of(), document(3, 2, 1))).isEmpty();
  }

  @Test
  void whatLeavesAtAnEndMadeRoom() {
    assertThat(Absence.of(document(5, 4, 3, 2, 1), document(7, 6, 5, 4, 3))).isEmpty();
    assertThat(Absence.of(document(5, 4, 3), document(4, 3)))
        .as("the newest: nothing tells that the feed is not behind")
        .isEmpty();
    assertThat(Absence.of(document(5, 4, 3), document(9, 8, 7))).as("all of them").isEmpty();
    assertThat(Absence.of(document(5, 4, 3), List.of())).isEmpty();
  }

  @Test
  void onlyPostsThatItStoodTogetherWithAreNeighbours() {
    assertThat(Absence.of(document(5, 4), document(6, 5)))
        .as("5 is newer than 4, and what was older was never listed with it")
        .isEmpty();
    assertThat(Absence.of(document(5), document(6, 4))).isEmpty();
  }

  @Test
  void onlyAFewAreTakenBackAtOnce() {
    assertThat(Absence.of(document(from(30, 1)), document(from(30, 1, 3, 7, 9, 12, 20))))
        .hasSize(5);
    assertThat(Absence.of(document(from(30, 1)), document(from(30, 1, 3, 7, 9, 12, 20, 21))))
        .as("more than five")
        .isEmpty();
    assertThat(Absence.of(document(from(6, 1)), document(from(6, 1, 3, 4)))).hasSize(2);
    assertThat(Absence.of(document(from(6, 1)), document(from(6, 1, 2, 3, 4))))
        .as("more than a third")
        .isEmpty();
    assertThat(Absence.of(document(from(20, 1)), document(20, 18, 16, 14)))
        .as("of the window that both have")
        .isEmpty();
  }

  @Test
  void aDocumentInAnotherOrderSaysNothing() {
    assertThat(Absence.of(document(5, 3, 4, 2, 1), document(5, 4, 2, 1))).isEmpty();
    assertThat(Absence.of(document(5, 4, 3, 2, 1), document(1, 5, 4, 2))).isEmpty();
  }

  @Test
  void whatHasNoDateHasNoNeighbours() {
    assertThat(Absence.of(document(5, 4, -3, 2, 1), document(5, 4, 2, 1))).isEmpty();
    assertThat(Absence.of(document(-5, 4, 3, -2), document(-5, 3, -2))).isEmpty();
  }

  @Test
  void postsOfTheSameTimeAreNoneTheOlder() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    List<Line> before = List.of(new Line(3, noon), new Line(2, noon), new Line(1, noon));
    assertThat(Absence.of(before, List.of(new Line(3, noon), new Line(1, noon)))).isEmpty();
  }

  @Test
  void whatIsNewIsNobodysNeighbour() {
    Line fresh = new Line(0, Instant.parse("2026-06-01T00:00:00Z"));
    assertThat(Absence.of(document(3, 2, 1), List.of(fresh, line(2), line(1)))).isEmpty();
    assertThat(Absence.of(document(4, 3, 2, 1), List.of(fresh, line(4), line(3), line(1))))
        .isEqualTo(Set.of(2L));
  }
}
