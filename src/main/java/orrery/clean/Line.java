package orrery.clean;

import java.util.Arrays;

/** Gathers text into one line: white space is folded, what harms a page left out. */
final class Line {
  private char[] out;
  private int length;
  private boolean gap;
  private int marks;
  private char high; // the first half of a pair whose second half is still to come

  Line(int expectedLength) {
    out = new char[expectedLength];
  }

  int length() {
    return length;
  }

  /** A space, unless the line begins or ends here. */
  void gap() {
    gap = true;
    marks = 0;
  }

  /** Adds what is known to be letters of ASCII and the like. */
  void add(char[] letters, int start, int end) {
    fill(end - start);
    System.arraycopy(letters, start, out, length, end - start);
    length += end - start;
    marks = 0;
    high = 0;
  }

  void add(char c) {
    if (c > ' ' && c < 0x7F) {
      fill(1);
      out[length++] = c;
      marks = 0;
    } else if (c <= ' ' && Character.isWhitespace(c)) {
      gap();
    } else if (Character.isHighSurrogate(c)) {
      high = c;
      return;
    } else {
      rare(high != 0 && Character.isLowSurrogate(c) ? Character.toCodePoint(high, c) : c);
    }
    high = 0;
  }

  private void rare(int c) {
    int kind = Characters.kind(c);
    if (kind == Characters.GAP || c == 0xA0 || Character.isWhitespace(c)) {
      gap();
    } else if (kind == Characters.MARK ? ++marks <= Characters.MARKS : kind != Characters.DROPPED) {
      fill(2);
      length += Character.toChars(c, out, length);
      marks = kind == Characters.ORDINARY ? 0 : marks;
    }
  }

  /** Makes room, behind a space where one is due. */
  private void fill(int more) {
    if (out.length - length <= more) {
      out = Arrays.copyOf(out, out.length * 2 + more + 1);
    }
    if (gap && length > 0) {
      out[length++] = ' ';
    }
    gap = false;
  }

  @Override
  public String toString() {
    return new String(out, 0, length);
  }
}
