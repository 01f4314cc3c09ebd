package orrery.curate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import orrery.Draft;
import orrery.feed.Article;
import orrery.feed.Change;
import orrery.feed.Entry;
import orrery.feed.Known;

class DeciderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  /** What was collected of a feed: a store of a few lines. */
  private final List<Known> known = new ArrayList<>();

  private final List<String> titles = new ArrayList<>();

  /** Reads a document, and says what came of it: "+title" for new, "2:id" for a revised second. */
  private List<String> read(Draft... document) {
    List<Entry> entries = Arrays.stream(document).map(Draft::entry).toList();
    Set<Long> present = new HashSet<>();
    List<Article> articles = new ArrayList<>();
    for (Entry entry : Decider.distinct(entries)) {
      Article article =
          Arrays.stream(document)
              .map(Draft::article)
              .filter(a -> a.entry().equals(entry))
              .findFirst()
              .orElseThrow();
      present.add(article.fingerprint());
      if (known.stream().noneMatch(k -> k.fingerprint() == article.fingerprint())) {
        articles.add(article);
      }
    }
    List<String> told = new ArrayList<>();
    for (Change change : Decider.decide(List.copyOf(known), present, articles, NOW)) {
      Article article = change.article();
      switch (change) {
        case Change.Add add -> {
          known.add(known(known.size() + 1, article));
          titles.add(article.title());
          told.add("+" + article.title());
        }
        case Change.Revise revise -> {
          int i = (int) revise.entry() - 1;
          known.set(i, known(i + 1, article));
          titles.set(i, article.title());
          told.add(revise.entry() + ":" + revise.matchedBy());
        }
      }
    }
    return told;
  }

  private static Draft post(String name) {
    return Draft.of("https://ada.example/id/" + name)
        .url("https://ada.example/" + name)
        .title(name);
  }

  @Test
  void isNewTheFirstTimeAndNothingTheSecond() {
    assertThat(read(post("a"), post("b"))).containsExactly("+a", "+b");
    assertThat(read(post("b"), post("a"))).isEmpty();
    assertThat(read(post("c"), post("b"))).containsExactly("+c");
  }

  @Test
  void isKnownAgainByItsIdWhateverElseChanges() {
    read(post("a"), post("b"));

    assertThat(read(post("a").url("https://elsewhere.example/1").title("new words"), post("b")))
        .containsExactly("1:id");
  }

  @Test
  void isKnownAgainByItsLinkWhereTheIdIsAnother() {
    read(post("a"), post("b"));

    assertThat(read(Draft.of("urn:new:1").url("http://www.ada.example/a/?utm_source=x").title("a")))
        .containsExactly("1:link");
  }

  @Test
  void isKnownAgainByItsTextWhereIdAndLinkAreOthers() {
    read(post("a").text(Draft.LONG), post("b"));

    assertThat(
            read(Draft.of("urn:new:1").url("https://new.example/a").title("A!").text(Draft.LONG)))
        .containsExactly("1:text");
  }

  @Test
  void aShortTextTellsNothing() {
    read(post("a").text("Link."));

    assertThat(read(Draft.of("urn:new:1").url("https://new.example/a").title("a").text("Link.")))
        .containsExactly("+a");
  }

  @Test
  void theIdGoesBeforeTheLink() {
    read(post("a"), post("b"));

    assertThat(read(post("b").url("https://ada.example/a").title("moved"))).containsExactly("2:id");
  }

  @Test
  void whatStandsThereUnchangedIsNobodysEarlierForm() {
    read(post("a"));

    assertThat(read(post("a"), Draft.of("urn:other").url("https://ada.example/a").title("reply")))
        .containsExactly("+reply");
  }

  @Test
  void twoThatShareALinkAreNotRevisionsOfOne() {
    read(post("a").url("https://ada.example/now"));

    assertThat(
            read(
                Draft.of("urn:1").url("https://ada.example/now").title("x"),
                Draft.of("urn:2").url("https://ada.example/now").title("y")))
        .containsExactly("+x", "+y");
  }

  @Test
  void feedsThatGiveAllEntriesOneGuidLoseNone() {
    String[] names = {"a", "b", "c", "d", "e"};
    for (int first = 0; first + 2 < names.length; first++) {
      Draft[] window = new Draft[3];
      for (int i = 0; i < 3; i++) {
        String name = names[first + i];
        window[i] = Draft.of("urn:all").url("https://ada.example/" + name).title(name);
      }
      read(window);
    }

    assertThat(titles).containsExactly(names);
  }

  @Test
  void feedsThatGiveAllEntriesOneGuidAndOneLinkLoseNone() {
    Draft[] all =
        Arrays.stream(new String[] {"1.0", "1.1", "1.2", "1.3"})
            .map(v -> Draft.of("https://ada.example/log").url("https://ada.example/log").title(v))
            .toArray(Draft[]::new);
    read(all[0], all[1]);
    read(all[1], all[2]);
    read(all[2], all[3]);

    assertThat(titles).containsExactly("1.0", "1.1", "1.2", "1.3");
  }

  @Test
  void feedsThatGiveAllEntriesOneLinkLoseNone() {
    for (String[] window : new String[][] {{"1", "2"}, {"2", "3"}, {"3", "4"}}) {
      read(
          Arrays.stream(window)
              .map(n -> Draft.of("urn:" + n).url("https://ada.example/blog").title(n))
              .toArray(Draft[]::new));
    }

    assertThat(titles).containsExactly("1", "2", "3", "4");
  }

  @Test
  void ofSeveralStatesOfOneEntryTheLatestCounts() {
    Draft first = post("a").text("first").updated("2026-11-20T00:00:00Z");
    Draft second = post("a").text("second").updated("2026-11-21T00:00:00Z");

    assertThat(read(first)).containsExactly("+a");
    assertThat(read(first, second)).containsExactly("1:id");
    assertThat(read(second, first)).isEmpty();
    assertThat(known).hasSize(1);
  }

  @Test
  void entriesWithoutIdAndLinkAreToldApartByAllThatTheySay() {
    Draft one = Draft.of(null).title("Untitled").text("one");
    Draft two = Draft.of(null).title("Untitled").text("two");

    assertThat(read(one, two, one)).containsExactly("+Untitled", "+Untitled");
    assertThat(read(two, one)).isEmpty();
  }

  @Test
  void notesWithoutTitlesAreToldApartByTheirText() {
    Draft one = Draft.of("urn:all").url("https://ada.example/").title("").text("one");
    Draft two = Draft.of("urn:all").url("https://ada.example/").title("").text("two");

    assertThat(Decider.distinct(List.of(one.entry(), two.entry(), one.entry())))
        .extracting(Entry::content)
        .containsExactly(one.entry().content(), two.entry().content());
  }

  @Test
  void theDateIsFixedWhenAnEntryIsFirstSeen() {
    assertThat(date(post("a").published("2026-01-02T03:04:05Z").updated("2026-06-01T00:00:00Z")))
        .isEqualTo("2026-01-02T03:04:05Z");
    assertThat(date(post("a").updated("2026-06-01T00:00:00Z"))).isEqualTo("2026-06-01T00:00:00Z");
    assertThat(date(post("a"))).isEqualTo(NOW.toString());
    assertThat(date(post("a").published("2999-01-01T00:00:00Z"))).isEqualTo(NOW.toString());
  }

  private static String date(Draft draft) {
    return Decider.decide(List.of(), Set.of(), List.of(draft.article()), NOW).stream()
        .map(change -> ((Change.Add) change).date().toString())
        .collect(Collectors.joining());
  }

  private static Known known(long entry, Article article) {
    return new Known(
        entry,
        article.keys(),
        article.fingerprint(),
        article.title(),
        article.titled(),
        article.entry().date(),
        article.url());
  }
}
