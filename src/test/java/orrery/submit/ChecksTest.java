package orrery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Entry;
import orrery.feed.Problem;
import orrery.feed.Remark;
import orrery.feed.Remark.Level;
import orrery.feed.Text;

/** Of each rule what its fixtures in {@code feeds/submit} do not show. */
class ChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "and then […]",
        "and then [...]",
        "and then…",
        "and then. Read more",
        "and then. Read more →",
        "and then. Continue reading »",
        "und dann. Weiterlesen …",
        "und dann. Mehr lesen",
        "et puis. Lire la suite →",
        "y luego. Leer más",
        "y luego. Seguir leyendo →",
        "e depois. Leia mais »",
        "e poi. Leggi tutto",
        "e poi. Continua a leggere",
        "en toen. Lees meer",
        "i potem. Czytaj dalej",
        "и потом. Читать далее →",
        "そして 続きを読む",
        "然后 继续阅读",
        "ثم اقرأ المزيد",
      })
  void aTextThatLeadsElsewhereIsCut(String text) {
    assertThat(Checks.cut(text, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "and that was all.",
        "Love is what they spread more",
        "I read more than he did last year.",
        "そう思った……です。",
        "",
      })
  void aTextThatEndsIsWhole(String text) {
    assertThat(Checks.cut(text, false)).isFalse();
  }

  @Test
  void aLongSummaryMayWellBeAll() {
    assertThat(Checks.cut("A line.", true)).isTrue();
    assertThat(Checks.cut("A line.".repeat(100), true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6    | 5 posts, from 2026-11-21 to 2026-11-22, about 4 a day.",
        "24   | 5 posts, from 2026-11-18 to 2026-11-22, about one a day.",
        "168  | 5 posts, from 2026-10-25 to 2026-11-22, about one in 7 days.",
        "2160 | 5 posts, from 2025-11-27 to 2026-11-22, about one in 3 months.",
        "0    | 5 posts, from 2026-11-22 to 2026-11-22.",
      })
  void howOftenPostsCome(int hours, String said) {
    Instant[] dates =
        IntStream.range(0, 5)
            .mapToObj(n -> NOW.minus(Duration.ofHours((long) n * hours)))
            .toArray(Instant[]::new);
    assertThat(Checks.posts(dated(dates), NOW).text()).isEqualTo(said);
  }

  @Test
  void aSinglePost() {
    assertThat(Checks.posts(dated(NOW), NOW).text()).isEqualTo("1 post, of 2026-11-22.");
    assertThat(Checks.posts(dated((Instant) null), NOW).text())
        .isEqualTo("1 post, without a date: it would stand where it is first seen. Write dates.");
    assertThat(Checks.posts(dated(NOW.plus(Duration.ofDays(2))), NOW).text())
        .isEqualTo(
            "1 post, of 2026-11-24. 1 has a date in the future; it would stand where it is first"
                + " seen.");
    assertThat(Checks.posts(dated(NOW.plus(Duration.ofHours(23))), NOW).level())
        .as("clocks and time zones err")
        .isEqualTo(Level.GOOD);
  }

  @Test
  void languages() {
    assertThat(Checks.language(Map.of("en", 8, "de", 2), 10, "en").level()).isEqualTo(Level.GOOD);
    assertThat(Checks.language(Map.of("en", 7, "de", 3), 10, "en"))
        .isEqualTo(bad("7 of 10 posts are in English, the planet's language.", "language"));
    assertThat(Checks.language(Map.of("en", 1, "de", 3), 4, "en"))
        .isEqualTo(
            bad("1 of 4 posts is in English, the planet's language; 3 in German.", "language"));
    assertThat(Checks.language(Map.of("en", 1), 1, "en").text())
        .isEqualTo("Its only post is in English.");
    assertThat(Checks.language(Map.of(), 0, "en").level()).isEqualTo(Level.NOTE);
    assertThat(Checks.language(Map.of("en", 5), 10, "en").level()).isEqualTo(Level.GOOD);
    assertThat(Checks.language(Map.of("en", 4), 10, "en").level()).isEqualTo(Level.NOTE);
  }

  @Test
  void topics() {
    assertThat(Checks.topic(8, 10, "the filter").level()).isEqualTo(Level.GOOD);
    assertThat(Checks.topic(7, 10, "the filter").level()).isEqualTo(Level.NOTE);
    assertThat(Checks.topic(0, 10, "the filter").level()).isEqualTo(Level.BAD);
    assertThat(Checks.topic(0, 0, "the filter").level()).isEqualTo(Level.NOTE);
  }

  @Test
  void theWorstProblemsAreNamedFirstAndNotAll() {
    Problem hint = new Problem(Problem.Level.INFO, "hint", "A hint.", 1);
    Problem error = new Problem(Problem.Level.ERROR, "error", "An error.", 9);
    Remark remark =
        Checks.valid(IntStream.rangeClosed(1, 30).mapToObj(n -> n == 30 ? error : hint).toList());
    assertThat(remark.problems()).hasSize(12).startsWith(error, hint);
    assertThat(remark.text()).startsWith("1 thing is wrong with its document.");
    assertThat(Checks.valid(List.of(hint)).level()).isEqualTo(Level.NOTE);
  }

  @Test
  void postsWithoutAnAddressAreComparedByTheirTitles() {
    List<Entry> notes = List.of(entry("1", null, "One", NOW), entry("2", null, "Two", NOW));
    assertThat(Checks.ids(notes, notes.reversed()).level()).isEqualTo(Level.GOOD);
    assertThat(Checks.ids(notes, List.of(entry("3", null, "One", NOW))).text())
        .startsWith("Asked twice, it gave 1 of 2 posts another id");
    List<Entry> bare = List.of(entry("1", null, null, NOW), entry("2", null, null, NOW));
    assertThat(Checks.ids(bare, bare).level()).isEqualTo(Level.GOOD);
  }

  @Test
  void postsThatShareAnAddressAreNotTakenForOneAnother() {
    String page = "https://a.example/diary";
    List<Entry> diary = List.of(entry("1", page, "One", NOW), entry("2", page, "Two", NOW));
    assertThat(Checks.ids(diary, diary).level()).isEqualTo(Level.GOOD);
  }

  @Test
  void aPostThatCameBetweenTwoAnswersChangesNothing() {
    List<Entry> first = List.of(entry("1", "https://a.example/1", "One", NOW));
    List<Entry> again = List.of(entry("2", "https://a.example/2", "Two", NOW), first.getFirst());
    assertThat(Checks.ids(first, again).level()).isEqualTo(Level.GOOD);
  }

  @Test
  void https() {
    assertThat(Checks.https("https://a.example/", 0, null).text())
        .isEqualTo("It comes over https.");
    assertThat(Checks.https("https://a.example/", 1, null).text())
        .isEqualTo(
            "It comes over https, but 1 picture in it over http: browsers may not show them.");
    assertThat(Checks.https("HTTP://a.example/", 0, null).level()).isEqualTo(Level.BAD);
    assertThat(Checks.https("http://a.example/", 0, "https://a.example/").text())
        .endsWith(" The same is at https://a.example/: write that address.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10        | 1  | GOOD | Its document has 1 KB.",
        "999999    | 1  | GOOD | Its document has 999 KB.",
        "2000000   | 9  | GOOD | Its document has 2.0 MB.",
        "2500000   | 31 | NOTE | Its document has 2.5 MB, which everyone who follows it fetches"
            + " again and again; the newest 20 posts would do.",
      })
  void sizes(int bytes, int posts, Level level, String said) {
    assertThat(Checks.size(bytes, posts)).isEqualTo(Remark.of(orrery.feed.Rule.SIZE, level, said));
  }

  private static Remark bad(String text, String rule) {
    return Remark.of(java.util.Objects.requireNonNull(orrery.feed.Rule.of(rule)), Level.BAD, text);
  }

  private static List<Entry> dated(@Nullable Instant... dates) {
    return Arrays.stream(dates).map(date -> entry("1", null, null, date)).toList();
  }

  private static Entry entry(
      String id, @Nullable String url, @Nullable String title, @Nullable Instant date) {
    Text text = title == null ? null : Text.plain(title);
    return new Entry(
        id,
        url,
        text,
        null,
        null,
        List.of(),
        date,
        null,
        List.of(),
        List.of(),
        Collections.emptyList(),
        null,
        null,
        null,
        null,
        List.of());
  }
}
