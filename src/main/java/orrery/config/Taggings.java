package orrery.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a config says of tags: two keys of the planet, and the section {@code [tags]}. */
final class Taggings {
  private static final String SECTION = "tags";

  /** What is written behind the name of a tag that posts get by what they say. */
  private static final String TITLE = ".title";

  private static final String TEXT = ".text";

  /** The names of tags that are not shown. */
  private static final String HIDE = "hide";

  private Taggings() {}

  static boolean is(Ini.Section section) {
    return section.name().strip().equalsIgnoreCase(SECTION);
  }

  static Tagging read(Values planet, Ini ini, Findings findings) {
    List<Tagging.Synonyms> synonyms = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    List<Tagging.Expression> rules = new ArrayList<>();
    if (!ini.pluto()) {
      for (Ini.Section section : ini.sections()) {
        if (is(section)) {
          read(section, findings, synonyms, hidden, rules);
        }
      }
    }
    return new Tagging(
        Math.max(1, planet.count("tag_minimum", 3)),
        planet.truth("suggest_tags", true),
        synonyms,
        hidden,
        rules);
  }

  private static void read(
      Ini.Section section,
      Findings findings,
      List<Tagging.Synonyms> synonyms,
      List<String> hidden,
      List<Tagging.Expression> rules) {
    var values = new Values(section.options(), Map.of(), findings);
    section
        .options()
        .forEach(
            (key, option) -> {
              String name = option.name();
              boolean title = key.endsWith(TITLE);
              if (title || key.endsWith(TEXT)) {
                String tag = name.substring(0, key.lastIndexOf('.')).strip();
                Rule rule = values.rule(key, key, Rule.Owner.TAGS);
                if (tag.isEmpty() || rule == null) {
                  findings.warning(
                      option.line(),
                      "%s must be the name of a tag, %s and what it is to match; it is left out."
                          .formatted(name, title ? TITLE : TEXT));
                } else {
                  rules.add(new Tagging.Expression(tag, title, rule));
                }
              } else if (key.equals(HIDE)) {
                hidden.addAll(names(values.text(key)));
              } else {
                List<String> names = names(values.text(key));
                if (names.isEmpty()) {
                  findings.warning(
                      option.line(),
                      "%s must say what else the tag is called: %s = one, other; it is left out."
                          .formatted(name, name));
                } else {
                  synonyms.add(new Tagging.Synonyms(name, names));
                }
              }
            });
  }

  /** Names that commas or ends of lines part: blanks are part of a name. */
  static List<String> names(@Nullable String list) {
    List<String> names = new ArrayList<>();
    if (list != null) {
      for (String name : list.split("[,\\n]", -1)) {
        if (!name.isBlank()) {
          names.add(name.strip());
        }
      }
    }
    return names;
  }
}
