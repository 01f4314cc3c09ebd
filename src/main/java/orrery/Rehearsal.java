package orrery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import orrery.cli.Program;
import orrery.web.MaintainerToken;
import orrery.web.Reception;
import orrery.web.Server;

/**
 * Cycles over the handbook, served on this computer, into a folder that is thrown away. The
 * launcher has Java watch, and keeps what it learns for faster starts.
 */
public final class Rehearsal {
  private Rehearsal() {}

  /** Rehearses with the handbook of this checkout. */
  public static void main(String[] args) throws IOException {
    Path handbook = Path.of(args[0], "src", "handbook");
    Path stage = Files.createTempDirectory("orrery-rehearsal");
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, handbook));
    server.start();
    try {
      Path config = stage.resolve("feeds.ini");
      Files.writeString(config, config(handbook, server.getAddress().getPort()));
      String[] words = {"run", "--all", "--config", config.toString()};
      Program.run(words);
      Program.run(words);
      serve(stage);
    } finally {
      server.stop(0);
      try (Stream<Path> files = Files.walk(stage)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** What {@code start} loads beside a cycle. */
  private static void serve(Path stage) throws IOException {
    Path site = Files.createDirectories(stage.resolve("site"));
    try (var reception =
            new Reception(
                InstantSource.system(), new MaintainerToken(null, stage.resolve("data")));
        var server = Server.start(Map.of("/", new Server.Place(site, null)), null, reception, 0);
        var page = URI.create(server.url("/")).toURL().openStream()) {
      page.readAllBytes();
    }
  }

  private static String config(Path handbook, int port) throws IOException {
    var config =
        new StringBuilder("[planet]\nname = Rehearsal\nlink = http://127.0.0.1/\n")
            .append("allow_addresses = 127.0.0.0/8\nicons = no\n");
    try (Stream<Path> feeds = Files.list(handbook)) {
      for (Path feed : feeds.sorted().toList()) {
        String url = "http://127.0.0.1:" + port + "/" + feed.getFileName();
        config.append("\n[").append(url).append("]\n");
        config.append("name = ").append(feed.getFileName()).append('\n');
      }
    }
    return config.toString();
  }

  private static void answer(HttpExchange exchange, Path handbook) throws IOException {
    Path feed = handbook.resolve(exchange.getRequestURI().getPath().substring(1));
    String etag = "\"" + Files.size(feed) + "\"";
    exchange.getResponseHeaders().set("ETag", etag);
    try (exchange) {
      if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      var zipped = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(zipped)) {
        Files.copy(feed, gzip);
      }
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(200, zipped.size());
      exchange.getResponseBody().write(zipped.toByteArray());
    }
  }
}
