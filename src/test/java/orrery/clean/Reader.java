package orrery.clean;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import orrery.feed.Text;

/** Reads clean HTML as a browser would and knows what must never be found in it. */
final class Reader {
  private static final Set<String> ELEMENTS =
      Set.of(
          "a",
          "abbr",
          "audio",
          "b",
          "bdi",
          "bdo",
          "blockquote",
          "br",
          "caption",
          "cite",
          "code",
          "dd",
          "del",
          "details",
          "dfn",
          "div",
          "dl",
          "dt",
          "em",
          "figcaption",
          "figure",
          "h4",
          "h5",
          "h6",
          "hr",
          "i",
          "img",
          "ins",
          "kbd",
          "li",
          "mark",
          "ol",
          "p",
          "pre",
          "q",
          "rp",
          "rt",
          "ruby",
          "s",
          "samp",
          "small",
          "source",
          "span",
          "strong",
          "sub",
          "summary",
          "sup",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "time",
          "tr",
          "u",
          "ul",
          "var",
          "video",
          "wbr");

  private static final Set<String> FORMULA =
      Set.of(
          "math",
          "merror",
          "mfrac",
          "mi",
          "mmultiscripts",
          "mn",
          "mo",
          "mover",
          "mphantom",
          "mprescripts",
          "mroot",
          "mrow",
          "ms",
          "mspace",
          "msqrt",
          "mstyle",
          "msub",
          "msubsup",
          "msup",
          "mtable",
          "mtd",
          "mtext",
          "mtr",
          "munder",
          "munderover");

  /** With what a formula's attributes say, each of few letters. */
  private static final Pattern FORMULA_ATTRIBUTE =
      Pattern.compile(
          "display=block|dir=(ltr|rtl)|(displaystyle|fence|separator|stretchy|symmetric|largeop"
              + "|movablelimits|accent|accentunder)=(true|false)|mathvariant=normal|scriptlevel=[012]"
              + "|form=(pre|in|post)fix|linethickness=0|(column|row)span=[2-9]|columnalign=[a-z ]+"
              + "|(width|lspace|rspace|minsize|maxsize)=([0-3]?[.][0-9]+em|[0-3]em|0)");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "alt",
          "colspan",
          "controls",
          "datetime",
          "decoding",
          "dir",
          "height",
          "lang",
          "loading",
          "preload",
          "rel",
          "reversed",
          "rowspan",
          "scope",
          "sizes",
          "start",
          "title",
          "type",
          "value",
          "width");

  private static final Pattern ADDRESS = Pattern.compile("https?://[^/\\\\@\\s?#]+([/?#].*)?");
  private static final Pattern SPACE = Pattern.compile("[\\s\\h\\v]+");

  private Reader() {}

  static String clean(String html) {
    return Cleaner.clean(Text.html(html, "https://blog.example/2026/post.html"));
  }

  /** Cleans, and asserts of the result all that must hold of any. */
  static String safe(String html) {
    String clean = clean(html);
    String why = faults(clean);
    if (!why.isEmpty() || !clean(clean).equals(clean)) {
      fail("<<%s>>%nbecame%n<<%s>>:%s%nand then%n<<%s>>", html, clean, why, clean(clean));
    }
    return clean;
  }

  private static String faults(String clean) {
    String page =
        "<!doctype html><body><ul><li><article><div id=box>"
            + clean
            + "</div></article><p id=after>after</ul>";
    Document document = Parser.htmlParser().parseInput(page, "https://planet.example/");
    Element box = document.expectFirst("#box");
    StringBuilder faults = new StringBuilder();
    if (document.select("body > ul > li > p#after").size() != 1) {
      faults.append(" it leaves its box;");
    }
    for (Element element : box.getAllElements()) {
      boolean math = element.closest("math") != null;
      boolean html = element.tag().namespace().equals(Parser.NamespaceHtml);
      if (math
          ? !mathematical(element)
          : !html || (!ELEMENTS.contains(element.tagName()) && !element.equals(box))) {
        faults.append(" element ").append(element.tagName()).append(';');
      }
      for (Attribute attribute : element.attributes()) {
        boolean words = element.nameIs("math") && attribute.getKey().equals("alttext");
        String said = attribute.getKey() + "=" + attribute.getValue();
        if (math
            ? !words && !FORMULA_ATTRIBUTE.matcher(said).matches()
            : !harmless(attribute) && !element.equals(box)) {
          faults.append(" attribute ").append(attribute).append(';');
        }
      }
      for (Node child : element.childNodes()) {
        if (!(child instanceof Element) && !(child instanceof TextNode)) {
          faults.append(" node ").append(child.nodeName()).append(';');
        }
      }
    }
    box.select("math").forEach(math -> math.text(math.attr("alttext")));
    if (!letters(PlainText.ofClean(clean)).equals(letters(box.wholeText()))) {
      faults.append(" its text reads ").append(PlainText.ofClean(clean)).append(';');
    }
    return faults.toString();
  }

  /** Of MathML only, with nothing but text in signs, and as many arguments as it needs. */
  private static boolean mathematical(Element e) {
    boolean nested =
        !e.nameIs("math") || (e.parent() != null && e.parent().closest("math") == null);
    int parts = e.childrenSize();
    boolean arguments =
        switch (e.tagName()) {
          case "mi", "mn", "mo", "ms", "mtext", "mspace", "mprescripts" -> parts == 0;
          case "mfrac", "mroot", "msub", "msup", "munder", "mover" -> parts == 2;
          case "msubsup", "munderover" -> parts == 3;
          case "mtable" -> e.children().stream().allMatch(row -> row.nameIs("mtr"));
          case "mtr" -> e.children().stream().allMatch(cell -> cell.nameIs("mtd"));
          default -> parts > 0 ? e.ownText().isBlank() : e.wholeText().isEmpty();
        };
    return nested
        && arguments
        && FORMULA.contains(e.tagName())
        && e.tag().namespace().equals(Parser.NamespaceMathml);
  }

  private static String letters(String text) {
    return SPACE.matcher(text).replaceAll("");
  }

  private static boolean harmless(Attribute attribute) {
    String name = attribute.getKey();
    String value = attribute.getValue();
    return switch (name) {
      case "href", "src", "poster", "cite" -> ADDRESS.matcher(value).matches();
      case "srcset" ->
          Arrays.stream(value.split(", ", -1)).allMatch(c -> ADDRESS.matcher(c).matches());
      case "class" -> value.matches("video|language-[a-z0-9+#_.-]+");
      default -> ATTRIBUTES.contains(name);
    };
  }
}
