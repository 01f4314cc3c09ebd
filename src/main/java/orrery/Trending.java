package orrery;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orrery.feed.Tag;
import orrery.site.Count;
import orrery.site.Rising;
import orrery.site.Site;
import orrery.site.Trends;
import orrery.store.Archive;

/**
 * Gathers how the tags of a planet fare: of those that are drawn, and of those that several blogs
 * have lately. What it reads grows with these, not with the planet.
 */
final class Trending {
  /** How many months of a tag are drawn, that of the planet's newest post being the last. */
  private static final int MONTHS = 24;

  private Trending() {}

  /**
   * Gathers it.
   *
   * @param days of the planet
   * @param tags that have pages
   */
  static Trends of(Archive archive, NavigableMap<LocalDate, Integer> days, List<Count<Tag>> tags) {
    if (days.isEmpty()) {
      return Trends.NONE;
    }
    NavigableMap<YearMonth, Integer> planet = new TreeMap<>();
    days.forEach((day, posts) -> planet.merge(YearMonth.from(day), posts, Integer::sum));
    YearMonth newest = planet.lastKey();
    Set<String> common = tags.stream().map(tag -> tag.of().key()).collect(Collectors.toSet());
    Map<String, Set<Long>> taggers = archive.taggers(YearMonth.from(Rising.from(days.lastKey())));
    common.removeIf(tag -> taggers.getOrDefault(tag, Set.of()).size() < Rising.BLOGS);
    Set<String> looked = new HashSet<>(common);
    Site.heavier(tags).forEach(tag -> looked.add(tag.of().key()));
    YearMonth from = newest.minusMonths(MONTHS - 1L);
    Map<String, NavigableMap<YearMonth, Integer>> months = archive.months(looked, from);
    Map<String, NavigableMap<YearMonth, Integer>> candidates = new HashMap<>(months);
    candidates.keySet().retainAll(common);
    Map<String, List<Integer>> activity = new HashMap<>();
    months.forEach(
        (tag, of) ->
            activity.put(
                tag,
                IntStream.range(0, MONTHS)
                    .mapToObj(i -> of.getOrDefault(from.plusMonths(i), 0))
                    .toList()));
    return new Trends(newest, activity, new Rising(planet, days.lastKey()).of(candidates));
  }
}
