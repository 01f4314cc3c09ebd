package orrery.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Servers that only this computer can reach. */
final class Loopback {
  private Loopback() {}

  /**
   * A server that is not started yet.
   *
   * @param port 0 for any that is free
   * @param option by which a user names the port
   * @throws IOException where the port is taken
   */
  static HttpServer server(int port, String option) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (BindException e) {
      throw taken(port, option, e);
    }
  }

  static IOException taken(int port, String option, BindException e) {
    return new IOException(
        "Port " + port + " is taken: name another with " + option + ", or end what uses it.", e);
  }

  static String url(HttpServer server, String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }
}
