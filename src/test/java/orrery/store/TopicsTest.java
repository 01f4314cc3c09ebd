package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.Draft;
import orrery.store.Posts.Touch;

/** What pages of topics tell beside posts. */
@ParameterizedClass
@EnumSource(Database.class)
class TopicsTest {
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

  private final Shelf shelf;
  private final long ada;
  private final long ben;
  private final Archive archive;

  TopicsTest(Database database) throws StoreException, SQLException {
    shelf = new Shelf(database);
    shelf.take(
        Shelf.ADA,
        post("a", "2026-09-30").tags("Tea", "Milk"),
        post("b", "2026-10-01").tags("Tea").language("de-AT"),
        post("c", "2026-11-02").tags("Tea"),
        post("d", "2026-11-03"));
    shelf.take(Shelf.BEN, post("e", "2026-11-04").tags("Tea", "Cake"));
    Posts posts = shelf.planet("p", Shelf.ADA, Shelf.BEN);
    shelf.judge(posts);
    Posts other = shelf.planet("q", Shelf.BEN);
    shelf.judge(other);
    ada = shelf.feed(Shelf.ADA).id();
    ben = shelf.feed(Shelf.BEN).id();
    archive = shelf.archive(posts);
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private static Draft post(String name, String day) {
    return Draft.of("urn:" + name)
        .url("https://ada.example/" + name)
        .title(name)
        .text("All of " + name + '.')
        .published(day + "T00:00:00Z");
  }

  @Test
  void monthsOfSomeTagsAreCountedFromAMonthOn() {
    assertThat(archive.months(List.of("tea", "milk", "none"), OCTOBER))
        .isEqualTo(Map.of("tea", Map.of(OCTOBER, 1, NOVEMBER, 2)));
    assertThat(archive.months(List.of(), OCTOBER)).isEmpty();
  }

  @Test
  void taggersAreThoseOfTheLatestMonths() {
    assertThat(archive.taggers(NOVEMBER))
        .isEqualTo(Map.of("tea", Set.of(ada, ben), "cake", Set.of(ben)));
    assertThat(archive.taggers(OCTOBER.minusMonths(1)).get("milk")).containsExactly(ada);
    assertThat(archive.blogs("tea")).isEqualTo(Map.of(ada, 3, ben, 1));
  }

  @Test
  void whatTagsTouchIsToldOnceAPost() {
    assertThat(archive.touches(List.of("milk", "cake", "tea")))
        .hasSize(4)
        .contains(
            new Touch(
                ada, Instant.parse("2026-09-30T00:00:00Z"), Set.of("tea", "milk"), Set.of("en")),
            new Touch(ada, Instant.parse("2026-10-01T00:00:00Z"), Set.of("tea"), Set.of("de")),
            new Touch(
                ben, Instant.parse("2026-11-04T00:00:00Z"), Set.of("tea", "cake"), Set.of("en")));
    assertThat(archive.touches(List.of("cake"))).hasSize(1);
  }
}
