package orrery.site;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text files of a theme, {@code texts/de.properties} and the like, in UTF-8: the words of pages
 * by language. What a language lacks is taken from the one that it is a variety of, and in the end
 * from English.
 */
final class Texts {
  /** The folder of the theme that they are in. */
  static final String FOLDER = "texts/";

  /** Texts that are several in one, and how many. */
  static final Map<String, Integer> LISTS =
      Map.of("months", 12, "weekdays", 7, "weekdays_short", 7, "sizes", 4);

  private static final String ENDING = ".properties";
  private static final String ENGLISH = "en";

  private final Map<String, SortedMap<String, String>> languages = new HashMap<>();

  /** Whether a file of the theme is one of them. */
  static boolean is(String file) {
    return file.startsWith(FOLDER) && file.endsWith(ENDING);
  }

  /**
   * Adds the texts of a file: they replace those that were added before.
   *
   * @return those that leave out what English so far says
   * @throws ThemeException where it cannot be understood
   */
  List<Theme.Loss> add(String file, String text) {
    String tag = file.substring(FOLDER.length(), file.length() - ENDING.length());
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      throw new ThemeException("theme: " + file + " cannot be read: " + e.getMessage(), e);
    }
    SortedMap<String, String> of =
        languages.computeIfAbsent(tag.toLowerCase(Locale.ROOT), t -> new TreeMap<>());
    Map<String, String> over = new HashMap<>();
    List<Theme.Loss> losses = new ArrayList<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      String value = properties.getProperty(key);
      String flaw = flawInItself(key, value);
      if (flaw != null) {
        throw new ThemeException("theme: " + file + ": the text " + key + " " + flaw + ".");
      }
      over.put(key, value);
      String loss = loss(key, value);
      if (loss != null) {
        losses.add(new Theme.Loss(file, line(text, key), "The text " + key + " " + loss));
      }
    }
    lay(of, over);
    return losses;
  }

  private static int line(String text, String key) {
    Matcher start =
        Pattern.compile("(?m)^[ \\t\\f]*" + Pattern.quote(key) + "[ \\t]*[=: \\t]").matcher(text);
    return start.find() ? (int) text.substring(0, start.start()).lines().count() + 1 : 0;
  }

  /** Whether there are words in a language, or in one that it is a variety of. */
  boolean speak(String language) {
    return line(language).stream().anyMatch(languages::containsKey);
  }

  /** Why a text cannot be used, as the end of a sentence; null where it can. */
  @Nullable String flaw(String key, String text) {
    SortedMap<String, String> english = languages.getOrDefault(ENGLISH, new TreeMap<>());
    String whole = bare(key);
    String original = english.getOrDefault(whole, english.get(whole + '.' + Plural.OTHER.label()));
    if (original == null) {
      return "is no text of the site; those of the theme's texts/en.properties are.";
    }
    String flaw = flawInItself(key, text);
    if (flaw != null) {
      return flaw + "; the text reads “" + original + "”.";
    }
    SortedSet<String> meant = Saying.places(original);
    for (String place : Saying.places(text)) {
      if (!meant.contains(place)) {
        return "has %s, for which there is nothing: the text reads “%s”."
            .formatted(place, original);
      }
    }
    return null;
  }

  /**
   * What a text leaves out that the one in its place says, as the end of a sentence; null where
   * that is nothing. A form that is of one number need not say the number.
   */
  @Nullable String loss(String key, String text) {
    SortedMap<String, String> english = languages.getOrDefault(ENGLISH, new TreeMap<>());
    String whole = bare(key);
    String original = english.getOrDefault(whole, english.get(whole + '.' + Plural.OTHER.label()));
    Plural form = form(key);
    if (original == null || (form != null && form != Plural.OTHER)) {
      return null;
    }
    SortedSet<String> lost = Saying.places(original);
    lost.removeAll(Saying.places(text));
    return lost.isEmpty()
        ? null
        : "does without %s: the text reads “%s”.".formatted(String.join(", ", lost), original);
  }

  private static @Nullable String flawInItself(String key, String text) {
    try {
      Saying.places(text);
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
    Integer parts = LISTS.get(bare(key));
    return parts == null || text.split("\\|", -1).length == parts
        ? null
        : "needs %d parts with | between them".formatted(parts);
  }

  /**
   * The words in a language: in English, where it has none.
   *
   * @param said texts that count instead, by key
   * @throws ThemeException where a text is not as it should be
   */
  Words words(String language, Map<String, String> said) {
    Map<String, String> all = new HashMap<>();
    lay(all, languages.getOrDefault(ENGLISH, new TreeMap<>()));
    for (String tag : line(language).reversed()) {
      lay(all, languages.getOrDefault(tag, new TreeMap<>()));
    }
    lay(all, said);
    return new Words(speak(language) ? language : ENGLISH, all);
  }

  /** Lays texts over others. A text as a whole replaces all its forms, a form only itself. */
  private static void lay(Map<String, String> all, Map<String, String> over) {
    for (String key : over.keySet()) {
      Plural form = form(key);
      if (form == null || form == Plural.OTHER) {
        all.remove(bare(key));
        for (Plural each : Plural.values()) {
          all.remove(bare(key) + '.' + each.label());
        }
      }
    }
    all.putAll(over);
  }

  /** {@code de-at}, {@code de}. */
  private static List<String> line(String language) {
    List<String> line = new ArrayList<>();
    String tag = language.toLowerCase(Locale.ROOT);
    while (!tag.isEmpty()) {
      line.add(tag);
      tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
    }
    return line;
  }

  /** The form in which a text is counted, by the end of its key; null where it is not. */
  static @Nullable Plural form(String key) {
    for (Plural form : Plural.values()) {
      if (key.endsWith('.' + form.label())) {
        return form;
      }
    }
    return null;
  }

  /** A key without the form. */
  static String bare(String key) {
    Plural form = form(key);
    return form == null ? key : key.substring(0, key.length() - form.label().length() - 1);
  }
}
