package orrery.curate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import orrery.curate.Judge.Listing;
import orrery.feed.Article.Keys;
import orrery.feed.Candidate;
import orrery.feed.Candidate.Before;
import orrery.feed.Ruling;
import orrery.feed.Verdict.Kind;

class JudgeTest {
  private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");
  private static final Map<Long, Listing> LISTINGS =
      Map.of(
          1L, new Listing(0, "Ada", List.of()),
          2L, new Listing(1, "Ben", List.of()),
          3L, new Listing(2, "Cyn", List.of()));

  private record Maker(
      long entry,
      long feed,
      Keys keys,
      Instant date,
      int length,
      boolean own,
      @Nullable Kind verdict) {
    static Maker of(
        long entry, long feed, @Nullable Long id, @Nullable Long link, @Nullable Long text) {
      return new Maker(entry, feed, new Keys(id, link, text), DAY, 100, true, null);
    }

    Maker passedOn() {
      return new Maker(entry, feed, keys, date, length, false, verdict);
    }

    Maker length(int n) {
      return new Maker(entry, feed, keys, date, n, own, verdict);
    }

    Maker day(int n) {
      return new Maker(entry, feed, keys, DAY.plusSeconds(86_400L * n), length, own, verdict);
    }

    Maker was(Kind kind) {
      return new Maker(entry, feed, keys, date, length, own, kind);
    }

    @SuppressWarnings("NullAway") // it takes Verdict.@Nullable Kind for one that is not
    Candidate candidate() {
      return new Candidate(
          entry,
          feed,
          "anchor" + entry,
          keys,
          null,
          date,
          date,
          DAY,
          length,
          own,
          "Post " + entry,
          true,
          List.of(),
          List.of(),
          null,
          0,
          false,
          verdict == null ? null : new Before(verdict, 0, DAY, true));
    }
  }

  private static String text(long entry) {
    return "text of " + entry;
  }

  /** "1:shown" and "2:duplicate of 1 (same-id)", by entry. */
  private static List<String> judge(List<Maker> shown, Maker... waiting) {
    return told(
        Judge.judge(
            List.of(waiting).stream().map(Maker::candidate).toList(),
            shown.stream().map(m -> m.was(Kind.SHOWN).candidate()).toList(),
            LISTINGS,
            JudgeTest::text));
  }

  private static List<String> told(List<Ruling> rulings) {
    Map<Long, String> told = new TreeMap<>();
    for (Ruling ruling : rulings) {
      String of =
          ruling.of() == 0 ? "" : " of " + ruling.of() + " (" + ruling.verdict().rule() + ")";
      told.put(
          ruling.candidate().entry(),
          ruling.candidate().entry() + ":" + ruling.verdict().kind().label() + of);
    }
    return List.copyOf(told.values());
  }

  @Test
  void showsWhatIsNew() {
    assertThat(judge(List.of(), Maker.of(1, 1, 1L, 1L, 1L), Maker.of(2, 2, 2L, 2L, 2L)))
        .containsExactly("1:shown", "2:shown");
  }

  @Test
  void recognisesDuplicatesById() {
    assertThat(judge(List.of(), Maker.of(1, 1, 7L, 1L, null), Maker.of(2, 2, 7L, 2L, null)))
        .containsExactly("1:shown", "2:duplicate of 1 (same-id)");
  }

  @Test
  void recognisesDuplicatesByLinkAndText() {
    assertThat(
            judge(
                List.of(),
                Maker.of(1, 1, 1L, 7L, 8L),
                Maker.of(2, 2, 2L, 7L, 9L),
                Maker.of(3, 3, 3L, 3L, 8L)))
        .containsExactly("1:shown", "2:duplicate of 1 (same-link)", "3:duplicate of 1 (same-text)");
  }

  @Test
  void whatHasNoKeysIsNobodysDuplicate() {
    assertThat(judge(List.of(), Maker.of(1, 1, null, null, null), Maker.of(2, 2, null, null, null)))
        .containsExactly("1:shown", "2:shown");
  }

  @Test
  void whatIsShownStaysShownWhateverComes() {
    assertThat(
            judge(
                List.of(Maker.of(1, 1, 7L, 1L, null).passedOn().length(1).day(3)),
                Maker.of(2, 2, 7L, 2L, null).length(1000)))
        .containsExactly("2:duplicate of 1 (same-id)");
  }

  @Test
  void whatIsShownStaysShownWhenItIsRevised() {
    assertThat(
            judge(
                List.of(Maker.of(2, 2, 7L, 2L, null)),
                Maker.of(1, 1, 7L, 1L, null).was(Kind.SHOWN)))
        .containsExactly("1:shown");
  }

  @Test
  void theAuthorsOwnGoesFirst() {
    assertThat(
            judge(
                List.of(),
                Maker.of(1, 1, 7L, 1L, null).passedOn().length(900),
                Maker.of(2, 2, 7L, 2L, null)))
        .containsExactly("1:duplicate of 2 (same-id)", "2:shown");
  }

  @Test
  void thenTheFullest() {
    assertThat(
            judge(
                List.of(),
                Maker.of(1, 1, 7L, 1L, null).length(10).day(-1),
                Maker.of(2, 2, 7L, 2L, null).length(900)))
        .containsExactly("1:duplicate of 2 (same-id)", "2:shown");
  }

  @Test
  void thenTheOldest() {
    assertThat(judge(List.of(), Maker.of(1, 1, 7L, 1L, null).day(1), Maker.of(2, 2, 7L, 2L, null)))
        .containsExactly("1:duplicate of 2 (same-id)", "2:shown");
  }

  @Test
  void thenTheOneWhoseFeedIsListedFirst() {
    assertThat(judge(List.of(), Maker.of(9, 1, 7L, 1L, null), Maker.of(2, 2, 7L, 2L, null)))
        .containsExactly("2:duplicate of 9 (same-id)", "9:shown");
  }

  @Test
  void twoEntriesOfOneFeedAreNeverDuplicates() {
    assertThat(judge(List.of(), Maker.of(1, 1, 7L, 7L, 7L), Maker.of(2, 1, 7L, 7L, 7L)))
        .containsExactly("1:shown", "2:shown");
  }

  @Test
  void filtersBeforeAnythingElse() {
    Filter filter = Filter.of("exclude", "text of 1", "The planet's", false, FilterTest.UNREAD);
    Map<Long, Listing> listings =
        Map.of(1L, new Listing(0, "Ada", List.of(filter)), 2L, new Listing(1, "Ben", List.of()));

    assertThat(
            told(
                Judge.judge(
                    List.of(
                        Maker.of(1, 1, 7L, 1L, null).was(Kind.SHOWN).candidate(),
                        Maker.of(2, 2, 7L, 2L, null).candidate()),
                    List.of(),
                    listings,
                    JudgeTest::text)))
        .containsExactly("1:filtered", "2:shown");
  }

  @Test
  void asksForTextsOnlyWhereSomethingIsFiltered() {
    assertThat(
            Judge.judge(
                List.of(Maker.of(1, 1, 1L, 1L, 1L).candidate()),
                List.of(),
                LISTINGS,
                entry -> {
                  throw new AssertionError("nothing asks for it");
                }))
        .hasSize(1);
  }

  @Test
  void saysInWhichBlogTheOtherStands() {
    List<Ruling> rulings =
        Judge.judge(
            List.of(Maker.of(2, 2, 7L, 2L, null).candidate()),
            List.of(Maker.of(1, 1, 7L, 1L, null).was(Kind.SHOWN).candidate()),
            LISTINGS,
            JudgeTest::text);

    assertThat(rulings.getFirst().verdict().detail())
        .isEqualTo("It has the same id as “Post 1” in Ada, which is shown.");
  }

  /** Feeds answer in whatever order; what a planet shows must not depend on it. */
  @Test
  void theOrderOfFetchingDecidesNothing() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Candidate> waiting = new ArrayList<>();
      List<Candidate> shown = new ArrayList<>();
      for (int entry = 1; entry <= 40; entry++) {
        Maker maker =
            Maker.of(entry, 1 + random.nextInt(3), key(random), key(random), key(random))
                .length(random.nextInt(3))
                .day(random.nextInt(3));
        maker = random.nextBoolean() ? maker.passedOn() : maker;
        if (random.nextInt(4) == 0) {
          shown.add(maker.was(Kind.SHOWN).candidate());
        } else {
          waiting.add((random.nextInt(4) == 0 ? maker.was(Kind.SHOWN) : maker).candidate());
        }
      }
      List<String> expected = told(Judge.judge(waiting, shown, LISTINGS, JudgeTest::text));
      Collections.shuffle(waiting, random);
      Collections.shuffle(shown, random);

      assertThat(told(Judge.judge(waiting, shown, LISTINGS, JudgeTest::text)))
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
  }

  private static @Nullable Long key(Random random) {
    int key = random.nextInt(12);
    return key == 0 ? null : (Long) (long) key;
  }
}
