package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves pages that are made when they are asked for, and has browsers load them anew when they
 * have changed. Pages forbid themselves all requests but those for scripts of their own site: so
 * what tells a browser of a change is a script whose answer waits for one.
 */
public final class Live implements AutoCloseable {
  /** What is ours rather than the site's: no file of a site begins with a dot. */
  private static final String OURS = "/.orrery/";

  private static final String SCRIPT = OURS + "reload.js";
  private static final String CHANGE = OURS + "change.js";

  /** An answer that waits holds one of the few connections that a browser has. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final Stage stage;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Browsers may have pages of an earlier preview. */
  private final String run = Long.toHexString(System.nanoTime());

  private int changes;
  private boolean closed;

  /** Where pages come from. */
  public interface Stage {
    /**
     * A file as it is now.
     *
     * @param path without a slash before it, and whatever a request says
     * @return null where there is none
     * @throws IOException with the words that are shown instead
     */
    @Nullable Path page(String path) throws IOException;
  }

  private Live(Stage stage, HttpServer server) {
    this.stage = stage;
    this.server = server;
  }

  /**
   * Starts.
   *
   * @param port 0 for any that is free
   * @throws IOException where the port is taken
   */
  public static Live start(Stage stage, int port) throws IOException {
    HttpServer server = Loopback.server(port, "--port");
    var live = new Live(stage, server);
    server.createContext("/", live::answer);
    server.setExecutor(live.threads);
    server.start();
    return live;
  }

  /** Where a browser finds the site. */
  public String url() {
    return Loopback.url(server, "/");
  }

  /** Has browsers load anew what they show. */
  public synchronized void changed() {
    changes++;
    notifyAll();
  }

  private synchronized String version() {
    return run + "-" + changes;
  }

  /** Waits until it is another version than the one known, but not for ever, nor at the end. */
  private synchronized boolean isOther(String known) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    long left = PATIENCE;
    while (known.equals(version()) && left > 0 && !closed) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    return !known.equals(version());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      // Another site's page that has itself taken for this computer is not to read along.
      String host = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "");
      if (!Set.of("127.0.0.1", "localhost", "[::1]").contains(host.replaceFirst(":\\d+$", ""))) {
        send(exchange, 421, "text/plain", "Ask " + url());
        return;
      }
      if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, 405, "text/plain", "");
        return;
      }
      String path = Objects.requireNonNullElse(exchange.getRequestURI().getPath(), "/");
      switch (path) {
        case SCRIPT -> send(exchange, 200, "text/javascript", script());
        case CHANGE -> {
          String known = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
          String said = isOther(known) ? "document.dispatchEvent(new Event('orrery-change'))" : "";
          send(exchange, 200, "text/javascript", said);
        }
        default -> page(exchange, path.substring(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void page(HttpExchange exchange, String asked) throws IOException {
    String version = version(); // before the page is made: what changes meanwhile is another one
    try {
      String path = asked.isEmpty() || asked.endsWith("/") ? asked + "index.html" : asked;
      int status = 200;
      Path file = stage.page(path);
      if (file == null) {
        status = 404;
        path = "404.html";
        file = stage.page(path);
      }
      if (file == null) {
        send(exchange, 404, "text/plain", "Nothing here.");
        return;
      }
      if (path.endsWith(".html")) {
        String html = Files.readString(file);
        html = status == 404 ? Folder.moved(html, "/") : html;
        send(exchange, status, "text/html", listening(html, version));
      } else {
        String type = URLConnection.guessContentTypeFromName(path);
        String known = Objects.requireNonNullElse(type, "application/octet-stream");
        boolean text = known.startsWith("text/");
        send(exchange, status, text ? known + "; charset=utf-8" : known, Files.readAllBytes(file));
      }
    } catch (IOException | RuntimeException e) {
      String why = Objects.requireNonNullElse(e.getMessage(), e.toString());
      send(exchange, 500, "text/html", listening(wrong(why), version));
    }
  }

  private static String listening(String html, String version) {
    String script =
        "<script src=\"" + SCRIPT + "\" data-version=\"" + version + "\" defer></script>\n";
    int end = html.lastIndexOf("</body>");
    return end < 0 ? html + script : html.substring(0, end) + script + html.substring(end);
  }

  private static String wrong(String why) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>This page cannot be made</title>
        <style>body { max-width: 60em; margin: 2em auto; padding: 0 1em; font: 1rem/1.5 sans-serif }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.9rem }</style>
        </head>
        <body>
        <h1>This page cannot be made</h1>
        <pre>%s</pre>
        <p>It comes back by itself once that is mended.</p>
        </body>
        </html>
        """
        .formatted(why.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }

  private static String script() {
    try (InputStream in = Live.class.getResourceAsStream("reload.js")) {
      return new String(Objects.requireNonNull(in, "reload.js").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    send(exchange, status, type + "; charset=utf-8", text.getBytes(UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean body = bytes.length > 0 && !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, body ? bytes.length : -1);
    if (body) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    server.stop(0);
    threads.shutdown(); // not interrupted, as what answers may be at the database
  }
}
