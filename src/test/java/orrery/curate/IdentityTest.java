package orrery.curate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Draft;
import orrery.feed.Article.Keys;

class IdentityTest {
  private static final String ADA = "https://ada.example/feed";
  private static final String BEN = "https://ben.example/feed";

  private static Keys keys(String feed, @Nullable String id, @Nullable String url) {
    return Identity.keys(feed, id, url, "title", true, null, "text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ada.example/2026/post",
        "https://www.ada.example/2026/post/",
        "HTTPS://Ada.Example:443/2026/post",
        "http://ada.example:80/2026/post#comments",
        "  https://ada.example/2026/post?utm_source=rss&utm_medium=feed",
        "https://ada.example/2026/post?fbclid=1&gclid=2&mc_cid=3",
        "https://ada.example/2026/post?",
      })
  void spellingsOfOneAddressHaveOneKey(String spelling) {
    assertThat(Identity.linkKey(spelling))
        .isEqualTo(Identity.linkKey("https://ada.example/2026/post"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://ada.example/?p=1, https://ada.example/?p=2",
    "https://ada.example/Post, https://ada.example/post",
    "https://ada.example/post, https://ben.example/post",
    "https://ada.example:8443/post, https://ada.example/post",
    "https://ada.example/#!/post/1, https://ada.example/#!/post/2",
    "https://ada.example/#/post/1, https://ada.example/#/post/2",
    "https://ada.example/a?q=1, https://ada.example/a",
  })
  void otherAddressesHaveOthers(String one, String other) {
    assertThat(Identity.linkKey(one)).isNotEqualTo(Identity.linkKey(other));
  }

  @Test
  void theOrderOfParametersMakesNoDifference() {
    assertThat(Identity.plainLink("https://a.example/x?b=2&&a=1&utm_x=3"))
        .isEqualTo(Identity.plainLink("https://a.example/x?a=1&b=2"))
        .isEqualTo("a.example/x?a=1&b=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "#", "?", "/", "://", "http://", "mailto:ada", "https://?&=&#"})
  void whateverIsWrittenHasAKey(String address) {
    assertThat(Identity.linkKey(address)).isEqualTo(Identity.linkKey(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"17", "post-3", "2026-11-22", "https://cms.example/", "http://www.cms.example"})
  void anIdThatIsNotUniqueInTheWorldIsOneOfItsFeed(String id) {
    assertThat(keys(ADA, id, null).id()).isNotEqualTo(keys(BEN, id, null).id());
    assertThat(keys(ADA, id, null).id()).isEqualTo(keys(ADA, id, null).id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tag:ada.example,2026:1",
        "urn:uuid:6f1b",
        "https://ada.example/?p=3",
        "https://ada.example/3"
      })
  void anIdThatIsUniqueInTheWorldIsTheSameInEveryFeed(String id) {
    assertThat(keys(ADA, id, null).id()).isEqualTo(keys(BEN, ' ' + id, null).id());
  }

  @Test
  void theAddressOfAFrontPageIsNoSignOfAPost() {
    assertThat(keys(ADA, null, "https://site.example/").link()).isNull();
    assertThat(keys(ADA, null, "https://site.example/a").link())
        .isEqualTo(keys(BEN, null, "https://site.example/a").link());
  }

  @Test
  void blankIdsAreNone() {
    assertThat(keys(ADA, " ", null)).extracting(Keys::id, Keys::link).containsOnlyNulls();
  }

  @Test
  void aTextIsTheSameWhateverItsQuotesSpacesAndCapitals() {
    String other =
        Draft.LONG.toUpperCase(java.util.Locale.ROOT).replace(" ", " \n ").replace(",", "’");

    assertThat(Identity.keys(ADA, null, null, "A title", true, null, Draft.LONG).text())
        .isNotNull()
        .isEqualTo(Identity.keys(BEN, null, null, "“a  TITLE”", true, null, other).text())
        .isNotEqualTo(Identity.keys(ADA, null, null, "Another", true, null, Draft.LONG).text());
  }

  @Test
  void aShortTextIsNoSign() {
    assertThat(Identity.keys(ADA, null, null, "t", true, null, "x".repeat(199)).text()).isNull();
    assertThat(Identity.keys(ADA, null, null, "t", true, null, "x".repeat(200)).text()).isNotNull();
  }

  @Test
  void aDigestHasBothHalves() {
    assertThat(Identity.digest("a".getBytes(UTF_8)))
        .isNotEqualTo(Identity.digest("b".getBytes(UTF_8)));
    assertThat(Identity.digest("a".getBytes(UTF_8)) >>> 32).isNotZero();
    assertThat(Identity.digest("a".getBytes(UTF_8)) << 32).isNotZero();
  }
}
