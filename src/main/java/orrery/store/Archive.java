package orrery.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import orrery.feed.Author;
import orrery.feed.Blog;
import orrery.feed.Post;
import orrery.feed.Post.AlsoIn;
import orrery.feed.Post.Related;
import orrery.feed.Tag;
import orrery.store.Posts.Touch;
import orrery.store.Tally.Kind;
import orrery.store.Tally.Row;

/**
 * What a planet shows, newest first. Days, months and years are those of UTC. Only methods that say
 * so bring bodies; listings have no use for them.
 */
public final class Archive {
  /** How many posts are asked about at once. */
  private static final int CHUNK = 1000;

  private static final String LIGHT =
      """
      select p.entry_id, p.feed_id, p.anchor, p.date,
        coalesce(e.lasting, e.guid) as guid, e.url, e.title, e.excerpt, e.authors,
        p.tags, e.attachments, e.language, e.image, e.updated, e.rights
      """;
  private static final String FULL = LIGHT + ", b.html ";
  private static final String BODY = " join body b on b.entry_id = e.id ";
  private static final String SHOWN = " p.planet_id = :planet and p.verdict = 'shown' ";

  /** An index is read in its order only where the order names all its columns from the first on. */
  private static final String ORDER = " order by p.planet_id, p.verdict, p.date desc, p.anchor";

  private static final String ORDER_IN_BLOG =
      " order by p.planet_id, p.feed_id, p.verdict, p.date desc, p.anchor";

  private final Jdbi jdbi;
  private final long planet;
  private final Map<Long, Blog> blogs;
  private final int minimum;
  private final Map<String, Count> tags = new TreeMap<>();

  Archive(Jdbi jdbi, long planet, Map<Long, Blog> blogs, int minimum) {
    this.minimum = minimum;
    this.jdbi = jdbi;
    this.planet = planet;
    this.blogs = blogs;
  }

  /** The duplicates of posts, by the store's numbers of their entries. */
  private Map<Long, List<AlsoIn>> duplicates(Handle handle, List<Long> of) {
    Map<Long, List<AlsoIn>> found = new HashMap<>();
    for (int from = 0; from < of.size(); from += CHUNK) {
      List<Long> some = of.subList(from, Math.min(of.size(), from + CHUNK));
      handle
          .createQuery(
              """
              select p.of_entry, p.feed_id, e.url from post p join entry e on e.id = p.entry_id
              where p.of_entry = any(:some) and p.planet_id = :planet and p.verdict = 'duplicate'
              order by p.anchor
              """)
          .bind("planet", planet)
          .bindByType("some", some.toArray(Long[]::new), Long[].class)
          .map(
              (row, context) ->
                  found
                      .computeIfAbsent(row.getLong("of_entry"), post -> new ArrayList<>(1))
                      .add(new AlsoIn(blog(row.getLong("feed_id")).name(), row.getString("url"))))
          .list();
    }
    return found;
  }

  /** The posts that others are related to, by the store's numbers of the others' entries. */
  private Map<Long, List<Related>> related(Handle handle, List<Long> of) {
    Map<Long, List<Related>> found = new HashMap<>();
    for (int from = 0; from < of.size(); from += CHUNK) {
      List<Long> some = of.subList(from, Math.min(of.size(), from + CHUNK));
      handle
          .createQuery(
              """
              select r.entry_id, p.anchor, p.date, e.title, p.feed_id, e.language
              from related r join post p on p.planet_id = r.planet_id and p.entry_id = r.other_id
                join entry e on e.id = r.other_id
              where r.planet_id = :planet and r.entry_id = any(:some) and p.verdict = 'shown'
              order by r.entry_id, r.place
              """)
          .bind("planet", planet)
          .bindByType("some", some.toArray(Long[]::new), Long[].class)
          .map(
              (row, context) ->
                  found
                      .computeIfAbsent(row.getLong("entry_id"), post -> new ArrayList<>(3))
                      .add(
                          new Related(
                              row.getString("anchor"),
                              Instant.ofEpochMilli(row.getLong("date")),
                              row.getString("title"),
                              blog(row.getLong("feed_id")).name(),
                              row.getString("language"))))
          .list();
    }
    return found;
  }

  private Blog blog(long feed) {
    return Objects.requireNonNull(blogs.get(feed), "a blog of the planet");
  }

  /**
   * The newest posts of those that the front page may have, with their bodies, and what they are
   * related to.
   */
  public List<Post> newest(int limit) {
    return withRelated(
        read(
            FULL
                + "from post p join entry e on e.id = p.entry_id"
                + BODY
                + "where"
                + SHOWN
                + "and p.front"
                + ORDER
                + " limit :limit",
            Map.of("limit", limit)));
  }

  /**
   * The posts of a month, without bodies.
   *
   * @return by the store's number of the entry, in order
   */
  public Map<Long, Post> month(YearMonth month) {
    return days(month.atDay(1), month.plusMonths(1).atDay(1));
  }

  /**
   * The posts of some days, without bodies.
   *
   * @param to the first day that is none of them
   * @return by the store's number of the entry, in order
   */
  public Map<Long, Post> days(LocalDate from, LocalDate to) {
    return read(
        LIGHT
            + "from post p join entry e on e.id = p.entry_id where"
            + SHOWN
            + " and p.date >= :from and p.date < :to"
            + ORDER,
        span(from, to));
  }

  /** The same posts with their bodies, and what they are related to. */
  public List<Post> whole(Map<Long, Post> posts) {
    Map<Long, String> bodies = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("select entry_id, html from body where entry_id = any(:ids)")
                .bindByType("ids", posts.keySet().toArray(Long[]::new), Long[].class)
                .map((row, context) -> bodies.put(row.getLong(1), html(row)))
                .list());
    Map<Long, Post> whole = new LinkedHashMap<>();
    posts.forEach((entry, post) -> whole.put(entry, post.with(bodies.getOrDefault(entry, ""))));
    return withRelated(whole);
  }

  private List<Post> withRelated(Map<Long, Post> posts) {
    Map<Long, List<Related>> related =
        jdbi.withHandle(handle -> related(handle, List.copyOf(posts.keySet())));
    List<Post> all = new ArrayList<>(posts.size());
    posts.forEach(
        (entry, post) -> all.add(post.with(post.alsoIn(), related.getOrDefault(entry, List.of()))));
    return all;
  }

  /** The newest posts of a blog, without bodies. */
  public List<Post> blog(long feed, int limit) {
    return blog(LIGHT, "", feed, limit);
  }

  /** The same with their bodies. */
  public List<Post> wholeBlog(long feed, int limit) {
    return blog(FULL, BODY, feed, limit);
  }

  private List<Post> blog(String columns, String body, long feed, int limit) {
    return posts(
        columns
            + "from post p join entry e on e.id = p.entry_id"
            + body
            + " where"
            + SHOWN
            + " and p.feed_id = :feed"
            + ORDER_IN_BLOG
            + " limit :limit",
        Map.of("feed", feed, "limit", limit));
  }

  /** The posts of a blog in a year, without bodies. */
  public List<Post> blog(long feed, Year year) {
    Map<String, Object> parameters = span(year.atDay(1), year.plusYears(1).atDay(1));
    parameters.put("feed", feed);
    return posts(
        LIGHT
            + "from post p join entry e on e.id = p.entry_id where"
            + SHOWN
            + " and p.feed_id = :feed and p.date >= :from and p.date < :to"
            + ORDER_IN_BLOG,
        parameters);
  }

  /** The newest posts with a tag, without bodies. */
  public List<Post> tag(String key, int limit) {
    return tag(LIGHT, "", key, limit);
  }

  /** The same with their bodies. */
  public List<Post> wholeTag(String key, int limit) {
    return tag(FULL, BODY, key, limit);
  }

  private List<Post> tag(String columns, String body, String key, int limit) {
    return posts(
        columns
            + """
            from post_tag t join post p on p.planet_id = t.planet_id and p.entry_id = t.entry_id
              join entry e on e.id = t.entry_id
            """
            + body
            + """
            where t.planet_id = :planet and t.tag = :tag
            order by t.planet_id, t.tag, t.date desc, t.anchor limit :limit
            """,
        Map.of("tag", key, "limit", limit));
  }

  /**
   * The newest posts on a page of posts that keep rules of their own, without bodies.
   *
   * @param path of the page
   */
  public List<Post> page(String path, int limit) {
    return tag(Tally.PAGE + path, limit);
  }

  /** The same with their bodies. */
  public List<Post> wholePage(String path, int limit) {
    return wholeTag(Tally.PAGE + path, limit);
  }

  /** The newest posts in a language, without bodies. */
  public List<Post> language(String language, int limit) {
    return language(LIGHT, "", language, limit);
  }

  /** The same with their bodies. */
  public List<Post> wholeLanguage(String language, int limit) {
    return language(FULL, BODY, language, limit);
  }

  private List<Post> language(String columns, String body, String language, int limit) {
    return posts(
        columns
            + "from post p join entry e on e.id = p.entry_id"
            + body
            + " where p.planet_id = :planet and p.language = :language"
            + " order by p.planet_id, p.language, p.date desc, p.anchor limit :limit",
        Map.of("language", language, "limit", limit));
  }

  private List<Post> posts(String sql, Map<String, ?> parameters) {
    return List.copyOf(read(sql, parameters).values());
  }

  private Map<Long, Post> read(String sql, Map<String, ?> parameters) {
    boolean full = sql.startsWith(FULL);
    Map<Long, Post> posts = new LinkedHashMap<>();
    jdbi.useHandle(
        handle -> {
          handle
              .createQuery(sql)
              .bind("planet", planet)
              .bindMap(parameters)
              .map(
                  (row, context) ->
                      posts.put(row.getLong("entry_id"), post(row, full ? html(row) : "")))
              .list();
          List<Long> entries = List.copyOf(posts.keySet());
          Map<Long, List<AlsoIn>> duplicates = duplicates(handle, entries);
          posts.replaceAll(
              (entry, post) ->
                  post.with(duplicates.getOrDefault(entry, List.of()), post.related()));
        });
    return posts;
  }

  private Post post(ResultSet row, String html) throws SQLException {
    String guid = row.getString("guid");
    String url = row.getString("url");
    String anchor = row.getString("anchor");
    return new Post(
        anchor,
        blog(row.getLong("feed_id")),
        guid != null ? guid : url != null ? url : anchor,
        url,
        row.getString("title"),
        html,
        row.getString("excerpt"),
        Lines.read(row.getString("authors"), Archive::author),
        Instant.ofEpochMilli(row.getLong("date")),
        Feeds.instant(row, "updated"),
        Posts.tags(row.getString("tags")).stream().map(this::known).toList(),
        row.getString("language"),
        EntryJson.readAttachments(row.getString("attachments")),
        row.getString("image"),
        List.of(),
        List.of(),
        row.getString("rights"));
  }

  private static String html(ResultSet row) throws SQLException {
    return new String(row.getBytes("html"), StandardCharsets.UTF_8);
  }

  private static Author author(String[] parts) {
    return new Author(orNull(parts[0]), null, orNull(parts[1]));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Map<String, Object> span(LocalDate from, LocalDate to) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("from", millis(from));
    parameters.put("to", millis(to));
    return parameters;
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  // What there is --------------------------------------------------------------------------------

  /** How many posts there are on each day, oldest first. */
  public NavigableMap<LocalDate, Integer> days() {
    return parts(Kind.DAY, LocalDate::parse, "");
  }

  /** How many posts a blog has in each year, oldest first. */
  public NavigableMap<Year, Integer> years(long feed) {
    return parts(
        Kind.FEED, month -> Year.from(YearMonth.parse(month)), "name = ?", Long.toString(feed));
  }

  /** How many posts have a tag in each month, oldest first. */
  public NavigableMap<YearMonth, Integer> months(String tag) {
    return parts(Kind.TAG, YearMonth::parse, "name = ?", tag);
  }

  /** How many posts in a language there are in each month, oldest first. */
  public NavigableMap<YearMonth, Integer> monthsOfLanguage(String language) {
    return parts(Kind.LANGUAGE, YearMonth::parse, "name = ?", language);
  }

  private <K extends Comparable<? super K>> NavigableMap<K, Integer> parts(
      Kind kind, Function<String, K> part, String where, Object... values) {
    NavigableMap<K, Integer> counts = new TreeMap<>();
    for (Row row : Tally.read(jdbi, planet, kind, where, values)) {
      counts.merge(part.apply(row.part()), row.posts(), Integer::sum);
    }
    return counts;
  }

  /** How many posts each blog has in each language that any is known to be in. */
  public NavigableMap<String, Map<Long, Integer>> languages() {
    NavigableMap<String, Map<Long, Integer>> languages = new TreeMap<>();
    for (Row row : Tally.read(jdbi, planet, Kind.WRITER, "")) {
      languages
          .computeIfAbsent(row.name(), language -> new HashMap<>())
          .put(Long.valueOf(row.part()), row.posts());
    }
    return languages;
  }

  /** A tag as the planet spells it, and how many posts have it. */
  private record Count(String label, int posts) {}

  /** Every tag that the planet has pages of or could have, with the number of its posts. */
  public void tags(ObjIntConsumer<Tag> each) {
    tags()
        .forEach(
            (key, count) -> {
              if (count.posts() > 0) {
                each.accept(known(new Tag(key, key)), count.posts());
              }
            });
  }

  /** A tag as the planet has it. */
  private Tag known(Tag tag) {
    Count count = tags().get(tag.key());
    return count == null
        ? tag
        : new Tag(tag.key(), count.label(), tag.origin(), count.posts() >= minimum);
  }

  /** All tags, read once: pages are made of what there is at one moment. */
  private synchronized Map<String, Count> tags() {
    if (tags.isEmpty()) {
      Map<String, Integer> posts = new HashMap<>();
      for (Row row : Tally.read(jdbi, planet, Kind.TAGGER, "")) {
        posts.merge(row.name(), row.posts(), Integer::sum);
      }
      jdbi.useHandle(
          handle ->
              Labels.all(handle, planet)
                  .forEach(
                      (key, label) -> tags.put(key, new Count(label, posts.getOrDefault(key, 0)))));
    }
    return tags;
  }

  /**
   * How many posts with some tags there are in each month from this one on, by the tags' keys.
   *
   * @param tags keys; those without posts are left out of what is returned
   */
  public Map<String, NavigableMap<YearMonth, Integer>> months(
      Collection<String> tags, YearMonth from) {
    Map<String, NavigableMap<YearMonth, Integer>> months = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select name, part, posts from tally where planet_id = :planet
                      and kind = :kind and name = any(:tags) and part >= :from
                    """)
                .bind("planet", planet)
                .bind("kind", Kind.TAG.label())
                .bindByType("tags", tags.toArray(String[]::new), String[].class)
                .bind("from", from.toString())
                .map(
                    (row, context) ->
                        months
                            .computeIfAbsent(row.getString(1), tag -> new TreeMap<>())
                            .put(YearMonth.parse(row.getString(2)), row.getInt(3)))
                .list());
    return months;
  }

  /**
   * The tags of the posts of the latest months, by their keys, with the blogs that have them there.
   * It reads these posts: nothing is kept of who wrote of what in which month.
   *
   * @param from the first of these months
   */
  public Map<String, Set<Long>> taggers(YearMonth from) {
    Map<String, Set<Long>> taggers = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select p.feed_id, p.tags from post p where"
                        + SHOWN
                        + "and p.date >= :from and p.tags is not null")
                .bind("planet", planet)
                .bind("from", millis(from.atDay(1)))
                .setFetchSize(CHUNK)
                .map((row, context) -> new Object[] {row.getLong(1), row.getString(2)})
                .forEach(
                    row ->
                        Lines.read((String) row[1], parts -> parts[0])
                            .forEach(
                                tag ->
                                    taggers
                                        .computeIfAbsent(tag, t -> new HashSet<>(2))
                                        .add((Long) row[0]))));
    return taggers;
  }

  /** How many posts with a tag each blog has that has any. */
  public Map<Long, Integer> blogs(String tag) {
    Map<Long, Integer> blogs = new HashMap<>();
    for (Row row : Tally.read(jdbi, planet, Kind.TAGGER, "name = ?", tag)) {
      blogs.put(Long.valueOf(row.part()), row.posts());
    }
    return blogs;
  }

  /** What changes where it does for all posts with these tags, by their keys. */
  public List<Touch> touches(Collection<String> tags) {
    return jdbi.withHandle(handle -> Labels.touches(handle, planet, tags));
  }
}
