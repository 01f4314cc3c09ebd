package orrery.tag;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "en, The boats sailed home, Sailing a boat, boat",
    "de, Die Häuser am Fluss, Ein Haus am Meer, haus",
    "fr, Les chevaux du village, Un cheval blanc, cheval",
    "es, Las montañas nevadas, Una montaña, montañ",
    "it, Le montagne della nonna, Una montagna, montagn",
    "nl, De boeken op tafel, Een boek, boek",
    "sv, Båtarna i hamnen, En båt, båt",
    "ru, Новые книги, Одна книга, книг",
    "de-AT, Die Häuser am Fluss, Ein Haus am Meer, haus"
  })
  void formsOfAWordAreOneStem(String language, String one, String other, String stem) {
    assertThat(Words.of(one, "", language).terms()).containsKey(stem);
    assertThat(Words.of(other, "", language).terms()).containsKey(stem);
  }

  @Test
  void whatEveryTextHasIsNoTerm() {
    assertThat(Words.of("The boats of the town", "", "en").terms())
        .containsOnlyKeys("boat", "town");
  }

  @Test
  void wordsSideBySideAreAPair() {
    assertThat(Words.of("", "A green boat. Painted on land", "en").terms())
        .containsKeys("green boat", "paint")
        .doesNotContainKeys("paint land", "a green");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C++", "C#", "F#", ".NET", "Node.js", "Python3", "GTK4", "3D"})
  void namesOfTechniquesStayWhole(String name) {
    for (@Nullable String language : new @Nullable String[] {"en", "fr", "de", "ja", null}) {
      Words words = Words.of("On " + name + ", again", "We like " + name + ".", language);
      assertThat(words.names())
          .as("%s in %s", name, language)
          .hasEntrySatisfying(
              Tags.key(name),
              place -> {
                assertThat(place.title()).isTrue();
                assertThat(place.count()).isEqualTo(1);
              });
    }
  }

  @Test
  void signsOfOtherThingsAreNotOfTheName() {
    assertThat(Words.of("1+1, vitamin c # 3 and the end.network", "", "en").terms())
        .containsKeys("c")
        .doesNotContainKeys("c#", "1++");
  }

  @Test
  void aNameMayHaveSeveralWords() {
    Words words = Words.of("On social-media", "Social media, the internet of things.", "en");
    Words.Place place = words.names().get(Tags.key("Social Media"));
    assertThat(place).isEqualTo(new Words.Place(true, 1, 0));
    assertThat(words.names())
        .containsKey(Tags.key("internet of things"))
        .doesNotContainKey(Tags.key("media internet"));
  }

  @Test
  void lettersWithoutSpacesAreTakenInPairs() {
    Words words = Words.of("東京大学の図書館", "", "ja");
    assertThat(words.terms()).containsKeys("東京", "図書");
    assertThat(words.names()).containsKeys("東京", "東京大学", "図書館");
  }

  @Test
  void anyLanguageHasWords() {
    assertThat(Words.of("Saluton mondo", "", "eo").terms()).containsKeys("saluton", "mondo");
    assertThat(Words.of("Saluton mondo", "", null).terms()).containsKeys("saluton", "mondo");
    assertThat(Words.of("", "", null).terms()).isEmpty();
  }

  @Test
  void onlyTheBeginningOfALongTextCounts() {
    Words words = Words.of("", "harbour ".repeat(5000) + "lighthouse", "en");
    assertThat(words.terms()).containsKey("harbour").doesNotContainKey("lighthous");
  }

  @Test
  void placesAreCounted() {
    Words words = Words.of("Boats", "We saw a boat, and boats, and a ship", "en");
    assertThat(words.terms()).containsEntry("boat", new Words.Place(true, 2, 2));
    assertThat(words.terms()).containsEntry("ship", new Words.Place(false, 1, 4));
  }
}
