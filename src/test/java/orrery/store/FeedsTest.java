package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.feed.Fetched.Validators;
import orrery.feed.Pace;
import orrery.feed.Problem;
import orrery.store.FeedState.About;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Memory;

@ParameterizedClass
@EnumSource(Database.class)
class FeedsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");
  private static final About ABOUT =
      new About(
          "Ada's blog",
          "https://ada.example/",
          "On engines",
          "en-GB",
          "https://ada.example/icon.png",
          "atom10",
          new Pace(
              Duration.ofHours(3), Set.of(1, 2, 23), Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY)),
          Duration.ofDays(9),
          List.of(
              new Problem(Problem.Level.WARNING, "bad-date", "The date\tis\r\nwrong.", 7),
              new Problem(Problem.Level.INFO, "no-id", "An entry has no id.", 0)));

  private final Shelf shelf;

  FeedsTest(Database database) throws StoreException, SQLException {
    shelf = new Shelf(database);
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  @Test
  void entersFeedsThatItNeverSaw() {
    List<String> urls = List.of(Shelf.BEN, Shelf.ADA);

    assertThat(shelf.store.feeds().of(urls).keySet()).containsExactlyElementsOf(urls);
    FeedState ada = shelf.feed(Shelf.ADA);
    assertThat(ada).isEqualTo(new FeedState(ada.id(), Shelf.ADA, Memory.NONE, Health.NEW, null));
    assertThat(shelf.store.feeds().of(urls)).containsEntry(Shelf.ADA, ada);
  }

  @Test
  void keepsAllThatIsKnown() {
    Memory memory =
        new Memory(
            new Validators("W/\"x\"", "Sun, 22 Nov 2026 12:00:00 GMT", "https://cdn.example/"),
            Duration.ofMinutes(90),
            "https://ada.example/new");
    Health health =
        new Health(
            NOW,
            NOW.minusSeconds(60),
            NOW.minusSeconds(30),
            3,
            NOW.plusSeconds(9),
            true,
            503,
            "No");
    FeedState known = shelf.feed(Shelf.ADA).with(memory, health, ABOUT);

    shelf.store.feeds().save(List.of(known));

    FeedState read = shelf.feed(Shelf.ADA);
    assertThat(read.memory()).isEqualTo(memory);
    assertThat(read.health()).isEqualTo(health);
    About about = Objects.requireNonNull(read.about());
    assertThat(about).usingRecursiveComparison().ignoringFields("problems").isEqualTo(ABOUT);
    assertThat(about.problems())
        .containsExactly(
            new Problem(Problem.Level.WARNING, "bad-date", "The date is  wrong.", 7),
            ABOUT.problems().getLast());
  }

  @Test
  void anAnswerThatSaysNothingNewEndsAllTrouble() {
    FeedState failing =
        shelf
            .feed(Shelf.ADA)
            .with(Memory.NONE, Health.NEW.bad(NOW, 410, "Gone", NOW.plusSeconds(5), true), ABOUT);
    shelf.store.feeds().save(List.of(failing, shelf.feed(Shelf.BEN)));

    Instant later = NOW.plusSeconds(3600);
    shelf.store.feeds().unchanged(List.of(failing), later, 304);

    assertThat(shelf.feed(Shelf.ADA).health()).isEqualTo(Health.good(later, 304));
    assertThat(shelf.feed(Shelf.BEN).health()).isEqualTo(Health.NEW);
    shelf.store.feeds().unchanged(List.of(), later, 304);
    shelf.store.feeds().save(List.of());
  }

  @Test
  void failuresAddUpUntilOneAnswerIsGood() {
    Health once = Health.good(NOW, 200).bad(NOW.plusSeconds(1), 500, "Broken", null, false);
    Health twice = once.bad(NOW.plusSeconds(2), 0, "Slow", null, false);

    assertThat(twice)
        .isEqualTo(
            new Health(NOW.plusSeconds(2), NOW, NOW.plusSeconds(1), 2, null, false, 0, "Slow"));
  }
}
