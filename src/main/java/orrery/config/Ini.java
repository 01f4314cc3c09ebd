package orrery.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a config as sections and keys, with where each stands. Sections are in the order of
 * the file and not merged; values are not interpolated.
 *
 * <p>Nothing makes it fail: a line that cannot be read is a {@link Note}.
 */
public final class Ini {

  /**
   * A value.
   *
   * @param name its key as it is written: keys that differ in case only are one
   * @param value lines of a continued value are joined by a newline
   * @param line where its key stands, from 1
   * @param spots where each line of it begins
   */
  public record Option(String name, String value, int line, List<Rule.Spot> spots) {
    /** Copies the list. */
    public Option {
      spots = List.copyOf(spots);
    }
  }

  /**
   * A section as it stands once in the file.
   *
   * @param name as written between the brackets
   * @param line where its header stands, from 1
   * @param start offset of its header line
   * @param end offset behind its last line that is neither blank nor comment, its line break left
   *     out
   * @param options the last of each key
   */
  public record Section(String name, int line, int start, int end, Map<String, Option> options) {
    boolean isPlanet() {
      return name.strip().equalsIgnoreCase("planet");
    }

    boolean isDefault() {
      return name.strip().equalsIgnoreCase("DEFAULT");
    }

    /** Where pluto says the feed is. */
    @Nullable Option plutoAddress() {
      for (var key : PLUTO_ADDRESS) {
        var option = options.get(key);
        if (option != null) {
          return option;
        }
      }
      return null;
    }
  }

  /**
   * A line that does not mean what it seems to.
   *
   * @param line from 1
   * @param message one sentence
   */
  public record Note(int line, String message) {}

  private static final List<String> PLUTO_ADDRESS = List.of("feed", "feed_url", "xml_url");

  private final String text;
  private final boolean pluto;
  private final Section top;
  private final List<Section> sections = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  private int lineNumber;
  private String name = "";
  private int headerLine;
  private int start;
  private int end;
  private Map<String, Option> options = new LinkedHashMap<>();

  private Ini(String text, boolean pluto) {
    this.text = text;
    this.pluto = pluto;
    top = new Section("", 0, 0, 0, Collections.unmodifiableMap(options));
    if (pluto) {
      readPluto();
    } else {
      readConfigParser();
    }
    closeSection();
  }

  /** Reads whichever of the two syntaxes the text says or seems to be in. */
  public static Ini read(String text) {
    var ini = configParser(text);
    return ini.isReallyPluto() ? pluto(text) : ini;
  }

  /**
   * Reads Planet's syntax, that of Python 2's ConfigParser. It differs only where that would refuse
   * the file: keys may stand before the first section; the keys of a section may all be indented (a
   * value is continued by lines indented further than its key); a header may lack its {@code ]}.
   */
  public static Ini configParser(String text) {
    return new Ini(text, false);
  }

  /**
   * Reads pluto's syntax: {@code key = value} or {@code key value}, comments by {@code #} and
   * {@code ;} at the start of a line or behind white space; no continuation.
   */
  public static Ini pluto(String text) {
    return new Ini(text, true);
  }

  /** Whether it was read by pluto's rules. */
  public boolean pluto() {
    return pluto;
  }

  /** What a section says its feed is: in Planet its name, in pluto the value of a key. */
  String target(Section section) {
    var said = pluto ? section.plutoAddress() : null;
    return said == null ? section.name() : said.value();
  }

  /** Keys before the first section; its name is empty. */
  public Section top() {
    return top;
  }

  /** In the order of the file. */
  public List<Section> sections() {
    return Collections.unmodifiableList(sections);
  }

  /** In the order of the file. */
  public List<Note> notes() {
    return Collections.unmodifiableList(notes);
  }

  /** In pluto a section is named by a word and holds the address; in Planet it is the address. */
  private boolean isReallyPluto() {
    var said = top.options().get("dialect");
    boolean feeds = false;
    for (var section : sections) {
      if (section.isPlanet()) {
        said = section.options().getOrDefault("dialect", said);
        return said != null && said.value().equalsIgnoreCase("pluto");
      }
      feeds |= section.plutoAddress() != null && Address.of(section.name()) == null;
    }
    return said == null ? feeds : said.value().equalsIgnoreCase("pluto");
  }

  private void readConfigParser() {
    String key = null;
    int keyIndent = 0;
    int next;
    for (int from = bom(); from < text.length(); from = next) {
      int lineEnd = lineEnd(from);
      next = lineEnd + 1;
      lineNumber++;
      int first = skipSpace(from, lineEnd);
      if (first == lineEnd || isComment(from, lineEnd)) {
        continue;
      }
      int last = trimEnd(first, lineEnd);
      int indent = first - from;
      if (key != null && indent > keyIndent) {
        continueValue(key, first, last, spot(from, first));
        end = last;
      } else if (text.charAt(first) == '[' && header(from, first, last)) {
        key = null;
        end = last;
      } else {
        int separator = separator(first, last);
        if (separator <= first) {
          note("This line is neither a section nor a key with its value, and is left out.");
          continue;
        }
        String name = text.substring(first, trimEnd(first, separator));
        key = name.toLowerCase(Locale.ROOT);
        keyIndent = indent;
        put(key, name, value(separator + 1, last), spot(from, skipSpace(separator + 1, last)));
        end = last;
      }
    }
  }

  private void readPluto() {
    int next;
    for (int from = bom(); from < text.length(); from = next) {
      int lineEnd = lineEnd(from);
      next = lineEnd + 1;
      lineNumber++;
      int first = skipSpace(from, lineEnd);
      if (first == lineEnd || text.charAt(first) == '#' || text.charAt(first) == ';') {
        continue;
      }
      int last = trimEnd(first, plutoComment(first, lineEnd));
      if (text.charAt(first) == '[' && header(from, first, last)) {
        end = trimEnd(first, lineEnd);
        continue;
      }
      int keyEnd = first;
      while (keyEnd < last && isPlutoKey(text.charAt(keyEnd))) {
        keyEnd++;
      }
      int value = skipSpace(keyEnd, last);
      boolean equals = value < last && text.charAt(value) == '=';
      if (keyEnd == first || (!equals && (value == keyEnd || value == last))) {
        note("This line is neither [section] nor key = value, and is left out.");
        continue;
      }
      int begins = skipSpace(equals ? value + 1 : value, last);
      String name = text.substring(first, keyEnd);
      put(name, name, text.substring(begins, last), spot(from, begins));
      end = trimEnd(first, lineEnd);
    }
  }

  /** Opens a section, unless the line is no header after all. */
  private boolean header(int from, int first, int last) {
    int close = text.indexOf(']', first, last);
    if (close < 0) {
      // ConfigParser would give this section's keys to the one before it.
      note("This section's header has no closing ].");
      close = last;
    }
    if (close == first + 1) {
      return false;
    }
    closeSection();
    name = text.substring(first + 1, close);
    headerLine = lineNumber;
    start = from;
    options = new LinkedHashMap<>();
    return true;
  }

  private void closeSection() {
    if (headerLine > 0) {
      sections.add(new Section(name, headerLine, start, end, Collections.unmodifiableMap(options)));
    }
  }

  private Rule.Spot spot(int from, int at) {
    return new Rule.Spot(lineNumber, text.codePointCount(from, at) + 1);
  }

  private void put(String key, String name, String value, Rule.Spot spot) {
    var before = options.put(key, new Option(name, value, lineNumber, List.of(spot)));
    if (before != null) {
      note("%s stands on line %d too; the last one counts.".formatted(name, before.line()));
    }
  }

  private void continueValue(String key, int first, int last, Rule.Spot spot) {
    var option = options.get(key);
    if (option == null) {
      return;
    }
    var more = text.substring(first, last);
    if (more.startsWith("[http") || looksLikeKey(more)) {
      note(
          "This line starts with white space, so it continues the value of " + option.name() + ".");
    }
    var spots = new ArrayList<>(option.spots());
    spots.add(spot);
    options.put(key, new Option(option.name(), option.value() + "\n" + more, option.line(), spots));
  }

  private static boolean looksLikeKey(String line) {
    int at = 0;
    while (at < line.length() && (Character.isLetter(line.charAt(at)) || line.charAt(at) == '_')) {
      at++;
    }
    return at > 0 && (line.startsWith("=", at) || line.startsWith(" =", at));
  }

  private String value(int from, int last) {
    // Only the first semicolon may start a comment, and only behind white space.
    int semicolon = text.indexOf(';', from, last);
    if (semicolon > from && isSpace(text.charAt(semicolon - 1))) {
      last = semicolon;
    }
    int first = skipSpace(from, last);
    var value = text.substring(first, trimEnd(first, last));
    return value.equals("\"\"") ? "" : value;
  }

  private int separator(int first, int last) {
    for (int at = first; at < last; at++) {
      char c = text.charAt(at);
      if (c == '=' || c == ':') {
        return at;
      }
    }
    return -1;
  }

  private boolean isComment(int from, int lineEnd) {
    char c = text.charAt(from);
    return c == '#'
        || c == ';'
        || (text.regionMatches(true, from, "rem", 0, 3)
            && (from + 3 >= lineEnd || isSpace(text.charAt(from + 3))));
  }

  private int plutoComment(int first, int lineEnd) {
    for (int at = first + 1; at < lineEnd; at++) {
      char c = text.charAt(at);
      if ((c == '#' || c == ';') && isSpace(text.charAt(at - 1))) {
        return at;
      }
    }
    return lineEnd;
  }

  private int bom() {
    return text.startsWith("\uFEFF") ? 1 : 0;
  }

  private int lineEnd(int from) {
    int at = text.indexOf('\n', from);
    return at < 0 ? text.length() : at;
  }

  private int skipSpace(int from, int to) {
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    return from;
  }

  private int trimEnd(int from, int to) {
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return to;
  }

  private void note(String message) {
    notes.add(new Note(lineNumber, message));
  }

  private static boolean isPlutoKey(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  /** White space as C and Python 2 know it; a no-break space is a letter. */
  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
