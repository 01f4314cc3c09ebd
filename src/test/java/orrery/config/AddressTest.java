package orrery.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://ada.example/feed, https://ada.example/feed",
    "' HTTP://Ada.example/Feed ', http://Ada.example/Feed",
    "feed://ada.example/feed, http://ada.example/feed",
    "Feed:https://ada.example/feed, https://ada.example/feed",
    "https://ada.example/caf%C3%A9?a=b;c&d=[1], https://ada.example/caf%C3%A9?a=b;c&d=[1]",
    "http://[::1]:8080/feed, http://[::1]:8080/feed",
  })
  void readsWebAddresses(String name, String url) {
    assertThat(Address.of(name)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "feeds/ada.xml",
        "http:",
        "http://",
        "https:///feed",
        "http:/ada.example",
        "https://ada example/",
        "ftp://ada.example/",
        "javascript:alert(1)",
        "https://a.example/\"",
        "//ada.example/feed",
        "feed:",
        "feed:feed"
      })
  void refusesAllElse(String name) {
    assertThat(Address.of(name)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "hhttps://ada.example/feed, https://ada.example/feed",
        "htp://ada.example/feed, http://ada.example/feed",
        "htpps://ada.example/feed, https://ada.example/feed",
        "https:/ada.example/feed, https://ada.example/feed",
        "https://ada.example/feed\", https://ada.example/feed",
        "\"https://ada.example/feed\", https://ada.example/feed",
        "<https://ada.example/feed>, https://ada.example/feed",
        "withhttp://ada.example/feed, http://ada.example/feed",
        "www.ada.example/feed, https://www.ada.example/feed",
      })
  void suggestsWhatWasMeant(String name, String url) {
    assertThat(Address.suggest(name)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ada", "feeds/ada.xml", "mailto:ada@ada.example", "\"\"", "::", "http:"})
  void suggestsNothingWhereThereIsNoTelling(String name) {
    assertThat(Address.suggest(name)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http://ada.example/feed, https://ada.example/feed/",
    "https://ADA.example, http://ada.example/",
  })
  void seesThroughSpellings(String one, String other) {
    assertThat(Address.sameFeed(one)).isEqualTo(Address.sameFeed(other));
  }

  @ParameterizedTest
  @CsvSource({
    "https://ada.example/Feed, https://ada.example/feed",
    "https://ada.example/?a=1, https://ada.example/?a=2",
  })
  void keepsApartWhatMayDiffer(String one, String other) {
    assertThat(Address.sameFeed(one)).isNotEqualTo(Address.sameFeed(other));
  }
}
