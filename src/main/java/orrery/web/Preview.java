package orrery.web;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a site to this computer, so that a maintainer sees it as readers will. */
public final class Preview implements AutoCloseable {
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
