package orrery.tag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import org.jsoup.parser.Parser;
import orrery.feed.Category;
import orrery.feed.Tag;

/** Makes tags of the categories that a feed gives an entry. */
public final class Tags {
  /** No entry gets more tags than this. */
  public static final int MOST = 20;

  /** What is longer, in code points, is a sentence and no tag. */
  private static final int LONGEST = 50;

  /** What no honest feed says is not looked at. */
  private static final int LONGEST_LIST = 2000;

  /** Marks that may stack upon one letter. */
  private static final int MARKS = 8;

  private static final char ZWNJ = 0x200C;
  private static final char ZWJ = 0x200D;

  private Tags() {}

  /** The tags of an entry of which nothing but its categories is looked at. */
  public static List<Tag> of(List<Category> categories) {
    return of(categories, List.of());
  }

  /**
   * The tags of an entry, in the order in which its feed names them.
   *
   * <p>Spellings that differ in case, width, separators, number or a leading {@code #} are one tag.
   * Left out are those that say nothing ("Uncategorized" in many languages), addresses, sentences,
   * and what exceeds {@link #MOST}. A single category that is clearly a list is taken apart.
   *
   * @param hashtags of its text, which count last
   */
  public static List<Tag> of(List<Category> categories, List<String> hashtags) {
    Map<String, Tag> tags = new LinkedHashMap<>();
    for (Category category : categories) {
      String label = category.label();
      String text = label == null || label.isBlank() ? category.term() : label;
      if (text.length() > LONGEST_LIST) {
        continue;
      }
      if (text.indexOf('&') >= 0) {
        text = Parser.unescapeEntities(text, false); // WordPress escapes within CDATA
      }
      for (String name : names(text, categories.size() == 1)) {
        add(tags, name);
      }
    }
    hashtags.forEach(name -> add(tags, name));
    return List.copyOf(tags.values());
  }

  private static void add(Map<String, Tag> tags, String name) {
    String clean = label(name);
    String key = key(clean);
    if (tags.size() < MOST && means(clean, key)) {
      tags.putIfAbsent(key, new Tag(key, clean));
    }
  }

  /** What a category names: itself, or what is in it where it alone is clearly a list. */
  private static List<String> names(String text, boolean alone) {
    String several = alone ? separator(text) : "";
    if (several.isEmpty()) {
      return List.of(text);
    }
    List<String> names = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text, several);
    while (tokens.hasMoreTokens()) {
      names.add(tokens.nextToken());
    }
    return names;
  }

  /** One comma with a space behind it may be a place in a country; more are a list. */
  private static String separator(String text) {
    if (text.indexOf(';') >= 0) {
      return ";";
    }
    if (text.indexOf('、') >= 0) {
      return "、";
    }
    int first = text.indexOf(',');
    boolean many = first >= 0 && text.indexOf(',', first + 1) > first;
    boolean tight = first >= 0 && first + 1 < text.length() && text.charAt(first + 1) != ' ';
    return many || (tight && !digitsAround(text, first)) ? "," : "";
  }

  private static boolean digitsAround(String text, int comma) {
    return comma > 0
        && Character.isDigit(text.charAt(comma - 1))
        && Character.isDigit(text.charAt(comma + 1));
  }

  private static boolean means(String label, String key) {
    String lower = label.toLowerCase(Locale.ROOT);
    return !key.isEmpty()
        && label.codePointCount(0, label.length()) <= LONGEST
        && !Meaningless.KEYS.contains(key)
        && !lower.contains("://")
        && !lower.startsWith("www.")
        && !lower.startsWith("urn:")
        && !lower.startsWith("tag:")
        && label.indexOf('@') < 0
        && key.codePoints().anyMatch(Tags::says);
  }

  private static boolean says(int c) {
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_SYMBOL;
  }

  /** The author's spelling, in one line and without what could harm a page. */
  static String label(String name) {
    StringBuilder label = new StringBuilder(name.length());
    boolean gap = false;
    int marks = 0;
    char joiner = 0;
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      int type = Character.getType(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = true;
      } else if (c == '#' && label.isEmpty()) {
        gap = false;
      } else if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
        if (++marks <= MARKS) {
          label.appendCodePoint(c);
        }
      } else if (c == ZWNJ || c == ZWJ) {
        joiner = (char) c;
        continue;
      } else if (type != Character.CONTROL
          && type != Character.FORMAT
          && type != Character.SURROGATE
          && type != Character.UNASSIGNED) {
        if (gap && !label.isEmpty()) {
          label.append(' ');
        } else if (joiner != 0 && !label.isEmpty()) {
          label.append(joiner);
        }
        label.appendCodePoint(c);
        gap = false;
        marks = 0;
      }
      joiner = 0;
    }
    return label.toString();
  }

  /** What makes two spellings one tag; empty where nothing is left. */
  public static String key(String label) {
    return Spelling.key(label);
  }
}
