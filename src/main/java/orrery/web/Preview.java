package orrery.web;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a site to this computer, so that a maintainer sees it as readers will. */
public final class Preview implements AutoCloseable {
  private static final String MAX_SECONDS = "sun.net.httpserver.maxReqTime";

  private final HttpServer server;
  private final ExecutorService threads;

  private Preview(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts.
   *
   * @param site the folder, which is there
   * @param port 0 for any that is free
   * @throws IOException where the port is taken
   */
  public static Preview start(Path site, int port) throws IOException {
    return start(site, port, Map.of());
  }

  /**
   * Starts, with something beside the site.
   *
   * @param beside what answers below a path, such as {@code /websub/}
   */
  public static Preview start(Path site, int port, Map<String, HttpHandler> beside)
      throws IOException {
    // A request that does not come to its end is not to hold its connection for ever.
    if (System.getProperty(MAX_SECONDS) == null) {
      System.setProperty(MAX_SECONDS, "60");
    }
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server;
    try {
      server = HttpServer.create(address, 0);
    } catch (BindException e) {
      throw new IOException(
          "Port " + port + " is taken: name another with --port, or end what uses it.", e);
    }
    server.createContext(
        "/", SimpleFileServer.createFileHandler(site.toAbsolutePath().normalize()));
    beside.forEach(server::createContext);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.start();
    return new Preview(server, threads);
  }

  /** Where a browser finds the site. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
