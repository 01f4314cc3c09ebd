package orrery.curate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import orrery.curate.Judge.Listing;
import orrery.curate.Judge.Rules;
import orrery.feed.Article.Keys;
import orrery.feed.Candidate;
import orrery.feed.Candidate.Before;
import orrery.feed.Ruling;
import orrery.feed.Verdict;
import orrery.feed.Verdict.Kind;

class JudgeTest {
  private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");
  private static final Map<Long, Listing> LISTINGS =
      Map.of(
          1L, new Listing(0, "Ada", List.of(), 0, null, "blog.example"),
          2L, new Listing(1, "Ben", List.of(), 0, null, "blog.example"),
          3L, new Listing(2, "Cyn", List.of(), 0, null, "blog.example"));

  /** The length of a post of which only the first half is given. */
  private static final int EXCERPT = 300;

  /** An entry with some of what it is recognised by, a number each. */
  private record Maker(
      long entry,
      long feed,
      Keys keys,
      String title,
      Instant date,
      Instant firstSeen,
      @Nullable Instant said,
      int length,
      boolean own,
      boolean withdrawn,
      @Nullable Before before) {
    static Maker of(
        long entry, long feed, @Nullable Long id, @Nullable Long link, @Nullable Long text) {
      List<Long> marks = text == null ? List.of() : List.of(text);
      Keys keys = new Keys(id, link, text, marks, List.of());
      return new Maker(entry, feed, keys, "A post", DAY, DAY, null, 100, true, false, null);
    }

    Maker passedOn() {
      return with(title, date, firstSeen, said, length, false, withdrawn, before);
    }

    Maker length(int n) {
      return with(title, date, firstSeen, said, n, own, withdrawn, before);
    }

    Maker title(String words) {
      return with(words, date, firstSeen, said, length, own, withdrawn, before);
    }

    Maker day(int n) {
      Instant day = DAY.plus(Duration.ofDays(n));
      return with(title, day, firstSeen, said, length, own, withdrawn, before);
    }

    Maker seen(Instant time) {
      return with(title, date, time, said, length, own, withdrawn, before);
    }

    Maker said(Instant time) {
      return with(title, date, firstSeen, time, length, own, withdrawn, before);
    }

    Maker takenBack() {
      return with(title, date, firstSeen, said, length, own, true, before);
    }

    Maker was(Kind kind) {
      return was(kind, 0);
    }

    Maker was(Kind kind, long of) {
      var then = new Before(new Verdict(kind, "new", "It was."), of, DAY, true);
      return with(title, date, firstSeen, said, length, own, withdrawn, then);
    }

    private Maker with(
        String words,
        Instant day,
        Instant time,
        @Nullable Instant says,
        int n,
        boolean home,
        boolean gone,
        @Nullable Before then) {
      return new Maker(entry, feed, keys, words, day, time, says, n, home, gone, then);
    }

    Candidate candidate() {
      return new Candidate(
          entry,
          feed,
          "anchor%02d".formatted(entry),
          keys,
          "https://blog.example/" + entry,
          date,
          said,
          firstSeen,
          length,
          own,
          title,
          true,
          List.of(),
          List.of(),
          null,
          0,
          withdrawn,
          before);
    }
  }

  private static Rules rules(Map<Long, Listing> listings) {
    return new Rules(listings, 0, false, List.of(), DAY);
  }

  /** "1:shown" and "2:duplicate of 1 (same-id)", by entry. */
  private static List<String> judge(List<Maker> known, Maker... waiting) {
    return judge(rules(LISTINGS), known, waiting);
  }

  private static List<String> judge(Rules rules, List<Maker> known, Maker... waiting) {
    return told(rulings(rules, known, waiting));
  }

  private static List<Ruling> rulings(Rules rules, List<Maker> known, Maker... waiting) {
    List<Maker> all = new ArrayList<>(known);
    all.addAll(List.of(waiting));
    return Judge.judge(
        Arrays.stream(waiting).map(Maker::candidate).toList(),
        known.stream().map(m -> (m.before() == null ? m.was(Kind.SHOWN) : m).candidate()).toList(),
        List.of(),
        rules,
        entry -> text(all, entry));
  }

  private static String text(List<Maker> all, long entry) {
    return all.stream()
        .filter(maker -> maker.entry() == entry)
        .map(
            maker -> {
              String whole = text(maker.keys().text());
              return maker.length() == EXCERPT ? whole.substring(0, whole.length() / 2) : whole;
            })
        .findFirst()
        .orElseThrow();
  }

  /** A long text of its own for each number, and a short one for none. */
  private static String text(@Nullable Long number) {
    return number == null
        ? "Short."
        : IntStream.range(0, 60)
            .mapToObj(
                i ->
                    "word"
                        + (char) ('a' + number % 26)
                        + (char) ('a' + i % 26)
                        + "x".repeat(i / 26))
            .collect(Collectors.joining(" "));
  }

  private static List<String> told(List<Ruling> rulings) {
    Map<Long, String> told = new TreeMap<>();
    for (Ruling ruling : rulings) {
      String of =
          ruling.of() == 0 ? "" : " of " + ruling.of() + " (" + ruling.verdict().rule() + ")";
      told.put(
          ruling.candidate().entry(),
          ruling.candidate().entry() + ":" + ruling.verdict().label() + of);
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
  void anIdThatAllElseContradictsTellsNothing() {
    assertThat(
            judge(
                List.of(),
                Maker.of(1, 1, 7L, 1L, 1L).title("Glue"),
                Maker.of(2, 2, 7L, 2L, 2L).title("Thread")))
        .containsExactly("1:shown", "2:shown");
  }

  @Test
  void recognisesDuplicatesByLinkAndText() {
    assertThat(
            judge(
                List.of(),
                Maker.of(1, 1, 1L, 7L, 8L),
                Maker.of(2, 2, 2L, 7L, 9L),
                Maker.of(3, 3, 3L, 3L, 8L).title("Elsewhere it has another")))
        .containsExactly("1:shown", "2:duplicate of 1 (same-link)", "3:duplicate of 1 (same-text)");
  }

  @Test
  void whatIsWrittenAboutAPageIsNotThatPage() {
    assertThat(
            judge(
                List.of(),
                Maker.of(1, 1, 1L, 7L, 8L).title("How we bind books"),
                Maker.of(2, 2, 2L, 7L, 9L).title("Ada on binding").passedOn()))
        .containsExactly("1:shown", "2:shown");
  }

  @Test
  void whatHasNoKeysIsNobodysDuplicate() {
    assertThat(judge(List.of(), Maker.of(1, 1, null, null, null), Maker.of(2, 2, null, null, null)))
        .containsExactly("1:shown", "2:shown");
  }

  @Test
  void whatADuplicateIsKnownByIsTheOriginalsToo() {
    assertThat(
            judge(
                List.of(
                    Maker.of(1, 1, 1L, 7L, null),
                    Maker.of(2, 2, 2L, 7L, null).was(Kind.DUPLICATE, 1)),
                Maker.of(3, 3, 2L, 3L, null)))
        .containsExactly("3:duplicate of 1 (same-copy)");
  }

  @Test
  void whatIsShownStaysWhateverIsPassedOn() {
    assertThat(
            judge(
                List.of(Maker.of(1, 1, 7L, 1L, null).length(900)),
                Maker.of(2, 2, 7L, 2L, null).passedOn().length(1000)))
        .containsExactly("2:duplicate of 1 (same-id)");
  }

  @Test
  void theAuthorsOwnTakesThePlaceAndTheDateOfWhatPassedItOn() {
    List<Ruling> rulings =
        rulings(
            rules(LISTINGS),
            List.of(Maker.of(1, 1, 7L, 1L, null).passedOn().day(3)),
            Maker.of(2, 2, 7L, 2L, null).day(-1));

    assertThat(told(rulings)).containsExactly("1:duplicate of 2 (same-id)", "2:shown");
    assertThat(rulings).extracting(Ruling::date).contains(DAY.plus(Duration.ofDays(3)));
  }

  @Test
  void whoeverOnlyClaimsASiteTakesNoPlace() {
    Map<Long, Listing> listings =
        Map.of(
            1L, new Listing(0, "Ada", List.of(), 0, null, "blog.example"),
            2L, new Listing(1, "Eve", List.of(), 0, null, "evil.example"));

    assertThat(
            judge(
                rules(listings),
                List.of(Maker.of(1, 1, 7L, 1L, 5L).length(EXCERPT)),
                Maker.of(2, 2, 7L, 1L, 5L).length(4000)))
        .containsExactly("2:duplicate of 1 (same-id)");
    assertThat(
            judge(
                rules(listings),
                List.of(Maker.of(1, 1, 7L, 1L, null).passedOn()),
                Maker.of(2, 2, 7L, 1L, null)))
        .containsExactly("2:duplicate of 1 (same-id)");
  }

  @Test
  void theWholeTakesThePlaceOfAnExcerpt() {
    assertThat(
            judge(
                List.of(Maker.of(1, 1, 7L, 1L, 5L).length(EXCERPT)),
                Maker.of(2, 2, 7L, 2L, 5L).length(4000)))
        .containsExactly("1:duplicate of 2 (same-id)", "2:shown");
  }

  @Test
  void whatIsShownStaysShownWhenItIsRevised() {
    assertThat(
            judge(
                List.of(Maker.of(2, 2, 7L, 2L, null).was(Kind.DUPLICATE, 1)),
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
  void twoEntriesOfOneFeedAreOneOnlyWhereAllIsTheSameButTheId() {
    assertThat(judge(List.of(), Maker.of(1, 1, 7L, 7L, 7L), Maker.of(2, 1, 7L, 7L, 8L)))
        .containsExactly("1:shown", "2:shown");
    assertThat(judge(List.of(), Maker.of(1, 1, 1L, 7L, 7L), Maker.of(2, 1, 2L, 7L, 7L)))
        .containsExactly("1:shown", "2:duplicate of 1 (same-text)");
  }

  @Test
  void filtersBeforeAnythingElse() {
    Filter filter = Filter.of("exclude", "wordb", "The planet's", false, FilterTest.UNREAD);
    Map<Long, Listing> listings =
        Map.of(
            1L, new Listing(0, "Ada", List.of(filter), 0, null, "blog.example"),
            2L, new Listing(1, "Ben", List.of(), 0, null, "blog.example"));

    assertThat(
            judge(
                rules(listings),
                List.of(),
                Maker.of(1, 1, 7L, 1L, 1L).was(Kind.SHOWN),
                Maker.of(2, 2, 7L, 2L, null)))
        .containsExactly("1:filtered", "2:shown");
  }

  @Test
  void asksForTextsOnlyWhereSomethingDependsOnThem() {
    assertThat(
            Judge.judge(
                List.of(
                    Maker.of(1, 1, 1L, 1L, 1L).candidate(), Maker.of(2, 2, 1L, 1L, 2L).candidate()),
                List.of(),
                List.of(),
                rules(LISTINGS),
                entry -> {
                  throw new AssertionError("nothing asks for it");
                }))
        .hasSize(2);
  }

  @Test
  void saysInWhichBlogTheOtherStands() {
    List<Ruling> rulings =
        rulings(
            rules(LISTINGS), List.of(Maker.of(1, 1, 7L, 1L, null)), Maker.of(2, 2, 7L, 2L, null));

    assertThat(rulings.getFirst().verdict().detail())
        .isEqualTo("It has the same id as “A post” in Ada, which is shown.");
  }

  @Test
  void whatItsAuthorTookBackIsNotShownInItsCopies() {
    assertThat(
            judge(
                List.of(),
                Maker.of(1, 1, 7L, 1L, null).was(Kind.SHOWN).takenBack(),
                Maker.of(2, 2, 7L, 2L, null).passedOn(),
                Maker.of(3, 3, 7L, 3L, null)))
        .containsExactly("1:withdrawn", "2:duplicate of 3 (same-id)", "3:shown");
    assertThat(
            judge(
                List.of(Maker.of(1, 1, 7L, 1L, null).takenBack().was(Kind.WITHDRAWN)),
                Maker.of(2, 2, 7L, 2L, null).passedOn()))
        .containsExactly("2:withdrawn of 1 (copy)");
  }

  @Test
  void theFutureIsHeldWhereThePlanetSaysSo() {
    Instant soon = DAY.plus(Duration.ofDays(2));
    Rules holding = new Rules(LISTINGS, 0, true, List.of(), DAY);
    Maker early = Maker.of(1, 1, 1L, 1L, null).said(soon);

    assertThat(judge(List.of(), early)).containsExactly("1:shown");
    Ruling held = rulings(holding, List.of(), early).getFirst();
    assertThat(held.verdict().label()).isEqualTo("held");
    assertThat(held.until()).isEqualTo(soon);
    assertThat(held.date()).as("nothing stands in the future").isEqualTo(DAY);
    Ruling shown =
        rulings(new Rules(LISTINGS, 0, true, List.of(), soon), List.of(), early.was(Kind.HELD))
            .getFirst();
    assertThat(shown.verdict().kind()).isEqualTo(Kind.SHOWN);
    assertThat(shown.date()).isEqualTo(soon);
    assertThat(rulings(rules(LISTINGS), List.of(), early.was(Kind.HELD)).getFirst().date())
        .as("the planet shows it now, where it was first seen")
        .isEqualTo(DAY);
  }

  @Test
  void ofManyPostsOfADayTheFirstStandOnTheFrontPage() {
    Map<Long, Listing> listings =
        Map.of(
            1L, new Listing(0, "Ada", List.of(), 2, DAY.minus(Duration.ofDays(9)), "blog.example"));
    Maker[] many = new Maker[4];
    for (int i = 0; i < 4; i++) {
      many[i] = Maker.of(i + 1, 1, i + 1L, i + 1L, null).title("Post " + i).day(-i);
    }

    List<Ruling> rulings = rulings(rules(listings), List.of(), many);

    assertThat(told(rulings)).containsExactly("1:shown", "2:shown", "3:held", "4:held");
    assertThat(rulings)
        .extracting(Ruling::front)
        .containsExactlyInAnyOrder(true, true, false, false);
    assertThat(rulings).extracting(r -> r.verdict().kind()).containsOnly(Kind.SHOWN);
    assertThat(rulings)
        .filteredOn(ruling -> ruling.candidate().entry() == 4)
        .extracting(ruling -> ruling.verdict().detail())
        .containsExactly(
            "It is the 4th new post of this feed on 2026-11-22; the front page takes 2 a day.");
  }

  @Test
  void whatCameEarlierThatDayHasItsPlace() {
    Map<Long, Listing> listings =
        Map.of(
            1L, new Listing(0, "Ada", List.of(), 2, DAY.minus(Duration.ofDays(9)), "blog.example"));

    assertThat(
            judge(
                rules(listings),
                List.of(),
                Maker.of(1, 1, 1L, 1L, null).title("Glue").seen(DAY.plusSeconds(9)).day(0),
                Maker.of(2, 1, 2L, 2L, null).title("Thread").seen(DAY.plusSeconds(8)).day(-1),
                Maker.of(3, 1, 3L, 3L, null).title("Paper").seen(DAY.plusSeconds(7)).day(-2)))
        .containsExactly("1:held", "2:shown", "3:shown");
  }

  @Test
  void ofANewFeedTheNewestFewStandOnTheFrontPage() {
    Map<Long, Listing> listings =
        Map.of(1L, new Listing(0, "Ada", List.of(), 2, DAY, "blog.example"));
    Maker[] past = new Maker[5];
    for (int i = 0; i < 5; i++) {
      past[i] = Maker.of(i + 1, 1, i + 1L, i + 1L, null).title("Post " + i).day(-i - 1);
    }

    assertThat(judge(new Rules(listings, 3, false, List.of(), DAY), List.of(), past))
        .containsExactly("1:shown", "2:shown", "3:shown", "4:held", "5:held");
  }

  /** Feeds answer in whatever order; what a planet shows must not depend on it. */
  @Test
  void theOrderOfFetchingDecidesNothing() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<Maker> waiting = new ArrayList<>();
      List<Maker> shown = new ArrayList<>();
      for (int entry = 1; entry <= 40; entry++) {
        Maker maker =
            Maker.of(entry, 1 + random.nextInt(3), key(random), key(random), key(random))
                .length(random.nextInt(3))
                .day(random.nextInt(3));
        maker = random.nextBoolean() ? maker.passedOn() : maker;
        if (random.nextInt(4) == 0) {
          shown.add(maker.was(Kind.SHOWN));
        } else {
          waiting.add(random.nextInt(4) == 0 ? maker.was(Kind.SHOWN) : maker);
        }
      }
      List<String> expected = judge(shown, waiting.toArray(Maker[]::new));
      Collections.shuffle(waiting, random);
      Collections.shuffle(shown, random);

      assertThat(judge(shown, waiting.toArray(Maker[]::new)))
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
  }

  private static @Nullable Long key(Random random) {
    int key = random.nextInt(12);
    return key == 0 ? null : (Long) (long) key;
  }
}
