package orrery.site;

import java.util.Locale;

/**
 * The forms in which languages count, by the rules for cardinal numbers of Unicode CLDR 48 (<a
 * href="https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html">chart</a>),
 * for whole numbers.
 */
enum Plural {
  ZERO,
  ONE,
  TWO,
  FEW,
  MANY,
  OTHER;

  private static final int MILLION = 1_000_000;

  /**
   * The form for a number.
   *
   * @param language primary subtag; one that has no rule here counts as English does
   * @param n from 0 up
   */
  static Plural of(String language, long n) {
    return switch (language) {
      case "ja", "ko", "zh", "vi", "th", "id" -> OTHER;
      case "ar" -> arabic(n);
      case "fr", "pt" -> n <= 1 ? ONE : n % MILLION == 0 ? MANY : OTHER;
      case "he" -> n == 1 ? ONE : n == 2 ? TWO : OTHER;
      case "cs", "sk" -> n == 1 ? ONE : n >= 2 && n <= 4 ? FEW : OTHER;
      case "pl" -> n == 1 ? ONE : fewAtTheEnd(n) ? FEW : MANY;
      case "ru", "uk", "be" -> oneAtTheEnd(n) ? ONE : fewAtTheEnd(n) ? FEW : MANY;
      case "sr", "hr", "bs" -> oneAtTheEnd(n) ? ONE : fewAtTheEnd(n) ? FEW : OTHER;
      case "es", "it", "ca" -> n == 1 ? ONE : n > 0 && n % MILLION == 0 ? MANY : OTHER;
      default -> n == 1 ? ONE : OTHER;
    };
  }

  private static Plural arabic(long n) {
    long rest = n % 100;
    if (n <= 2) {
      return n == 0 ? ZERO : n == 1 ? ONE : TWO;
    }
    return rest >= 11 ? MANY : rest >= 3 ? FEW : OTHER;
  }

  private static boolean oneAtTheEnd(long n) {
    return n % 10 == 1 && n % 100 != 11;
  }

  private static boolean fewAtTheEnd(long n) {
    return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14);
  }

  /** The name in lower case, as CLDR writes it and text files do. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
