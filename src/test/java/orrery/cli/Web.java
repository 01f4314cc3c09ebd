package orrery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A small web on this computer. */
final class Web implements AutoCloseable {
  private record Page(String type, String body) {}

  private record Answer(int status, String location) {}

  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final HttpServer server;

  Web() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void put(String path, String type, String body) {
    pages.put(path, new Page(type, body));
  }

  /** From now on an address leads elsewhere, with this status. */
  void redirect(int status, String path, String to) {
    answers.put(path, new Answer(status, url(to)));
  }

  /** From now on an address gives no page, with this status. */
  void refuse(int status, String path) {
    answers.put(path, new Answer(status, ""));
  }

  /** From now on an address gives its page again. */
  void restore(String path) {
    answers.remove(path);
  }

  /** How often an address was asked for. */
  int asked(String path) {
    return asked.getOrDefault(path, 0);
  }

  /** A feed of posts with these titles, each a day older than the one before it. */
  void feed(String path, String title, String... posts) {
    var xml = new StringBuilder("<rss version=\"2.0\"><channel><title>" + title + "</title>");
    xml.append("<link>").append(url("/")).append("</link>");
    int day = 20;
    for (String post : posts) {
      xml.append("<item><guid isPermaLink=\"false\">urn:").append(post).append("</guid><title>");
      xml.append(post).append("</title><link>").append(url("/" + post)).append("</link>");
      xml.append("<category>Tea</category><pubDate>").append(day--);
      xml.append(" Nov 2026 08:00:00 GMT</pubDate>");
      xml.append("<description>Words of ").append(post).append("</description></item>");
    }
    put(path, "application/rss+xml", xml + "</channel></rss>");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.merge(path, 1, Integer::sum);
      Answer answer = answers.get(path);
      if (answer != null) {
        if (!answer.location().isEmpty()) {
          exchange.getResponseHeaders().set("Location", answer.location());
        }
        exchange.sendResponseHeaders(answer.status(), -1);
        return;
      }
      Page page = pages.get(path);
      if (page == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body = page.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", page.type());
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
