package orrery.parse;

import java.util.Locale;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/** Markup as characters: writes elements as HTML, and tells HTML from plain text. */
final class Markup {
  private Markup() {}

  /** What an element holds, as HTML. Addresses under an {@code xml:base} of their own resolved. */
  static String inner(Node node, Bases bases) {
    StringBuilder html = new StringBuilder();
    for (Object child : node.children()) {
      write(child, html, bases, null);
    }
    return html.toString().strip();
  }

  private static void write(Object child, StringBuilder to, Bases bases, @Nullable String base) {
    if (child instanceof String text) {
      escape(text, to, false);
      return;
    }
    Node node = (Node) child;
    String inherited = node.rawAttribute("xml:base") != null ? bases.of(node) : base;
    String name = node.name.toLowerCase(Locale.ROOT);
    to.append('<').append(name);
    String[] attributes = node.attributes();
    for (int i = 0; i < attributes.length; i += 2) {
      String key = attributes[i];
      if (key.equals("xml:lang")) {
        key = "lang";
      } else if (key.indexOf(':') >= 0) {
        continue;
      }
      String value = attributes[i + 1];
      if (inherited != null && isAddress(key)) {
        String absolute = Addresses.resolve(inherited, value);
        value = absolute == null ? value : absolute;
      }
      to.append(' ').append(key).append("=\"");
      escape(value, to, true);
      to.append('"');
    }
    to.append('>');
    for (Object inner : node.children()) {
      write(inner, to, bases, inherited);
    }
    if (!isVoid(name)) {
      to.append("</").append(name).append('>');
    }
  }

  private static boolean isAddress(String key) {
    return switch (key) {
      case "href", "src", "cite", "poster", "data", "longdesc", "background" -> true;
      default -> false;
    };
  }

  static void escape(String text, StringBuilder to, boolean attribute) {
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String escaped =
          switch (c) {
            case '&' -> "&amp;";
            case '<' -> attribute ? null : "&lt;";
            case '>' -> attribute ? null : "&gt;";
            case '"' -> attribute ? "&quot;" : null;
            default -> null;
          };
      if (escaped != null) {
        to.append(text, from, i).append(escaped);
        from = i + 1;
      }
    }
    to.append(text, from, text.length());
  }

  private static boolean isVoid(String name) {
    return switch (name) {
      case "area",
          "base",
          "br",
          "col",
          "embed",
          "hr",
          "img",
          "input",
          "link",
          "meta",
          "param",
          "source",
          "track",
          "wbr" ->
          true;
      default -> false;
    };
  }

  /** What a text shows of being HTML or not. */
  enum Look {
    /** Neither {@code <} nor {@code &}: the same either way. */
    SAME,
    /** It holds an entity, or tags of HTML that fit together. */
    HTML,
    /** It holds {@code <} or {@code &} as HTML would not have them. */
    PLAIN
  }

  /** Looks at a title or the like, of which nothing says whether it is HTML. */
  static Look look(String text) {
    return look(text, false);
  }

  /** Looks at a text that is most likely HTML: one tag that HTML has is enough. */
  static Look lookAtBody(String text) {
    return look(text, true);
  }

  private static Look look(String text, boolean body) {
    boolean odd = false;
    boolean tag = false;
    boolean lone = false;
    int lastGreater = text.lastIndexOf('>');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '&') {
        int end = entityEnd(text, i);
        if (end > 0) {
          return Look.HTML;
        }
        odd = true;
      } else if (c == '<') {
        if (text.startsWith("<!--", i)) {
          tag = true;
          continue;
        }
        boolean close = i + 1 < text.length() && text.charAt(i + 1) == '/';
        int from = close ? i + 2 : i + 1;
        int end = from;
        while (end < text.length() && isAsciiLetterOrDigit(text.charAt(end))) {
          end++;
        }
        String name = text.substring(from, Math.min(end, from + 12)).toLowerCase(Locale.ROOT);
        boolean ended = end < text.length() && " \t\n/>".indexOf(text.charAt(end)) >= 0;
        if (!ended || !isHtml(name) || lastGreater < end) {
          odd = true;
        } else if (body) {
          return Look.HTML;
        } else if (close || isVoid(name) || text.startsWith("/>", end)) {
          tag = true;
        } else {
          lone = true;
        }
      }
    }
    if (tag) {
      return Look.HTML;
    }
    return odd || lone ? Look.PLAIN : Look.SAME;
  }

  /** Whether a text holds a character reference that HTML knows. */
  static boolean hasEntity(String text) {
    for (int i = text.indexOf('&'); i >= 0; i = text.indexOf('&', i + 1)) {
      if (entityEnd(text, i) > 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Where a valid character reference ends, -1 where none begins here. */
  private static int entityEnd(String text, int ampersand) {
    int i = ampersand + 1;
    int stop = Math.min(text.length(), i + 32);
    boolean number = i < stop && text.charAt(i) == '#';
    i += number ? 1 : 0;
    int from = i;
    while (i < stop && isAsciiLetterOrDigit(text.charAt(i))) {
      i++;
    }
    if (i == from || i >= stop || text.charAt(i) != ';') {
      return -1;
    }
    if (number) {
      char first = text.charAt(from);
      return first == 'x' || first == 'X' || (first >= '0' && first <= '9') ? i : -1;
    }
    return Entities.isNamedEntity(text.substring(from, i)) ? i : -1;
  }

  private static boolean isHtml(String name) {
    return switch (name) {
      case "a",
          "abbr",
          "acronym",
          "address",
          "area",
          "article",
          "aside",
          "audio",
          "b",
          "big",
          "blockquote",
          "br",
          "button",
          "caption",
          "center",
          "cite",
          "code",
          "col",
          "dd",
          "del",
          "details",
          "dfn",
          "div",
          "dl",
          "dt",
          "em",
          "embed",
          "fieldset",
          "figcaption",
          "figure",
          "font",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "i",
          "iframe",
          "img",
          "input",
          "ins",
          "kbd",
          "label",
          "li",
          "link",
          "main",
          "map",
          "mark",
          "nav",
          "nobr",
          "object",
          "ol",
          "p",
          "param",
          "picture",
          "pre",
          "q",
          "s",
          "samp",
          "script",
          "section",
          "small",
          "source",
          "span",
          "strike",
          "strong",
          "style",
          "sub",
          "summary",
          "sup",
          "svg",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "time",
          "tr",
          "tt",
          "u",
          "ul",
          "var",
          "video",
          "wbr" ->
          true;
      default -> false;
    };
  }
}
