package orrery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import orrery.Intake.Taken.Work;
import orrery.clean.Addresses;
import orrery.clean.PlainText;
import orrery.curate.Absence;
import orrery.curate.Absence.Line;
import orrery.curate.Decider;
import orrery.curate.Identity;
import orrery.feed.Article;
import orrery.feed.Attempts;
import orrery.feed.Attempts.Outcome;
import orrery.feed.Change;
import orrery.feed.Entry;
import orrery.feed.Feed;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Stage;
import orrery.feed.Format;
import orrery.feed.Parsed;
import orrery.feed.Problem;
import orrery.feed.Text;
import orrery.fetch.Politeness;
import orrery.parse.Document;
import orrery.parse.FeedParser;
import orrery.store.Entries;
import orrery.store.Entries.Attendance;
import orrery.store.Entries.Same;
import orrery.store.EntryJson;
import orrery.store.FeedState;
import orrery.store.FeedState.About;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Memory;
import orrery.store.FeedState.Move;
import orrery.store.Listing;
import orrery.tag.Language;

/** Takes in what a server said of one feed: from bytes to what the store keeps. */
final class Intake {
  /** What a 410 says (RFC 9110, section 15.5.11). */
  private static final int GONE = 410;

  private static final int OK = 200;
  static final int NOT_MODIFIED = 304;

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Entries entries;
  private final Instant now;
  private final InstantSource clock;

  /** Many threads fetch; so many understand, clean and store at the same time. */
  private static final int ROOM = 2 * Runtime.getRuntime().availableProcessors();

  /** A body takes a place more for so many bytes: big ones are not to fill the memory together. */
  private static final int PLACE = 1 << 19;

  private final Semaphore room = new Semaphore(ROOM);

  private final @Nullable Subscriber subscriber;

  /** The feeds of which something was missing when they were last read. */
  private final Set<Long> incomplete;

  private boolean announced;

  /**
   * Intake into a store.
   *
   * @param now when the cycle began: entries are first seen together
   * @param clock by which feeds answered: a cycle may be long
   * @param subscriber who is told of hubs, null where nobody subscribes
   */
  Intake(Entries entries, Instant now, InstantSource clock, @Nullable Subscriber subscriber) {
    this.clock = clock;
    this.subscriber = subscriber;
    this.entries = entries;
    this.now = now;
    this.incomplete = entries.incomplete();
  }

  /**
   * What came of one feed.
   *
   * @param feed what is known of it now
   * @param work what is still to be done about it
   * @param added how many entries were seen for the first time
   * @param revised how many entries are said otherwise now
   * @param entries which these are, by the store's numbers of them
   */
  record Taken(FeedState feed, Work work, int added, int revised, Set<Long> entries) {
    /** Of a feed whose entries are as they were. */
    Taken(FeedState feed, Work work) {
      this(feed, work, 0, 0, Set.of());
    }

    enum Work {
      /** All is in the store. */
      KEPT,
      /** The store is still to be told that it said nothing new. */
      TIME,
      /** The store is still to be told of the feed's state. */
      NEWS
    }
  }

  /** What came of a feed, null where its server was not asked. */
  @Nullable Taken take(FeedState feed, Fetched fetched) {
    return switch (fetched) {
      case Fetched.Fresh fresh -> {
        int places = Math.min(ROOM, 1 + fresh.body().length / PLACE);
        room.acquireUninterruptibly(places);
        try {
          yield fresh(feed, fresh);
        } catch (RuntimeException | StackOverflowError e) {
          // A mistake of ours, which no other feed is to pay for.
          LOG.error("{} cannot be taken in.", feed.url(), e);
          yield bad(feed, Stage.PARSE, OK, "Orrery could not take it in (" + e + "): report it.");
        } finally {
          room.release(places);
        }
      }
      case Fetched.NotModified same -> notModified(feed, same);
      case Fetched.Gone gone ->
          bad(
              feed,
              Outcome.GONE,
              null,
              GONE,
              "The server says that this feed is gone for good (410).",
              null);
      case Fetched.Held held ->
          held.asked()
              ? bad(
                  feed,
                  Outcome.HELD,
                  null,
                  held.status(),
                  "The server asks to wait (" + held.status() + ").",
                  clock.instant().plus(hold(held.retryAfter())))
              : null;
      case Fetched.Refused refused -> bad(feed, Outcome.REFUSED, null, 0, refused.reason(), null);
      case Fetched.Failed failed -> bad(feed, failed.stage(), failed.status(), failed.reason());
    };
  }

  private static Duration hold(@Nullable Duration said) {
    if (said == null || said.compareTo(Politeness.SHORTEST) < 0) {
      return Politeness.SHORTEST;
    }
    return said.compareTo(Politeness.LONGEST_HOLD) > 0 ? Politeness.LONGEST_HOLD : said;
  }

  private Taken bad(FeedState feed, Stage stage, int status, String reason) {
    return bad(feed, Outcome.FAILED, stage, status, reason, null);
  }

  private Taken bad(
      FeedState feed,
      Outcome kind,
      @Nullable Stage stage,
      int status,
      String reason,
      @Nullable Instant held) {
    Health health =
        feed.health().after(Attempts.one(kind, stage, status, reason, clock.instant()), held);
    return new Taken(feed.with(feed.memory(), health, feed.about()), Work.NEWS);
  }

  private Health good(FeedState feed, boolean moved, Outcome kind, int status) {
    return feed.health()
        .after(
            Attempts.one(moved ? Outcome.MOVED : kind, null, status, null, clock.instant()), null);
  }

  private Taken notModified(FeedState feed, Fetched.NotModified same) {
    Move move = Move.next(feed.memory().move(), same.permanent(), now);
    // A 304 renews what it names, and leaves the rest (RFC 9111, section 4.3.4).
    Duration maxAge = same.maxAge() == null ? feed.memory().maxAge() : same.maxAge();
    Memory memory = new Memory(same.validators(), maxAge, move);
    Health health = good(feed, move != null, Outcome.SAME, NOT_MODIFIED);
    boolean quiet = memory.equals(feed.memory()) && feed.health().error() == null;
    Set<Long> withdrawn = Set.of();
    if (incomplete.contains(feed.id())) {
      announce();
      withdrawn = entries.confirm(feed.id(), now);
    }
    Work work = quiet ? Work.TIME : Work.NEWS;
    return new Taken(feed.with(memory, health, feed.about()), work, 0, 0, withdrawn);
  }

  private Taken fresh(FeedState feed, Fetched.Fresh fresh) {
    var document =
        new Document(
            fresh.body(), fresh.contentType(), fresh.language(), fresh.url(), fresh.base());
    return switch (FeedParser.parse(document)) {
      case Parsed.NotAFeed no -> bad(feed, Stage.PARSE, OK, no.reason());
      case Parsed.Understood yes -> {
        if (subscriber != null) {
          subscriber.heard(feed.id(), fresh, yes.feed());
        }
        Move move = Move.next(feed.memory().move(), fresh.permanent(), now);
        // What broke off is to be sent again in full, whatever validators came with it.
        Memory memory =
            new Memory(
                cut(yes) ? feed.memory().validators() : fresh.validators(), fresh.maxAge(), move);
        Health health = good(feed, move != null, Outcome.FRESH, OK);
        yield keep(feed, feed.with(memory, health, about(yes, feed.about())), yes, !cut(yes));
      }
    };
  }

  /**
   * Takes in what a hub delivered. It need not be the whole feed, and says nothing of how the feed
   * answers when it is asked: only its entries are kept.
   */
  Taken push(FeedState feed, Fetched.Fresh fresh) {
    var document =
        new Document(
            fresh.body(), fresh.contentType(), fresh.language(), fresh.url(), fresh.base());
    try {
      if (FeedParser.parse(document) instanceof Parsed.Understood yes) {
        return keep(feed, feed, yes, false);
      }
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("What the hub of {} delivered cannot be taken in.", feed.url(), e);
    }
    return new Taken(feed, Work.KEPT);
  }

  private static boolean cut(Parsed.Understood understood) {
    boolean json = understood.feed().format() == Format.JSON1;
    return understood.problems().stream()
        .map(Problem::code)
        .anyMatch(code -> code.equals("truncated") || (json && code.equals("ill-formed")));
  }

  /** An entry, and what the store has of it as it was read. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Read(Entry entry, byte[] asRead) {}

  /**
   * Keeps what a document says.
   *
   * @param whole whether what is not in it is no longer in the feed
   */
  private Taken keep(
      FeedState before, FeedState feed, Parsed.Understood understood, boolean whole) {
    Map<Long, Read> present = new LinkedHashMap<>();
    for (Entry entry : Decider.distinct(understood.entries())) {
      byte[] asRead = EntryJson.write(entry);
      present.putIfAbsent(Identity.digest(asRead), new Read(entry, asRead));
    }
    Map<Long, Same> known = entries.known(feed.id(), present.keySet());
    List<Article> declared = new ArrayList<>();
    present.forEach(
        (fingerprint, read) -> {
          if (!known.containsKey(fingerprint)) {
            declared.add(
                Articles.of(read.entry(), read.asRead(), fingerprint, understood.feed(), feed));
          }
        });
    List<Article> articles =
        declared.isEmpty()
            ? declared
            : Languages.of(
                declared,
                Language.normal(understood.feed().language()),
                entries.languages(feed.id()));
    Map<Long, Optional<Instant>> listed = new HashMap<>();
    present.forEach((print, read) -> listed.put(print, Optional.ofNullable(read.entry().date())));
    List<Change> changes =
        Decider.decide(
            entries.like(feed.id(), articles, Articles::lookups),
            listed,
            articles,
            new Decider.Texts(
                article -> PlainText.ofClean(article.html()),
                entry -> PlainText.ofClean(entries.html(entry))),
            before.health().lastSuccess(),
            now);
    Attendance attendance = attendance(feed.id(), present, known, changes, whole);
    boolean moves =
        !attendance.withdrawn().isEmpty() || known.values().stream().anyMatch(Same::withdrawn);
    if (moves || !changes.isEmpty() || !saysTheSame(before, feed)) {
      announce();
    }
    Set<Long> changed = entries.apply(feed, changes, attendance, now);
    int added = (int) changes.stream().filter(Change.Add.class::isInstance).count();
    return new Taken(feed, Work.KEPT, added, changes.size() - added, changed);
  }

  /** Who is there, and who is not, though the feed listed them before. */
  private Attendance attendance(
      long feed,
      Map<Long, Read> present,
      Map<Long, Same> known,
      List<Change> changes,
      boolean whole) {
    if (!whole) {
      return new Attendance(List.of(), known, Set.of(), Set.of());
    }
    Map<Long, Long> numbers = new HashMap<>();
    known.forEach((fingerprint, same) -> numbers.put(fingerprint, same.entry()));
    for (Change change : changes) {
      if (change instanceof Change.Revise revise) {
        numbers.put(revise.article().fingerprint(), revise.entry());
      }
    }
    Listing before = entries.listing(feed);
    Set<Long> missing = Set.of();
    Set<Long> withdrawn = Set.of();
    if (!before.missing().isEmpty() || !numbers.values().containsAll(before.entries())) {
      List<Line> now = new ArrayList<>();
      present.forEach(
          (fingerprint, read) ->
              now.add(new Line(numbers.getOrDefault(fingerprint, 0L), read.entry().date())));
      missing = Absence.of(lines(before.entries()), now);
      withdrawn = new HashSet<>(before.missing());
      withdrawn.retainAll(Absence.of(lines(before.before()), now));
    }
    return new Attendance(List.copyOf(present.keySet()), known, missing, withdrawn);
  }

  private List<Line> lines(List<Long> document) {
    Map<Long, Instant> said = entries.said(document);
    return document.stream().map(entry -> new Line(entry, said.get(entry))).toList();
  }

  /** Whether pages say the same of how a feed fares. */
  private static boolean saysTheSame(FeedState before, FeedState after) {
    return before.health().error() == null
        && before.about() != null
        && after.about() != null
        && before.about().problems().equals(after.about().problems())
        && (before.memory().move() == null) == (after.memory().move() == null);
  }

  private synchronized void announce() {
    if (!announced) {
      entries.announce();
      announced = true;
    }
  }

  /**
   * What a feed says of itself. An id never changes (RFC 4287, section 4.2.6.1); where one does all
   * the time, as some programs have it, pages are not to follow.
   */
  private About about(Parsed.Understood understood, @Nullable About before) {
    Feed feed = understood.feed();
    List<Problem> problems = new ArrayList<>(understood.problems());
    understood.entries().forEach(entry -> problems.addAll(entry.problems()));
    Politeness.Rhythm rhythm = rhythm(understood.entries());
    return new About(
        plain(feed.title()),
        feed.url() == null ? null : Addresses.safe(feed.url(), null),
        plain(feed.description()),
        Language.normal(feed.language()),
        feed.icon() == null ? null : Addresses.safe(feed.icon(), null),
        before == null || before.id() == null ? feed.id() : before.id(),
        feed.format().label(),
        feed.pace(),
        rhythm.gap(),
        rhythm.newest(),
        problems.subList(0, Math.min(problems.size(), 50)));
  }

  private static @Nullable String plain(@Nullable Text text) {
    String plain = text == null ? "" : PlainText.of(text);
    return plain.isEmpty() ? null : plain;
  }

  private Politeness.Rhythm rhythm(List<Entry> entries) {
    return Politeness.rhythm(
        entries.stream().map(Entry::date).filter(Objects::nonNull).toList(), now);
  }
}
