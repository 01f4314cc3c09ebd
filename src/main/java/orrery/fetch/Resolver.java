package orrery.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks hosts up: the system's resolver, or that of a test. */
@FunctionalInterface
public interface Resolver {
  /** The resolver of the system. */
  Resolver SYSTEM = InetAddress::getAllByName;

  /**
   * All addresses of a host.
   *
   * @param host a name or a literal address, without brackets
   * @throws UnknownHostException if there is none
   */
  InetAddress[] resolve(String host) throws UnknownHostException;
}
