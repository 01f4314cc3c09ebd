package orrery.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a config says of tags: two keys of the planet, and the section {@code [tags]}. */
final class Taggings {
  /** What is written behind the name of a tag that posts get by what they say. */
  private static final String TITLE = ".title";

  private static final String TEXT = ".text";

  /** The names of tags that are not shown. */
  static final String HIDE = "hide";

  /** The tags of a feed's posts. */
  static final String TAGS = "tags";

  /** Keys of the planet that could be looked for in {@code [tags]}. */
  static final List<String> PLANETS = List.of("tag_minimum", "suggest_tags");

  private Taggings() {}

  static boolean is(Ini.Section section) {
    return section.name().strip().equalsIgnoreCase(TAGS);
  }

  static Tagging read(Values planet, Ini ini, Findings findings) {
    List<Tagging.Synonyms> synonyms = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    List<Tagging.Expression> rules = new ArrayList<>();
    var names = new TagNames(findings);
    if (!ini.pluto()) {
      for (Ini.Section section : ini.sections()) {
        if (is(section)) {
          var values = new Values(section.options(), Map.of(), findings);
          section
              .options()
              .forEach(
                  (key, option) -> {
                    if (key.endsWith(TITLE) || key.endsWith(TEXT)) {
                      expression(key, option, values, findings, rules, names);
                    } else if (key.equals(HIDE)) {
                      List<String> some = names(values.text(key));
                      hidden.addAll(some);
                      names.hide(some, option.line());
                    } else if (PLANETS.contains(key)) {
                      findings.warning(
                          option.line(), key + " counts in [planet] only; it is left out here.");
                    } else {
                      synonyms(option, names(values.text(key)), findings, synonyms, names);
                    }
                  });
        }
      }
    }
    names.check();
    return new Tagging(
        Math.max(1, planet.count("tag_minimum", 3)),
        planet.truth("suggest_tags", true),
        synonyms,
        hidden,
        rules);
  }

  private static void expression(
      String key,
      Ini.Option option,
      Values values,
      Findings findings,
      List<Tagging.Expression> rules,
      TagNames names) {
    String name = option.name();
    boolean title = key.endsWith(TITLE);
    String tag = name.substring(0, name.lastIndexOf('.')).strip();
    Rule rule = values.rule(name, key, Rule.Owner.TAGS);
    if (tag.isEmpty()) {
      findings.warning(
          option.line(),
          "Write the tag before %s, and behind the = what %s must hold: Security%s = CVE; it is left out."
              .formatted(name, whatHolds(title), name));
    } else if (rule == null) {
      findings.warning(
          option.line(),
          "Write behind the = what %s must hold: %s = CVE; it is left out."
              .formatted(whatHolds(title), name));
    } else {
      rules.add(new Tagging.Expression(tag, title, rule));
      names.rule(name, tag, rule);
    }
  }

  private static String whatHolds(boolean title) {
    return title ? "titles" : "titles or texts";
  }

  private static void synonyms(
      Ini.Option option,
      List<String> others,
      Findings findings,
      List<Tagging.Synonyms> synonyms,
      TagNames names) {
    String name = option.name();
    if (others.isEmpty()) {
      findings.warning(
          option.line(),
          "%s must say what else the tag is called: %s = one, other; it is left out."
              .formatted(name, name));
      return;
    }
    String meant = meant(name);
    if (meant != null) {
      findings.warning(
          option.line(),
          "%s is read as the name of a tag; did you mean %s?".formatted(name, meant));
    }
    for (String other : others) {
      if (other.indexOf('=') >= 0) {
        findings.warning(
            option.line(),
            "%s is read as another name of the tag %s, as a colon ends a key like the first =; leave the colon out."
                .formatted(other, name));
      }
    }
    synonyms.add(new Tagging.Synonyms(name, others));
    names.add(name, others, option.line());
  }

  /** The key that was most likely meant, where what follows the last dot is nearly one of ours. */
  private static @Nullable String meant(String name) {
    int dot = name.lastIndexOf('.');
    String end = dot < 1 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    String near = Keys.nearest(end, List.of(TITLE, TEXT));
    return near == null ? null : name.substring(0, dot) + near;
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
