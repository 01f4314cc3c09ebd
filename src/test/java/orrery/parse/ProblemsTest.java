package orrery.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import orrery.feed.Problem;

class ProblemsTest {
  @Test
  void whatADocumentSaysTurnsNoTextAndMovesNoCursor() {
    var problems = new Problems();
    problems.warn("bad-date", "No date: \"\u202Eneht\u2069 \u001B[2J\".", 1);

    assertThat(problems.list())
        .containsExactly(
            new Problem(
                Problem.Level.WARNING, "bad-date", "No date: \"\uFFFDneht\uFFFD \uFFFD[2J\".", 1));
  }
}
