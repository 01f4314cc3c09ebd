package orrery.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

  private static final String COLUMNS =
      """
      select e.id, e.revision, e.feed_id, p.anchor, p.date, e.title, b.html, e.language, p.tags,
        e.key_link, l.links
      """;

  private static final String JOINED =
      """
      join entry e on e.id = p.entry_id left join body b on b.entry_id = e.id
        left join links l on l.entry_id = e.id
      """;

  /** For how many posts something is still to be done. */
  public int due() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from gist where planet_id = ? and due")
                .bind(0, planet)
                .mapTo(Integer.class)
                .one());
  }

  /**
   * Some of the posts of which the signs are to be found, what was stored last first.
   *
   * @param before the store's number of the last one had
   */
  public List<Shown> unsigned(long before, int limit) {
    return shown(
        COLUMNS
            + "from gist g join post p on p.planet_id = g.planet_id and p.entry_id = g.entry_id "
            + JOINED
            + DUE
            + " and g.revision <> e.revision"
            + DUE_ORDER,
        Map.of("before", before, "limit", limit));
  }

  private static final String DUE =
      "where g.planet_id = :planet and g.due and g.entry_id < :before and p.verdict = 'shown'";

  private static final String DUE_ORDER =
      " order by g.planet_id, g.due, g.entry_id desc limit :limit";

  /**
   * A post of which the signs are known.
   *
   * @param entry the store's number of it
   * @param feed the store's number of its feed
   * @param date where the planet puts it
   * @param language BCP 47 tag; null where it is not known
   */
  public record Signed(
      long entry, long feed, Instant date, String title, @Nullable String language) {}

  /**
   * Some of the posts of which the signs are known and it is to be found what they are related to,
   * what was stored last first.
   *
   * @param before the store's number of the last one had
   */
  public List<Signed> unrelated(long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select e.id, e.feed_id, p.date, e.title, e.language
                    from gist g join post p on p.planet_id = g.planet_id and p.entry_id = g.entry_id
                      join entry e on e.id = g.entry_id
                    """
                        + DUE
                        + " and g.revision = e.revision"
                        + DUE_ORDER)
                .bind("planet", planet)
                .bind("before", before)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Signed(
                            row.getLong(1),
                            row.getLong(2),
                            Instant.ofEpochMilli(row.getLong(3)),
                            row.getString(4),
                            row.getString(5)))
                .list());
  }

  /**
   * Some of the planet's posts, newest first.
   *
   * @param after the last one of those before them; null for the newest
   */
  public List<Shown> newest(@Nullable Shown after, int limit) {
    return shown(
        COLUMNS
            + "from post p "
            + JOINED
            + """
        where p.planet_id = :planet and p.verdict = 'shown'
          and p.date <= :date and (p.date < :date or p.anchor > :anchor)
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

  /**
   * The keys of the tags that authors use.
   *
   * @param minimum how many posts must have been given each
   */
  public Set<String> words(int minimum) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select name from tally where planet_id = ? and kind = 'label'
                    group by name having sum(posts) >= ?
                    """)
                .bind(0, planet)
                .bind(1, minimum)
                .mapTo(String.class)
                .set());
  }

  /**
   * How many posts were given these tags, by their keys. Suggestions do not count: tags that are
   * suggested are authors' words, and of these the spellings are counted.
   */
  public Map<String, Integer> uses(Collection<String> tags) {
    Map<String, Integer> uses = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select name, sum(posts) from tally
                    where name = any(:tags) and planet_id = :planet and kind in ('label', 'tagger')
                    group by name, kind order by name, kind desc
                    """)
                .bind("planet", planet)
                .bindByType("tags", tags.toArray(String[]::new), String[].class)
                .map((row, context) -> uses.put(row.getString(1), row.getInt(2)))
                .list());
    return uses;
  }

  private List<Shown> shown(String sql, Map<String, ?> parameters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
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
    byte @Nullable [] html = row.getBytes("html");
    return new Shown(
        row.getLong("id"),
        row.getInt("revision"),
        row.getLong("feed_id"),
        row.getString("anchor"),
        Instant.ofEpochMilli(row.getLong("date")),
        row.getString("title"),
        html == null ? "" : new String(html, StandardCharsets.UTF_8),
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
   * Something that tells what a post is about.
   *
   * @param key a digest of it
   * @param weight how much it tells
   * @param link whether it is an address; that tells the more the fewer have it
   */
  public record Sign(long key, double weight, boolean link) {}

  /**
   * What was made of a post.
   *
   * @param signs of one key one
   * @param suggested tags that fit it; null where none were sought
   */
  public record Made(Shown post, List<Sign> signs, @Nullable List<Tag> suggested) {
    /** Copies the list. */
    public Made {
      signs = List.copyOf(signs);
    }
  }

  /**
   * Keeps what was made of posts, in one transaction. What they are related to is still to be
   * found.
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
    new Kindred(handle, planet).sign(all);
    List<Touch> touches = new ArrayList<>();
    Tally tally = Tally.of(handle, planet);
    List<Tag> given = new ArrayList<>();
    for (Made made : all) {
      Shown post = made.post();
      List<Tag> suggested = made.suggested();
      if (suggested != null && !suggested.isEmpty() && post.tags().isEmpty()) {
        suggest(handle, tally, post, suggested);
        given.addAll(suggested);
        touches.add(
            new Touch(
                post.feed(),
                post.date(),
                suggested.stream().map(Tag::key).collect(Collectors.toSet()),
                Posts.language(Post.primary(post.language()))));
      }
      handle.execute(
          "update gist set revision = ?, suggested = ? where planet_id = ? and entry_id = ?",
          post.revision(),
          suggested == null
              ? null
              : suggested.stream().map(tag -> tag.key() + "\n").collect(Collectors.joining()),
          planet,
          post.entry());
    }
    tally.finish();
    touches.addAll(Labels.settle(handle, planet, given, Set.of()));
    return touches;
  }

  /**
   * Finds what posts are related to, and keeps it; in one transaction. Nothing more is to be done
   * for them then.
   *
   * @return what that touches of the site
   */
  public List<Touch> relate(List<Signed> posts) {
    try {
      return jdbi.inTransaction(
          handle -> {
            Kindred kindred = new Kindred(handle, planet);
            List<Touch> touches = new ArrayList<>();
            for (Signed post : posts) {
              if (kindred.relate(post)) {
                touches.add(
                    new Touch(
                        post.feed(),
                        post.date(),
                        Set.of(),
                        Posts.language(Post.primary(post.language()))));
              }
              handle.execute(
                  "update gist set due = false where planet_id = ? and entry_id = ?",
                  planet,
                  post.entry());
            }
            return touches;
          });
    } catch (SQLException e) {
      throw Batch.broken(e);
    }
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

  /**
   * Has what is shown looked at, unless that was done at the same revision; of what was shown and
   * is no more, nothing is found.
   */
  static void enqueue(Handle handle, long planet, List<Ruling> rulings) throws SQLException {
    List<Candidate> shown = new ArrayList<>();
    try (var update =
            new Batch(
                handle,
                """
                update gist set due = due or revision <> ? or (suggested is null and ?),
                  revision = case when suggested is null and ? then -1 else revision end
                where planet_id = ? and entry_id = ?
                """);
        var insert = new Batch(handle, "insert into gist values (?, ?, -1, true, null)");
        var drop =
            new Batch(
                handle,
                """
                update gist set due = false, revision = -1, suggested = null
                where planet_id = ? and entry_id = ?
                """);
        var unsign = new Batch(handle, "delete from sign where entry_id = ? and planet_id = ?")) {
      for (Ruling ruling : rulings) {
        Candidate post = ruling.candidate();
        if (ruling.verdict().kind() == Verdict.Kind.SHOWN) {
          shown.add(post);
          boolean none = post.tags().isEmpty();
          update.set(post.revision()).set(none).set(none);
          update.set(planet).set(post.entry()).add();
        } else if (post.verdict() == Verdict.Kind.SHOWN) {
          drop.set(planet).set(post.entry()).add();
          unsign.set(post.entry()).set(planet).add();
        }
      }
      drop.execute();
      unsign.execute();
      int[] met = update.execute();
      for (int i = 0; i < met.length; i++) {
        if (met[i] == 0) {
          insert.set(planet).set(shown.get(i).entry()).add();
        }
      }
      insert.execute();
    }
  }

  /**
   * Takes back suggestions of tags that no author uses any more, now that feeds have left, and has
   * all learned anew.
   */
  static void unsay(Handle handle, long planet) {
    String dead =
        """
        (select t.entry_id from post_tag t where t.planet_id = :planet and t.label = ''
          and not exists (select 1 from tally l
            where l.planet_id = t.planet_id and l.kind = 'label' and l.name = t.tag))
        """;
    for (String set :
        List.of("gist set revision = -1, suggested = null", "post set revision = -1")) {
      handle
          .createUpdate("update " + set + " where planet_id = :planet and entry_id in " + dead)
          .bind("planet", planet)
          .execute();
    }
    handle.execute("delete from vocabulary where planet_id = ?", planet);
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
