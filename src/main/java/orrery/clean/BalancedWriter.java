package orrery.clean;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  /** The deepest table: its parts need room. */
  private static final int TABLE_DEPTH = DEPTH - 5;

  private char[] out;
  private int length;
  private final Html[] open = new Html[DEPTH + 1];
  private final int[] starts = new int[DEPTH + 1];
  private final int[] contents = new int[DEPTH + 1];
  private final int[] marksBefore = new int[DEPTH + 1];
  private int height;
  private int verbatim; // how many pre are open
  private int marks; // combining marks since the last letter
  private int[] headings = new int[8]; // where the digits of heading tags stand
  private int headingCount;

  BalancedWriter(int expectedLength) {
    out = new char[expectedLength];
  }

  /** The finished document. */
  String finish() {
    close(0);
    trimEnd(0);
    demoteHeadings();
    return new String(out, 0, length);
  }

  /** Whether {@code element} may stand here at all. */
  boolean admits(Html element) {
    Html top = top();
    return switch (element) {
      case CAPTION, THEAD, TBODY, TFOOT -> top == Html.TABLE;
      case TR -> top == Html.TBODY || top == Html.THEAD || top == Html.TFOOT;
      case TD, TH -> top == Html.TR;
      default -> height < DEPTH && (top == null || !top.structure) && admitsFlow(element, top);
    };
  }

  private boolean admitsFlow(Html element, @Nullable Html top) {
    return switch (element) {
      case TABLE -> height < TABLE_DEPTH;
      case LI, DT, DD -> list(element) >= 0;
      case RT, RP -> ruby() >= 0;
      case SUMMARY -> top == Html.DETAILS;
      default -> true;
    };
  }

  /**
   * Begins an element that is {@link #admits admitted}; attributes may follow, then {@link #inside}
   * or {@link #endVoid}.
   *
   * @return what {@link #close} is to be given
   */
  int open(Html element) {
    closeImplied(element);
    int before = height++;
    open[before] = element;
    starts[before] = length;
    marksBefore[before] = marks;
    marks = element.block ? 0 : marks;
    append('<');
    append(element.tag);
    if (element.heading) {
      noteHeading();
    }
    return before;
  }

  /** Writes an attribute of the element just begun. */
  void attribute(String name, String value) {
    append(' ');
    append(name);
    append("=\"");
    int outer = marks;
    marks = 0;
    escaped(value, true);
    marks = outer;
    append('"');
  }

  /** Writes an attribute without a value. */
  void attribute(String name) {
    append(' ');
    append(name);
  }

  /** Ends the start tag: what follows is content. */
  void inside() {
    append('>');
    contents[height - 1] = length;
    verbatim += open[height - 1] == Html.PRE ? 1 : 0;
  }

  /** Ends a void element, which has neither content nor end tag. */
  void endVoid() {
    append('>');
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
    Html top = top();
    if (top != null && top.structure) {
      return;
    }
    if (verbatim == 0) {
      int end = blankBefore(length, 0);
      if (breakBefore(end, 0) && breakBefore(blankBefore(end - 4, 0), 0)) {
        length = Math.min(length, end + 1); // or many of them would look back ever further
        return;
      }
      if (atBoxStart(top)) {
        return;
      }
    }
    append("<br>");
  }

  /** Writes text, escaped. */
  void text(String text) {
    Html top = top();
    if (top != null && top.structure) {
      return;
    }
    int start = length;
    escaped(text, false);
    if (top == null && start == 0) {
      int end = 0;
      while (end < length && Characters.blank(out[end])) {
        end++;
      }
      cut(0, end);
    } else if (top == Html.PRE && start == contents[height - 1]) {
      int end = start; // a parser drops one line feed after <pre>
      while (end < length && out[end] == '\n') {
        end++;
      }
      cut(start, end);
    }
  }

  /**
   * Writes a formula.
   *
   * @param math as {@link MathTree#of} made it
   */
  void formula(String math) {
    append(math);
    marks = Math.max(marks, MathTree.MARKS);
  }

  private void escaped(String text, boolean quoted) {
    int n = text.length();
    room(n);
    char[] buffer = out;
    text.getChars(0, n, buffer, length);
    int end = length + n;
    for (int i = length; i < end; i++) {
      char c = buffer[i];
      if ((c > '>' && c < 0x7F) || c == ' ' || Characters.plain(c) || (c == '"' && !quoted)) {
        continue;
      }
      int done = i - length;
      marks = done > 0 ? 0 : marks;
      length = i;
      escapedSlowly(text, done, quoted);
      return;
    }
    marks = n > 0 ? 0 : marks;
    length = end;
  }

  private void escapedSlowly(String text, int start, boolean quoted) {
    int n = text.length();
    room(n - start + 16);
    for (int i = start; i < n; i++) {
      char c = text.charAt(i);
      if (Characters.plain(c) || (c == '"' && !quoted)) {
        marks = 0;
        append(c);
      } else if (Character.isHighSurrogate(c)) {
        int point = text.codePointAt(i);
        special(point);
        i += Character.charCount(point) - 1;
      } else if (c != '\r') {
        special(c);
      } else if (i + 1 == n || text.charAt(i + 1) != '\n') {
        marks = 0;
        append('\n');
      }
    }
  }

  private void special(int c) {
    switch (Characters.kind(c)) {
      case Characters.MARK -> {
        if (++marks <= Characters.MARKS) {
          point(c);
        }
      }
      case Characters.FORMAT -> point(c);
      case Characters.GAP -> {
        marks = 0;
        append(' ');
      }
      case Characters.ORDINARY -> {
        marks = 0;
        switch (c) {
          case '&' -> append("&amp;");
          case '<' -> append("&lt;");
          case '>' -> append("&gt;");
          case '"' -> append("&quot;");
          default -> point(c);
        }
      }
      default -> {} // dropped
    }
  }

  private void pop() {
    Html element = open[--height];
    if (element == Html.PRE) {
      verbatim--;
    } else if (element.block && verbatim == 0) {
      trimEnd(contents[height]);
    }
    if (length == contents[height] && !element.meantEmpty()) {
      takeBack(starts[height]);
      marks = marksBefore[height];
      Html top = top();
      if (element.block && (top == null || !top.structure)) {
        separate();
      }
      return;
    }
    marks = element.block ? 0 : marks;
    append("</");
    append(element.tag);
    if (element.heading) {
      noteHeading();
    }
    append('>');
  }

  private void takeBack(int newLength) {
    length = newLength;
    while (headingCount > 0 && headings[headingCount - 1] >= length) {
      headingCount--;
    }
  }

  /** Where a box was taken back between two lines of text, they stay two lines. */
  private void separate() {
    if (verbatim > 0) {
      return;
    }
    int box = height == 0 ? 0 : contents[height - 1];
    int end = blankBefore(length, box);
    length = Math.min(length, end + 1); // or many of them would look back ever further
    if (end > box && !(out[end - 1] == '>' && endsLine(end))) {
      append("<br>");
    }
  }

  /** Whether the tag that ends here is one of a block, or a line break. */
  private boolean endsLine(int end) {
    int from = end - 1;
    while (out[from] != '<') {
      from--;
    }
    from += out[from + 1] == '/' ? 2 : 1;
    int to = from;
    while (out[to] >= '0' && out[to] != '>') {
      to++;
    }
    return PlainText.endsLine(new String(out, from, to - from));
  }

  /** Takes white space and line breaks from the end of a box. */
  private void trimEnd(int box) {
    int end = blankBefore(length, box);
    while (breakBefore(end, box)) {
      end = blankBefore(end - 4, box);
    }
    length = end;
  }

  private int blankBefore(int end, int box) {
    int i = end;
    while (i > box && Characters.blank(out[i - 1])) {
      i--;
    }
    return i;
  }

  private boolean breakBefore(int end, int box) {
    return end - 4 >= box
        && out[end - 1] == '>'
        && out[end - 2] == 'r'
        && out[end - 3] == 'b'
        && out[end - 4] == '<';
  }

  private boolean atBoxStart(@Nullable Html top) {
    return top == null ? length == 0 : top.block && length == contents[height - 1];
  }

  /** Closes what the start tag of {@code element} closes. */
  private void closeImplied(Html element) {
    switch (element) {
      case A -> {
        for (int i = height - 1; i >= 0 && !open[i].cell; i--) {
          if (open[i] == Html.A) {
            close(i);
          }
        }
      }
      case RT, RP -> close(ruby() + 1);
      case LI, DT, DD -> {
        int place = list(element);
        if (place >= 0
            && open[place] != Html.UL
            && open[place] != Html.OL
            && open[place] != Html.DL) {
          close(place);
        }
      }
      default -> {}
    }
    if (element.block) {
      for (int i = height - 1; i >= 0 && !open[i].cell && !open[i].structure; i--) {
        if (open[i] == Html.P || (element.heading && open[i].heading)) {
          close(i);
        }
      }
    }
  }

  /**
   * Finds the list that an item would belong to, or the item of it that would end, past all that a
   * parser looks past.
   *
   * @return its place, or -1
   */
  private int list(Html item) {
    for (int i = height - 1; i >= 0; i--) {
      Html element = open[i];
      boolean found =
          item == Html.LI
              ? element == Html.UL || element == Html.OL || element == Html.LI
              : element == Html.DL || element == Html.DT || element == Html.DD;
      if (found || (element.block && element != Html.DIV && element != Html.P)) {
        return found ? i : -1;
      }
    }
    return -1;
  }

  private int ruby() {
    for (int i = height - 1; i >= 0 && !open[i].block; i--) {
      if (open[i] == Html.RUBY) {
        return i;
      }
    }
    return -1;
  }

  private void noteHeading() {
    if (headingCount == headings.length) {
      headings = Arrays.copyOf(headings, headingCount * 2);
    }
    headings[headingCount++] = length - 1;
  }

  /** The title of a post is an h2 or h3, so what stands in it begins at h4. */
  private void demoteHeadings() {
    int highest = '4';
    for (int i = 0; i < headingCount; i++) {
      highest = Math.min(highest, out[headings[i]]);
    }
    for (int i = 0; i < headingCount; i++) {
      out[headings[i]] = (char) Math.min('6', out[headings[i]] + '4' - highest);
    }
  }

  private @Nullable Html top() {
    return height == 0 ? null : open[height - 1];
  }

  private void append(char c) {
    room(1);
    out[length++] = c;
  }

  private void append(String s) {
    room(s.length());
    s.getChars(0, s.length(), out, length);
    length += s.length();
  }

  private void point(int c) {
    room(2);
    length += Character.toChars(c, out, length);
  }

  private void cut(int from, int to) {
    if (to > from) {
      System.arraycopy(out, to, out, from, length - to);
      length -= to - from;
    }
  }

  private void room(int more) {
    if (out.length - length < more) {
      out = Arrays.copyOf(out, Math.max(length + more, out.length * 2));
    }
  }
}
