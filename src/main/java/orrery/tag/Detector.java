package orrery.tag;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import opennlp.tools.langdetect.LanguageDetector;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/**
 * Which language a text is in: by its script, by its letters and those beside them (OpenNLP), by
 * the words that are frequent in a language, and by what is expected of it. These are weighed
 * against each other as logarithms of how likely each language is, so that a long text counts for
 * more than anything that is expected, and that for more than two words.
 *
 * <p>The letters' model takes about a second and 40 MB to load, and is loaded when it is first
 * asked. Safe for several threads.
 */
public final class Detector {
  /**
   * How likely languages are where nothing is known of a text, in thousandths. Rarer ones are
   * looked for only where they are expected: a detector finds them in lists of names.
   */
  private static final Map<String, Integer> COMMON =
      parse(
          """
          en 350 de 100 fr 80 es 80 ja 60 pt 50 zh 50 ru 50 it 40 nl 30 pl 30 sv 20 cs 20 ko 20
          tr 20 id 15 da 10 nb 10 fi 10 hu 10 ro 10 uk 10 el 10 vi 10 ar 10 fa 10 ca 5 he 5 sk 5
          hr 5 sr 5 bg 5 hi 5 sl 4 lt 3 et 3 gl 3 eu 3 lv 2 is 2 be 2 mk 1 sq 1 tl 1 mr 1 ne 1
          ur 1 af 1 cy 1 ga 1 eo 1 kk 1 az 1 mn 1
          """);

  /** Languages that are not, or not only, in Latin letters, by script. */
  private static final Map<String, Set<String>> SCRIPTS =
      Map.of(
          "Cyrl", Set.of("ru", "uk", "bg", "sr", "be", "mk", "kk", "mn", "ky", "tg", "tt", "ba"),
          "Arab", Set.of("ar", "fa", "ur", "ps", "ckb", "sd", "ug"),
          "Deva", Set.of("hi", "mr", "ne", "sa"),
          "Hani", Set.of("zh", "ja"));

  private static final Set<String> NEVER_LATIN =
      Set.of(
          "ru uk bg be mk kk mn ky tg tt ba ar fa ur ps ckb sd ug hi mr ne sa zh ja ko el he th hy ka"
              .split(" ", -1));

  /** Languages, and others whose letters are the same to the model: words tell them apart. */
  private static final Map<String, String> TWINS =
      Map.of("id", "ms", "hr", "bs", "sr", "bs", "nb", "nn");

  /** Fewer words than this tell no language alone. */
  private static final int FEWEST = 3;

  /** Fewer letters are no word in any script, but a sign for what people like. */
  private static final int SIGN = 3;

  /** More than this says no more, in chars. */
  private static final int LONGEST = 1500;

  /** How much more the first must have for it than the second where none is expected. */
  private static final double CLEAR = 1.5;

  /** What the letters of a text of {@link #USUAL} letters weigh: the model gives no odds. */
  private static final double LETTERS = 10;

  private static final double USUAL = 30;

  /** From so many letters on they weigh no more: the model was trained on lines. */
  private static final int LAST = 400;

  /** What a frequent word of a language weighs, in natural logarithms: e² times as likely. */
  private static final double WORD = 2;

  /** What a Han character among no kana weighs against Japanese. */
  private static final double NO_KANA = 0.3;

  private Detector() {}

  /** The letters' model, loaded by whoever asks first. It keeps no state of what it is asked. */
  private static final class Model {
    static final LanguageDetector DETECTOR = load();
    static final Map<String, String> CODES = codes();

    private static LanguageDetector load() {
      try (InputStream model =
          Objects.requireNonNull(Detector.class.getResourceAsStream("/langdetect-183.bin"))) {
        return new LanguageDetectorME(new LanguageDetectorModel(new BufferedInputStream(model)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Its codes of three letters, and those of two where ISO 639-1 has one. */
    private static Map<String, String> codes() {
      Map<String, String> codes = new HashMap<>();
      for (String supported : DETECTOR.getSupportedLanguages()) {
        codes.put(supported, supported);
      }
      for (String two : Locale.getISOLanguages()) {
        try {
          codes.replace(Locale.of(two).getISO3Language(), two);
        } catch (MissingResourceException e) {
          // It has no code of three letters.
        }
      }
      codes.replaceAll((three, code) -> Language.same(code));
      codes.putAll(
          Map.of("cmn", "zh", "nob", "nb", "pes", "fa", "plt", "mg", "ekk", "et", "lvs", "lv"));
      return codes;
    }
  }

  /**
   * What a text says of its language.
   *
   * @param script a language that has a script of its own, a script of several, or null
   * @param words how many it has
   * @param weights how likely each language is by the text, as a logarithm; empty where the script
   *     tells all
   */
  public record Reading(@Nullable String script, int words, Map<String, Double> weights) {
    /** Copies the weights. */
    public Reading {
      weights = Map.copyOf(weights);
    }

    /** The language by the text alone, null where it tells none clearly. */
    public @Nullable String language() {
      return language(Map.of());
    }

    /**
     * The language of the text.
     *
     * @param expected languages of texts that are likely to be in the same, and how many these are
     * @return null where it is not known; a code of two letters where ISO 639-1 has one
     */
    public @Nullable String language(Map<String, Double> expected) {
      if (script != null && script.length() == 2) {
        return script;
      }
      Map<String, Double> likely = new HashMap<>();
      expected.forEach((code, count) -> likely.merge(Language.same(code), count, Double::sum));
      Set<String> candidates = new HashSet<>(COMMON.keySet());
      candidates.addAll(likely.keySet());
      @Nullable String best = null;
      @Nullable String bestExpected = null;
      double most = Double.NEGATIVE_INFINITY;
      double second = Double.NEGATIVE_INFINITY;
      double mostExpected = Double.NEGATIVE_INFINITY;
      // In an order of their own, so that of two that are as likely it is always the same.
      for (String each : new TreeSet<>(candidates)) {
        double before = likely.getOrDefault(each, 0.0) + COMMON.getOrDefault(each, 1) / 1000.0;
        double weight = weight(each) + Math.log(before);
        if (weight > most) {
          second = most;
          most = weight;
          best = each;
        } else {
          second = Math.max(second, weight);
        }
        if (likely.containsKey(each) && weight > mostExpected) {
          mostExpected = weight;
          bestExpected = each;
        }
      }
      boolean clear = words >= FEWEST && script != null && most - second >= CLEAR;
      return clear ? best : bestExpected;
    }

    private double weight(String language) {
      if (script == null || weights.isEmpty()) {
        return 0;
      }
      boolean fits =
          script.equals("Latn")
              ? !NEVER_LATIN.contains(language)
              : SCRIPTS.getOrDefault(script, Set.of()).contains(language);
      return fits
          ? weights.getOrDefault(language, Double.NEGATIVE_INFINITY)
          : Double.NEGATIVE_INFINITY;
    }
  }

  /**
   * Reads what a text says of its language.
   *
   * @param text plain prose; addresses and names of programs in it are passed over
   */
  public static Reading read(String text) {
    List<String> words = FrequentWords.of(text.substring(0, Math.min(LONGEST, text.length())));
    String prose = String.join(" ", words);
    // Single letters stand in code.
    long frequent =
        words.stream().filter(w -> w.length() > 1 && !FrequentWords.languages(w).isEmpty()).count();
    @Nullable String script =
        prose.length() < SIGN ? null : Language.script(prose, frequent < FEWEST);
    if (script == null || script.length() == 2) {
      return new Reading(script, words.size(), Map.of());
    }
    Map<String, Double> weights = new HashMap<>();
    double letters = prose.length() - words.size() + 1;
    double weight = LETTERS * Math.sqrt(Math.min(LAST, letters) / USUAL);
    for (var each : Model.DETECTOR.predictLanguages(prose)) {
      String code = Model.CODES.getOrDefault(each.getLang(), each.getLang());
      weights.merge(code, weight * Math.log(each.getConfidence()), Math::max);
    }
    if (script.equals("Latn")) {
      TWINS.forEach(
          (code, twin) ->
              weights.merge(code, weights.getOrDefault(twin, Double.NEGATIVE_INFINITY), Math::max));
    }
    for (String word : words) {
      for (String language : FrequentWords.languages(word)) {
        weights.computeIfPresent(language, (code, before) -> before + WORD);
      }
    }
    if (script.equals("Hani")) {
      // They stand in no words; and the more there are without kana, the less it is Japanese.
      weights.merge("zh", NO_KANA * letters, Double::sum);
      return new Reading(script, (int) letters, weights);
    }
    return new Reading(script, words.size(), weights);
  }

  /** Whether a language, by its primary code, can be told from a text. */
  public static boolean knows(String code) {
    return Model.CODES.containsValue(Language.same(code));
  }

  private static Map<String, Integer> parse(String pairs) {
    String[] parts = pairs.strip().split("\\s+", -1);
    Map<String, Integer> map = new HashMap<>();
    for (int i = 0; i < parts.length; i += 2) {
      map.put(parts[i], Integer.valueOf(parts[i + 1]));
    }
    return Map.copyOf(map);
  }
}
