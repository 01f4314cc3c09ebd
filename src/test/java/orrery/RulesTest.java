package orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orrery.config.Config;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.Verdict;
import orrery.store.FeedState;

class RulesTest {
  private static final String FEED = "[https://ada.example/feed]\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "exclude = tea( ~ 3:14: exclude: this ( is never closed",
        "exclude:tea( ~ 3:12: exclude: this ( is never closed",
        "Exclude_Title   =   \t*tea ~ 3:22: exclude_title: there is nothing before this *",
        "filter_text = 😀😀(?=x) ~ 3:17: filter_text: RE2 does not look ahead",
        "exclude = tea|/ coffee|/ cocoa\\1 ~ 5:7: exclude: RE2 does not refer back",
        "exclude =/  tea|/# no/    cocoa\\1 ~ 6:10: exclude: RE2 does not refer back",
        "exclude = %(name)s( ~ 3: exclude: this ( is never closed",
        "exclude = (?P<n>a)(?P<n>b) ~ 3: exclude: two groups",
        "filter_language = en, nonsense! ~ 3:23: filter_language: nonsense! is no language",
        "language = de de_AT nonsense! ~ 3:21: filter_language: nonsense! is no language",
      })
  void aMistakeIsSaidWithLineAndColumn(String rule, String said) {
    String feed = "[planet]\n" + FEED + rule.replace("/", "\n") + "\nname = Ada\n";
    assertThatThrownBy(() -> load(feed))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(folder.resolve("feeds.ini") + ":" + said);
  }

  @ParameterizedTest
  @CsvSource({"[planet]", "[DEFAULT]", "[Planet]"})
  void mistakesOfThePlanetAreSaidToo(String section) {
    assertThatThrownBy(() -> load(section + "\r\n  filter_link = a[\r\n" + FEED))
        .hasMessageContaining("feeds.ini:2:18: filter_link: this [ is never closed");
  }

  @Test
  void plutosWordsAreNoExpressions() {
    assertThatCode(() -> load("title = P\n[ada]\nfeed = https://a.example/\nincludes = c++, ((\n"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> load("title = P\n[ada]\nfeed = https://a.example/\nfilter_text a++\n"))
        .hasMessageContaining("feeds.ini:4:14: filter_text: ++ repeats");
  }

  @Test
  void knowsWhereARuleStands() throws Exception {
    Planet planet =
        load(
            """
            [planet]
            language = de
            exclude = soap
            new_feed_items = 3
            burst = 4
            [https://ada.example/feed]
            exclude_title = tea
            language = en
            burst = 2
            [https://ben.example/feed]
            exclude = tea
            """);
    Subscription ada = planet.subscriptions().getFirst();
    Subscription ben = planet.subscriptions().getLast();

    assertThat(Rules.place(planet, ada, "exclude")).isEqualTo("feeds.ini:3");
    assertThat(Rules.place(planet, null, "exclude")).isEqualTo("feeds.ini:3");
    assertThat(Rules.place(planet, ben, "exclude")).isEqualTo("feeds.ini:11");
    assertThat(Rules.place(planet, ada, "exclude_title")).isEqualTo("feeds.ini:7");
    assertThat(Rules.place(planet, ada, "filter_language")).isEqualTo("feeds.ini:8");
    assertThat(Rules.place(planet, ada, Verdict.BURST)).isEqualTo("feeds.ini:9");
    assertThat(Rules.place(planet, ben, Verdict.BURST)).isEqualTo("feeds.ini:5");
    assertThat(Rules.place(planet, ben, Verdict.NEW_FEED)).isEqualTo("feeds.ini:4");
    assertThat(Rules.place(planet, ben, "filter_language")).isNull();
    assertThat(Rules.place(planet, ben, "same-link")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "exclude = tea ~ exclude = teas ~ false",
        "exclude = tea ~ exclude_text = tea ~ false",
        "filter_language = en ~ language = en ~ true",
        "'' ~ burst = 5 ~ true",
        "'' ~ burst = 6 ~ false",
        "'' ~ keep_days = 6 ~ false",
        "'' ~ name = Ada ~ true",
      })
  void judgesAnewWhereARuleChangedAndNotWhereItMoved(String before, String after, boolean same)
      throws Exception {
    String was = judging("[planet]\n" + FEED + before);
    String is = judging("[planet]\n\n" + FEED + after);
    assertThat(is.equals(was)).isEqualTo(same);
  }

  @Test
  void whatThePlanetSaysIsJudgedBy() throws Exception {
    String plain = judging("[planet]\ndialect = orrery\n" + FEED);
    for (String rule :
        List.of("new_feed_items = 3", "future_dates = hold", "exclude_link = x", "burst = 0")) {
      assertThat(judging("[planet]\ndialect = orrery\n" + rule + "\n" + FEED))
          .as(rule)
          .isNotEqualTo(plain);
    }
    assertThat(judging("[planet]\ndialect = venus\n" + FEED)).isNotEqualTo(plain);
    assertThat(judging("[planet]\ndialect = planet2\n" + FEED)).isEqualTo(plain);
  }

  private String judging(String config) throws Exception {
    Planet planet = load(config);
    return Rules.judging(
        planet,
        planet.subscriptions().stream()
            .map(
                feed ->
                    new Member(
                        feed,
                        new FeedState(
                            1, feed.url(), FeedState.Memory.NONE, FeedState.Health.NEW, null)))
            .toList());
  }

  private Planet load(String config) throws ConfigException, IOException {
    Path file = folder.resolve("feeds.ini");
    Files.writeString(file, config);
    Planet planet = Config.load(file).planet();
    Rules.check(planet);
    return planet;
  }
}
