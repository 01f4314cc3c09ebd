package orrery.clean;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Markup as nobody would write it: whatever comes in, what comes out is safe and stays as it is.
 */
class CleanerFuzzTest {
  private static final List<String> NAMES =
      List.of(
          "a",
          "a href=/x",
          "b",
          "i",
          "em",
          "font",
          "nobr",
          "p",
          "div",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "h1",
          "h3",
          "h6",
          "table",
          "caption",
          "colgroup",
          "col",
          "thead",
          "tbody",
          "tr",
          "td",
          "th",
          "pre",
          "code class=language-x",
          "blockquote",
          "q cite=x",
          "br",
          "hr",
          "img src=x alt=y",
          "img src=x width=1",
          "figure",
          "figcaption",
          "details",
          "summary",
          "ruby",
          "rt",
          "rp",
          "rtc",
          "span",
          "span lang=de",
          "span lang='?'",
          "video src=v",
          "video",
          "source src=s",
          "audio src=a",
          "iframe src=f",
          "object",
          "embed src=e",
          "button",
          "marquee",
          "applet",
          "form",
          "select",
          "option",
          "textarea",
          "title",
          "style",
          "script",
          "xmp",
          "plaintext",
          "noscript",
          "noembed",
          "template",
          "svg",
          "math",
          "mi",
          "mtext",
          "math display=block",
          "math alttext='a^b &lt;'",
          "m:math",
          "m:mi",
          "semantics",
          "annotation encoding=TeX",
          "mrow dir=rtl",
          "mo stretchy=true lspace=-9em",
          "mfrac linethickness=0px",
          "msqrt",
          "msub",
          "msubsup",
          "munderover accent=true",
          "mmultiscripts",
          "mprescripts",
          "none",
          "mtable",
          "mtr",
          "mtd columnspan=3",
          "mphantom",
          "mspace width=99em",
          "mfenced open='<'",
          "mglyph",
          "mi mathvariant=bold",
          "annotation-xml encoding=text/html",
          "foreignObject",
          "desc",
          "body",
          "html",
          "head",
          "frameset",
          "base href=//evil.example/",
          "center",
          "section",
          "small",
          "u",
          "strike",
          "listing",
          "input",
          "address",
          "time datetime=2026",
          "optgroup");

  private static final List<String> TEXTS =
      List.of(
          "word",
          " ",
          "\n",
          "\n\n",
          "&nbsp;",
          "&lt;b>",
          "&amp;lt;",
          "\u0301\u0302\u0303\u0304",
          "\u0301\u0302\u0303\u0304\u0305",
          "\u202e",
          "\0",
          "\r\n",
          "\r",
          "\t",
          "<!--",
          "-->",
          "<![CDATA[",
          "]]>",
          "\"",
          "'",
          "<",
          ">",
          "</",
          "&",
          "\ud83d",
          "\ud83d\ude00",
          "\u200b",
          "<br>",
          "<p>",
          "</p>",
          "\ufeff",
          "</div>",
          "\u2028");

  @ParameterizedTest
  @ValueSource(longs = {7, 11, 12, 13, 14, 15})
  void anything(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      Reader.safe(soup(random));
    }
  }

  /** Inside of formulas, where the rules of parsers are others. */
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void anyFormula(long seed) {
    Random random = new Random(seed);
    List<String> names = NAMES.stream().filter(name -> name.startsWith("m")).toList();
    for (int i = 0; i < 2000; i++) {
      Reader.safe("<p>x<math>" + soup(random, names));
      Reader.safe("<m:math><m:mtext>" + soup(random, NAMES) + "</m:mtext>" + soup(random, names));
    }
  }

  private static String soup(Random random) {
    return soup(random, NAMES);
  }

  private static String soup(Random random, List<String> names) {
    StringBuilder soup = new StringBuilder();
    int parts = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 14);
    for (int i = 0; i < parts; i++) {
      String name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(5)) {
        case 0, 1 -> soup.append('<').append(name).append('>');
        case 2 -> {
          int space = name.indexOf(' ');
          soup.append("</").append(space < 0 ? name : name.substring(0, space)).append('>');
        }
        default -> soup.append(TEXTS.get(random.nextInt(TEXTS.size())));
      }
    }
    return soup.toString();
  }
}
