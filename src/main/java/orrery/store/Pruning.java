package orrery.store;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article;

/**
 * Drops the texts of entries that no planet keeps. A stone stays in place of each: by it an entry
 * is known again where its feed still has it, and is neither new nor on another date.
 */
public final class Pruning {
  /** How many are dropped in a transaction. */
  private static final int CHUNK = 500;

  /** What expired on all planets that list its feed. */
  private static final String EXPIRED =
      """
      not e.pruned
        and exists (select 1 from subscription s where s.feed_id = e.feed_id)
        and not exists (
          select 1 from subscription s
            left join post p on p.planet_id = s.planet_id and p.entry_id = e.id
          where s.feed_id = e.feed_id and (p.verdict is null or p.verdict <> 'expired'))
      """;

  /** What was collected of feeds that no planet lists any more. */
  private static final String REMOVED =
      """
      not e.pruned and not exists (select 1 from subscription s where s.feed_id = e.feed_id)
      """;

  private static final String SHARE =
      """
      select f.url, count(*), sum(octet_length(b.as_read) + octet_length(b.html)
        + octet_length(e.excerpt) + coalesce(octet_length(l.links), 0)
        + coalesce(octet_length(e.attachments), 0))
      from entry e join feed f on f.id = e.feed_id
        join body b on b.entry_id = e.id left join links l on l.entry_id = e.id
      """;

  private static final String BY_FEED = " group by f.url order by f.url";

  private final Jdbi jdbi;

  Pruning(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What of a feed can be dropped.
   *
   * @param feed under which address the store has it
   * @param entries how many
   * @param bytes of their texts
   */
  public record Share(String feed, int entries, long bytes) {}

  /** What expired on a planet, and on each other that lists the feed, by feed. */
  public List<Share> expired(String planet) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SHARE
                        + "join post x on x.entry_id = e.id join planet n on n.id = x.planet_id"
                        + " where n.name = :planet and x.verdict = 'expired' and "
                        + EXPIRED
                        + BY_FEED)
                .bind("planet", planet)
                .map((row, context) -> new Share(row.getString(1), row.getInt(2), row.getLong(3)))
                .list());
  }

  /** What there is of feeds that no planet lists any more, by feed. */
  public List<Share> removed() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SHARE + " where " + REMOVED + BY_FEED)
                .map((row, context) -> new Share(row.getString(1), row.getInt(2), row.getLong(3)))
                .list());
  }

  /**
   * What was dropped.
   *
   * @param entries how many
   * @param pictures the files that nothing shows any more
   */
  public record Dropped(int entries, Set<String> pictures) {}

  /**
   * Drops what expired. Where it ends halfway, what it did so far is done.
   *
   * @param removed whether to drop what no planet lists, too
   */
  public Dropped drop(boolean removed) {
    Set<String> pictures = new HashSet<>();
    int entries = drop(EXPIRED, pictures);
    if (removed) {
      entries += drop(REMOVED, pictures);
    }
    return new Dropped(entries, pictures);
  }

  private int drop(String which, Set<String> pictures) {
    List<Long> all =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select e.id from entry e where " + which + " order by e.id")
                    .mapTo(Long.class)
                    .list());
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + CHUNK));
      jdbi.useTransaction(
          handle -> {
            clear(handle, some);
            pictures.addAll(pictures(handle, some));
            // Their verdicts are to say so.
            each(handle, "update entry set revision = revision + 1 where id = any(:some)", some);
            handle.execute("update planet set pending = true");
          });
    }
    return all.size();
  }

  private static void clear(Handle handle, List<Long> entries) {
    each(
        handle,
        """
        update entry set pruned = true, excerpt = '', length = 0, attachments = null, image = null,
          rights = null
        where id = any(:some)
        """,
        entries);
    each(handle, "delete from body where entry_id = any(:some)", entries);
    each(handle, "delete from links where entry_id = any(:some)", entries);
  }

  private static Set<String> pictures(Handle handle, List<Long> entries) {
    List<String> sources =
        handle
            .createQuery("select distinct source from entry_picture where entry_id = any(:some)")
            .bindByType("some", entries.toArray(Long[]::new), Long[].class)
            .mapTo(String.class)
            .list();
    each(handle, "delete from entry_picture where entry_id = any(:some)", entries);
    each(handle, "delete from pictured where entry_id = any(:some)", entries);
    Set<String> files = new HashSet<>();
    for (String source : sources) {
      String alone =
          """
          from picture where kind = 'post' and source = ?
            and not exists (select 1 from entry_picture ep where ep.source = picture.source)
          """;
      handle.createQuery("select file " + alone).bind(0, source).mapTo(String.class).list().stream()
          .filter(Objects::nonNull)
          .forEach(files::add);
      handle.execute("delete " + alone, source);
    }
    files.removeIf(
        file ->
            handle
                .createQuery("select 1 from picture where file = ? limit 1")
                .bind(0, file)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    return files;
  }

  private static void each(Handle handle, String update, List<Long> entries) {
    handle
        .createUpdate(update)
        .bindByType("some", entries.toArray(Long[]::new), Long[].class)
        .execute();
  }

  /** Whether a stone is to stay one: its feed says something else, but not of its text. */
  static boolean stays(Handle handle, long entry, Article article) {
    @Nullable Long text = article.keys().text();
    return text != null
        && handle
            .createQuery("select 1 from entry where id = ? and pruned and key_text = ?")
            .bind(0, entry)
            .bind(1, text)
            .mapTo(Integer.class)
            .findFirst()
            .isPresent();
  }

  /** Makes an entry a stone again. */
  static void clear(Handle handle, long entry) {
    clear(handle, List.of(entry));
  }
}
