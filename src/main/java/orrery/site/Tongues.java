package orrery.site;

import java.util.Locale;

/** Names of languages. */
final class Tongues {
  private Tongues() {}

  /** As those who speak it call it: {@code Deutsch}, for {@code de}. */
  static String name(String code) {
    return name(code, Locale.of(code));
  }

  /**
   * As it is called in another language; the code itself where Java knows no name.
   *
   * @param code the primary subtag
   */
  static String name(String code, Locale locale) {
    String name = Locale.of(code).getDisplayLanguage(locale);
    if (name.isEmpty()) {
      return code;
    }
    int rest = name.offsetByCodePoints(0, 1);
    return name.substring(0, rest).toUpperCase(locale) + name.substring(rest);
  }
}
