package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.store.Shelf.titles;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.Draft;
import orrery.feed.Post;

@ParameterizedClass
@EnumSource(Database.class)
class ArchiveTest {
  private final Shelf shelf;
  private Archive archive;

  ArchiveTest(Database database) throws StoreException, SQLException {
    shelf = new Shelf(database);
    archive = shelf.archive(shelf.planet("p"));
  }

  @BeforeEach
  void fill() {
    shelf.take(
        Shelf.ADA,
        post("a", "2025-12-31T23:59:59.999Z").tags("Java"),
        post("b", "2026-01-01T00:00:00Z").tags("java", "Tea"),
        post("c", "2026-01-31T23:59:59Z").tags("JAVA"),
        post("d", "2026-02-01T00:00:00Z").tags("java"));
    shelf.take(Shelf.BEN, post("e", "2026-02-01T12:00:00Z").tags("Cake"));
    Posts posts = shelf.planet("p", Shelf.ADA, Shelf.BEN);
    shelf.judge(posts);
    archive = shelf.archive(posts);
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private static Draft post(String name, String time) {
    return Draft.of("urn:" + name).title(name).text("text of " + name).published(time);
  }

  @Test
  void theNewestComeFirstAndWhole() {
    assertThat(titles(archive.newest(9))).containsExactly("e", "d", "c", "b", "a");
    assertThat(titles(archive.newest(2))).containsExactly("e", "d");
    assertThat(archive.newest(1).getFirst().html()).isEqualTo("<p>text of e</p>");
    assertThat(archive.newest(1).getFirst().blog().name()).isEqualTo("Ben");
  }

  @Test
  void postsOfOneTimeStandInTheOrderOfTheirNames() {
    List<Draft> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(post("n" + i, "2026-03-01T00:00:00Z").tags("Same"));
    }
    shelf.take(Shelf.ADA, many.toArray(Draft[]::new));
    Posts posts = shelf.store.posts("p");
    shelf.judge(posts);
    archive = shelf.archive(posts);

    List<Post> newest = archive.newest(20);
    assertThat(newest).extracting(Post::anchor).isSorted();
    assertThat(titles(archive.tag("same", 99))).isEqualTo(titles(newest));
    assertThat(titles(archive.blog(shelf.feed(Shelf.ADA).id(), 20))).isEqualTo(titles(newest));
    assertThat(titles(List.copyOf(archive.month(YearMonth.of(2026, 3)).values())))
        .isEqualTo(titles(newest));
  }

  @Test
  void aMonthEndsWhereTheNextBegins() {
    Map<Long, Post> january = archive.month(YearMonth.of(2026, 1));

    assertThat(titles(List.copyOf(january.values()))).containsExactly("c", "b");
    assertThat(january.values()).allMatch(post -> post.html().isEmpty());
    assertThat(archive.whole(january))
        .extracting(Post::html)
        .containsExactly("<p>text of c</p>", "<p>text of b</p>");
    assertThat(archive.month(YearMonth.of(2024, 1))).isEmpty();
    assertThat(archive.whole(Map.of())).isEmpty();
  }

  @Test
  void aBlogHasYears() {
    long ada = shelf.feed(Shelf.ADA).id();

    assertThat(titles(archive.blog(ada, 2))).containsExactly("d", "c");
    assertThat(titles(archive.blog(ada, Year.of(2026)))).containsExactly("d", "c", "b");
    assertThat(titles(archive.blog(ada, Year.of(2025)))).containsExactly("a");
    assertThat(archive.years(ada)).isEqualTo(Map.of(Year.of(2025), 1, Year.of(2026), 3));
  }

  @Test
  void aTagHasMonthsAndTheSpellingMostUsed() {
    assertThat(titles(archive.tag("java", 9))).containsExactly("d", "c", "b", "a");
    assertThat(titles(archive.tag("java", 1))).containsExactly("d");
    assertThat(archive.months("java"))
        .isEqualTo(
            Map.of(YearMonth.of(2025, 12), 1, YearMonth.of(2026, 1), 2, YearMonth.of(2026, 2), 1));
    List<String> tags = new ArrayList<>();
    archive.tags((tag, n) -> tags.add(tag.key() + " " + tag.label() + " " + n));
    assertThat(tags).containsExactly("cake Cake 1", "java java 4", "tea Tea 1");
  }

  @Test
  void countsTheDaysThatHavePosts() {
    assertThat(archive.days())
        .isEqualTo(
            Map.of(
                LocalDate.of(2025, 12, 31), 1,
                LocalDate.of(2026, 1, 1), 1,
                LocalDate.of(2026, 1, 31), 1,
                LocalDate.of(2026, 2, 1), 2));
  }
}
