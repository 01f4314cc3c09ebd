package orrery.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A block of IP addresses (RFC 4632; RFC 4291, section 2.3).
 *
 * @param first the first address of the block
 * @param length how many leading bits make the block: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record Cidr(InetAddress first, int length) {

  /** Clears the bits behind the prefix. */
  public Cidr {
    byte[] bits = first.getAddress();
    if (length < 0 || length > bits.length * 8) {
      throw new IllegalArgumentException(
          "a prefix of " + (bits.length == 4 ? "IPv4 has 0 to 32" : "IPv6 has 0 to 128") + " bits");
    }
    for (int i = 0; i < bits.length; i++) {
      bits[i] &= (byte) (0xff00 >> Math.clamp(length - i * 8, 0, 8));
    }
    first = address(bits);
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address.
   *
   * @throws IllegalArgumentException with a message that says what is wrong and shows an example
   */
  public static Cidr parse(String text) {
    String block = text.strip();
    int slash = block.indexOf('/');
    String head = slash < 0 ? block : block.substring(0, slash);
    try {
      // 192.168/16 would be read as 192.0.0.168, the way inet_aton(3) does.
      if (head.indexOf(':') < 0 && head.split("\\.", -1).length != 4) {
        throw new IllegalArgumentException("an IPv4 address has four numbers");
      }
      InetAddress address = InetAddress.ofLiteral(head);
      int bits = address.getAddress().length * 8;
      return new Cidr(address, slash < 0 ? bits : Integer.parseInt(block.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not a block of addresses: write it like 10.0.0.0/8, fd00::/8 or 127.0.0.1",
          e);
    }
  }

  /** Whether the address lies in the block; an address of the other family never does. */
  public boolean contains(InetAddress address) {
    byte[] bits = address.getAddress();
    byte[] mine = first.getAddress();
    if (bits.length != mine.length) {
      return false;
    }
    int whole = length / 8;
    if (!Arrays.equals(bits, 0, whole, mine, 0, whole)) {
      return false;
    }
    int rest = length % 8;
    return rest == 0 || ((bits[whole] ^ mine[whole]) & (0xff00 >> rest) & 0xff) == 0;
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + length;
  }

  private static InetAddress address(byte[] bits) {
    try {
      return InetAddress.getByAddress(bits);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four or sixteen bytes are an address", e);
    }
  }
}
