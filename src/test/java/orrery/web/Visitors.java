package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A server with a desk at {@code /} and one at {@code /two/}, and those who come to it. */
final class Visitors implements AutoCloseable {
  static final String TOKEN = "a maintainer's own words";
  static final String FORM = "Content-Type: application/x-www-form-urlencoded\n";
  static final String JSON = "Content-Type: application/json\n";

  final Clerk clerk;
  final Clerk other = new Clerk();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
  private final Reception reception;
  final Server server;

  Visitors(Path folder) throws IOException {
    this(folder, new Clerk(), Duration.ofSeconds(15));
  }

  Visitors(Path folder, Clerk clerk, Duration idle) throws IOException {
    this.clerk = clerk;
    Path site = Files.createDirectories(folder.resolve("site"));
    Path two = Files.createDirectories(folder.resolve("two"));
    Files.writeString(site.resolve("index.html"), "front");
    Files.writeString(site.resolve("404.html"), "lost");
    Files.writeString(two.resolve("404.html"), "lost too");
    reception = new Reception(now::get, new MaintainerToken(TOKEN, folder));
    server =
        Server.start(
            Map.of("/", new Server.Place(site, clerk), "/two/", new Server.Place(two, other)),
            null,
            reception,
            0,
            idle);
  }

  void later(Duration time) {
    now.updateAndGet(was -> was.plus(time));
  }

  Socket open() throws IOException {
    URI url = URI.create(server.url("/"));
    return new Socket(url.getHost(), url.getPort());
  }

  /** The whole answer to a request written by hand, of which everything is in the open. */
  String ask(String method, String path, String headers, String body) throws IOException {
    try (Socket socket = open()) {
      byte[] bytes = body.getBytes(UTF_8);
      String length =
          headers.contains("Content-Length") || headers.contains("Transfer-Encoding")
              ? ""
              : "Content-Length: " + bytes.length + "\n";
      String head =
          method + " " + path + " HTTP/1.1\nHost: planet.example\nConnection: close\n" + length;
      socket.getOutputStream().write((head + headers + "\n").replace("\n", "\r\n").getBytes(UTF_8));
      socket.getOutputStream().write(bytes);
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  String get(String path, String headers) throws IOException {
    return ask("GET", path, headers, "");
  }

  /** Sends a form of the page that was shown last. */
  String post(String path, String headers, String fields) throws IOException {
    Clerk asked = path.startsWith("/two/") ? other : clerk;
    String token = "token=" + URLEncoder.encode(asked.token, UTF_8) + "&";
    return ask("POST", path, FORM + headers, token + fields);
  }

  /** A client of its own. */
  static String client(int number) {
    return "X-Forwarded-For: 198.51." + number / 256 + "." + number % 256 + "\n";
  }

  static String status(String answer) {
    return answer.isEmpty() ? "" : answer.substring(9, 12);
  }

  @Override
  public void close() {
    server.close();
    reception.close();
  }
}
