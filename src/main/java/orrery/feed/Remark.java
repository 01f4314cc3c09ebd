package orrery.feed;

import java.util.List;

/**
 * What is to be said of a feed by one rule.
 *
 * @param rule by which it was looked at
 * @param level how it does
 * @param text what was found and, where something is wrong, how to mend it: a sentence or two in
 *     plain English
 * @param problems of its document that the rule is about, with their lines; the worst first
 */
public record Remark(Rule rule, Level level, String text, List<Problem> problems) {
  /** How a feed does by a rule. */
  public enum Level {
    /** As it should be. */
    GOOD,
    /** Good enough, or not known. */
    NOTE,
    /** Not as it should be. */
    BAD
  }

  /** Copies the list. */
  public Remark {
    problems = List.copyOf(problems);
  }

  /** A remark that is not about the lines of a document. */
  public static Remark of(Rule rule, Level level, String text) {
    return new Remark(rule, level, text, List.of());
  }
}
