package orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import orrery.feed.Attempts;
import orrery.feed.Attempts.Outcome;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;
import orrery.feed.Hold;
import orrery.feed.Pace;
import orrery.feed.Problem;
import orrery.store.FeedState.About;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Memory;
import orrery.store.FeedState.Move;

/** What is known of feeds. */
public final class Feeds {
  private static final String UPDATE =
      """
      update feed set etag = ?, last_modified = ?, validators_url = ?, max_age = ?,
        permanent = ?, moved_since = ?, moved_times = ?,
        outcome = ?, stage = ?, http_status = ?, error = ?, since = ?, last_attempt = ?, times = ?,
        last_success = ?, failing_since = ?, failures = ?, held_until = ?, waits_from = ?,
        title = ?, site = ?, description = ?, language = ?, icon = ?, format = ?,
        hint = ?, skip_hours = ?, skip_days = ?, gap = ?, newest = ?, problems = ?, own_id = ?
      where id = ?
      """;

  /** Attempts that other ones follow become history. */
  private static final String CLOSE =
      """
      insert into attempts (feed_id, since, until, times, outcome, stage, http_status, error)
      select id, since, last_attempt, times, outcome, stage, http_status, error from feed
      where outcome is not null and
      """;

  private final Jdbi jdbi;

  Feeds(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What is known of these feeds, in the order given; the ones never seen are entered. One whose
   * new address is where its old one leads for good is no new feed: it keeps what is known of it.
   * One that is gone for good is to be asked again where no planet had it: somebody has removed it
   * and registered it anew.
   *
   * @param planets that these feeds are all the feeds of
   */
  public Map<String, FeedState> of(Collection<String> urls, Collection<String> planets) {
    return jdbi.inTransaction(
        handle -> {
          Map<String, FeedState> known = all(handle);
          Set<String> missing = new LinkedHashSet<>(urls);
          missing.removeAll(known.keySet());
          if (!missing.isEmpty()) {
            for (FeedState feed : known.values()) {
              Move move = feed.memory().move();
              if (move != null && !urls.contains(feed.url()) && missing.contains(move.to())) {
                if (follow(handle, feed, move.to(), planets)) {
                  missing.remove(move.to());
                }
              }
            }
            PreparedBatch batch = handle.prepareBatch("insert into feed (url) values (?)");
            missing.forEach(url -> batch.bind(0, url).add());
            batch.execute();
            known = all(handle);
          }
          if (urls.stream().map(known::get).anyMatch(feed -> feed.health().gone())
              && askAgain(handle, urls)) {
            known = all(handle);
          }
          Map<String, FeedState> states = new LinkedHashMap<>();
          for (String url : urls) {
            states.put(url, known.get(url));
          }
          return states;
        });
  }

  /**
   * Has feeds that are gone start anew where no planet has them; that they were gone is history.
   */
  private static boolean askAgain(Handle handle, Collection<String> urls) {
    String anew =
        """
        outcome = 'gone' and url = any(:urls)
          and not exists (select 1 from subscription s where s.feed_id = feed.id)
        """;
    String[] names = urls.toArray(String[]::new);
    handle.createUpdate(CLOSE + anew).bindByType("urls", names, String[].class).execute();
    return handle
            .createUpdate(
                """
                update feed set outcome = null, stage = null, http_status = 0, error = null,
                  since = null, last_attempt = null, times = 0,
                  failing_since = null, failures = 0, waits_from = null
                where
                """
                    + anew)
            .bindByType("urls", names, String[].class)
            .execute()
        > 0;
  }

  /**
   * Notes that a feed has moved, as its author says: where the new address is registered instead of
   * the old one, it is the same feed.
   */
  public void moves(String url, String to, Instant now) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update feed set permanent = ?, moved_since = ?, moved_times = 1 where url = ?",
                to,
                now.toEpochMilli(),
                url));
  }

  /** What is known of all feeds, whoever lists them, by address. */
  public Map<String, FeedState> known() {
    return jdbi.withHandle(Feeds::all);
  }

  /** Gives a feed its new address, unless another planet still has it under the old one. */
  private static boolean follow(
      Handle handle, FeedState feed, String to, Collection<String> planets) {
    return handle
            .createUpdate(
                """
                update feed set url = :to, permanent = null, moved_since = null, moved_times = 0
                where id = :id and not exists (
                  select 1 from subscription s join planet p on p.id = s.planet_id
                  where s.feed_id = :id and not p.name = any(:planets))
                """)
            .bind("to", to)
            .bind("id", feed.id())
            .bindByType("planets", planets.toArray(String[]::new), String[].class)
            .execute()
        > 0;
  }

  /**
   * A host that asked to be left alone.
   *
   * @param since when it asked
   */
  public record HeldHost(Hold hold, Instant since) {}

  /** The hosts that asked to be left alone. */
  public List<HeldHost> heldHosts() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select host, since, until, http_status from held_host")
                .map(
                    (row, context) ->
                        new HeldHost(
                            new Hold(
                                row.getString(1),
                                row.getInt(4),
                                Instant.ofEpochMilli(row.getLong(3))),
                            Instant.ofEpochMilli(row.getLong(2))))
                .list());
  }

  /** Keeps these as all the hosts that asked to be left alone. */
  public void heldHosts(Collection<HeldHost> hosts) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("delete from held_host");
          for (HeldHost host : hosts) {
            handle.execute(
                "insert into held_host (host, since, until, http_status) values (?, ?, ?, ?)",
                host.hold().host(),
                host.since().toEpochMilli(),
                host.hold().until().toEpochMilli(),
                host.hold().status());
          }
        });
  }

  private static Map<String, FeedState> all(Handle handle) {
    return handle
        .createQuery(
            """
            select id, url, etag, last_modified, validators_url, max_age,
              permanent, moved_since, moved_times,
              outcome, stage, http_status, error, since, last_attempt, times,
              last_success, failing_since, failures, held_until, waits_from,
              title, site, description, language, icon, format,
              hint, skip_hours, skip_days, gap, newest, problems, own_id
            from feed
            """)
        .map((row, context) -> read(row))
        .collect(Collectors.toMap(FeedState::url, Function.identity(), (a, b) -> a));
  }

  /** Notes that feeds said nothing new (304), all at the same time. */
  public void unchanged(Collection<FeedState> feeds, Instant now) {
    if (feeds.isEmpty()) {
      return;
    }
    Long[] ids = feeds.stream().map(FeedState::id).toArray(Long[]::new);
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(CLOSE + "outcome <> 'same' and id = any(:ids)")
              .bindByType("ids", ids, Long[].class)
              .execute();
          handle
              .createUpdate(
                  """
                  update feed set
                    since = case when outcome = 'same' then since else :now end,
                    times = case when outcome = 'same' then times + 1 else 1 end,
                    outcome = 'same', stage = null, http_status = 304, error = null,
                    last_attempt = :now, last_success = :now,
                    failing_since = null, failures = 0, held_until = null, waits_from = null
                  where id = any(:ids)
                  """)
              .bind("now", now.toEpochMilli())
              .bindByType("ids", ids, Long[].class)
              .execute();
        });
  }

  /** Has feeds wait from this time on, as the clock was set back behind their last attempts. */
  public void waitFrom(Collection<FeedState> feeds, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update feed set waits_from = :now where id = any(:ids)")
                .bind("now", now.toEpochMilli())
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
    close(handle, feeds);
    PreparedBatch batch = handle.prepareBatch(UPDATE);
    for (FeedState feed : feeds) {
      Memory memory = feed.memory();
      Move move = memory.move();
      Health health = feed.health();
      Attempts last = health.last();
      About about = feed.about();
      Pace pace = about == null ? Pace.NONE : about.pace();
      Object[] values = {
        memory.validators().etag(),
        memory.validators().lastModified(),
        memory.validators().url(),
        seconds(memory.maxAge()),
        move == null ? null : move.to(),
        move == null ? null : millis(move.since()),
        move == null ? 0 : move.times(),
        last == null ? null : last.outcome().label(),
        last == null || last.stage() == null ? null : last.stage().label(),
        health.status(),
        health.error(),
        last == null ? null : millis(last.since()),
        millis(health.lastAttempt()),
        last == null ? 0 : last.times(),
        millis(health.lastSuccess()),
        millis(health.failingSince()),
        health.failures(),
        millis(health.heldUntil()),
        millis(health.waitsFrom()),
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
        about == null ? null : millis(about.newest()),
        about == null ? null : problems(about.problems()),
        about == null ? null : about.id(),
        feed.id()
      };
      for (int i = 0; i < values.length; i++) {
        batch.bind(i, values[i]);
      }
      batch.add();
    }
    batch.execute();
  }

  /** The attempts that the store has of these feeds, where others have followed. */
  private static void close(Handle handle, Collection<FeedState> feeds) {
    PreparedBatch batch = handle.prepareBatch(CLOSE + "id = ? and since <> ?");
    boolean any = false;
    for (FeedState feed : feeds) {
      Attempts last = feed.health().last();
      if (last != null && last.times() == 1) {
        batch.bind(0, feed.id()).bind(1, last.since().toEpochMilli()).add();
        any = true;
      }
    }
    if (any) {
      batch.execute();
    }
  }

  /** How fetching a feed went, the newest attempts first. */
  public List<Attempts> history(FeedState feed) {
    List<Attempts> history = new ArrayList<>();
    if (feed.health().last() != null) {
      history.add(feed.health().last());
    }
    history.addAll(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select outcome, stage, http_status, error, since, until, times
                        from attempts where feed_id = ? order by until desc, since desc
                        """)
                    .bind(0, feed.id())
                    .map((row, context) -> attempts(row, 1))
                    .list()));
    return history;
  }

  /** By position, in the order of the query: a planet has thousands of feeds. */
  private static FeedState read(ResultSet row) throws SQLException {
    String move = row.getString(7);
    String format = row.getString(27);
    return new FeedState(
        row.getLong(1),
        row.getString(2),
        new Memory(
            new Validators(row.getString(3), row.getString(4), row.getString(5)),
            duration(row, 6),
            move == null
                ? null
                : new Move(move, Instant.ofEpochMilli(row.getLong(8)), row.getInt(9))),
        new Health(
            row.getString(10) == null ? null : attempts(row, 10),
            instant(row, 17),
            instant(row, 18),
            row.getInt(19),
            instant(row, 20),
            instant(row, 21)),
        format == null
            ? null
            : new About(
                row.getString(22),
                row.getString(23),
                row.getString(24),
                row.getString(25),
                row.getString(26),
                row.getString(34),
                format,
                new Pace(
                    duration(row, 28),
                    set(row.getString(29), Integer::valueOf),
                    set(row.getString(30), DayOfWeek::valueOf)),
                duration(row, 31),
                instant(row, 32),
                Lines.read(row.getString(33), Feeds::problem)));
  }

  private static Attempts attempts(ResultSet row, int first) throws SQLException {
    String stage = row.getString(first + 1);
    return new Attempts(
        Outcome.of(row.getString(first)),
        stage == null ? null : Stage.of(stage),
        row.getInt(first + 2),
        row.getString(first + 3),
        Instant.ofEpochMilli(row.getLong(first + 4)),
        Instant.ofEpochMilli(row.getLong(first + 5)),
        row.getInt(first + 6));
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
