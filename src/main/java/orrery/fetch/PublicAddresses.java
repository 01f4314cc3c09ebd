package orrery.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses may be dialled: public ones, and those that the maintainer allows.
 *
 * <p>A name is judged by what it resolves to, at the moment of connecting, and what was judged is
 * what is dialled; so neither a spelling (127.1, 0x7f.1, [::ffff:127.0.0.1]) nor a name that
 * changes its answer gains anything. Sources: the IANA registries of special-purpose addresses (RFC
 * 6890), RFC 6052 and 8215 (NAT64), 3056 (6to4), 4380 (Teredo), 5214 (ISATAP).
 */
public final class PublicAddresses {
  private final Resolver resolver;
  private final List<Cidr> allowed;

  /**
   * Public addresses and those of some blocks.
   *
   * @param allowed blocks that may be dialled although they are not public
   */
  public PublicAddresses(Resolver resolver, List<Cidr> allowed) {
    this.resolver = resolver;
    this.allowed = List.copyOf(allowed);
  }

  /** A host that exists, but whose addresses may not be dialled. */
  public static final class NotPublic extends UnknownHostException {
    /** The first of its addresses. */
    final transient InetAddress address;

    NotPublic(String host, InetAddress address) {
      super(host);
      this.address = address;
    }
  }

  /**
   * The addresses of a host that may be dialled, in the resolver's order.
   *
   * @return at least one
   * @throws NotPublic if it has addresses, but none that may be dialled
   * @throws UnknownHostException if it has no address
   */
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all;
    try {
      all = resolver.resolve(host);
    } catch (IllegalArgumentException e) { // a literal that the JDK finds ambiguous
      throw new UnknownHostException(host);
    }
    if (all.length == 0) {
      throw new UnknownHostException(host);
    }
    int good = 0;
    InetAddress[] result = new InetAddress[all.length];
    for (InetAddress address : all) {
      if (allows(address)) {
        result[good++] = address;
      }
    }
    if (good == 0) {
      throw new NotPublic(host, all[0]);
    }
    return good == all.length ? all : Arrays.copyOf(result, good);
  }

  /** Whether this address may be dialled. */
  public boolean allows(InetAddress address) {
    for (Cidr block : allowed) {
      if (block.contains(address)) {
        return true;
      }
    }
    return isPublic(address);
  }

  /** Whether the whole Internet reaches the same machine under this address. */
  public static boolean isPublic(InetAddress address) {
    byte[] b = address.getAddress();
    return b.length == 4 ? isPublic4(int32(b, 0)) : isPublic6(b);
  }

  private static boolean isPublic4(int a) {
    return !(in(a, 0x00000000, 8) // this network
        || in(a, 0x0a000000, 8) // private
        || in(a, 0x64400000, 10) // shared by carriers (CGNAT)
        || in(a, 0x7f000000, 8) // loopback
        || in(a, 0xa9fe0000, 16) // link-local
        || in(a, 0xac100000, 12) // private
        || in(a, 0xc0000000, 24) // protocol assignments
        || in(a, 0xc0000200, 24) // documentation
        || in(a, 0xc0586300, 24) // 6to4 relays
        || in(a, 0xc0a80000, 16) // private
        || in(a, 0xc6120000, 15) // benchmarking
        || in(a, 0xc6336400, 24) // documentation
        || in(a, 0xcb007100, 24) // documentation
        || in(a, 0xe0000000, 3)); // multicast, reserved, broadcast
  }

  private static boolean isPublic6(byte[] b) {
    int high = int32(b, 0);
    if (high == 0x0064ff9b) {
      // NAT64; 64:ff9b:1::/48 beside it is for local use.
      return int32(b, 4) == 0 && int32(b, 8) == 0 && isPublic4(int32(b, 12));
    }
    // Global unicast is 2000::/3. Outside lie loopback, mapped, compatible and translated IPv4,
    // discard, segment routing, unique-local, link-local, site-local and multicast.
    if (!in(high, 0x20000000, 3)) {
      return false;
    }
    if (high == 0x20010000) { // Teredo: the server, and the client with its bits turned
      return isPublic4(int32(b, 4)) && isPublic4(~int32(b, 12));
    }
    if (in(high, 0x20010000, 23) // protocol assignments, benchmarking, ORCHID
        || high == 0x20010db8 // documentation
        || in(high, 0x3fff0000, 20)) { // documentation
      return false;
    }
    if (in(high, 0x20020000, 16)) { // 6to4
      return isPublic4((high << 16) | (int32(b, 4) >>> 16));
    }
    if ((int32(b, 8) & 0xfdffffff) == 0x00005efe) { // ISATAP
      return isPublic4(int32(b, 12));
    }
    return true;
  }

  private static boolean in(int address, int block, int length) {
    return (address ^ block) >>> (32 - length) == 0;
  }

  private static int int32(byte[] b, int at) {
    return ((b[at] & 0xff) << 24)
        | ((b[at + 1] & 0xff) << 16)
        | ((b[at + 2] & 0xff) << 8)
        | (b[at + 3] & 0xff);
  }
}
