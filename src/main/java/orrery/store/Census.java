package orrery.store;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What a planet shows, counted. But for a blog's own months, all is counted from a month on, so
 * that the cost does not grow with the years.
 */
public final class Census {
  private static final String SHOWN =
      " p.planet_id = :planet and p.verdict = 'shown' and p.date >= :from ";

  private final Jdbi jdbi;
  private final long planet;

  Census(Jdbi jdbi, long planet) {
    this.jdbi = jdbi;
    this.planet = planet;
  }

  /** How many posts each feed has in each month from this one on. */
  public Map<Long, NavigableMap<YearMonth, Integer>> activity(YearMonth from) {
    Map<Long, NavigableMap<YearMonth, Integer>> activity = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("select p.feed_id, p.date from post p where" + SHOWN)
                .bind("planet", planet)
                .bind("from", millis(from))
                .map(
                    (row, context) ->
                        activity
                            .computeIfAbsent(row.getLong(1), feed -> new TreeMap<>())
                            .merge(month(row.getLong(2)), 1, Integer::sum))
                .list());
    return activity;
  }

  /** How many posts a feed has in each month. */
  public NavigableMap<YearMonth, Integer> months(long feed) {
    NavigableMap<YearMonth, Integer> months = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select date from post
                    where planet_id = :planet and feed_id = :feed and verdict = 'shown'
                    """)
                .bind("planet", planet)
                .bind("feed", feed)
                .mapTo(Long.class)
                .forEach(date -> months.merge(month(date), 1, Integer::sum)));
    return months;
  }

  private static YearMonth month(long millis) {
    return YearMonth.from(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
  }

  private static long millis(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /** How many posts are in each language, a BCP 47 tag, from this month on. */
  public Map<String, Integer> languages(YearMonth from) {
    Map<String, Integer> languages = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select e.language, count(*) from post p join entry e on e.id = p.entry_id where"
                        + SHOWN
                        + "and e.language is not null group by e.language")
                .bind("planet", planet)
                .bind("from", millis(from))
                .map((row, context) -> languages.put(row.getString(1), row.getInt(2)))
                .list());
    return languages;
  }

  /**
   * What posts link.
   *
   * @param name an address, or a host
   * @param blogs of how many blogs posts link it
   * @param post the post of the planet that it is, null where it is none
   */
  public record Linked(String name, int blogs, @Nullable Standing post) {}

  /**
   * A post of the planet.
   *
   * @param anchor its lasting name
   * @param date on the page of which day
   * @param title plain text
   */
  public record Standing(String anchor, Instant date, String title) {}

  /**
   * What posts of several blogs link, most blogs first.
   *
   * @param pages addresses
   * @param sites hosts
   */
  public record Links(List<Linked> pages, List<Linked> sites) {
    /** Copies the lists. */
    public Links {
      pages = List.copyOf(pages);
      sites = List.copyOf(sites);
    }
  }

  /** The pages and sites that posts of more than one blog link, from this month on. */
  public Links links(YearMonth from, int limit) {
    record Target(String name, Set<Long> feeds) {}
    Map<Long, Target> pages = new HashMap<>();
    Map<String, Set<Long>> sites = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select p.feed_id, l.links from post p join links l on l.entry_id = p.entry_id"
                        + " where"
                        + SHOWN
                        + " order by p.planet_id, p.verdict, p.date desc, p.anchor")
                .bind("planet", planet)
                .bind("from", millis(from))
                .map(
                    (row, context) -> {
                      long feed = row.getLong(1);
                      for (String[] link : Lines.read(row.getString(2), parts -> parts)) {
                        pages
                            .computeIfAbsent(
                                Long.valueOf(link[0]), key -> new Target(link[2], new HashSet<>(2)))
                            .feeds()
                            .add(feed);
                        sites.computeIfAbsent(link[1], host -> new HashSet<>(2)).add(feed);
                      }
                      return feed;
                    })
                .list());
    List<Map.Entry<Long, Target>> most = new ArrayList<>(pages.entrySet());
    most.removeIf(page -> page.getValue().feeds().size() < 2);
    most.sort(
        Comparator.comparing(
                (Map.Entry<Long, Target> page) -> page.getValue().feeds().size(),
                Comparator.reverseOrder())
            .thenComparing(page -> page.getValue().name()));
    most = most.subList(0, Math.min(limit, most.size()));
    Map<Long, Standing> posts = posts(most.stream().map(Map.Entry::getKey).toArray(Long[]::new));
    return new Links(
        most.stream()
            .map(
                page ->
                    new Linked(
                        page.getValue().name(),
                        page.getValue().feeds().size(),
                        posts.get(page.getKey())))
            .toList(),
        sites.entrySet().stream()
            .filter(site -> site.getValue().size() > 1)
            .map(site -> new Linked(site.getKey(), site.getValue().size(), null))
            .sorted(
                Comparator.comparing(Linked::blogs, Comparator.reverseOrder())
                    .thenComparing(Linked::name))
            .limit(limit)
            .toList());
  }

  /** The posts shown that have these addresses, by the keys of those. */
  private Map<Long, Standing> posts(Long[] keys) {
    Map<Long, Standing> posts = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select e.key_link, p.anchor, p.date, e.title
                    from entry e join post p on p.planet_id = :planet and p.entry_id = e.id
                    where e.key_link = any(:keys) and p.verdict = 'shown'
                    order by p.anchor
                    """)
                .bind("planet", planet)
                .bindByType("keys", keys, Long[].class)
                .map(
                    (row, context) ->
                        posts.putIfAbsent(
                            row.getLong(1),
                            new Standing(
                                row.getString(2),
                                Instant.ofEpochMilli(row.getLong(3)),
                                row.getString(4))))
                .list());
    return posts;
  }
}
