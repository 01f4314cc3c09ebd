package orrery.tag;

import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Language tags (BCP 47) as feeds declare them. */
public final class Language {
  /** How much of a text, in chars, shows which script it is in. */
  private static final int ENOUGH = 2000;

  /** Where Greek begins; all before it is Latin. */
  private static final int FIRST_TELLING = 0x370;

  /** What is the same to us, though it has a code of its own. */
  private static final Map<String, String> SAME = Map.of("no", "nb", "fil", "tl", "sh", "sr");

  private Language() {}

  /** The one form of a primary code: Norwegian is Bokmål, where nothing else is said. */
  static String same(String code) {
    return SAME.getOrDefault(code, code);
  }

  /**
   * The normal form of a declared language: {@code en_us} and {@code EN-us} give {@code en-US},
   * {@code english} gives {@code en}. Of two codes of one language it has one: {@code no-NO} gives
   * {@code nb-NO}.
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
      if (!known || empty(language)) {
        return null;
      }
      String one = same(language);
      return one.equals(language)
          ? locale.toLanguageTag()
          : new Locale.Builder().setLocale(locale).setLanguage(one).build().toLanguageTag();
    } catch (IllformedLocaleException notALanguage) {
      return null;
    }
  }

  /**
   * The script of most of a text: the language of two letters where nearly all that is written in
   * it is in one language, as in Thai letters; else its code in ISO 15924, as of Latin ({@code
   * Latn}), Cyrillic, Arabic, Devanagari and Han.
   *
   * @param names whether what is in Latin letters may be names of things, which are in them in
   *     every language; in English nothing is in others
   * @return null where there are no letters, or of several scripts, or of another
   */
  static @Nullable String script(String text, boolean names) {
    Map<String, Integer> counts = new HashMap<>();
    int all = 0;
    int kana = 0;
    int length = Math.min(text.length(), ENOUGH);
    for (int i = 0; i < length; i = text.offsetByCodePoints(i, 1)) {
      int c = text.codePointAt(i);
      if (Character.isLetter(c)) {
        String code = c < FIRST_TELLING ? "Latn" : code(Character.UnicodeScript.of(c));
        int weight = names && code.equals("Latn") ? 1 : weight(code);
        all += weight;
        kana += code.equals("ja") ? (c == 'の' ? 1 : 4) : 0;
        counts.merge(code, weight, Integer::sum);
      }
    }
    // Han stands in Japanese beside kana; one of these is a fashion in Chinese.
    int han = counts.getOrDefault("Hani", 0);
    if (kana > 0 && kana * 4 * weight("Hani") >= han) {
      counts.merge("ja", han, Integer::sum);
      counts.remove("Hani");
    }
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      if (!each.getKey().isEmpty() && each.getValue() * 2 > all) {
        return each.getKey();
      }
    }
    return null;
  }

  /** Of Han and kana a few make a word. */
  private static int weight(String script) {
    return switch (script) {
      case "Hani", "ja" -> 5;
      default -> 3;
    };
  }

  /** The language or the code of a script; empty where it tells nothing. */
  private static String code(Character.UnicodeScript script) {
    return switch (script) {
      case ARMENIAN -> "hy";
      case GEORGIAN -> "ka";
      case GREEK -> "el";
      case GUJARATI -> "gu";
      case GURMUKHI -> "pa";
      case HANGUL -> "ko";
      case HEBREW -> "he";
      case HIRAGANA, KATAKANA -> "ja";
      case KANNADA -> "kn";
      case KHMER -> "km";
      case LAO -> "lo";
      case MALAYALAM -> "ml";
      case SINHALA -> "si";
      case TAMIL -> "ta";
      case TELUGU -> "te";
      case THAI -> "th";
      case LATIN -> "Latn";
      case CYRILLIC -> "Cyrl";
      case ARABIC -> "Arab";
      case DEVANAGARI -> "Deva";
      case HAN -> "Hani";
      default -> "";
    };
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
