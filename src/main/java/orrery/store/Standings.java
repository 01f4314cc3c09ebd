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
import orrery.feed.Story;
import orrery.feed.Verdict;

/** Reads what the pages about feeds tell. */
final class Standings {
  /** What {@link #judged(ResultSet)} reads of an entry e, its post p and the original o. */
  static final String JUDGED =
      """
      e.anchor, e.title, e.url, coalesce(p.date, e.date) as date, e.first_seen,
        p.verdict, p.rule, p.detail, p.since, e.said, e.updated, e.matched, e.own, e.length,
        o.anchor as of_anchor, o.date as of_date, o.title as of_title, o.feed_id as of_feed,
        coalesce(o.url, o.guid) as of_address, o.first_seen as of_seen, o.own as of_own,
        o.length as of_length
      """;

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
            select %s
            from (%s) p
              join entry e on e.id = p.entry_id left join entry o on o.id = p.of_entry
            order by p.date desc, p.anchor limit :limit
            """
                .formatted(
                    JUDGED,
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

  /** An entry that was not judged yet is held. */
  static Judged judged(ResultSet row) throws SQLException {
    String verdict = row.getString("verdict");
    return new Judged(
        row.getString("anchor"),
        row.getString("title"),
        row.getString("url"),
        Instant.ofEpochMilli(row.getLong("date")),
        Instant.ofEpochMilli(row.getLong("first_seen")),
        verdict == null
            ? WAITING
            : new Verdict(Posts.kind(verdict), row.getString("rule"), row.getString("detail")),
        of(row),
        new Story(
            Feeds.instant(row, "since"),
            Feeds.instant(row, "said"),
            Feeds.instant(row, "updated"),
            row.getString("matched"),
            row.getBoolean("own"),
            row.getInt("length"),
            original(row)));
  }

  private static final Verdict WAITING =
      new Verdict(Verdict.Kind.HELD, Verdict.WAITING, "The next cycle gives its verdict.");

  private static Story.@Nullable Original original(ResultSet row) throws SQLException {
    String title = row.getString("of_title");
    return title == null
        ? null
        : new Story.Original(
            row.getLong("of_feed"),
            title,
            row.getString("of_address"),
            Instant.ofEpochMilli(row.getLong("of_date")),
            Instant.ofEpochMilli(row.getLong("of_seen")),
            row.getBoolean("of_own"),
            row.getInt("of_length"));
  }

  private static Judged.@Nullable Place of(ResultSet row) throws SQLException {
    String anchor = row.getString("of_anchor");
    return anchor == null
        ? null
        : new Judged.Place(anchor, Instant.ofEpochMilli(row.getLong("of_date")));
  }
}
