package orrery.site;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which way a text runs. */
final class Direction {
  private static final Set<String> RTL_LANGUAGES =
      Set.of(
          "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "ps", "sd", "syr", "ug",
          "ur", "yi");
  private static final Set<String> RTL_SCRIPTS =
      Set.of("adlm", "arab", "aran", "hebr", "mand", "nkoo", "samr", "syrc", "thaa");

  /** Where Hebrew begins: everything below runs from left to right. */
  private static final char FIRST_RTL = 0x590;

  private Direction() {}

  /**
   * {@code rtl} or {@code ltr}. Feeds often name a language that is not the post's, so the letters
   * have a say: they overrule the language where it names a direction that they do not bear out.
   */
  static String of(@Nullable String language, String title, String text) {
    boolean rtl = balance(title) + balance(text) < 0;
    if (language != null && rtl(language)) {
      rtl = anyRightToLeft(title) || anyRightToLeft(text);
    }
    return rtl ? "rtl" : "ltr";
  }

  /** {@code rtl} or {@code ltr}, for words in a language. */
  static String of(String language) {
    return rtl(language) ? "rtl" : "ltr";
  }

  /** Letters that run from left to right, less those that run from right to left. */
  private static int balance(String text) {
    int balance = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < FIRST_RTL) {
        balance += Character.isLetter(c) ? 1 : 0;
      } else {
        byte direction = Character.getDirectionality(text.codePointAt(i));
        balance += direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT ? 1 : 0;
        balance -= rtl(direction) ? 1 : 0;
      }
    }
    return balance;
  }

  private static boolean anyRightToLeft(String text) {
    return text.codePoints().anyMatch(c -> c >= FIRST_RTL && rtl(Character.getDirectionality(c)));
  }

  private static boolean rtl(byte direction) {
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }

  private static boolean rtl(String language) {
    String[] parts = language.toLowerCase(Locale.ROOT).split("-", -1);
    boolean script = parts.length > 1 && parts[1].length() == 4;
    return script ? RTL_SCRIPTS.contains(parts[1]) : RTL_LANGUAGES.contains(parts[0]);
  }
}
