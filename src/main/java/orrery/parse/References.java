package orrery.parse;

import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/** Character and entity references (XML 1.0, section 4.1), and the names that HTML gives them. */
final class References {
  private References() {}

  /** What a name stands for in XML, and in HTML, whose names feeds use without declaring them. */
  static @Nullable String named(String name) {
    return switch (name) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> {
        String value = Entities.getByName(name);
        yield value.isEmpty() ? null : value;
      }
    };
  }

  static boolean isXml(String name) {
    return switch (name) {
      case "amp", "lt", "gt", "quot", "apos" -> true;
      default -> false;
    };
  }

  static boolean isPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '#'
        || c == '_'
        || c == '.'
        || c == '-';
  }

  /** Whether XML 1.0 forbids a character, and leaves no way to write it (section 2.2). */
  static boolean isForbidden(char c) {
    return c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c == '\uFFFE' || c == '\uFFFF';
  }

  /** Appends the character of a number between {@code &#} and {@code ;}; false where it is none. */
  static boolean numeric(String text, int from, int to, StringBuilder out) {
    boolean hex = from < to && (text.charAt(from) == 'x' || text.charAt(from) == 'X');
    int code = 0;
    int i = hex ? from + 1 : from;
    if (i == to) {
      return false;
    }
    for (; i < to; i++) {
      int digit = Character.digit(text.charAt(i), hex ? 16 : 10);
      if (digit < 0 || code > 0x10FFFF) {
        return false;
      }
      code = code * (hex ? 16 : 10) + digit;
    }
    if (code >= 0x80 && code <= 0x9F) {
      // Nobody means the C1 controls: these are the numbers of windows-1252 (WHATWG HTML, 13.2.5).
      out.append(Decoder.windows1252(code));
      return true;
    }
    boolean surrogate = code >= 0xD800 && code < 0xE000;
    if (code > 0x10FFFF || surrogate || (code <= 0xFFFF && isForbidden((char) code))) {
      return false;
    }
    out.appendCodePoint(code);
    return true;
  }
}
