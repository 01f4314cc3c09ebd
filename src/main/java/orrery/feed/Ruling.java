package orrery.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict given.
 *
 * @param candidate on which entry
 * @param verdict what became of it
 * @param of the entry that stands in its place, 0 where it is no duplicate
 * @param date where the planet puts it
 * @param front whether the front page may have it
 * @param until when it is to be judged again, where that is only a matter of time
 */
public record Ruling(
    Candidate candidate,
    Verdict verdict,
    long of,
    Instant date,
    boolean front,
    @Nullable Instant until) {
  /** The same verdict on the same entry with other tags. */
  public Ruling with(List<Tag> tags) {
    return new Ruling(candidate.with(tags), verdict, of, date, front, until);
  }

  /** A verdict on a post that stays where it stands. */
  public Ruling(Candidate candidate, Verdict verdict, long of) {
    this(candidate, verdict, of, candidate.date(), true, null);
  }
}
