package orrery.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import orrery.feed.Tag;
import orrery.feed.Tag.Origin;
import orrery.store.Posts.Touch;
import orrery.store.Tally.Row;

/**
 * How a planet spells its tags: as most of its authors do. A spelling gives way only to one that is
 * used a tenth more, so that pages are not made anew again and again where two are used alike.
 */
final class Labels {
  /** How many tags are asked about at once. */
  private static final int CHUNK = 1000;

  private static final int MARGIN = 10;

  private static final String SPELT = "select tag, label, 0 from tag where tag";

  private static final String USED =
      "select name, part, posts from tally where kind = 'label' and name";

  private Labels() {}

  /** The spellings of all tags that the planet ever had, by their keys. */
  static Map<String, String> all(Handle handle, long planet) {
    Map<String, String> labels = new HashMap<>();
    handle
        .createQuery("select tag, label from tag where planet_id = ?")
        .bind(0, planet)
        .map((row, context) -> labels.put(row.getString(1), row.getString(2)))
        .list();
    return labels;
  }

  /** The spellings of these tags, by their keys. */
  static Map<String, String> of(Handle handle, long planet, List<String> keys) {
    Map<String, String> labels = new HashMap<>();
    for (int from = 0; from < keys.size(); from += CHUNK) {
      ask(handle, planet, SPELT, keys.subList(from, Math.min(keys.size(), from + CHUNK)))
          .forEach(row -> labels.put(row.name(), row.part()));
    }
    return labels;
  }

  /**
   * Looks how tags are to be spelt, after posts that have them came or went.
   *
   * @param given tags that posts got
   * @param others the keys of further tags
   * @return all posts that have a tag which is spelt otherwise from now on
   */
  static List<Touch> settle(
      Handle handle, long planet, List<Tag> given, Collection<String> others) {
    Map<String, String> configured = new HashMap<>();
    Set<String> all = new TreeSet<>(others);
    for (Tag tag : given) {
      all.add(tag.key());
      if (tag.origin() == Origin.CONFIG) {
        configured.put(tag.key(), tag.label());
      }
    }
    List<String> respelt = new ArrayList<>();
    List<String> keys = List.copyOf(all);
    for (int from = 0; from < keys.size(); from += CHUNK) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + CHUNK));
      Map<String, List<Row>> used =
          ask(handle, planet, USED, some).stream().collect(Collectors.groupingBy(Row::name));
      Map<String, String> before = of(handle, planet, some);
      for (String key : some) {
        String old = before.get(key);
        List<Row> rows = used.getOrDefault(key, List.of());
        String other = old == null ? key : old;
        String label = rows.isEmpty() ? configured.getOrDefault(key, other) : best(rows, old);
        if (old == null) {
          handle.execute("insert into tag values (?, ?, ?)", planet, key, label);
        } else if (!old.equals(label)) {
          handle.execute(
              "update tag set label = ? where planet_id = ? and tag = ?", label, planet, key);
          respelt.add(key);
        }
      }
    }
    return respelt.isEmpty() ? List.of() : touches(handle, planet, respelt);
  }

  private static String best(List<Row> used, @Nullable String old) {
    Row most = used.stream().reduce(BinaryOperator.minBy(Row.MOST_USED)).orElseThrow();
    int now = used.stream().filter(row -> row.part().equals(old)).mapToInt(Row::posts).sum();
    return old != null && now > 0 && most.posts() <= now + now / MARGIN ? old : most.part();
  }

  private static List<Row> ask(Handle handle, long planet, String which, List<String> keys) {
    return handle
        .createQuery(which + " = any(:keys) and planet_id = :planet")
        .bind("planet", planet)
        .bindByType("keys", keys.toArray(String[]::new), String[].class)
        .map((row, context) -> new Row(row.getString(1), row.getString(2), row.getInt(3)))
        .list();
  }

  /** All posts that have one of these tags, by their keys. */
  static List<Touch> touches(Handle handle, long planet, Collection<String> tags) {
    return handle
        .createQuery(
            """
            select distinct p.entry_id, p.feed_id, p.date, p.tags, p.language
            from post_tag t join post p on p.planet_id = t.planet_id and p.entry_id = t.entry_id
            where t.planet_id = :planet and t.tag = any(:tags)
            """)
        .bind("planet", planet)
        .bindByType("tags", tags.toArray(String[]::new), String[].class)
        .map(
            (row, context) ->
                new Touch(
                    row.getLong("feed_id"),
                    Instant.ofEpochMilli(row.getLong("date")),
                    Set.copyOf(Lines.read(row.getString("tags"), parts -> parts[0])),
                    Posts.language(row.getString("language"))))
        .list();
  }
}
