package orrery.clean;

import java.text.BreakIterator;
import java.util.Locale;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import orrery.feed.Text;

/** Text of one line: no markup, no entities, white space folded, nothing that harms the page. */
public final class PlainText {
  /** Longest title in code points. */
  public static final int TITLE = 300;

  private static final String WORDS = " alttext=\"";
  private static final String MATH_END = "</math>";

  /** What is passed over when HTML is read. */
  private enum Pass {
    NOTHING,
    ASIDES,
    ALL_BUT_OWN_WORDS
  }

  private PlainText() {}

  /** The whole of a title, a name, or a summary; may be empty. */
  public static String of(Text text) {
    String value = text.value();
    if (!text.html() || (value.indexOf('<') < 0 && value.indexOf('&') < 0)) {
      return folded(value);
    }
    if (value.indexOf('<') < 0) {
      return folded(Parser.unescapeEntities(value, false));
    }
    return ofClean(Cleaner.clean(text));
  }

  /** The same, cut to {@link #TITLE} code points. */
  public static String title(Text text) {
    return cut(of(text), TITLE);
  }

  /** All text of HTML that {@link Cleaner} wrote; what is not text of the post, too. */
  public static String ofClean(String html) {
    return read(html, Integer.MAX_VALUE, Pass.NOTHING);
  }

  /**
   * The beginning of a post's prose: code, tables, captions, what is folded, links to videos and
   * links that say no more than their address are passed over, unless there is nothing else.
   *
   * @param html as {@link Cleaner} wrote it
   * @param codePoints how long it may be, the ellipsis included
   */
  public static String excerpt(String html, int codePoints) {
    // A code point is two char at most; a little more shows whether there is more.
    int enough = (int) Math.min(Integer.MAX_VALUE, 2L * codePoints + 64);
    int likely = (int) Math.min(html.length(), 4L * enough);
    String prose = read(html.substring(0, likely), enough, Pass.ASIDES);
    if (prose.length() < enough && likely < html.length()) {
      prose = read(html, enough, Pass.ASIDES);
    }
    return cut(prose.isEmpty() ? read(html, enough, Pass.NOTHING) : prose, codePoints);
  }

  /** The beginning of a text, as {@link #excerpt(String, int)} of it when it is clean. */
  public static String excerpt(Text text, int codePoints) {
    return text.html() && text.value().indexOf('<') >= 0
        ? excerpt(Cleaner.clean(text), codePoints)
        : cut(of(text), codePoints);
  }

  /**
   * What a post says in its author's own words, from its beginning on, to tell their language: what
   * {@link #excerpt(String, int)} passes over, code in the line and quotations are not in it.
   *
   * @param html as {@link Cleaner} wrote it
   * @param chars about how long it may be
   */
  public static String prose(String html, int chars) {
    return read(html, chars, Pass.ALL_BUT_OWN_WORDS);
  }

  /** Cuts between words, or where there are none between what readers see as characters. */
  static String cut(String text, int codePoints) {
    if (text.length() <= codePoints || text.codePointCount(0, text.length()) <= codePoints) {
      return text;
    }
    if (codePoints < 1) {
      return "";
    }
    int limit = text.offsetByCodePoints(0, codePoints - 1);
    int space = text.lastIndexOf(' ', limit);
    int end = space > limit * 2 / 3 ? space : wholeCharacter(text, limit);
    while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == ',')) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  private static int wholeCharacter(String text, int limit) {
    int from = Math.max(0, limit - 64);
    String around = text.substring(from, Math.min(text.length(), limit + 64));
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(around);
    int end = limit - from;
    return from + (characters.isBoundary(end) ? end : Math.max(0, characters.preceding(end)));
  }

  private static String folded(String text) {
    Line line = new Line(text.length() + 1);
    for (int i = 0; i < text.length(); i++) {
      line.add(text.charAt(i));
    }
    return line.toString();
  }

  /** Reads clean HTML: every tag ends at the first {@code >}, and four entities are all. */
  private static String read(String text, int enough, Pass pass) {
    char[] html = text.toCharArray();
    Line line = new Line(Math.min(html.length, enough) + 1);
    String over = ""; // what is passed over
    int depth = 0; // and how deep
    for (int i = 0; i < html.length && line.length() < enough; i++) {
      char c = html[i];
      if (c > '>' && c < 0x7F) {
        int start = i;
        while (i + 1 < html.length && html[i + 1] > '>' && html[i + 1] < 0x7F) {
          i++;
        }
        if (depth == 0) {
          line.add(html, start, i + 1);
        }
      } else if (c != '<') {
        if (depth == 0) {
          line.add(c == '&' ? entity(html, i) : c);
        }
        i = c == '&' ? end(html, i, ';') : i;
      } else {
        boolean ends = i + 1 < html.length && html[i + 1] == '/';
        String name = name(html, ends ? i + 2 : i + 1);
        if (name.equals("math")) {
          i = formula(text, html, i, depth == 0 ? line : null);
          continue;
        }
        if (endsLine(name)) {
          line.gap();
        }
        if (depth > 0 && name.equals(over)) {
          depth += ends ? -1 : 1;
        } else if (depth == 0 && !ends && over(pass, name, text, i)) {
          over = name;
          depth = 1;
        }
        i = end(html, i, '>');
      }
    }
    return line.toString();
  }

  /**
   * Reads a formula as the line that its author or {@link Formula} gave it.
   *
   * @return where the formula ends
   */
  private static int formula(String text, char[] html, int start, @Nullable Line line) {
    int end = end(html, start, '>');
    int words = text.indexOf(WORDS, start);
    boolean block = text.startsWith("<math display", start);
    if (line != null && block) {
      line.gap();
    }
    if (line != null && words >= 0 && words < end) {
      for (int i = words + WORDS.length(); i < end && html[i] != '"'; i++) {
        line.add(html[i] == '&' ? entity(html, i) : html[i]);
        i = html[i] == '&' ? end(html, i, ';') : i;
      }
    }
    if (line != null && block) {
      line.gap();
    }
    int behind = text.indexOf(MATH_END, end);
    return behind < 0 ? html.length : behind + MATH_END.length() - 1;
  }

  private static char entity(char[] html, int at) {
    return switch (at + 1 < html.length ? html[at + 1] : 'a') {
      case 'l' -> '<';
      case 'g' -> '>';
      case 'q' -> '"';
      default -> '&';
    };
  }

  private static int end(char[] html, int from, char last) {
    int i = from;
    while (i < html.length - 1 && html[i] != last) {
      i++;
    }
    return i;
  }

  /** Whether the tags of this element part what stands before and behind them. */
  static boolean endsLine(String name) {
    return switch (name) {
      case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins" -> false;
      case "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup" -> false;
      case "time", "u", "var", "wbr", "img", "ruby", "rt", "rp", "math" -> false;
      default -> true;
    };
  }

  private static boolean over(Pass pass, String name, String html, int tag) {
    return switch (pass) {
      case NOTHING -> false;
      case ASIDES -> aside(name, html, tag);
      case ALL_BUT_OWN_WORDS ->
          switch (name) {
            case "code", "kbd", "samp", "var", "blockquote", "q" -> true;
            default -> aside(name, html, tag);
          };
    };
  }

  private static boolean aside(String name, String html, int tag) {
    return switch (name) {
      case "pre", "table", "figcaption", "details", "rt", "rp" -> true;
      case "a" -> html.startsWith("<a class=\"video\"", tag) || bare(html, tag);
      default -> false;
    };
  }

  /** Whether a link's words are its address, or the beginning of that. */
  private static boolean bare(String html, int tag) {
    int from = html.indexOf('>', tag) + 1;
    int to = html.indexOf('<', from);
    int href = html.indexOf("href=\"", tag) + 6;
    if (from == 0 || to < 0 || href < 6 || href > from) {
      return false;
    }
    String words = host(html.substring(from, to).strip().replaceFirst("(…|\\.\\.\\.|/)$", ""));
    return words.indexOf('.') > 0
        && words.indexOf(' ') < 0
        && host(html.substring(href, from)).startsWith(words);
  }

  /** An address from its host on. */
  private static String host(String address) {
    int scheme = address.indexOf("://");
    String host = address.substring(scheme < 0 ? 0 : scheme + 3);
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  private static String name(char[] html, int from) {
    int to = from;
    while (to < html.length && html[to] >= '0' && html[to] != '>') {
      to++;
    }
    return new String(html, from, to - from);
  }
}
