package orrery;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import orrery.publish.Publisher;
import orrery.site.Page;
import orrery.site.Paths;
import orrery.site.Site;

/**
 * Lists of pages for search engines: one for the days and months of each year, so that a cycle
 * touches that of the years of its posts, and one for what has no date.
 */
final class SitemapPages {
  /** How many addresses a list may hold (sitemaps.org). */
  private static final int MOST = 50_000;

  private static final String FOLDER = "sitemap/";

  private final Site site;
  private final Publisher publisher;

  SitemapPages(Site site, Publisher publisher) {
    this.site = site;
    this.publisher = publisher;
  }

  /**
   * The lists that are to be made, by their paths. Of those written earlier, none stays that would
   * be empty.
   *
   * @param undated the pages that are about no time
   * @param days that have posts
   * @param touched the days that came, went, or have other posts
   */
  Map<String, Supplier<Page>> of(
      List<String> undated, NavigableSet<LocalDate> days, Set<LocalDate> touched) {
    Map<String, Supplier<Page>> makers = new LinkedHashMap<>();
    List<String> lists = new ArrayList<>();
    for (int from = 0; from < undated.size(); from += MOST) {
      String path = FOLDER + "pages" + (from == 0 ? "" : "-" + (from / MOST + 1)) + ".xml";
      List<String> some = undated.subList(from, Math.min(undated.size(), from + MOST));
      lists.add(path);
      makers.put(path, () -> site.sitemap(path, some));
    }
    Set<Year> touchedYears = new HashSet<>();
    touched.forEach(day -> touchedYears.add(Year.from(day)));
    years(days)
        .forEach(
            (year, pages) -> {
              String path = FOLDER + year + ".xml";
              lists.add(path);
              if (touchedYears.contains(year) || !publisher.has(path)) {
                makers.put(path, () -> site.sitemap(path, List.copyOf(pages)));
              }
            });
    makers.put(Paths.SITEMAP, () -> site.sitemaps(lists));
    Set<String> stale = new HashSet<>(publisher.starting(FOLDER));
    lists.forEach(stale::remove);
    stale.forEach(publisher::remove);
    return makers;
  }

  private static SortedMap<Year, Set<String>> years(NavigableSet<LocalDate> days) {
    SortedMap<Year, Set<String>> years = new TreeMap<>();
    for (LocalDate day : days) {
      Set<String> pages = years.computeIfAbsent(Year.from(day), year -> new TreeSet<>());
      pages.add(Paths.month(YearMonth.from(day)));
      pages.add(Paths.day(day));
    }
    return years;
  }
}
