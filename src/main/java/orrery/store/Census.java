package orrery.store;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import orrery.store.Tally.Kind;
import orrery.store.Tally.Row;

/** What a planet shows, counted. */
public final class Census {
  /** How many months "lately" is, the one of the planet's newest post being the last. */
  public static final int LATELY = Tally.LATELY;

  private final Jdbi jdbi;
  private final long planet;

  Census(Jdbi jdbi, long planet) {
    this.jdbi = jdbi;
    this.planet = planet;
  }

  /** How many posts each feed has in each month from this one on. */
  public Map<Long, NavigableMap<YearMonth, Integer>> activity(YearMonth from) {
    Map<Long, NavigableMap<YearMonth, Integer>> activity = new HashMap<>();
    for (Row row : Tally.read(jdbi, planet, Kind.MONTH, "name >= ?", from.toString())) {
      activity
          .computeIfAbsent(Long.valueOf(row.part()), feed -> new TreeMap<>())
          .put(YearMonth.parse(row.name()), row.posts());
    }
    return activity;
  }

  /** How many posts a feed has in each month. */
  public NavigableMap<YearMonth, Integer> months(long feed) {
    NavigableMap<YearMonth, Integer> months = new TreeMap<>();
    for (Row row : Tally.read(jdbi, planet, Kind.FEED, "name = ?", Long.toString(feed))) {
      months.put(YearMonth.parse(row.part()), row.posts());
    }
    return months;
  }

  /** How many posts are in each language, without region or script, from this month on. */
  public Map<String, Integer> languages(YearMonth from) {
    Map<String, Integer> languages = new TreeMap<>();
    for (Row row : Tally.read(jdbi, planet, Kind.LANGUAGE, "part >= ?", from.toString())) {
      languages.merge(row.name(), row.posts(), Integer::sum);
    }
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

  /**
   * The pages and sites that posts of more than one blog link lately. Of what as many link the ones
   * come first that are first by their names; which pages there is room for, keys of theirs say.
   */
  public Links links(int limit) {
    List<Row> most = most(Kind.PAGE, limit);
    Map<Long, Standing> posts = posts(most.stream().map(Census::key).toArray(Long[]::new));
    return new Links(
        most.stream()
            .map(page -> new Linked(address(page.name()), page.posts(), posts.get(key(page))))
            .sorted(
                Comparator.comparing(Linked::blogs, Comparator.reverseOrder())
                    .thenComparing(Linked::name))
            .toList(),
        most(Kind.SITE, limit).stream()
            .map(site -> new Linked(site.name(), site.posts(), null))
            .toList());
  }

  private static Long key(Row page) {
    return Long.valueOf(page.name());
  }

  private List<Row> most(Kind kind, int limit) {
    return Tally.read(
        jdbi, planet, kind, "posts > 1 order by planet_id, kind, posts desc, name limit ?", limit);
  }

  /** The address that most links to a page use. */
  private String address(String page) {
    return Tally.read(jdbi, planet, Kind.ADDRESS, "name = ?", page).stream()
        .min(Row.MOST_USED)
        .orElseThrow()
        .part();
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
                    """)
                .bind("planet", planet)
                .bindByType("keys", keys, Long[].class)
                .map(
                    (row, context) ->
                        posts.merge(
                            row.getLong(1),
                            new Standing(
                                row.getString(2),
                                Instant.ofEpochMilli(row.getLong(3)),
                                row.getString(4)),
                            // Sorted here: for an order H2 would read the whole index that has it.
                            BinaryOperator.minBy(Comparator.comparing(Standing::anchor))))
                .list());
    return posts;
  }
}
