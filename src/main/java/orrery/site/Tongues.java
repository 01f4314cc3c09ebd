package orrery.site;

import java.util.Locale;

/** Languages as those who speak them call them, so that no interface has to translate them. */
final class Tongues {
  private Tongues() {}

  /** {@code Deutsch}, for {@code de}; the code itself where Java knows no name. */
  static String name(String code) {
    Locale locale = Locale.of(code);
    String name = locale.getDisplayLanguage(locale);
    if (name.isEmpty()) {
      return code;
    }
    int rest = name.offsetByCodePoints(0, 1);
    return name.substring(0, rest).toUpperCase(locale) + name.substring(rest);
  }
}
