package orrery.clean;

/**
 * Writes HTML that closes all it opens, and that every parser reads back as the very tree that was
 * written: where the rules of HTML (WHATWG, section 13.2.6) would close an element by themselves,
 * it is closed here first. So nothing of a post can leave its box, and cleaning twice changes
 * nothing.
 *
 * <p>Decisions look at what stands written, never at what was read: an element that turned out
 * empty is taken back as if it had never been met.
 */
final class BalancedWriter {
  /** Deeper elements give their content to the one that holds them. */
  private static final int DEPTH = 100;

  /** Room that a table needs for its parts. */
  private static final int TABLE_DEPTH = DEPTH - 5;

  private final StringBuilder out;
  private final String[] names = new String[DEPTH + 1];
  private final int[] starts = new int[DEPTH + 1];
  private final int[] contents = new int[DEPTH + 1];
  private int height;
  private int verbatim; // how many pre are open
  private int marks; // combining marks since the last letter
  private int[] headings = new int[8]; // where the digits of heading tags stand
  private int headingCount;

  BalancedWriter(int expectedLength) {
    out = new StringBuilder(expectedLength);
  }

  /** The finished document; to be asked once, with all closed. */
  String finish() {
    close(0);
    trimEnd(0);
    demoteHeadings();
    return out.toString();
  }

  /** Whether {@code name} may stand here at all. */
  boolean admits(String name) {
    String top = top();
    return switch (name) {
      case "caption", "thead", "tbody", "tfoot" -> top.equals("table");
      case "tr" -> top.equals("tbody") || top.equals("thead") || top.equals("tfoot");
      case "td", "th" -> top.equals("tr");
      case "table" -> height < TABLE_DEPTH && !structural(top);
      case "li" -> height < DEPTH && !structural(top) && owner("ul", "ol", "li") >= 0;
      case "dt", "dd" -> height < DEPTH && !structural(top) && owner("dl", "dt", "dd") >= 0;
      case "rt", "rp" -> height < DEPTH && ruby() >= 0;
      case "summary" -> height < DEPTH && top.equals("details");
      default -> height < DEPTH && !structural(top);
    };
  }

  /**
   * Begins an element; attributes may follow, then {@link #inside}.
   *
   * @return what {@link #close} is to be given
   */
  int open(String name) {
    closeImplied(name);
    int before = height;
    names[height] = name;
    starts[height] = out.length();
    out.append('<').append(name);
    noteHeading(name);
    height++;
    return before;
  }

  /** Writes an attribute of the element just begun. */
  void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    int outer = marks;
    marks = 0;
    escape(value, true);
    marks = outer;
    out.append('"');
  }

  /** Writes an attribute without a value. */
  void attribute(String name) {
    out.append(' ').append(name);
  }

  /** Ends the start tag: what follows is content. */
  void inside() {
    out.append('>');
    contents[height - 1] = out.length();
    if (names[height - 1].equals("pre")) {
      verbatim++;
    }
  }

  /** Ends a void element, which has neither content nor end tag. */
  void endVoid() {
    out.append('>');
    height--;
  }

  /** Closes all that was opened since {@link #open} returned {@code before}. */
  void close(int before) {
    while (height > before) {
      pop();
    }
  }

  /** Writes a line break, where it breaks anything: not at the start of a box, no more than two. */
  void lineBreak() {
    if (structural(top()) || (verbatim == 0 && (atBoxStart() || endsWithBreaks()))) {
      return;
    }
    out.append("<br>");
  }

  /** Writes text, escaped. */
  void text(String text) {
    String top = top();
    if (structural(top)) {
      return;
    }
    int start = out.length();
    escape(text, false);
    if (height == 0 && start == 0) {
      skip(start, ' ');
    } else if (top.equals("pre") && start == contents[height - 1]) {
      skip(start, '\n'); // a parser drops one line feed after <pre>
    }
  }

  /** Takes white space, or line feeds only, from the start of what was just written. */
  private void skip(int start, char what) {
    int end = start;
    while (end < out.length()
        && (out.charAt(end) == what || (what == ' ' && Characters.blank(out.charAt(end))))) {
      end++;
    }
    out.delete(start, end);
  }

  private void escape(String text, boolean quoted) {
    int n = text.length();
    int from = 0;
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if ((c > '>' && c < 0x7F)
          || (c >= ' ' && c < '<' && c != '&' && (c != '"' || !quoted))
          || c == '\n'
          || (c >= 0xA0
              && !Character.isSurrogate(c)
              && Characters.kind(c) == Characters.ORDINARY)) {
        continue;
      }
      if (i > from) {
        out.append(text, from, i);
        marks = 0;
      }
      if (Character.isHighSurrogate(c)) {
        int point = text.codePointAt(i);
        special(point);
        i += Character.charCount(point) - 1;
      } else if (c != '\r' || i + 1 == n || text.charAt(i + 1) != '\n') {
        special(c == '\r' ? '\n' : c);
      }
      from = i + 1;
    }
    if (n > from) {
      out.append(text, from, n);
      marks = 0;
    }
  }

  private void special(int c) {
    switch (Characters.kind(c)) {
      case Characters.MARK -> {
        if (++marks <= Characters.MARKS) {
          out.appendCodePoint(c);
        }
      }
      case Characters.FORMAT -> out.appendCodePoint(c);
      case Characters.GAP -> out.append(' ');
      case Characters.ORDINARY -> {
        marks = 0;
        switch (c) {
          case '&' -> out.append("&amp;");
          case '<' -> out.append("&lt;");
          case '>' -> out.append("&gt;");
          case '"' -> out.append("&quot;");
          default -> out.appendCodePoint(c);
        }
      }
      default -> {} // dropped
    }
  }

  private String top() {
    return height == 0 ? "" : names[height - 1];
  }

  private void pop() {
    height--;
    String name = names[height];
    boolean block = block(name);
    if (name.equals("pre")) {
      verbatim--;
    } else if (block && verbatim == 0) {
      trimEnd(contents[height]);
    }
    if (out.length() == contents[height] && !meantEmpty(name)) {
      takeBack(starts[height]);
      if (block && !structural(top())) {
        separate();
      }
      return;
    }
    out.append("</").append(name);
    noteHeading(name);
    out.append('>');
  }

  /** Where a box was taken back between two lines of text, they stay two lines. */
  private void separate() {
    int end = out.length();
    int box = height == 0 ? 0 : contents[height - 1];
    while (end > box && Characters.blank(out.charAt(end - 1))) {
      end--;
    }
    if (end == box) {
      return;
    }
    if (out.charAt(end - 1) == '>') {
      int tag = out.lastIndexOf("<", end) + 1;
      int from = out.charAt(tag) == '/' ? tag + 1 : tag;
      int to = from;
      while (Character.isLetterOrDigit(out.charAt(to))) {
        to++;
      }
      String name = out.substring(from, to);
      if (name.equals("br") || name.equals("hr") || block(name)) {
        return;
      }
    }
    out.append("<br>");
  }

  private void takeBack(int length) {
    out.setLength(length);
    while (headingCount > 0 && headings[headingCount - 1] >= length) {
      headingCount--;
    }
  }

  /** Takes white space and line breaks from the end of a box. */
  private void trimEnd(int box) {
    int end = out.length();
    while (end > box) {
      if (Characters.blank(out.charAt(end - 1))) {
        end--;
      } else if (breakBefore(end, box)) {
        end -= 4;
      } else {
        break;
      }
    }
    out.setLength(end);
  }

  private boolean breakBefore(int end, int box) {
    return end - 4 >= box
        && out.charAt(end - 1) == '>'
        && out.charAt(end - 2) == 'r'
        && out.charAt(end - 3) == 'b'
        && out.charAt(end - 4) == '<';
  }

  private boolean atBoxStart() {
    return height == 0 ? out.isEmpty() : out.length() == contents[height - 1] && block(top());
  }

  private boolean endsWithBreaks() {
    int breaks = 0;
    int end = out.length();
    while (end > 0) {
      if (Characters.blank(out.charAt(end - 1))) {
        end--;
      } else if (breakBefore(end, 0)) {
        breaks++;
        end -= 4;
      } else {
        break;
      }
    }
    return breaks >= 2;
  }

  private void closeImplied(String name) {
    switch (name) {
      case "a" -> {
        for (int i = height - 1; i >= 0 && !cell(names[i]); i--) {
          if (names[i].equals("a")) {
            close(i);
          }
        }
      }
      case "rt", "rp" -> close(ruby() + 1);
      case "li" -> closeItem("ul", "ol", "li");
      case "dt", "dd" -> closeItem("dl", "dt", "dd");
      default -> {}
    }
    if (block(name)) {
      for (int i = height - 1; i >= 0 && !cell(names[i]) && !names[i].equals("table"); i--) {
        if (names[i].equals("p") || (heading(name) && heading(names[i]))) {
          close(i);
        }
      }
    }
  }

  /**
   * Finds the list that an item would belong to, past what a parser looks past when it meets the
   * item.
   *
   * @param list one name of the list, or of an item
   * @return its place, or -1
   */
  private int owner(String list, String otherList, String item) {
    for (int i = height - 1; i >= 0; i--) {
      String name = names[i];
      if (name.equals(list) || name.equals(otherList) || name.equals(item)) {
        return i;
      }
      if (block(name) && !name.equals("div") && !name.equals("p")) {
        return -1;
      }
    }
    return -1;
  }

  private void closeItem(String list, String otherList, String item) {
    int owner = owner(list, otherList, item);
    switch (owner < 0 ? "" : names[owner]) {
      case "li", "dt", "dd" -> close(owner);
      default -> {}
    }
  }

  private int ruby() {
    for (int i = height - 1; i >= 0 && !block(names[i]); i--) {
      if (names[i].equals("ruby")) {
        return i;
      }
    }
    return -1;
  }

  private void noteHeading(String name) {
    if (!heading(name)) {
      return;
    }
    if (headingCount == headings.length) {
      headings = java.util.Arrays.copyOf(headings, headingCount * 2);
    }
    headings[headingCount++] = out.length() - 1;
  }

  /** The title of a post is an h2 or h3, so what stands in it begins at h4. */
  private void demoteHeadings() {
    int highest = '4';
    for (int i = 0; i < headingCount; i++) {
      highest = Math.min(highest, out.charAt(headings[i]));
    }
    int shift = '4' - highest;
    for (int i = 0; shift > 0 && i < headingCount; i++) {
      int at = headings[i];
      out.setCharAt(at, (char) Math.min('6', out.charAt(at) + shift));
    }
  }

  private static boolean heading(String name) {
    return name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) != 'r';
  }

  private static boolean meantEmpty(String name) {
    return switch (name) {
      case "td", "th", "video", "audio" -> true;
      default -> false;
    };
  }

  private static boolean cell(String name) {
    return name.equals("td") || name.equals("th") || name.equals("caption");
  }

  /** Elements of a table that hold nothing but other elements of a table. */
  private static boolean structural(String name) {
    return switch (name) {
      case "table", "thead", "tbody", "tfoot", "tr" -> true;
      default -> false;
    };
  }

  /** Elements that stand in lines of their own. */
  static boolean block(String name) {
    return switch (name) {
      case "p", "div", "blockquote", "pre", "hr" -> true;
      case "h1", "h2", "h3", "h4", "h5", "h6" -> true;
      case "ul", "ol", "li", "dl", "dt", "dd" -> true;
      case "figure", "figcaption", "details", "summary" -> true;
      case "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th" -> true;
      default -> false;
    };
  }
}
