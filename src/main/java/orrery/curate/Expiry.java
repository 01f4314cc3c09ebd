package orrery.curate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.feed.Candidate;
import orrery.feed.Candidate.Before;
import orrery.feed.Ruling;
import orrery.feed.Verdict;

/**
 * Lets go of posts that are older than the planet keeps them, or more than it keeps of their feed.
 * It works on what the {@link Judge} says: an expired post stands in nobody's way, but copies of it
 * that are as old go with it.
 */
public final class Expiry {
  private static final String DAYS = "keep_days";
  private static final String ENTRIES = "keep_entries";
  private static final String PRUNED = "pruned";

  /**
   * For how long posts of a feed are kept.
   *
   * @param days after their date, 0 for ever
   * @param entries how many of the newest, 0 for all
   */
  public record Limits(int days, int entries) {
    static final Limits NONE = new Limits(0, 0);
  }

  /** What is known of entries. */
  public interface Known {
    /** Those of these of which the text was dropped. */
    Set<Long> pruned(Collection<Long> entries);

    /** So many of the newest posts that are shown of a feed. */
    List<Candidate> newest(long feed, int limit);

    /** An entry with its verdict; null where it is none. */
    @Nullable Candidate of(long entry);
  }

  /** How posts are put in the order of pages. */
  private record Place(Instant date, String anchor) implements Comparable<Place> {
    static Place of(Ruling ruling) {
      return new Place(ruling.date(), ruling.candidate().anchor());
    }

    @Override
    public int compareTo(Place other) {
      int newer = other.date.compareTo(date);
      return newer != 0 ? newer : anchor.compareTo(other.anchor);
    }
  }

  private final Map<Long, Limits> limits;
  private final Known known;
  private final Instant now;

  /**
   * Of the feeds of a planet.
   *
   * @param limits by the store's number of the feed; ones that are not there keep all
   */
  public Expiry(Map<Long, Limits> limits, Known known, Instant now) {
    this.limits = Map.copyOf(limits);
    this.known = known;
    this.now = now;
  }

  /** Gives verdicts. */
  public interface Judging {
    /**
     * A verdict for each of these.
     *
     * @param gone the entries that are not to count as shown
     */
    List<Ruling> judge(List<Candidate> waiting, Set<Long> gone);
  }

  /**
   * Has entries judged, and lets go of what is not kept. What was a copy of a post that goes is
   * judged again without it, unless it is as old.
   */
  public List<Ruling> judge(List<Candidate> waiting, Judging judging) {
    Set<Long> all = waiting.stream().map(Candidate::entry).collect(Collectors.toSet());
    Set<Long> pruned = pruned(waiting);
    Map<Long, Ruling> gone = new LinkedHashMap<>();
    while (true) {
      List<Candidate> rest = waiting.stream().filter(c -> !gone.containsKey(c.entry())).toList();
      List<Ruling> rulings = judging.judge(rest, Set.copyOf(gone.keySet()));
      Map<Long, Place> cuts = cuts(rulings, all);
      int before = gone.size();
      for (Ruling ruling : rulings) {
        Ruling expired = expired(ruling, cuts, all, pruned);
        if (expired != null) {
          gone.put(ruling.candidate().entry(), expired);
        }
      }
      for (Ruling ruling : rulings) {
        Ruling original = gone.get(ruling.of());
        if (original != null && !original.verdict().rule().equals(PRUNED)) {
          long feed = original.candidate().feed();
          if (asOld(ruling, feed, original.date(), cuts)) {
            gone.putIfAbsent(
                ruling.candidate().entry(),
                with(ruling, copy(original.verdict().rule()), ruling.of()));
          }
        }
      }
      if (gone.size() == before) {
        List<Ruling> ends = new ArrayList<>(gone.values());
        rulings.forEach(ruling -> ends.add(ending(ruling)));
        return ends;
      }
    }
  }

  /** Lets go of posts that are more than the planet keeps of their feed. */
  public List<Ruling> beyond(List<Candidate> shown) {
    return shown.stream()
        .map(candidate -> new Ruling(candidate, entries(candidate.feed()), 0))
        .toList();
  }

  /** Texts that were dropped have no length: nothing else has to be looked up. */
  private Set<Long> pruned(List<Candidate> waiting) {
    List<Long> empty = waiting.stream().filter(c -> c.length() == 0).map(Candidate::entry).toList();
    return empty.isEmpty() ? Set.of() : known.pruned(empty);
  }

  private @Nullable Ruling expired(
      Ruling ruling, Map<Long, Place> cuts, Set<Long> all, Set<Long> pruned) {
    Candidate candidate = ruling.candidate();
    Verdict.Kind kind = ruling.verdict().kind();
    if (pruned.contains(candidate.entry())) {
      return kind == Verdict.Kind.HIDDEN || kind == Verdict.Kind.WITHDRAWN
          ? null
          : with(ruling, dropped(), 0);
    }
    if (kind != Verdict.Kind.SHOWN) {
      return null;
    }
    if (outlived(ruling.date(), candidate.feed())) {
      return with(ruling, days(candidate.feed()), 0);
    }
    Place cut = cuts.get(candidate.feed());
    if (cut != null && Place.of(ruling).compareTo(cut) > 0) {
      return with(ruling, entries(candidate.feed()), 0);
    }
    return ofExpired(ruling, all, cuts);
  }

  /** A copy that went, or would step in, for a post that is no longer kept. */
  private @Nullable Ruling ofExpired(Ruling ruling, Set<Long> all, Map<Long, Place> cuts) {
    Before before = ruling.candidate().before();
    if (before == null || before.of() == 0 || all.contains(before.of())) {
      return null;
    }
    Candidate original = known.of(before.of());
    if (original == null
        || original.verdict() != Verdict.Kind.EXPIRED
        || !known.pruned(List.of(original.entry())).isEmpty()) {
      return null;
    }
    boolean outlived = outlived(original.date(), original.feed());
    return asOld(ruling, original.feed(), original.date(), cuts)
        ? with(ruling, copy(outlived ? DAYS : ENTRIES), before.of())
        : null;
  }

  /** Whether a post would not be kept if it stood in that feed, as the post of that date. */
  private boolean asOld(Ruling ruling, long feed, Instant original, Map<Long, Place> cuts) {
    Place cut = cuts.computeIfAbsent(feed, f -> cut(f, List.of(), Set.of()));
    return !ruling.date().isAfter(original)
        || outlived(ruling.date(), feed)
        || (cut != null && ruling.date().isBefore(cut.date()));
  }

  private boolean outlived(Instant date, long feed) {
    Instant end = end(date, feed);
    return end != null && !end.isAfter(now);
  }

  /** Until when a post of that date is kept; null for ever. */
  private @Nullable Instant end(Instant date, long feed) {
    int days = of(feed).days();
    return days == 0 ? null : date.plus(Duration.ofDays(days));
  }

  private Limits of(long feed) {
    return limits.getOrDefault(feed, Limits.NONE);
  }

  /** The last post that is kept of each feed that has enough of them. */
  private Map<Long, Place> cuts(List<Ruling> rulings, Set<Long> all) {
    Map<Long, List<Place>> shown = new HashMap<>();
    for (Ruling ruling : rulings) {
      long feed = ruling.candidate().feed();
      if (ruling.verdict().kind() == Verdict.Kind.SHOWN
          && of(feed).entries() > 0
          && !outlived(ruling.date(), feed)) {
        shown.computeIfAbsent(feed, f -> new ArrayList<>()).add(Place.of(ruling));
      }
    }
    Map<Long, Place> cuts = new HashMap<>();
    shown.forEach(
        (feed, places) -> {
          Place cut = cut(feed, places, all);
          if (cut != null) {
            cuts.put(feed, cut);
          }
        });
    return cuts;
  }

  private @Nullable Place cut(long feed, List<Place> more, Set<Long> without) {
    int keep = of(feed).entries();
    if (keep == 0) {
      return null;
    }
    List<Place> places = new ArrayList<>(more);
    for (Candidate candidate : known.newest(feed, keep)) {
      if (!without.contains(candidate.entry())) {
        places.add(new Place(candidate.date(), candidate.anchor()));
      }
    }
    places.sort(null);
    return places.size() < keep ? null : places.get(keep - 1);
  }

  /** A post that is shown is judged again when its time is over. */
  private Ruling ending(Ruling ruling) {
    Instant end = end(ruling.date(), ruling.candidate().feed());
    if (end == null || ruling.verdict().kind() != Verdict.Kind.SHOWN) {
      return ruling;
    }
    Instant until = ruling.until();
    return new Ruling(
        ruling.candidate(),
        ruling.verdict(),
        ruling.of(),
        ruling.date(),
        ruling.front(),
        until != null && until.isBefore(end) ? until : end);
  }

  private static Ruling with(Ruling ruling, Verdict verdict, long of) {
    return new Ruling(ruling.candidate(), verdict, of, ruling.date(), ruling.front(), null);
  }

  private Verdict days(long feed) {
    int days = of(feed).days();
    return expired(
        DAYS,
        "It is older than %s for which posts are kept (keep_days = %d)."
            .formatted(days == 1 ? "the day" : "the " + days + " days", days));
  }

  private Verdict entries(long feed) {
    int entries = of(feed).entries();
    return expired(
        ENTRIES,
        "It is not among the newest %s of its feed, which %s kept (keep_entries = %d)."
            .formatted(
                entries == 1 ? "post" : entries + " posts", entries == 1 ? "is" : "are", entries));
  }

  private static Verdict copy(String rule) {
    return expired(
        rule, "It is the same post as one that is no longer kept (" + rule + "), and as old.");
  }

  private static Verdict dropped() {
    return expired(PRUNED, "It was no longer kept, and its text was dropped (orrery prune).");
  }

  private static Verdict expired(String rule, String detail) {
    return new Verdict(Verdict.Kind.EXPIRED, rule, detail);
  }
}
