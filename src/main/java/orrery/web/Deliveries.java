package orrery.web;

import org.jspecify.annotations.Nullable;

/** Who keeps the subscriptions that hubs confirm and deliver to. Called by several threads. */
public interface Deliveries {
  /** What is known of a callback's token. */
  enum Standing {
    /** Nothing. */
    UNKNOWN,
    /** It is of a feed that is not wanted any more. */
    OVER,
    /** It is of a feed that is wanted. */
    WANTED
  }

  /** How a token stands. */
  Standing standing(String token);

  /**
   * A hub asks whether a subscription is meant.
   *
   * @param topic as the hub says it
   * @param leaseSeconds as the hub says it, null where it does not
   * @return whether it is; then it runs from now on
   */
  boolean confirm(String token, String topic, @Nullable String leaseSeconds);

  /**
   * A hub asks whether the end of a subscription is meant.
   *
   * @return whether it is
   */
  boolean confirmEnd(String token, String topic);

  /**
   * A hub does not want a subscription.
   *
   * @param reason as the hub says it, null where it does not
   * @return whether the topic is the subscription's
   */
  boolean denied(String token, String topic, @Nullable String reason);

  /**
   * A hub delivers. What is not signed as agreed is dropped silently (W3C WebSub, section 7.1.2).
   *
   * @param signature the {@code X-Hub-Signature} header, null where there was none
   * @param contentType the header, null where there was none
   * @return whether there was room for it; where there was not, the hub should try again
   */
  boolean deliver(
      String token, @Nullable String signature, @Nullable String contentType, byte[] body);
}
