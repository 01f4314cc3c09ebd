package orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import orrery.feed.Judged;
import orrery.feed.Verdict;

/** Reads what the pages about feeds tell. */
final class Standings {
  private Standings() {}

  /** How many runs of attempts at each feed of a planet did not go as ever, but for the newest. */
  static Map<Long, Integer> lapses(Handle handle, long planet) {
    Map<Long, Integer> lapses = new HashMap<>();
    handle
        .createQuery(
            """
            select a.feed_id, count(*) from attempts a join subscription s on s.feed_id = a.feed_id
            where s.planet_id = ?
              and a.outcome in ('moved', 'gone', 'held', 'refused', 'failed')
            group by a.feed_id
            """)
        .bind(0, planet)
        .map((row, context) -> lapses.put(row.getLong(1), row.getInt(2)))
        .list();
    return lapses;
  }

  /** The newest entries of a feed with their verdicts, newest first. */
  static List<Judged> judged(Handle handle, long planet, long feed, int limit) {
    return handle
        .createQuery(
            """
            select p.anchor, e.title, e.url, p.date, e.first_seen, p.verdict, p.rule, p.detail,
              o.anchor as of_anchor, o.date as of_date
            from (%s) p
              join entry e on e.id = p.entry_id left join entry o on o.id = p.of_entry
            order by p.date desc, p.anchor limit :limit
            """
                .formatted(
                    Arrays.stream(Verdict.Kind.values())
                        .map(Standings::newest)
                        .collect(Collectors.joining(" union all "))))
        .bind("planet", planet)
        .bind("feed", feed)
        .bind("limit", limit)
        .map((row, context) -> judged(row))
        .list();
  }

  /** By verdict, as the index has them: else all that the feed ever had is read. */
  private static String newest(Verdict.Kind kind) {
    return """
        (select * from post
        where planet_id = :planet and feed_id = :feed and verdict = '%s'
        order by planet_id, feed_id, verdict, date desc, anchor limit :limit)
        """
        .formatted(kind.label());
  }

  private static Judged judged(ResultSet row) throws SQLException {
    return new Judged(
        row.getString("anchor"),
        row.getString("title"),
        row.getString("url"),
        Instant.ofEpochMilli(row.getLong("date")),
        Instant.ofEpochMilli(row.getLong("first_seen")),
        new Verdict(
            Posts.kind(row.getString("verdict")), row.getString("rule"), row.getString("detail")),
        of(row));
  }

  private static Judged.@Nullable Place of(ResultSet row) throws SQLException {
    String anchor = row.getString("of_anchor");
    return anchor == null
        ? null
        : new Judged.Place(anchor, Instant.ofEpochMilli(row.getLong("of_date")));
  }
}
