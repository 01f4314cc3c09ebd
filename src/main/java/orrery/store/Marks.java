package orrery.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import orrery.feed.Change;

/**
 * By what entries are found that may be one post: their marks, and the keys that they had before.
 */
final class Marks {
  static final String INSERT = "insert into mark (of_key, entry_id) values (?, ?)";

  /** How many are asked for at once. */
  private static final int CHUNK = 1000;

  private Marks() {}

  /** The entries under these marks. */
  static Set<Long> find(Handle handle, Collection<Long> marks) {
    Set<Long> found = new HashSet<>();
    List<Long> all = List.copyOf(marks);
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + CHUNK));
      found.addAll(
          handle
              .createQuery("select entry_id from mark where of_key = any(:some)")
              .bindByType("some", some.toArray(Long[]::new), Long[].class)
              .mapTo(Long.class)
              .set());
    }
    return found;
  }

  /** Keeps what an entry is found by from now on beside what it was found by. */
  static void revise(Handle handle, Change.Revise revise) throws SQLException {
    Set<Long> marks = new HashSet<>(revise.article().keys().marks());
    if (!revise.former().isEmpty()) {
      handle
          .createUpdate("update entry set matched = :by, former = :former where id = :entry")
          .bind("by", revise.matchedBy())
          .bindByType("former", revise.former().toArray(Long[]::new), Long[].class)
          .bind("entry", revise.entry())
          .execute();
      marks.addAll(revise.former());
    }
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
