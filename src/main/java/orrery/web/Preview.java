package orrery.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpHandlers;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves sites to this computer, so that a maintainer sees them as readers will. */
public final class Preview implements AutoCloseable {
  private static final String MAX_SECONDS = "sun.net.httpserver.maxReqTime";

  private static final Pattern ASSETS = Pattern.compile("=\"(/(?:[^\"]*/)?)assets/");

  private final HttpServer server;
  private final ExecutorService threads;

  private Preview(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts.
   *
   * @param sites folders, which are there, by the path under which each is to be found: {@code /},
   *     {@code /other/}
   * @param port 0 for any that is free
   * @throws IOException where the port is taken
   */
  public static Preview start(Map<String, Path> sites, int port) throws IOException {
    return start(sites, port, Map.of());
  }

  /**
   * Starts, with something beside the sites.
   *
   * @param beside what answers below a path, such as {@code /websub/}
   */
  public static Preview start(Map<String, Path> sites, int port, Map<String, HttpHandler> beside)
      throws IOException {
    // A request that does not come to its end is not to hold its connection for ever.
    if (System.getProperty(MAX_SECONDS) == null) {
      System.setProperty(MAX_SECONDS, "60");
    }
    HttpServer server = Loopback.server(port, "--port");
    sites.forEach(
        (path, site) ->
            server.createContext(path, handler(path, site.toAbsolutePath().normalize())));
    beside.forEach(server::createContext);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.start();
    return new Preview(server, threads);
  }

  /** The files of a site, and its own page for addresses at which there is none. */
  private static HttpHandler handler(String context, Path site) {
    return HttpHandlers.handleOrElse(
        request -> isThere(site, request.getRequestURI().getPath().substring(context.length())),
        SimpleFileServer.createFileHandler(site),
        exchange -> notFound(exchange, site.resolve("404.html"), context));
  }

  /** Whoever answers says in the end what may be seen: this only tells which of the two does. */
  private static boolean isThere(Path site, String path) {
    try {
      Path file = site.resolve(path).normalize();
      boolean folder = path.isEmpty() || path.endsWith("/");
      return file.startsWith(site)
          && (Files.exists(file.resolve("index.html")) || (!folder && Files.isRegularFile(file)));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static void notFound(HttpExchange exchange, Path page, String context)
      throws IOException {
    try (exchange) {
      String html = Files.exists(page) ? moved(Files.readString(page), context) : "";
      byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      boolean body = bytes.length > 0 && !exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(404, body ? bytes.length : -1);
      if (body) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  /**
   * The page that a site has for addresses where there is nothing, to be given out here: its links
   * begin at where the site will lie on its server, which its style sheet shows.
   *
   * @param context where it lies here
   */
  static String moved(String html, String context) {
    Matcher sheet = ASSETS.matcher(html);
    return sheet.find() ? html.replace("=\"" + sheet.group(1), "=\"" + context) : html;
  }

  /** Where a browser finds the site of that path. */
  public String url(String path) {
    return Loopback.url(server, path);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown(); // not interrupted, as what answers may be at the database
  }
}
