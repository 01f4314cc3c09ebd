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
  void writesFormulasOfNoMoreThanBoundedDepthAndSize() {
    assertThat(Reader.safe("<math>" + "<mrow>".repeat(20) + "<mi>x")).startsWith("<math ");
    assertThat(Reader.safe("<math>" + "<mrow>".repeat(40) + "<mi>x")).isEqualTo("x");
    assertThat(Reader.safe("<math>" + "<mi>x</mi>".repeat(2000))).startsWith("<math ");
    assertThat(Reader.safe("<math>" + "<mi>x</mi>".repeat(2001))).isEqualTo("x".repeat(2001));
    assertThat(Reader.safe("<math><mtable>" + "<mtr><mtd>x".repeat(300))).isNotEmpty();
    String words = "word ".repeat(500);
    assertThat(Reader.safe("<math alttext='" + words + "'><mi>x</mi></math>"))
        .hasSizeLessThan(1100)
        .endsWith("word…\"><mi>x</mi></math>");
  }

  @Test
  void writesLettersOfAlphabets() {
    assertThat(
            Reader.safe(
                "<math alttext='.'><mi mathvariant='script'>Bz</mi><mi mathvariant='italic'>h</mi>"
                    + "<mtext mathvariant='italic'>h</mtext><mn mathvariant='bold'>09+</mn>"
                    + "<mi mathvariant='fraktur'>Ca</mi><mi mathvariant='double-struck'>AZ</mi></math>"))
        .isEqualTo(
            "<math alttext=\".\"><mi>ℬ𝓏</mi><mi>h</mi><mtext>ℎ</mtext><mn>𝟎𝟗+</mn><mi>ℭ𝔞</mi>"
                + "<mi>𝔸ℤ</mi></math>");
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
