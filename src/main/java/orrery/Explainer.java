package orrery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.curate.Identity;
import orrery.store.Explained;
import orrery.store.Store;

/** Answers why a post is, or is not, on a planet. */
public final class Explainer {
  /** More than a person reads; a feed's whole history all the same. */
  private static final int LIMIT = 10_000;

  private final Store store;
  private final Planet planet;

  /** Answers for this planet. */
  public Explainer(Store store, Planet planet) {
    this.store = store;
    this.planet = planet;
  }

  /**
   * What became of a post, by its address, id or words of its title; or of a feed's posts, by the
   * feed's address or the name of its subscription.
   *
   * @return newest first, with feeds as feeds.ini has them
   */
  public List<Explained> explain(String question) {
    Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    List<String> feeds = new ArrayList<>();
    for (Subscription subscription : planet.subscriptions()) {
      String address = Member.address(planet, subscription);
      subscriptions.put(address, subscription);
      if (question.equals(subscription.url()) || question.equalsIgnoreCase(subscription.name())) {
        feeds.add(address);
      }
    }
    return store
        .posts(Edition.name(planet))
        .explain(feeds, question, Identity.linkKey(question), LIMIT)
        .stream()
        .map(e -> registered(e, subscriptions.get(e.feed())))
        .toList();
  }

  private static Explained registered(Explained e, @Nullable Subscription subscription) {
    return new Explained(
        subscription == null ? e.feed() : subscription.url(),
        e.id(),
        e.url(),
        e.title(),
        e.verdict(),
        e.rule(),
        e.detail(),
        e.of(),
        e.date(),
        e.firstSeen(),
        e.updated(),
        e.tags(),
        e.language());
  }
}
