package orrery.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Remark;
import orrery.feed.Remark.Level;
import orrery.feed.Report;
import orrery.feed.Rule;

class RequirementsTest {
  @Test
  void rulesAreNamedInAnyCaseOnOneLineOrSeveral() {
    assertThat(Requirements.parse(" Valid,HTTPS\n on-topic  90 %,, language, proof ").shares())
        .containsOnlyKeys(Rule.VALID, Rule.HTTPS, Rule.ON_TOPIC, Rule.LANGUAGE, Rule.PROOF)
        .containsEntry(Rule.ON_TOPIC, 0.9);
    assertThat(Requirements.parse("on-topic").shares()).containsEntry(Rule.ON_TOPIC, 0.8);
    assertThat(Requirements.parse("").shares()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"valid https", "beautiful", "valid 80%", "on-topic 101%", "on-topic -1%", "%"})
  void whatCannotBeRequiredIsNamed(String text) {
    assertThatThrownBy(() -> Requirements.parse("https, " + text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void aWordThatIsNoRuleIsToldWhichThereAre() {
    assertThatThrownBy(() -> Requirements.parse("beautiful"))
        .hasMessage(
            "'beautiful' is nothing that can be required; these are: new, valid, posts, language,"
                + " on-topic 80%, full-text, stable-ids, https, no-trackers, size, proof.");
  }

  @Test
  void whatIsBadIsNotKept() {
    var required = Requirements.parse("https, valid");
    assertThat(required.unmet(report(null, remark(Rule.HTTPS, Level.NOTE)), false))
        .as("of valid nothing is known")
        .containsExactly(Rule.VALID);
    assertThat(
            required.unmet(
                report(null, remark(Rule.HTTPS, Level.BAD), remark(Rule.VALID, Level.BAD)), false))
        .as("in the order of the rules")
        .containsExactly(Rule.VALID, Rule.HTTPS);
    assertThat(
            required.unmet(
                report(
                    null,
                    remark(Rule.HTTPS, Level.GOOD),
                    remark(Rule.VALID, Level.NOTE),
                    remark(Rule.SIZE, Level.BAD)),
                false))
        .isEmpty();
  }

  @Test
  void aLanguageHasToBeKnown() {
    var required = Requirements.parse("language");
    assertThat(required.unmet(report(null, remark(Rule.LANGUAGE, Level.NOTE)), false)).hasSize(1);
    assertThat(required.unmet(report(null, remark(Rule.LANGUAGE, Level.GOOD)), false)).isEmpty();
  }

  @Test
  void aShareIsEnoughOfTheTopic() {
    var required = Requirements.parse("on-topic 50%");
    assertThat(required.unmet(report(0.5), false)).isEmpty();
    assertThat(required.unmet(report(0.49), false)).containsExactly(Rule.ON_TOPIC);
    assertThat(required.unmet(report(null), false)).containsExactly(Rule.ON_TOPIC);
  }

  @Test
  void proofIsTheSubmitters() {
    var required = Requirements.parse("proof");
    assertThat(required.unmet(report(null), true)).isEmpty();
    assertThat(required.unmet(report(null), false)).containsExactly(Rule.PROOF);
  }

  private static Remark remark(Rule rule, Level level) {
    return Remark.of(rule, level, "Said.");
  }

  private static Report report(@Nullable Double onTopic, Remark... remarks) {
    return new Report(
        "https://a.example/feed",
        null,
        null,
        "Atom",
        1,
        null,
        null,
        List.of(),
        onTopic,
        List.of(remarks));
  }
}
