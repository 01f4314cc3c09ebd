package orrery.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which posts are shown. A post must keep all of these rules.
 *
 * @param rules by key, in the order of {@link #KEYS}
 */
public record Filters(Map<String, Rule> rules) {
  /** Keys that hold lists of language tags; all others hold expressions. */
  public static final List<String> LANGUAGES = List.of("exclude_language", "filter_language");

  /** All keys: first those that are looked up at the least cost. */
  public static final List<String> KEYS =
      List.of(
          "exclude_language",
          "filter_language",
          "exclude_link",
          "filter_link",
          "exclude_author",
          "filter_author",
          "exclude_title",
          "filter_title",
          "exclude_category",
          "filter_category",
          "exclude_text",
          "filter_text",
          "exclude",
          "filter");

  /** Everything passes. */
  public static final Filters NONE = new Filters(Map.of());

  /** Another name of {@code filter_language} where the site's own language is not meant. */
  static final String LANGUAGE = "language";

  /** Copies the map and keeps its order. */
  public Filters {
    rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
  }

  /** The rules. */
  public Collection<Rule> all() {
    return rules.values();
  }

  /** What a key says, null where it says nothing. */
  public @Nullable String value(String key) {
    Rule rule = rules.get(key);
    return rule == null ? null : rule.value();
  }

  /** What {@code [planet]} says. */
  static Filters ofPlanet(Values planet) {
    return NONE.with(planet, Map.of(), Rule.Owner.PLANET, false);
  }

  /**
   * What a section says; where it does not name a key, these count.
   *
   * @param own the keys of the section itself, the others are those of {@code [DEFAULT]}
   * @param language whether {@code language} is {@code filter_language}, too
   */
  Filters with(Values section, Map<String, Ini.Option> own, Rule.Owner owner, boolean language) {
    Map<String, Rule> all = new LinkedHashMap<>();
    for (String key : KEYS) {
      Rule rule = rules.get(key);
      String said =
          language
                  && key.equals("filter_language")
                  && !own.containsKey(key)
                  && own.containsKey(LANGUAGE)
              ? LANGUAGE
              : key;
      if (section.has(said)) {
        rule = section.rule(key, said, own.containsKey(said) ? owner : Rule.Owner.PLANET);
      }
      if (rule != null) {
        all.put(key, rule);
      }
    }
    return new Filters(all);
  }

  /** These with pluto's list of words, of which posts must hold one. */
  Filters withWords(String list, int line) {
    List<String> words = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      if (!word.isBlank()) {
        words.add(Pattern.quote(word.strip()));
      }
    }
    if (words.isEmpty()) {
      return this;
    }
    Map<String, Rule> all = new LinkedHashMap<>(rules);
    all.put(
        "filter", new Rule("filter", String.join("|", words), Rule.Owner.FEED, line, List.of()));
    return new Filters(all);
  }
}
