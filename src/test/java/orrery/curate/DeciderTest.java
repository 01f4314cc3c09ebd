package orrery.curate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import orrery.Draft;
import orrery.clean.PlainText;
import orrery.feed.Article;
import orrery.feed.Article.Keys;
import orrery.feed.Change;
import orrery.feed.Entry;
import orrery.feed.Known;

class DeciderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  /** What was collected of a feed: a store of a few lines. */
  private final List<Known> known = new ArrayList<>();

  private final List<String> titles = new ArrayList<>();
  private final Map<Long, Article> said = new HashMap<>();

  /** Reads a document, and says what came of it: "+title" for new, "2:id" for a revised second. */
  private List<String> read(Draft... document) {
    List<Entry> entries = Arrays.stream(document).map(Draft::entry).toList();
    Map<Long, Optional<Instant>> listed = new HashMap<>();
    List<Article> articles = new ArrayList<>();
    for (Entry entry : Decider.distinct(entries)) {
      Article article =
          Arrays.stream(document)
              .map(Draft::article)
              .filter(a -> a.entry().equals(entry))
              .findFirst()
              .orElseThrow();
      listed.put(article.fingerprint(), Optional.ofNullable(article.entry().date()));
      if (known.stream().noneMatch(k -> k.fingerprint() == article.fingerprint())) {
        articles.add(article);
      }
    }
    List<String> told = new ArrayList<>();
    for (Change change :
        Decider.decide(List.copyOf(known), listed, articles, texts(said), null, NOW)) {
      Article article = change.article();
      switch (change) {
        case Change.Add add -> {
          known.add(known(known.size() + 1, article));
          said.put((long) known.size(), article);
          titles.add(article.title());
          told.add("+" + article.title());
        }
        case Change.Revise revise -> {
          int i = (int) revise.entry() - 1;
          known.set(i, known(i + 1, article, revise.former()));
          said.put(i + 1L, article);
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
  void isKnownAgainByItsIdWhereTheTextStays() {
    read(post("a").text(Draft.LONG), post("b"));

    assertThat(
            read(
                post("a").url("https://elsewhere.example/1").title("new words").text(Draft.LONG),
                post("b")))
        .containsExactly("1:id");
  }

  @Test
  void anIdGivenToAnotherPostTellsNothing() {
    read(post("a").text(Draft.LONG), post("b"));

    assertThat(read(post("a").url("https://ada.example/c").title("c").text("Short."), post("b")))
        .containsExactly("+c");
  }

  @Test
  void idsThatCountPlacesMakeNoPostAnother() {
    Draft[] posts = new Draft[4];
    for (int i = 0; i < posts.length; i++) {
      posts[i] = Draft.of(null).url("https://ada.example/p" + i).title("Post " + i);
    }
    read(posts[1].id("item-1"), posts[0].id("item-2"));

    assertThat(read(posts[2].id("item-1"), posts[1].id("item-2"), posts[0].id("item-3")))
        .containsExactly("+Post 2", "1:address", "2:address");
    assertThat(read(posts[3].id("item-1"))).containsExactly("+Post 3");
  }

  @Test
  void isKnownAgainByItsLinkWhereTheIdIsAnother() {
    read(post("a"), post("b"));

    assertThat(read(Draft.of("urn:new:1").url("http://www.ada.example/a/?utm_source=x").title("a")))
        .containsExactly("1:address");
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
  void whatAgreesMostDecides() {
    read(post("a"), post("b"));

    assertThat(read(post("b").url("https://ada.example/a"))).containsExactly("2:id");
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
  void whatItWasOnceKnownByIsRemembered() {
    read(post("a"));
    read(Draft.of("urn:2").url("https://ada.example/a").title("a"));

    assertThat(read(post("a").url("https://new.example/a").title("a"))).containsExactly("1:id");
  }

  @Test
  void titleAndDateTellWhereAllElseIsNew() {
    Draft before = post("a").title("How we bind").published("2026-11-20T09:41:17Z").text("Thread.");
    Draft after =
        Draft.of("urn:9")
            .url("https://new.example/9")
            .title("HOW WE BIND")
            .published("2026-11-20T14:41:17Z")
            .text("Thread, and paper.");
    read(before);

    assertThat(read(after)).containsExactly("1:title and date");
  }

  @Test
  void oneTitleAtOtherTimesIsTwoPosts() {
    read(post("a").title("Photo").published("2026-11-20T09:41:17Z").text("Thread."));

    assertThat(read(post("b").title("Photo").published("2026-11-20T18:02:55Z").text("Paper.")))
        .containsExactly("+Photo");
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
    return Decider.decide(List.of(), Map.of(), List.of(draft.article()), texts(Map.of()), null, NOW)
        .stream()
        .map(change -> ((Change.Add) change).date().toString())
        .collect(Collectors.joining());
  }

  private static Known known(long entry, Article article) {
    return known(entry, article, List.of());
  }

  private static Known known(long entry, Article article, List<Long> former) {
    Keys keys = article.keys();
    return new Known(
        entry,
        new Keys(keys.id(), keys.link(), keys.text(), keys.marks(), former),
        article.fingerprint(),
        article.title(),
        article.titled(),
        article.entry().date(),
        article.url());
  }

  private static Decider.Texts texts(Map<Long, Article> said) {
    return new Decider.Texts(
        DeciderTest::text, entry -> text(Objects.requireNonNull(said.get(entry))));
  }

  private static String text(Article article) {
    return PlainText.ofClean(article.html());
  }
}
