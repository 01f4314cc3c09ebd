package orrery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  private static final String GAP = "\u200B";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain words",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "</details> <!-- --> &amp; &lt;",
        "[a](https://evil.example) ![b](https://evil.example/i.png) <https://evil.example>",
        "`code` ```sh``` | cell | **b** _i_ ~~s~~ # h - l + l * l 1. l > q \\",
        "$x$ [[page]] [^1] :smile: {{ x }} {::options}",
      })
  void whatIsWrittenIsShownAndIsNoMarkup(String hostile) {
    String escaped = Markdown.text(hostile, 1000);
    assertThat(escaped.replaceAll("&#\\d+;", "")).matches("[A-Za-z0-9 ,.]*");
    assertThat(shown(escaped).replace(GAP, "")).isEqualTo(hostile);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ping @team          | @team",
        "mail a@b.example    | a@b",
        "fixes #12           | #12",
        "see !7              | !7",
        "a $3                | $3",
        "label ~bug          | ~bug",
        "milestone %2        | %2",
        "epic &5             | &5",
        "https://e.example   | ://",
        "www.evil.example    | www.",
        "WWW.evil.example    | WWW.",
        "GH-12               | GH-12",
        ":tada:              | :tada:",
        "[vulnerability:3]   | [vulnerability:3]",
      })
  void nobodyAndNothingIsCalled(String text, String call) {
    String shown = shown(Markdown.text(text, 1000));
    assertThat(shown).doesNotContain(call);
    assertThat(shown.replace(GAP, "")).isEqualTo(text);
  }

  @Test
  void aTextIsOneLineThatRunsItsOwnWay() {
    assertThat(Markdown.text("a\n/close\r\n\n# b\u2028c\u202Ed\u0000e\tf", 1000))
        .isEqualTo("a &#47;close &#35; b c d e f");
  }

  @Test
  void aTextIsNotLongerThanItMayBe() {
    assertThat(Markdown.text("abcdef", 5)).isEqualTo("abcde…");
    assertThat(Markdown.text("abcd😀", 5)).as("no half of a sign").isEqualTo("abcd…");
    assertThat(Markdown.text("abcde", 5)).isEqualTo("abcde");
  }

  @Test
  void aLinkLeadsWhereItIsMeantTo() {
    assertThat(Markdown.link("Ben", "https://b.example/a_b?c=d&copy=1", 100))
        .isEqualTo("[Ben](https&#58;&#47;&#47;b.example&#47;a&#95;b&#63;c&#61;d&#38;copy&#61;1)");
    assertThat(shown(Markdown.link("Ben", "https://b.example/ü \"x\"<>`|()\\\n", 100)))
        .isEqualTo("[Ben](https://b.example/%C3%BC%20%22x%22%3C%3E%60%7C%28%29%5C%0A)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "own.xml", "ftp://a.example/", "//a.example/"})
  void aLinkLeadsIntoTheWebOnly(String address) {
    assertThat(Markdown.link("Ben", address, 100)).isEqualTo("Ben");
  }

  private static String shown(String escaped) {
    return Parser.unescapeEntities(escaped, false);
  }
}
