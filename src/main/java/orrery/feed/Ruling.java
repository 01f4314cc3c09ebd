package orrery.feed;

/**
 * A verdict given.
 *
 * @param candidate on which entry
 * @param verdict what became of it
 * @param of the entry that stands in its place, 0 where it is no duplicate
 */
public record Ruling(Candidate candidate, Verdict verdict, long of) {}
