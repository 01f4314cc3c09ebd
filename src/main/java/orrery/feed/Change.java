package orrery.feed;

import java.time.Instant;
import java.util.List;

/** What is to be changed in what was collected of a feed. */
public sealed interface Change {
  /** What the feed says now. */
  Article article();

  /**
   * An entry never seen before.
   *
   * @param date where it stands among the others, from now on
   */
  record Add(Article article, Instant date) implements Change {}

  /**
   * A known entry that the feed now says otherwise. Its date does not move.
   *
   * @param entry which one
   * @param matchedBy what it was recognised by, such as {@code address}
   * @param former marks of all ids and addresses that it has no longer; empty where it has none but
   *     those that it had
   * @param updated whether its words are others
   */
  record Revise(Article article, long entry, String matchedBy, List<Long> former, boolean updated)
      implements Change {
    /** Copies the list. */
    public Revise {
      former = List.copyOf(former);
    }
  }
}
