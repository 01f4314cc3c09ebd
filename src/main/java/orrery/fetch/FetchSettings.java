package orrery.fetch;

import java.time.Duration;
import java.util.List;

/**
 * Who asks, and how much is borne.
 *
 * @param userAgent name/version and where its owner can be reached
 * @param allow blocks of addresses that may be dialled although they are not public
 * @param maxBytes of a body, as sent and as decoded
 * @param connectTimeout for a connection, and for the TLS handshake
 * @param readTimeout between two pieces of an answer
 * @param callTimeout for the whole call, redirects included, waiting in line not
 * @param maxOpen calls at the same time, those that take longer than half a second not counted
 * @param perHost calls to one host at the same time
 */
public record FetchSettings(
    String userAgent,
    List<Cidr> allow,
    int maxBytes,
    Duration connectTimeout,
    Duration readTimeout,
    Duration callTimeout,
    int maxOpen,
    int perHost) {

  /** Copies the list. */
  public FetchSettings {
    allow = List.copyOf(allow);
  }

  /**
   * The same for addresses that strangers name: other blocks are allowed, and no more than this is
   * borne.
   *
   * @param bytes of a body
   * @param wait for a connection, and between two pieces of an answer
   * @param call for the whole call
   */
  public FetchSettings forStrangers(List<Cidr> allowed, int bytes, Duration wait, Duration call) {
    return new FetchSettings(
        userAgent,
        allowed,
        Math.min(maxBytes, bytes),
        shorter(connectTimeout, wait),
        shorter(readTimeout, wait),
        shorter(callTimeout, call),
        maxOpen,
        perHost);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** The usual limits: 10 MB, 20 s to connect and to read, 60 s in all, two calls to a host. */
  public static FetchSettings of(String userAgent, List<Cidr> allow) {
    return new FetchSettings(
        userAgent,
        allow,
        10_000_000,
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        32,
        2);
  }
}
