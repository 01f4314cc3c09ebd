package orrery.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to the text of a config that leave the rest of it as it is. */
final class Edit {
  private final String text;
  private final Ini ini;
  private final String lineBreak;
  private final List<Ini.Section> feeds = new ArrayList<>();

  Edit(String text) {
    this.text = text;
    ini = Ini.read(text);
    int first = text.indexOf('\n');
    lineBreak = first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
    for (var section : ini.sections()) {
      if (!section.isPlanet() && Address.of(ini.target(section)) != null) {
        feeds.add(section);
      }
    }
  }

  String add(String url, Map<String, String> options) {
    if (!find(url).isEmpty()) {
      return text;
    }
    var added = section(url, options);
    var next = next(url, options.getOrDefault("name", ""));
    if (next != null) {
      int at = withComments(next.start());
      return text.substring(0, at)
          + added
          + lineBreak
          + (isAfterBlank(at) ? lineBreak : "")
          + text.substring(at);
    }
    int end = contentEnd(text.length());
    if (end == 0) {
      return text + added + lineBreak;
    }
    boolean apart = feeds.isEmpty() || isAfterBlank(withComments(feeds.getLast().start()));
    return text.substring(0, end)
        + lineBreak
        + (apart ? lineBreak : "")
        + added
        + text.substring(end);
  }

  String remove(String url) {
    var left = this;
    for (var found = find(url); !found.isEmpty(); found = left.find(url)) {
      left = new Edit(left.without(found.getLast()));
    }
    return left.text;
  }

  private String without(Ini.Section section) {
    int end = ownEnd(section);
    int next = end;
    while (next < text.length() && Ini.isSpace(text.charAt(next))) {
      next++;
    }
    return next == text.length()
        ? text.substring(0, contentEnd(section.start())) + text.substring(end)
        : text.substring(0, section.start()) + text.substring(lineStart(next));
  }

  String replaceUrl(String url, String to) {
    var changed = new StringBuilder(text);
    for (var section : find(url).reversed()) {
      var option = ini.pluto() ? section.plutoAddress() : null;
      int line = section.start();
      for (int n = section.line(); option != null && n < option.line(); n++) {
        line = text.indexOf('\n', line) + 1;
      }
      var old = ini.target(section);
      int at = text.indexOf(old, line);
      changed.replace(at, at + old.length(), written(to));
    }
    return changed.toString();
  }

  static boolean holds(String url) {
    return url.equals(Address.of(url)) && url.equals(written(url));
  }

  private List<Ini.Section> find(String url) {
    var wanted = written(url);
    return ini.sections().stream()
        .filter(s -> !s.isPlanet() && !s.isDefault() && written(ini.target(s)).equals(wanted))
        .toList();
  }

  private String section(String url, Map<String, String> options) {
    var lines = new ArrayList<String>();
    if (ini.pluto()) {
      lines.add("[" + slug(options.getOrDefault("name", url)) + "]");
    } else {
      lines.add("[" + written(url) + "]");
    }
    options.forEach(
        (key, value) -> {
          if (!key.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException("no name for a key: " + key);
          }
          if (!value.isBlank()) {
            lines.add((ini.pluto() ? "  " + pluto(key) : key) + " = " + value(value));
          }
        });
    if (ini.pluto()) {
      lines.add("  feed = " + written(url));
    }
    return String.join(lineBreak, lines);
  }

  private static String pluto(String key) {
    return switch (key) {
      case "name" -> "title";
      case "face" -> "avatar";
      default -> key;
    };
  }

  /** A word for pluto's brackets that no other section has. */
  private String slug(String name) {
    var taken = new HashSet<String>();
    ini.sections().forEach(section -> taken.add(section.name().strip()));
    var word = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    var slug = word.isEmpty() ? "feed" : word;
    for (int n = 2; taken.contains(slug); n++) {
      slug = word + "_" + n;
    }
    return slug;
  }

  /** An address as it can stand between brackets and on one line. */
  private static String written(String url) {
    var canonical = Objects.requireNonNullElse(Address.of(url), url.strip());
    var written = new StringBuilder(canonical.length());
    for (int i = 0; i < canonical.length(); i++) {
      char c = canonical.charAt(i);
      if (c <= ' ' || c == '[' || c == ']' || c == 0x7F) {
        written.append("%%%02X".formatted((int) c));
      } else {
        written.append(c);
      }
    }
    return written.toString();
  }

  /** A value as it is read again: on one line, and with nothing in it that starts a comment. */
  private String value(String value) {
    var line = value.replaceAll("[\\s\\p{Cntrl}\u0085\u2028\u2029]+", " ").strip();
    var mark = ini.pluto() ? "[;#]" : ";";
    line = line.replaceAll("^(" + mark + " *)+", "").replaceAll(" +(" + mark + ")", "$1");
    return ini.pluto() ? line : line.replace("%(", "% (");
  }

  /** The section that a new feed comes before; null for the end of the file. */
  private Ini.@Nullable Section next(String url, String name) {
    int place = place(feeds.stream().map(this::sortedName).toList(), sortable(name));
    if (place < 0) {
      place = place(feeds.stream().map(this::sortedAddress).toList(), withoutScheme(url));
    }
    if (place <= 0) {
      return place < 0 ? null : feeds.getFirst();
    }
    int after = ini.sections().indexOf(feeds.get(place - 1)) + 1;
    return after == ini.sections().size() ? null : ini.sections().get(after);
  }

  private String sortedName(Ini.Section feed) {
    var name = feed.options().get(ini.pluto() ? "title" : "name");
    return name == null ? "" : sortable(name.value());
  }

  private String sortedAddress(Ini.Section feed) {
    return withoutScheme(ini.target(feed));
  }

  private static String withoutScheme(String url) {
    return sortable(url.substring(url.indexOf("://") + 1));
  }

  private static String sortable(String words) {
    return words.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Where a key has the fewest keys on the wrong side of it, so that one that is out of place does
   * not draw others with it.
   *
   * @param keys those that are empty do not count
   * @return -1 where the keys are too few or not sorted
   */
  private static int place(List<String> keys, String key) {
    int counted = 0;
    int descents = 0;
    int wrong = 0;
    var last = "";
    for (var k : keys) {
      if (!k.isEmpty()) {
        counted++;
        descents += k.compareTo(last) < 0 ? 1 : 0;
        wrong += k.compareTo(key) < 0 ? 1 : 0;
        last = k;
      }
    }
    if (key.isEmpty() || counted < 3 || descents * 20 > counted) {
      return -1;
    }
    int place = 0;
    int least = wrong;
    for (int i = 0; i < keys.size(); i++) {
      if (!keys.get(i).isEmpty()) {
        wrong += keys.get(i).compareTo(key) > 0 ? 1 : keys.get(i).equals(key) ? 0 : -1;
        if (wrong <= least) {
          least = wrong;
          place = i + 1;
        }
      }
    }
    return place;
  }

  /** Where the comments start that stand right above a section, a blank line above them. */
  private int withComments(int start) {
    int at = start;
    while (at > 0) {
      int above = lineStart(at - 1);
      if (!isComment(above)) {
        return isBlank(above) ? at : start;
      }
      at = above;
    }
    return start;
  }

  /** The end of a section, with comments that touch it and nothing below. */
  private int ownEnd(Ini.Section section) {
    int end = lineEnd(section.end());
    int at = end;
    int below = nextLine(at);
    while (below < text.length() && isComment(below)) {
      at = lineEnd(below);
      below = nextLine(at);
    }
    return below >= text.length() || isBlank(below) ? at : end;
  }

  /** The end of the last line before an offset that is not blank; 0 where there is none. */
  private int contentEnd(int before) {
    int at = before;
    while (at > 0 && (Ini.isSpace(text.charAt(at - 1)) || text.charAt(at - 1) == '\uFEFF')) {
      at--;
    }
    return at == 0 ? 0 : lineEnd(at);
  }

  private boolean isAfterBlank(int lineStart) {
    return lineStart == 0 || isBlank(lineStart(lineStart - 1));
  }

  private boolean isBlank(int lineStart) {
    return text.substring(lineStart, lineEnd(lineStart)).isBlank();
  }

  private boolean isComment(int lineStart) {
    int at = lineStart;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at < text.length() && (text.charAt(at) == '#' || text.charAt(at) == ';');
  }

  private int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  private int nextLine(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  /** Before the line break, whichever it is. */
  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    if (end < 0) {
      return text.length();
    }
    return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }
}
