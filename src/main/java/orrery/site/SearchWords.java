package orrery.site;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The words of a text as the search knows them: without case and accents. Scripts that put no space
 * between words are cut into pairs of characters. {@code assets/search.js} does the same to what is
 * asked for; what is changed here has to be changed there.
 */
final class SearchWords {
  /** In UTF-16 units. What is longer is found by its beginning. */
  static final int LONGEST = 24;

  private static final int NOTHING = 0;
  private static final int LETTER = 1;
  private static final int DENSE = 2;

  private SearchWords() {}

  /** A text without case and accents: what two spellings of a word have in common. */
  static String fold(String text) {
    int plain = 0;
    while (plain < text.length() && text.charAt(plain) < 0x80) {
      plain++;
    }
    if (plain == text.length()) {
      return text.toLowerCase(Locale.ROOT);
    }
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder bare = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); i++) {
      if (!isAccent(apart.charAt(i))) {
        bare.append(apart.charAt(i));
      }
    }
    String lower = Normalizer.normalize(bare, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(lower.length() + 4);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      switch (c) {
        case 'ß' -> folded.append("ss");
        case 'æ' -> folded.append("ae");
        case 'œ' -> folded.append("oe");
        case 'þ' -> folded.append("th");
        case 'ø' -> folded.append('o');
        case 'ł' -> folded.append('l');
        case 'đ', 'ð' -> folded.append('d');
        case 'ı' -> folded.append('i');
        case 'ς' -> folded.append('σ');
        default -> folded.append(c);
      }
    }
    return folded.toString();
  }

  /**
   * Marks that readers leave out when they type: those of Latin, Greek and Cyrillic, the vowel
   * points of Hebrew and Arabic, the voicing of kana. In other scripts marks are letters.
   */
  private static boolean isAccent(char c) {
    return (c >= 0x300 && c <= 0x36F)
        || (c >= 0x591 && c <= 0x5C7 && Character.getType(c) == Character.NON_SPACING_MARK)
        || (c >= 0x610 && c <= 0x61A)
        || (c >= 0x64B && c <= 0x65F)
        || c == 0x670
        || c == 0x3099
        || c == 0x309A;
  }

  /** Hands on the words of a text, in its order, each as often as it stands there. */
  static void each(String text, Consumer<String> word) {
    // From blank to blank: most of a text is ASCII, which is quickly read, and needs no folding.
    int start = 0;
    boolean plain = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ') {
        between(text, start, i, plain, word);
        start = i + 1;
        plain = true;
      } else if (c >= 0x80) {
        plain = false;
      }
    }
    between(text, start, text.length(), plain, word);
  }

  private static void between(String text, int from, int to, boolean plain, Consumer<String> word) {
    if (plain) {
      ascii(text, from, to, word);
    } else {
      folded(fold(text.substring(from, to)), word);
    }
  }

  private static void ascii(String text, int from, int to, Consumer<String> word) {
    int start = from;
    boolean upper = false;
    for (int i = from; i <= to; i++) {
      char c = i < to ? text.charAt(i) : ' ';
      boolean capital = c >= 'A' && c <= 'Z';
      if (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        upper |= capital;
        continue;
      }
      if (i > start) {
        String found = text.substring(start, Math.min(i, start + LONGEST));
        word.accept(upper ? found.toLowerCase(Locale.ROOT) : found);
      }
      start = i + 1;
      upper = false;
    }
  }

  private static void folded(String folded, Consumer<String> word) {
    int start = 0;
    int kind = NOTHING;
    for (int i = 0, next; i < folded.length(); i = next) {
      int c = folded.codePointAt(i);
      next = i + Character.charCount(c);
      int its = kind(c);
      if (its != kind) {
        run(folded, start, i, kind, word);
        start = i;
        kind = its;
      }
    }
    run(folded, start, folded.length(), kind, word);
  }

  private static void run(String text, int from, int to, int kind, Consumer<String> word) {
    if (kind == LETTER) {
      word.accept(cut(text.substring(from, to)));
    } else if (kind == DENSE) {
      // The last character stands alone as well: who asks for one character finds it anywhere.
      for (int i = from, second; i < to; i = second) {
        second = text.offsetByCodePoints(i, 1);
        word.accept(text.substring(i, second < to ? text.offsetByCodePoints(second, 1) : to));
      }
    }
  }

  private static String cut(String word) {
    if (word.length() <= LONGEST) {
      return word;
    }
    return word.substring(0, Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? 23 : LONGEST);
  }

  private static int kind(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? LETTER : NOTHING;
    }
    boolean letter =
        switch (Character.getType(c)) {
          case Character.UPPERCASE_LETTER,
              Character.LOWERCASE_LETTER,
              Character.TITLECASE_LETTER,
              Character.MODIFIER_LETTER,
              Character.OTHER_LETTER,
              Character.DECIMAL_DIGIT_NUMBER,
              Character.LETTER_NUMBER,
              Character.OTHER_NUMBER,
              Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
    return !letter ? NOTHING : c >= 0xE00 && isDense(c) ? DENSE : LETTER;
  }

  private static boolean isDense(int c) {
    if (c == 'ー') {
      return true;
    }
    return switch (UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  /** A name as a filter writes it: {@code free-software}. Empty where it has no letter. */
  static String name(String text) {
    String folded = fold(text);
    StringBuilder name = new StringBuilder(folded.length());
    folded
        .codePoints()
        .forEach(
            c -> {
              if (kind(c) != NOTHING) {
                name.appendCodePoint(c);
              } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '-') {
                name.append('-');
              }
            });
    if (!name.isEmpty() && name.charAt(name.length() - 1) == '-') {
      name.setLength(name.length() - 1);
    }
    return name.toString();
  }

  /**
   * The file of a part that a word stands in. Words that begin with the same six letters share one,
   * so that six letters are looked up in one file, too.
   *
   * @param shards how many there are, a power of two
   */
  static int word(String word, int shards) {
    return shard(word, 6, shards);
  }

  /**
   * The same where three letters (or one character, in scripts without spaces) are enough. They
   * bring a fiftieth of all the words of a language together, so that who knows more of a word
   * looks elsewhere.
   */
  static int beginning(String word, int shards) {
    boolean dense = kind(word.codePointAt(0)) == DENSE;
    return shard(word, dense ? Character.charCount(word.codePointAt(0)) : 3, shards);
  }

  private static int shard(String word, int letters, int shards) {
    int end = word.indexOf(':') < 0 ? Math.min(word.length(), letters) : word.length();
    int hash = 0x811C9DC5; // FNV-1a
    for (int i = 0; i < end; i++) {
      hash = (hash ^ word.charAt(i)) * 0x01000193;
    }
    return (hash ^ (hash >>> 15)) & (shards - 1);
  }
}
