package orrery.parse;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document type declaration: skipped, but for entities of the internal subset that stand for
 * plain text. All others are refused, so that nothing is fetched and nothing expands without
 * bounds.
 */
final class Doctype {
  private static final int MAX_DECLARED = 200;
  private static final int MAX_VALUE = 2000;
  private static final int MAX_EXPANDED = 1_000_000;

  private final String text;
  private final Map<String, String> declared = new HashMap<>(0);
  private boolean refused;
  private int end = -1;
  private int expanded;

  /**
   * Reads the declaration that begins at {@code at}.
   *
   * @param text the whole document
   */
  Doctype(String text, int at) {
    this.text = text;
    read(at + "<!DOCTYPE".length());
  }

  /** The place behind the declaration, -1 where it is not closed. */
  int end() {
    return end;
  }

  /** Whether an entity was declared that is more than plain text. */
  boolean refused() {
    return refused;
  }

  /** What an entity stands for, null where it is not declared here. */
  @Nullable String entity(String name) {
    String value = declared.get(name);
    if (value != null) {
      expanded += value.length();
    }
    return value != null && expanded > MAX_EXPANDED ? "" : value;
  }

  private void read(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '>') {
        end = i + 1;
        return;
      }
      if (c == '<') {
        return;
      }
      if (c == '"' || c == '\'') {
        i = text.indexOf(c, i + 1);
        if (i < 0) {
          return;
        }
      } else if (c == '[') {
        i = internalSubset(i + 1);
      }
      i++;
    }
  }

  /** Gives the place of the closing bracket. */
  private int internalSubset(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != ']') {
      if (text.startsWith("<!--", i)) {
        int close = text.indexOf("-->", i + 4);
        i = close < 0 ? text.length() : close + 3;
      } else if (text.charAt(i) == '<') {
        int stop = declaration(i);
        if (text.startsWith("<!ENTITY", i)) {
          entity(i + "<!ENTITY".length(), stop);
        }
        i = stop;
      } else {
        i++;
      }
    }
    return i;
  }

  private int declaration(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '>') {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        i = text.indexOf(c, i + 1);
        if (i < 0) {
          return text.length();
        }
      }
      i++;
    }
    return Math.min(i + 1, text.length());
  }

  private void entity(int from, int to) {
    int name = skipSpace(from, to);
    int nameEnd = name;
    while (nameEnd < to && text.charAt(nameEnd) > ' ' && text.charAt(nameEnd) != '"') {
      nameEnd++;
    }
    int quote = skipSpace(nameEnd, to);
    if (quote >= to || (text.charAt(quote) != '"' && text.charAt(quote) != '\'')) {
      return; // a parameter entity, or an external one
    }
    int close = text.indexOf(text.charAt(quote), quote + 1);
    if (close < 0 || close >= to) {
      return;
    }
    String value = plain(quote + 1, close);
    if (value == null) {
      refused = true;
    } else {
      declared.putIfAbsent(text.substring(name, nameEnd), value);
    }
  }

  /** The value of an entity; null where it holds markup or other entities, or is too long. */
  private @Nullable String plain(int from, int to) {
    if (to - from > MAX_VALUE || declared.size() >= MAX_DECLARED) {
      return null;
    }
    StringBuilder value = new StringBuilder();
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      if (c == '&' && text.charAt(i + 1) == '#') {
        int semicolon = text.indexOf(';', i);
        if (semicolon < 0 || semicolon > to || !References.numeric(text, i + 2, semicolon, value)) {
          return null;
        }
        i = semicolon + 1;
      } else if (c == '&' || c == '<' || c == '%') {
        return null;
      } else {
        value.append(c);
        i++;
      }
    }
    return value.toString();
  }

  private int skipSpace(int from, int to) {
    int i = from;
    while (i < to && text.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }
}
