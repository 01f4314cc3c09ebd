package orrery.tag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashtagsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tea with #milk, and #Sugar_Free cake. | milk;Sugar_Free",
        "#日本語 と #コーヒー | 日本語;コーヒー",
        "(#brackets) \"#quotes\" | brackets;quotes",
        "#C# is no note, #42 no word | ''",
        "https://a.example/#part and me#you and ## and # and &#39; | ''",
        "#café at six | café",
        "A wall in #fff000 or #FFF, not #0af | ''",
        "#face3 and #decade, #beef too | face3;decade;beef",
        "By #a-b we mean #part/2 | ''",
        "#one, #two. And #three! | one;two;three",
      })
  void ofANoteAll(String text, String tags) {
    assertThat(String.join(";", Hashtags.of(text, false))).isEqualTo(tags);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How I brew #tea. #tea #oolong | tea;oolong",
        "How I brew. #tea, #oolong | tea;oolong",
        "How I brew. #tea #oolong. | tea;oolong",
        "Its colours are. #fff000 #000fff | ''",
        "It says #include | ''",
        "#one #two and more text | ''",
        "The end. #alone | ''",
      })
  void ofAnotherPostThoseThatEndIt(String text, String tags) {
    assertThat(String.join(";", Hashtags.of(text, true))).isEqualTo(tags);
  }

  @Test
  void boundsTheirNumber() {
    assertThat(Hashtags.of(" #tag".repeat(5000), false)).hasSize(Tags.MOST);
  }
}
