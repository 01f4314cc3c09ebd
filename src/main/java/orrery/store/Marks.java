package orrery.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import orrery.feed.Article.Keys;
import orrery.feed.Change;

/**
 * By what entries are found that may be one post: their marks, and the keys that they had before.
 */
final class Marks {
  static final String INSERT = "insert into mark (of_key, entry_id) values (?, ?)";

  /** A mark that more entries have tells nothing. */
  private static final int COMMON = 20;

  private Marks() {}

  /** The entries under these marks, but for marks that many have: those come from templates. */
  static Set<Long> find(Handle handle, Collection<Long> marks) {
    Set<Long> found = new HashSet<>();
    // For each on its own, as one that a million have is not to be read to its end.
    try (PreparedStatement select =
        handle
            .getConnection()
            .prepareStatement("select entry_id from mark where of_key = ? limit " + (COMMON + 1))) {
      for (long mark : marks) {
        select.setLong(1, mark);
        List<Long> under = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            under.add(rows.getLong(1));
          }
        }
        if (under.size() <= COMMON) {
          found.addAll(under);
        }
      }
    } catch (SQLException e) {
      throw Batch.broken(e);
    }
    return found;
  }

  /** Keeps what an entry is found by from now on, and its former ids and addresses. */
  static void revise(Handle handle, Change.Revise revise) throws SQLException {
    Keys before =
        handle
            .createQuery("select key_id, key_link, key_text, marks, former from entry where id = ?")
            .bind(0, revise.entry())
            .map((row, context) -> Entries.keys(row))
            .one();
    Set<Long> marks = new HashSet<>(revise.article().keys().marks());
    if (!revise.former().isEmpty()) {
      handle
          .createUpdate(
              """
              update entry set matched = :by, former = :former,
                lasting = coalesce(lasting, guid, url)
              where id = :entry
              """)
          .bind("by", revise.matchedBy())
          .bindByType("former", revise.former().toArray(Long[]::new), Long[].class)
          .bind("entry", revise.entry())
          .execute();
      marks.addAll(revise.former());
    }
    Set<Long> old = new HashSet<>(before.marks());
    if (!revise.former().isEmpty()) {
      old.addAll(before.former());
    }
    old.removeAll(marks);
    handle
        .createUpdate("delete from mark where entry_id = :entry and of_key = any(:old)")
        .bind("entry", revise.entry())
        .bindByType("old", old.toArray(Long[]::new), Long[].class)
        .execute();
    add(handle, revise.entry(), marks);
  }

  /**
   * Has an entry found under these marks as well.
   *
   * @return whether it was not under all of them
   */
  static boolean add(Handle handle, long entry, Collection<Long> marks) throws SQLException {
    Set<Long> more = new HashSet<>(marks);
    more.removeAll(
        handle
            .createQuery("select of_key from mark where entry_id = :entry and of_key = any(:marks)")
            .bind("entry", entry)
            .bindByType("marks", more.toArray(Long[]::new), Long[].class)
            .mapTo(Long.class)
            .set());
    try (var insert = new Batch(handle, INSERT)) {
      for (long mark : more) {
        insert.set(mark).set(entry).add();
      }
      insert.execute();
    }
    return !more.isEmpty();
  }
}
