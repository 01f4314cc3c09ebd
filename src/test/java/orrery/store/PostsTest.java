package orrery.store;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.Draft;
import orrery.curate.Identity;
import orrery.feed.Candidate;
import orrery.feed.Post;
import orrery.store.Posts.Shown;
import orrery.store.Posts.Touch;

@ParameterizedClass
@EnumSource(Database.class)
class PostsTest {
  private static final String ADA = Shelf.ADA;
  private static final String BEN = Shelf.BEN;

  private final Shelf shelf;

  PostsTest(Database database) throws StoreException, SQLException {
    shelf = new Shelf(database);
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private static Draft post(String name) {
    return Draft.of("urn:" + name)
        .url("https://ada.example/" + name)
        .title(name)
        .published("2026-11-0" + (name.charAt(0) - 'a' + 1) + "T00:00:00Z");
  }

  /** The same post, passed on by another. */
  private static Draft copy(String name) {
    return post(name).title("copy of " + name).published("2026-11-20T00:00:00Z").passedOn();
  }

  @Test
  void whatIsNewWaitsForAVerdictOnce() {
    shelf.take(ADA, post("a"), post("b"));
    Posts posts = shelf.planet("p", ADA);

    assertThat(posts.state().pending()).isTrue();
    assertThat(posts.docket().waiting()).hasSize(2).allMatch(c -> c.verdict() == null && c.own());
    Set<Long> entries = posts.docket().waiting().stream().map(Candidate::entry).collect(toSet());
    assertThat(posts.docket().waiting(entries)).hasSize(2);
    assertThat(posts.docket().waiting(Set.of())).isEmpty();
    assertThat(shelf.planet("q", BEN).docket().waiting(entries)).as("another feed's").isEmpty();
    assertThat(shelf.judge(posts)).hasSize(2);
    assertThat(posts.docket().waiting(entries)).isEmpty();
    posts.rendered("look", Map.of());
    assertThat(posts.state().pending()).isFalse();
    assertThat(shelf.shown(posts)).containsExactly("b", "a");
    assertThat(posts.shown())
        .isEqualTo(
            Map.of(shelf.feed(ADA).id(), new Shown(2, Instant.parse("2026-11-02T00:00:00Z"))));
  }

  @Test
  void aVerdictTellsWhatItTouches() {
    shelf.take(ADA, post("a").tags("Java", "Tea"));
    Posts posts = shelf.planet("p", ADA);
    Instant date = Instant.parse("2026-11-01T00:00:00Z");
    long ada = shelf.feed(ADA).id();

    assertThat(shelf.judge(posts))
        .containsExactly(new Touch(ada, date, Set.of("java", "tea"), Set.of("en")));

    shelf.take(ADA, post("a").tags("Tea", "Milk"));
    assertThat(shelf.judge(posts))
        .containsExactly(new Touch(ada, date, Set.of("java", "tea", "milk"), Set.of("en")));
  }

  @Test
  void postsStandUnderTheirLanguageWithoutItsRegion() {
    shelf.take(ADA, post("a").language("de-AT").rights("© Ada"), post("b").language(null));
    shelf.take(BEN, post("c").language("de"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    long ada = shelf.feed(ADA).id();
    long ben = shelf.feed(BEN).id();

    Archive archive = shelf.archive(posts);
    assertThat(archive.languages()).isEqualTo(Map.of("de", Map.of(ada, 1, ben, 1)));
    assertThat(Shelf.titles(archive.language("de", 9))).containsExactlyInAnyOrder("a", "c");
    assertThat(archive.wholeLanguage("de", 9)).noneMatch(post -> post.html().isEmpty());
    assertThat(archive.monthsOfLanguage("de").values()).containsExactly(2);
    assertThat(archive.newest(9))
        .extracting(Post::rights)
        .containsExactlyInAnyOrder("© Ada", null, null);

    shelf.take(ADA, post("a").language("en"), post("b").language(null));
    assertThat(shelf.judge(posts))
        .singleElement()
        .extracting(Touch::languages)
        .isEqualTo(Set.of("de", "en"));
    assertThat(shelf.archive(posts).languages().keySet()).containsExactly("de", "en");
  }

  @Test
  void pagesAreToBeMadeAnewUntilTheyAre() {
    shelf.take(ADA, post("a"));
    Posts posts = shelf.planet("p", ADA);
    posts.rendered("look", Map.of());
    assertThat(posts.state().rendering()).isEqualTo("look");

    shelf.store.entries().announce();
    assertThat(posts.state().pending()).as("killed before feeds were read").isTrue();
    shelf.judge(posts);
    assertThat(posts.state().rendering()).as("killed before they were written").isNull();
    assertThat(posts.state().pending()).isTrue();

    long ada = shelf.feed(ADA).id();
    var told = new Posts.Told(7, 1, shelf.now, 2);
    posts.rendered("look", Map.of(ada, told));
    assertThat(posts.state().rendering()).isEqualTo("look");
    assertThat(posts.told()).isEqualTo(Map.of(ada, told));

    shelf.judgeOnce(posts);
    assertThat(posts.state().rendering()).as("nothing changed").isEqualTo("look");
  }

  @Test
  void duplicatesStandWithWhatTheyAreDuplicatesOf() {
    shelf.take(ADA, post("a"));
    shelf.take(BEN, copy("a"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);

    assertThat(shelf.verdicts(posts)).containsExactly("copy of a: duplicate", "a: shown");
    assertThat(shelf.archive(posts).newest(9))
        .singleElement()
        .extracting(Post::alsoIn)
        .isEqualTo(List.of(new Post.AlsoIn("Ben", "https://ada.example/a")));
    assertThat(posts.counts()).isEqualTo(Map.of(shelf.feed(ADA).id(), 1, shelf.feed(BEN).id(), 1));
  }

  @Test
  void aDuplicateThatComesLaterTouchesWhatIsShown() {
    shelf.take(ADA, post("a").tags("Java"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    shelf.take(BEN, copy("a"));

    assertThat(shelf.judge(posts))
        .contains(
            new Touch(
                shelf.feed(ADA).id(),
                Instant.parse("2026-11-01T00:00:00Z"),
                Set.of("java"),
                Set.of("en")));
  }

  @Test
  void whatIsNoDuplicateAnyMoreTouchesWhatItWasDuplicateOf() {
    shelf.take(ADA, post("a"));
    shelf.take(BEN, copy("a").title("to be changed"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);

    // Known again by its id and title, it is another post now.
    Draft changed =
        Draft.of("urn:a")
            .url("https://ben.example/own")
            .title("to be changed")
            .text("Ben writes of glue here, and of nothing else at all, for twelve words or more.");
    shelf.take(BEN, changed);
    shelf.take(ADA, Draft.of("urn:z").url("https://ada.example/a").title("a").text(Draft.LONG));

    List<Touch> touches = shelf.judge(posts);
    assertThat(shelf.verdicts(posts)).contains("to be changed: shown", "a: shown");
    assertThat(touches).anyMatch(t -> t.feed() == shelf.feed(ADA).id());
    assertThat(shelf.archive(posts).newest(9)).allMatch(p -> p.alsoIn().isEmpty());
  }

  @Test
  void whatWasADuplicateIsShownWhenTheOtherIsFiltered() {
    shelf.take(ADA, post("a"));
    shelf.take(BEN, copy("a"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);

    shelf.exclude(ADA, "sponsored");
    shelf.take(ADA, post("a").text("sponsored"));
    shelf.judgeOnce(posts);
    assertThat(posts.state().waiting()).as("what it stood for").isTrue();
    shelf.judge(posts);

    assertThat(shelf.verdicts(posts)).containsExactly("copy of a: shown", "a: filtered");
    assertThat(shelf.shown(posts)).containsExactly("copy of a");
  }

  @Test
  void whatWasADuplicateIsShownWhenTheOtherBecomesAnotherPost() {
    shelf.take(ADA, post("a").text(Draft.LONG));
    shelf.take(BEN, copy("a").url("https://ben.example/a").text(Draft.LONG));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).containsExactly("a");

    shelf.take(ADA, post("a").title("mended").url("https://ada.example/a").text(Draft.LONG));
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).as("still one").containsExactly("mended");

    // The id was a slip: the feed gives another for the same address.
    shelf.take(
        ADA, Draft.of("urn:new").url("https://ada.example/a").title("mended").published(null));
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).containsExactly("copy of a", "mended");
  }

  @Test
  void whatWasADuplicateIsShownWhenTheOthersFeedLeaves() {
    shelf.take(ADA, post("a").tags("Java"));
    shelf.take(BEN, copy("a"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);

    assertThat(shelf.subscribe(posts, "", BEN)).isTrue();
    shelf.judge(posts);

    assertThat(shelf.shown(posts)).containsExactly("copy of a");
    assertThat(shelf.archive(posts).tag("java", 9)).isEmpty();
  }

  @Test
  void aFeedThatComesBackBringsItsPostsWithTheirDates() {
    shelf.take(ADA, Draft.of("urn:undated").title("undated").published(null));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    Post before = shelf.archive(posts).newest(1).getFirst();

    shelf.subscribe(posts, "");
    assertThat(shelf.shown(posts)).isEmpty();
    shelf.now = shelf.now.plusSeconds(86_400);
    assertThat(shelf.subscribe(posts, "", ADA)).isFalse();
    assertThat(posts.state().pending()).isTrue();
    shelf.judge(posts);

    assertThat(shelf.archive(posts).newest(9)).containsExactly(before);
  }

  @Test
  void otherRulesMakeEveryVerdictAnew() {
    shelf.take(ADA, post("a"), post("b").text("sponsored"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).containsExactly("b", "a");

    shelf.exclude(ADA, "sponsored");
    assertThat(shelf.subscribe(posts, "exclude sponsored", ADA)).isTrue();
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).containsExactly("a");
    assertThat(shelf.subscribe(posts, "exclude sponsored", ADA)).isFalse();
  }

  @Test
  void twoPlanetsOverOneStoreAreNoneOfEachOthersBusiness() {
    shelf.take(ADA, post("a"));
    shelf.take(BEN, copy("a"));
    Posts both = shelf.planet("both", ADA, BEN);
    Posts ben = shelf.planet("ben", BEN);
    shelf.judge(both);
    assertThat(ben.state().pending()).isTrue();
    shelf.judge(ben);

    assertThat(shelf.shown(both)).containsExactly("a");
    assertThat(shelf.shown(ben)).containsExactly("copy of a");
    shelf.take(BEN, copy("a").text("revised"));
    assertThat(both.state().pending()).isTrue();
    assertThat(ben.state().pending()).isTrue();
    shelf.subscribe(ben, "");
    assertThat(shelf.shown(ben)).isEmpty();
    assertThat(shelf.shown(both)).containsExactly("a");
    assertThat(shelf.store.posts("ben").counts()).isEmpty();
  }

  @Test
  void explainsByFeedAddressIdAndWords() {
    shelf.take(ADA, post("a").title("100% Tea_time").tags("Tea"));
    shelf.take(BEN, copy("a"));
    Posts posts = shelf.planet("p", ADA, BEN);
    assertThat(posts.explain(Sought.of(List.of(ADA)), 9))
        .singleElement()
        .satisfies(e -> assertThat(e.verdict()).isEqualTo("held"))
        .satisfies(e -> assertThat(e.rule()).isEqualTo("waiting"));
    shelf.judge(posts);

    assertThat(explain(posts, "urn:a")).containsExactly("copy of a", "100% Tea_time");
    assertThat(explain(posts, "http://www.ada.example/a/")).hasSize(2);
    assertThat(explain(posts, "0% TEA_")).containsExactly("100% Tea_time");
    assertThat(explain(posts, "%")).containsExactly("100% Tea_time");
    assertThat(explain(posts, "_time")).containsExactly("100% Tea_time");
    assertThat(explain(posts, "!")).isEmpty();
    assertThat(explain(posts, "'; drop table post; --")).isEmpty();
    assertThat(posts.explain(Sought.of(List.of(ADA, BEN)), 1)).hasSize(1);

    Explained duplicate = posts.explain(Sought.of(List.of(BEN)), 9).getFirst();
    assertThat(duplicate.feed()).isEqualTo(BEN);
    assertThat(duplicate.id()).isEqualTo("urn:a");
    assertThat(duplicate.verdict()).isEqualTo("duplicate");
    assertThat(duplicate.rule()).isEqualTo("same-id");
    assertThat(duplicate.of()).isEqualTo("https://ada.example/a");
    assertThat(duplicate.date()).isEqualTo("2026-11-20T00:00:00Z");
    assertThat(duplicate.firstSeen()).isEqualTo(shelf.now);
    assertThat(duplicate.updated()).isNull();
    assertThat(duplicate.language()).isEqualTo("en");
  }

  private static List<String> explain(Posts posts, String words) {
    return posts.explain(Sought.of(Set.of(Identity.linkKey(words)), Set.of(), words), 9).stream()
        .map(Explained::title)
        .toList();
  }

  @Test
  void asksForManyKeysInTurn() {
    Draft[] many = new Draft[2500];
    Draft[] copies = new Draft[many.length];
    for (int i = 0; i < many.length; i++) {
      many[i] = Draft.of("urn:" + i).title("n" + i);
      copies[i] = Draft.of("urn:" + i).title("n" + i).text("other");
    }
    shelf.take(ADA, many);
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    shelf.take(BEN, copies);
    shelf.judge(posts);

    assertThat(posts.shown().values()).extracting(Shown::posts).containsExactly(many.length);
  }
}
