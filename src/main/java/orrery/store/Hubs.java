package orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The subscriptions of feeds at their hubs (WebSub), one a feed. */
public final class Hubs {
  private final Jdbi jdbi;

  Hubs(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How a subscription stands. */
  public enum State {
    /** Not confirmed yet. */
    ASKED,
    /** Confirmed, until its lease ends. */
    ACTIVE,
    /** The hub does not want it. */
    DENIED,
    /** The hub could not be asked. */
    FAILED,
    /** The feed names no hub any more. */
    ENDED
  }

  /**
   * A subscription.
   *
   * @param feed the store's number of the feed
   * @param token the part of the callback that nobody guesses
   * @param secret what the hub signs with
   * @param askAt when the hub is to be asked next
   * @param askedAt when the hub was last asked
   * @param failures requests in a row that came to nothing
   * @param leaseUntil null where the hub never confirmed it
   * @param error why it is denied or failed, one sentence
   */
  public record Subscription(
      long feed,
      String hub,
      String topic,
      String token,
      String secret,
      State state,
      Instant askAt,
      @Nullable Instant askedAt,
      int failures,
      @Nullable Instant leaseUntil,
      @Nullable Instant lastDelivery,
      @Nullable String error) {}

  /**
   * What a feed says of where it can be subscribed.
   *
   * @param hub null where it names none; then the topic means nothing
   */
  public record Offer(long feed, @Nullable String hub, String topic) {}

  /**
   * Keeps what feeds say now. What is new or different is to be asked for at once, with another
   * token and secret; what is no longer offered ends.
   *
   * @param offers a feed once
   * @param random makes tokens and secrets
   */
  public void offered(Collection<Offer> offers, Supplier<String> random, Instant now) {
    if (!offers.isEmpty()) {
      jdbi.useTransaction(
          handle -> {
            Map<Long, Subscription> known = known(handle, offers);
            for (Offer offer : offers) {
              Subscription old = known.get(offer.feed());
              if (offer.hub() == null) {
                handle.execute("update websub set state = 'ended' where feed_id = ?", offer.feed());
              } else if (old == null
                  || old.state() == State.ENDED
                  || !old.hub().equals(offer.hub())
                  || !old.topic().equals(offer.topic())) {
                handle.execute("delete from websub where feed_id = ?", offer.feed());
                handle.execute(
                    """
                    insert into websub (feed_id, hub, topic, token, secret, state, ask_at)
                    values (?, ?, ?, ?, ?, 'asked', ?)
                    """,
                    offer.feed(),
                    offer.hub(),
                    offer.topic(),
                    random.get(),
                    random.get(),
                    now.toEpochMilli());
              }
            }
          });
    }
  }

  private static Map<Long, Subscription> known(Handle handle, Collection<Offer> offers) {
    return handle
        .createQuery("select * from websub where feed_id = any(:feeds)")
        .bindByType("feeds", offers.stream().map(Offer::feed).toArray(Long[]::new), Long[].class)
        .map((row, context) -> read(row))
        .collect(Collectors.toMap(Subscription::feed, Function.identity()));
  }

  /**
   * Those of some feeds whose hub is to be asked, the longest due first.
   *
   * @param callback where hubs are to deliver: one that delivers elsewhere is to be asked at once
   */
  public List<Subscription> due(Collection<Long> feeds, String callback, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from websub
                    where feed_id = any(:feeds) and state <> 'ended'
                      and (ask_at <= :now or callback <> :callback)
                    order by ask_at, feed_id
                    """)
                .bindByType("feeds", feeds.toArray(Long[]::new), Long[].class)
                .bind("now", now.toEpochMilli())
                .bind("callback", callback)
                .map((row, context) -> read(row))
                .list());
  }

  /** The subscription of a callback, null where there is none. */
  public @Nullable Subscription find(String token) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from websub where token = :token")
                .bind("token", token)
                .map((row, context) -> read(row))
                .findOne()
                .orElse(null));
  }

  /** The feeds whose subscription runs, and for which its hub has delivered before. */
  public Set<Long> proven(Instant now) {
    return feeds("last_delivery is not null", now);
  }

  /** The feeds whose subscription runs. */
  public Set<Long> active(Instant now) {
    return feeds("true", now);
  }

  private Set<Long> feeds(String condition, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select feed_id from websub where state = 'active' and lease_until > :now and "
                        + condition)
                .bind("now", now.toEpochMilli())
                .mapTo(Long.class)
                .collect(Collectors.toSet()));
  }

  /**
   * Notes that the hub is about to be asked: before it is, as it may confirm while it is asked. A
   * subscription that runs goes on until its lease ends.
   *
   * @param callback where it is told to deliver
   * @param again when to ask next if nothing comes of it
   */
  public void asked(String token, String callback, Instant now, Instant again) {
    update(
        """
        update websub set callback = ?, asked_at = ?, ask_at = ?, failures = failures + 1, error = null,
          state = case when state = 'active' and lease_until > ? then state else 'asked' end
        where token = ?
        """,
        callback,
        now.toEpochMilli(),
        again.toEpochMilli(),
        now.toEpochMilli(),
        token);
  }

  /** Notes that the hub could not be asked, or would not listen; when to ask again stays. */
  public void failed(String token, String error) {
    update(
        """
        update websub set error = ?, state = case when state = 'asked' then 'failed' else state end
        where token = ?
        """,
        error,
        token);
  }

  /** Notes that the hub confirmed a subscription. */
  public void confirmed(String token, Instant until, Instant renewal) {
    update(
        """
        update websub set state = 'active', lease_until = ?, ask_at = ?, failures = 0, error = null
        where token = ? and state <> 'ended'
        """,
        until.toEpochMilli(),
        renewal.toEpochMilli(),
        token);
  }

  /** Notes that the hub does not want a subscription, or no longer. */
  public void denied(String token, String reason, Instant again) {
    update(
        """
        update websub set state = 'denied', lease_until = null, ask_at = ?, error = ?
        where token = ? and state <> 'ended'
        """,
        again.toEpochMilli(),
        reason,
        token);
  }

  /** Notes that the hub sent something. */
  public void delivered(String token, Instant now) {
    update("update websub set last_delivery = ? where token = ?", now.toEpochMilli(), token);
  }

  private void update(String sql, Object... values) {
    jdbi.useHandle(handle -> handle.execute(sql, values));
  }

  private static Subscription read(ResultSet row) throws SQLException {
    return new Subscription(
        row.getLong("feed_id"),
        row.getString("hub"),
        row.getString("topic"),
        row.getString("token"),
        row.getString("secret"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Instant.ofEpochMilli(row.getLong("ask_at")),
        Feeds.instant(row, "asked_at"),
        row.getInt("failures"),
        Feeds.instant(row, "lease_until"),
        Feeds.instant(row, "last_delivery"),
        row.getString("error"));
  }
}
