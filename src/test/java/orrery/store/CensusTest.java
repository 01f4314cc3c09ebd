package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.Draft;
import orrery.feed.Judged;
import orrery.feed.Verdict;

@ParameterizedClass
@EnumSource(Database.class)
class CensusTest {
  private static final String BOTH = "https://both.example/page";

  private final Shelf shelf;

  CensusTest(Database database) throws StoreException, SQLException {
    shelf = new Shelf(database);
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private static Draft post(String name, String time) {
    return Draft.of("urn:" + name).title(name).text("text of " + name).published(time);
  }

  @Test
  void aPageCountsOncePerBlogAndOnlyWhereItsPostIsShown() {
    shelf.take(
        Shelf.ADA,
        post("a", "2026-11-01T00:00:00Z").links(BOTH, "https://one.example/"),
        post("b", "2026-11-02T00:00:00Z").links(BOTH, "https://one.example/"),
        post("old", "2025-01-01T00:00:00Z").links("https://old.example/"));
    shelf.take(
        Shelf.BEN,
        post("c", "2026-11-03T00:00:00Z").links(BOTH + "/", "https://both.example/other"),
        post("d", "2026-11-03T00:00:00Z").links("https://old.example/"),
        post("out", "2026-11-03T00:00:00Z").links("https://one.example/"));
    shelf.exclude(Shelf.BEN, "text of out");
    Posts posts = shelf.planet("p", Shelf.ADA, Shelf.BEN);
    shelf.judge(posts);
    Census.Links links = posts.census().links(9);

    assertThat(links.pages())
        .singleElement()
        .satisfies(page -> assertThat(page.name()).startsWith(BOTH))
        .extracting(Census.Linked::blogs)
        .isEqualTo(2);
    assertThat(links.sites()).containsExactly(new Census.Linked("both.example", 2, null));

    shelf.take(
        Shelf.ADA,
        post("a", "2026-11-01T00:00:00Z").text("revised a"),
        post("b", "2026-11-02T00:00:00Z").text("revised b"));
    shelf.judge(posts);
    assertThat(posts.census().links(9).pages()).as("revised, its links are gone").isEmpty();
  }

  @Test
  void postsAreCountedByMonthAndLanguage() {
    shelf.take(
        Shelf.ADA,
        post("a", "2026-10-31T23:59:59Z"),
        post("b", "2026-11-01T00:00:00Z"),
        post("old", "2025-01-01T00:00:00Z"));
    Posts posts = shelf.planet("p", Shelf.ADA, Shelf.BEN);
    shelf.judge(posts);
    Census census = posts.census();
    long ada = shelf.feed(Shelf.ADA).id();
    YearMonth october = YearMonth.of(2026, 10);

    assertThat(census.activity(october))
        .isEqualTo(Map.of(ada, Map.of(october, 1, YearMonth.of(2026, 11), 1)));
    assertThat(census.months(ada)).hasSize(3).containsEntry(YearMonth.of(2025, 1), 1);
    assertThat(census.languages(october)).isEqualTo(Map.of("en", 2));
  }

  @Test
  void verdictsComeNewestFirstWithThePostThatIsShownInstead() {
    shelf.take(Shelf.ADA, post("a", "2026-11-01T00:00:00Z").text(Draft.LONG));
    shelf.take(
        Shelf.BEN,
        post("a", "2026-11-02T00:00:00Z").text(Draft.LONG),
        post("n", "2026-11-03T00:00:00Z"));
    Posts posts = shelf.planet("p", Shelf.ADA, Shelf.BEN);
    shelf.judge(posts);
    long ada = shelf.feed(Shelf.ADA).id();
    long ben = shelf.feed(Shelf.BEN).id();

    assertThat(posts.judged(ben, 9)).extracting(Judged::title).containsExactly("n", "a");
    assertThat(posts.judged(ben, 1)).extracting(Judged::title).containsExactly("n");
    Judged original = posts.judged(ada, 9).getFirst();
    Judged copy = posts.judged(ben, 9).getLast();
    assertThat(copy.verdict().kind()).isEqualTo(Verdict.Kind.DUPLICATE);
    assertThat(copy.of()).isEqualTo(new Judged.Place(original.anchor(), original.date()));
    assertThat(original.of()).isNull();
  }
}
