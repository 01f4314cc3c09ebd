package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.Judged;
import orrery.feed.Story;
import orrery.feed.Verdict;
import orrery.feed.Verdict.Kind;

/** Each sentence; {@link ExplainTest} shows when it is said. */
class ReasonsTest {
  private static final Instant SEEN = Instant.parse("2026-11-23T10:12:00Z");
  private static final Instant DATE = Instant.parse("2026-11-20T08:00:00Z");

  @TempDir Path folder;
  private Planet planet;
  private Subscription ada;

  @BeforeEach
  void plan() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("feeds.ini"),
            """
            [planet]
            name = Planet
            new_feed_items = 2
            exclude_language = de, fr

            [https://ada.example/feed]
            keep_entries = 3
            exclude = (a matched b)|c
            """);
    planet = Setup.load(List.of(config), null, null).planets().getFirst();
    ada = planet.subscriptions().getFirst();
  }

  private String say(Kind kind, String rule, String detail, Story story, boolean page) {
    var post =
        new Judged(
            "a",
            "A",
            "https://ada.example/a",
            DATE,
            SEEN,
            new Verdict(kind, rule, detail),
            null,
            story);
    return new Reasons(planet, Map.of(7L, "Ben"), page).told(post, ada).verdict().detail();
  }

  private String say(Kind kind, String rule, String detail) {
    return say(kind, rule, detail, story(null, null), false);
  }

  private static Story story(@Nullable String matched, Story.@Nullable Original original) {
    return new Story(SEEN, DATE, null, matched, true, 100, original);
  }

  @ParameterizedTest
  @CsvSource({
    "same-id, have the same id",
    "same-link, link to the same address",
    "same-title, have the same title and date",
    "same-text, have the same text",
    "similar-text, have nearly the same text"
  })
  void whatADuplicateSharesWithTheOther(String rule, String shared) {
    var original = new Story.Original(7, "B", "https://ben.example/b", DATE, SEEN, true, 100);
    assertThat(say(Kind.DUPLICATE, rule, "", story(null, original), false))
        .isEqualTo(
            "Duplicate of https://ben.example/b (“B” in Ben) because both "
                + shared
                + "; that one is shown because its feed is listed first.");
    assertThat(say(Kind.DUPLICATE, rule, "", story(null, original), true))
        .startsWith("Duplicate of “B” in Ben because both " + shared);
  }

  @Test
  void whyTheOtherIsShown() {
    assertThat(better(DATE, SEEN, true, 100)).isEqualTo("its feed is listed first");
    assertThat(better(DATE.minusSeconds(1), SEEN, true, 100)).isEqualTo("it is the older");
    assertThat(better(DATE, SEEN, true, 101)).isEqualTo("it is the fuller");
    assertThat(better(DATE, SEEN.minusSeconds(1), true, 99)).isEqualTo("it was there first");
    assertThat(better(DATE, SEEN.plusSeconds(1), true, 900)).isEqualTo("it is the fuller");
    assertThat(better(DATE, SEEN.minusSeconds(1), true, 900)).isEqualTo("it is the fuller");
    assertThat(better(DATE, SEEN.minusSeconds(1), false, 900)).isEqualTo("it was there first");
  }

  private String better(Instant date, Instant seen, boolean own, int length) {
    String said =
        say(
            Kind.DUPLICATE,
            "same-id",
            "",
            story(null, new Story.Original(8, "B", null, date, seen, own, length)),
            false);
    assertThat(said).startsWith("Duplicate of “B” in another feed because both have the same id;");
    return said.replaceAll(".* is shown because (.*)\\.", "$1");
  }

  @ParameterizedTest
  @CsvSource({
    "id, its address; it was known again by its id.",
    "address, its id; it was known again by its address.",
    "title and date, its id or address; it was known again by its title and date.",
    "text, its id or address; it was known again by its text.",
    "similar text, its id or address; it was known again by a text that is nearly the same."
  })
  void byWhatItWasKnownAgain(String matched, String more) {
    String known = "Its feed changed " + more;
    assertThat(say(Kind.SHOWN, "new", "", story(matched, null), false))
        .isEqualTo("Shown since 2026-11-23 10:12 UTC. " + known);
    assertThat(say(Kind.SHOWN, "new", "", story(matched, null), true)).isEqualTo(known);
    assertThat(say(Kind.SHOWN, "new", "", story(null, null), true)).isEmpty();
  }

  @Test
  void rulesAreToldWithTheirPlacesWhereTheyStillStand() {
    assertThat(
            say(
                Kind.FILTERED,
                "exclude",
                "The feed's exclude = (a matched b)|c matched 'a matched b'."))
        .isEqualTo(
            "Filtered by the feed's exclude = (a matched b)|c in feeds.ini:8, which matched"
                + " 'a matched b'.");
    assertThat(say(Kind.FILTERED, "exclude", "The feed's exclude = before matched 'before'."))
        .isEqualTo("Filtered by the feed's exclude = before, which matched 'before'.");
    assertThat(
            say(
                Kind.FILTERED,
                "exclude_language",
                "Its language, de, is one of the planet's exclude_language = de, fr."))
        .isEqualTo(
            "Filtered: its language, de, is one of the planet's exclude_language = de, fr in"
                + " feeds.ini:4.");
    assertThat(say(Kind.EXPIRED, "keep_entries", "It is not kept (keep_entries = 3)."))
        .isEqualTo(
            "Expired since 2026-11-23 10:12 UTC. It is not kept (keep_entries = 3 in feeds.ini:7).");
    assertThat(say(Kind.EXPIRED, "pruned", "It was dropped (orrery prune)."))
        .isEqualTo("Expired since 2026-11-23 10:12 UTC. It was dropped (orrery prune).");
    assertThat(say(Kind.SHOWN, "new-feed", "It was among the 9 posts, and the newest 2."))
        .isEqualTo(
            "Held: it was among the 9 posts, and the newest 2 (new_feed_items in feeds.ini:3). It"
                + " stands in the archive, 2026/11/20.html#pa.");
    assertThat(say(Kind.SHOWN, "burst", "It is the 6th."))
        .as("a rule that no config names")
        .isEqualTo("Held: it is the 6th. It stands in the archive, 2026/11/20.html#pa.");
  }

  @Test
  void whatIsNotKnownIsNotSaid() {
    assertThat(say(Kind.HIDDEN, "hidden", "The maintainer took it down.", Story.NONE, false))
        .isEqualTo("Hidden. The maintainer took it down.");
    assertThat(say(Kind.DUPLICATE, "same-id", "It has the same id as another.", Story.NONE, false))
        .isEqualTo("Duplicate: it has the same id as another.");
  }
}
