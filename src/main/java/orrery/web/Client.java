package orrery.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells clients from each other. */
final class Client {
  /** All whose address cannot be read. */
  static final String UNKNOWN = "?";

  private Client() {}

  /**
   * Who asks. Only a proxy on this computer can reach us: the last address is the one that it saw,
   * whatever else a client may have written before it.
   *
   * @param forwarded each {@code X-Forwarded-For} of the request, in order
   * @param peer the other end of the connection
   */
  static String of(List<String> forwarded, @Nullable String peer) {
    String all = String.join(",", forwarded);
    String last = forwarded.isEmpty() ? peer : all.substring(all.lastIndexOf(',') + 1);
    return last == null ? UNKNOWN : of(last.strip());
  }

  /** As {@link #of(List, String)}, of what a servlet may give as null. */
  static String of(@Nullable Enumeration<String> forwarded, @Nullable String peer) {
    return of(forwarded == null ? List.of() : Collections.list(forwarded), peer);
  }

  /** An address with or without a port. */
  private static String of(String written) {
    String address = written;
    if (address.startsWith("[")) {
      address = address.substring(1).replaceFirst("\\](:[0-9]{1,5})?$", "");
    } else if (address.indexOf(':') == address.lastIndexOf(':')) {
      address = address.replaceFirst(":[0-9]{1,5}$", "");
    }
    if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|(?=.*:)[0-9a-fA-F:.]{2,45}")) {
      return UNKNOWN;
    }
    try {
      InetAddress read = InetAddress.ofLiteral(address);
      // Who has one address of IPv6 has 2^64 of them.
      return read instanceof Inet6Address
          ? HexFormat.of().formatHex(read.getAddress(), 0, 8)
          : read.getHostAddress();
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }
}
