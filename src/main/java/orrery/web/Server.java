package orrery.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Serves sites, what hubs call, and the desks of planets: to this computer only, where a proxy may
 * hand on what the world asks.
 */
public final class Server implements AutoCloseable {
  /** So many connections may be open; of more, those are closed first that say nothing. */
  private static final int CONNECTIONS = 2000;

  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final Duration IDLE_IN_A_CROWD = Duration.ofSeconds(1);

  /** For what is under way at the end. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int LONGEST_HEAD = 8192;
  private static final int BACKLOG = 256;

  private static final HandlerType[] METHODS = {
    HandlerType.GET,
    HandlerType.HEAD,
    HandlerType.POST,
    HandlerType.PUT,
    HandlerType.PATCH,
    HandlerType.DELETE,
    HandlerType.OPTIONS
  };

  private final Javalin javalin;
  private final ExecutorService threads;
  private final int port;

  /**
   * What a planet shows.
   *
   * @param folder of its site, which is there
   * @param desk null where nobody takes submissions
   */
  public record Place(Path folder, @Nullable Desk desk) {}

  private Server(Javalin javalin, ExecutorService threads, int port) {
    this.javalin = javalin;
    this.threads = threads;
    this.port = port;
  }

  /**
   * Starts.
   *
   * @param places by the path under which each is to be found: {@code /}, {@code /other/}
   * @param callback null where no hub calls
   * @param port 0 for any that is free
   * @throws IOException where the port is taken
   */
  public static Server start(
      Map<String, Place> places, @Nullable Callback callback, Reception reception, int port)
      throws IOException {
    return start(places, callback, reception, port, IDLE);
  }

  /**
   * As the other.
   *
   * @param idle how long a connection may say nothing
   */
  static Server start(
      Map<String, Place> places,
      @Nullable Callback callback,
      Reception reception,
      int port,
      Duration idle)
      throws IOException {
    ServerSocketChannel channel = bind(port);
    // Not interrupted at the end, as what answers may be at the database.
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Javalin javalin =
          Javalin.create(
              config -> {
                config.startup.showJavalinBanner = false;
                config.startup.showOldJavalinVersionWarning = false;
                config.startup.startupWatcherEnabled = false;
                config.router.ignoreTrailingSlashes = false;
                config.http.prefer405over404 = true;
                // That is a proxy's to do: here it would belie the lengths of files.
                config.http.compressionStrategy = CompressionStrategy.NONE;
                listen(config, channel, threads, idle);
                routes(config.routes, places, callback, reception);
              });
      javalin.start();
      int bound = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      return new Server(javalin, threads, bound);
    } catch (IOException | RuntimeException e) {
      channel.close();
      threads.shutdown();
      throw e;
    }
  }

  private static ServerSocketChannel bind(int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      return channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
    } catch (BindException e) {
      channel.close();
      throw Loopback.taken(port, "--port", e);
    }
  }

  private static void listen(
      JavalinConfig config, ServerSocketChannel channel, ExecutorService threads, Duration idle) {
    // For the connections; what answers has a thread of its own.
    var pool = new QueuedThreadPool(8, 2);
    pool.setName("web");
    pool.setReservedThreads(0);
    pool.setVirtualThreadsExecutor(threads);
    config.jetty.threadPool = pool;
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setUriCompliance(UriCompliance.DEFAULT);
          http.setSendServerVersion(false);
          http.setRequestHeaderSize(LONGEST_HEAD);
        });
    config.jetty.addConnector((server, http) -> connector(server, http, channel, idle));
    config.jetty.modifyServer(
        server -> {
          server.setStopTimeout(PATIENCE.toMillis());
          var limit = new NetworkConnectionLimit(CONNECTIONS, server);
          limit.setEndPointIdleTimeout(IDLE_IN_A_CROWD.toMillis());
          server.addBean(limit);
        });
  }

  private static ServerConnector connector(
      org.eclipse.jetty.server.Server server,
      HttpConfiguration http,
      ServerSocketChannel channel,
      Duration idle) {
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setIdleTimeout(idle.toMillis());
    connector.setShutdownIdleTimeout(100);
    connector.addBean(new Slow(connector, idle));
    try {
      connector.open(channel);
    } catch (IOException e) {
      throw new IllegalStateException("An open port cannot be listened to", e);
    }
    return connector;
  }

  /** The first that fits answers. */
  private static void routes(
      RoutesConfig routes,
      Map<String, Place> places,
      @Nullable Callback callback,
      Reception reception) {
    if (callback != null) {
      for (HandlerType method : METHODS) {
        routes.addHttpHandler(method, Callback.PATH + "*", callback::answer);
      }
    }
    List<String> paths =
        places.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    places.forEach(
        (path, place) -> {
          if (place.desk() != null) {
            var site = new Folder(path, place.folder());
            new Counter(path, place.desk(), reception, site).add(routes);
          }
        });
    for (String path : paths) {
      Place place = places.get(path);
      if (place != null) {
        Handler files = new Folder(path, place.folder())::answer;
        routes.get(path + "*", files);
        routes.head(path + "*", files);
      }
    }
  }

  /** Where a browser finds the site of that path. */
  public String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Takes in nothing more, and gives what is under way a moment. */
  @Override
  public void close() {
    try {
      // Not by Javalin, to which it is an error when patience ends.
      javalin.jettyServer().server().stop();
    } catch (TimeoutException e) {
      // Whoever is still at it is cut off, but may end what it does.
    } catch (Exception e) {
      throw new IllegalStateException("The server cannot be stopped", e);
    } finally {
      threads.shutdown();
    }
  }
}
