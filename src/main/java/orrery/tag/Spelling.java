package orrery.tag;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * What makes two spellings one tag: "Web Apps", "#WebApps", "web-app" and "ｗｅｂ＿ａｐｐ" are one. What
 * follows the rules of a plural only by its looks ("Windows", "Rails") is kept.
 */
final class Spelling {
  /** Words in s that are no plural of another word that tags are made of. */
  private static final Set<String> NO_PLURALS =
      words(
          "https nieuws rails mars blues vegas temps andreas nicolas carlos lucas texas wales arms"
              + " customs series species dans dns tls cms sms nfs cvs gps vps ios aws mms"
              + " sns sqs rds eks dos");

  /** The same, which end longer words too where no separator is written: "#hackernews". */
  private static final List<String> ENDS =
      List.of("news", "windows", "pandas", "canvas", "onrails");

  /** Plurals whose last letters say otherwise, as the letter before the s is an i or a u. */
  private static final Set<String> PLURALS =
      words("apis clis guis wikis emojis taxis kiwis gpus cpus tpus npus menus gurus haikus");

  /** Words in us, by what is left of their plurals without es. */
  private static final Set<String> IN_S =
      words("bus status virus bonus campus corpus focus census chorus genius minibus canvas");

  /** Words in ie: their plurals are those of words in y by their looks. */
  private static final Set<String> IN_IE =
      words(
          "movie cookie zombie selfie newbie rookie calorie hoodie foodie smoothie brownie indie"
              + " genie aussie");

  /** Words in che: their plurals are those of words in ch by their looks. */
  private static final Set<String> IN_CHE = words("cache niche headache avalanche quiche psyche");

  private static final char FINAL_SIGMA = 0x3C2;
  private static final char DOT_ABOVE = 0x307;
  private static final char TATWEEL = 0x640;
  private static final int VARIATION = 0xFE00;
  private static final int LAST_VARIATION = 0xFE0F;

  private Spelling() {}

  private static Set<String> words(String list) {
    Set<String> words = new HashSet<>();
    StringTokenizer tokens = new StringTokenizer(list);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return Set.copyOf(words);
  }

  /** The key of a spelling; empty where nothing is left. */
  static String key(String label) {
    String plain = normal(label);
    StringBuilder key = new StringBuilder(plain.length());
    int lastWord = 0;
    int before = ' ';
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      int width = Character.charCount(c);
      int next = i + width < plain.length() ? plain.codePointAt(i + width) : ' ';
      if (stays(c, key.isEmpty() ? ' ' : before, next)) {
        boolean begins = !Character.isLetterOrDigit(before);
        boolean hump = Character.isLowerCase(before) && Character.isUpperCase(c);
        if (begins || hump) {
          lastWord = key.length();
        }
        fold(c, key);
      }
      before = c;
      i += width;
    }
    lastWord = Math.min(lastWord, key.length());
    String last = singular(key.substring(lastWord));
    // Lower case may have undone the normal form.
    return normal(key.substring(0, lastWord) + last);
  }

  /** Most names are ASCII, and all words of a text are asked for. */
  private static String normal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
      }
    }
    return text;
  }

  /** Of what is no letter, that stays by which names differ: C++, C#, .NET, R&D, 3.12. */
  private static boolean stays(int c, int before, int next) {
    return switch (c) {
      case '+', '&', '%', '@' -> true;
      case '#' -> before != ' ';
      case '.' ->
          (before == ' ' && Character.isLetter(next))
              || (Character.isDigit(before) && Character.isDigit(next));
      case ',' -> Character.isDigit(before) && Character.isDigit(next);
      default ->
          switch (Character.getType(c)) {
            case Character.OTHER_SYMBOL, Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL -> true;
            case Character.NON_SPACING_MARK,
                Character.COMBINING_SPACING_MARK,
                Character.ENCLOSING_MARK ->
                (c < VARIATION || c > LAST_VARIATION) && c != DOT_ABOVE;
            default -> Character.isLetterOrDigit(c) && c != TATWEEL;
          };
    };
  }

  private static void fold(int c, StringBuilder key) {
    switch (c) {
      case 'ß', 'ẞ' -> key.append("ss");
      case 'İ', 'ı' -> key.append('i');
      case FINAL_SIGMA -> key.append('σ');
      default -> key.append(Character.toString(c).toLowerCase(Locale.ROOT));
    }
  }

  /** A word of Latin letters without the s of its plural, as English and its neighbours have it. */
  private static String singular(String word) {
    int length = word.length();
    if (length < 3 || !word.endsWith("s") || !word.chars().allMatch(Spelling::latin)) {
      return word;
    }
    boolean vowels = word.chars().anyMatch(c -> "aeiouyáéíóú".indexOf(c) >= 0);
    if (NO_PLURALS.contains(word)
        || ENDS.stream().anyMatch(word::endsWith)
        || (vowels && length < 4)) {
      return word;
    }
    String rest = word.substring(0, length - 1);
    return switch (word.charAt(length - 2)) {
      case 's', 'j' -> word; // "Node.js" is none
      case 'i', 'u' -> PLURALS.contains(word) ? rest : word;
      case 'e' -> ofE(rest);
      default -> rest;
    };
  }

  /** What is left of a plural in es, of which the s was taken. */
  private static String ofE(String rest) {
    String shorter = rest.substring(0, rest.length() - 1);
    if (rest.endsWith("ie") && rest.length() > 3 && !IN_IE.contains(rest)) {
      return shorter.substring(0, shorter.length() - 1) + "y";
    }
    boolean hissing =
        shorter.endsWith("ss")
            || shorter.endsWith("x")
            || shorter.endsWith("sh")
            || shorter.endsWith("zz")
            || IN_S.contains(shorter)
            || (shorter.endsWith("ch") && !IN_CHE.contains(rest));
    return hissing ? shorter : rest;
  }

  private static boolean latin(int c) {
    return c < 0x250 && Character.isLetter(c);
  }
}
