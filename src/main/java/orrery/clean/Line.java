package orrery.clean;

/** Gathers text into one line: white space is folded, what harms a page left out. */
final class Line {
  private final StringBuilder out;
  private boolean gap;
  private int marks;

  Line(int expectedLength) {
    out = new StringBuilder(expectedLength);
  }

  int length() {
    return out.length();
  }

  /** A space, unless one stands here or the line begins. */
  void gap() {
    gap = true;
    marks = 0;
  }

  void add(String text) {
    add(text, 0, text.length());
  }

  void add(String text, int start, int end) {
    int from = start;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if ((c > ' ' && c < 0x7F)
          || (c > 0xA0
              && !Character.isSurrogate(c)
              && Characters.kind(c) == Characters.ORDINARY
              && !Character.isWhitespace(c))) {
        continue;
      }
      if (i > from) {
        word(text, from, i);
      }
      int point = Character.isHighSurrogate(c) ? text.codePointAt(i) : c;
      i += Character.charCount(point) - 1;
      from = i + 1;
      single(point);
    }
    if (end > from) {
      word(text, from, end);
    }
  }

  private void word(String text, int from, int to) {
    fill();
    out.append(text, from, to);
    marks = 0;
  }

  private void single(int c) {
    int kind = Characters.kind(c);
    if (kind == Characters.GAP || c == 0xA0 || Character.isWhitespace(c)) {
      gap();
    } else if (kind == Characters.MARK ? ++marks <= Characters.MARKS : kind != Characters.DROPPED) {
      fill();
      out.appendCodePoint(c);
      marks = kind == Characters.ORDINARY ? 0 : marks;
    }
  }

  private void fill() {
    if (gap && !out.isEmpty()) {
      out.append(' ');
    }
    gap = false;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
