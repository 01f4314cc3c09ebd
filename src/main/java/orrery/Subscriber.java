package orrery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import orrery.config.Planet;
import orrery.feed.Feed;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.Validators;
import orrery.fetch.Fetcher;
import orrery.fetch.Posted;
import orrery.fetch.WebSub;
import orrery.store.Hubs;
import orrery.store.Hubs.State;
import orrery.store.Hubs.Subscription;
import orrery.store.Store;
import orrery.web.Callback;
import orrery.web.Deliveries;

/**
 * Keeps feeds subscribed at their hubs (W3C WebSub), and what hubs deliver until a cycle takes it.
 * One lives as long as the callback does, over many cycles; cycles and hubs call it at once.
 *
 * <p>A subscription replaces no asking: a hub may lose what it is told, and its feed is still
 * asked, only less often.
 */
public final class Subscriber implements Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

  /** A first cycle may find hundreds of feeds at one hub; it is not to wait for them all. */
  private static final int AT_A_HUB = 100;

  private final Supplier<Store> store;
  private final InstantSource clock;
  private final Inbox inbox = new Inbox();
  private final Map<Long, Hubs.Offer> heard = new ConcurrentHashMap<>();

  /** The feeds that planets list; null before a cycle has said so. */
  private volatile @Nullable Set<Long> followed;

  /**
   * A subscriber that has nothing waiting.
   *
   * @param store what is open now: it may break, and be opened anew
   */
  public Subscriber(Supplier<Store> store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  private Hubs hubs() {
    return store.get().hubs();
  }

  /**
   * Hears where a feed can be subscribed. To be told of what was fetched, not of what was
   * delivered: hubs need not deliver whole feeds.
   */
  public void heard(long feed, Fresh fresh, Feed document) {
    WebSub.Offer offer = WebSub.offer(fresh, document);
    heard.put(
        feed,
        offer == null
            ? new Hubs.Offer(feed, null, "")
            : new Hubs.Offer(feed, offer.hub(), offer.topic()));
  }

  /**
   * Asks hubs for what is due: what is new, what ends soon, what came to nothing the last time.
   *
   * @param planets all of them, with the store's numbers of their feeds; one without a callback
   *     subscribes nothing. The first that lists a feed subscribes it.
   */
  public void renew(Map<Planet, ? extends Collection<Long>> planets, Instant now) {
    Set<Long> listed =
        planets.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
    followed = listed;
    List<Hubs.Offer> offers = List.copyOf(heard.values());
    hubs().offered(offers, WebSub::random, now);
    // Whatever was heard again since then stays for the next time.
    offers.forEach(offer -> heard.remove(offer.feed(), offer));
    Set<Long> done = new HashSet<>();
    planets.forEach(
        (planet, feeds) -> {
          if (planet.callback() != null) {
            String callback = planet.callback() + Callback.PATH.substring(1);
            renew(planet, callback, feeds.stream().filter(done::add).toList(), now);
          }
        });
  }

  private void renew(Planet planet, String callback, Collection<Long> feeds, Instant now) {
    Map<String, List<Subscription>> byHub =
        hubs().due(feeds, callback, now).stream()
            .collect(
                Collectors.groupingBy(Subscription::hub, LinkedHashMap::new, Collectors.toList()));
    if (byHub.isEmpty()) {
      return;
    }
    try (var fetcher = new Fetcher(Fetchers.settings(planet), clock);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      byHub.values().stream()
          .map(due -> CompletableFuture.runAsync(() -> ask(fetcher, callback, due, now), threads))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  /** One hub, one request after the other; where it is down the others wait for the next cycle. */
  private void ask(Fetcher fetcher, String callback, List<Subscription> due, Instant now) {
    for (Subscription one : due.subList(0, Math.min(due.size(), AT_A_HUB))) {
      hubs().asked(one.token(), callback, now, WebSub.again(now, one.failures() + 1));
      Posted posted =
          fetcher.post(
              one.hub(), WebSub.subscribe(callback + one.token(), one.topic(), one.secret()));
      if (posted.reason() != null) {
        hubs().failed(one.token(), posted.reason());
        LOG.info("{} is not subscribed at {}: {}", one.topic(), one.hub(), posted.reason());
        if (posted.status() == 0 || posted.status() == 429 || posted.status() >= 500) {
          return;
        }
      }
    }
  }

  /** The feeds whose subscription runs. */
  public Set<Long> active(Instant now) {
    return hubs().active(now);
  }

  /**
   * The feeds whose hub keeps its word: it has delivered, and the subscription runs. To ask these
   * once a day is enough; many feeds name a hub that nobody tells of anything.
   */
  public Set<Long> proven(Instant now) {
    return hubs().proven(now);
  }

  /** What hubs delivered since it was last taken, by the store's number of the feed. */
  public Map<Long, Fresh> take() {
    return inbox.take();
  }

  @Override
  public Standing standing(String token) {
    Subscription subscription = hubs().find(token);
    if (subscription == null) {
      return Standing.UNKNOWN;
    }
    return wanted(subscription) ? Standing.WANTED : Standing.OVER;
  }

  private boolean wanted(Subscription subscription) {
    Set<Long> listed = followed;
    return subscription.state() != State.ENDED
        && (listed == null || listed.contains(subscription.feed()));
  }

  @Override
  public boolean confirm(String token, String topic, @Nullable String leaseSeconds) {
    Subscription subscription = hubs().find(token);
    // Only what we asked for: a hub's word alone starts nothing.
    if (subscription == null
        || !subscription.topic().equals(topic)
        || subscription.askedAt() == null
        || !wanted(subscription)) {
      return false;
    }
    Instant now = clock.instant();
    Duration lease = WebSub.lease(leaseSeconds);
    hubs().confirmed(token, now.plus(lease), WebSub.renewal(now, lease));
    return true;
  }

  @Override
  public boolean confirmEnd(String token, String topic) {
    Subscription subscription = hubs().find(token);
    return subscription != null && subscription.topic().equals(topic) && !wanted(subscription);
  }

  @Override
  public boolean denied(String token, String topic, @Nullable String reason) {
    Subscription subscription = hubs().find(token);
    if (subscription == null || !subscription.topic().equals(topic)) {
      return false;
    }
    String said = reason == null ? "" : reason.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String shortened = said.substring(0, Math.min(said.length(), 200));
    hubs()
        .denied(
            token,
            "The hub denies the subscription" + (said.isEmpty() ? "." : ": " + shortened),
            WebSub.afterDenial(clock.instant()));
    return true;
  }

  @Override
  public boolean deliver(
      String token, @Nullable String signature, @Nullable String contentType, byte[] body) {
    Subscription subscription = hubs().find(token);
    if (subscription == null || body.length == 0) {
      return true;
    }
    if (!WebSub.verifies(signature, subscription.secret(), body)) {
      LOG.info("Something that {} did not sign was dropped.", subscription.hub());
      return true;
    }
    String topic = subscription.topic();
    var fresh =
        new Fresh(body, contentType, null, topic, topic, Validators.NONE, null, null, List.of());
    if (!inbox.put(subscription.feed(), fresh)) {
      return false;
    }
    hubs().delivered(token, clock.instant());
    return true;
  }
}
