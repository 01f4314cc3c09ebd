package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PathsTest {
  @Test
  void pathsFollowFromWhatAPageIsAbout() {
    assertThat(Paths.day(LocalDate.of(2026, 3, 9))).isEqualTo("2026/03/09.html");
    assertThat(Paths.month(YearMonth.of(2026, 3))).isEqualTo("2026/03.html");
    assertThat(Paths.blog("jane")).isEqualTo("blog/jane.html");
    assertThat(Paths.blogYear("jane", Year.of(2026))).isEqualTo("blog/jane-2026.html");
    assertThat(Paths.tag("free software")).matches("tag/free-software-[0-9a-f]{8}\\.html");
    assertThat(Paths.tagMonth("java", YearMonth.of(2026, 11)))
        .matches("tag/java-[0-9a-f]{8}-2026-11\\.html");
    assertThat(Paths.post(Samples.post("x9").build())).isEqualTo("2026/11/22.html#px9");
    assertThat(Paths.root("index.html")).isEmpty();
    assertThat(Paths.root("2026/11/22.html")).isEqualTo("../../");
    assertThat(Paths.dayOf(Instant.parse("1969-12-31T23:59:59Z")))
        .isEqualTo(LocalDate.of(1969, 12, 31));
  }

  @Test
  void noTwoTagsShareAFileAndNoneLeavesItsFolder() {
    String[] keys = {
      "c",
      "c++",
      "c#",
      "C",
      "../c",
      "..",
      "",
      "-",
      "a/b",
      "a b",
      "a-b",
      "ünïcode",
      "日本語",
      "c_1",
      "x".repeat(300),
      "x".repeat(301)
    };
    assertThat(keys)
        .extracting(key -> Paths.slug(key, key))
        .doesNotHaveDuplicates()
        .allMatch(s -> s.matches("([a-z0-9]+-)*[0-9a-f]{8}") && s.length() < 60);
  }

  @Test
  void linkOfThePlanetIsMadeABase() {
    assertThat(base("https://planet.example.org")).isEqualTo("https://planet.example.org/");
    assertThat(base("https://example.org/planet")).isEqualTo("https://example.org/planet/");
    assertThat(base("https://example.org/planet/index.html"))
        .isEqualTo("https://example.org/planet/");
    assertThat(base("ftp://example.org/")).isNull();
  }

  @Test
  void textIsUtf8WithoutWhatXmlForbids() throws IOException {
    String text = "a\u0000\u0007b\t\r\n é € \ud83d\ude80 \ud83d \ude80 \ufffe\uffff\ufffd";
    String kept = "ab\t\r\n é € \ud83d\ude80   \ufffd";
    try (Utf8 whole = new Utf8();
        Utf8 parts = new Utf8()) {
      whole.write(text);
      for (char c : text.repeat(10_000).toCharArray()) {
        parts.write(c);
      }
      assertThat(new String(whole.toBytes(), StandardCharsets.UTF_8)).isEqualTo(kept);
      assertThat(new String(parts.toBytes(), StandardCharsets.UTF_8))
          .isEqualTo(kept.repeat(10_000));
    }
  }

  private static @Nullable String base(String link) {
    return Samples.settings("P", link, null, "en", 1, "1", Map.of()).base();
  }
}
