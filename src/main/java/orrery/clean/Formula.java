package orrery.clean;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A formula in one line, as it is said in mail: MathML is a way to smuggle HTML past parsers. Where
 * the author gave words or TeX for it, those; else fractions, powers and roots are written with
 * signs ({@code (a+b)/c}, {@code x^2}, {@code √(x)}).
 */
final class Formula {
  private static final String SPACED = "=≠<>≤≥≈≡∼→⇒⇔↦∈∉⊂⊆∧∨";

  private Formula() {}

  /** What a {@code math} element says; may be empty. */
  static String of(Element math) {
    String words = math.attr("alttext");
    if (!words.isBlank()) {
      return words.strip();
    }
    Element tex = math.getElementsByTag("annotation").first();
    if (tex != null && tex.attr("encoding").toLowerCase(Locale.ROOT).endsWith("tex")) {
      return tex.text();
    }
    return line(math).strip().replace("  ", " ");
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

  private static String line(Element e) {
    List<Element> parts = e.children();
    return switch (e.normalName()) {
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
      case "mtr" -> String.join(", ", lines(parts));
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
