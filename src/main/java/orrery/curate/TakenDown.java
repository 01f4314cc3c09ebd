package orrery.curate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.feed.Candidate;
import orrery.feed.Takedown;
import orrery.feed.Verdict;

/**
 * Knows what was taken down: the entry itself whatever it says, and what shares a key with it. A
 * few look-ups an entry, and none where nothing was taken down.
 */
final class TakenDown {
  private final Map<Long, Takedown> entries = new HashMap<>();
  private final Map<Long, Takedown> addresses = new HashMap<>();
  private final Map<Long, Takedown> ids = new HashMap<>();
  private final Map<Long, Takedown> links = new HashMap<>();
  private final Map<Long, Takedown> texts = new HashMap<>();
  private final Set<InFeed> commonIds = new HashSet<>();
  private final Set<InFeed> commonLinks = new HashSet<>();

  private record InFeed(long feed, long key) {}

  /**
   * What was taken down.
   *
   * @param waiting all that is to be judged: an id or address that several other entries of a feed
   *     have says nothing, but for the address that was given
   */
  TakenDown(List<Takedown> takedowns, List<Candidate> waiting) {
    if (takedowns.isEmpty()) {
      return;
    }
    for (Takedown takedown : takedowns) {
      put(entries, takedown.entries(), takedown);
      put(addresses, Set.of(takedown.address()), takedown);
      put(ids, takedown.ids(), takedown);
      put(links, takedown.links(), takedown);
      put(texts, takedown.texts(), takedown);
    }
    Set<InFeed> seenIds = new HashSet<>();
    Set<InFeed> seenLinks = new HashSet<>();
    for (Candidate candidate : waiting) {
      if (!entries.containsKey(candidate.entry())) {
        count(candidate, candidate.keys().id(), ids, seenIds, commonIds);
        count(candidate, candidate.keys().link(), links, seenLinks, commonLinks);
      }
    }
  }

  private static void put(Map<Long, Takedown> to, Set<Long> keys, Takedown takedown) {
    keys.forEach(key -> to.putIfAbsent(key, takedown));
  }

  private static void count(
      Candidate candidate,
      @Nullable Long key,
      Map<Long, Takedown> of,
      Set<InFeed> seen,
      Set<InFeed> common) {
    if (key != null && of.containsKey(key)) {
      var inFeed = new InFeed(candidate.feed(), key);
      if (!seen.add(inFeed)) {
        common.add(inFeed);
      }
    }
  }

  /** The verdict on an entry that was taken down, null for all others. */
  @Nullable Verdict verdict(Candidate candidate) {
    if (addresses.isEmpty()) {
      return null;
    }
    Takedown takedown = find(candidate, candidate.entry(), entries, Set.of());
    Long link = candidate.keys().link();
    takedown = takedown != null ? takedown : find(candidate, link, addresses, Set.of());
    takedown = takedown != null ? takedown : find(candidate, link, links, commonLinks);
    takedown = takedown != null ? takedown : find(candidate, candidate.keys().id(), ids, commonIds);
    takedown =
        takedown != null ? takedown : find(candidate, candidate.keys().text(), texts, Set.of());
    return takedown == null ? null : new Verdict(Verdict.Kind.HIDDEN, "hidden", sentence(takedown));
  }

  private static @Nullable Takedown find(
      Candidate candidate, @Nullable Long key, Map<Long, Takedown> in, Set<InFeed> common) {
    Takedown takedown = key == null ? null : in.get(key);
    boolean same =
        key != null
            && takedown != null
            && takedown.reaches(candidate)
            && !common.contains(new InFeed(candidate.feed(), key));
    return same ? takedown : null;
  }

  private static String sentence(Takedown takedown) {
    String who = takedown.by().equals(Takedown.AUTHOR) ? "Its author" : "The maintainer";
    String why = takedown.why();
    if (why == null || why.isBlank()) {
      return who + " took it down.";
    }
    String reason = why.strip();
    boolean whole = ".!?…。".indexOf(reason.codePointBefore(reason.length())) >= 0;
    return who + " took it down: " + reason + (whole ? "" : ".");
  }
}
