package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.feed.Attempts;
import orrery.feed.Attempts.Outcome;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;
import orrery.feed.Hold;
import orrery.feed.Pace;
import orrery.feed.Problem;
import orrery.store.FeedState.About;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Memory;
import orrery.store.FeedState.Move;
import orrery.store.Feeds.HeldHost;

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
          "tag:ada.example,2026:blog",
          "atom10",
          new Pace(
              Duration.ofHours(3), Set.of(1, 2, 23), Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY)),
          Duration.ofDays(9),
          Instant.parse("2026-11-21T08:00:00Z"),
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

    assertThat(shelf.store.feeds().of(urls, List.of()).keySet()).containsExactlyElementsOf(urls);
    FeedState ada = shelf.feed(Shelf.ADA);
    assertThat(ada).isEqualTo(new FeedState(ada.id(), Shelf.ADA, Memory.NONE, Health.NEW, null));
    assertThat(shelf.store.feeds().of(urls, List.of())).containsEntry(Shelf.ADA, ada);
  }

  @Test
  void keepsAllThatIsKnown() {
    Memory memory =
        new Memory(
            new Validators("W/\"x\"", "Sun, 22 Nov 2026 12:00:00 GMT", "https://cdn.example/"),
            Duration.ofMinutes(90),
            new Move("https://ada.example/new", NOW.minusSeconds(50), 4));
    Health health =
        new Health(
            new Attempts(Outcome.FAILED, Stage.DNS, 503, "No", NOW.minusSeconds(30), NOW, 3),
            NOW.minusSeconds(60),
            NOW.minusSeconds(30),
            3,
            NOW.plusSeconds(9),
            NOW.minusSeconds(5));
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

  private static Attempts attempt(Outcome outcome, int status, @Nullable String why, int second) {
    return Attempts.one(outcome, null, status, why, NOW.plusSeconds(second));
  }

  private void save(Health health) {
    shelf.store.feeds().save(List.of(shelf.feed(Shelf.ADA).with(Memory.NONE, health, ABOUT)));
  }

  @Test
  void anAnswerThatSaysNothingNewEndsAllTrouble() {
    Attempts gone = attempt(Outcome.GONE, 410, "Gone", 0);
    shelf.planet("mine", Shelf.ADA);
    save(Health.NEW.after(gone, NOW.plusSeconds(5)));
    FeedState failing = shelf.feed(Shelf.ADA);
    assertThat(failing.health().gone()).isTrue();

    for (int hours = 1; hours <= 3; hours++) {
      shelf.store.feeds().unchanged(List.of(failing), NOW.plusSeconds(3600L * hours));
    }

    Instant first = NOW.plusSeconds(3600);
    Instant last = NOW.plusSeconds(3 * 3600);
    Attempts same = new Attempts(Outcome.SAME, null, 304, null, first, last, 3);
    assertThat(shelf.feed(Shelf.ADA).health())
        .isEqualTo(new Health(same, last, null, 0, null, null));
    assertThat(shelf.store.feeds().history(shelf.feed(Shelf.ADA))).containsExactly(same, gone);
    assertThat(shelf.feed(Shelf.BEN).health()).isEqualTo(Health.NEW);
    shelf.store.feeds().unchanged(List.of(), last);
    shelf.store.feeds().save(List.of());
  }

  @Test
  void aFeedThatIsGoneIsAskedAgainWhereItIsRegisteredAnew() {
    Attempts gone = attempt(Outcome.GONE, 410, "Gone", 0);
    Attempts good = attempt(Outcome.FRESH, 200, null, -9);
    Posts planet = shelf.planet("mine", Shelf.ADA, Shelf.BEN);
    save(Health.NEW.after(good, null).after(gone, null));
    save(shelf.feed(Shelf.BEN), gone);
    assertThat(shelf.feed(Shelf.ADA).health().gone()).as("still registered").isTrue();

    shelf.subscribe(planet, "", Shelf.BEN);
    Health anew = shelf.feed(Shelf.ADA).health();
    assertThat(anew).isEqualTo(new Health(null, good.until(), null, 0, null, null));
    assertThat(shelf.store.feeds().history(shelf.feed(Shelf.ADA))).first().isEqualTo(gone);
    assertThat(shelf.feed(Shelf.BEN).health().gone()).isTrue();
  }

  private void save(FeedState feed, Attempts attempt) {
    shelf
        .store
        .feeds()
        .save(List.of(feed.with(Memory.NONE, Health.NEW.after(attempt, null), ABOUT)));
  }

  @Test
  void failuresAddUpUntilOneAnswerIsGood() {
    Health good = Health.NEW.after(attempt(Outcome.FRESH, 200, null, 0), null);
    Health bad =
        good.after(attempt(Outcome.FAILED, 500, "Broken", 1), null)
            .after(attempt(Outcome.FAILED, 500, "Broken", 2), null)
            .after(attempt(Outcome.HELD, 503, "Wait", 3), NOW.plusSeconds(9));

    assertThat(bad.failingSince()).isEqualTo(NOW.plusSeconds(1));
    assertThat(bad.lastSuccess()).isEqualTo(NOW);
    assertThat(bad.failures()).isEqualTo(3);
    assertThat(bad.heldUntil()).isEqualTo(NOW.plusSeconds(9));
    assertThat(bad.after(attempt(Outcome.MOVED, 200, null, 4), null).failingSince()).isNull();
  }

  @Test
  void whatWasTriedBeforeStandsInRunsOfTheSame() {
    Health health = Health.NEW;
    for (int second = 0; second < 6; second++) {
      Outcome outcome = second == 0 ? Outcome.FRESH : Outcome.FAILED;
      String why = second == 0 ? null : second < 4 ? "Slow" : "Down";
      health = health.after(attempt(outcome, 0, why, second), null);
      save(health);
    }
    assertThat(shelf.store.feeds().history(shelf.feed(Shelf.ADA)))
        .extracting(Attempts::reason, Attempts::times, Attempts::since, Attempts::until)
        .containsExactly(
            tuple("Down", 2, NOW.plusSeconds(4), NOW.plusSeconds(5)),
            tuple("Slow", 3, NOW.plusSeconds(1), NOW.plusSeconds(3)),
            tuple(null, 1, NOW, NOW));
  }

  @Test
  void aFeedThatFollowsItsMoveKeepsWhatIsKnownOfIt() {
    String elsewhere = "https://ada.example/new";
    Move move = new Move(elsewhere, NOW, 3);
    FeedState ada =
        shelf.feed(Shelf.ADA).with(new Memory(Validators.NONE, null, move), Health.NEW, ABOUT);
    shelf.store.feeds().save(List.of(ada));
    shelf.planet("mine", Shelf.ADA);
    shelf.planet("theirs", Shelf.ADA);

    assertThat(known(elsewhere, "mine").id()).as("another planet has it").isNotEqualTo(ada.id());

    FeedState ben =
        shelf
            .feed(Shelf.BEN)
            .with(
                new Memory(Validators.NONE, null, new Move(elsewhere + "2", NOW, 3)),
                Health.NEW,
                ABOUT);
    shelf.store.feeds().save(List.of(ben));
    FeedState followed = known(elsewhere + "2", "mine");
    assertThat(followed.id()).isEqualTo(ben.id());
    assertThat(followed.memory().move()).isNull();
    assertThat(followed.about()).isNotNull();
  }

  private FeedState known(String url, String planet) {
    return Objects.requireNonNull(shelf.store.feeds().of(List.of(url), List.of(planet)).get(url));
  }

  @Test
  void hostsThatAskedToBeLeftAloneAreRemembered() {
    var host = new HeldHost(new Hold("busy.example", 429, NOW.plusSeconds(7200)), NOW);
    var other = new HeldHost(new Hold("b.example", 503, NOW), NOW);
    shelf.store.feeds().heldHosts(List.of(host, other));
    shelf.store.feeds().heldHosts(List.of(host));
    assertThat(shelf.store.feeds().heldHosts()).containsExactly(host);
  }
}
