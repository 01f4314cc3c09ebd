package orrery.clean;

/** What single characters may do to the page around them. */
final class Characters {
  /** A character like any other. */
  static final int ORDINARY = 0;

  /** Stacks upon the character before it; harmful in heaps. */
  static final int MARK = 1;

  /** Unseen, and of use: joiners, direction marks, soft hyphens. */
  static final int FORMAT = 2;

  /** Ends a line or leaves a gap, and is written as a plain space. */
  static final int GAP = 3;

  /**
   * Never written: control characters, the halves of broken pairs, and what turns the direction of
   * all that follows (Unicode UAX 9: embeddings, overrides, isolates).
   */
  static final int DROPPED = 4;

  /** More marks than any script stacks upon one letter. */
  static final int MARKS = 8;

  private static final boolean[] PLAIN = new boolean['?'];

  static {
    for (char c = ' '; c < PLAIN.length; c++) {
      PLAIN[c] = c != '&' && c != '<' && c != '>' && c != '"';
    }
    PLAIN['\n'] = true;
    PLAIN['\t'] = true;
  }

  private Characters() {}

  /** Whether {@code c} may be written as it is anywhere: quick, and true for nearly all text. */
  static boolean plain(char c) {
    if (c < 0x7F) {
      return c > '>' || PLAIN[c];
    }
    return (c > 0xAD && c < 0x300) // accented Latin
        || (c >= 0x370 && c < 0x483) // Greek, Cyrillic
        || (c >= 0x2010 && c < 0x2028) // dashes and quotes
        || (c >= 0x3041 && c < 0x3097) // Hiragana
        || (c >= 0x30A1 && c < 0xA000) // Katakana, Han
        || (c >= 0xAC00 && c < 0xD7A4) // Hangul
        || (c > 0x9F && c < 0xFFF0 && !Character.isSurrogate(c) && kind(c) == ORDINARY);
  }

  /** What {@code c} is; see the constants. */
  static int kind(int c) {
    if (c < 0x300) {
      if ((c >= ' ' && c < 0x7F) || c == '\n' || c == '\t') {
        return ORDINARY;
      }
      if (c > 0x9F) {
        return c == 0xAD ? FORMAT : ORDINARY;
      }
      return c == '\r' || c == '\f' || c == 0x0B || c == 0x85 ? GAP : DROPPED;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> MARK;
      case Character.FORMAT -> turnsText(c) ? DROPPED : FORMAT;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> GAP;
      case Character.SURROGATE -> DROPPED;
      default -> (c & 0xFFFE) == 0xFFFE ? DROPPED : ORDINARY;
    };
  }

  private static boolean turnsText(int c) {
    return (c >= 0x202A && c <= 0x202E) // embeddings and overrides
        || (c >= 0x2066 && c <= 0x206F) // isolates, and the deprecated controls
        || (c >= 0xFFF9 && c <= 0xFFFB) // annotations
        || c == 0xFEFF; // byte order mark
  }

  /** White space of HTML, no-break spaces and the space of zero width. */
  static boolean blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x200B || c == 0x3000;
  }
}
