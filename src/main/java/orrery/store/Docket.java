package orrery.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article.Keys;
import orrery.feed.Candidate;
import orrery.feed.Candidate.Before;
import orrery.feed.Entry;
import orrery.feed.Seen;
import orrery.feed.Verdict;

/**
 * The entries as the judge of a planet sees them: those that wait for a verdict, and those by which
 * it is given.
 */
public final class Docket {
  /** How many keys are asked for at once. */
  private static final int CHUNK = 1000;

  /** An entry that says nothing. */
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private static final String CANDIDATE =
      """
      select e.id, e.feed_id, e.anchor, e.key_id, e.key_link, e.key_text, e.marks, e.former, e.url,
        coalesce(p.date, e.date) as date, e.said, e.first_seen, e.length, e.own, e.title, e.titled,
        e.authors, e.tags, e.language, e.revision, e.withdrawn, p.verdict, p.rule, p.detail,
        p.of_entry, p.since, p.front
      """;

  private static final String WAITING =
      """
      from entry e left join post p on p.planet_id = :planet and p.entry_id = e.id
      where (p.entry_id is null or p.revision <> e.revision)
        and exists (
          select 1 from subscription s where s.planet_id = :planet and s.feed_id = e.feed_id)
      """;

  private final Jdbi jdbi;
  private final long planet;

  Docket(Jdbi jdbi, long planet) {
    this.jdbi = jdbi;
    this.planet = planet;
  }

  /** Those of these entries of which the text was dropped. */
  public Set<Long> pruned(Collection<Long> entries) {
    return jdbi.withHandle(handle -> Keeping.pruned(handle, entries));
  }

  /** So many of the newest posts that are shown of a feed, after so many that are newer still. */
  public List<Candidate> newest(long feed, int limit, int after) {
    return jdbi.withHandle(
        handle ->
            waiting(
                handle
                    .createQuery(CANDIDATE + Keeping.NEWEST)
                    .bind("planet", planet)
                    .bind("feed", feed)
                    .bind("limit", limit)
                    .bind("after", after)));
  }

  /** An entry with its verdict; null where there is none of that number. */
  public @Nullable Candidate candidate(long entry) {
    List<Candidate> one =
        inChunks(
            List.of(entry),
            CANDIDATE
                + """
                from entry e left join post p on p.planet_id = :planet and p.entry_id = e.id
                where e.id = any(:some)
                """);
    return one.isEmpty() ? null : one.getFirst();
  }

  /** All entries that wait for a verdict: new ones, and those revised since they had theirs. */
  public List<Candidate> waiting() {
    return waiting(0, Integer.MAX_VALUE);
  }

  /**
   * The entries that wait for a verdict, in the order in which they were stored. All that the
   * planet has are looked through until there are enough.
   *
   * @param after the store's number of the last one that is left out
   */
  public List<Candidate> waiting(long after, int limit) {
    return jdbi.withHandle(
        handle ->
            waiting(
                handle
                    .createQuery(
                        CANDIDATE + WAITING + " and e.id > :after order by e.id limit :limit")
                    .bind("planet", planet)
                    .bind("after", after)
                    .bind("limit", limit)));
  }

  /** Those of these entries that wait for a verdict. */
  public List<Candidate> waiting(Collection<Long> entries) {
    return inChunks(entries, CANDIDATE + WAITING + " and e.id = any(:some)");
  }

  /** All entries of these feeds, by the store's numbers of them, be they the planet's or not. */
  public List<Candidate> all(Collection<Long> feeds) {
    return inChunks(
        feeds,
        CANDIDATE
            + """
        from entry e left join post p on p.planet_id = :planet and p.entry_id = e.id
        where e.feed_id = any(:some)
        """);
  }

  /** Why an entry has the verdict that it has; null where it has none. */
  public @Nullable String detail(long entry) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select detail from post where planet_id = ? and entry_id = ?")
                .bind(0, planet)
                .bind(1, entry)
                .mapTo(String.class)
                .findOne()
                .orElse(null));
  }

  /**
   * The duplicates of these that wait for another verdict now. Where there are none and something
   * waits it is something else, such as what shares a key with a post that was taken down.
   */
  public List<Candidate> freed(List<Candidate> judged) {
    return inChunks(
        judged.stream().map(Candidate::entry).toList(),
        CANDIDATE
            + """
            from post p join entry e on e.id = p.entry_id
            where p.planet_id = :planet and p.of_entry = any(:some) and p.revision <> e.revision
            """);
  }

  private List<Candidate> inChunks(Collection<Long> numbers, String sql) {
    List<Long> all = List.copyOf(numbers);
    List<Candidate> found = new ArrayList<>();
    jdbi.useHandle(
        handle -> {
          for (int from = 0; from < all.size(); from += CHUNK) {
            List<Long> some = all.subList(from, Math.min(all.size(), from + CHUNK));
            found.addAll(
                waiting(
                    handle
                        .createQuery(sql)
                        .bind("planet", planet)
                        .bindByType("some", some.toArray(Long[]::new), Long[].class)));
          }
        });
    return found;
  }

  private static List<Candidate> waiting(Query query) {
    return query.map((row, context) -> candidate(row)).list();
  }

  /**
   * The entries that may be the same post as one of these: those shown, withdrawn or known for
   * duplicates that share a key with one, or had it before, or share a mark; and what the
   * duplicates stand for. The marks under which they were found are among theirs.
   *
   * @param marks under which the store has what may be the same post
   */
  public List<Candidate> alike(List<Candidate> waiting, Function<Candidate, Set<Long>> marks) {
    return jdbi.withHandle(
        handle -> {
          boolean none =
              handle
                  .createQuery("select 1 from post where planet_id = ? limit 1")
                  .bind(0, planet)
                  .mapTo(Integer.class)
                  .findFirst()
                  .isEmpty();
          if (none) {
            return List.of();
          }
          Map<Long, Candidate> found = new LinkedHashMap<>();
          alike(handle, "key_id", keys(waiting, Keys::id), found);
          alike(handle, "key_link", keys(waiting, Keys::link), found);
          alike(handle, "key_text", keys(waiting, Keys::text), found);
          Set<Long> all = new HashSet<>();
          waiting.forEach(candidate -> all.addAll(marks.apply(candidate)));
          alike(handle, "id", unknown(Marks.find(handle, all), found), found);
          Set<Long> originals =
              found.values().stream()
                  .map(candidate -> Objects.requireNonNull(candidate.before()).of())
                  .filter(of -> of != 0)
                  .collect(Collectors.toSet());
          alike(handle, "id", unknown(originals, found), found);
          waiting.forEach(candidate -> found.remove(candidate.entry()));
          return List.copyOf(found.values());
        });
  }

  private static List<Long> unknown(Set<Long> entries, Map<Long, Candidate> found) {
    return entries.stream().filter(entry -> !found.containsKey(entry)).toList();
  }

  private static List<Long> keys(List<Candidate> of, Function<Keys, @Nullable Long> key) {
    return of.stream()
        .map(candidate -> key.apply(candidate.keys()))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private void alike(Handle handle, String column, List<Long> keys, Map<Long, Candidate> found) {
    for (int from = 0; from < keys.size(); from += CHUNK) {
      List<Long> some = keys.subList(from, Math.min(keys.size(), from + CHUNK));
      handle
          .createQuery(
              CANDIDATE
                  + """
                  from entry e join post p on p.planet_id = :planet and p.entry_id = e.id
                  where e.%s = any(:keys) and p.verdict in ('shown', 'duplicate', 'withdrawn')
                  """
                      .formatted(column))
          .bind("planet", planet)
          .bindByType("keys", some.toArray(Long[]::new), Long[].class)
          .map((row, context) -> candidate(row))
          .forEach(candidate -> found.put(candidate.entry(), candidate));
    }
  }

  /**
   * Until when entries of these feeds were seen that are their past: when their first ones were, or
   * when the planet began to list them, whichever is later. Of feeds that have any.
   */
  public Map<Long, Instant> beginnings(Collection<Long> feeds) {
    Map<Long, Instant> beginnings = new HashMap<>();
    jdbi.useHandle(
        handle -> {
          for (long feed : feeds) {
            handle
                .createQuery(
                    """
                    select greatest(
                        (select min(first_seen) from entry where feed_id = :feed),
                        (select coalesce(min(since), 0) from subscription
                         where feed_id = :feed and planet_id = :planet)) as seen
                    """)
                .bind("feed", feed)
                .bind("planet", planet)
                .map((row, context) -> Optional.ofNullable(Feeds.instant(row, "seen")))
                .one()
                .ifPresent(seen -> beginnings.put(feed, seen));
          }
        });
    return beginnings;
  }

  /** The posts shown, and not waiting, that were first seen on the days on which these were. */
  public List<Seen> seenWith(List<Candidate> waiting) {
    Map<Long, List<Instant>> times =
        waiting.stream()
            .collect(
                Collectors.groupingBy(
                    Candidate::feed,
                    Collectors.mapping(Candidate::firstSeen, Collectors.toList())));
    List<Seen> seen = new ArrayList<>();
    jdbi.useHandle(
        handle ->
            times.forEach(
                (feed, those) ->
                    handle
                        .createQuery(
                            """
                            select e.id, e.feed_id, e.first_seen, p.date, e.anchor
                            from entry e join post p on p.planet_id = :planet and p.entry_id = e.id
                            where e.feed_id = :feed and e.first_seen >= :from and e.first_seen < :to
                              and p.verdict = 'shown' and p.revision = e.revision
                            """)
                        .bind("planet", planet)
                        .bind("feed", feed)
                        .bind("from", day(Collections.min(those)).toEpochMilli())
                        .bind(
                            "to",
                            day(Collections.max(those)).plus(1, ChronoUnit.DAYS).toEpochMilli())
                        .map(
                            (row, context) ->
                                new Seen(
                                    row.getLong("id"),
                                    row.getLong("feed_id"),
                                    Instant.ofEpochMilli(row.getLong("first_seen")),
                                    Instant.ofEpochMilli(row.getLong("date")),
                                    row.getString("anchor")))
                        .forEach(seen::add)));
    return seen;
  }

  private static Instant day(Instant time) {
    return time.truncatedTo(ChronoUnit.DAYS);
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    String verdict = row.getString("verdict");
    return new Candidate(
        row.getLong("id"),
        row.getLong("feed_id"),
        row.getString("anchor"),
        Entries.keys(row),
        row.getString("url"),
        Instant.ofEpochMilli(row.getLong("date")),
        Feeds.instant(row, "said"),
        Instant.ofEpochMilli(row.getLong("first_seen")),
        row.getInt("length"),
        row.getBoolean("own"),
        row.getString("title"),
        row.getBoolean("titled"),
        Lines.read(row.getString("authors"), parts -> parts[0]),
        Posts.tags(row.getString("tags")),
        row.getString("language"),
        row.getInt("revision"),
        Feeds.instant(row, "withdrawn") != null,
        verdict == null
            ? null
            : new Before(
                new Verdict(Posts.kind(verdict), row.getString("rule"), row.getString("detail")),
                row.getLong("of_entry"),
                Feeds.instant(row, "since"),
                row.getBoolean("front")));
  }

  /** The cleaned HTML of an entry. */
  public String html(long entry) {
    return jdbi.withHandle(handle -> Entries.html(handle, entry));
  }

  /** An entry as its feed said it; one that says nothing where that is not kept any more. */
  public Entry asRead(long entry) {
    return EntryJson.read(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select as_read from body where entry_id = ?")
                    .bind(0, entry)
                    .map((row, context) -> row.getBytes(1))
                    .findOne()
                    .filter(bytes -> bytes.length > 0)
                    .orElse(NOTHING)));
  }
}
