package orrery.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import orrery.feed.Candidate;
import orrery.feed.Post;
import orrery.feed.Ruling;
import orrery.feed.Tag;
import orrery.feed.Verdict;
import orrery.store.Posts.Touch;

/**
 * What is made of a planet's posts beside their verdicts, once for each revision: tags that fit
 * those that have none, and what is related to what; and what was learned to do so.
 */
public final class Gists {
  /** How many entries are asked about at once. */
  private static final int CHUNK = 1000;

  private final Jdbi jdbi;
  private final long planet;

  Gists(Jdbi jdbi, long planet) {
    this.jdbi = jdbi;
    this.planet = planet;
  }

  /**
   * A post as it is looked at.
   *
   * @param entry the store's number of it
   * @param revision how often its entry was revised
   * @param feed the store's number of its feed
   * @param anchor its lasting name on the planet
   * @param date where the planet puts it
   * @param html its cleaned body
   * @param language BCP 47 tag; null where it is not known
   * @param tags those that it has now
   * @param links keys of where it links, its own address among them
   */
  public record Shown(
      long entry,
      int revision,
      long feed,
      String anchor,
      Instant date,
      String title,
      String html,
      @Nullable String language,
      List<Tag> tags,
      Set<Long> links) {
    /** Copies the collections. */
    public Shown {
      tags = List.copyOf(tags);
      links = Set.copyOf(links);
    }
  }

  private static final String SHOWN =
      """
      select e.id, e.revision, e.feed_id, p.anchor, p.date, e.title, b.html, e.language, p.tags,
        e.key_link, l.links
      from post p join entry e on e.id = p.entry_id
        join body b on b.entry_id = e.id left join links l on l.entry_id = e.id
      where p.planet_id = :planet and p.verdict = 'shown'
      """;

  /** Some of the posts that are still to be looked at, in the order in which they were stored. */
  public List<Shown> due(int limit) {
    return shown(
        """
        and e.id in (
          select entry_id from gist where planet_id = :planet and due
          order by planet_id, due, entry_id limit :limit)
        order by e.id
        """,
        Map.of("limit", limit));
  }

  /**
   * Some of the planet's posts, newest first.
   *
   * @param after the last one of those before them; null for the newest
   */
  public List<Shown> newest(@Nullable Shown after, int limit) {
    return shown(
        """
        and (p.date < :date or (p.date = :date and p.anchor > :anchor))
        order by p.planet_id, p.verdict, p.date desc, p.anchor limit :limit
        """,
        Map.of(
            "date",
            after == null ? Long.MAX_VALUE : after.date().toEpochMilli(),
            "anchor",
            after == null ? "" : after.anchor(),
            "limit",
            limit));
  }

  /** How many posts have these tags, by their keys. */
  public Map<String, Integer> uses(Collection<String> tags) {
    Map<String, Integer> uses = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select name, sum(posts) from tally
                    where name = any(:tags) and planet_id = :planet and kind = 'tagger'
                    group by name
                    """)
                .bind("planet", planet)
                .bindByType("tags", tags.toArray(String[]::new), String[].class)
                .map((row, context) -> uses.put(row.getString(1), row.getInt(2)))
                .list());
    return uses;
  }

  private List<Shown> shown(String which, Map<String, ?> parameters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SHOWN + which)
                .bind("planet", planet)
                .bindMap(parameters)
                .map((row, context) -> shown(row))
                .list());
  }

  private static Shown shown(ResultSet row) throws SQLException {
    Set<Long> links =
        Lines.read(row.getString("links"), parts -> Long.valueOf(parts[0])).stream()
            .collect(Collectors.toCollection(HashSet::new));
    long own = row.getLong("key_link");
    if (!row.wasNull()) {
      links.add(own);
    }
    return new Shown(
        row.getLong("id"),
        row.getInt("revision"),
        row.getLong("feed_id"),
        row.getString("anchor"),
        Instant.ofEpochMilli(row.getLong("date")),
        row.getString("title"),
        new String(row.getBytes("html"), StandardCharsets.UTF_8),
        row.getString("language"),
        Posts.tags(row.getString("tags")),
        links);
  }

  /**
   * What was learned from the planet's posts.
   *
   * @param made when
   * @param posts how many there were
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  public record Learned(Instant made, int posts, byte[] bytes) {}

  /** What was learned last; null where nothing was, or it is to be learned anew. */
  public @Nullable Learned learned() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select made, posts, learned from vocabulary where planet_id = ?")
                .bind(0, planet)
                .map(
                    (row, context) ->
                        new Learned(
                            Instant.ofEpochMilli(row.getLong(1)), row.getInt(2), row.getBytes(3)))
                .findOne()
                .orElse(null));
  }

  /** Keeps what was learned. */
  public void learn(Learned learned) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("delete from vocabulary where planet_id = ?", planet);
          handle.execute(
              "insert into vocabulary values (?, ?, ?, ?)",
              planet,
              learned.made().toEpochMilli(),
              learned.posts(),
              learned.bytes());
        });
  }

  /**
   * What was made of a post.
   *
   * @param signs what tells most of it, as digests, with how much each tells
   * @param suggested tags that fit it; null where none were sought
   */
  public record Made(Shown post, Map<Long, Double> signs, @Nullable List<Tag> suggested) {
    /** Copies the map and keeps its order. */
    public Made {
      // In their order: sums of fractions depend on it.
      signs = Collections.unmodifiableMap(new LinkedHashMap<>(signs));
    }
  }

  /**
   * Keeps what was made of posts, and finds what they are related to; in one transaction.
   *
   * @return what that touches of the site
   */
  public List<Touch> keep(List<Made> all) {
    try {
      return jdbi.inTransaction(handle -> keep(handle, all));
    } catch (SQLException e) {
      throw Batch.broken(e);
    }
  }

  private List<Touch> keep(Handle handle, List<Made> all) throws SQLException {
    Kindred kindred = new Kindred(handle, planet);
    kindred.sign(all);
    List<Touch> touches = new ArrayList<>();
    Tally tally = Tally.of(handle, planet);
    List<Tag> given = new ArrayList<>();
    for (Made made : all) {
      Shown post = made.post();
      kindred.relate(made);
      List<Tag> suggested = made.suggested();
      Set<String> tags = post.tags().stream().map(Tag::key).collect(Collectors.toSet());
      if (suggested != null && !suggested.isEmpty()) {
        suggest(handle, tally, post, suggested);
        given.addAll(suggested);
        suggested.forEach(tag -> tags.add(tag.key()));
      }
      handle.execute(
          """
          update gist set due = false, revision = ?, suggested = ?
          where planet_id = ? and entry_id = ?
          """,
          post.revision(),
          suggested == null
              ? null
              : suggested.stream().map(tag -> tag.key() + "\n").collect(Collectors.joining()),
          planet,
          post.entry());
      touches.add(
          new Touch(post.feed(), post.date(), tags, Posts.language(Post.primary(post.language()))));
    }
    tally.finish();
    touches.addAll(Labels.settle(handle, planet, given));
    return touches;
  }

  /** Gives tags to a post that has none. */
  private void suggest(Handle handle, Tally tally, Shown post, List<Tag> suggested) {
    handle.execute(
        "update post set tags = ? where planet_id = ? and entry_id = ?",
        Posts.tags(suggested),
        planet,
        post.entry());
    for (Tag tag : suggested) {
      handle.execute(
          "insert into post_tag values (?, ?, ?, ?, ?, ?)",
          planet,
          tag.key(),
          post.date().toEpochMilli(),
          post.anchor(),
          post.entry(),
          Posts.spelling(tag));
      tally.tag(tag, post.feed(), post.date());
    }
  }

  /**
   * The keys of tags that were suggested for these entries, as long as they are what they were
   * then.
   */
  public Map<Long, List<String>> suggested(Collection<Candidate> entries) {
    Map<Long, Integer> revisions = new HashMap<>();
    entries.forEach(entry -> revisions.put(entry.entry(), entry.revision()));
    Map<Long, List<String>> suggested = new HashMap<>();
    List<Long> all = List.copyOf(revisions.keySet());
    jdbi.useHandle(
        handle -> {
          for (int from = 0; from < all.size(); from += CHUNK) {
            handle
                .createQuery(
                    """
                    select entry_id, revision, suggested from gist
                    where entry_id = any(:some) and planet_id = :planet and suggested <> ''
                    """)
                .bind("planet", planet)
                .bindByType(
                    "some",
                    all.subList(from, Math.min(all.size(), from + CHUNK)).toArray(Long[]::new),
                    Long[].class)
                .map(
                    (row, context) ->
                        row.getInt(2) == revisions.getOrDefault(row.getLong(1), -1)
                            ? suggested.put(
                                row.getLong(1), Lines.read(row.getString(3), parts -> parts[0]))
                            : null)
                .list();
          }
        });
    return suggested;
  }

  /** Has what is shown looked at, unless that was done at the same revision. */
  static void enqueue(Handle handle, long planet, List<Ruling> rulings) throws SQLException {
    List<Candidate> shown =
        rulings.stream()
            .filter(ruling -> ruling.verdict().kind() == Verdict.Kind.SHOWN)
            .map(Ruling::candidate)
            .toList();
    try (var update =
            new Batch(
                handle,
                """
                update gist set due = due or revision <> ? or (suggested is null and ?)
                where planet_id = ? and entry_id = ?
                """);
        var insert = new Batch(handle, "insert into gist values (?, ?, -1, true, null)")) {
      for (Candidate post : shown) {
        update.set(post.revision()).set(post.tags().isEmpty()).set(planet).set(post.entry()).add();
      }
      int[] met = update.execute();
      for (int i = 0; i < met.length; i++) {
        if (met[i] == 0) {
          insert.set(planet).set(shown.get(i).entry()).add();
        }
      }
      insert.execute();
    }
  }

  /** The posts that name one of these as related, and may have to name it otherwise. */
  static Set<Long> referrers(Handle handle, long planet, List<Ruling> rulings) {
    Set<Long> judged =
        rulings.stream()
            .map(Ruling::candidate)
            .filter(candidate -> candidate.verdict() != null)
            .map(Candidate::entry)
            .collect(Collectors.toSet());
    Set<Long> referrers = new HashSet<>();
    List<Long> all = List.copyOf(judged);
    for (int from = 0; from < all.size(); from += CHUNK) {
      handle
          .createQuery(
              """
              select distinct entry_id from related
              where other_id = any(:some) and planet_id = :planet
              """)
          .bind("planet", planet)
          .bindByType(
              "some",
              all.subList(from, Math.min(all.size(), from + CHUNK)).toArray(Long[]::new),
              Long[].class)
          .mapTo(Long.class)
          .forEach(referrers::add);
    }
    referrers.removeAll(judged);
    return referrers;
  }

  /** Drops all that was made of the posts of a feed that left. */
  static void forget(Handle handle, long planet, long feed) {
    Map.of("sign", "entry_id", "gist", "entry_id", "related", "entry_id", "related ", "other_id")
        .forEach(
            (table, column) ->
                handle
                    .createUpdate(
                        """
                        delete from %s where planet_id = :planet and %s in (
                          select id from entry where feed_id = :feed)
                        """
                            .formatted(table, column))
                    .bind("feed", feed)
                    .bind("planet", planet)
                    .execute());
  }
}
