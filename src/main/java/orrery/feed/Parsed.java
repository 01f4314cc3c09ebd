package orrery.feed;

import java.util.List;

/** What a document turned out to be. */
public sealed interface Parsed {
  /** What was found wrong, in the document's order; entries carry theirs themselves. */
  List<Problem> problems();

  /**
   * A feed that was understood, perhaps with problems.
   *
   * @param feed what it says about itself
   * @param entries in the document's order; whole ones only
   * @param problems of the document
   */
  record Understood(Feed feed, List<Entry> entries, List<Problem> problems) implements Parsed {
    /** Copies the lists. */
    public Understood {
      entries = List.copyOf(entries);
      problems = List.copyOf(problems);
    }
  }

  /**
   * No feed, or nothing of one that could be used.
   *
   * @param reason one sentence that a blogger understands: what it is instead, and what to do
   * @param problems of the document
   */
  record NotAFeed(String reason, List<Problem> problems) implements Parsed {
    /** Copies the list. */
    public NotAFeed {
      problems = List.copyOf(problems);
    }
  }
}
