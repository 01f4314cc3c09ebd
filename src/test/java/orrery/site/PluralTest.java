package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluralTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "en", "de", "fr", "pt", "es", "it", "ca", "ar", "ja", "ko", "zh", "vi", "th", "id", "he",
        "cs", "sk", "pl", "ru", "uk", "be", "sr", "hr", "bs", "nl", "sv", "el", "hu", "tr"
      })
  void languagesCountAsCldrSays(String language) {
    PluralRules rules = PluralRules.forLocale(ULocale.forLanguageTag(language));
    for (long n = 0; n < 1300; n++) {
      for (long each : new long[] {n, n * 1_000_000}) {
        assertThat(Plural.of(language, each).label())
            .as("%d in %s", each, language)
            .isEqualTo(rules.select((double) each));
      }
    }
  }
}
