package orrery.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.feed.Attempts;
import orrery.feed.Attempts.Outcome;
import orrery.feed.Fetched.Validators;
import orrery.feed.Pace;
import orrery.feed.Problem;

/**
 * What is known of a feed.
 *
 * @param id the store's number of it
 * @param url the address registered
 * @param memory what the last good answers said about asking again
 * @param health how fetching goes
 * @param about what the feed says of itself, null before it was first understood
 */
public record FeedState(long id, String url, Memory memory, Health health, @Nullable About about) {

  /**
   * What the last good answers said about asking again.
   *
   * @param validators to send with the next request
   * @param maxAge how long the answer stays fresh
   * @param move where permanent redirects lead, null where there are none
   */
  public record Memory(Validators validators, @Nullable Duration maxAge, @Nullable Move move) {
    /** Before the first answer. */
    public static final Memory NONE = new Memory(Validators.NONE, null, null);
  }

  /**
   * Permanent redirects to the same address.
   *
   * @param to where they lead
   * @param since when the first of them was met
   * @param times how many there were in a row
   */
  public record Move(String to, Instant since, int times) {
    /** After another answer; null where it came from the address that was asked. */
    public static @Nullable Move next(@Nullable Move before, @Nullable String to, Instant now) {
      if (to == null) {
        return null;
      }
      return before != null && before.to.equals(to)
          ? new Move(to, before.since, before.times + 1)
          : new Move(to, now, 1);
    }
  }

  /**
   * How fetching goes.
   *
   * @param last the newest attempts, null before the first
   * @param lastSuccess when it last answered well
   * @param failingSince the first failure since the last success
   * @param failures how many failures in a row
   * @param heldUntil before when its server wants no request
   * @param waitsFrom the time from which waits are counted, where the clock was set back behind the
   *     last attempt; null where they are counted from that
   */
  public record Health(
      @Nullable Attempts last,
      @Nullable Instant lastSuccess,
      @Nullable Instant failingSince,
      int failures,
      @Nullable Instant heldUntil,
      @Nullable Instant waitsFrom) {
    /** Before the first attempt. */
    public static final Health NEW = new Health(null, null, null, 0, null, null);

    /** After an attempt. */
    public Health after(Attempts attempt, @Nullable Instant held) {
      Attempts now = attempt.after(last);
      if (attempt.outcome().good()) {
        return new Health(now, attempt.until(), null, 0, null, null);
      }
      Instant since = failingSince == null ? attempt.until() : failingSince;
      return new Health(now, lastSuccess, since, failures + 1, held, null);
    }

    /** With waits counted from another time. */
    public Health waitingFrom(Instant time) {
      return new Health(last, lastSuccess, failingSince, failures, heldUntil, time);
    }

    /** When it was last asked, null before the first time. */
    public @Nullable Instant lastAttempt() {
      return last == null ? null : last.until();
    }

    /** The HTTP status of the last answer, 0 where there was none. */
    public int status() {
      return last == null ? 0 : last.status();
    }

    /** What went wrong last time, null where all is well. */
    public @Nullable String error() {
      return last == null ? null : last.reason();
    }

    /** Whether its server says that it is gone for good. */
    public boolean gone() {
      return last != null && last.outcome() == Outcome.GONE;
    }
  }

  /**
   * What a feed says of itself.
   *
   * @param title plain text
   * @param site absolute address of its home page
   * @param description plain text
   * @param language BCP 47 tag
   * @param icon absolute address of a picture
   * @param id the feed's own id, verbatim
   * @param format as {@code inspect --json} names it
   * @param pace what it says about how often to ask
   * @param gap the average time between its posts
   * @param newest the date of the newest of them
   * @param problems what is wrong with the document
   */
  public record About(
      @Nullable String title,
      @Nullable String site,
      @Nullable String description,
      @Nullable String language,
      @Nullable String icon,
      @Nullable String id,
      String format,
      Pace pace,
      @Nullable Duration gap,
      @Nullable Instant newest,
      List<Problem> problems) {
    /** Copies the list. */
    public About {
      problems = List.copyOf(problems);
    }
  }

  /** The same feed after another answer. */
  public FeedState with(Memory newMemory, Health newHealth, @Nullable About newAbout) {
    return new FeedState(id, url, newMemory, newHealth, newAbout);
  }
}
