package orrery.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import orrery.feed.Tag;
import orrery.feed.Verdict;

/**
 * How many posts of a planet there are of whatever pages tell the number of. It is kept in the
 * transaction that gives verdicts, post by post, so that no page has to count what has long been
 * there. It is a function of the posts alone, not of how they came.
 *
 * <p>Links are counted from a month on, {@value #LATELY} months of which the last is that of the
 * newest post: when that moves, the posts of the months that leave or enter are counted.
 */
final class Tally {
  /** How many months "lately" is. */
  static final int LATELY = 12;

  /** Nothing is linked yet. */
  private static final long NEVER = Long.MAX_VALUE;

  /** How many posts are counted before the counts are written. */
  private static final int CHUNK = 5000;

  /** Longer names are no index's business, and nobody's favourite. */
  private static final int LONGEST = 800;

  /** What is counted, as kind: name and part. Days and months are as ISO 8601 writes them, UTC. */
  enum Kind {
    /** The entries of a feed, by their verdict. */
    VERDICT,
    /** The posts of a month, by day. */
    DAY,
    /** The posts of a feed, by month. */
    FEED,
    /** The posts of a month, by feed. */
    MONTH,
    /** The posts in a language, by month. */
    LANGUAGE,
    /** The posts in a language, by feed. */
    WRITER,
    /** The posts with a tag, by month. */
    TAG,
    /** The posts with a tag, by feed. */
    TAGGER,
    /** The posts with a tag, by how they spell it. */
    LABEL,
    /** The links to a page, a key, by address. */
    ADDRESS,
    /** The links to a page, a key, by feed. */
    PAGE_LINKER,
    /** The links to a host, by feed. */
    SITE_LINKER,
    /** The feeds that link a page. */
    PAGE,
    /** The feeds that link a host. */
    SITE;

    /** As the store has it. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Key(Kind kind, String name, String part) {}

  /**
   * A post, as it is counted.
   *
   * @param date milliseconds
   * @param verdict its label; of what is not shown nothing else is counted
   * @param links a line a link
   */
  record Counted(
      long feed,
      long date,
      String verdict,
      @Nullable String language,
      List<Tag> tags,
      @Nullable String links) {}

  private static final String ONE = " planet_id = ? and kind = ? and name = ? and part = ?";

  /** What the keys of pages begin with where those of tags stand, none of which begins so. */
  static final String PAGE = " ";

  private final Handle handle;
  private final long planet;
  private long from;
  private final Map<Key, Integer> changes = new HashMap<>();

  private Tally(Handle handle, long planet, long from) {
    this.handle = handle;
    this.planet = planet;
    this.from = from;
  }

  /** Goes on counting, in a transaction. */
  static Tally of(Handle handle, long planet) {
    return new Tally(handle, planet, from(handle, planet).orElse(NEVER));
  }

  /** Counts all that the planet has, unless that was done. */
  static void begin(Handle handle, long planet) {
    if (from(handle, planet).isEmpty()) {
      recount(handle, planet);
    }
  }

  private static Optional<Long> from(Handle handle, long planet) {
    return handle
        .createQuery("select counted_from from planet where id = ? and counted_from is not null")
        .bind(0, planet)
        .mapTo(Long.class)
        .findOne();
  }

  /** Counts all anew: where so much goes that all pages are made anew, too. */
  static void recount(Handle handle, long planet) {
    handle.execute("delete from tally where planet_id = ?", planet);
    var tally = new Tally(handle, planet, NEVER);
    handle
        .createQuery("select feed_id, date, verdict, language from post where planet_id = ?")
        .bind(0, planet)
        .setFetchSize(CHUNK)
        .map(
            (row, context) ->
                new Counted(
                    row.getLong(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    List.of(),
                    null))
        .forEach(post -> tally.count(post, 1));
    handle
        .createQuery(
            """
            select p.feed_id, t.date, t.tag, t.label from post_tag t
              join post p on p.planet_id = t.planet_id and p.entry_id = t.entry_id
            where t.planet_id = ? and t.tag not like ?
            """)
        .bind(0, planet)
        .bind(1, PAGE + "%")
        .setFetchSize(CHUNK)
        .map(
            (row, context) -> {
              Tag tag = Posts.spelt(row.getString(3), row.getString(4));
              tally.tag(tag, row.getString(1), month(row.getLong(2)), 1);
              return tag;
            })
        .forEach(tag -> tally.writeMany());
    tally.finish();
  }

  /**
   * Counts a post that came, or one that goes.
   *
   * @param by 1 or -1
   */
  void count(Counted post, int by) {
    String feed = Long.toString(post.feed());
    change(Kind.VERDICT, feed, post.verdict(), by);
    if (post.verdict().equals(Verdict.Kind.SHOWN.label())) {
      String month = month(post.date());
      change(Kind.DAY, month, day(post.date()).toString(), by);
      change(Kind.FEED, feed, month, by);
      change(Kind.MONTH, month, feed, by);
      if (post.language() != null) {
        change(Kind.LANGUAGE, post.language(), month, by);
        change(Kind.WRITER, post.language(), feed, by);
      }
      post.tags().forEach(tag -> tag(tag, feed, month, by));
      if (post.date() >= from) {
        links(feed, post.links(), by);
      }
    }
    writeMany();
  }

  /** Counts a tag that a post got when it was counted already. */
  void tag(Tag tag, long feed, Instant date) {
    tag(tag, Long.toString(feed), month(date.toEpochMilli()), 1);
  }

  private void tag(Tag tag, String feed, String month, int by) {
    change(Kind.TAG, tag.key(), month, by);
    change(Kind.TAGGER, tag.key(), feed, by);
    if (tag.origin() == Tag.Origin.AUTHOR) {
      change(Kind.LABEL, tag.key(), tag.label(), by);
    }
  }

  private void links(String feed, @Nullable String links, int by) {
    for (String[] link : Lines.read(links, parts -> parts)) {
      if (link[2].length() <= LONGEST) {
        change(Kind.PAGE_LINKER, link[0], feed, by);
        change(Kind.ADDRESS, link[0], link[2], by);
        change(Kind.SITE_LINKER, link[1], feed, by);
      }
    }
  }

  private void change(Kind kind, String name, String part, int by) {
    changes.merge(new Key(kind, name, part), by, Integer::sum);
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  private static String month(long millis) {
    return YearMonth.from(day(millis)).toString();
  }

  private void writeMany() {
    if (changes.size() >= CHUNK) {
      write();
    }
  }

  /** Writes what was counted, when the posts themselves have been written. */
  void finish() {
    write();
    long until = from;
    from = lately();
    if (from != until) {
      handle
          .createQuery(
              """
              select feed_id, links from post where planet_id = :planet and verdict = 'shown'
                and date >= :from and date < :to and links is not null
              """)
          .bind("planet", planet)
          .bind("from", Math.min(from, until))
          .bind("to", Math.max(from, until))
          .setFetchSize(CHUNK)
          .map(
              (row, context) -> {
                links(row.getString(1), row.getString(2), from < until ? 1 : -1);
                return 1;
              })
          .forEach(one -> writeMany());
      write();
    }
    handle.execute("update planet set counted_from = ? where id = ?", from, planet);
  }

  /** The first millisecond of the months that are lately. */
  private long lately() {
    return handle
        .createQuery(
            """
            select date from post where planet_id = ? and verdict = 'shown'
            order by planet_id, verdict, date desc, anchor limit 1
            """)
        .bind(0, planet)
        .mapTo(Long.class)
        .findOne()
        .map(Tally::lately)
        .orElse(NEVER);
  }

  private static long lately(long newest) {
    YearMonth first = YearMonth.from(day(newest)).minusMonths(LATELY - 1L);
    return first.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private void write() {
    try {
      while (!changes.isEmpty()) {
        changes.values().removeIf(by -> by == 0);
        List<Key> keys = new ArrayList<>(changes.keySet());
        // In the order of the index, of which then fewer pages are touched.
        keys.sort(
            Comparator.comparing(Key::kind).thenComparing(Key::name).thenComparing(Key::part));
        Map<Key, Integer> now = Map.copyOf(changes);
        changes.clear();
        for (int i = 0; i < keys.size(); i += CHUNK) {
          write(keys.subList(i, Math.min(keys.size(), i + CHUNK)), now);
        }
      }
    } catch (SQLException e) {
      throw Batch.broken(e);
    }
  }

  private void write(List<Key> keys, Map<Key, Integer> by) throws SQLException {
    List<Key> missing =
        each(
            keys,
            "update tally set posts = posts + ? where" + ONE,
            (batch, key) -> batch.set(by.getOrDefault(key, 0)),
            0);
    each(
        missing,
        "insert into tally (posts, planet_id, kind, name, part) values (?, ?, ?, ?, ?)",
        (batch, key) -> batch.set(by.getOrDefault(key, 0)),
        1);
    List<Key> gone =
        each(
            keys.stream().filter(key -> by.getOrDefault(key, 0) < 0).toList(),
            "delete from tally where posts = ? and" + ONE,
            (batch, key) -> batch.set(0),
            1);
    missing.forEach(key -> linked(key, 1));
    gone.forEach(key -> linked(key, -1));
  }

  /** A feed links something for the first time, or does no more. */
  private void linked(Key key, int by) {
    if (key.kind() == Kind.PAGE_LINKER) {
      change(Kind.PAGE, key.name(), "", by);
    } else if (key.kind() == Kind.SITE_LINKER) {
      change(Kind.SITE, key.name(), "", by);
    }
  }

  private interface First {
    void set(Batch batch, Key key) throws SQLException;
  }

  /** Executes a statement for each key, and returns those where it met as many rows. */
  private List<Key> each(List<Key> keys, String sql, First first, int rows) throws SQLException {
    List<Key> those = new ArrayList<>();
    try (var batch = new Batch(handle, sql)) {
      for (Key key : keys) {
        first.set(batch, key);
        batch.set(planet).set(key.kind().label()).set(key.name()).set(key.part()).add();
      }
      int[] met = batch.execute();
      for (int i = 0; i < met.length; i++) {
        if (met[i] == rows) {
          those.add(keys.get(i));
        }
      }
    }
    return those;
  }

  /** A count that is kept. */
  record Row(String name, String part, int posts) {
    /** What is met most often comes first. */
    static final Comparator<Row> MOST_USED =
        Comparator.comparingInt(Row::posts).reversed().thenComparing(Row::part);
  }

  /**
   * The counts of a kind.
   *
   * @param where which of them, by {@code name} and {@code part}; all where it is empty
   * @param values of the parameters in it
   */
  static List<Row> read(Jdbi jdbi, long planet, Kind kind, String where, Object... values) {
    return jdbi.withHandle(
        handle -> {
          Query query =
              handle.createQuery(
                  "select name, part, posts from tally where planet_id = ? and kind = ?"
                      + (where.isEmpty() ? "" : " and " + where));
          query.bind(0, planet).bind(1, kind.label());
          for (int i = 0; i < values.length; i++) {
            query.bind(i + 2, values[i]);
          }
          return query
              .map((row, context) -> new Row(row.getString(1), row.getString(2), row.getInt(3)))
              .list();
        });
  }
}
