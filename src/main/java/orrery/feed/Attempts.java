package orrery.feed;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import orrery.feed.Fetched.Stage;

/**
 * Attempts in a row to fetch a feed that came to the same.
 *
 * @param outcome what they came to
 * @param stage where they failed, null where they did not
 * @param status the HTTP status, 0 where there was no answer
 * @param reason one sentence; null where all is well
 * @param since when the first of them was made
 * @param until when the last of them was made
 * @param times how many there were
 */
public record Attempts(
    Outcome outcome,
    @Nullable Stage stage,
    int status,
    @Nullable String reason,
    Instant since,
    Instant until,
    int times) {

  /** What an attempt can come to. */
  public enum Outcome {
    /** The feed's document. */
    FRESH,
    /** Nothing new (304). */
    SAME,
    /** The document, or nothing new, at an address to which the registered one leads for good. */
    MOVED,
    /** The feed is gone for good (410). */
    GONE,
    /** The server asks to wait (429, 503). */
    HELD,
    /** The address is none that may be fetched. */
    REFUSED,
    /** No answer, or none that is of use. */
    FAILED;

    /** The name in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of that label. */
    public static Outcome of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Whether the feed was there. */
    public boolean good() {
      return this == FRESH || this == SAME || this == MOVED;
    }
  }

  /** One attempt. */
  public static Attempts one(
      Outcome outcome, @Nullable Stage stage, int status, @Nullable String reason, Instant at) {
    return new Attempts(outcome, stage, status, reason, at, at, 1);
  }

  /** This attempt as one more of those before it, where it came to the same. */
  public Attempts after(@Nullable Attempts before) {
    return before != null && same(before)
        ? new Attempts(outcome, stage, status, reason, before.since, until, before.times + times)
        : this;
  }

  /** Whether those attempts came to the same as these. */
  private boolean same(Attempts other) {
    return outcome == other.outcome
        && stage == other.stage
        && status == other.status
        && Objects.equals(reason, other.reason);
  }
}
