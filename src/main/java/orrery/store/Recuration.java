package orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article;

/** Writes anew what was made of entries, from the entries as they were read. */
public final class Recuration {
  /** The columns of {@link Entries#values}. */
  private static final String VALUES =
      "fingerprint, key_id, key_link, key_text, guid, url, title, excerpt, authors, tags,"
          + " attachments, language, image, own, length, rights, said, titled, marks";

  private static final String REWRITE =
      "update entry set "
          + VALUES.replace(",", " = ?,")
          + " = ? where id = ? and ("
          + VALUES
          + ") is distinct from ("
          + VALUES.replaceAll("\\w+", "?")
          + ")";

  private final Jdbi jdbi;

  Recuration(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Has all planets give all their verdicts anew, and make all their pages. */
  public void begin() {
    jdbi.useTransaction(
        handle -> {
          handle.execute("update post set revision = -1");
          handle.execute("update gist set revision = -1, suggested = null");
          handle.execute("delete from vocabulary");
          handle.execute("update planet set rendering = null, pending = true");
        });
  }

  /** The entries of a feed that can be read anew, in the order in which they came. */
  public List<Long> entries(long feed) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from entry where feed_id = ? and not pruned order by id")
                .bind(0, feed)
                .mapTo(Long.class)
                .list());
  }

  /**
   * An entry as it was read.
   *
   * @param entry the store's number of it
   * @param asRead its JSON
   * @param rights what was last said of who may do what with it
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  public record Original(long entry, byte[] asRead, @Nullable String rights) {}

  /** The newest entries of a feed that can be read anew. */
  public List<Original> newest(long feed, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select e.id, b.as_read, e.rights from entry e join body b on b.entry_id = e.id
                    where e.feed_id = ? and not e.pruned
                    order by e.first_seen desc, e.id desc limit ?
                    """)
                .bind(0, feed)
                .bind(1, most)
                .map((row, context) -> original(row))
                .list());
  }

  /** Makes an article of an entry as it was read. */
  public interface Maker {
    /** The article that it is now. */
    Article make(Original original);
  }

  /**
   * Has articles made anew of some entries, and writes those that differ, in one transaction.
   *
   * @return how many did
   */
  public int rewrite(List<Long> entries, Maker maker) {
    try {
      return jdbi.inTransaction(
          handle -> {
            int rewritten = 0;
            for (Original original : originals(handle, entries)) {
              if (rewrite(handle, original.entry(), maker.make(original))) {
                rewritten++;
              }
            }
            return rewritten;
          });
    } catch (SQLException e) {
      throw Batch.broken(e);
    }
  }

  private static List<Original> originals(Handle handle, List<Long> entries) {
    return handle
        .createQuery(
            """
                select e.id, b.as_read, e.rights from entry e join body b on b.entry_id = e.id
                where e.id = any(:some) order by e.id
                """)
        .bindByType("some", entries.toArray(Long[]::new), Long[].class)
        .map((row, context) -> original(row))
        .list();
  }

  private static Original original(ResultSet row) throws SQLException {
    return new Original(row.getLong(1), row.getBytes(2), row.getString(3));
  }

  /** No date moves, and it does not count as updated. */
  private static boolean rewrite(Handle handle, long entry, Article article) throws SQLException {
    boolean differs = Marks.add(handle, entry, article.keys().marks());
    try (var row = new Batch(handle, REWRITE)) {
      Entries.values(row, article).set(entry);
      Entries.values(row, article).add();
      differs |= row.execute()[0] > 0;
    }
    byte[] html = Entries.utf8(article.html());
    differs |=
        handle.execute(
                "update body set html = ? where entry_id = ? and html <> ?", html, entry, html)
            > 0;
    String links =
        handle
            .createQuery("select links from links where entry_id = ?")
            .bind(0, entry)
            .mapTo(String.class)
            .findOne()
            .orElse(null);
    if (!Objects.equals(links, Entries.links(article))) {
      Entries.links(handle, entry, article);
      differs = true;
    }
    if (differs) {
      handle.execute("update entry set revision = revision + 1 where id = ?", entry);
    }
    return differs;
  }
}
