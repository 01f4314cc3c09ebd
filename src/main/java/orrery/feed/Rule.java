package orrery.feed;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a feed that is to join a planet is looked at for, in the order of reports. */
public enum Rule {
  /** The planet does not have it yet. */
  NEW,
  /** The document is what its format asks for. */
  VALID,
  /** It holds posts, and says when they were written. */
  POSTS,
  /** The posts are in the planet's language. */
  LANGUAGE,
  /** The posts are about what the planet is about. */
  ON_TOPIC,
  /** The posts are whole. */
  FULL_TEXT,
  /** Each post is told from all others by what does not change. */
  STABLE_IDS,
  /** It is asked for in a way that nobody can listen to, or change. */
  HTTPS,
  /** It counts no readers. */
  NO_TRACKERS,
  /** It is not bigger than it has to be. */
  SIZE,
  /** Whoever submitted it has shown that it is theirs. */
  PROOF;

  /** The name in reports and configs: {@code on-topic}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The rule of that name, null where there is none. */
  public static @Nullable Rule of(String label) {
    for (Rule rule : values()) {
      if (rule.label().equals(label)) {
        return rule;
      }
    }
    return null;
  }
}
