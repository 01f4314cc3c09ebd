package orrery.curate;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import orrery.curate.Relatives.Relative;
import orrery.feed.Candidate;
import orrery.feed.Ruling;
import orrery.feed.Seen;
import orrery.feed.Takedown;
import orrery.feed.Verdict;
import orrery.feed.Verdict.Kind;

/**
 * Gives verdicts. Of several posts that are one, the one already shown stays, unless the author's
 * own comes after one that passed it on, or the whole after an excerpt; that then takes its place
 * and date. Among new ones the author's own goes first, then the oldest, the one whose feed is
 * listed first. What is judged together does not depend on the order in which feeds were fetched;
 * what was shown before stays, as a rule.
 */
public final class Judge {
  /**
   * A subscription of the planet.
   *
   * @param place among the planet's subscriptions, from 0
   * @param name of the blog
   * @param filters what its posts must pass, in this order
   * @param burst how many new posts a day the front page takes, 0 for all
   * @param firstSeen until when entries were seen that the planet did not have anew: the feed's
   *     past when it was new; null where it has none
   * @param host that its feed is fetched from; empty for a local file
   */
  public record Listing(
      int place,
      String name,
      List<Filter> filters,
      int burst,
      @Nullable Instant firstSeen,
      String host) {
    /** Copies the list. */
    public Listing {
      filters = List.copyOf(filters);
    }
  }

  /**
   * By what a planet judges.
   *
   * @param listings the planet's subscriptions by the store's number of their feed
   * @param newFeedItems how many posts of a new feed's past the front page takes, 0 for all
   * @param holds whether posts from the future are held until then
   * @param takedowns what was taken down
   * @param now when it judges
   */
  public record Rules(
      Map<Long, Listing> listings,
      int newFeedItems,
      boolean holds,
      List<Takedown> takedowns,
      Instant now) {
    /** Copies map and list. */
    public Rules {
      listings = Map.copyOf(listings);
      takedowns = List.copyOf(takedowns);
    }
  }

  /** How much longer a text is that is no excerpt: so many times, and so many characters. */
  private static final int WHOLE = 2;

  private static final int WHOLE_BY = 500;

  /** A place may be taken with its date where that is no further from the own one. */
  private static final Duration INHERITED = Duration.ofDays(3);

  private final Rules rules;
  private final LongFunction<String> texts;
  private final TakenDown takenDown;
  private final Relatives relatives;
  private final Comparator<Candidate> bestFirst;

  /** What is shown, by entry; and what was withdrawn by its author. */
  private final Map<Long, Candidate> standing = new HashMap<>();

  /** What each entry stands for, itself where it is shown; by entry. */
  private final Map<Long, Long> roots = new HashMap<>();

  private final Map<Long, Ruling> rulings = new LinkedHashMap<>();

  /** The entries that took another's place, and with it its place on the front page. */
  private final Set<Long> taken = new HashSet<>();

  private Judge(Rules rules, LongFunction<String> texts, List<Candidate> waiting) {
    this.rules = rules;
    this.texts = texts;
    this.takenDown = new TakenDown(rules.takedowns(), waiting);
    this.relatives = new Relatives(texts);
    this.bestFirst =
        Comparator.<Candidate, Boolean>comparing(c -> c.verdict() != Kind.SHOWN)
            .thenComparing(c -> !c.own())
            .thenComparing(Candidate::date)
            .thenComparingInt(c -> listing(c).place())
            .thenComparing(Candidate::anchor);
  }

  /**
   * A verdict for each entry that waits for one, and for those whose place one of them takes.
   *
   * @param waiting the entries to judge
   * @param known entries that were judged already and share a key or a mark with one of them, and
   *     what these are duplicates of
   * @param seen posts shown already that were first seen together with one of them
   * @param texts the whole text of an entry, plain, by the store's number of it; asked for only
   *     where nothing else decides
   */
  public static List<Ruling> judge(
      List<Candidate> waiting,
      List<Candidate> known,
      Collection<Seen> seen,
      Rules rules,
      LongFunction<String> texts) {
    var judge = new Judge(rules, texts, waiting);
    known.stream().sorted(judge.bestFirst).forEach(judge::remember);
    waiting.stream().sorted(judge.bestFirst).forEach(judge::rule);
    return new Fronts(rules.listings(), rules.newFeedItems())
        .place(judge.rulings.values(), judge.taken, seen);
  }

  private Listing listing(Candidate candidate) {
    return Objects.requireNonNull(rules.listings().get(candidate.feed()), "a feed of the planet");
  }

  /** Takes up a verdict that stands. */
  private void remember(Candidate candidate) {
    Candidate.Before before = Objects.requireNonNull(candidate.before(), "it was judged");
    switch (before.verdict().kind()) {
      case SHOWN -> stand(candidate);
      case WITHDRAWN -> {
        if (candidate.withdrawn()) {
          stand(candidate);
        }
      }
      case DUPLICATE -> standFor(candidate, before.of());
      default -> {}
    }
  }

  private void stand(Candidate candidate) {
    standing.put(candidate.entry(), candidate);
    standFor(candidate, candidate.entry());
  }

  private void standFor(Candidate candidate, long root) {
    roots.put(candidate.entry(), root);
    relatives.add(candidate);
  }

  private void rule(Candidate candidate) {
    Ruling apart = apart(candidate);
    if (apart != null) {
      put(apart);
      if (candidate.withdrawn()) {
        stand(candidate);
      }
      return;
    }
    Candidate takenBack = null;
    for (Relative relative : relatives.of(candidate, bestFirst)) {
      Candidate root = root(relative.entry());
      if (root == null) {
        continue;
      }
      if (!root.withdrawn()) {
        same(candidate, root, relative);
        return;
      }
      takenBack = takenBack == null && passesOn(candidate, root) ? root : takenBack;
    }
    if (takenBack != null) {
      String detail =
          "It passes on a post that its author took out of %s."
              .formatted(listing(takenBack).name());
      put(new Ruling(candidate, new Verdict(Kind.WITHDRAWN, "copy", detail), takenBack.entry()));
      return;
    }
    stand(candidate);
    put(new Ruling(candidate, SHOWN, 0, date(candidate), true, null));
  }

  /** Whether a post that was never shown is a copy of what an author took back. */
  private static boolean passesOn(Candidate candidate, Candidate root) {
    return root.own()
        && !candidate.own()
        && candidate.feed() != root.feed()
        && candidate.verdict() != Kind.SHOWN;
  }

  /** Where a post stands: what was held until its date stands there, if that is still its date. */
  private Instant date(Candidate candidate) {
    if (candidate.verdict() != Kind.HELD) {
      return candidate.date();
    }
    Instant said = candidate.said();
    return said == null || said.isAfter(rules.now()) ? candidate.firstSeen() : said;
  }

  private void same(Candidate candidate, Candidate root, Relative relative) {
    if (!takesThePlace(candidate, root)) {
      putDuplicate(candidate, root, relative);
      return;
    }
    Ruling before = rulings.get(root.entry());
    Instant date = before == null ? root.date() : before.date();
    boolean inherits =
        candidate.before() == null
            && Duration.between(date, candidate.date()).abs().compareTo(INHERITED) < 0;
    boolean front = root.before() == null || root.before().front();
    stand(candidate);
    taken.add(candidate.entry());
    put(new Ruling(candidate, SHOWN, 0, inherits ? date : date(candidate), front, null));
    putDuplicate(root, candidate, relative);
  }

  private static final Verdict SHOWN = new Verdict(Kind.SHOWN, "new", "It is on the planet.");

  private void put(Ruling ruling) {
    rulings.put(ruling.candidate().entry(), ruling);
  }

  /** The verdict on what no other entry has a say in, null where others have. */
  private @Nullable Ruling apart(Candidate candidate) {
    Verdict verdict = takenDown.verdict(candidate);
    if (verdict == null && candidate.withdrawn()) {
      verdict = Absence.verdict();
    }
    if (verdict == null) {
      verdict = filtered(candidate);
    }
    if (verdict != null) {
      return new Ruling(candidate, verdict, 0);
    }
    Instant said = candidate.said();
    if (rules.holds() && said != null && said.isAfter(rules.now()) && cameEarly(candidate)) {
      Verdict held =
          new Verdict(
              Kind.HELD,
              "future_dates",
              "It is dated in the future, and held until %s.".formatted(said));
      return new Ruling(candidate, held, 0, candidate.date(), true, said);
    }
    return null;
  }

  /** Whether it was from the future when it was first seen: what is re-dated later stays. */
  private static boolean cameEarly(Candidate candidate) {
    return !candidate.date().isBefore(candidate.firstSeen().minus(Duration.ofMinutes(1)));
  }

  private @Nullable Verdict filtered(Candidate candidate) {
    for (Filter filter : listing(candidate).filters()) {
      Verdict filtered = filter.judge(candidate, () -> texts.apply(candidate.entry()));
      if (filtered != null) {
        return filtered;
      }
    }
    return null;
  }

  /** What stands for an entry, null where nothing does. */
  private @Nullable Candidate root(Candidate entry) {
    Long root = roots.get(entry.entry());
    while (root != null && !root.equals(roots.get(root)) && roots.containsKey(root)) {
      root = roots.get(root);
    }
    return root == null ? null : standing.get(root);
  }

  /**
   * Whether the author's own came after what passed it on, or the whole after an excerpt. Any feed
   * may claim a site for its own, and an aggregator's copies are at home where it puts them; so
   * only what comes from where the other links takes its place.
   */
  private boolean takesThePlace(Candidate candidate, Candidate root) {
    String host = listing(candidate).host();
    if (whole(candidate.length(), root.length()) && (candidate.own() || !root.own())) {
      boolean shown = root.verdict() == Kind.SHOWN;
      boolean sameHost = host.equals(listing(root).host());
      boolean sameSite = !shown && host(candidate).equals(host(root));
      if ((sameHost && !shown) || ((sameHost || sameSite) && isExcerpt(root, candidate))) {
        return true;
      }
    }
    return candidate.own() && !root.own() && !host.isEmpty() && host.equals(host(root));
  }

  private static String host(Candidate candidate) {
    return candidate.url() == null ? "" : Identity.host(candidate.url());
  }

  private boolean isExcerpt(Candidate brief, Candidate full) {
    return Likeness.of(wording(brief), wording(full)).part();
  }

  private Wording wording(Candidate candidate) {
    return Wording.of(Objects.requireNonNullElse(texts.apply(candidate.entry()), ""));
  }

  /** Whether a text of that length is the whole of which one of the other is an excerpt. */
  public static boolean whole(int length, int other) {
    return length > WHOLE * other + WHOLE_BY;
  }

  private void putDuplicate(Candidate candidate, Candidate of, Relative relative) {
    standing.remove(candidate.entry());
    standFor(candidate, of.entry());
    Candidate like = relative.entry();
    boolean direct = like.entry() == of.entry() || like.entry() == candidate.entry();
    String where = " “%s” in %s, which is shown.".formatted(of.title(), listing(of).name());
    Verdict verdict =
        !direct
            ? duplicate("same-copy", "It is the same post as a copy of" + where)
            : switch (relative.by()) {
              case "id" -> duplicate("same-id", "It has the same id as" + where);
              case "address" -> duplicate("same-link", "It has the same address as" + where);
              case "title and date" ->
                  duplicate("same-title", "It has the same title and date as" + where);
              case "text" -> duplicate("same-text", "It has the same text as" + where);
              default -> duplicate("similar-text", "It has nearly the same text as" + where);
            };
    put(new Ruling(candidate, verdict, of.entry()));
  }

  private static Verdict duplicate(String rule, String detail) {
    return new Verdict(Kind.DUPLICATE, rule, detail);
  }
}
