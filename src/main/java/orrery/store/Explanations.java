package orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Finds entries by what people know of them, with the verdicts that a planet gave. */
final class Explanations {
  /** More words make a search no narrower. */
  private static final int WORDS = 20;

  private Explanations() {}

  static List<Explained> find(Handle handle, long planet, Sought sought, int limit) {
    if (!sought.feeds().isEmpty()) {
      try (Query query = query(handle, planet, "f.url = any(:feeds)", limit)) {
        return query
            .bindByType("feeds", sought.feeds().toArray(String[]::new), String[].class)
            .map((row, context) -> explained(row))
            .list();
      }
    }
    Set<Long> entries = known(handle, planet, sought);
    if (!entries.isEmpty()) {
      try (Query query = query(handle, planet, "e.id = any(:entries)", limit)) {
        List<Explained> found =
            query
                .bindByType("entries", entries.toArray(Long[]::new), Long[].class)
                .map((row, context) -> explained(row))
                .list();
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    String words = sought.words().strip().toLowerCase(Locale.ROOT);
    if (words.isEmpty()) {
      return List.of();
    }
    List<Explained> found = said(handle, planet, sought, List.of(words), limit);
    List<String> each = List.of(words.split("\\s+", WORDS));
    return found.isEmpty() && each.size() > 1 ? said(handle, planet, sought, each, limit) : found;
  }

  /** By indexes: the scan for words reads all that was ever collected. */
  private static Set<Long> known(Handle handle, long planet, Sought sought) {
    Set<Long> entries = new HashSet<>();
    for (String column : List.of("key_link", "key_id")) {
      entries.addAll(
          ids(handle, "select id from entry where " + column + " = any(:some)", sought.keys()));
    }
    entries.addAll(
        ids(handle, "select entry_id from mark where of_key = any(:some)", sought.marks()));
    entries.addAll(
        ids(
            handle,
            "select k.of_key from hidden h"
                + " join hidden_key k on k.hidden_id = h.id and k.kind = 'entry'"
                + " where h.link = any(:some) and not h.lifted and h.planet_id = "
                + planet,
            sought.keys()));
    return entries;
  }

  private static Set<Long> ids(Handle handle, String sql, Collection<Long> some) {
    return some.isEmpty()
        ? Set.of()
        : handle
            .createQuery(sql)
            .bindByType("some", some.toArray(Long[]::new), Long[].class)
            .mapTo(Long.class)
            .set();
  }

  /**
   * By id, address or title.
   *
   * @param parts that the title has, whatever their order
   */
  private static List<Explained> said(
      Handle handle, long planet, Sought sought, List<String> parts, int limit) {
    List<String> titled =
        IntStream.range(0, parts.size())
            .mapToObj(i -> "lower(e.title) like :part" + i + " escape '!'")
            .toList();
    String which = "(e.url = :said or e.guid = :said or (" + String.join(" and ", titled) + "))";
    try (Query query = query(handle, planet, which, limit)) {
      query.bind("said", sought.words().strip());
      for (int i = 0; i < parts.size(); i++) {
        query.bind("part" + i, "%" + verbatim(parts.get(i)) + "%");
      }
      return query.map((row, context) -> explained(row)).list();
    }
  }

  private static String verbatim(String word) {
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  private static Query query(Handle handle, long planet, String which, int limit) {
    return handle
        .createQuery(
            """
            select f.url as feed, e.guid, e.language, %s,
              case when p.verdict = 'shown' then p.tags else e.tags end as tags
            from subscription s join feed f on f.id = s.feed_id
              join entry e on e.feed_id = f.id
              left join post p on p.planet_id = s.planet_id and p.entry_id = e.id
              left join entry o on o.id = p.of_entry
            where s.planet_id = :planet and %s
            order by coalesce(p.date, e.date) desc, e.anchor limit :limit
            """
                .formatted(Standings.JUDGED, which))
        .bind("planet", planet)
        .bind("limit", limit);
  }

  private static Explained explained(ResultSet row) throws SQLException {
    return new Explained(
        row.getString("feed"),
        row.getString("guid"),
        Standings.judged(row),
        Posts.tags(row.getString("tags")),
        row.getString("language"));
  }
}
