package orrery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.Candidate;
import orrery.feed.Ruling;
import orrery.feed.Verdict;
import orrery.store.FeedState;
import orrery.store.Posts;
import orrery.store.Store;

/**
 * Tries a config on the posts that were collected: what the next cycle would add to the planet and
 * remove from it. Nothing is fetched and nothing changes.
 *
 * @param shown how many posts the planet shows now
 * @param onto how many that stay could stand on the front page then, and could not before
 * @param off how many that stay could not any more
 * @param come posts that would be added, newest first
 * @param go posts that would be removed, newest first
 * @param newcomers feeds of the config of which nothing was collected yet, in its order
 * @param left feeds that the config does not list any more
 */
public record Trial(
    int shown,
    int onto,
    int off,
    List<Change> come,
    List<Change> go,
    List<String> newcomers,
    List<String> left) {
  /** Copies the lists. */
  public Trial {
    come = List.copyOf(come);
    go = List.copyOf(go);
    newcomers = List.copyOf(newcomers);
    left = List.copyOf(left);
  }

  /**
   * A post that would come or go.
   *
   * @param url its address; null where it has none
   * @param feed the address of its feed
   * @param rule the rule that decides
   * @param detail why, one or two sentences
   * @param place where the rule stands in the config; null where it does not
   */
  public record Change(
      String title,
      @Nullable String url,
      String feed,
      String rule,
      String detail,
      @Nullable String place) {}

  /** Tries a planet's config. */
  public static Trial of(Planet planet, Store store, Instant now, Progress progress) {
    return new Trier(planet, store, now).run(store.feeds().known(), progress);
  }

  /** What is gathered on the way. */
  private static final class Trier {
    private final Planet planet;
    private final Posts posts;
    private final Instant now;
    private final Set<Long> before;
    private final Map<Long, Member> members = new LinkedHashMap<>();
    private final List<Change> come = new ArrayList<>();
    private final List<Change> go = new ArrayList<>();
    private int shown;
    private int onto;
    private int off;

    Trier(Planet planet, Store store, Instant now) {
      this.now = now;
      this.planet = planet;
      this.posts = store.posts(Edition.name(planet));
      this.before = posts.feeds();
    }

    Trial run(Map<String, FeedState> known, Progress progress) {
      Map<Long, String> left = new LinkedHashMap<>();
      known.values().stream()
          .filter(feed -> before.contains(feed.id()))
          .forEach(feed -> left.put(feed.id(), feed.url()));
      List<String> newcomers = new ArrayList<>();
      for (Subscription subscription : planet.subscriptions()) {
        FeedState feed = known.get(Member.address(planet, subscription));
        if (feed == null || feed.health().lastSuccess() == null) {
          newcomers.add(subscription.url());
        }
        if (feed != null) {
          members.put(feed.id(), new Member(subscription, feed));
          left.remove(feed.id());
        }
      }
      judge(progress);
      for (Candidate candidate : newestFirst(posts.docket().all(left.keySet()))) {
        if (candidate.verdict() == Verdict.Kind.SHOWN) {
          shown++;
          String url = Objects.requireNonNull(left.get(candidate.feed()));
          go.add(
              new Change(
                  candidate.title(),
                  candidate.url(),
                  url,
                  "unlisted",
                  "Its feed is no longer in the config.",
                  null));
        }
      }
      return new Trial(shown, onto, off, come, go, newcomers, List.copyOf(left.values()));
    }

    /** As a cycle judges that finds other rules than the one before. */
    private void judge(Progress progress) {
      List<Candidate> all = newestFirst(posts.docket().all(members.keySet()));
      LongFunction<String> html =
          entry -> {
            progress.step();
            return posts.docket().html(entry);
          };
      Map<Long, Ruling> rulings = new HashMap<>();
      progress.begin("Judging", all.size());
      try {
        for (Ruling ruling : new Judging(planet, members, posts, now).judgeAll(all, html)) {
          rulings.put(ruling.candidate().entry(), ruling);
        }
      } finally {
        progress.end();
      }
      for (Candidate candidate : all) {
        boolean was = candidate.verdict() == Verdict.Kind.SHOWN;
        Ruling ruling = Objects.requireNonNull(rulings.get(candidate.entry()));
        Verdict verdict = ruling.verdict();
        boolean is = verdict.kind() == Verdict.Kind.SHOWN;
        shown += was ? 1 : 0;
        if (was && !is) {
          go.add(change(candidate, verdict, verdict.detail()));
        } else if (is && !was) {
          come.add(change(candidate, verdict, reason(candidate)));
        } else if (is && candidate.before() != null) {
          onto += ruling.front() && !candidate.before().front() ? 1 : 0;
          off += !ruling.front() && candidate.before().front() ? 1 : 0;
        }
      }
    }

    private Change change(Candidate candidate, Verdict verdict, String detail) {
      Subscription feed = Objects.requireNonNull(members.get(candidate.feed())).subscription();
      return new Change(
          candidate.title(),
          candidate.url(),
          feed.url(),
          verdict.rule(),
          detail,
          Rules.place(planet, feed, verdict.rule()));
    }

    /** Why it is not shown yet: what changed is no more to be seen in its new verdict. */
    private String reason(Candidate candidate) {
      String detail = posts.docket().detail(candidate.entry());
      return detail != null
          ? "Nothing keeps it out any more. Until now: " + detail
          : before.contains(candidate.feed())
              ? "It waits for its first verdict."
              : "Its feed was collected before, and is now in the config.";
    }
  }

  private static List<Candidate> newestFirst(List<Candidate> candidates) {
    return candidates.stream()
        .sorted(Comparator.comparing(Candidate::date).reversed().thenComparing(Candidate::anchor))
        .toList();
  }
}
