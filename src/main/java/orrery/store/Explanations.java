package orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import orrery.feed.Verdict;

/** Finds entries by what people know of them, with the verdicts that a planet gave. */
final class Explanations {
  private Explanations() {}

  static List<Explained> find(
      Handle handle, long planet, Collection<String> feeds, String words, long link, int limit) {
    String which =
        feeds.isEmpty()
            ? "(e.url = :words or e.guid = :words or e.key_link = :link or e.id in (select k.of_key"
                + " from hidden h join hidden_key k on k.hidden_id = h.id and k.kind = 'entry'"
                + " where h.planet_id = :planet and h.link = :link and not h.lifted)"
                + " or lower(e.title) like :like escape '!')"
            : "f.url = any(:feeds)";
    String like =
        "%"
            + words
                .toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_")
            + "%";
    return handle
        .createQuery(
            """
                    select f.url as feed, e.guid, e.url, e.title, p.verdict, p.rule, p.detail,
                      coalesce(o.url, o.guid) as of_url, coalesce(p.date, e.date) as date,
                      e.first_seen, e.updated, e.tags,
                      e.language
                    from subscription s join feed f on f.id = s.feed_id
                      join entry e on e.feed_id = f.id
                      left join post p on p.planet_id = s.planet_id and p.entry_id = e.id
                      left join entry o on o.id = p.of_entry
                    where s.planet_id = :planet and\s"""
                + which
                + " order by coalesce(p.date, e.date) desc, e.anchor limit :limit")
        .bind("planet", planet)
        .bind("words", words)
        .bind("link", link)
        .bind("like", like)
        .bindByType("feeds", feeds.toArray(String[]::new), String[].class)
        .bind("limit", limit)
        .map((row, context) -> explained(row))
        .list();
  }

  private static Explained explained(ResultSet row) throws SQLException {
    String verdict = row.getString("verdict");
    boolean judged = verdict != null;
    return new Explained(
        row.getString("feed"),
        row.getString("guid"),
        row.getString("url"),
        row.getString("title"),
        judged
            ? new Verdict(Posts.kind(verdict), row.getString("rule"), "").label()
            : Verdict.Kind.HELD.label(),
        judged ? row.getString("rule") : "waiting",
        judged ? row.getString("detail") : "The next cycle gives its verdict.",
        row.getString("of_url"),
        Instant.ofEpochMilli(row.getLong("date")),
        Instant.ofEpochMilli(row.getLong("first_seen")),
        Feeds.instant(row, "updated"),
        Posts.tags(row.getString("tags")),
        row.getString("language"));
  }
}
