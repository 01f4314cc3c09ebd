package orrery.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article;
import orrery.feed.Article.Keys;
import orrery.feed.Change;
import orrery.feed.Entry;
import orrery.feed.Known;

/** What was collected, whatever planets make of it. */
public final class Entries {
  private final Jdbi jdbi;

  Entries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What is known of a feed's entries. */
  public List<Known> known(long feed) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id, key_id, key_link, key_text, fingerprint from entry"
                        + " where feed_id = ?")
                .bind(0, feed)
                .map(
                    (row, context) ->
                        new Known(row.getLong("id"), keys(row), row.getLong("fingerprint")))
                .list());
  }

  static Keys keys(ResultSet row) throws SQLException {
    return new Keys(key(row, "key_id"), key(row, "key_link"), key(row, "key_text"));
  }

  private static @Nullable Long key(ResultSet row, String column) throws SQLException {
    long key = row.getLong(column);
    return row.wasNull() ? null : (Long) key;
  }

  /** Notes, before entries change, that verdicts are to be given. */
  public void announce() {
    jdbi.useHandle(handle -> handle.execute("update planet set pending = true"));
  }

  /**
   * Makes these changes, and keeps what is known of the feed now, in one transaction: validators
   * never get ahead of what was read with them.
   */
  public void apply(FeedState feed, List<Change> changes, Instant now) {
    jdbi.useTransaction(
        handle -> {
          Feeds.save(handle, List.of(feed));
          List<Change.Add> added = new ArrayList<>();
          for (Change change : changes) {
            switch (change) {
              case Change.Add add -> added.add(add);
              case Change.Revise revise -> revise(handle, revise, now);
            }
          }
          add(handle, feed, added, now);
        });
  }

  private static void add(Handle handle, FeedState feed, List<Change.Add> added, Instant now) {
    if (added.isEmpty()) {
      return;
    }
    PreparedBatch entries =
        handle.prepareBatch(
            """
            insert into entry (fingerprint, key_id, key_link, key_text, guid, url, title, excerpt,
              authors, tags, attachments, language, image, own, length,
              feed_id, anchor, date, first_seen)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    for (Change.Add add : added) {
      int i = bind(entries, add.article());
      entries
          .bind(i, feed.id())
          .bind(i + 1, Anchors.of(feed.url(), add.article()))
          .bind(i + 2, add.date().toEpochMilli())
          .bind(i + 3, now.toEpochMilli())
          .add();
    }
    List<Long> ids = entries.executePreparedBatch("id").mapTo(Long.class).list();
    PreparedBatch bodies =
        handle.prepareBatch("insert into body (entry_id, as_read, html) values (?, ?, ?)");
    for (int i = 0; i < ids.size(); i++) {
      Article article = added.get(i).article();
      bodies.bind(0, ids.get(i)).bind(1, article.asRead()).bind(2, utf8(article.html())).add();
    }
    bodies.execute();
  }

  private static void revise(Handle handle, Change.Revise revise, Instant now) {
    Article article = revise.article();
    handle
        .createUpdate(
            """
            update entry set updated = :now
            where id = :id and (title <> :title or exists (
              select 1 from body where entry_id = :id and html <> :html))
            """)
        .bind("now", now.toEpochMilli())
        .bind("id", revise.entry())
        .bind("title", article.title())
        .bind("html", utf8(article.html()))
        .execute();
    PreparedBatch entry =
        handle.prepareBatch(
            """
            update entry set fingerprint = ?, key_id = ?, key_link = ?, key_text = ?, guid = ?,
              url = ?, title = ?, excerpt = ?, authors = ?, tags = ?, attachments = ?,
              language = ?, image = ?, own = ?, length = ?, revision = revision + 1
            where id = ?
            """);
    int i = bind(entry, article);
    entry.bind(i, revise.entry()).add();
    entry.execute();
    handle
        .createUpdate("update body set as_read = ?, html = ? where entry_id = ?")
        .bind(0, article.asRead())
        .bind(1, utf8(article.html()))
        .bind(2, revise.entry())
        .execute();
  }

  /** Binds what an article says of an entry, from the first parameter on. */
  private static int bind(PreparedBatch batch, Article article) {
    Entry entry = article.entry();
    @Nullable Object[] values = {
      article.fingerprint(),
      article.keys().id(),
      article.keys().link(),
      article.keys().text(),
      storable(entry.id()),
      article.url(),
      article.title(),
      article.excerpt(),
      Lines.write(article.authors(), a -> new String[] {text(a.name()), text(a.url())}),
      Lines.write(article.tags(), t -> new String[] {t.key(), t.label()}),
      EntryJson.writeAttachments(article.attachments()),
      article.language(),
      article.image(),
      article.own(),
      article.html().length(),
    };
    for (int i = 0; i < values.length; i++) {
      batch.bind(i, values[i]);
    }
    return values.length;
  }

  /**
   * An id as the feed writes it, but for what PostgreSQL cannot hold: NUL, halves of characters.
   */
  private static @Nullable String storable(@Nullable String id) {
    return id == null ? null : new String(utf8(id.replace('\0', '?')), StandardCharsets.UTF_8);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
