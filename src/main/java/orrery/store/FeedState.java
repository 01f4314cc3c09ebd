package orrery.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
   * @param permanent where a permanent redirect leads
   */
  public record Memory(
      Validators validators, @Nullable Duration maxAge, @Nullable String permanent) {
    /** Before the first answer. */
    public static final Memory NONE = new Memory(Validators.NONE, null, null);
  }

  /**
   * How fetching goes.
   *
   * @param lastAttempt when it was last asked
   * @param lastSuccess when it last answered well
   * @param failingSince the first failure since the last success
   * @param failures how many failures in a row
   * @param heldUntil before when its server wants no request
   * @param gone whether its server says that it is gone for good
   * @param status the HTTP status of the last answer, 0 where there was none
   * @param error what went wrong last time
   */
  public record Health(
      @Nullable Instant lastAttempt,
      @Nullable Instant lastSuccess,
      @Nullable Instant failingSince,
      int failures,
      @Nullable Instant heldUntil,
      boolean gone,
      int status,
      @Nullable String error) {
    /** Before the first attempt. */
    public static final Health NEW = new Health(null, null, null, 0, null, false, 0, null);

    /** After an answer that served. */
    public static Health good(Instant now, int status) {
      return new Health(now, now, null, 0, null, false, status, null);
    }

    /** After an attempt that failed. */
    public Health bad(
        Instant now, int code, String reason, @Nullable Instant held, boolean forGood) {
      Instant since = failingSince == null ? now : failingSince;
      return new Health(now, lastSuccess, since, failures + 1, held, forGood, code, reason);
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
   * @param format as {@code inspect --json} names it
   * @param pace what it says about how often to ask
   * @param gap the average time between its posts
   * @param problems what is wrong with the document
   */
  public record About(
      @Nullable String title,
      @Nullable String site,
      @Nullable String description,
      @Nullable String language,
      @Nullable String icon,
      String format,
      Pace pace,
      @Nullable Duration gap,
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
