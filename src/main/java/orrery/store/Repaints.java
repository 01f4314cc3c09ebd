package orrery.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import orrery.feed.Picture;
import orrery.feed.Picture.Kind;
import orrery.feed.Post;
import orrery.store.Posts.Touch;

/** One planet's pages and the pictures on them. */
public final class Repaints {
  private final Jdbi jdbi;
  private final long planet;

  Repaints(Jdbi jdbi, long planet) {
    this.jdbi = jdbi;
    this.planet = planet;
  }

  /** What pictures that came or went touch of the site. */
  public List<Touch> touches() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select p.feed_id, p.date, p.tags, p.language from repaint r
                      join post p on p.planet_id = r.planet_id and p.feed_id = r.feed_id
                        and (r.entry_id = 0 or p.entry_id = r.entry_id)
                    where r.planet_id = ? and p.verdict = 'shown'
                    """)
                .bind(0, planet)
                .map(
                    (row, context) ->
                        new Touch(
                            row.getLong("feed_id"),
                            Instant.ofEpochMilli(row.getLong("date")),
                            new HashSet<>(Lines.read(row.getString("tags"), parts -> parts[0])),
                            Posts.language(Post.primary(row.getString("language")))))
                .list());
  }

  /** The feeds whose face or icon came or went. */
  public Set<Long> feeds() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select feed_id from repaint where planet_id = ? and entry_id = 0")
                .bind(0, planet)
                .mapTo(Long.class)
                .set());
  }

  /**
   * A post that is to be looked through for pictures.
   *
   * @param image that stands for it
   */
  public record Unseen(
      long entry, int revision, Instant date, String html, @Nullable String image) {}

  /**
   * The newest posts of these feeds that were not looked through.
   *
   * @return as many as the limit says where there may be more
   */
  public List<Unseen> unseen(Collection<Long> feeds, int limit) {
    return jdbi.withHandle(
        handle -> {
          Long[] behind = behind(handle, feeds);
          if (behind.length == 0) {
            return List.of();
          }
          List<Long> entries =
              handle
                  .createQuery(
                      """
                      select p.entry_id from post p join entry e on e.id = p.entry_id
                        left join pictured s on s.entry_id = p.entry_id
                      where p.planet_id = :planet and p.verdict = 'shown'
                        and p.feed_id = any(:feeds)
                        and (s.revision is null or s.revision <> e.revision)
                      order by p.date desc, p.anchor limit :limit
                      """)
                  .bind("planet", planet)
                  .bindByType("feeds", behind, Long[].class)
                  .bind("limit", limit)
                  .mapTo(Long.class)
                  .list();
          return entries.stream().map(entry -> read(handle, entry)).toList();
        });
  }

  private Long[] behind(Handle handle, Collection<Long> feeds) {
    Set<Long> behind =
        handle
            .createQuery("select feed_id from subscription where planet_id = ? and not pictured")
            .bind(0, planet)
            .mapTo(Long.class)
            .set();
    behind.retainAll(feeds);
    return behind.toArray(Long[]::new);
  }

  private static Unseen read(Handle handle, long entry) {
    return handle
        .createQuery(
            """
            select e.revision, e.date, e.image, b.html from entry e
              join body b on b.entry_id = e.id where e.id = ?
            """)
        .bind(0, entry)
        .map(
            (row, context) ->
                new Unseen(
                    entry,
                    row.getInt("revision"),
                    Instant.ofEpochMilli(row.getLong("date")),
                    new String(row.getBytes("html"), StandardCharsets.UTF_8),
                    row.getString("image")))
        .one();
  }

  /**
   * Notes what posts show, and wants the pictures that are new.
   *
   * @param sources addresses of the pictures, by post
   * @param all whether no post of these feeds is left to be looked through
   */
  public void seen(
      Map<Unseen, List<String>> sources, Collection<Long> feeds, boolean all, Instant now) {
    jdbi.useTransaction(
        handle -> {
          Map<String, Instant> newest = new HashMap<>();
          sources.forEach(
              (post, those) -> {
                handle.execute("delete from pictured where entry_id = ?", post.entry());
                handle.execute("insert into pictured values (?, ?)", post.entry(), post.revision());
                handle.execute("delete from entry_picture where entry_id = ?", post.entry());
                for (String source : those) {
                  handle.execute("insert into entry_picture values (?, ?)", post.entry(), source);
                  newest.merge(source, post.date(), (a, b) -> a.isAfter(b) ? a : b);
                }
              });
          newest.forEach(
              (source, date) -> {
                int known =
                    handle.execute(
                        """
                        update picture set date = greatest(date, ?)
                        where kind = 'post' and source = ?
                        """,
                        date.toEpochMilli(),
                        source);
                if (known == 0) {
                  Pictures.write(handle, List.of(Picture.wanted(Kind.POST, source, now, date)));
                }
              });
          Long[] behind = all ? behind(handle, feeds) : new Long[0];
          for (long feed : behind) {
            handle.execute(
                "update subscription set pictured = true where planet_id = ? and feed_id = ?",
                planet,
                feed);
          }
        });
  }
}
