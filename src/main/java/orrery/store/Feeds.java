package orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import orrery.feed.Fetched.Validators;
import orrery.feed.Pace;
import orrery.feed.Problem;
import orrery.store.FeedState.About;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Memory;

/** What is known of feeds. */
public final class Feeds {
  private static final String UPDATE =
      """
      update feed set etag = ?, last_modified = ?, validators_url = ?, max_age = ?, permanent = ?,
        last_attempt = ?, last_success = ?, failing_since = ?, failures = ?, held_until = ?,
        gone = ?, http_status = ?, error = ?,
        title = ?, site = ?, description = ?, language = ?, icon = ?, format = ?,
        hint = ?, skip_hours = ?, skip_days = ?, gap = ?, problems = ?
      where id = ?
      """;

  private final Jdbi jdbi;

  Feeds(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What is known of these feeds, in the order given; the ones never seen are entered. */
  public Map<String, FeedState> of(Collection<String> urls) {
    return jdbi.inTransaction(
        handle -> {
          Map<String, FeedState> known = all(handle);
          List<String> missing = urls.stream().filter(u -> !known.containsKey(u)).toList();
          if (!missing.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch("insert into feed (url) values (?)");
            missing.forEach(url -> batch.bind(0, url).add());
            batch.execute();
            known.putAll(all(handle));
          }
          Map<String, FeedState> states = new LinkedHashMap<>();
          urls.forEach(url -> states.put(url, known.get(url)));
          return states;
        });
  }

  private static Map<String, FeedState> all(Handle handle) {
    return handle
        .createQuery(
            """
            select id, url, etag, last_modified, validators_url, max_age, last_attempt,
              last_success, failing_since, failures, held_until, gone, http_status, permanent,
              title, site, description, language, icon, format, hint, skip_hours, skip_days, gap,
              error, problems
            from feed
            """)
        .map((row, context) -> read(row))
        .collect(Collectors.toMap(FeedState::url, Function.identity(), (a, b) -> a));
  }

  /** Notes that feeds answered well and said nothing new, all at the same time. */
  public void unchanged(Collection<FeedState> feeds, Instant now, int status) {
    if (feeds.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update feed set last_attempt = :now, last_success = :now,
                      failing_since = null, failures = 0, held_until = null, gone = false,
                      http_status = :status, error = null
                    where id = any(:ids)
                    """)
                .bind("now", now.toEpochMilli())
                .bind("status", status)
                .bindByType(
                    "ids", feeds.stream().map(FeedState::id).toArray(Long[]::new), Long[].class)
                .execute());
  }

  /** Keeps what is known of these feeds now. */
  public void save(Collection<FeedState> feeds) {
    if (!feeds.isEmpty()) {
      jdbi.useTransaction(handle -> save(handle, feeds));
    }
  }

  static void save(Handle handle, Collection<FeedState> feeds) {
    PreparedBatch batch = handle.prepareBatch(UPDATE);
    for (FeedState feed : feeds) {
      Memory memory = feed.memory();
      Health health = feed.health();
      About about = feed.about();
      Pace pace = about == null ? Pace.NONE : about.pace();
      Object[] values = {
        memory.validators().etag(),
        memory.validators().lastModified(),
        memory.validators().url(),
        seconds(memory.maxAge()),
        memory.permanent(),
        millis(health.lastAttempt()),
        millis(health.lastSuccess()),
        millis(health.failingSince()),
        health.failures(),
        millis(health.heldUntil()),
        health.gone(),
        health.status(),
        health.error(),
        about == null ? null : about.title(),
        about == null ? null : about.site(),
        about == null ? null : about.description(),
        about == null ? null : about.language(),
        about == null ? null : about.icon(),
        about == null ? null : about.format(),
        seconds(pace.interval()),
        words(pace.skipHours()),
        words(pace.skipDays()),
        about == null ? null : seconds(about.gap()),
        about == null ? null : problems(about.problems()),
        feed.id()
      };
      for (int i = 0; i < values.length; i++) {
        batch.bind(i, values[i]);
      }
      batch.add();
    }
    batch.execute();
  }

  /** By position, in the order of the query: a planet has thousands of feeds. */
  private static FeedState read(ResultSet row) throws SQLException {
    String format = row.getString(20);
    return new FeedState(
        row.getLong(1),
        row.getString(2),
        new Memory(
            new Validators(row.getString(3), row.getString(4), row.getString(5)),
            duration(row, 6),
            row.getString(14)),
        new Health(
            instant(row, 7),
            instant(row, 8),
            instant(row, 9),
            row.getInt(10),
            instant(row, 11),
            row.getBoolean(12),
            row.getInt(13),
            row.getString(25)),
        format == null
            ? null
            : new About(
                row.getString(15),
                row.getString(16),
                row.getString(17),
                row.getString(18),
                row.getString(19),
                format,
                new Pace(
                    duration(row, 21),
                    set(row.getString(22), Integer::valueOf),
                    set(row.getString(23), DayOfWeek::valueOf)),
                duration(row, 24),
                Lines.read(row.getString(26), Feeds::problem)));
  }

  private static @Nullable String problems(List<Problem> problems) {
    return Lines.write(
        problems,
        p -> new String[] {p.level().name(), p.code(), Integer.toString(p.line()), p.message()});
  }

  private static Problem problem(String[] parts) {
    return new Problem(
        Problem.Level.valueOf(parts[0]), parts[1], parts[3], Integer.parseInt(parts[2]));
  }

  private static @Nullable String words(Collection<? extends Comparable<?>> values) {
    return values.isEmpty()
        ? null
        : new TreeSet<>(values).stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private static <T> Set<T> set(@Nullable String words, Function<String, T> value) {
    return words == null
        ? Set.of()
        : Arrays.stream(words.split(" ")).map(value).collect(Collectors.toSet());
  }

  static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : (Long) instant.toEpochMilli();
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : (Long) duration.toSeconds();
  }

  private static @Nullable Duration duration(ResultSet row, int column) throws SQLException {
    long seconds = row.getLong(column);
    return row.wasNull() ? null : Duration.ofSeconds(seconds);
  }
}
