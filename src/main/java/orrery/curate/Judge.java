package orrery.curate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article.Keys;
import orrery.feed.Candidate;
import orrery.feed.Ruling;
import orrery.feed.Takedown;
import orrery.feed.Verdict;

/**
 * Gives verdicts. Of several posts that are one, the one already shown stays; among new ones the
 * author's own goes first, then the fullest, the oldest, the one whose feed is listed first. The
 * verdicts do not depend on the order in which feeds were fetched.
 */
public final class Judge {
  /**
   * A subscription of the planet.
   *
   * @param place among the planet's subscriptions, from 0
   * @param name of the blog
   * @param filters what its posts must pass, in this order
   */
  public record Listing(int place, String name, List<Filter> filters) {
    /** Copies the list. */
    public Listing {
      filters = List.copyOf(filters);
    }
  }

  private final Map<Long, Listing> listings;
  private final LongFunction<String> texts;
  private final TakenDown takenDown;
  private final Map<Long, Candidate> ids = new HashMap<>();
  private final Map<Long, Candidate> links = new HashMap<>();
  private final Map<Long, Candidate> bodies = new HashMap<>();

  private Judge(Map<Long, Listing> listings, LongFunction<String> texts, TakenDown takenDown) {
    this.listings = listings;
    this.texts = texts;
    this.takenDown = takenDown;
  }

  /** A verdict for each entry that waits for one, where nothing was taken down. */
  public static List<Ruling> judge(
      List<Candidate> waiting,
      List<Candidate> shown,
      Map<Long, Listing> listings,
      LongFunction<String> texts) {
    return judge(waiting, shown, listings, texts, List.of());
  }

  /**
   * A verdict for each entry that waits for one.
   *
   * @param waiting the entries to judge
   * @param shown entries shown already that share a key with one of them
   * @param listings the planet's subscriptions by the store's number of their feed
   * @param texts the whole text of an entry, plain, by the store's number of it; asked only for
   *     filters
   * @param takedowns what was taken down from the planet
   */
  public static List<Ruling> judge(
      List<Candidate> waiting,
      List<Candidate> shown,
      Map<Long, Listing> listings,
      LongFunction<String> texts,
      List<Takedown> takedowns) {
    var judge = new Judge(listings, texts, new TakenDown(takedowns, waiting));
    Comparator<Candidate> bestFirst =
        Comparator.<Candidate, Boolean>comparing(c -> c.verdict() != Verdict.Kind.SHOWN)
            .thenComparing(c -> !c.own())
            .thenComparing(Comparator.comparingInt(Candidate::length).reversed())
            .thenComparing(Candidate::date)
            .thenComparingInt(c -> judge.listing(c).place())
            .thenComparing(Candidate::anchor);
    shown.stream().sorted(bestFirst).forEach(judge::remember);
    List<Ruling> rulings = new ArrayList<>(waiting.size());
    for (Candidate candidate : waiting.stream().sorted(bestFirst).toList()) {
      rulings.add(judge.rule(candidate));
    }
    return rulings;
  }

  private Listing listing(Candidate candidate) {
    return Objects.requireNonNull(listings.get(candidate.feed()), "a feed of the planet");
  }

  private Ruling rule(Candidate candidate) {
    Verdict hidden = takenDown.verdict(candidate);
    if (hidden != null) {
      return new Ruling(candidate, hidden, 0);
    }
    for (Filter filter : listing(candidate).filters()) {
      Verdict filtered = filter.judge(candidate, () -> texts.apply(candidate.entry()));
      if (filtered != null) {
        return new Ruling(candidate, filtered, 0);
      }
    }
    if (candidate.verdict() != Verdict.Kind.SHOWN) {
      Keys keys = candidate.keys();
      Ruling duplicate = duplicate(candidate, "same-id", "id", keys.id(), ids);
      duplicate =
          duplicate != null
              ? duplicate
              : duplicate(candidate, "same-link", "address", keys.link(), links);
      duplicate =
          duplicate != null
              ? duplicate
              : duplicate(candidate, "same-text", "text", keys.text(), bodies);
      if (duplicate != null) {
        return duplicate;
      }
    }
    remember(candidate);
    return new Ruling(candidate, new Verdict(Verdict.Kind.SHOWN, "new", "It is on the planet."), 0);
  }

  /** Two entries of one feed are two posts, whatever they share: their author says so. */
  private @Nullable Ruling duplicate(
      Candidate candidate,
      String rule,
      String what,
      @Nullable Long key,
      Map<Long, Candidate> known) {
    Candidate other = key == null ? null : known.get(key);
    if (other == null || other.feed() == candidate.feed()) {
      return null;
    }
    String detail =
        "It has the same %s as “%s” in %s, which is shown."
            .formatted(what, other.title(), listing(other).name());
    return new Ruling(candidate, new Verdict(Verdict.Kind.DUPLICATE, rule, detail), other.entry());
  }

  private void remember(Candidate candidate) {
    Keys keys = candidate.keys();
    put(ids, keys.id(), candidate);
    put(links, keys.link(), candidate);
    put(bodies, keys.text(), candidate);
  }

  private static void put(Map<Long, Candidate> to, @Nullable Long key, Candidate candidate) {
    if (key != null) {
      to.putIfAbsent(key, candidate);
    }
  }
}
