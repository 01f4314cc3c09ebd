package orrery.curate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.feed.Candidate;
import orrery.feed.Ruling;
import orrery.feed.Seen;
import orrery.feed.Verdict;

/**
 * Says which posts the front page may have: of what a new feed brings along its newest few, of what
 * a feed brings on one day the first few. It is a function of when entries were first seen, so that
 * it comes to the same whenever it is asked.
 */
final class Fronts {
  /** What is dated less long before it was seen is new. */
  private static final Duration RECENT = Duration.ofDays(3);

  /** In the order in which a feed's places are given away. */
  private static final Comparator<Seen> FIRST =
      Comparator.comparing(Seen::firstSeen)
          .thenComparing(Seen::date, Comparator.reverseOrder())
          .thenComparing(Seen::anchor);

  /** What comes together: the past of a new feed, or the posts of a day. */
  private record Together(long feed, @Nullable LocalDate day) {}

  private final Map<Long, Judge.Listing> listings;
  private final int newFeedItems;

  Fronts(Map<Long, Judge.Listing> listings, int newFeedItems) {
    this.listings = listings;
    this.newFeedItems = newFeedItems;
  }

  /**
   * The same rulings, with what stands off the front page.
   *
   * @param taken entries that took another's place, which is as it was
   * @param others posts shown already that came together with one of these
   */
  List<Ruling> place(Collection<Ruling> rulings, Set<Long> taken, Collection<Seen> others) {
    Map<Together, List<Seen>> groups = new HashMap<>();
    others.forEach(seen -> group(groups, seen));
    for (Ruling ruling : rulings) {
      if (isPlaced(ruling, taken)) {
        group(groups, seen(ruling));
      }
    }
    groups.values().forEach(group -> group.sort(FIRST));
    List<Ruling> placed = new ArrayList<>(rulings.size());
    for (Ruling ruling : rulings) {
      placed.add(isPlaced(ruling, taken) ? place(ruling, groups) : ruling);
    }
    return placed;
  }

  private static boolean isPlaced(Ruling ruling, Set<Long> taken) {
    return ruling.verdict().kind() == Verdict.Kind.SHOWN
        && !taken.contains(ruling.candidate().entry());
  }

  private void group(Map<Together, List<Seen>> groups, Seen seen) {
    groups.computeIfAbsent(together(seen), key -> new ArrayList<>()).add(seen);
  }

  private static Seen seen(Ruling ruling) {
    Candidate of = ruling.candidate();
    return new Seen(of.entry(), of.feed(), of.firstSeen(), ruling.date(), of.anchor());
  }

  private Together together(Seen seen) {
    Judge.Listing listing = listings.get(seen.feed());
    boolean past =
        listing != null
            && listing.firstSeen() != null
            && !seen.firstSeen().isAfter(listing.firstSeen());
    return new Together(seen.feed(), past ? null : day(seen.firstSeen()));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private Ruling place(Ruling ruling, Map<Together, List<Seen>> groups) {
    Candidate candidate = ruling.candidate();
    Judge.Listing listing = listings.get(candidate.feed());
    Together together = together(seen(ruling));
    List<Seen> group = groups.getOrDefault(together, List.of());
    int burst = listing == null ? 0 : listing.burst();
    int place = place(group, candidate.entry());
    if (together.day() != null) {
      List<Seen> recent = group.stream().filter(Fronts::recent).toList();
      // What an archive brings along stands far down, and takes no place of what is new.
      place = place(recent, candidate.entry()) == 0 ? place : place(recent, candidate.entry());
      return burst == 0 || place <= burst
          ? ruling
          : off(
              ruling,
              Verdict.BURST,
              "It is the %s new post of this feed on %s; the front page takes %d a day."
                  .formatted(ordinal(place), together.day(), burst));
    }
    List<Seen> undated = group.stream().filter(Fronts::undated).toList();
    boolean flood = burst > 0 && place(undated, candidate.entry()) > burst;
    boolean many = newFeedItems > 0 && place > newFeedItems;
    return flood || many
        ? off(
            ruling,
            Verdict.NEW_FEED,
            ("It was among the posts that this feed had when it was new; the front page takes"
                    + " the newest %d.")
                .formatted(many ? newFeedItems : burst))
        : ruling;
  }

  private static boolean recent(Seen seen) {
    return seen.date().isAfter(seen.firstSeen().minus(RECENT));
  }

  /** Whether it stands where it was first seen: those of one reading stand a moment apart. */
  private static boolean undated(Seen seen) {
    return seen.date().isAfter(seen.firstSeen().minus(Duration.ofMinutes(1)));
  }

  /** From 1 on; 0 where it is not among them. */
  private static int place(List<Seen> group, long entry) {
    for (int i = 0; i < group.size(); i++) {
      if (group.get(i).entry() == entry) {
        return i + 1;
      }
    }
    return 0;
  }

  private static Ruling off(Ruling ruling, String rule, String detail) {
    Verdict verdict = new Verdict(Verdict.Kind.SHOWN, rule, detail);
    return new Ruling(
        ruling.candidate(), verdict, ruling.of(), ruling.date(), false, ruling.until());
  }

  private static String ordinal(int n) {
    int tens = n % 100;
    return n
        + switch (tens > 10 && tens < 14 ? 0 : n % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
