package orrery.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import orrery.feed.Author;

/**
 * Who wrote something: Atom's person constructs, and the one-line spellings of all other formats
 * ({@code a@b (Name)}, {@code Name <a@b>}, {@code Name (a@b)}, {@code Name}).
 */
final class Authors {
  private static final int MAX_AUTHORS = 50;
  private static final int MAX_LINE = 1000;

  private Authors() {}

  /** The people an element names; usually one. */
  static List<Author> of(Node node, Bases bases) {
    return node.hasElements() && isPerson(node) ? person(node, bases) : parse(plain(node.text()));
  }

  /** Without the markup that some put around names, and with their entities resolved. */
  private static @Nullable String plain(@Nullable String line) {
    return line == null || Markup.look(line) != Markup.Look.HTML
        ? line
        : Jsoup.parseBodyFragment(line.substring(0, Math.min(line.length(), MAX_LINE))).text();
  }

  private static boolean isPerson(Node node) {
    for (Object child : node.children()) {
      if (child instanceof Node part) {
        switch (part.name.toLowerCase(Locale.ROOT)) {
          case "name", "email", "uri", "url", "homepage" -> {
            return true;
          }
          default -> {}
        }
      }
    }
    return false;
  }

  private static List<Author> person(Node node, Bases bases) {
    String name = null;
    String email = null;
    String url = null;
    for (Object child : node.children()) {
      if (child instanceof Node part) {
        switch (part.name.toLowerCase(Locale.ROOT)) {
          case "name" -> name = name == null ? plain(part.text()) : name;
          case "email" -> email = email == null ? part.text() : email;
          case "uri", "url", "homepage" ->
              url = url == null ? bases.resolve(part, part.text()) : url;
          default -> {}
        }
      }
    }
    if (name != null && name.indexOf('@') > 0) {
      Author told = one(name);
      name = told.name();
      email = email == null ? told.email() : email;
    }
    if (email != null && email.regionMatches(true, 0, "mailto:", 0, 7)) {
      email = email.substring(7);
    }
    return made(name, email, url);
  }

  private static List<Author> made(
      @Nullable String name, @Nullable String email, @Nullable String url) {
    return name == null && email == null && url == null
        ? List.of()
        : List.of(new Author(name, email, url));
  }

  /** The people that one line names. */
  static List<Author> parse(@Nullable String line) {
    if (line == null || line.isBlank()) {
      return List.of();
    }
    int first = line.indexOf('@');
    if (line.length() > MAX_LINE) {
      return made(line.substring(0, MAX_LINE).strip(), null, null);
    }
    if (first < 0 || line.indexOf('@', first + 1) < 0) {
      Author author = one(line);
      return made(author.name(), author.email(), author.url());
    }
    List<Author> authors = new ArrayList<>();
    for (String part : split(line)) {
      Author author = one(part);
      if (authors.size() < MAX_AUTHORS) {
        authors.addAll(made(author.name(), author.email(), author.url()));
      }
    }
    return authors;
  }

  /** At commas and semicolons behind which another address comes. */
  private static List<String> split(String line) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    boolean address = false;
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      depth += c == '(' || c == '<' ? 1 : c == ')' || c == '>' ? -1 : 0;
      address |= c == '@';
      if ((c == ',' || c == ';') && address && depth <= 0) {
        parts.add(line.substring(from, i));
        from = i + 1;
        address = false;
      }
    }
    parts.add(line.substring(from));
    return parts;
  }

  private static Author one(String written) {
    String line = written.strip();
    int at = line.indexOf('@');
    String email = null;
    if (at > 0) {
      int from = at;
      while (from > 0 && isLocalPart(line.charAt(from - 1))) {
        from--;
      }
      int to = at + 1;
      while (to < line.length() && isHostPart(line.charAt(to))) {
        to++;
      }
      while (to > at && line.charAt(to - 1) == '.') {
        to--;
      }
      if (from < at && line.indexOf('.', at) > 0 && line.indexOf('.', at) < to) {
        email = line.substring(from, to);
        int start =
            line.regionMatches(true, Math.max(0, from - 7), "mailto:", 0, 7) ? from - 7 : from;
        int stop = to;
        if (line.startsWith("?subject=", to)) {
          while (stop < line.length() && line.charAt(stop) > ' ') {
            stop++;
          }
        }
        line = line.substring(0, start) + line.substring(stop);
      }
    }
    String url = null;
    if (email == null) {
      int web = line.indexOf("http://");
      web = web < 0 ? line.indexOf("https://") : web;
      if (web >= 0) {
        int to = web;
        while (to < line.length() && line.charAt(to) > ' ' && ")>]".indexOf(line.charAt(to)) < 0) {
          to++;
        }
        url = line.substring(web, to);
        line = line.substring(0, web) + line.substring(to);
      }
    }
    if (email != null || url != null) {
      line = withoutShells(line);
    }
    return new Author(line.isEmpty() ? null : line, email, url);
  }

  /** Without the brackets and quotes that stood around the parts. */
  private static String withoutShells(String line) {
    String name =
        line.replace("()", "").replace("<>", "").replace("[]", "").replace("&lt;&gt;", "").strip();
    boolean more = true;
    while (more && !name.isEmpty()) {
      String before = name;
      if (name.startsWith("(") && (name.endsWith(")") || name.indexOf(')') < 0)) {
        name = name.substring(1);
        name = name.endsWith(")") ? name.substring(0, name.length() - 1) : name;
      } else if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
        name = name.substring(1, name.length() - 1);
      } else if (name.endsWith(")") && name.indexOf('(') < 0) {
        name = name.substring(0, name.length() - 1);
      }
      while (!name.isEmpty() && ",;-:/|".indexOf(name.charAt(name.length() - 1)) >= 0) {
        name = name.substring(0, name.length() - 1).strip();
      }
      while (!name.isEmpty() && ",;-:/|".indexOf(name.charAt(0)) >= 0) {
        name = name.substring(1).strip();
      }
      name = name.strip();
      more = !name.equals(before);
    }
    return name;
  }

  private static boolean isLocalPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._-+%'".indexOf(c) >= 0;
  }

  private static boolean isHostPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c > 0xA0;
  }

  static List<Author> distinct(List<Author> authors) {
    if (authors.size() < 2) {
      return authors;
    }
    Set<Author> seen = new LinkedHashSet<>(authors);
    return new ArrayList<>(seen).subList(0, Math.min(seen.size(), MAX_AUTHORS));
  }
}
