package orrery.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Verdict;

class FilterTest {
  private static final String WHERE = "the planet";

  @Test
  void letsThroughWhatHoldsWhatIsAskedFor() {
    Filter filter = Filter.of("java|scala", null, WHERE);

    assertThat(filter.judge("On JAVA")).isNull();
    assertThat(filter.judge("On Scala")).isNull();
    assertThat(filter.judge("On tea"))
        .isEqualTo(
            new Verdict(
                Verdict.Kind.FILTERED,
                "filter",
                "It holds nothing of what the planet asks for: java|scala."));
  }

  @Test
  void keepsOutWhatHoldsWhatIsExcluded() {
    Filter filter = Filter.of(" ", "\\bsponsored\\b", WHERE);

    assertThat(filter.judge("unsponsored")).isNull();
    assertThat(filter.judge("Sponsored: soap"))
        .isEqualTo(
            new Verdict(
                Verdict.Kind.FILTERED,
                "exclude",
                "It holds what the planet excludes: \\bsponsored\\b."));
  }

  @Test
  void excludesEvenWhatIsAskedFor() {
    assertThat(Filter.of("java", "soap", WHERE).judge("java and soap"))
        .extracting(verdict -> verdict == null ? null : verdict.rule())
        .isEqualTo("exclude");
  }

  /** A backtracking engine would not come back from it. */
  @Test
  void takesTimeInProportionToTheText() {
    assertThat(Filter.of("(a*)*b", null, WHERE).judge("a".repeat(20_000))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a", "(?=x)", "(a)\\1", "*"})
  void saysWhatIsNoExpression(String wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filter.of(wrong, null, WHERE))
        .withMessageStartingWith("'" + wrong + "' is no regular expression: ");
    assertThatIllegalArgumentException().isThrownBy(() -> Filter.of(null, wrong, WHERE));
  }
}
