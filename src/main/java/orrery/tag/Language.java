package orrery.tag;

import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Language tags (BCP 47) as feeds declare them. */
public final class Language {
  private Language() {}

  /**
   * The normal form of a declared language: {@code en_us} and {@code EN-us} give {@code en-US},
   * {@code english} gives {@code en}.
   *
   * @return null where nothing is declared, or nothing that is a language
   */
  public static @Nullable String normal(@Nullable String declared) {
    if (declared == null) {
      return null;
    }
    // Some write a list, a locale with its charset, or a quality.
    String tag = declared.strip().replace('_', '-');
    for (int i = 0; i < tag.length(); i++) {
      if (",;.@ /".indexOf(tag.charAt(i)) >= 0) {
        tag = tag.substring(0, i);
      }
    }
    if (tag.isEmpty() || tag.length() > 35) {
      return null;
    }
    String named = named(tag.toLowerCase(Locale.ROOT));
    if (named != null) {
      return named;
    }
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build();
      String language = locale.getLanguage();
      boolean known = language.length() == 2 || language.length() == 3;
      return known && !empty(language) ? locale.toLanguageTag() : null;
    } catch (IllformedLocaleException notALanguage) {
      return null;
    }
  }

  /** Whether the script of a language, in its normal form, runs from right to left. */
  public static boolean rightToLeft(@Nullable String language) {
    if (language == null) {
      return false;
    }
    Locale locale = Locale.forLanguageTag(language);
    return switch (locale.getScript()) {
      case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr" -> true;
      case "" ->
          switch (locale.getLanguage()) {
            case "ar", "he", "iw", "fa", "ur", "yi", "ji", "ps", "sd", "ug", "dv", "syr" -> true;
            case "ckb", "arc", "nqo", "azb", "pnb", "skr", "lrc", "mzn", "glk", "arz", "ary" ->
                true;
            default -> false;
          };
      default -> false;
    };
  }

  /** Codes of ISO 639 that name no language: undetermined, multiple, none, private. */
  private static boolean empty(String code) {
    return switch (code) {
      case "und", "mul", "zxx", "mis" -> true;
      default -> false;
    };
  }

  private static @Nullable String named(String name) {
    return switch (name) {
      case "english", "eng" -> "en";
      case "german", "deutsch", "deu", "ger" -> "de";
      case "french", "français", "francais", "fra", "fre" -> "fr";
      case "spanish", "español", "espanol", "spa" -> "es";
      case "italian", "italiano", "ita" -> "it";
      case "portuguese", "português", "portugues", "por" -> "pt";
      case "dutch", "nederlands", "nld", "dut" -> "nl";
      case "russian", "русский", "rus" -> "ru";
      case "polish", "polski", "pol" -> "pl";
      case "japanese", "日本語", "jpn", "jp" -> "ja";
      case "chinese", "中文", "zho", "chi", "cn" -> "zh";
      case "korean", "한국어", "kor" -> "ko";
      case "swedish", "svenska", "swe" -> "sv";
      case "turkish", "türkçe", "tur" -> "tr";
      case "greek", "ελληνικά", "ell", "gre" -> "el";
      case "arabic", "العربية", "ara" -> "ar";
      case "hebrew", "עברית", "heb", "iw" -> "he";
      case "persian", "farsi", "فارسی", "fas", "per" -> "fa";
      case "indonesian", "ind", "in" -> "id";
      default -> null;
    };
  }
}
