package orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import orrery.feed.Blog;
import orrery.feed.Judged;
import orrery.feed.Ruling;
import orrery.feed.Tag;
import orrery.feed.Tag.Origin;
import orrery.feed.Takedown;
import orrery.feed.Verdict;
import orrery.store.Tally.Kind;
import orrery.store.Tally.Row;

/** The verdicts of one planet. */
public final class Posts {
  private static final String SHOWN = Verdict.Kind.SHOWN.label();

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
            Labels.settle(handle, planet, List.of(), Labels.all(handle, planet).keySet());
            Gists.unsay(handle, planet);
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
    Gists.forget(handle, planet, feed);
    handle.execute("delete from post where planet_id = ? and feed_id = ?", planet, feed);
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

  static Verdict.Kind kind(String label) {
    return Verdict.Kind.valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Tags of a column: a line a tag, of its key, its spelling and, where it matters, its origin. */
  static List<Tag> tags(@Nullable String column) {
    return Lines.read(
        column,
        parts ->
            new Tag(
                parts[0],
                parts.length > 1 ? parts[1] : parts[0],
                parts.length > 2 ? origin(parts[2]) : Origin.AUTHOR,
                false));
  }

  private static Origin origin(String name) {
    return Origin.valueOf(name.toUpperCase(Locale.ROOT));
  }

  static @Nullable String tags(List<Tag> tags) {
    return Lines.write(
        tags,
        tag -> new String[] {tag.key(), tag.label(), tag.origin().name().toLowerCase(Locale.ROOT)});
  }

  /**
   * A tag as a post has it that is listed under it.
   *
   * @param spelling its author's; empty where the tag is none of the author's words
   */
  static Tag spelt(String key, String spelling) {
    return new Tag(key, spelling, spelling.isEmpty() ? Origin.CONFIG : Origin.AUTHOR, false);
  }

  /** What {@link #spelt} reads. */
  static String spelling(Tag tag) {
    return tag.origin() == Origin.AUTHOR ? tag.label() : "";
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

  /**
   * Keeps these verdicts, in one transaction, and says what they touch of the site. Duplicates of a
   * post that was judged anew wait for a verdict afterwards.
   *
   * @param pages the planet's pages of posts that keep rules of their own: by path, the numbers of
   *     those of these entries that stand there
   * @param now since when those verdicts stand that were not the same before
   */
  public List<Touch> apply(List<Ruling> rulings, Map<String, Set<Long>> pages, Instant now) {
    return new Verdicts(jdbi, planet).apply(rulings, pages, now);
  }

  static Set<String> language(@Nullable String known) {
    return known == null ? Set.of() : Set.of(known);
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
    return jdbi.withHandle(
        handle -> {
          List<Explained> found = Explanations.find(handle, planet, sought, limit);
          Map<String, String> labels =
              Labels.of(
                  handle,
                  planet,
                  found.stream().flatMap(e -> e.tags().stream()).map(Tag::key).toList());
          return found.stream().map(explained -> explained.spelt(labels)).toList();
        });
  }

  /** How many runs of attempts at each feed, before the newest, did not go as ever. */
  public Map<Long, Integer> lapses() {
    return jdbi.withHandle(handle -> Standings.lapses(handle, planet));
  }

  /** What became of the newest entries of a feed, newest first. */
  public List<Judged> judged(long feed, int limit) {
    return jdbi.withHandle(handle -> Standings.judged(handle, planet, feed, limit));
  }

  /** The planet's entries, as its judge sees them. */
  public Docket docket() {
    return new Docket(jdbi, planet);
  }

  /** What the planet shows, taken together. */
  public Census census() {
    return new Census(jdbi, planet);
  }

  /** The planet's pages and the pictures on them. */
  public Repaints repaints() {
    return new Repaints(jdbi, planet);
  }

  /**
   * What the planet shows.
   *
   * @param blogs by the store's number of their feed
   * @param minimum a tag of fewer posts has no page
   */
  public Archive archive(Map<Long, Blog> blogs, int minimum) {
    return new Archive(jdbi, planet, blogs, minimum);
  }

  /** What is made of posts beside their verdicts. */
  public Gists gists() {
    return new Gists(jdbi, planet);
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
