package orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import orrery.feed.Submission;
import orrery.feed.Submission.Event;
import orrery.feed.Submission.State;

/** The submissions of a planet. What a method has returned from survives a crash. */
public final class Submissions {
  /** The maintainer has enough to look at: whoever floods the form does not fill the disk. */
  public static final int ROOM = 1000;

  private static final String SELECT =
      """
      select s.id, s.code, s.url, s.name, s.face, s.state, s.proof, s.report,
        e.at, e.what, e.who, e.why
      from submission s join submission_event e on e.submission_id = s.id
      where s.planet_id = :planet and
      """;

  private final Jdbi jdbi;
  private final long planet;

  /** One after another: two of the same feed are not to pass the question together. */
  private static final Object ADDING = new Object();

  private final boolean embedded;

  /**
   * The submissions of a planet.
   *
   * @param embedded whether the database is H2, which lets what was committed wait in memory for a
   *     moment
   */
  Submissions(Jdbi jdbi, long planet, boolean embedded) {
    this.jdbi = jdbi;
    this.planet = planet;
    this.embedded = embedded;
  }

  private void sync() {
    if (embedded) {
      jdbi.useHandle(handle -> handle.execute("checkpoint sync"));
    }
  }

  /**
   * A submission to be kept.
   *
   * @param secret a digest of what its private address holds
   * @param link the key of the feed's address, whatever its spelling
   */
  public record Draft(
      String secret,
      String code,
      String url,
      long link,
      String name,
      @Nullable String face,
      String report) {}

  /** What became of it. */
  public enum Kept {
    /** It waits. */
    KEPT,
    /** The same feed waits already. */
    THERE,
    /** Too many wait. */
    FULL
  }

  /** Keeps a submission, which waits from now on. */
  public Kept add(Draft draft, Instant now) {
    Kept kept;
    synchronized (ADDING) {
      kept =
          jdbi.inTransaction(
              handle -> {
                if (waiting(handle, " and link = ?", draft.link()) > 0) {
                  return Kept.THERE;
                }
                if (waiting(handle, " and 0 = ?", 0) >= ROOM) {
                  return Kept.FULL;
                }
                long id =
                    handle
                        .createUpdate(
                            """
                          insert into submission
                            (planet_id, secret, code, url, link, name, face, state, report)
                          values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                          """)
                        .bind(0, planet)
                        .bind(1, draft.secret())
                        .bind(2, draft.code())
                        .bind(3, draft.url())
                        .bind(4, draft.link())
                        .bind(5, draft.name())
                        .bind(6, draft.face())
                        .bind(7, State.WAITING.label())
                        .bind(8, draft.report())
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one();
                happened(handle, id, new Event(now, State.WAITING.label(), "author", null));
                return Kept.KEPT;
              });
    }
    sync();
    return kept;
  }

  private long waiting(Handle handle, String and, long value) {
    return handle
        .createQuery(
            "select count(*) from submission where planet_id = ? and state = 'waiting'" + and)
        .bind(0, planet)
        .bind(1, value)
        .mapTo(Long.class)
        .one();
  }

  private static void happened(Handle handle, long id, Event event) {
    handle.execute(
        "insert into submission_event (submission_id, at, what, who, why) values (?, ?, ?, ?, ?)",
        id,
        event.at().toEpochMilli(),
        event.what(),
        event.by(),
        event.why());
  }

  /**
   * Keeps that something happened, and how the submission stands since.
   *
   * @param from how it must have stood until now
   * @return whether it stood so; else nothing is kept
   */
  public boolean happened(long number, State from, State to, Event event) {
    return change(number, from, to, event, "", null);
  }

  /** Keeps how it was proven that the blog is the submitter's. */
  public boolean proven(long number, State state, String how, Event event) {
    return change(number, state, state, event, ", proof = ?", how);
  }

  /** Keeps the feed's new address. */
  public boolean moved(long number, String to, long link, Event event) {
    return change(
        number, State.APPROVED, State.APPROVED, event, ", link = " + link + ", url = ?", to);
  }

  private boolean change(
      long number, State from, State to, Event event, String also, @Nullable String value) {
    boolean done =
        jdbi.inTransaction(
            handle -> {
              var update =
                  handle
                      .createUpdate(
                          "update submission set state = ?"
                              + also
                              + " where planet_id = ? and id = ? and state = ?")
                      .bind(0, to.label());
              int at = 1;
              if (value != null) {
                update.bind(at++, value);
              }
              boolean stood =
                  update.bind(at++, planet).bind(at++, number).bind(at, from.label()).execute() > 0;
              if (stood) {
                happened(handle, number, event);
              }
              return stood;
            });
    sync();
    return done;
  }

  /** The submission of that number. */
  public Optional<Submission> of(long number) {
    return select(" s.id = :value order by e.id", number).stream().findFirst();
  }

  /** The submission with that digest of its secret. */
  public Optional<Submission> of(String secret) {
    return select(" s.secret = :value order by e.id", secret).stream().findFirst();
  }

  /** Those that wait, oldest first, then the others, newest first; so many at most of these. */
  public List<Submission> all(int decided) {
    List<Submission> all =
        new ArrayList<>(select(" s.state = :value order by s.id, e.id", State.WAITING.label()));
    all.addAll(
        select(
            """
             s.id in (
              select id from submission where planet_id = :planet and state <> 'waiting'
              order by id desc limit :value)
            order by s.id desc, e.id
            """,
            decided));
    return all;
  }

  private List<Submission> select(String where, Object value) {
    return jdbi.withHandle(
        handle -> {
          Map<Long, Submission> found = new LinkedHashMap<>();
          handle
              .createQuery(SELECT + where)
              .bind("planet", planet)
              .bind("value", value)
              .map((row, context) -> submission(row))
              .forEach(one -> found.merge(one.number(), one, Submissions::with));
          return List.copyOf(found.values());
        });
  }

  private static Submission with(Submission one, Submission more) {
    List<Event> history = new ArrayList<>(one.history());
    history.addAll(more.history());
    return new Submission(
        one.number(),
        one.code(),
        one.url(),
        one.name(),
        one.face(),
        one.state(),
        one.proof(),
        one.report(),
        history);
  }

  private static Submission submission(ResultSet row) throws SQLException {
    return new Submission(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        State.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
        row.getString(7),
        row.getString(8),
        List.of(
            new Event(
                Instant.ofEpochMilli(row.getLong(9)),
                row.getString(10),
                row.getString(11),
                row.getString(12))));
  }
}
