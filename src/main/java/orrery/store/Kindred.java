package orrery.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import orrery.feed.Post;
import orrery.store.Gists.Made;
import orrery.store.Gists.Shown;

/**
 * Finds which posts are on the same things: those that share signs. Of each sign the newest posts
 * are looked at, so that what one post costs does not depend on how many there are.
 */
final class Kindred {
  /** How many posts are named as related. */
  private static final int MOST = 3;

  /** How many posts of a sign are looked at, the newest ones. */
  private static final int NEWEST = 100;

  /** Of so many of the most alike it is looked what they are called. */
  private static final int LOOKED_AT = 30;

  /** So much of what a post is about has to be shared. */
  private static final double ENOUGH = 0.2;

  /** What one sign alone says is chance. */
  private static final int SIGNS = 2;

  private final Handle handle;
  private final long planet;

  Kindred(Handle handle, long planet) {
    this.handle = handle;
    this.planet = planet;
  }

  /** Keeps what tells most of posts, by which others are found to be related to them. */
  void sign(List<Made> all) throws SQLException {
    try (var delete = new Batch(handle, "delete from sign where entry_id = ? and planet_id = ?");
        var insert = new Batch(handle, "insert into sign values (?, ?, ?, ?)")) {
      for (Made made : all) {
        Shown post = made.post();
        delete.set(post.entry()).set(planet).add();
        for (long sign : made.signs().keySet()) {
          insert.set(planet).set(sign).set(post.date().toEpochMilli()).set(post.entry()).add();
        }
      }
      delete.execute();
      insert.execute();
    }
  }

  /** Another post, and what it shares. */
  private static final class Other {
    final long entry;
    final long feed;
    final @Nullable String language;
    int signs;
    double weight;

    Other(long entry, long feed, @Nullable String language) {
      this.entry = entry;
      this.feed = feed;
      this.language = language;
    }
  }

  /** Keeps what a post is related to. */
  void relate(Made made) throws SQLException {
    Shown post = made.post();
    handle.execute(
        "delete from related where planet_id = ? and entry_id = ?", planet, post.entry());
    try (var insert = new Batch(handle, "insert into related values (?, ?, ?, ?)")) {
      int place = 0;
      for (Other other : best(made)) {
        insert.set(planet).set(post.entry()).set(++place).set(other.entry).add();
      }
      insert.execute();
    }
  }

  /**
   * The most alike, of each blog one: a reader is to meet others. What is called the same, a reader
   * takes for the same.
   */
  private List<Other> best(Made made) throws SQLException {
    double all = made.signs().values().stream().mapToDouble(Double::doubleValue).sum();
    String language = Post.primary(made.post().language());
    List<Other> alike =
        others(made).stream()
            .filter(other -> other.signs >= SIGNS && other.weight >= ENOUGH * all)
            .filter(
                other ->
                    language == null || other.language == null || language.equals(other.language))
            .sorted(
                Comparator.comparingDouble((Other other) -> -other.weight)
                    .thenComparingLong(other -> -other.entry))
            .toList();
    Map<Long, String> names = names(alike.subList(0, Math.min(LOOKED_AT, alike.size())));
    List<Other> best = new ArrayList<>();
    Set<Long> blogs = new HashSet<>();
    Set<String> taken = new HashSet<>(Set.of(letters(made.post().title())));
    for (Other other : alike) {
      String name = names.get(other.entry);
      if (best.size() < MOST
          && name != null
          && !blogs.contains(other.feed)
          && taken.add(letters(name))) {
        blogs.add(other.feed);
        best.add(other);
      }
    }
    return best;
  }

  private Map<Long, String> names(List<Other> others) {
    Map<Long, String> names = new HashMap<>();
    handle
        .createQuery("select id, title from entry where id = any(:some)")
        .bindByType(
            "some", others.stream().map(other -> other.entry).toArray(Long[]::new), Long[].class)
        .map((row, context) -> names.put(row.getLong(1), row.getString(2)))
        .list();
    return names;
  }

  /** What of a title makes it look like another. */
  private static String letters(String title) {
    StringBuilder letters = new StringBuilder(title.length());
    title
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  private List<Other> others(Made made) throws SQLException {
    Map<Long, Other> others = new HashMap<>();
    try (PreparedStatement select =
        handle
            .getConnection()
            .prepareStatement(
                """
                select s.entry_id, p.feed_id, p.language
                from (select entry_id from sign where planet_id = ? and of_key = ?
                    order by planet_id, of_key, date desc, entry_id limit %d) s
                  join post p on p.planet_id = ? and p.entry_id = s.entry_id
                where p.verdict = 'shown' and p.entry_id <> ?
                """
                    .formatted(NEWEST))) {
      for (Map.Entry<Long, Double> sign : made.signs().entrySet()) {
        select.setLong(1, planet);
        select.setLong(2, sign.getKey());
        select.setLong(3, planet);
        select.setLong(4, made.post().entry());
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            long entry = rows.getLong(1);
            Other other = others.get(entry);
            if (other == null) {
              other = new Other(entry, rows.getLong(2), rows.getString(3));
              others.put(entry, other);
            }
            other.signs++;
            other.weight += sign.getValue();
          }
        }
      }
    }
    return List.copyOf(others.values());
  }
}
