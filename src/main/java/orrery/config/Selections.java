package orrery.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the sections that are pages: {@code [page NAME]}. */
final class Selections {
  private static final String PAGE = "page";
  private static final List<String> KEYS =
      Stream.concat(Filters.KEYS.stream(), Stream.of("title", Filters.LANGUAGE)).toList();

  private Selections() {}

  /** The name of the page that a section is about: empty where it lacks one, null for no page. */
  static @Nullable String name(Ini.Section section) {
    String said = section.name().strip();
    if (said.length() < PAGE.length() || !said.regionMatches(true, 0, PAGE, 0, PAGE.length())) {
      return null;
    }
    String rest = said.substring(PAGE.length());
    return rest.isEmpty() || Character.isWhitespace(rest.charAt(0)) ? rest.strip() : null;
  }

  /** The pages, in the order of the file. */
  static List<Selection> read(Ini ini, Map<String, Ini.Option> defaults, Findings findings) {
    if (ini.pluto()) {
      return List.of();
    }
    List<Selection> pages = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (Ini.Section section : ini.sections()) {
      String name = name(section);
      if (name == null) {
        continue;
      }
      if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
        findings.error(
            section.line(), "This page has no name; write [page NAME]. The page is left out.");
        continue;
      }
      Integer before = lines.putIfAbsent(name.toLowerCase(Locale.ROOT), section.line());
      if (before != null) {
        findings.error(
            section.line(),
            "The page of line %d has the name %s, too; rename one. This page is left out."
                .formatted(before, name));
        continue;
      }
      checkKeys(section.options(), findings);
      var values = new Values(section.options(), new LinkedHashMap<>(defaults), findings);
      String title = section.options().containsKey("title") ? values.text("title") : null;
      pages.add(
          new Selection(
              name,
              title == null ? name : title,
              Filters.NONE.with(values, section.options(), Rule.Owner.PAGE, true),
              section.line()));
    }
    return pages;
  }

  private static void checkKeys(Map<String, Ini.Option> own, Findings findings) {
    own.forEach(
        (key, option) -> {
          String meant = KEYS.contains(key) ? null : Keys.nearest(key, KEYS);
          if (meant != null) {
            findings.misspelt(option.line(), key, meant);
          } else if (!KEYS.contains(key)) {
            findings.info(option.line(), key + " is not a key of a page; it is not used.");
          }
        });
  }
}
