package orrery.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What a planet no longer keeps, or no longer holds back. */
final class Keeping {
  /** How many are asked for at once. */
  private static final int CHUNK = 1000;

  /** The posts of a feed in their order, as an index has them. */
  static final String NEWEST =
      """
      from post p join entry e on e.id = p.entry_id
      where p.planet_id = :planet and p.feed_id = :feed and p.verdict = 'shown'
      order by p.planet_id, p.feed_id, p.verdict, p.date desc, p.anchor
      limit :limit offset :after
      """;

  private Keeping() {}

  static Set<Long> fallDue(Handle handle, long planet, Instant now) {
    // From 0 on: what has no end stands in the index before that, and is not to be looked through.
    Set<Long> due =
        handle
            .createQuery(
                """
                select entry_id from post where planet_id = :planet and until >= 0 and until <= :now
                """)
            .bind("planet", planet)
            .bind("now", now.toEpochMilli())
            .mapTo(Long.class)
            .set();
    if (!due.isEmpty()) {
      handle
          .createUpdate(
              """
              update post set revision = -1
              where planet_id = :planet and until >= 0 and until <= :now
              """)
          .bind("planet", planet)
          .bind("now", now.toEpochMilli())
          .execute();
      handle.execute("update planet set pending = true where id = ?", planet);
    }
    return due;
  }

  static Set<Long> pruned(Handle handle, Collection<Long> entries) {
    List<Long> all = new ArrayList<>(entries);
    Set<Long> pruned = new HashSet<>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + CHUNK));
      handle
          .createQuery("select id from entry where id = any(:some) and pruned")
          .bindByType("some", some.toArray(Long[]::new), Long[].class)
          .mapTo(Long.class)
          .forEach(pruned::add);
    }
    return pruned;
  }
}
