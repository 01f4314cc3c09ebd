package orrery.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import orrery.feed.Text;

class CleanerTest {
  record Case(String name, String html, String clean) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException {
    try (InputStream in = CleanerTest.class.getResourceAsStream("/clean/cases.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile("(?m)^# ")
          .splitAsStream(all)
          .skip(1)
          .map(CleanerTest::parsed)
          .toList();
    }
  }

  private static Case parsed(String block) {
    int name = block.indexOf('\n');
    int arrow = block.indexOf("\n=>\n");
    return new Case(
        block.substring(0, name),
        block.substring(name + 1, arrow),
        block.substring(arrow + 4).stripTrailing());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void cleans(Case c) {
    assertThat(Reader.safe(c.html())).isEqualTo(c.clean());
  }

  @Test
  void makesParagraphsOfPlainText() {
    Text text = Text.plain("\n1 < 2 & <b>3</b>\r\nnext line\n\n\n \nAnother\n");
    assertThat(Cleaner.clean(text))
        .isEqualTo("<p>1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;<br>next line</p><p>Another</p>");
    assertThat(Cleaner.clean(Text.plain(" \n"))).isEmpty();
  }

  @Test
  void leavesRelativeAddressesOutWhereNoBaseIsKnown() {
    assertThat(Cleaner.clean(Text.html("<a href='/x'>x</a><img src='y'>", null))).isEqualTo("x");
    assertThat(Cleaner.clean(Text.html("<a href='x'>x</a>", "tag:no,2026:base"))).isEqualTo("x");
  }

  @Test
  void placesInAPostAreThereRatherThanInItsFeed() {
    Text text = Text.html("<a href='#n1'>1</a> <a href='x'>x</a>", "https://b.example/feed.xml");
    assertThat(Cleaner.clean(text, "https://b.example/post?a=1#top"))
        .contains("href=\"https://b.example/post?a=1#n1\"")
        .contains("href=\"https://b.example/x\"");
    assertThat(Cleaner.clean(text, null)).contains("href=\"https://b.example/feed.xml#n1\"");
  }

  @Test
  void bearsDepthAndSize() {
    Stream.of("<div>", "<b>", "<table><tr><td>", "<ul><li>", "<blockquote><p>", "<a href=x>")
        .forEach(
            tag -> {
              String clean = Reader.safe(tag.repeat(2_000) + "deep");
              assertThat(PlainText.ofClean(clean)).isEqualTo("deep");
            });
    String large = "<p>Word <b>bold</b> <img src=x.png> &amp; \u00e9</p>\n".repeat(20_000);
    assertThat(Reader.clean(large)).hasSizeGreaterThan(large.length());
    assertThat(Reader.clean("<".repeat(100_000))).startsWith("&lt;");
    assertThat(Reader.clean("<p ".repeat(10_000))).isEmpty();
    assertThat(Reader.clean("<br>".repeat(100_000) + "x")).isEqualTo("x");
  }

  @Test
  void stacksNoMoreMarksThanAnyScriptNeeds() {
    assertThat(
            Reader.safe(
                "<b>Z\u0301\u0301\u0301\u0301\u0301</b>\u0301\u0301\u0301\u0301\u0301y\u0301"))
        .isEqualTo("<b>Z\u0301\u0301\u0301\u0301\u0301</b>\u0301\u0301\u0301y\u0301");
  }

  @Test
  void keepsJoinersAndDropsWhatTurnsText() {
    assertThat(Reader.safe("\u202e<p>\ud83d\udc69\u200d\ud83d\udcbb a\u200fb\u2067c\0d\ufeff</p>"))
        .isEqualTo("<p>\ud83d\udc69\u200d\ud83d\udcbb a\u200fbcd</p>");
  }
}
