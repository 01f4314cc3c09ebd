package orrery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.curate.Identity;
import orrery.feed.Article.Keys;
import orrery.feed.Takedown;
import orrery.store.Explained;
import orrery.store.FeedState;
import orrery.store.Posts;
import orrery.store.Sought;
import orrery.store.Store;

/** Answers why a post is, or is not, on a planet. */
public final class Explainer {
  /** More than a person reads; a feed's whole history all the same. */
  public static final int LIMIT = 10_000;

  private final Store store;
  private final Planet planet;
  private final Posts posts;

  /** The planet's feeds by their address in the store. */
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

  /** Those that the store knows. */
  private final Map<String, Member> members = new LinkedHashMap<>();

  /** Answers for this planet. */
  public Explainer(Store store, Planet planet) {
    this.store = store;
    this.planet = planet;
    this.posts = store.posts(Edition.name(planet));
    Map<String, FeedState> known = store.feeds().known();
    for (Subscription subscription : planet.subscriptions()) {
      String address = Member.address(planet, subscription);
      subscriptions.put(address, subscription);
      FeedState feed = known.get(address);
      if (feed != null) {
        members.put(address, new Member(subscription, feed));
      }
    }
  }

  /**
   * What became of a post, by its address in any spelling, one that it had before, its id or words
   * of its title; or of a feed's posts, by the feed's address or name, or the address of its site.
   *
   * @return newest first, at most {@link #LIMIT}, with feeds as feeds.ini has them
   */
  public List<Explained> explain(String question) {
    String asked = question.strip();
    if (asked.isEmpty()) {
      return List.of();
    }
    Place place = Place.of(asked);
    Set<String> feeds = feeds(asked, place);
    // Where a whole site is meant, so is all that it has, and not the one post that links its front
    // page; but what a feed of comments names as its site is a post.
    Set<String> sites = place == null ? Set.of() : sites(place);
    if (feeds.isEmpty() && place != null && place.path().isEmpty()) {
      feeds = sites;
    }
    List<Explained> found = feeds.isEmpty() ? posts(asked, place) : find(Sought.of(feeds));
    return found.isEmpty() && !sites.isEmpty() ? find(Sought.of(sites)) : found;
  }

  private List<Explained> find(Sought sought) {
    Map<Long, String> blogs = new HashMap<>();
    members.values().forEach(member -> blogs.put(member.feed().id(), member.name()));
    var reasons = new Reasons(planet, blogs, false);
    return posts.explain(sought, LIMIT).stream()
        .map(
            e -> {
              Subscription subscription = subscriptions.get(e.feed());
              return new Explained(
                  subscription == null ? e.feed() : subscription.url(),
                  e.id(),
                  reasons.told(e.post(), subscription),
                  e.tags(),
                  e.language());
            })
        .toList();
  }

  private List<Explained> posts(String asked, @Nullable Place place) {
    Keys verbatim = Identity.keys("", asked, asked, "", false, null, "");
    Set<Long> links = new LinkedHashSet<>(List.of(Identity.linkKey(asked)));
    if (place != null) {
      links.add(Identity.linkKey(place.url()));
    }
    Long id = Objects.requireNonNull(verbatim.id(), "the question is not blank");
    Set<Long> keys = new LinkedHashSet<>(links);
    keys.add(id);
    Set<Long> marks = links.stream().map(Identity::formerLink).collect(Collectors.toSet());
    marks.add(Identity.formerId(id));
    return find(Sought.of(keys, marks, asked));
  }

  private Set<String> feeds(String asked, @Nullable Place place) {
    Set<String> feeds = new LinkedHashSet<>();
    subscriptions.forEach(
        (address, subscription) -> {
          Member member = members.get(address);
          if (asked.equals(subscription.url())
              || asked.equalsIgnoreCase(subscription.name())
              || (member != null && asked.equalsIgnoreCase(member.name()))
              || (place != null
                  && (place.same(subscription.url())
                      || (member != null && place.same(member.movedTo()))))) {
            feeds.add(address);
          }
        });
    return feeds;
  }

  /** The feeds of the site at that address. */
  private Set<String> sites(Place place) {
    Set<String> feeds = new LinkedHashSet<>();
    subscriptions.forEach(
        (address, subscription) -> {
          Place site = site(address, subscription);
          if (site != null && place.on(site) && site.path().equals(place.path())) {
            feeds.add(address);
          }
        });
    return feeds;
  }

  /** The site of a feed; the front page of its host, where it names none. */
  private @Nullable Place site(String address, Subscription subscription) {
    Member member = members.get(address);
    String site =
        member == null || member.feed().about() == null ? null : member.feed().about().site();
    Place named = site == null ? null : Place.of(site);
    Place feed = subscription.file() ? null : Place.of(subscription.url());
    return named != null ? named : feed == null ? null : feed.front();
  }

  /**
   * Why nothing that was collected is what the question is about, as far as can be said.
   *
   * @param now when feeds that are due will be asked
   */
  public String unseen(String question, Instant now) {
    String asked = question.strip();
    Place place = Place.of(asked);
    var readings = new Readings(store, now);
    for (String feed : feeds(asked, place)) {
      return readings.of(Objects.requireNonNull(subscriptions.get(feed)), members.get(feed), true);
    }
    if (place == null) {
      return unknown(asked);
    }
    for (Takedown takedown : posts.hidden()) {
      if (takedown.address() == Identity.linkKey(place.url())) {
        return "nothing of that address was collected yet. It was hidden on %s, and stays away when it comes."
            .formatted(Reasons.time(takedown.at()));
      }
    }
    String owner = owner(place);
    if (owner != null) {
      return readings.of(
          Objects.requireNonNull(subscriptions.get(owner)), members.get(owner), false);
    }
    return place.bare() ? unknown(asked) : unregistered(place);
  }

  private static String unknown(String words) {
    return "nothing collected matches '"
        + words
        + "'. Is its feed in feeds.ini, and has a cycle run since?";
  }

  /** The feed of the site that an address lies in, the innermost of several. */
  private @Nullable String owner(Place place) {
    String owner = null;
    int depth = -1;
    List<String> neighbours = new ArrayList<>();
    for (Map.Entry<String, Subscription> one : subscriptions.entrySet()) {
      Place site = site(one.getKey(), one.getValue());
      if (site == null || !place.on(site)) {
        continue;
      }
      if (place.within(site) && site.path().length() > depth) {
        owner = one.getKey();
        depth = site.path().length();
      }
      if (!site.shares()) {
        neighbours.add(one.getKey());
      }
    }
    // A blog in /blog has its posts wherever it likes.
    return owner == null && neighbours.size() == 1 ? neighbours.getFirst() : owner;
  }

  private String unregistered(Place place) {
    List<String> hosts = new ArrayList<>();
    subscriptions.forEach(
        (address, subscription) -> {
          Place site = site(address, subscription);
          if (site != null && !hosts.contains(site.host())) {
            hosts.add(site.host());
          }
        });
    int some = Math.min(hosts.size(), 5);
    String rest = hosts.size() > some ? " and %d more".formatted(hosts.size() - some) : "";
    return "never seen, and no feed of %s is registered. Register it: orrery add %s. Registered are %s."
        .formatted(
            place.host(),
            place.root(),
            hosts.isEmpty()
                ? "no feeds of sites"
                : "feeds of " + String.join(", ", hosts.subList(0, some)) + rest);
  }
}
