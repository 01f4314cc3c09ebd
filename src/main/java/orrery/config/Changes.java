package orrery.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a change of a config did to its sections of feeds: to those themselves, not to what {@code
 * [planet]} and {@code [DEFAULT]} say for all.
 *
 * @param touched the sections that were not there before word for word, in the order of the file
 * @param removed what the sections name that are there no more
 */
public record Changes(List<Touched> touched, List<String> removed) {
  /**
   * A section that is new, or that says something else than before.
   *
   * @param target the address of the feed, as {@link Subscription#url}; what is written where it is
   *     none
   * @param first the line of its header, from 1
   * @param last its last line, {@link Integer#MAX_VALUE} where the file ends with it
   * @param added whether nothing of that name was there before
   * @param twin the line of another section of that name, where there are more of them than before;
   *     0 where there is none
   */
  public record Touched(String target, int first, int last, boolean added, int twin) {}

  /** Copies the lists. */
  public Changes {
    touched = List.copyOf(touched);
    removed = List.copyOf(removed);
  }

  /**
   * Compares a config with what it was.
   *
   * @param before its bytes then; none where there was no such file
   * @throws ConfigException where the file cannot be read, or one of the two is no text
   */
  public static Changes of(Path file, byte[] before) throws ConfigException {
    return between(ConfigText.of(file, before).text(), ConfigText.read(file).text());
  }

  /** Compares the text of a config with what it was; spaces, comments and order make no change. */
  static Changes between(String before, String after) {
    Map<String, List<Map<String, String>>> then = new LinkedHashMap<>();
    Ini old = Ini.read(before);
    for (Ini.Section section : old.sections()) {
      if (isFeed(old, section)) {
        then.computeIfAbsent(target(old, section), _ -> new ArrayList<>()).add(values(section));
      }
    }
    Map<String, Integer> counts = new HashMap<>();
    then.forEach((target, sections) -> counts.put(target, sections.size()));
    Ini ini = Ini.read(after);
    List<Touched> touched = new ArrayList<>();
    Set<String> now = new HashSet<>();
    for (int i = 0; i < ini.sections().size(); i++) {
      Ini.Section section = ini.sections().get(i);
      if (!isFeed(ini, section)) {
        continue;
      }
      String target = target(ini, section);
      now.add(target);
      if (!then.getOrDefault(target, new ArrayList<>()).remove(values(section))) {
        boolean last = i + 1 == ini.sections().size();
        touched.add(
            new Touched(
                target,
                section.line(),
                last ? Integer.MAX_VALUE : ini.sections().get(i + 1).line() - 1,
                !counts.containsKey(target),
                twin(ini, section, counts.getOrDefault(target, 0))));
      }
    }
    return new Changes(touched, then.keySet().stream().filter(t -> !now.contains(t)).toList());
  }

  /** The line of another section for the same feed, where there are more of them than before. */
  private static int twin(Ini ini, Ini.Section section, int before) {
    String target = target(ini, section);
    List<Integer> others =
        ini.sections().stream()
            .filter(other -> isFeed(ini, other) && other.line() != section.line())
            .filter(other -> target(ini, other).equals(target))
            .map(Ini.Section::line)
            .toList();
    return others.isEmpty() || others.size() < before ? 0 : others.getFirst();
  }

  private static boolean isFeed(Ini ini, Ini.Section section) {
    return !section.isPlanet()
        && !section.isDefault()
        && (ini.pluto() || Selections.name(section) == null);
  }

  private static String target(Ini ini, Ini.Section section) {
    String target = ini.target(section);
    String url = Address.of(target);
    return url == null ? target.strip() : url;
  }

  private static Map<String, String> values(Ini.Section section) {
    Map<String, String> values = new HashMap<>();
    section.options().forEach((key, option) -> values.put(key, option.value()));
    return values;
  }
}
