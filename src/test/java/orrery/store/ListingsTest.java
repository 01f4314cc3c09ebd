package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.Draft;
import orrery.feed.Article;
import orrery.feed.Candidate;
import orrery.feed.Change;
import orrery.feed.Ruling;
import orrery.feed.Verdict;
import orrery.feed.Verdict.Kind;
import orrery.store.Entries.Attendance;
import orrery.store.Entries.Same;

@ParameterizedClass
@EnumSource(Database.class)
class ListingsTest {
  private static final String ADA = Shelf.ADA;

  private final Shelf shelf;
  private final Entries entries;

  ListingsTest(Database database) throws StoreException, SQLException {
    shelf = new Shelf(database);
    entries = shelf.store.entries();
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private static Article post(String name) {
    return Draft.of("urn:" + name)
        .title(name)
        .published("2026-11-0" + (name.charAt(0) - 'a' + 1) + "T00:00:00Z")
        .feed(ADA)
        .article();
  }

  /** A whole reading, of posts of which some are missing, or missing again. */
  private Set<Long> read(Set<Long> missing, Set<Long> withdrawn, String... names) {
    FeedState feed = shelf.feed(ADA);
    List<Article> articles = Arrays.stream(names).map(ListingsTest::post).toList();
    List<Long> prints = articles.stream().map(Article::fingerprint).toList();
    Map<Long, Same> same = entries.known(feed.id(), prints);
    List<Change> changes =
        articles.stream()
            .filter(article -> !same.containsKey(article.fingerprint()))
            .map(article -> (Change) new Change.Add(article, shelf.now))
            .toList();
    return entries.apply(
        feed, changes, new Attendance(prints, same, missing, withdrawn), shelf.now);
  }

  private long number(String name) {
    long print = post(name).fingerprint();
    return entries.known(shelf.feed(ADA).id(), List.of(print)).values().iterator().next().entry();
  }

  private List<Long> numbers(String... names) {
    return Arrays.stream(names).map(this::number).toList();
  }

  private Listing listing() {
    return entries.listing(shelf.feed(ADA).id());
  }

  @Test
  void keepsWhatAFeedListsInItsOrder() {
    assertThat(listing()).isEqualTo(Listing.NONE);
    read(Set.of(), Set.of(), "c", "b", "a");
    assertThat(listing()).isEqualTo(Listing.of(numbers("c", "b", "a")));
    read(Set.of(), Set.of(), "d", "c", "b");
    assertThat(listing()).isEqualTo(Listing.of(numbers("d", "c", "b")));
    assertThat(entries.said(numbers("d", "c")))
        .containsOnly(
            Map.entry(number("d"), Instant.parse("2026-11-04T00:00:00Z")),
            Map.entry(number("c"), Instant.parse("2026-11-03T00:00:00Z")));
    assertThat(entries.incomplete()).isEmpty();
  }

  @Test
  void whatIsMissingIsTakenBackWhenThatIsConfirmed() {
    read(Set.of(), Set.of(), "c", "b", "a");
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    long b = number("b");
    long ada = shelf.feed(ADA).id();

    assertThat(read(Set.of(b), Set.of(), "c", "a")).as("seen once").isEmpty();
    assertThat(listing())
        .isEqualTo(new Listing(numbers("c", "a"), List.of(b), numbers("c", "b", "a")));
    assertThat(entries.incomplete()).containsExactly(ada);
    assertThat(entries.confirm(ada, shelf.now)).containsExactly(b);
    assertThat(entries.confirm(ada, shelf.now)).as("once").isEmpty();
    assertThat(listing()).isEqualTo(Listing.of(numbers("c", "a")));
    assertThat(entries.incomplete()).isEmpty();
    shelf.judge(posts);
    assertThat(shelf.verdicts(posts)).contains("b: withdrawn");
    assertThat(shelf.shown(posts)).doesNotContain("b");

    assertThat(read(Set.of(), Set.of(), "c", "b", "a")).as("listed again").containsExactly(b);
    shelf.judge(posts);
    assertThat(shelf.verdicts(posts)).contains("b: shown");
    assertThat(read(Set.of(), Set.of(), "c", "b", "a")).isEmpty();
  }

  @Test
  void aReadingConfirmsToo() {
    read(Set.of(), Set.of(), "c", "b", "a");
    long b = number("b");
    read(Set.of(b), Set.of(), "c", "a");
    assertThat(read(Set.of(), Set.of(b), "c", "a")).containsExactly(b);
    assertThat(listing()).isEqualTo(Listing.of(numbers("c", "a")));
    assertThat(entries.known(shelf.feed(ADA).id(), List.of(post("b").fingerprint())).values())
        .containsExactly(new Same(b, true));
  }

  @Test
  void verdictsThatEndFallDue() {
    read(Set.of(), Set.of(), "c", "b", "a");
    Posts posts = shelf.planet("p", ADA);
    Instant end = shelf.now.plusSeconds(60);
    var shown = new Verdict(Kind.SHOWN, "new", "It is on the planet.");
    posts.apply(
        posts.docket().waiting().stream()
            .map(c -> new Ruling(c, shown, 0, c.date(), true, c.title().equals("b") ? end : null))
            .toList(),
        Map.of(),
        shelf.now);
    posts.rendered("look", Map.of());

    assertThat(posts.fallDue(end.minusMillis(1))).isEmpty();
    assertThat(posts.state().pending()).isFalse();
    assertThat(posts.fallDue(end)).containsExactly(number("b"));
    assertThat(posts.state().pending()).isTrue();
    assertThat(posts.docket().waiting()).extracting(Candidate::title).containsExactly("b");
    assertThat(posts.docket().newest(shelf.feed(ADA).id(), 2, 1))
        .extracting(Candidate::entry)
        .hasSize(2)
        .isSubsetOf(numbers("a", "b", "c"));
  }
}
