package orrery.curate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import orrery.curate.Expiry.Limits;
import orrery.feed.Article.Keys;
import orrery.feed.Candidate;
import orrery.feed.Candidate.Before;
import orrery.feed.Ruling;
import orrery.feed.Verdict;
import orrery.feed.Verdict.Kind;

class ExpiryTest implements Expiry.Known {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  private final Map<Long, Limits> limits = new HashMap<>();
  private final List<Candidate> stored = new ArrayList<>();
  private final Set<Long> pruned = new HashSet<>();

  @Override
  public Set<Long> pruned(Collection<Long> entries) {
    return Set.copyOf(entries.stream().filter(pruned::contains).toList());
  }

  @Override
  public List<Candidate> newest(long feed, int limit) {
    return stored.stream()
        .filter(c -> c.feed() == feed && c.verdict() == Kind.SHOWN)
        .sorted(Comparator.comparing(Candidate::date).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public @Nullable Candidate of(long entry) {
    return stored.stream().filter(c -> c.entry() == entry).findFirst().orElse(null);
  }

  /** A post of that age; those of one key are one post. */
  private static Candidate post(
      long entry, long feed, long key, int age, int length, @Nullable Before before) {
    Instant date = NOW.minus(Duration.ofDays(age));
    return new Candidate(
        entry,
        feed,
        "anchor" + entry,
        new Keys(null, key, null, List.of(), List.of()),
        null,
        date,
        date,
        NOW,
        length,
        true,
        "A post",
        true,
        List.of(),
        List.of(),
        null,
        0,
        false,
        before);
  }

  private static Candidate post(long entry, long feed, long key, int age) {
    return post(entry, feed, key, age, 10, null);
  }

  private static Before was(Kind kind, long of) {
    return new Before(new Verdict(kind, "was", "It was."), of, NOW, true);
  }

  private List<String> judge(Candidate... waiting) {
    return rulings(waiting).stream()
        .sorted(Comparator.comparingLong(ruling -> ruling.candidate().entry()))
        .map(r -> r.candidate().entry() + " " + r.verdict().kind() + " " + r.verdict().rule())
        .toList();
  }

  private List<Ruling> rulings(Candidate... waiting) {
    Map<Long, Judge.Listing> listings =
        Map.of(
            1L, new Judge.Listing(0, "Ada", List.of(), 0, null, "blog.example"),
            2L, new Judge.Listing(1, "Ben", List.of(), 0, null, "blog.example"));
    return new Expiry(limits, this, NOW)
        .judge(
            List.of(waiting),
            (rest, gone) ->
                Judge.judge(
                    rest,
                    stored.stream()
                        .filter(c -> c.verdict() == Kind.SHOWN && !gone.contains(c.entry()))
                        .toList(),
                    List.of(),
                    new Judge.Rules(listings, 0, false, List.of(), NOW),
                    entry -> ""));
  }

  @Test
  void everythingIsKeptByDefault() {
    assertThat(judge(post(1, 1, 1, 9999), post(2, 1, 2, 0)))
        .containsExactly("1 SHOWN new", "2 SHOWN new");
    assertThat(rulings(post(1, 1, 1, 9999))).allMatch(ruling -> ruling.until() == null);
  }

  @Test
  void whatIsOlderThanItsFeedsPostsAreKeptExpires() {
    limits.put(1L, new Limits(30, 0));
    assertThat(judge(post(1, 1, 1, 30), post(2, 1, 2, 29), post(3, 2, 3, 99)))
        .containsExactly("1 EXPIRED keep_days", "2 SHOWN new", "3 SHOWN new");
    assertThat(rulings(post(2, 1, 2, 29)).getFirst().until())
        .as("when it is judged again")
        .isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(rulings(post(1, 1, 1, 30)).getFirst().verdict().detail())
        .isEqualTo("It is older than the 30 days for which posts are kept (keep_days = 30).");
  }

  @Test
  void whatIsMoreThanIsKeptOfItsFeedExpires() {
    limits.put(1L, new Limits(0, 2));
    assertThat(judge(post(1, 1, 1, 3), post(2, 1, 2, 2), post(3, 1, 3, 1)))
        .containsExactly("1 EXPIRED keep_entries", "2 SHOWN new", "3 SHOWN new");
    stored.add(post(8, 1, 8, 2, 10, was(Kind.SHOWN, 0)));
    stored.add(post(9, 1, 9, 4, 10, was(Kind.SHOWN, 0)));
    assertThat(judge(post(1, 1, 1, 3), post(2, 1, 2, 5)))
        .as("the store's old one goes afterwards")
        .containsExactly("1 SHOWN new", "2 EXPIRED keep_entries");
  }

  @Test
  void copiesThatAreAsOldGoToo() {
    limits.put(1L, new Limits(30, 0));
    assertThat(judge(post(1, 1, 1, 40), post(2, 2, 1, 40)))
        .containsExactly("1 EXPIRED keep_days", "2 EXPIRED keep_days");
    assertThat(judge(post(1, 1, 1, 40), post(2, 2, 1, 10)))
        .as("a newer one steps in")
        .containsExactly("1 EXPIRED keep_days", "2 SHOWN new");
  }

  @Test
  void aCopyOfWhatExpiredBeforeStaysAway() {
    limits.put(1L, new Limits(30, 0));
    stored.add(post(1, 1, 1, 40, 10, was(Kind.EXPIRED, 0)));
    assertThat(judge(post(2, 2, 1, 40, 10, was(Kind.DUPLICATE, 1))))
        .containsExactly("2 EXPIRED keep_days");
    List<Ruling> again = rulings(post(2, 2, 1, 40, 10, was(Kind.EXPIRED, 1)));
    assertThat(again)
        .hasSize(1)
        .allMatch(ruling -> ruling.verdict().kind() == Kind.EXPIRED && ruling.of() == 1);
  }

  @Test
  void whatWasDroppedNeverComesBack() {
    pruned.add(1L);
    assertThat(judge(post(1, 1, 1, 5, 0, null), post(2, 2, 1, 5), post(3, 1, 3, 5, 0, null)))
        .as("and stands in nobody's way")
        .containsExactly("1 EXPIRED pruned", "2 SHOWN new", "3 SHOWN new");
  }
}
