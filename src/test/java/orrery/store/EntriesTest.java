package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.Draft;
import orrery.feed.Article;
import orrery.feed.Attachment;
import orrery.feed.Attempts;
import orrery.feed.Attempts.Outcome;
import orrery.feed.Author;
import orrery.feed.Change;
import orrery.feed.Fetched.Validators;
import orrery.feed.Post;
import orrery.feed.Tag;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Memory;

@ParameterizedClass
@EnumSource(Database.class)
class EntriesTest {
  private static final String ADA = Shelf.ADA;

  private final Shelf shelf;

  EntriesTest(Database database) throws StoreException, SQLException {
    shelf = new Shelf(database);
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  @Test
  void knowsWhatItWasGiven() {
    shelf.take(ADA, Draft.of("urn:a").text(Draft.LONG), Draft.of(null).title("b"));

    Article one = Draft.of("urn:a").text(Draft.LONG).article();
    Article other = Draft.of(null).title("b").article();
    List<Article> all = List.of(one, other, Draft.of("urn:c").title("c").article());
    List<Long> prints = all.stream().map(Article::fingerprint).toList();
    Entries entries = shelf.store.entries();
    long ada = shelf.feed(ADA).id();
    assertThat(entries.known(ada, prints)).containsOnlyKeys(one.fingerprint(), other.fingerprint());
    assertThat(entries.like(ada, all, Shelf::lookups))
        .as("the other one has but marks")
        .hasSize(2)
        .first()
        .satisfies(
            known -> {
              assertThat(known.keys()).isEqualTo(one.keys());
              assertThat(known.fingerprint()).isEqualTo(one.fingerprint());
            });
    long ben = shelf.feed(Shelf.BEN).id();
    assertThat(entries.known(ben, prints)).isEmpty();
    assertThat(entries.like(ben, all, Shelf::lookups)).isEmpty();
  }

  @Test
  void givesBackAllThatPagesShow() {
    Attachment file = new Attachment("https://a.example/1.mp3", "audio/mpeg", 7, "One", 60);
    shelf.take(
        ADA,
        Draft.of("urn:a")
            .url("https://ada.example/a")
            .title("Ünïcode — 日本 \uD83C\uDF0D")
            .text("Some words.")
            .tags("Java", "Tea & Cake")
            .authors(
                new Author("Ada\tA.\r\nLovelace", null, "https://ada.example/"),
                new Author("Ben", null, null))
            .attachments(file)
            .published("2026-11-01T10:20:30.456Z"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);

    Post post = shelf.archive(posts).newest(1).getFirst();
    assertThat(post.title()).isEqualTo("Ünïcode — 日本 \uD83C\uDF0D");
    assertThat(post.html()).isEqualTo("<p>Some words.</p>");
    assertThat(post.excerpt()).isEqualTo("Some words.");
    assertThat(post.id()).isEqualTo("urn:a");
    assertThat(post.url()).isEqualTo("https://ada.example/a");
    assertThat(post.authors())
        .containsExactly(
            new Author("Ada A.  Lovelace", null, "https://ada.example/"),
            new Author("Ben", null, null));
    assertThat(post.tags())
        .as("on this planet one post is enough for a page")
        .containsExactly(
            new Tag("java", "Java", Tag.Origin.AUTHOR, true),
            new Tag("tea & cake", "Tea & Cake", Tag.Origin.AUTHOR, true));
    assertThat(post.attachments()).containsExactly(file);
    assertThat(post.date()).isEqualTo("2026-11-01T10:20:30.456Z");
    assertThat(post.updated()).isNull();
    assertThat(post.language()).isEqualTo("en");
  }

  @Test
  void aRevisionChangesWordsButNeitherDateNorName() {
    shelf.take(ADA, Draft.of("urn:a").title("Helo").published("2026-11-01T00:00:00Z"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    Post before = shelf.archive(posts).newest(1).getFirst();

    shelf.now = Instant.parse("2026-11-22T13:00:00Z");
    shelf.take(ADA, Draft.of("urn:a").title("Hello").published("2026-11-20T00:00:00Z"));
    assertThat(posts.state().pending()).isTrue();
    shelf.judge(posts);

    Post after = shelf.archive(posts).newest(1).getFirst();
    assertThat(after.title()).isEqualTo("Hello");
    assertThat(after.date()).isEqualTo(before.date());
    assertThat(after.anchor()).isEqualTo(before.anchor());
    assertThat(after.updated()).isEqualTo("2026-11-22T13:00:00Z");
    assertThat(shelf.archive(posts).newest(9)).hasSize(1);
  }

  @Test
  void aRevisionThatReadersCannotSeeIsNoUpdate() {
    shelf.take(ADA, Draft.of("urn:a").published("2026-11-01T00:00:00Z"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);

    assertThat(shelf.take(ADA, Draft.of("urn:a").published("2026-11-01T00:00:00Z").tags("New")))
        .hasSize(1);
    shelf.judge(posts);

    Post post = shelf.archive(posts).newest(1).getFirst();
    assertThat(post.updated()).isNull();
    assertThat(post.tags()).hasSize(1);
  }

  @Test
  void validatorsNeverGetAheadOfWhatWasReadWithThem() {
    FeedState feed = shelf.feed(ADA);
    FeedState after =
        feed.with(
            new Memory(new Validators("\"1\"", null, ADA), null, null),
            Health.NEW.after(Attempts.one(Outcome.FRESH, null, 200, null, shelf.now), null),
            null);
    List<Change> changes =
        List.of(
            new Change.Add(Draft.of("urn:a").article(), shelf.now),
            new Change.Add(broken(Draft.of("urn:b").article()), shelf.now));

    List<Article> articles = changes.stream().map(Change::article).toList();
    assertThatThrownBy(() -> shelf.store.entries().apply(after, changes, shelf.now))
        .isInstanceOf(RuntimeException.class);

    assertThat(shelf.store.entries().like(feed.id(), articles, Shelf::lookups)).isEmpty();
    assertThat(shelf.feed(ADA)).isEqualTo(feed);

    shelf.store.entries().apply(after, changes.subList(0, 1), shelf.now);
    assertThat(shelf.store.entries().like(feed.id(), articles, Shelf::lookups)).hasSize(1);
    assertThat(shelf.feed(ADA)).isEqualTo(after);
  }

  /** Its body cannot be kept: it is inserted after all entries are. */
  @SuppressWarnings("NullAway") // that is what breaks it
  private static Article broken(Article article) {
    return new Article(
        article.entry(),
        null,
        article.fingerprint(),
        article.keys(),
        article.url(),
        article.title(),
        article.html(),
        article.excerpt(),
        article.authors(),
        article.tags(),
        article.language(),
        article.image(),
        article.attachments(),
        article.links(),
        article.own(),
        article.rights());
  }

  /** JSON can hold such ids, and PostgreSQL takes neither. */
  @Test
  void anIdMayHoldWhatIsNoCharacter() {
    shelf.take(ADA, Draft.of("urn:\u0000\uD83C").title("odd"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);

    assertThat(shelf.shown(posts)).containsExactly("odd");
    assertThat(shelf.take(ADA, Draft.of("urn:\u0000\uD83C").title("odd"))).isEmpty();
  }

  @Test
  void postsThatShareIdAndTitleHaveNamesOfTheirOwn() {
    shelf.take(
        ADA,
        Draft.of("urn:all").url("https://ada.example/1").title("Photo"),
        Draft.of("urn:all").url("https://ada.example/2").title("Photo"),
        Draft.of(null).title("Photo").text("one"),
        Draft.of(null).title("Photo").text("two"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);

    assertThat(shelf.archive(posts).newest(9))
        .extracting(Post::anchor)
        .hasSize(4)
        .doesNotHaveDuplicates()
        .allMatch(anchor -> anchor.matches("[0-9a-f]{16}"));
  }
}
