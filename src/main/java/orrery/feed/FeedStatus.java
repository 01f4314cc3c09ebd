package orrery.feed;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a feed is doing: one element of {@code feeds} in {@code status.json}.
 *
 * @param url the address registered in feeds.ini
 * @param name of the subscription
 * @param state in one word
 * @param lastAttempt when it was last asked, null before the first time
 * @param lastSuccess when it last answered well
 * @param nextAttempt before when it is not asked again
 * @param failingSince the first failure since the last success, null while all is well
 * @param httpStatus of the last answer, 0 where there was none
 * @param error what went wrong last time, one sentence; null while all is well
 * @param entries how many entries the planet has of it, shown or not
 * @param newest the date of its newest post shown, null where there is none
 * @param problems what is wrong with the document, most recent reading
 */
public record FeedStatus(
    String url,
    String name,
    State state,
    @Nullable Instant lastAttempt,
    @Nullable Instant lastSuccess,
    @Nullable Instant nextAttempt,
    @Nullable Instant failingSince,
    int httpStatus,
    @Nullable String error,
    int entries,
    @Nullable Instant newest,
    List<Problem> problems) {

  /** The states of {@code status.json}. */
  public enum State {
    /** It answered well last time. */
    OK,
    /** Not yet fetched. */
    WAITING,
    /** It did not answer well last time. */
    FAILING,
    /** Its server says that it is gone for good. */
    GONE,
    /** No new post for longer than {@code activity_threshold}. */
    INACTIVE;

    /** The name in lower case, as it stands in {@code status.json}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the list. */
  public FeedStatus {
    problems = List.copyOf(problems);
  }
}
