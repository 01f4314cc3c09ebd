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

  private Direction() {}

  /**
   * {@code rtl} or {@code ltr}. Feeds often name a language that is not the post's, so the letters
   * have a say: they overrule the language where it names a direction that they do not bear out.
   */
  static String of(@Nullable String language, String title, String text) {
    int rtl = strong(title, true) + strong(text, true);
    int ltr = strong(title, false) + strong(text, false);
    if (language != null && rtl(language)) {
      return rtl == 0 && ltr > 0 ? "ltr" : "rtl";
    }
    return rtl > ltr ? "rtl" : "ltr";
  }

  /** How many letters run that way. */
  private static int strong(String text, boolean rtl) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Everything below Hebrew runs from left to right; above it scripts mix, planes included.
      if (c < 0x590) {
        count += !rtl && Character.isLetter(c) ? 1 : 0;
        continue;
      }
      byte direction = Character.getDirectionality(text.codePointAt(i));
      boolean right =
          direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
              || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
      boolean left = direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
      count += (rtl ? right : left) ? 1 : 0;
    }
    return count;
  }

  private static boolean rtl(String language) {
    String[] parts = language.toLowerCase(Locale.ROOT).split("-", -1);
    boolean script = parts.length > 1 && parts[1].length() == 4;
    return script ? RTL_SCRIPTS.contains(parts[1]) : RTL_LANGUAGES.contains(parts[0]);
  }
}
