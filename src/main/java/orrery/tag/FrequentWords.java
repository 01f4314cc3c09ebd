package orrery.tag;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The words that are frequent in a language: Lucene's stop words, and those of a list of ours. */
final class FrequentWords {
  private static final String LUCENE = "/org/apache/lucene/analysis/";

  /** Where Lucene has the stop words of a language. */
  private static final Map<String, String> STOPS = new HashMap<>();

  static {
    for (String plain : "ro tr ca gl eu lt lv bg ar fa sr hi".split(" ", -1)) {
      STOPS.put(plain, plain + "/stopwords.txt");
    }
    STOPS.put("cs", "cz/stopwords.txt");
    STOPS.put("hr", "sr/stopwords.txt");
    String[] snowball = {
      "en", "english", "de", "german", "fr", "french", "es", "spanish", "pt", "portuguese",
      "it", "italian", "nl", "dutch", "sv", "swedish", "da", "danish", "nb", "norwegian",
      "fi", "finnish", "hu", "hungarian", "ru", "russian", "id", "indonesian", "ga", "irish"
    };
    for (int i = 0; i < snowball.length; i += 2) {
      STOPS.put(snowball[i], "snowball/" + snowball[i + 1] + "_stop.txt");
    }
  }

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

  /** Addresses, names of files and of what stands in programs. */
  private static final Pattern NO_PROSE =
      Pattern.compile(
          "\\p{ASCII}*(?:[/\\\\@_=<>{}$]|\\w[.:]\\w|::|\\w\\(|[a-z][A-Z]|[A-Za-z]\\d+[A-Za-z])\\p{ASCII}*|-+\\w\\p{ASCII}*");

  private FrequentWords() {}

  /** Read when a text is first read. */
  private static final class Loaded {
    static final Map<String, Set<String>> LANGUAGES = load();

    private static Map<String, Set<String>> load() {
      Map<String, Set<String>> languages = new HashMap<>();
      STOPS.forEach(
          (language, path) -> {
            for (String line : lines(LUCENE + path)) {
              add(languages, language, line.replaceFirst("[|#].*", ""));
            }
          });
      for (String line : lines("/orrery/tag/frequent-words.txt")) {
        if (!line.startsWith("#")) {
          add(languages, line.substring(0, 2), line.substring(2));
        }
      }
      return languages;
    }

    private static void add(Map<String, Set<String>> languages, String language, String words) {
      for (String word : NO_LETTERS.split(words.toLowerCase(Locale.ROOT), -1)) {
        if (!word.isEmpty()) {
          languages.computeIfAbsent(word, w -> new TreeSet<>()).add(language);
        }
      }
    }

    private static List<String> lines(String path) {
      try (InputStream in =
          Objects.requireNonNull(FrequentWords.class.getResourceAsStream(path), path)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The words of a text that are prose, in its order. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    for (String token : text.split("\\s+", -1)) {
      if (!NO_PROSE.matcher(token).matches()) {
        for (String word : NO_LETTERS.split(token, -1)) {
          if (!word.isEmpty()) {
            words.add(word);
          }
        }
      }
    }
    return words;
  }

  /** The languages in which a word is frequent. */
  static Set<String> languages(String word) {
    return Loaded.LANGUAGES.getOrDefault(word.toLowerCase(Locale.ROOT), Set.of());
  }
}
