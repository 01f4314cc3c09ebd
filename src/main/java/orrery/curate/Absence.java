package orrery.curate;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.feed.Verdict;

/**
 * Works out which posts a feed no longer lists although it should: those between an older and a
 * newer one that it listed together with them, and still lists. What leaves at an end of the
 * document has made room for newer posts, and was not taken back.
 *
 * <p>A lost post is worse than one that stays. So nothing counts as missing where the document is
 * not in the order of its dates, and where more than a few are gone at once, as happens when a feed
 * changes what it selects.
 */
public final class Absence {
  /** More at once are not an author's doing. */
  private static final int MOST = 5;

  /** Of how many posts one may be gone. */
  private static final int SHARE = 3;

  private Absence() {}

  /**
   * A post in a document.
   *
   * @param entry the store's number of it, 0 where it is new
   * @param date that the feed says; null where it says none: such a post has no neighbours
   */
  public record Line(long entry, @Nullable Instant date) {}

  /**
   * The posts that are missing.
   *
   * @param before the document that had them, in its order
   * @param now a later document, in its order
   * @return their numbers
   */
  public static Set<Long> of(List<Line> before, List<Line> now) {
    Set<Long> listed = now.stream().map(Line::entry).collect(Collectors.toSet());
    if (!ordered(before) || !ordered(now)) {
      return Set.of();
    }
    List<Instant> stayed =
        before.stream()
            .filter(line -> listed.contains(line.entry()))
            .map(Line::date)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    if (stayed.isEmpty()) {
      return Set.of();
    }
    List<Line> between =
        before.stream().filter(line -> within(line, stayed.getFirst(), stayed.getLast())).toList();
    Set<Long> missing = new LinkedHashSet<>();
    for (Line line : between) {
      if (!listed.contains(line.entry())) {
        missing.add(line.entry());
      }
    }
    // The two at the ends stand between nothing, but they are posts that stayed.
    int all = between.size() + 2;
    return missing.size() > MOST || missing.size() * SHARE > all ? Set.of() : missing;
  }

  /** What is to be said of a post that its author took back. */
  static Verdict verdict() {
    return new Verdict(
        Verdict.Kind.WITHDRAWN,
        "withdrawn",
        "Its author took it out of the feed: twice in a row the feed was without it, and still had"
            + " older and newer posts that it had stood between.");
  }

  /** Whether it is newer than the one, and older than the other. */
  private static boolean within(Line line, Instant oldest, Instant newest) {
    return line.date() != null && line.date().isAfter(oldest) && line.date().isBefore(newest);
  }

  /** Whether the newest come first, or the oldest. */
  private static boolean ordered(List<Line> document) {
    Set<Integer> turns = new HashSet<>();
    Instant last = null;
    for (Line line : document) {
      if (line.date() != null) {
        if (last != null) {
          turns.add(Integer.signum(last.compareTo(line.date())));
        }
        last = line.date();
      }
    }
    return !(turns.contains(1) && turns.contains(-1));
  }
}
