package orrery.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What feeds list, and which of their posts were taken back. */
final class Listings {
  private Listings() {}

  /** The feeds of which something is missing. */
  static Set<Long> incomplete(Handle handle) {
    return handle
        .createQuery("select feed_id from listing where since >= 0")
        .mapTo(Long.class)
        .set();
  }

  static Listing of(Handle handle, long feed) {
    return handle
        .createQuery("select entries, missing, before from listing where feed_id = ?")
        .bind(0, feed)
        .map(
            (row, context) ->
                new Listing(
                    Listing.read(row.getString(1)),
                    Listing.read(row.getString(2)),
                    Listing.read(row.getString(3))))
        .findOne()
        .orElse(Listing.NONE);
  }

  /** The dates that their feed gives entries now, where it gives them one. */
  static Map<Long, Instant> said(Handle handle, Collection<Long> entries) {
    Map<Long, Instant> said = new HashMap<>();
    handle
        .createQuery("select id, said from entry where id = any(:some) and said is not null")
        .bindByType("some", entries.toArray(Long[]::new), Long[].class)
        .map((row, context) -> said.put(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))))
        .list();
    return said;
  }

  /** Keeps what a feed lists, unless that is known. */
  static void keep(Handle handle, long feed, Listing before, Listing now, Instant time) {
    if (now.equals(before)) {
      return;
    }
    Long since = now.missing().isEmpty() ? null : (Long) time.toEpochMilli();
    int met =
        handle.execute(
            "update listing set entries = ?, missing = ?, before = ?, since = ? where feed_id = ?",
            Listing.write(now.entries()),
            orNull(now.missing()),
            orNull(now.before()),
            since,
            feed);
    if (met == 0) {
      handle.execute(
          "insert into listing (entries, missing, before, since, feed_id) values (?, ?, ?, ?, ?)",
          Listing.write(now.entries()),
          orNull(now.missing()),
          orNull(now.before()),
          since,
          feed);
    }
  }

  private static @Nullable String orNull(List<Long> numbers) {
    return numbers.isEmpty() ? null : Listing.write(numbers);
  }

  /**
   * Has entries wait for a verdict as ones that their author took back.
   *
   * @return those that were not taken back before
   */
  static Set<Long> withdraw(Handle handle, Collection<Long> entries, Instant now) {
    return changed(
        entries,
        entry ->
            handle.execute(
                """
                update entry set withdrawn = ?, revision = revision + 1
                where id = ? and withdrawn is null
                """,
                now.toEpochMilli(),
                entry));
  }

  /** The same for ones that are listed again. */
  static Set<Long> restore(Handle handle, Collection<Long> entries) {
    return changed(
        entries,
        entry ->
            handle.execute(
                """
                update entry set withdrawn = null, revision = revision + 1
                where id = ? and withdrawn is not null
                """,
                entry));
  }

  private static Set<Long> changed(Collection<Long> entries, ToIntFunction<Long> update) {
    Set<Long> changed = new HashSet<>();
    for (long entry : entries) {
      if (update.applyAsInt(entry) > 0) {
        changed.add(entry);
      }
    }
    return changed;
  }
}
