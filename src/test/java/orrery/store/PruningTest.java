package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.Draft;
import orrery.feed.Article;
import orrery.feed.Candidate;
import orrery.feed.Change;
import orrery.feed.Fetched.Validators;
import orrery.feed.Picture;
import orrery.feed.Post;
import orrery.feed.Ruling;
import orrery.feed.Verdict;
import orrery.feed.Verdict.Kind;
import orrery.store.Pruning.Share;

@ParameterizedClass
@EnumSource(Database.class)
class PruningTest {
  private static final String ADA = Shelf.ADA;
  private static final String BEN = Shelf.BEN;

  private final Shelf shelf;
  private final Pruning pruning;

  PruningTest(Database database) throws StoreException, SQLException {
    shelf = new Shelf(database);
    pruning = shelf.store.pruning();
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private static Draft post(String name) {
    return Draft.of("urn:" + name)
        .url("https://ada.example/" + name)
        .title(name)
        .text(name + ": " + Draft.LONG)
        .links("https://x.example/")
        .published("2026-11-0" + (name.charAt(0) - 'a' + 1) + "T00:00:00Z");
  }

  private Candidate candidate(Posts posts, String name) {
    Article article = post(name).feed(ADA).article();
    long feed = shelf.feed(ADA).id();
    long entry =
        shelf.store.entries().like(feed, List.of(article), Shelf::lookups).getFirst().entry();
    return Objects.requireNonNull(posts.docket().candidate(entry));
  }

  private void expire(Posts posts, String name) {
    var verdict = new Verdict(Kind.EXPIRED, "keep_days", "It is old.");
    posts.apply(List.of(new Ruling(candidate(posts, name), verdict, 0)), Map.of(), shelf.now);
  }

  private boolean isPruned(Posts posts, String name) {
    return !posts.docket().pruned(List.of(candidate(posts, name).entry())).isEmpty();
  }

  @Test
  void dropsWhatExpiredOnEachPlanetThatListsTheFeed() {
    shelf.take(ADA, post("a"), post("b"));
    Posts p = shelf.planet("p", ADA);
    Posts q = shelf.planet("q", ADA);
    shelf.judge(p);
    shelf.judge(q);
    assertThat(pruning.expired("p")).isEmpty();
    expire(p, "a");
    assertThat(pruning.expired("p")).as("the other planet still shows it").isEmpty();
    expire(q, "a");
    assertThat(pruning.expired("p"))
        .singleElement()
        .satisfies(
            share -> {
              assertThat(share.feed()).isEqualTo(ADA);
              assertThat(share.entries()).isEqualTo(1);
              assertThat(share.bytes()).isGreaterThan(2L * Draft.LONG.length());
            });
    assertThat(pruning.removed()).isEmpty();

    assertThat(pruning.drop(false).entries()).isEqualTo(1);
    assertThat(isPruned(p, "a")).isTrue();
    assertThat(isPruned(p, "b")).isFalse();
    assertThat(p.docket().html(candidate(p, "a").entry())).isEmpty();
    assertThat(p.docket().html(candidate(p, "b").entry())).isNotEmpty();
    assertThat(pruning.expired("p")).isEmpty();
    assertThat(pruning.drop(true).entries()).isZero();
    assertThat(p.docket().waiting())
        .extracting(Candidate::title)
        .as("to say so")
        .containsExactly("a");
    assertThat(p.state().pending()).isTrue();
  }

  @Test
  void aStoneIsKnownAgainAndOnlyAnotherTextBringsThePostBack() {
    shelf.take(ADA, post("a"), post("b"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    expire(posts, "a");
    pruning.drop(false);

    assertThat(shelf.take(ADA, post("a"), post("b"))).as("word for word").isEmpty();
    assertThat(shelf.take(ADA, post("a").tags("Tea"), post("b")))
        .singleElement()
        .isInstanceOf(Change.Revise.class);
    assertThat(isPruned(posts, "a")).as("the same text").isTrue();
    assertThat(posts.docket().html(candidate(posts, "a").entry())).isEmpty();
    assertThat(shelf.take(ADA, post("a").tags("Tea"), post("b"))).isEmpty();

    assertThat(shelf.take(ADA, post("a").text("Quite different: " + Draft.LONG), post("b")))
        .singleElement()
        .isInstanceOf(Change.Revise.class);
    assertThat(isPruned(posts, "a")).isFalse();
    shelf.judge(posts);
    assertThat(shelf.archive(posts).newest(9))
        .extracting(post -> post.title() + " " + post.date())
        .containsExactly("b 2026-11-02T00:00:00Z", "a 2026-11-01T00:00:00Z");
    assertThat(shelf.archive(posts).newest(9)).noneMatch(post -> post.html().isEmpty());
  }

  @Test
  void whatNoPlanetListsGoesOnlyWhenAskedFor() {
    shelf.take(ADA, post("a"), post("b"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    shelf.subscribe(posts, "", BEN);

    assertThat(pruning.expired("p")).isEmpty();
    assertThat(pruning.removed()).extracting(Share::entries).containsExactly(2);
    assertThat(pruning.drop(false).entries()).isZero();
    assertThat(pruning.drop(true).entries()).isEqualTo(2);
    assertThat(pruning.removed()).isEmpty();
  }

  @Test
  void picturesGoWithTheLastPostThatShowsThem() {
    shelf.take(ADA, post("a"), post("b"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    long ada = shelf.feed(ADA).id();
    String both = "https://pictures.example/both.png";
    String alone = "https://pictures.example/alone.png";
    posts
        .repaints()
        .seen(
            Map.of(unseen(posts, "a"), List.of(both, alone), unseen(posts, "b"), List.of(both)),
            List.of(ada),
            true,
            shelf.now);
    shelf
        .store
        .pictures()
        .save(List.of(kept(both, "1.png"), kept(alone, "2.png")), List.of(), List.of());
    expire(posts, "a");

    assertThat(pruning.drop(false).pictures()).containsExactly("2.png");
    assertThat(shelf.store.pictures().of(List.of(both, alone))).containsOnlyKeys(both);
  }

  private Repaints.Unseen unseen(Posts posts, String name) {
    Candidate candidate = candidate(posts, name);
    return new Repaints.Unseen(candidate.entry(), 0, candidate.date(), "", null);
  }

  private Picture kept(String source, String file) {
    return new Picture(
        Picture.Kind.POST,
        source,
        file,
        1,
        1,
        Validators.NONE,
        null,
        shelf.now,
        0,
        null,
        shelf.now);
  }

  // Making anew -----------------------------------------------------------------------------------

  @Test
  void whatDiffersIsWrittenAnewOnItsDate() {
    shelf.take(ADA, post("a"), post("b"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    Post before = shelf.archive(posts).newest(9).getLast();
    Recuration recuration = shelf.store.recuration();
    List<Long> entries = recuration.entries(shelf.feed(ADA).id());
    assertThat(entries).hasSize(2);
    assertThat(recuration.rewrite(entries, original -> anew(original, "", "b"))).isZero();
    assertThat(posts.docket().waiting()).isEmpty();

    assertThat(recuration.rewrite(entries, original -> anew(original, " of Ada", "b")))
        .isEqualTo(1);
    shelf.judge(posts);
    Post after = shelf.archive(posts).newest(9).getLast();
    assertThat(after.title()).isEqualTo("a of Ada");
    assertThat(after.html()).isNotEqualTo(before.html()).contains("Anew");
    assertThat(after.anchor()).isEqualTo(before.anchor());
    assertThat(after.date()).isEqualTo(before.date());
    assertThat(after.updated()).isNull();
    assertThat(after.tags()).extracting("label").containsExactly("Milk");
    assertThat(recuration.rewrite(entries, original -> anew(original, " of Ada", "b"))).isZero();
  }

  /** The article of an entry as it was, and otherwise but for one. */
  private static Article anew(Recuration.Original original, String more, String but) {
    String name = Objects.requireNonNull(EntryJson.read(original.asRead()).title()).value();
    Draft draft = post(name).feed(ADA);
    return more.isEmpty() || name.equals(but)
        ? draft.article()
        : draft.title(name + more).text("Anew.").tags("Milk").links().article();
  }

  @Test
  void allIsJudgedAnewAndStonesStayAsTheyAre() {
    shelf.take(ADA, post("a"), post("b"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    expire(posts, "a");
    pruning.drop(false);
    Recuration recuration = shelf.store.recuration();
    recuration.begin();

    assertThat(posts.state().rendering()).isNull();
    assertThat(posts.docket().waiting()).hasSize(2);
    assertThat(recuration.entries(shelf.feed(ADA).id())).hasSize(1);
  }
}
