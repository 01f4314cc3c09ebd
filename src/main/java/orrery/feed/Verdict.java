package orrery.feed;

import java.util.Locale;

/**
 * What became of an entry on a planet, and why.
 *
 * @param kind what became of it
 * @param rule the rule that decided, a short lasting name: {@code new}, {@code same-link}
 * @param detail one sentence for the author of the post
 */
public record Verdict(Kind kind, String rule, String detail) {
  /** The rule by which a post stands in the archive, and not on the front page: one of too many. */
  public static final String BURST = "burst";

  /** The same for what a feed had when it was new to the planet. */
  public static final String NEW_FEED = "new-feed";

  /** The rule of what was collected, and not judged yet. */
  public static final String WAITING = "waiting";

  /** What {@code explain --json} names: a post that is kept off the front page is held. */
  public String label() {
    boolean off = kind == Kind.SHOWN && (rule.equals(BURST) || rule.equals(NEW_FEED));
    return (off ? Kind.HELD : kind).label();
  }

  /** What can become of an entry. */
  public enum Kind {
    /** It stands on the planet. */
    SHOWN,
    /** It is the same post as another, which is shown instead. */
    DUPLICATE,
    /** A filter of the planet or of its subscription keeps it out. */
    FILTERED,
    /** It waits, for its date or for a decision. */
    HELD,
    /** The maintainer, or its author, took it down. */
    HIDDEN,
    /** Its author took it out of the feed. */
    WITHDRAWN,
    /** It is older than the planet keeps posts. */
    EXPIRED;

    /** The name in lower case, as it stands in {@code explain --json}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
