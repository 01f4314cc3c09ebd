package orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import orrery.feed.Fetched.Validators;
import orrery.feed.Picture;
import orrery.feed.Picture.Kind;

/** What is known of pictures; they themselves are files. */
public final class Pictures {
  private final Jdbi jdbi;

  Pictures(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All faces and icons. */
  public List<Picture> faces() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from picture where kind <> 'post'")
                .map((row, context) -> picture(row))
                .list());
  }

  /** The pictures of posts that are kept, of these addresses, by address. */
  public Map<String, Picture> of(Collection<String> sources) {
    Map<String, Picture> found = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from picture
                    where kind = 'post' and file is not null and source = any(:sources)
                    """)
                .bindByType("sources", sources.toArray(String[]::new), String[].class)
                .map((row, context) -> found.put(row.getString("source"), picture(row)))
                .list());
    return found;
  }

  /**
   * The pictures of posts that are to be asked for: those never asked for first, of the newest
   * posts first.
   *
   * @param feeds whose posts
   */
  public List<Picture> due(Collection<Long> feeds, Instant now, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from picture p where kind = 'post' and due <= :now and exists (
                      select 1 from entry_picture ep join entry e on e.id = ep.entry_id
                      where ep.source = p.source and e.feed_id = any(:feeds))
                    order by case when asked is null then 0 else 1 end, date desc, source
                    limit :limit
                    """)
                .bind("now", now.toEpochMilli())
                .bindByType("feeds", feeds.toArray(Long[]::new), Long[].class)
                .bind("limit", limit)
                .map((row, context) -> picture(row))
                .list());
  }

  /**
   * Keeps what came of asking, and notes whose pages are to be made again, in one transaction.
   *
   * @param changed those of them whose file is another than before
   * @param feeds whose face or icon is another than before
   * @return files that nothing is kept of any more
   */
  public Set<String> save(
      Collection<Picture> pictures, Collection<Picture> changed, Collection<Long> feeds) {
    return jdbi.inTransaction(
        handle -> {
          Set<String> files = new HashSet<>();
          for (Picture one : changed) {
            handle
                .createQuery(
                    "select file from picture where kind = ? and source = ? and file is not null")
                .bind(0, one.kind().label())
                .bind(1, one.source())
                .mapTo(String.class)
                .forEach(files::add);
          }
          write(handle, pictures);
          for (Picture one : changed) {
            if (one.kind() == Kind.POST) {
              repaint(
                  handle,
                  """
                  select distinct s.planet_id, e.feed_id, e.id as entry_id from entry_picture ep
                    join entry e on e.id = ep.entry_id join subscription s on s.feed_id = e.feed_id
                  where ep.source = ?
                  """,
                  one.source());
            }
          }
          for (long feed : feeds) {
            repaint(
                handle,
                "select s.planet_id, s.feed_id, 0 as entry_id from subscription s where s.feed_id = ?",
                feed);
          }
          handle.execute(
              "update planet set pending = true where id in (select planet_id from repaint)");
          files.removeIf(
              file ->
                  handle
                      .createQuery("select 1 from picture where file = ? limit 1")
                      .bind(0, file)
                      .mapTo(Integer.class)
                      .findFirst()
                      .isPresent());
          return files;
        });
  }

  private static void repaint(Handle handle, String which, Object of) {
    handle.execute(
        """
        merge into repaint r using (%s) n
        on r.planet_id = n.planet_id and r.feed_id = n.feed_id and r.entry_id = n.entry_id
        when not matched then insert (planet_id, feed_id, entry_id)
          values (n.planet_id, n.feed_id, n.entry_id)
        """
            .formatted(which),
        of);
  }

  static void write(Handle handle, Collection<Picture> pictures) {
    if (pictures.isEmpty()) {
      return;
    }
    PreparedBatch gone = handle.prepareBatch("delete from picture where kind = ? and source = ?");
    PreparedBatch batch =
        handle.prepareBatch("insert into picture values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (Picture one : pictures) {
      gone.bind(0, one.kind().label()).bind(1, one.source()).add();
      batch
          .bind(0, one.kind().label())
          .bind(1, one.source())
          .bind(2, one.file())
          .bind(3, one.width())
          .bind(4, one.height())
          .bind(5, one.validators().etag())
          .bind(6, one.validators().lastModified())
          .bind(7, one.validators().url())
          .bind(8, Feeds.millis(one.asked()))
          .bind(9, one.due().toEpochMilli())
          .bind(10, one.failures())
          .bind(11, one.error())
          .bind(12, Feeds.millis(one.date()))
          .add();
    }
    gone.execute();
    batch.execute();
  }

  static Picture picture(ResultSet row) throws SQLException {
    return new Picture(
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("source"),
        row.getString("file"),
        row.getInt("width"),
        row.getInt("height"),
        new Validators(
            row.getString("etag"), row.getString("last_modified"), row.getString("validators_url")),
        Feeds.instant(row, "asked"),
        Instant.ofEpochMilli(row.getLong("due")),
        row.getInt("failures"),
        row.getString("error"),
        Feeds.instant(row, "date"));
  }
}
