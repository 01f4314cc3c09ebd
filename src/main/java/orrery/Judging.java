package orrery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.config.FutureDates;
import orrery.config.Keeping;
import orrery.config.Planet;
import orrery.curate.Expiry;
import orrery.curate.Identity;
import orrery.curate.Judge;
import orrery.feed.Candidate;
import orrery.feed.Entry;
import orrery.feed.Ruling;
import orrery.feed.Seen;
import orrery.store.Posts;
import orrery.store.Posts.Shown;

/** Judges entries by a planet's config and by what its store knows. Nothing is kept. */
final class Judging {
  private final Planet planet;
  private final Map<Long, Member> members;
  private final Posts posts;
  private final Instant now;
  private final Expiry expiry;

  /**
   * A planet's.
   *
   * @param members its feeds by the store's number of them
   */
  Judging(Planet planet, Map<Long, Member> members, Posts posts, Instant now) {
    this.planet = planet;
    this.members = members;
    this.posts = posts;
    this.now = now;
    Map<Long, Expiry.Limits> limits = new HashMap<>();
    members.forEach(
        (feed, member) -> {
          Keeping keeping = member.subscription().keeping();
          limits.put(feed, new Expiry.Limits(keeping.keepDays(), keeping.keepEntries()));
        });
    this.expiry = new Expiry(limits, new Kept(posts), now);
  }

  /** The verdicts on entries that wait for one, beside those that stand. */
  List<Ruling> judge(List<Candidate> waiting) {
    Judge.Rules rules = rules(waiting);
    LongFunction<String> texts = Rules.texts(posts.docket()::html);
    return expiry.judge(
        waiting,
        (rest, gone) ->
            Judge.judge(
                rest,
                posts.docket().alike(rest, Judging::lookups).stream()
                    .filter(candidate -> !gone.contains(candidate.entry()))
                    .toList(),
                posts.docket().seenWith(rest),
                rules,
                texts));
  }

  /**
   * The verdicts on all that the planet has, as if there were none yet.
   *
   * @param html the cleaned text of an entry
   */
  List<Ruling> judgeAll(List<Candidate> all, LongFunction<String> html) {
    Judge.Rules rules = rules(all);
    Collection<Seen> nothing = List.of();
    return expiry.judge(
        all, (rest, gone) -> Judge.judge(rest, List.of(), nothing, rules, Rules.texts(html)));
  }

  /**
   * The verdicts on posts that are more than is kept of their feed.
   *
   * @param shown how much is shown of each feed
   */
  List<Ruling> beyond(Map<Long, Shown> shown) {
    List<Candidate> beyond = new ArrayList<>();
    members.forEach(
        (feed, member) -> {
          int keep = member.subscription().keeping().keepEntries();
          Shown of = shown.get(feed);
          if (keep > 0 && of != null && of.posts() > keep) {
            beyond.addAll(posts.docket().newest(feed, of.posts() - keep, keep));
          }
        });
    return expiry.beyond(beyond);
  }

  private static Set<Long> lookups(Candidate candidate) {
    return Identity.lookups(candidate.keys(), candidate.title(), candidate.said());
  }

  private Judge.Rules rules(List<Candidate> waiting) {
    Set<Long> feeds = waiting.stream().map(Candidate::feed).collect(Collectors.toSet());
    Map<Long, Instant> beginnings = posts.docket().beginnings(feeds);
    LongFunction<Entry> asRead = Rules.asRead(posts);
    Map<Long, Judge.Listing> listings = new HashMap<>();
    members.forEach(
        (id, member) ->
            listings.put(
                id,
                new Judge.Listing(
                    listings.size(),
                    member.name(),
                    Rules.filters(planet, member.subscription().filters(), asRead),
                    member.subscription().keeping().burst(),
                    beginnings.get(id),
                    Identity.host(member.feed().url()))));
    return new Judge.Rules(
        listings,
        planet.curation().newFeedItems(),
        planet.curation().futureDates() == FutureDates.HOLD,
        posts.hidden(),
        now);
  }

  private record Kept(Posts posts) implements Expiry.Known {
    @Override
    public Set<Long> pruned(Collection<Long> entries) {
      return posts.docket().pruned(entries);
    }

    @Override
    public List<Candidate> newest(long feed, int limit) {
      return posts.docket().newest(feed, limit, 0);
    }

    @Override
    public @Nullable Candidate of(long entry) {
      return posts.docket().candidate(entry);
    }
  }
}
