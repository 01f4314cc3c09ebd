package orrery.curate;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * How two texts are alike.
 *
 * @param equal whether they have the same words
 * @param part whether the shorter is an excerpt of the longer
 * @param held how much of the shorter one's rows of words the longer one holds, 0 to 1
 * @param shared how much of the rows of words of both is in both, 0 to 1
 * @param weight the words of the shorter
 * @param longer the words of the longer
 * @param exchanged whether each has a word that the other has not
 * @param substituted whether each has a number that the other has not, as two texts made from one
 *     template have
 */
record Likeness(
    boolean equal,
    boolean part,
    double held,
    double shared,
    int weight,
    int longer,
    boolean exchanged,
    boolean substituted) {
  /** Fewer words are the same by chance. */
  private static final int FEW = 4;

  /** Fewer words tell nothing of what others say. */
  private static final int TELLING = 12;

  /** Words a row: one that was changed takes as many rows with it. */
  private static final int ROW = 5;

  /** An excerpt's last words may be cut, or an invitation to read on. */
  private static final int TAIL = 6;

  static Likeness of(Wording one, Wording other) {
    Wording brief = one.weight() <= other.weight() ? one : other;
    Wording full = brief == one ? other : one;
    if (one.sameAs(other)) {
      return new Likeness(true, false, 1, 1, one.weight(), one.weight(), false, false);
    }
    if (brief.weight() < TELLING) {
      return new Likeness(false, false, 0, 0, brief.weight(), full.weight(), false, false);
    }
    Set<Long> rows = brief.shingles(ROW);
    Set<Long> all = full.shingles(ROW);
    int common = 0;
    for (long row : rows) {
      if (all.contains(row)) {
        common++;
      }
    }
    double held = rows.isEmpty() ? 0 : (double) common / rows.size();
    double shared = rows.isEmpty() ? 0 : (double) common / (rows.size() + all.size() - common);
    boolean begins = brief.shared(full) >= Math.max(TELLING, brief.count() - TAIL);
    return new Likeness(
        false,
        begins || held >= 0.9,
        held,
        shared,
        brief.weight(),
        full.weight(),
        hasOwn(one.distinct(), other) && hasOwn(other.distinct(), one),
        hasOwn(one.numbers(), other) && hasOwn(other.numbers(), one));
  }

  private static boolean hasOwn(Collection<Long> words, Wording other) {
    Set<Long> own = new HashSet<>(words);
    own.removeAll(other.distinct());
    return !own.isEmpty();
  }

  /** Whether both are long enough to say anything. */
  boolean tells() {
    return weight >= TELLING;
  }

  /** Whether one may well be the other's earlier, shorter or longer form. */
  boolean alike() {
    return (equal && weight >= FEW) || (tells() && (part || held >= 0.6));
  }

  /** Whether they have little in common. */
  boolean different() {
    return tells() && !equal && !part && held < 0.2;
  }
}
