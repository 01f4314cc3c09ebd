package orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import orrery.feed.Candidate;
import orrery.feed.Ruling;
import orrery.feed.Takedown;
import orrery.feed.Verdict;

/**
 * What was taken down from planets. People write what is to be hidden or shown again at any time;
 * only a cycle touches verdicts, when it takes that up ({@link #takeUp}).
 */
final class Takedowns {
  private static final String HIDDEN = Verdict.Kind.HIDDEN.label();

  private Takedowns() {}

  /**
   * Keeps that a post is to be hidden, and what it is recognised by: it, what it is a duplicate of,
   * and what is a duplicate of it.
   *
   * @param link the key of the address
   * @param feed the feed of the author who hides it, 0 for the maintainer
   * @return how many entries it concerns
   */
  static int hide(
      Handle handle,
      long planet,
      String url,
      long link,
      @Nullable String why,
      long feed,
      Instant now) {
    Optional<Takedown> there =
        of(handle, planet).stream().filter(known -> known.address() == link).findFirst();
    if (there.isPresent() && there.get().feed() == 0 && feed != 0) {
      return there.get().entries().size();
    }
    long number =
        there
            .map(Takedown::number)
            // A cycle may delete it at the same time, where it was unhidden in between.
            .filter(known -> say(handle, known, url, why, feed, now))
            .orElseGet(() -> insert(handle, planet, url, link, now));
    say(handle, number, url, why, feed, now);
    Set<Long> entries = new HashSet<>(entries(handle, planet, url, link, feed));
    entries.addAll(
        longs(
            handle,
            """
            select p.of_entry from post p join entry e on e.id = p.of_entry
            where p.planet_id = :planet and p.entry_id = any(:some) and p.verdict = 'duplicate'
              and (:feed = 0 or e.feed_id = :feed or not e.own)
            """,
            entries,
            planet,
            feed));
    entries.addAll(duplicates(handle, planet, entries, feed));
    follow(handle, number, entries);
    return entries.size();
  }

  private static boolean say(
      Handle handle, long number, String url, @Nullable String why, long feed, Instant now) {
    return handle
            .createUpdate(
                """
                update hidden set url = :url, why = coalesce(:why, why), who = :who, at = :at, feed_id = :feed,
                  lifted = false, due = true
                where id = :id
                """)
            .bind("url", url)
            .bind("why", why)
            .bind("who", feed == 0 ? Takedown.MAINTAINER : Takedown.AUTHOR)
            .bind("at", now.toEpochMilli())
            .bind("feed", feed == 0 ? null : (Long) feed)
            .bind("id", number)
            .execute()
        > 0;
  }

  private static long insert(Handle handle, long planet, String url, long link, Instant now) {
    return handle
        .createUpdate("insert into hidden (planet_id, link, url, who, at) values (?, ?, ?, '', ?)")
        .bind(0, planet)
        .bind(1, link)
        .bind(2, url)
        .bind(3, now.toEpochMilli())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** The entries of the planet, or of one feed, with an address; where there are none, an id. */
  static List<Long> entries(Handle handle, long planet, String url, long link, long feed) {
    List<Long> linked = entries(handle, planet, "e.key_link = :link", url, link, feed);
    return linked.isEmpty() && feed == 0
        ? entries(handle, planet, "(e.guid = :url or e.url = :url)", url, link, feed)
        : linked;
  }

  private static List<Long> entries(
      Handle handle, long planet, String which, String url, long link, long feed) {
    return handle
        .createQuery(
            """
            select e.id from entry e join subscription s on s.feed_id = e.feed_id
            where s.planet_id = :planet and (:feed = 0 or e.feed_id = :feed) and\s"""
                + which)
        .bind("planet", planet)
        .bind("feed", feed)
        .bind("url", url)
        .bind("link", link)
        .mapTo(Long.class)
        .list();
  }

  /** The feeds that have a post of that address. */
  static List<Posts.Home> homes(Handle handle, long planet, long link) {
    return handle
        .createQuery(
            """
            select f.id, f.url, e.own from entry e
              join subscription s on s.feed_id = e.feed_id join feed f on f.id = e.feed_id
            where s.planet_id = ? and e.key_link = ? order by f.id, e.id
            """)
        .bind(0, planet)
        .bind(1, link)
        .map((row, context) -> new Posts.Home(row.getLong(1), row.getString(2), row.getBoolean(3)))
        .list();
  }

  private static List<Long> duplicates(Handle handle, long planet, Collection<Long> of, long feed) {
    return longs(
        handle,
        """
        select p.entry_id from post p join entry e on e.id = p.entry_id
        where p.planet_id = :planet and p.of_entry = any(:some) and p.verdict = 'duplicate'
          and (:feed = 0 or e.feed_id = :feed or not e.own)
        """,
        of,
        planet,
        feed);
  }

  private static List<Long> longs(
      Handle handle, String sql, Collection<Long> some, long planet, long feed) {
    return handle
        .createQuery(sql)
        .bind("planet", planet)
        .bind("feed", feed)
        .bindByType("some", some.toArray(Long[]::new), Long[].class)
        .mapTo(Long.class)
        .list();
  }

  /**
   * Keeps what these entries are recognised by. An id or address that other entries of the feed
   * have too says nothing.
   *
   * @return whether there was anything new in it
   */
  private static boolean follow(Handle handle, long number, Collection<Long> entries) {
    int added = keep(handle, number, entries, "entry", "id", "");
    for (String kind : List.of("id", "link", "text")) {
      String alone =
          """
           and not exists (select 1 from entry o where o.feed_id = e.feed_id
            and o.key_%s = e.key_%s and o.id not in (
              select of_key from hidden_key where hidden_id = :number and kind = 'entry'))
          """
              .formatted(kind, kind);
      added += keep(handle, number, entries, kind, "key_" + kind, kind.equals("text") ? "" : alone);
    }
    return added > 0;
  }

  private static int keep(
      Handle handle,
      long number,
      Collection<Long> entries,
      String kind,
      String column,
      String and) {
    return handle
        .createUpdate(
            """
            insert into hidden_key (hidden_id, kind, of_key)
            select distinct cast(:number as bigint), '%s', e.%s from entry e
            where e.id = any(:entries) and e.%s is not null and not exists (
              select 1 from hidden_key k
              where k.hidden_id = :number and k.kind = '%s' and k.of_key = e.%s)
            """
                    .formatted(kind, column, column, kind, column)
                + and)
        .bind("number", number)
        .bindByType("entries", entries.toArray(Long[]::new), Long[].class)
        .execute();
  }

  /** Keeps that posts of an address are to be shown again; false where none was hidden. */
  static boolean unhide(Handle handle, long planet, String url, long link) {
    return handle
            .createUpdate(
                """
                update hidden set lifted = true, due = true
                where planet_id = :planet and not lifted and (link = :link or url = :url
                  or exists (select 1 from hidden_key k
                    where k.hidden_id = hidden.id and k.kind = 'link' and k.of_key = :link))
                """)
            .bind("planet", planet)
            .bind("link", link)
            .bind("url", url)
            .execute()
        > 0;
  }

  /** What is taken down, in the order in which it was. */
  static List<Takedown> of(Handle handle, long planet) {
    return read(handle, planet, "not lifted");
  }

  private static List<Takedown> read(Handle handle, long planet, String which) {
    Map<Long, Map<String, Set<Long>>> keys = new HashMap<>();
    List<Takedown> bare =
        handle
            .createQuery(
                """
                select id, url, why, who, at, feed_id, link from hidden
                where planet_id = ? and\s"""
                    + which
                    + " order by id")
            .bind(0, planet)
            .map((row, context) -> takedown(row, Map.of()))
            .list();
    if (bare.isEmpty()) {
      return bare;
    }
    handle
        .createQuery(
            """
            select k.hidden_id, k.kind, k.of_key from hidden_key k
              join hidden h on h.id = k.hidden_id
            where h.planet_id = ? and\s"""
                + which)
        .bind(0, planet)
        .map(
            (row, context) ->
                keys.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                    .computeIfAbsent(row.getString(2), kind -> new HashSet<>())
                    .add(row.getLong(3)))
        .list();
    return bare.stream().map(one -> with(one, keys.getOrDefault(one.number(), Map.of()))).toList();
  }

  private static Takedown takedown(ResultSet row, Map<String, Set<Long>> keys) throws SQLException {
    return with(
        new Takedown(
            row.getLong("id"),
            row.getString("url"),
            row.getString("why"),
            row.getString("who"),
            Instant.ofEpochMilli(row.getLong("at")),
            row.getLong("feed_id"),
            row.getLong("link"),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of()),
        keys);
  }

  private static Takedown with(Takedown one, Map<String, Set<Long>> keys) {
    return new Takedown(
        one.number(),
        one.url(),
        one.why(),
        one.by(),
        one.at(),
        one.feed(),
        one.address(),
        keys.getOrDefault("entry", Set.of()),
        keys.getOrDefault("id", Set.of()),
        keys.getOrDefault("link", Set.of()),
        keys.getOrDefault("text", Set.of()));
  }

  /**
   * Has all that was hidden or unhidden since the last cycle wait for another verdict.
   *
   * @return whether there was anything
   */
  static boolean takeUp(Handle handle, long planet) {
    Map<Long, Boolean> due = new HashMap<>();
    handle
        .createQuery("select id, lifted from hidden where planet_id = ? and due for update")
        .bind(0, planet)
        .map((row, context) -> due.put(row.getLong(1), row.getBoolean(2)))
        .list();
    if (due.isEmpty()) {
      return false;
    }
    for (Takedown takedown : read(handle, planet, "due")) {
      Boolean lifted = due.get(takedown.number());
      if (lifted == null) {
        continue; // It came this moment; the next cycle takes it up.
      }
      mark(handle, planet, takedown, "");
      if (lifted) {
        handle.execute("delete from hidden_key where hidden_id = ?", takedown.number());
        handle.execute("delete from hidden where id = ?", takedown.number());
      } else {
        handle.execute("update hidden set due = false where id = ?", takedown.number());
      }
    }
    handle.execute("update planet set pending = true where id = ?", planet);
    return true;
  }

  /** Has what shares a key with a post that was taken down wait for another verdict. */
  private static int mark(Handle handle, long planet, Takedown takedown, String and) {
    Set<Long> links = new HashSet<>(takedown.links());
    links.add(takedown.address());
    int marked = mark(handle, planet, "id", takedown.entries(), and);
    marked += mark(handle, planet, "key_id", takedown.ids(), and);
    marked += mark(handle, planet, "key_link", links, and);
    return marked + mark(handle, planet, "key_text", takedown.texts(), and);
  }

  private static int mark(Handle handle, long planet, String column, Set<Long> keys, String and) {
    if (keys.isEmpty()) {
      return 0;
    }
    return handle
        .createUpdate(
            """
            update post set revision = -1 where planet_id = :planet and entry_id in (
              select id from entry where %s = any(:keys))
            """
                    .formatted(column)
                + and)
        .bind("planet", planet)
        .bindByType("keys", keys.toArray(Long[]::new), Long[].class)
        .execute();
  }

  /**
   * After entries were found hidden: whatever they are recognised by now belongs to what was taken
   * down, and their duplicates go with them.
   *
   * @return whether others wait for another verdict now
   */
  static boolean followed(Handle handle, long planet, List<Ruling> rulings) {
    List<Candidate> hidden =
        rulings.stream()
            .filter(ruling -> ruling.verdict().kind() == Verdict.Kind.HIDDEN)
            .map(Ruling::candidate)
            .toList();
    if (hidden.isEmpty()) {
      return false;
    }
    int marked = 0;
    for (Takedown takedown : of(handle, planet)) {
      Set<Long> entries = new HashSet<>();
      for (Candidate candidate : hidden) {
        if (covers(takedown, candidate)) {
          entries.add(candidate.entry());
        }
      }
      if (!entries.isEmpty()) {
        entries.addAll(duplicates(handle, planet, entries, takedown.feed()));
        if (follow(handle, takedown.number(), entries)) {
          for (Takedown more : read(handle, planet, "id = " + takedown.number())) {
            marked += mark(handle, planet, more, " and verdict <> '" + HIDDEN + "'");
          }
        }
      }
    }
    return marked > 0;
  }

  private static boolean covers(Takedown takedown, Candidate candidate) {
    var keys = candidate.keys();
    return takedown.entries().contains(candidate.entry())
        || (takedown.reaches(candidate)
            && (holds(takedown.links(), keys.link())
                || holds(Set.of(takedown.address()), keys.link())
                || holds(takedown.ids(), keys.id())
                || holds(takedown.texts(), keys.text())));
  }

  private static boolean holds(Set<Long> keys, @Nullable Long key) {
    return key != null && keys.contains(key);
  }
}
