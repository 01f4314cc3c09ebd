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
import orrery.store.Gists.Sign;
import orrery.store.Gists.Signed;

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

  /** What so few others link is rare. */
  private static final int RARE = 3;

  private final Handle handle;
  private final long planet;

  Kindred(Handle handle, long planet) {
    this.handle = handle;
    this.planet = planet;
  }

  /** Keeps what tells most of posts, by which others are found to be related to them. */
  void sign(List<Made> all) throws SQLException {
    try (var delete = new Batch(handle, "delete from sign where entry_id = ? and planet_id = ?");
        var insert = new Batch(handle, "insert into sign values (?, ?, ?, ?, ?, ?)")) {
      for (Made made : all) {
        Shown post = made.post();
        delete.set(post.entry()).set(planet).add();
        for (Sign sign : made.signs()) {
          insert.set(planet).set(sign.key()).set(post.date().toEpochMilli()).set(post.entry());
          insert.set(sign.weight()).set(sign.link()).add();
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
    final String anchor;
    final @Nullable String language;
    int signs;
    double weight;

    Other(long entry, long feed, String anchor, @Nullable String language) {
      this.entry = entry;
      this.feed = feed;
      this.anchor = anchor;
      this.language = language;
    }
  }

  /**
   * Keeps what a post is related to.
   *
   * @return whether that is anything, or was
   */
  boolean relate(Signed post) throws SQLException {
    int had =
        handle.execute(
            "delete from related where planet_id = ? and entry_id = ?", planet, post.entry());
    List<Other> best = best(post);
    try (var insert = new Batch(handle, "insert into related values (?, ?, ?, ?)")) {
      int place = 0;
      for (Other other : best) {
        insert.set(planet).set(post.entry()).set(++place).set(other.entry).add();
      }
      insert.execute();
    }
    return had > 0 || !best.isEmpty();
  }

  private List<Sign> signs(long entry) {
    return handle
        .createQuery(
            """
            select of_key, weight, link from sign where entry_id = ? and planet_id = ?
            order by of_key
            """)
        .bind(0, entry)
        .bind(1, planet)
        .map((row, context) -> new Sign(row.getLong(1), row.getDouble(2), row.getBoolean(3)))
        .list();
  }

  /**
   * The most alike, of each blog one, and its own blog's last: a reader is to meet others. What is
   * called the same, a reader takes for the same.
   */
  private List<Other> best(Signed post) throws SQLException {
    List<Sign> signs = signs(post.entry());
    // However much it links, one page that another links, too, is enough.
    double all =
        signs.stream().filter(sign -> !sign.link()).mapToDouble(Sign::weight).sum()
            + signs.stream().filter(Sign::link).mapToDouble(Sign::weight).max().orElse(0);
    String language = Post.primary(post.language());
    List<Other> alike =
        others(post, signs).stream()
            .filter(other -> other.signs >= SIGNS && other.weight >= ENOUGH * all)
            .filter(
                other ->
                    language == null || other.language == null || language.equals(other.language))
            .sorted(
                Comparator.comparing((Other other) -> other.feed == post.feed())
                    .thenComparingDouble(other -> -other.weight)
                    .thenComparing(other -> other.anchor))
            .toList();
    Map<Long, String> names = names(alike.subList(0, Math.min(LOOKED_AT, alike.size())));
    List<Other> best = new ArrayList<>();
    Set<Long> blogs = new HashSet<>();
    Set<String> taken = new HashSet<>(Set.of(letters(post.title())));
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

  private List<Other> others(Signed post, List<Sign> signs) throws SQLException {
    Map<Long, Other> others = new HashMap<>();
    try (PreparedStatement select =
        handle
            .getConnection()
            .prepareStatement(
                """
                select s.entry_id, p.feed_id, p.anchor, p.language
                from (select entry_id from sign where planet_id = ? and of_key = ?
                    order by planet_id, of_key, date desc, entry_id limit %d) s
                  join post p on p.planet_id = ? and p.entry_id = s.entry_id
                where p.verdict = 'shown' and p.entry_id <> ?
                """
                    .formatted(NEWEST))) {
      for (Sign sign : signs) {
        select.setLong(1, planet);
        select.setLong(2, sign.key());
        select.setLong(3, planet);
        select.setLong(4, post.entry());
        List<Other> sharing = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            long entry = rows.getLong(1);
            Other other = others.get(entry);
            if (other == null) {
              other = new Other(entry, rows.getLong(2), rows.getString(3), rows.getString(4));
              others.put(entry, other);
            }
            sharing.add(other);
          }
        }
        // A page that hardly anybody links says enough alone.
        int counts = sign.link() && sharing.size() <= RARE ? SIGNS : 1;
        double weight = sign.weight();
        if (sign.link()) {
          weight = Math.max(0, weight - Math.log(Math.max(1, sharing.size())));
        }
        for (Other other : sharing) {
          other.signs += counts;
          other.weight += weight;
        }
      }
    }
    return List.copyOf(others.values());
  }
}
