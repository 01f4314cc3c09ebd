package orrery.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  private static final Path TABLES = Path.of("src/test/resources/feeds/dates");

  record Row(String table, String text, @Nullable Instant expected) {}

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Stream<Path> tables = Files.list(TABLES)) {
      for (Path table : tables.sorted().toList()) {
        for (String line : Files.readAllLines(table)) {
          int tab = line.lastIndexOf('\t');
          if (tab >= 0 && !line.startsWith("#")) {
            String expected = line.substring(tab + 1);
            rows.add(
                new Row(
                    table.getFileName().toString(),
                    line.substring(0, tab),
                    expected.equals("-") ? null : Instant.parse(expected)));
          }
        }
      }
    }
    assertThat(rows).hasSizeGreaterThan(300);
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void understandsTheTables(Row row) {
    assertThat(Dates.parse(row.text)).as(row.text).isEqualTo(row.expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en", "fr", "de", "es", "it", "pt", "nl", "pl", "tr", "ru", "el", "hu", "cs", "sk", "uk",
        "be", "bg", "sr", "sr-Latn", "mk", "sl", "sv", "da", "nb", "fi", "et", "lv", "lt", "ro",
        "ca", "gl", "is", "id", "sq", "ar"
      })
  void understandsTheMonthsOf(String language) {
    Locale locale = Locale.forLanguageTag(language);
    for (Month month : Month.values()) {
      for (TextStyle style :
          List.of(
              TextStyle.FULL,
              TextStyle.FULL_STANDALONE,
              TextStyle.SHORT,
              TextStyle.SHORT_STANDALONE)) {
        String name = month.getDisplayName(style, locale);
        // Catalan puts an apostrophe before its vowels; two letters are too few to be sure.
        if (name.length() < 3 || name.equals("ag.") || name.startsWith("d’")) {
          continue;
        }
        assertThat(Dates.parse("13 " + name + " 2004 10:30:00 +0200"))
            .as(name)
            .isEqualTo("2004-%02d-13T08:30:00Z".formatted(month.getValue()));
      }
    }
  }

  @Test
  void longTextsAreNoDates() {
    assertThat(Dates.parse("")).isNull();
    assertThat(Dates.parse("1".repeat(1_000_000))).isNull();
    assertThat(Dates.parse("(".repeat(1_000_000))).isNull();
    assertThat(Dates.parse("2004-07-08" + " ".repeat(1_000_000))).isEqualTo("2004-07-08T00:00:00Z");
  }

  /** Whatever is done to a date, it is understood as some plausible instant or not at all. */
  @Test
  void damagedDatesDoNoHarm() throws IOException {
    List<Row> rows = rows();
    Random random = new Random(20040708);
    String alphabet =
        "0123456789:-+/., TtZzWw()[]'aApPmMhH\0\t\n\u00a0\u200f\ud83d\udca9年月日시오ΙούλйÅ़";
    Instant first = Instant.parse("1582-12-31T00:00:00Z");
    Instant last = Instant.parse("2201-01-02T00:00:00Z");
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder(rows.get(random.nextInt(rows.size())).text);
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(3)) {
          case 0 -> text.insert(at, c);
          case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
          default -> text.replace(at, Math.min(text.length(), at + 1), String.valueOf(c));
        }
      }
      Instant instant = Dates.parse(text.toString());
      if (instant != null) {
        assertThat(instant).as(text.toString()).isBetween(first, last);
      }
    }
  }

  @Test
  void whatWasUnderstoodIsUnderstoodAgain() throws IOException {
    for (Row row : rows()) {
      if (row.expected != null) {
        assertThat(Dates.parse(row.expected.toString())).isEqualTo(row.expected);
      }
    }
  }

  private static final Pattern DATE =
      Pattern.compile(
          "<((?:\\w+:)?(?:pubDate|lastBuildDate|date|published|updated|modified|issued|created))\\b"
              + "[^>]*>([^<]{1,200})<",
          Pattern.CASE_INSENSITIVE);

  /** Every date of the captured feeds, but for the few that are none. */
  @Test
  @Tag("corpus")
  void understandsTheDatesOfRealFeeds() throws IOException {
    Path corpus = Path.of("../shared/corpus/open");
    assumeTrue(Files.isDirectory(corpus), "no captured feeds at " + corpus);
    Map<String, Integer> strange = new TreeMap<>();
    int dates = 0;
    for (String part : List.of("real", "series")) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(corpus.resolve(part))) {
        files = walk.filter(Files::isRegularFile).toList();
      }
      for (Path file : files) {
        String feed = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        var matcher = DATE.matcher(feed);
        while (matcher.find()) {
          String text = matcher.group(2).strip();
          dates++;
          if (!text.isEmpty() && Dates.parse(text) == null) {
            strange.merge(text, 1, Integer::sum);
          }
        }
      }
    }
    assertThat(dates).isGreaterThan(20_000);
    assertThat(strange.keySet())
        .containsExactly(
            "Mon, 01 Jan 0001 00:00:00 +0000", "Wed, 30 Nov -0001 00:00:00 +0000", "null");
  }
}
