package orrery.feed;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A feed that somebody wants on a planet.
 *
 * @param number by which maintainers call it, from 1
 * @param code what its submitter can put on the blog to show that it is theirs
 * @param url the feed's address
 * @param name what the planet is to call the blog, as it was typed, plain text
 * @param face the address of a picture of its author, null where none was given
 * @param state how it stands
 * @param proof how it was shown that the blog is the submitter's, null where it was not
 * @param report what was found when it was submitted, as kept (JSON)
 * @param history what happened to it, in order; the first is that it was submitted
 */
public record Submission(
    long number,
    String code,
    String url,
    String name,
    @Nullable String face,
    State state,
    @Nullable String proof,
    String report,
    List<Event> history) {
  /** How a submission stands. */
  public enum State {
    /** A maintainer is to look at it. */
    WAITING,
    /** The planet has the feed. */
    APPROVED,
    /** The planet does not want it. */
    REJECTED,
    /** Whoever submitted it took it back, or has left the planet. */
    WITHDRAWN;

    /** The name in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Something that happened to it.
   *
   * @param what a short lasting name: a state's label, {@code proven}, {@code moved}, {@code
   *     hidden}
   * @param by who did it: {@code author}, {@code maintainer}, {@code rules}
   * @param why the reason that was given, or what exactly happened; null where there is nothing to
   *     say
   */
  public record Event(Instant at, String what, String by, @Nullable String why) {}

  /** Copies the list. */
  public Submission {
    history = List.copyOf(history);
  }

  /** When it was submitted. */
  public Instant submitted() {
    return history.getFirst().at();
  }

  /** The latest reason why it stands as it does, null where none was given. */
  public @Nullable String why() {
    return history.reversed().stream()
        .filter(event -> event.what().equals(state.label()))
        .findFirst()
        .map(Event::why)
        .orElse(null);
  }
}
