package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Proposals.Proposal;
import orrery.config.Config;
import orrery.config.Planet;
import orrery.feed.Attempts;
import orrery.feed.Attempts.Outcome;
import orrery.feed.Fetched.Validators;
import orrery.store.FeedState;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Memory;
import orrery.store.FeedState.Move;

class ProposalsTest {
  private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
  private static final String ADA = "https://ada.example/feed";
  private static final String BEN = "https://ben.example/feed";
  private static final String NEW = "https://new.example/feed";

  @TempDir private Path folder;
  private final Map<String, FeedState> known = new HashMap<>();

  // Moves ----------------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({"3, 48, true", "2, 480, false", "30, 47, false", "400, 9600, true"})
  void aMoveIsBelievedThatStaysForTimesAndDays(int times, int hours, boolean believed) {
    moved(ADA, NEW, times, Duration.ofHours(hours), Outcome.MOVED);

    assertThat(lines("[" + ADA + "]\n"))
        .isEqualTo(
            believed
                ? List.of(
                    "feeds.ini:1: "
                        + ADA
                        + ": moved for good to "
                        + NEW
                        + " (301 or 308, "
                        + times
                        + " times since 2026-11-01); 'orrery check --fix' writes that address.")
                : List.of());
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"FAILED", "HELD", "REFUSED"})
  void aMoveIsBelievedWhileItWorks(Outcome last) {
    moved(ADA, NEW, 9, Duration.ofDays(9), last);

    assertThat(lines("[" + ADA + "]\n")).isEmpty();
  }

  @Test
  void aMoveToHttpsIsAMove() {
    String http = ADA.replace("https", "http");
    moved(http, ADA, 3, Duration.ofDays(3), Outcome.MOVED);

    assertThat(fixed("[" + http + "]\nname = Ada\n")).isEqualTo("[" + ADA + "]\nname = Ada\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {NEW, "http://www.new.example/feed/?utm_source=x"})
  void aMoveToARegisteredFeedIsARemoval(String registered) {
    moved(ADA, NEW, 3, Duration.ofDays(3), Outcome.MOVED);
    String config = "[" + ADA + "]\nname = Ada\n[" + registered + "]\nname = New\n";

    assertThat(lines(config))
        .containsExactly(
            "feeds.ini:1: "
                + ADA
                + ": moved for good to "
                + NEW
                + " (301 or 308, 3 times since 2026-11-01), and the feed there is that of line 3;"
                + " 'orrery check --fix' removes it.");
    assertThat(fixed(config)).isEqualTo("[" + registered + "]\nname = New\n");
  }

  /** Under two spellings, both of which lead to a third: one of them stays. */
  @Test
  void ofFeedsThatMoveToOnePlaceOneStays() {
    String http = "http://ada.example/feed";
    String www = "http://www.ada.example/feed";
    moved(http, ADA, 3, Duration.ofDays(3), Outcome.MOVED);
    moved(www, ADA, 3, Duration.ofDays(3), Outcome.MOVED);
    moved(BEN, ADA, 3, Duration.ofDays(3), Outcome.MOVED);

    String fixed = fixed("[" + http + "]\n[" + www + "]\n[" + BEN + "]\n");
    assertThat(fixed.lines()).containsExactly("[" + ADA + "]");
  }

  @Test
  void aFeedTakesTheAddressOfOneThatDied() {
    moved(ADA, "https://www.ben.example/feed", 3, Duration.ofDays(3), Outcome.MOVED);
    gone(BEN);

    assertThat(fixed("[" + ADA + "]\nname = Ada\n\n[" + BEN + "]\nname = Ben\n"))
        .isEqualTo("[https://www.ben.example/feed]\nname = Ada\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://[::1]/feed", "https://new.example/feed'", "https://n.example/[x]"})
  void noAddressIsProposedThatTheFileWouldNotGiveBack(String to) {
    moved(ADA, to, 3, Duration.ofDays(3), Outcome.MOVED);

    assertThat(lines("[" + ADA + "]\n")).isEmpty();
  }

  @Test
  void noMoveLosesALogin() {
    String login = "https://ada:secret@ada.example/feed";
    moved(login, NEW, 3, Duration.ofDays(3), Outcome.MOVED);

    assertThat(lines("[" + login + "]\n")).isEmpty();
  }

  // The dead -------------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({"10, 30, true", "9, 300, false", "300, 29, false"})
  void aFeedThatFailsForLongIsToBeRemoved(int times, int days, boolean dead) {
    failing(ADA, Outcome.FAILED, 404, times, days, START.minusSeconds(60));

    assertThat(lines("[" + ADA + "]\n"))
        .isEqualTo(
            dead
                ? List.of(
                    "feeds.ini:1: "
                        + ADA
                        + ": failed 10 times in a row since 2026-11-01: There is nothing here (404);"
                        + " 'orrery check --fix' removes it.")
                : List.of());
  }

  @Test
  void soIsOneThatNeverWorked() {
    failing(ADA, Outcome.FAILED, 404, 10, 30, null);

    assertThat(lines("[" + ADA + "]\n").getFirst()).contains("2026-11-01, and never worked: There");
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"HELD", "REFUSED", "FRESH", "SAME"})
  void oneThatIsThereOrThatWeDoNotAskIsNot(Outcome last) {
    failing(ADA, last, 503, 99, 99, START);

    assertThat(lines("[" + ADA + "]\n")).isEmpty();
  }

  @Test
  void whereNobodyAnswersItIsOurNetwork() {
    failing(ADA, Outcome.FAILED, 0, 99, 99, START);
    failing(BEN, Outcome.FAILED, 0, 99, 99, START);
    answering("file:feed.xml", START.plus(Duration.ofDays(99)));
    String config = "[" + ADA + "]\n[" + BEN + "]\n";
    assertThat(lines(config)).isEmpty();

    answering(NEW, START.plus(Duration.ofDays(91)));
    assertThat(lines(config)).isEmpty();
    answering(NEW, START.plus(Duration.ofDays(93)));
    assertThat(lines(config)).hasSize(2);
  }

  @Test
  void oneThatIsGoneIsToBeRemovedAtOnce() {
    gone(ADA);

    assertThat(lines("\n[" + ADA + "]\n"))
        .containsExactly(
            "feeds.ini:2: "
                + ADA
                + ": gone for good, as its server has said since 2026-11-01 (410);"
                + " 'orrery check --fix' removes it.");
  }

  @Test
  void thereIsNothingToSayOfFilesAndOfWhatIsNotKnown() throws Exception {
    Files.writeString(folder.resolve("feed.xml"), "gone");
    gone("file:feed.xml");
    gone("feed.xml");

    assertThat(lines("[feed.xml]\n[" + ADA + "]\n")).isEmpty();
    known.put(ADA, new FeedState(1, ADA, Memory.NONE, Health.NEW, null));
    assertThat(lines("[" + ADA + "]\n")).isEmpty();
  }

  @Test
  void allElseInTheFileStays() {
    gone(BEN);
    moved(ADA, NEW, 3, Duration.ofDays(3), Outcome.MOVED);
    String before =
        """
        # Stars\r
        [planet]\r
        name : Stars  ; all of them\r
        \r
        # Ben was first\r
        [ https://ben.example/feed ]\r
        name = Ben\r
        #face = ben.png\r
        \r
        # Then Ada\r
        [https://ada.example/feed] ; since 2020\r
        name = Ada\r
        [https://ben.example/feed]\r
        face = ben.png\r
        \r
        [DEFAULT]\r
        twitter = none""";

    assertThat(fixed(before))
        .isEqualTo(
            before
                .replace("[ " + BEN + " ]\r\nname = Ben\r\n#face = ben.png\r\n\r\n", "")
                .replace("[" + BEN + "]\r\nface = ben.png\r\n\r\n", "")
                .replace(ADA, NEW));
    assertThat(lines(before)).hasSize(2).first().asString().startsWith("feeds.ini:6: " + BEN);
  }

  @Test
  void pluto() {
    gone(BEN);
    moved(ADA, NEW, 3, Duration.ofDays(3), Outcome.MOVED);

    assertThat(
            fixed(
                "title = Stars\n\n[ada]\n  title = Ada\n  link = https://ada.example/\n  feed  = "
                    + ADA
                    + " # hers\n[ben]\n  feed "
                    + BEN
                    + "\n"))
        .isEqualTo(
            "title = Stars\n\n[ada]\n  title = Ada\n  link = https://ada.example/\n  feed  = "
                + NEW
                + " # hers\n");
  }

  // ----------------------------------------------------------------------------------------------

  private List<Proposal> proposals(String config) {
    try {
      Planet planet = Config.load(Files.writeString(folder.resolve("feeds.ini"), config)).planet();
      return Proposals.of(planet, known);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<String> lines(String config) {
    return proposals(config).stream().map(p -> p.line(Path.of("feeds.ini"), false)).toList();
  }

  private String fixed(String config) {
    return Proposals.edit(config, proposals(config));
  }

  private void put(String url, @Nullable Move move, Health health) {
    Memory memory = new Memory(Validators.NONE, null, move);
    known.put(url, new FeedState(known.size(), url, memory, health, null));
  }

  private void moved(String url, String to, int times, Duration after, Outcome last) {
    Health health =
        Health.NEW.after(Attempts.one(last, null, 200, "Said", START.plus(after)), null);
    put(url, new Move(to, START, times), health);
  }

  private void failing(
      String url, Outcome last, int status, int times, int days, @Nullable Instant success) {
    Instant until = START.plus(Duration.ofDays(days));
    String reason = "There is nothing here (404).";
    Attempts attempts = new Attempts(last, null, status, reason, START, until, times);
    put(url, null, new Health(attempts, success, START, times, null, null));
  }

  private void gone(String url) {
    put(url, null, Health.NEW.after(Attempts.one(Outcome.GONE, null, 410, "Gone.", START), null));
  }

  private void answering(String url, Instant at) {
    put(url, null, Health.NEW.after(Attempts.one(Outcome.SAME, null, 304, null, at), null));
  }
}
