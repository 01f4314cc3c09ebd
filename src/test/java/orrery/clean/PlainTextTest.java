package orrery.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orrery.feed.Text;

class PlainTextTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "` Two\n\t words `, Two words",
        "AT&amp;T &lt;3 caf&eacute; &#128512;, AT&T <3 café 😀",
        "One <em>two</em><br>three, One two three",
        "<p>One</p><p>two</p>, One two",
        "<script>alert(1)</script>x, x",
        "Tom &amp; <b>Jerry</b> &quot;x&quot; &amp;lt;, `Tom & Jerry \"x\" &lt;`",
        "a&nbsp;b\u2028c\u00a0, a b c",
        "\u202eabc\u0000\ufeff, abc",
        "1 < 2, 1 < 2",
      })
  void readsMarkup(String html, String text) {
    assertThat(PlainText.of(Text.html(html, null))).isEqualTo(text);
  }

  @Test
  void takesPlainTextByItsLetters() {
    assertThat(PlainText.of(Text.plain("<b>AT&amp;T</b>\n x"))).isEqualTo("<b>AT&amp;T</b> x");
    assertThat(PlainText.of(Text.plain(" \n"))).isEmpty();
  }

  @Test
  void boundsTitles() {
    assertThat(PlainText.title(Text.plain("word ".repeat(1000))))
        .hasSizeLessThanOrEqualTo(PlainText.TITLE)
        .endsWith("word…");
    assertThat(PlainText.title(Text.plain("short"))).isEqualTo("short");
  }

  @Test
  void cutsStackedMarks() {
    assertThat(PlainText.of(Text.plain("Z" + "\u0301".repeat(50) + "x\u0301")))
        .isEqualTo("Z" + "\u0301".repeat(8) + "x\u0301");
  }

  @Test
  void excerptsProse() {
    String html =
        Reader.clean(
            "<iframe src='https://www.youtube.com/embed/x'></iframe><pre>code</pre><p>One &lt;two&gt;,"
                + " three</p><table><tr><td>cell<table><tr><td>x</table></td></tr></table><p>four");
    assertThat(PlainText.excerpt(html, 100)).isEqualTo("One <two>, three four");
    assertThat(PlainText.excerpt(html, 15)).isEqualTo("One <two>…");
    assertThat(PlainText.excerpt("<pre>only <b>code</b></pre>", 100)).isEqualTo("only code");
    assertThat(PlainText.excerpt("", 100)).isEmpty();
    assertThat(PlainText.excerpt(Text.html("<p>One</p>two", null), 100)).isEqualTo("One two");
  }

  @Test
  void readsFormulasAsALine() {
    String html =
        Reader.safe(
            "<p>Is <math><mfrac><mi>a</mi><mn>2</mn></mfrac><mo>&lt;</mo><mtext>\"b\"</mtext></math>, or"
                + "<math display='block'><msqrt><mi>x</mi></msqrt></math>more</p>");
    assertThat(PlainText.ofClean(html)).isEqualTo("Is a/2 < \"b\", or √(x) more");
    assertThat(PlainText.excerpt(html, 100)).isEqualTo("Is a/2 < \"b\", or √(x) more");
    assertThat(PlainText.excerpt(html, 9)).isEqualTo("Is a/2 <…");
    String title = "On <math alttext='\\pi'><mi>π</mi></math>";
    assertThat(PlainText.of(Text.html(title, null))).isEqualTo("On \\pi");
  }

  @Test
  void excerptsNeitherAddressesNorWhatIsFolded() {
    String html =
        Reader.clean(
            "<p>See <a href='https://www.a.example/b/c?d=1&amp;e'>https://a.example/b/c?d=1&amp;e</a>,"
                + " <a href='https://a.example/b/'>a.example/b</a> <a href='https://a.example/'>A.</a>"
                + " <a href='https://b.example/'>b.example says</a>"
                + "<iframe src='https://c.example/embed/%s'></iframe>".formatted("x".repeat(80))
                + "<details><summary>Spoiler</summary><p>He did it.</details> Well.");
    assertThat(PlainText.excerpt(html, 100)).isEqualTo("See , A. b.example says Well.");
    assertThat(PlainText.excerpt("<a href=\"https://a.example/\">a.example</a>", 100))
        .isEqualTo("a.example");
  }

  @Test
  void cutsBetweenWhatReadersSeeAsCharacters() {
    String family = "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67";
    assertThat(PlainText.cut("日本語の文章です", 5)).isEqualTo("日本語の…");
    assertThat(PlainText.cut("ab" + family + "cd", 5)).isEqualTo("ab…");
    assertThat(PlainText.cut("e\u0301".repeat(20), 4)).isEqualTo("e\u0301…");
    assertThat(PlainText.cut("abc", 3)).isEqualTo("abc");
    assertThat(PlainText.cut("abc", 0)).isEmpty();
  }

  @Test
  void readsOnlyAsMuchAsItNeeds() {
    String html = Reader.clean("<p>word</p>".repeat(100_000));
    assertThat(PlainText.excerpt(html, 20)).isEqualTo("word word word word…");
  }
}
