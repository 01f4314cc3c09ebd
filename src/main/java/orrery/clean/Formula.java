package orrery.clean;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import orrery.feed.Text;

/**
 * A formula in one line, as it is said in mail: what stands in excerpts and titles, and what is
 * searched. Where the author gave words or TeX for it, those; else fractions, powers and roots are
 * written with signs ({@code (a+b)/c}, {@code x^2}, {@code √(x)}).
 */
final class Formula {
  private static final String SPACED = "=≠<>≤≥≈≡∼→⇒⇔↦∈∉⊂⊆∧∨";

  private Formula() {}

  /** What a {@code math} element says, in one line that harms no page; may be empty. */
  static String of(Element math) {
    String words = calm(math.attr("alttext"));
    for (Element e : words.isEmpty() ? math.getAllElements() : List.<Element>of()) {
      if (words.isEmpty()
          && name(e).equals("annotation")
          && e.attr("encoding").toLowerCase(Locale.ROOT).endsWith("tex")) {
        words = calm(e.text());
      }
    }
    return words.isEmpty() ? calm(line(math)) : words;
  }

  /** The name of an element of MathML without the prefix that XHTML may have given it. */
  static String name(Element e) {
    String name = e.normalName();
    return name.substring(name.indexOf(':') + 1);
  }

  /** Marks never stand first: what is written always has a sign that carries them. */
  private static String calm(String text) {
    StringBuilder out = new StringBuilder();
    int marks = MathTree.MARKS;
    for (int c : PlainText.of(Text.plain(text)).codePoints().toArray()) {
      int kind = Characters.kind(c);
      marks = kind == Characters.ORDINARY && c != ' ' ? 0 : marks;
      if (kind != Characters.MARK || ++marks <= MathTree.MARKS) {
        out.appendCodePoint(c);
      }
    }
    return PlainText.of(Text.plain(out.toString()));
  }

  /**
   * TeX that a script of MathJax would have set, without the brackets that hide it from XML; null
   * where the script is something else.
   */
  static @Nullable String tex(Element script) {
    if (!script.attr("type").startsWith("math/tex")) {
      return null;
    }
    return script.data().replace("% <![CDATA[", "").replace("%]]>", "").strip();
  }

  /**
   * Whether an element shows a formula once more that stands beside it: MathJax leaves what it has
   * set with a script or with MathML, and a preview where it has not been yet.
   */
  static boolean copy(Element e) {
    String classes = e.className();
    if (e.attr("aria-hidden").equals("true")) {
      return e.nameIs("nobr") || classes.contains("mjx-") || classes.contains("MJX");
    }
    if (e.nameIs("script")) {
      Element before = e.previousElementSibling();
      return before != null && jax(before.className()) && before.selectFirst("math") != null;
    }
    if (!jax(classes)) {
      return false;
    }
    Element next = e.nextElementSibling();
    if (next != null && jax(next.className())) {
      next = next.nextElementSibling(); // the preview stands before the rest
    }
    return next != null
        && next.attr("type").startsWith("math/tex")
        && e.selectFirst("math") == null;
  }

  private static boolean jax(String classes) {
    return classes.startsWith("MathJax") || classes.startsWith("mjx-");
  }

  private static String line(Element e) {
    List<Element> parts = e.children();
    return switch (name(e)) {
      case "annotation", "annotation-xml", "mphantom" -> "";
      case "mfrac" -> parts.size() < 2 ? all(e) : part(parts, 0) + "/" + part(parts, 1);
      case "msup", "mover" -> parts.size() < 2 ? all(e) : part(parts, 0) + "^" + part(parts, 1);
      case "msub", "munder" -> parts.size() < 2 ? all(e) : part(parts, 0) + "_" + part(parts, 1);
      case "msubsup", "munderover" ->
          parts.size() < 3 ? all(e) : part(parts, 0) + "_" + part(parts, 1) + "^" + part(parts, 2);
      case "msqrt" -> "√(" + all(e) + ")";
      case "mroot" ->
          parts.size() < 2 ? all(e) : "√[" + line(parts.get(1)) + "](" + part(parts, 0) + ")";
      case "mtable" -> "[" + String.join("; ", lines(parts)) + "]";
      case "mtr", "mlabeledtr" -> String.join(", ", lines(parts));
      case "mo" -> {
        String sign = e.text();
        yield !sign.isEmpty() && SPACED.contains(sign) ? " " + sign + " " : sign;
      }
      case "mtext", "mspace" -> " " + e.text() + " ";
      default -> all(e);
    };
  }

  private static String all(Element e) {
    StringBuilder all = new StringBuilder();
    for (Node child : e.childNodes()) {
      if (child instanceof Element part) {
        all.append(line(part));
      } else if (child instanceof TextNode text) {
        all.append(text.text().strip());
      }
    }
    return all.toString();
  }

  private static List<String> lines(List<Element> parts) {
    return parts.stream().map(Formula::line).toList();
  }

  /** In brackets where it is more than a sign or a number. */
  private static String part(List<Element> parts, int at) {
    String line = line(parts.get(at)).strip();
    boolean number = line.codePoints().allMatch(Character::isDigit);
    return number || line.codePointCount(0, line.length()) == 1 ? line : "(" + line + ")";
  }
}
