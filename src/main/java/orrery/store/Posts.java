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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article.Keys;
import orrery.feed.Blog;
import orrery.feed.Candidate;
import orrery.feed.Candidate.Before;
import orrery.feed.Entry;
import orrery.feed.Judged;
import orrery.feed.Post;
import orrery.feed.Ruling;
import orrery.feed.Seen;
import orrery.feed.Tag;
import orrery.feed.Takedown;
import orrery.feed.Verdict;
import orrery.store.Tally.Counted;
import orrery.store.Tally.Kind;
import orrery.store.Tally.Row;

/** The verdicts of one planet. */
public final class Posts {
  /** How many keys are asked for at once. */
  private static final int CHUNK = 1000;

  /** An entry that says nothing. */
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private static final String SHOWN = Verdict.Kind.SHOWN.label();

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

  private Posts(Jdbi jdbi, long planet) {
    this.jdbi = jdbi;
    this.planet = planet;
  }

  static Posts of(Jdbi jdbi, String name) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Long> known = find(handle, name);
          if (known.isEmpty()) {
            handle.execute("insert into planet (name) values (?)", name);
            known = find(handle, name);
          }
          Tally.begin(handle, known.orElseThrow());
          return new Posts(jdbi, known.orElseThrow());
        });
  }

  /** The store's number of the planet. */
  long planet() {
    return planet;
  }

  /**
   * How many posts with these addresses the planet shows, by the store's number of their feed.
   *
   * @param links keys of addresses
   */
  public Map<Long, Integer> withLinks(Collection<Long> links) {
    Map<Long, Integer> feeds = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select e.feed_id, count(distinct e.key_link)
                    from entry e join post p on p.entry_id = e.id
                    where e.key_link = any(:links) and p.planet_id = :planet and p.verdict = 'shown'
                    group by e.feed_id
                    """)
                .bindByType("links", links.toArray(Long[]::new), Long[].class)
                .bind("planet", planet)
                .map((row, context) -> feeds.put(row.getLong(1), row.getInt(2)))
                .list());
    return feeds;
  }

  private static Optional<Long> find(Handle handle, String name) {
    return handle
        .createQuery("select id from planet where name = ?")
        .bind(0, name)
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * How the planet stands.
   *
   * @param judging the rules that the verdicts were given by
   * @param rendering what the pages were last made with; null where a cycle did not get to
   *     publishing them
   * @param pending whether something happened that pages may not say yet
   * @param waiting whether entries wait for another verdict
   */
  public record State(
      @Nullable String judging, @Nullable String rendering, boolean pending, boolean waiting) {}

  /** How the planet stands now. */
  public State state() {
    return jdbi.withHandle(this::state);
  }

  private State state(Handle handle) {
    return handle
        .createQuery("select judging, rendering, pending, waiting from planet where id = ?")
        .bind(0, planet)
        .map(
            (row, context) ->
                new State(
                    row.getString("judging"),
                    row.getString("rendering"),
                    row.getBoolean("pending"),
                    row.getBoolean("waiting")))
        .one();
  }

  /**
   * What the pages were last made to say of a feed.
   *
   * @param said a digest of how it fares
   * @param entries how many entries the planet has of it, shown or not
   * @param newest the date of the newest post shown
   * @param lapses how many runs of attempts, before the newest, did not go as ever
   */
  public record Told(long said, int entries, @Nullable Instant newest, int lapses) {}

  /** What the pages were last made to say of the planet's feeds, where they said anything. */
  public Map<Long, Told> told() {
    Map<Long, Told> told = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select feed_id, said, entries, newest, lapses from subscription
                    where planet_id = ? and said is not null
                    """)
                .bind(0, planet)
                .map((row, context) -> told.put(row.getLong(1), told(row)))
                .list());
    return told;
  }

  private static Told told(ResultSet row) throws SQLException {
    return new Told(row.getLong(2), row.getInt(3), Feeds.instant(row, "newest"), row.getInt(5));
  }

  /**
   * Notes that all pages stand as the verdicts say.
   *
   * @param with what they were made with
   * @param told what they now say otherwise of feeds
   */
  public void rendered(String with, Map<Long, Told> told) {
    jdbi.useTransaction(
        handle -> {
          handle.execute(
              "update planet set rendering = ?, pending = false where id = ?", with, planet);
          handle.execute("delete from repaint where planet_id = ?", planet);
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  update subscription set said = ?, entries = ?, newest = ?, lapses = ?
                  where planet_id = ? and feed_id = ?
                  """);
          told.forEach(
              (feed, now) ->
                  batch
                      .bind(0, now.said())
                      .bind(1, now.entries())
                      .bind(2, Feeds.millis(now.newest()))
                      .bind(3, now.lapses())
                      .bind(4, planet)
                      .bind(5, feed)
                      .add());
          batch.execute();
        });
  }

  /**
   * Makes these feeds the planet's, and these rules those by which it judges. Posts of feeds that
   * left go, what was a duplicate of them waits for a verdict again; so does everything where the
   * rules changed. The entries stay, with their dates.
   *
   * @return whether posts went, or have to be judged again
   */
  public boolean subscribe(Collection<Long> feeds, String judging, Instant now) {
    Set<Long> listed = feeds();
    String before = state().judging();
    Set<Long> wanted = new HashSet<>(feeds);
    if (listed.equals(wanted) && judging.equals(before)) {
      return false;
    }
    return jdbi.inTransaction(
        handle -> {
          Set<Long> gone = new HashSet<>(listed);
          gone.removeAll(wanted);
          wanted.removeAll(listed);
          PreparedBatch add =
              handle.prepareBatch(
                  "insert into subscription (planet_id, feed_id, since) values (?, ?, ?)");
          wanted.forEach(
              feed -> add.bind(0, planet).bind(1, feed).bind(2, now.toEpochMilli()).add());
          add.execute();
          for (long feed : gone) {
            handle.execute(
                "delete from subscription where planet_id = ? and feed_id = ?", planet, feed);
            forget(handle, feed);
          }
          if (!gone.isEmpty()) {
            Tally.recount(handle, planet);
          }
          boolean rulesChanged = before != null && !before.equals(judging);
          if (rulesChanged) {
            handle.execute("update post set revision = -1 where planet_id = ?", planet);
            // Of pages that are no more nothing stays; the others are filled anew.
            handle.execute(
                "delete from post_tag where planet_id = ? and tag like ?",
                planet,
                Tally.PAGE + "%");
          }
          handle.execute(
              "update planet set judging = ?, rendering = null, pending = true where id = ?",
              judging,
              planet);
          return !gone.isEmpty() || rulesChanged;
        });
  }

  /**
   * Has a post hidden from the next cycle on, for as long as nobody unhides it, and all that is the
   * same post with it. Where nothing of that address was collected yet, it stays away when it
   * comes.
   *
   * @param url its address in whatever spelling, or the id of a post
   * @param link the address's key
   * @param why the reason to be told; null for none
   * @param feed the store's number of the feed of the author who hides it: other feeds keep what is
   *     at home there; 0 where the maintainer does
   * @return how many entries that concerns now
   */
  public int hide(String url, long link, @Nullable String why, long feed, Instant now) {
    return jdbi.inTransaction(handle -> Takedowns.hide(handle, planet, url, link, why, feed, now));
  }

  /**
   * Has what was hidden by this address, or had it, judged as everything else from the next cycle
   * on.
   *
   * @return false where nothing of that address is hidden
   */
  public boolean unhide(String url, long link) {
    return jdbi.inTransaction(handle -> Takedowns.unhide(handle, planet, url, link));
  }

  /** What is hidden, in the order in which it was. */
  public List<Takedown> hidden() {
    return jdbi.withHandle(handle -> Takedowns.of(handle, planet));
  }

  /** Whether the planet has collected something with this address or id. */
  public boolean knows(String url, long link) {
    return jdbi.withHandle(handle -> !Takedowns.entries(handle, planet, url, link, 0).isEmpty());
  }

  /**
   * Where a post stands.
   *
   * @param feed the store's number of the feed
   * @param url under which the store has the feed
   * @param own whether the feed is the post's home, rather than one that passes it on
   */
  public record Home(long feed, String url, boolean own) {}

  /** The feeds of the planet that have, or had, a post of this address. */
  public List<Home> homes(long link) {
    return jdbi.withHandle(handle -> Takedowns.homes(handle, planet, link));
  }

  /**
   * Has all that was hidden or unhidden since the last cycle wait for another verdict. Only a cycle
   * calls it.
   *
   * @return whether there was anything
   */
  public boolean takeUp() {
    return jdbi.inTransaction(handle -> Takedowns.takeUp(handle, planet));
  }

  /**
   * Has the entries wait for another verdict whose verdict has lasted as long as it was to. Only a
   * cycle calls it.
   *
   * @return which these are, by the store's numbers of them
   */
  public Set<Long> fallDue(Instant now) {
    return jdbi.inTransaction(handle -> Keeping.fallDue(handle, planet, now));
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

  private void forget(Handle handle, long feed) {
    handle.execute(
        """
        delete from post where planet_id = ? and of_entry in (
          select id from entry where feed_id = ?)
        """,
        planet,
        feed);
    handle.execute(
        """
        delete from post_tag where planet_id = ? and entry_id in (
          select id from entry where feed_id = ?)
        """,
        planet,
        feed);
    handle.execute("delete from post where planet_id = ? and feed_id = ?", planet, feed);
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

  /** The feeds that were the planet's when the last verdicts were given. */
  public Set<Long> feeds() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select feed_id from subscription where planet_id = ?")
                .bind(0, planet)
                .mapTo(Long.class)
                .set());
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
        tags(row.getString("tags")),
        row.getString("language"),
        row.getInt("revision"),
        Feeds.instant(row, "withdrawn") != null,
        verdict == null
            ? null
            : new Before(
                new Verdict(kind(verdict), row.getString("rule"), row.getString("detail")),
                row.getLong("of_entry"),
                Feeds.instant(row, "since"),
                row.getBoolean("front")));
  }

  static Verdict.Kind kind(String label) {
    return Verdict.Kind.valueOf(label.toUpperCase(Locale.ROOT));
  }

  static List<Tag> tags(@Nullable String column) {
    return Lines.read(column, parts -> new Tag(parts[0], parts[1]));
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

  /**
   * What a ruling touches of the site.
   *
   * @param feed whose pages
   * @param date on the pages of which time
   * @param tags the pages of which tags, those that the post had before among them
   * @param languages the pages of which languages, likewise
   */
  public record Touch(long feed, Instant date, Set<String> tags, Set<String> languages) {
    /** Copies the sets. */
    public Touch {
      tags = Set.copyOf(tags);
      languages = Set.copyOf(languages);
    }
  }

  /** The same of a planet without pages of posts that keep rules of their own. */
  public List<Touch> apply(List<Ruling> rulings, Instant now) {
    return apply(rulings, Map.of(), now);
  }

  /**
   * Keeps these verdicts, in one transaction, and says what they touch of the site. Duplicates of a
   * post that was judged anew wait for a verdict afterwards.
   *
   * @param pages the planet's pages of posts that keep rules of their own: by path, the numbers of
   *     those of these entries that stand there
   * @param now since when those verdicts stand that were not the same before
   */
  public List<Touch> apply(List<Ruling> rulings, Map<String, Set<Long>> pages, Instant now) {
    try {
      return jdbi.inTransaction(
          handle -> {
            handle.execute("update planet set waiting = false where id = ?", planet);
            if (rulings.isEmpty()) {
              return List.of();
            }
            handle.execute("update planet set rendering = null where id = ?", planet);
            Set<Long> originals = originals(handle, rulings);
            Tally tally = Tally.of(handle, planet);
            List<Touch> touches = new ArrayList<>();
            Set<Long> others = new HashSet<>();
            for (Ruling ruling : rulings) {
              Candidate candidate = ruling.candidate();
              Set<String> tags = new HashSet<>();
              Set<String> languages = new HashSet<>();
              if (candidate.verdict() != null) {
                withdraw(handle, tally, candidate, tags, languages, others);
                pages.keySet().forEach(page -> unlist(handle, page, candidate));
              }
              if (ruling.verdict().kind() == Verdict.Kind.SHOWN) {
                candidate.tags().forEach(tag -> tags.add(tag.key()));
                languages.addAll(language(Post.primary(candidate.language())));
              }
              touches.add(new Touch(candidate.feed(), candidate.date(), tags, languages));
              if (!ruling.date().equals(candidate.date())) {
                touches.add(new Touch(candidate.feed(), ruling.date(), tags, languages));
              }
              if (ruling.of() != 0) {
                others.add(ruling.of());
              }
            }
            free(handle, originals);
            insert(handle, tally, rulings, now);
            list(handle, rulings, pages);
            tally.finish();
            lookThrough(handle, rulings);
            if (Takedowns.followed(handle, planet, rulings)) {
              handle.execute("update planet set waiting = true where id = ?", planet);
            }
            others.forEach(other -> touches.add(touch(handle, other)));
            return touches;
          });
    } catch (SQLException e) {
      throw Batch.broken(e);
    }
  }

  /**
   * Has what is a copy of these judged again, but for what is judged now: they were revised, and
   * may no longer be what their copies are copies of.
   */
  private void free(Handle handle, Set<Long> originals) {
    int freed = 0;
    for (long original : originals) {
      freed +=
          handle.execute(
              """
              update post set revision = -1
              where planet_id = ? and verdict in ('duplicate', 'withdrawn') and of_entry = ?
              """,
              planet,
              original);
    }
    if (freed > 0) {
      handle.execute("update planet set waiting = true where id = ?", planet);
    }
  }

  /** Has the posts of feeds looked through for pictures. */
  private void lookThrough(Handle handle, List<Ruling> rulings) {
    handle
        .createUpdate(
            """
            update subscription set pictured = false
            where planet_id = :planet and feed_id = any(:feeds) and pictured
            """)
        .bind("planet", planet)
        .bindByType(
            "feeds",
            rulings.stream()
                .map(ruling -> ruling.candidate().feed())
                .distinct()
                .toArray(Long[]::new),
            Long[].class)
        .execute();
  }

  /** Which of these are posts that stand for others. */
  private Set<Long> originals(Handle handle, List<Ruling> rulings) {
    Set<Long> originals = new HashSet<>();
    List<Long> judgedBefore =
        rulings.stream()
            .map(Ruling::candidate)
            .filter(candidate -> candidate.verdict() != null)
            .map(Candidate::entry)
            .toList();
    for (int from = 0; from < judgedBefore.size(); from += CHUNK) {
      List<Long> some = judgedBefore.subList(from, Math.min(judgedBefore.size(), from + CHUNK));
      handle
          .createQuery(
              """
              select distinct of_entry from post
              where of_entry = any(:some) and planet_id = :planet
                and verdict in ('duplicate', 'withdrawn')
              """)
          .bind("planet", planet)
          .bindByType("some", some.toArray(Long[]::new), Long[].class)
          .mapTo(Long.class)
          .forEach(originals::add);
    }
    return originals;
  }

  /**
   * Takes an earlier verdict back.
   *
   * @param tags to which those that the post had are added
   * @param languages to which the one that the post had is added
   * @param others to which the post that stood for it is added
   */
  private void withdraw(
      Handle handle,
      Tally tally,
      Candidate candidate,
      Set<String> tags,
      Set<String> languages,
      Set<Long> others) {
    long date = candidate.date().toEpochMilli();
    handle
        .createQuery(
            """
            select tags, of_entry, language, verdict, links from post
            where planet_id = ? and entry_id = ?
            """)
        .bind(0, planet)
        .bind(1, candidate.entry())
        .map(
            (row, context) -> {
              List<Tag> had =
                  Lines.read(
                      row.getString("tags"),
                      parts -> new Tag(parts[0], untag(handle, parts[0], date, candidate.entry())));
              had.forEach(tag -> tags.add(tag.key()));
              String language = row.getString("language");
              languages.addAll(language(language));
              tally.count(
                  new Counted(
                      candidate.feed(),
                      date,
                      row.getString("verdict"),
                      language,
                      had,
                      row.getString("links")),
                  -1);
              long of = row.getLong("of_entry");
              return row.wasNull() || others.add(of);
            })
        .list();
    handle.execute(
        "delete from post where planet_id = ? and entry_id = ?", planet, candidate.entry());
  }

  /** Has posts stand on pages. They are read as tags' are, under a key that no tag has. */
  private void list(Handle handle, List<Ruling> rulings, Map<String, Set<Long>> pages)
      throws SQLException {
    try (var batch = new Batch(handle, "insert into post_tag values (?, ?, ?, ?, ?, ?)")) {
      for (Ruling ruling : rulings) {
        Candidate candidate = ruling.candidate();
        for (Map.Entry<String, Set<Long>> page : pages.entrySet()) {
          if (page.getValue().contains(candidate.entry())) {
            batch
                .set(planet)
                .set(Tally.PAGE + page.getKey())
                .set(ruling.date().toEpochMilli())
                .set(candidate.anchor())
                .set(candidate.entry())
                .set("")
                .add();
          }
        }
      }
      batch.execute();
    }
  }

  private void unlist(Handle handle, String page, Candidate candidate) {
    handle.execute(
        "delete from post_tag where planet_id = ? and tag = ? and date = ? and entry_id = ?",
        planet,
        Tally.PAGE + page,
        candidate.date().toEpochMilli(),
        candidate.entry());
  }

  /** Takes a tag off a post, and returns how the post spelt it. */
  private String untag(Handle handle, String tag, long date, long entry) {
    String label =
        handle
            .createQuery(
                """
                select label from post_tag
                where planet_id = ? and tag = ? and date = ? and entry_id = ?
                """)
            .bind(0, planet)
            .bind(1, tag)
            .bind(2, date)
            .bind(3, entry)
            .mapTo(String.class)
            .one();
    handle.execute(
        "delete from post_tag where planet_id = ? and tag = ? and date = ? and entry_id = ?",
        planet,
        tag,
        date,
        entry);
    return label;
  }

  private Touch touch(Handle handle, long entry) {
    return handle
        .createQuery(
            """
            select e.feed_id, coalesce(p.date, e.date) as date, e.tags, e.language
            from entry e left join post p on p.planet_id = ? and p.entry_id = e.id
            where e.id = ?
            """)
        .bind(0, planet)
        .bind(1, entry)
        .map(
            (row, context) ->
                new Touch(
                    row.getLong("feed_id"),
                    Instant.ofEpochMilli(row.getLong("date")),
                    tags(row.getString("tags")).stream().map(Tag::key).collect(Collectors.toSet()),
                    language(Post.primary(row.getString("language")))))
        .one();
  }

  static Set<String> language(@Nullable String known) {
    return known == null ? Set.of() : Set.of(known);
  }

  private void insert(Handle handle, Tally tally, List<Ruling> rulings, Instant now)
      throws SQLException {
    Map<Long, String> links = links(handle, rulings);
    try (var posts =
            new Batch(
                handle,
                """
                insert into post (planet_id, entry_id, feed_id, verdict, rule, detail, of_entry,
                  date, anchor, revision, tags, language, links, since, until, front)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        var tags = new Batch(handle, "insert into post_tag values (?, ?, ?, ?, ?, ?)")) {
      for (Ruling ruling : rulings) {
        Candidate candidate = ruling.candidate();
        long date = ruling.date().toEpochMilli();
        boolean shown = ruling.verdict().kind() == Verdict.Kind.SHOWN;
        posts
            .set(planet)
            .set(candidate.entry())
            .set(candidate.feed())
            .set(ruling.verdict().kind().label())
            .set(ruling.verdict().rule())
            .set(ruling.verdict().detail())
            .set(ruling.of() == 0 ? null : (Long) ruling.of())
            .set(date)
            .set(candidate.anchor())
            .set(candidate.revision())
            .set(shown ? Lines.write(candidate.tags(), t -> new String[] {t.key()}) : null)
            .set(shown ? Post.primary(candidate.language()) : null)
            .set(links.get(candidate.entry()))
            .set(since(ruling, now).toEpochMilli())
            .set(Feeds.millis(ruling.until()))
            .set(ruling.front())
            .add();
        tally.count(
            new Counted(
                candidate.feed(),
                date,
                ruling.verdict().kind().label(),
                Post.primary(candidate.language()),
                candidate.tags(),
                links.get(candidate.entry())),
            1);
        if (shown) {
          for (Tag tag : candidate.tags()) {
            tags.set(planet)
                .set(tag.key())
                .set(date)
                .set(candidate.anchor())
                .set(candidate.entry())
                .set(tag.label())
                .add();
          }
        }
      }
      posts.execute();
      tags.execute();
    }
  }

  private static Instant since(Ruling ruling, Instant now) {
    Before before = ruling.candidate().before();
    return before != null
            && before.since() != null
            && before.verdict().kind() == ruling.verdict().kind()
        ? before.since()
        : now;
  }

  /** Where those of these posts link that are shown. */
  private static Map<Long, String> links(Handle handle, List<Ruling> rulings) {
    List<Long> shown =
        rulings.stream()
            .filter(ruling -> ruling.verdict().kind() == Verdict.Kind.SHOWN)
            .map(ruling -> ruling.candidate().entry())
            .toList();
    Map<Long, String> links = new HashMap<>();
    for (int from = 0; from < shown.size(); from += CHUNK) {
      List<Long> some = shown.subList(from, Math.min(shown.size(), from + CHUNK));
      handle
          .createQuery("select entry_id, links from links where entry_id = any(:some)")
          .bindByType("some", some.toArray(Long[]::new), Long[].class)
          .map((row, context) -> links.put(row.getLong(1), row.getString(2)))
          .list();
    }
    return links;
  }

  /**
   * How much of a blog the planet shows.
   *
   * @param posts how many
   * @param newest the date of the newest
   */
  public record Shown(int posts, Instant newest) {}

  /** How much the planet shows of each feed of which it shows something. */
  public Map<Long, Shown> shown() {
    Map<Long, Integer> posts = new HashMap<>();
    for (Row row : Tally.read(jdbi, planet, Kind.VERDICT, "part = ?", SHOWN)) {
      posts.put(Long.valueOf(row.name()), row.posts());
    }
    Map<Long, Shown> shown = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select s.feed_id, (
                        select p.date from post p
                        where p.planet_id = s.planet_id and p.feed_id = s.feed_id
                          and p.verdict = 'shown'
                        order by p.planet_id, p.feed_id, p.verdict, p.date desc, p.anchor limit 1
                      ) as newest
                    from subscription s where s.planet_id = ?
                    """)
                .bind(0, planet)
                .map(
                    (row, context) -> {
                      long feed = row.getLong("feed_id");
                      Instant newest = Feeds.instant(row, "newest");
                      return newest == null
                          ? null
                          : shown.put(feed, new Shown(posts.getOrDefault(feed, 0), newest));
                    })
                .list());
    return shown;
  }

  /** What became of the entries that are sought, newest first. */
  public List<Explained> explain(Sought sought, int limit) {
    return jdbi.withHandle(handle -> Explanations.find(handle, planet, sought, limit));
  }

  /** How many runs of attempts at each feed, before the newest, did not go as ever. */
  public Map<Long, Integer> lapses() {
    return jdbi.withHandle(handle -> Standings.lapses(handle, planet));
  }

  /** What became of the newest entries of a feed, newest first. */
  public List<Judged> judged(long feed, int limit) {
    return jdbi.withHandle(handle -> Standings.judged(handle, planet, feed, limit));
  }

  /** What the planet shows, taken together. */
  public Census census() {
    return new Census(jdbi, planet);
  }

  /** The planet's pages and the pictures on them. */
  public Repaints repaints() {
    return new Repaints(jdbi, planet);
  }

  /** What the planet shows, with these blogs by the store's number of their feed. */
  public Archive archive(Map<Long, Blog> blogs) {
    return new Archive(jdbi, planet, blogs);
  }

  /** How many entries of each feed the planet has, shown or not. */
  public Map<Long, Integer> counts() {
    Map<Long, Integer> counts = new HashMap<>();
    for (Row row : Tally.read(jdbi, planet, Kind.VERDICT, "")) {
      counts.merge(Long.valueOf(row.name()), row.posts(), Integer::sum);
    }
    return counts;
  }
}
