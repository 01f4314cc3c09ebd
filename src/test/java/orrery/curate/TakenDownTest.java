package orrery.curate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orrery.curate.Judge.Listing;
import orrery.feed.Article.Keys;
import orrery.feed.Candidate;
import orrery.feed.Takedown;
import orrery.feed.Verdict;
import orrery.feed.Verdict.Kind;

class TakenDownTest {
  private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");
  private static final long ADDRESS = 70;

  private static Candidate entry(
      long entry, long feed, @Nullable Long id, @Nullable Long link, @Nullable Long text) {
    return entry(entry, feed, true, id, link, text);
  }

  @SuppressWarnings("NullAway") // it takes Verdict.@Nullable Kind for one that is not
  private static Candidate entry(
      long entry,
      long feed,
      boolean own,
      @Nullable Long id,
      @Nullable Long link,
      @Nullable Long text) {
    return new Candidate(
        entry,
        feed,
        "anchor" + entry,
        new Keys(id, link, text, List.of(), List.of()),
        null,
        DAY,
        DAY,
        DAY,
        100,
        own,
        "Post " + entry,
        true,
        List.of(),
        List.of(),
        null,
        0,
        false,
        null);
  }

  /** Of entry 7 in feed 1, with the keys 71, 70 (its address) or 72, and 73. */
  private static Takedown takedown(@Nullable String why, String by, long feed) {
    return new Takedown(
        1,
        "https://a.example/7",
        why,
        by,
        DAY,
        feed,
        ADDRESS,
        Set.of(7L),
        Set.of(71L),
        Set.of(ADDRESS, 72L),
        Set.of(73L));
  }

  private static Map<Long, Kind> judge(Takedown takedown, Candidate... waiting) {
    return judge(takedown, List.of(), waiting);
  }

  private static Map<Long, Kind> judge(
      Takedown takedown, List<Filter> filters, Candidate... waiting) {
    Map<Long, Kind> kinds = new TreeMap<>();
    verdicts(takedown, filters, waiting)
        .forEach((entry, verdict) -> kinds.put(entry, verdict.kind()));
    return kinds;
  }

  private static Map<Long, Verdict> verdicts(
      Takedown takedown, List<Filter> filters, Candidate... waiting) {
    Map<Long, Verdict> verdicts = new TreeMap<>();
    Map<Long, Listing> listings =
        Map.of(
            1L, new Listing(0, "Ada", filters, 0, null, "blog.example"),
            2L, new Listing(1, "Ben", List.of(), 0, null, "blog.example"));
    Judge.judge(
            Arrays.asList(waiting),
            List.of(),
            List.of(),
            new Judge.Rules(listings, 0, false, List.of(takedown), DAY),
            n -> "sponsored")
        .forEach(ruling -> verdicts.put(ruling.candidate().entry(), ruling.verdict()));
    return verdicts;
  }

  @Test
  void theEntryIsHiddenWhateverItSays() {
    assertThat(
            judge(
                takedown(null, Takedown.MAINTAINER, 0),
                entry(7, 1, 1L, 2L, 3L),
                entry(8, 1, 4L, 5L, 6L)))
        .isEqualTo(Map.of(7L, Kind.HIDDEN, 8L, Kind.SHOWN));
  }

  @Test
  void whatSharesAnyKeyIsHiddenInWhateverFeed() {
    assertThat(
            judge(
                takedown(null, Takedown.MAINTAINER, 0),
                entry(10, 1, 71L, 1L, null),
                entry(11, 1, 2L, ADDRESS, null),
                entry(12, 2, 3L, 72L, null),
                entry(13, 2, null, null, 73L),
                entry(14, 2, 72L, 73L, 71L)))
        .as("keys of one kind are none of another")
        .isEqualTo(
            Map.of(
                10L, Kind.HIDDEN,
                11L, Kind.HIDDEN,
                12L, Kind.HIDDEN,
                13L, Kind.HIDDEN,
                14L, Kind.SHOWN));
  }

  @Test
  void anIdThatAFeedGivesToAllItsEntriesHidesNone() {
    assertThat(
            judge(
                takedown(null, Takedown.MAINTAINER, 0),
                entry(7, 1, 71L, ADDRESS, null),
                entry(10, 1, 71L, 1L, null),
                entry(11, 1, 71L, 2L, null),
                entry(12, 2, 5L, 72L, null),
                entry(13, 2, 6L, 72L, null)))
        .isEqualTo(
            Map.of(
                7L, Kind.HIDDEN,
                10L, Kind.SHOWN,
                11L, Kind.SHOWN,
                12L, Kind.SHOWN,
                13L, Kind.SHOWN));
  }

  @Test
  void theAddressThatWasGivenHidesHoweverManyHaveIt() {
    assertThat(
            judge(
                takedown(null, Takedown.MAINTAINER, 0),
                entry(10, 1, 1L, ADDRESS, null),
                entry(11, 1, 2L, ADDRESS, null)))
        .isEqualTo(Map.of(10L, Kind.HIDDEN, 11L, Kind.HIDDEN));
  }

  @Test
  void anAuthorTakesNothingFromFeedsWhereItIsAtHome() {
    assertThat(
            judge(
                takedown(null, Takedown.AUTHOR, 1),
                entry(10, 1, 1L, ADDRESS, null),
                entry(11, 2, false, 71L, 3L, null),
                entry(12, 2, true, 5L, 6L, 73L)))
        .isEqualTo(Map.of(10L, Kind.HIDDEN, 11L, Kind.HIDDEN, 12L, Kind.SHOWN));
  }

  @Test
  void itComesBeforeFilters() {
    assertThat(
            judge(
                takedown(null, Takedown.MAINTAINER, 0),
                List.of(
                    Filter.of("exclude", "sponsored", "The planet's", false, FilterTest.UNREAD)),
                entry(7, 1, 1L, 2L, 3L),
                entry(8, 1, 4L, 5L, 6L)))
        .isEqualTo(Map.of(7L, Kind.HIDDEN, 8L, Kind.FILTERED));
  }

  @ParameterizedTest
  @CsvSource({
    "maintainer, , The maintainer took it down.",
    "author, , Its author took it down.",
    "maintainer, Spam, The maintainer took it down: Spam.",
    "author, Too private!, Its author took it down: Too private!",
  })
  void theVerdictSaysWhoAndWhy(String by, @Nullable String why, String detail) {
    assertThat(verdicts(takedown(why, by, 0), List.of(), entry(7, 1, null, null, null)).get(7L))
        .isEqualTo(new Verdict(Kind.HIDDEN, "hidden", detail));
  }
}
