package orrery.store;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article;
import orrery.feed.Article.Keys;
import orrery.feed.Change;
import orrery.feed.Known;

/** What was collected, whatever planets make of it. */
public final class Entries {
  private static final String KNOWN =
      """
      select id, feed_id, key_id, key_link, key_text, marks, former, fingerprint, title, titled, said, url
      from entry
      """;

  private final Jdbi jdbi;

  Entries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * An entry that a document has word for word as it was.
   *
   * @param entry the store's number of it
   * @param withdrawn whether it counts as taken back by its author
   */
  public record Same(long entry, boolean withdrawn) {}

  /** Those of these fingerprints that entries of a feed have, and which these entries are. */
  public Map<Long, Same> known(long feed, Collection<Long> fingerprints) {
    // For each on its own: H2 would read all that the feed ever had to find several.
    return jdbi.withHandle(
        handle -> {
          Map<Long, Same> known = new HashMap<>();
          try (PreparedStatement select =
              handle
                  .getConnection()
                  .prepareStatement(
                      "select id, withdrawn from entry"
                          + " where feed_id = ? and fingerprint = ? limit 1")) {
            select.setLong(1, feed);
            for (long fingerprint : fingerprints) {
              select.setLong(2, fingerprint);
              try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                  boolean withdrawn = row.getObject(2) != null;
                  known.put(fingerprint, new Same(row.getLong(1), withdrawn));
                }
              }
            }
          } catch (SQLException e) {
            throw Batch.broken(e);
          }
          return known;
        });
  }

  /**
   * The entries of a feed that share a key with one of these, or had it before, or share a mark.
   *
   * @param marks under which the store has what may be the same post as an article
   */
  public List<Known> like(long feed, List<Article> articles, Function<Article, Set<Long>> marks) {
    if (articles.isEmpty()) {
      return List.of();
    }
    return jdbi.withHandle(
        handle -> {
          Map<Long, Known> found = new LinkedHashMap<>();
          like(handle, "key_id", feed, articles, Keys::id, found);
          like(handle, "key_link", feed, articles, Keys::link, found);
          marked(handle, feed, articles, marks, found);
          return List.copyOf(found.values());
        });
  }

  private static void like(
      Handle handle,
      String column,
      long feed,
      List<Article> articles,
      Function<Keys, @Nullable Long> key,
      Map<Long, Known> found) {
    Long[] keys =
        articles.stream()
            .map(article -> key.apply(article.keys()))
            .filter(Objects::nonNull)
            .distinct()
            .toArray(Long[]::new);
    handle
        .createQuery(KNOWN + " where " + column + " = any(:keys)")
        .bindByType("keys", keys, Long[].class)
        .map(
            (row, context) ->
                row.getLong("feed_id") == feed ? found.put(row.getLong("id"), known(row)) : null)
        .list();
  }

  private static void marked(
      Handle handle,
      long feed,
      List<Article> articles,
      Function<Article, Set<Long>> marks,
      Map<Long, Known> found) {
    Set<Long> all = new HashSet<>();
    articles.forEach(article -> all.addAll(marks.apply(article)));
    List<Long> others =
        Marks.find(handle, all).stream().filter(entry -> !found.containsKey(entry)).toList();
    handle
        .createQuery(KNOWN + " where id = any(:entries) and feed_id = :feed")
        .bindByType("entries", others.toArray(Long[]::new), Long[].class)
        .bind("feed", feed)
        .map((row, context) -> found.put(row.getLong("id"), known(row)))
        .list();
  }

  /** The cleaned HTML of an entry; empty where it has none any more. */
  public String html(long entry) {
    return jdbi.withHandle(handle -> html(handle, entry));
  }

  static String html(Handle handle, long entry) {
    return handle
        .createQuery("select html from body where entry_id = ?")
        .bind(0, entry)
        .map((row, context) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
        .findOne()
        .orElse("");
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        row.getLong("id"),
        keys(row),
        row.getLong("fingerprint"),
        row.getString("title"),
        row.getBoolean("titled"),
        Feeds.instant(row, "said"),
        row.getString("url"));
  }

  static Keys keys(ResultSet row) throws SQLException {
    return new Keys(
        key(row, "key_id"),
        key(row, "key_link"),
        key(row, "key_text"),
        longs(row, "marks"),
        longs(row, "former"));
  }

  private static List<Long> longs(ResultSet row, String column) throws SQLException {
    Array longs = row.getArray(column);
    return longs == null
        ? List.of()
        : Arrays.stream((Object[]) longs.getArray()).map(Long.class::cast).toList();
  }

  private static @Nullable Long key(ResultSet row, String column) throws SQLException {
    long key = row.getLong(column);
    return row.wasNull() ? null : (Long) key;
  }

  /** How many of the newest longer posts of a feed are in which language, by its primary code. */
  public Map<String, Integer> languages(long feed) {
    return jdbi.withHandle(
        handle -> {
          Map<String, Integer> counts = new HashMap<>();
          handle
              .createQuery(
                  """
                  select language from entry
                  where feed_id = ? and language is not null and length >= 400
                  order by feed_id, first_seen desc, id desc limit 50
                  """)
              .bind(0, feed)
              .mapTo(String.class)
              .forEach(language -> counts.merge(language.split("-", 2)[0], 1, Integer::sum));
          return counts;
        });
  }

  /** Notes, before entries or the fates of feeds change, that pages may have to. */
  public void announce() {
    jdbi.useHandle(handle -> handle.execute("update planet set pending = true"));
  }

  /** The feeds of which something is missing since their last document. */
  public Set<Long> incomplete() {
    return jdbi.withHandle(Listings::incomplete);
  }

  /** What a feed's last whole document listed. */
  public Listing listing(long feed) {
    return jdbi.withHandle(handle -> Listings.of(handle, feed));
  }

  /** The dates that their feed gives these entries now, where it gives them one. */
  public Map<Long, Instant> said(Collection<Long> entries) {
    return jdbi.withHandle(handle -> Listings.said(handle, entries));
  }

  /**
   * Notes that a feed's last document is still what the feed has: what is missing from it was taken
   * back.
   *
   * @return the entries that were, by the store's numbers of them
   */
  public Set<Long> confirm(long feed, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          Listing listing = Listings.of(handle, feed);
          Listings.keep(handle, feed, listing, Listing.of(listing.entries()), now);
          return Listings.withdraw(handle, listing.missing(), now);
        });
  }

  /**
   * Who is there in a reading, and who is not.
   *
   * @param document the fingerprints of its entries, in its order; empty where it is not whole, so
   *     that it says nothing of what is not in it
   * @param same those of them that are known, and which entries these are
   * @param missing the entries that are missing for the first time
   * @param withdrawn those that are missing again, and were taken back
   */
  public record Attendance(
      List<Long> document, Map<Long, Same> same, Set<Long> missing, Set<Long> withdrawn) {
    /** Of a reading that says nothing of who is there. */
    public static final Attendance NONE = new Attendance(List.of(), Map.of(), Set.of(), Set.of());

    /** Copies what it is given. */
    public Attendance {
      document = List.copyOf(document);
      same = Map.copyOf(same);
      missing = Set.copyOf(missing);
      withdrawn = Set.copyOf(withdrawn);
    }
  }

  /** Makes these changes where the reading says nothing of who is there. */
  public Set<Long> apply(FeedState feed, List<Change> changes, Instant now) {
    return apply(feed, changes, Attendance.NONE, now);
  }

  /**
   * Makes these changes, and keeps what is known of the feed now, in one transaction: validators
   * never get ahead of what was read with them.
   *
   * @return the entries that were added or revised, taken back or listed again, by the store's
   *     numbers of them
   */
  public Set<Long> apply(FeedState feed, List<Change> changes, Attendance attendance, Instant now) {
    try {
      return jdbi.inTransaction(
          handle -> {
            Feeds.save(handle, List.of(feed));
            List<Change.Add> added = new ArrayList<>();
            Set<Long> changed = new HashSet<>();
            Map<Long, Long> numbers = new HashMap<>();
            attendance.same().forEach((print, same) -> numbers.put(print, same.entry()));
            for (Change change : changes) {
              switch (change) {
                case Change.Add add -> added.add(add);
                case Change.Revise revise -> {
                  revise(handle, revise, now);
                  changed.add(revise.entry());
                  numbers.put(revise.article().fingerprint(), revise.entry());
                }
              }
            }
            List<Long> ids = add(handle, feed, added, now);
            for (int i = 0; i < ids.size(); i++) {
              numbers.put(added.get(i).article().fingerprint(), ids.get(i));
            }
            changed.addAll(ids);
            changed.addAll(attend(handle, feed.id(), attendance, numbers, now));
            return changed;
          });
    } catch (SQLException e) {
      throw Batch.broken(e);
    }
  }

  private static Set<Long> attend(
      Handle handle, long feed, Attendance attendance, Map<Long, Long> numbers, Instant now) {
    List<Long> returned =
        attendance.same().values().stream().filter(Same::withdrawn).map(Same::entry).toList();
    Set<Long> changed = Listings.restore(handle, returned);
    changed.addAll(Listings.withdraw(handle, attendance.withdrawn(), now));
    List<Long> listed =
        attendance.document().stream().map(numbers::get).filter(Objects::nonNull).toList();
    if (!listed.isEmpty()) {
      Listing before = Listings.of(handle, feed);
      List<Long> missing =
          before.entries().stream().filter(attendance.missing()::contains).toList();
      Listings.keep(
          handle,
          feed,
          before,
          new Listing(listed, missing, missing.isEmpty() ? List.of() : before.entries()),
          now);
    }
    return changed;
  }

  private static List<Long> add(Handle handle, FeedState feed, List<Change.Add> added, Instant now)
      throws SQLException {
    if (added.isEmpty()) {
      return List.of();
    }
    List<Long> ids = new ArrayList<>(added.size());
    try (var entries =
        new Batch(
            handle,
            """
            insert into entry (fingerprint, key_id, key_link, key_text, guid, url, title, excerpt,
              authors, tags, attachments, language, image, own, length, rights, said, titled,
              marks, feed_id, anchor, date, first_seen)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            "id")) {
      for (Change.Add add : added) {
        values(entries, add.article())
            .set(feed.id())
            .set(Anchors.of(feed.url(), add.article()))
            .set(add.date().toEpochMilli())
            .set(now.toEpochMilli())
            .add();
      }
      entries.execute(ids::add);
    }
    try (var bodies =
        new Batch(handle, "insert into body (entry_id, as_read, html) values (?, ?, ?)")) {
      for (int i = 0; i < ids.size(); i++) {
        Article article = added.get(i).article();
        bodies.set(ids.get(i)).set(article.asRead()).set(utf8(article.html())).add();
      }
      bodies.execute();
    }
    try (var marks = new Batch(handle, Marks.INSERT)) {
      for (int i = 0; i < ids.size(); i++) {
        for (long mark : new HashSet<>(added.get(i).article().keys().marks())) {
          marks.set(mark).set(ids.get(i)).add();
        }
      }
      marks.execute();
    }
    try (var links = new Batch(handle, "insert into links (entry_id, links) values (?, ?)")) {
      for (int i = 0; i < ids.size(); i++) {
        String written = links(added.get(i).article());
        if (written != null) {
          links.set(ids.get(i)).set(written).add();
        }
      }
      links.execute();
    }
    return ids;
  }

  private static void revise(Handle handle, Change.Revise revise, Instant now) throws SQLException {
    Article article = revise.article();
    Marks.revise(handle, revise);
    boolean stone = Pruning.stays(handle, revise.entry(), article);
    if (revise.updated()) {
      handle.execute(
          "update entry set updated = ? where id = ?", now.toEpochMilli(), revise.entry());
    }
    try (var entry =
        new Batch(
            handle,
            """
            update entry set fingerprint = ?, key_id = ?, key_link = ?, key_text = ?, guid = ?,
              url = ?, title = ?, excerpt = ?, authors = ?, tags = ?, attachments = ?,
              language = ?, image = ?, own = ?, length = ?, rights = ?, said = ?, titled = ?,
              marks = ?, withdrawn = null, revision = revision + 1
            where id = ?
            """)) {
      values(entry, article).set(revise.entry()).add();
      entry.execute();
    }
    if (stone) {
      Pruning.clear(handle, revise.entry());
      return;
    }
    int met =
        handle.execute(
            "update body set as_read = ?, html = ? where entry_id = ?",
            article.asRead(),
            utf8(article.html()),
            revise.entry());
    if (met == 0) {
      handle.execute(
          "insert into body (as_read, html, entry_id) values (?, ?, ?)",
          article.asRead(),
          utf8(article.html()),
          revise.entry());
      handle.execute("update entry set pruned = false where id = ?", revise.entry());
    }
    links(handle, revise.entry(), article);
  }

  /** Keeps where an article links. */
  static void links(Handle handle, long entry, Article article) {
    handle.execute("delete from links where entry_id = ?", entry);
    String links = links(article);
    if (links != null) {
      handle.execute("insert into links (entry_id, links) values (?, ?)", entry, links);
    }
  }

  /** Where an article links, a line a link. */
  static @Nullable String links(Article article) {
    return Lines.write(
        article.links(), l -> new String[] {Long.toString(l.key()), l.host(), l.url()});
  }

  /** What an article says of an entry, from the first parameter on. */
  static Batch values(Batch batch, Article article) throws SQLException {
    return batch
        .set(article.fingerprint())
        .set(article.keys().id())
        .set(article.keys().link())
        .set(article.keys().text())
        .set(storable(article.entry().id()))
        .set(article.url())
        .set(article.title())
        .set(article.excerpt())
        .set(Lines.write(article.authors(), a -> new String[] {text(a.name()), text(a.url())}))
        .set(Lines.write(article.tags(), t -> new String[] {t.key(), t.label()}))
        .set(EntryJson.writeAttachments(article.attachments()))
        .set(article.language())
        .set(article.image())
        .set(article.own())
        .set(article.html().length())
        .set(article.rights())
        .set(Feeds.millis(article.entry().date()))
        .set(article.titled())
        .set(article.keys().marks());
  }

  /**
   * An id as the feed writes it, but for what PostgreSQL cannot hold: NUL, halves of characters.
   */
  private static @Nullable String storable(@Nullable String id) {
    return id == null ? null : new String(utf8(id.replace('\0', '?')), StandardCharsets.UTF_8);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
