package orrery.tag;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetector;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/**
 * Which language a text is in, by its letters and those beside them (OpenNLP). What it knows takes
 * about a second to load, and is loaded when it is first asked. Safe for several threads.
 */
public final class Detector {
  /** Less than this says too little, in characters. */
  private static final int SHORTEST = 40;

  /** More than this says no more. */
  private static final int LONGEST = 4000;

  /** How much likelier than the second the first must be: the figures themselves mean nothing. */
  private static final double CLEAR = 1.5;

  private static final Map<String, String> TWO_LETTERS = new HashMap<>();

  static {
    for (String two : Locale.getISOLanguages()) {
      try {
        TWO_LETTERS.put(Locale.of(two).getISO3Language(), two);
      } catch (MissingResourceException e) {
        // It has no code of three letters.
      }
    }
    TWO_LETTERS.put("cmn", "zh");
    TWO_LETTERS.put("nob", "nb");
    TWO_LETTERS.put("pes", "fa");
    TWO_LETTERS.put("plt", "mg");
    TWO_LETTERS.put("ekk", "et");
    TWO_LETTERS.put("lvs", "lv");
  }

  private Detector() {}

  /** The model, loaded by whoever asks first. */
  private static final class Loaded {
    static final LanguageDetector DETECTOR = load();

    static synchronized Language[] predict(String text) {
      return DETECTOR.predictLanguages(text);
    }

    private static LanguageDetector load() {
      try (InputStream model =
          Objects.requireNonNull(Detector.class.getResourceAsStream("/langdetect-183.bin"))) {
        return new LanguageDetectorME(new LanguageDetectorModel(new BufferedInputStream(model)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The language of a text, a code of two letters where ISO 639-1 has one, else of three.
   *
   * @param text plain
   * @return null where it is too short, or might be in one as well as in another
   */
  public static @Nullable String of(String text) {
    if (text.length() < SHORTEST) {
      return null;
    }
    Language[] likely = Loaded.predict(text.substring(0, Math.min(LONGEST, text.length())));
    boolean clear =
        likely.length > 0
            && (likely.length == 1
                || likely[0].getConfidence() > CLEAR * likely[1].getConfidence());
    return clear ? TWO_LETTERS.getOrDefault(likely[0].getLang(), likely[0].getLang()) : null;
  }
}
