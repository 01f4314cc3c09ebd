package orrery.parse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import orrery.feed.Text;

/**
 * Reads what people are to read: Atom's text constructs (RFC 4287, section 3.1, and 4.1.3 for
 * content; for Atom 0.3 with {@code mode}), and the texts of RSS, of which nothing says whether
 * they are HTML.
 */
final class Texts {
  private final Bases bases;
  private final boolean atom;

  /** Whether titles with tags are HTML, as the feed's titles together show. */
  private boolean tagsInTitles = true;

  /**
   * @param atom whether elements without a namespace are Atom's
   */
  Texts(Bases bases, boolean atom) {
    this.bases = bases;
    this.atom = atom;
  }

  void tagsInTitlesAreText() {
    tagsInTitles = false;
  }

  /** A title, or another text that is plain unless it shows otherwise. */
  @Nullable Text title(Node node) {
    Text text = of(node, false);
    return text == null || text.html() || text.value().indexOf('\n') < 0
        ? text
        : new Text(oneLine(text.value()), false, text.base(), text.language());
  }

  /** With every run of white space made one space: titles are broken into lines for no reason. */
  private static String oneLine(String value) {
    StringBuilder line = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c > ' ') {
        line.append(c);
      } else if (line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    return line.toString();
  }

  /** A description or body: HTML by nature in RSS. */
  @Nullable Text body(Node node) {
    return of(node, true);
  }

  /** As plain characters, whatever it is. */
  @Nullable String plain(Node node) {
    Text text = of(node, false);
    if (text == null) {
      return null;
    }
    if (!text.html()) {
      return text.value();
    }
    String plain = Jsoup.parseBodyFragment(text.value()).text().strip();
    return plain.isEmpty() ? null : plain;
  }

  private @Nullable Text of(Node node, boolean htmlByNature) {
    String type = node.attribute("type");
    type = type == null ? null : type.toLowerCase(Locale.ROOT);
    String mode = node.attribute("mode");
    if ("base64".equalsIgnoreCase(mode) || "base64".equalsIgnoreCase(node.attribute("encoding"))) {
      return decoded(node, type, htmlByNature);
    }
    if (node.hasElements()) {
      return markup(node, type);
    }
    if (type != null && isAtom(node) && isBinary(type) && mode == null) {
      return decoded(node, null, true);
    }
    String value = node.text();
    if (value == null) {
      return null;
    }
    return made(value, isHtml(node, value, type, htmlByNature), node);
  }

  private Text made(String value, boolean html, Node node) {
    return new Text(value, html, bases.of(node), Bases.language(node));
  }

  private boolean isAtom(Node node) {
    return node.space.equals(Namespaces.ATOM)
        || node.space.equals(Namespaces.ATOM03)
        || (atom && node.space.equals(Namespaces.NONE));
  }

  private boolean isHtml(Node node, String value, @Nullable String type, boolean htmlByNature) {
    if (type != null) {
      switch (type) {
        case "text", "text/plain", "plain" -> {
          return false;
        }
        case "html", "text/html", "xhtml", "application/xhtml+xml", "text/xhtml" -> {
          return true;
        }
        default -> {
          if (isMarkup(type)) {
            return true;
          }
          if (type.startsWith("text/")) {
            return false;
          }
        }
      }
    } else if (isAtom(node)) {
      // Text by the letter of RFC 4287; but nobody means a body to be read tag by tag.
      return htmlByNature
          && value.startsWith("<")
          && value.endsWith(">")
          && Markup.look(value) == Markup.Look.HTML;
    }
    if (htmlByNature) {
      return Markup.lookAtBody(value) != Markup.Look.PLAIN;
    }
    return Markup.look(value) == Markup.Look.HTML && (tagsInTitles || Markup.hasEntity(value));
  }

  private static boolean isMarkup(String type) {
    return type.endsWith("+xml") || type.endsWith("/xml");
  }

  private static boolean isBinary(String type) {
    return type.indexOf('/') > 0 && !type.startsWith("text/") && !isMarkup(type);
  }

  /** Elements inside: XHTML with its wrapping div, or HTML that somebody forgot to escape. */
  private Text markup(Node node, @Nullable String type) {
    Node wrapper = node;
    boolean xhtml = type != null && (type.equals("xhtml") || type.equals("application/xhtml+xml"));
    if (xhtml || (type == null && isAtom(node))) {
      Node only = null;
      for (Object child : node.children()) {
        if (child instanceof Node element) {
          only = only == null ? element : node;
        } else if (!((String) child).isBlank()) {
          only = node;
        }
      }
      if (only != null && only != node && only.name.equalsIgnoreCase("div")) {
        wrapper = only;
      }
    }
    return made(Markup.inner(wrapper, bases), true, wrapper);
  }

  private @Nullable Text decoded(Node node, @Nullable String type, boolean htmlByNature) {
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(node.rawText().strip());
    } catch (IllegalArgumentException e) {
      String value = node.text();
      return value == null ? null : made(value, isHtml(node, value, type, htmlByNature), node);
    }
    String value = new String(bytes, StandardCharsets.UTF_8).strip();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\uFFFD' || (c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
        return null; // a picture or a program, not a text
      }
    }
    if (value.isEmpty()) {
      return null;
    }
    boolean html =
        type == null
            ? Markup.look(value) == Markup.Look.HTML
            : isHtml(node, value, type, htmlByNature);
    return made(value, html, node);
  }
}
