package orrery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.Cycle.Ask;
import orrery.config.Config;
import orrery.config.Planet;
import orrery.store.Store;

/** Hubs are told of the planet's own feeds. */
class AnnouncerTest {
  @TempDir Path folder;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private HttpServer hubs;

  @BeforeEach
  void start() throws IOException {
    hubs = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    hubs.createContext(
        "/",
        exchange -> {
          String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String path = exchange.getRequestURI().getPath();
          told.add(path + " " + URLDecoder.decode(form, UTF_8));
          exchange.sendResponseHeaders(path.equals("/closed") ? 403 : 204, -1);
          exchange.close();
        });
    hubs.start();
  }

  @AfterEach
  void stop() {
    hubs.stop(0);
  }

  private String hub(String path) {
    return "http://127.0.0.1:" + hubs.getAddress().getPort() + path;
  }

  private int ping(String keys, String... changed) throws Exception {
    Path file = folder.resolve("feeds.ini");
    Files.writeString(file, "[planet]\n" + keys + "\n[https://ada.example/]\n");
    Planet planet = Config.load(file).planet();
    return Announcer.ping(planet, List.of(changed), () -> Instant.EPOCH);
  }

  private static String planet(String... hubs) {
    return "link = https://planet.example/index.html\nallow_addresses = 127.0.0.1\n"
        + "pubsubhubbub_hub = "
        + String.join(" ", hubs);
  }

  @Test
  void everyHubIsToldOfEveryFeedThatChanged() throws Exception {
    assertThat(ping(planet(hub("/a"), hub("/b")), "index.html", "rss20.xml", "atom.xml"))
        .isEqualTo(4);
    String atom = " hub.mode=publish&hub.url=https://planet.example/atom.xml";
    String rss = " hub.mode=publish&hub.url=https://planet.example/rss20.xml";
    assertThat(told).containsExactly("/a" + atom, "/a" + rss, "/b" + atom, "/b" + rss);
  }

  @Test
  void whereNoFeedChangedNobodyIsTold() throws Exception {
    assertThat(ping(planet(hub("/a")), "index.html", "2026/11/22.html")).isZero();
    assertThat(ping(planet(hub("/a")))).isZero();
    assertThat(ping(planet(hub("/a")) + "\npubsubhubbub_feeds = feed.json", "atom.xml")).isZero();
    assertThat(ping("link = https://planet.example/", "atom.xml")).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void aHubThatDoesNotListenIsNoTroubleForTheOthers() throws Exception {
    assertThat(ping(planet(hub("/closed"), hub("/a")), "atom.xml")).isEqualTo(1);
    assertThat(told).hasSize(2);
  }

  @Test
  void aHubAtAPrivateAddressIsNotTold() throws Exception {
    String keys = planet(hub("/a")).replace("127.0.0.1\npub", "10.0.0.0/8\npub");
    assertThat(ping(keys, "atom.xml")).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void theFeedsNameTheHubsAsLongAsFeedsIniDoes() throws Exception {
    Files.writeString(
        folder.resolve("ada.xml"),
        "<rss version='2.0'><channel><title>Ada</title><item><title>Engines</title>"
            + "<guid>urn:1</guid></item></channel></rss>");
    try (Store store = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "orrery", "")) {
      assertThat(atom(store, planet("https://hub.example/")))
          .contains("<link rel=\"hub\" href=\"https://hub.example/\"/>");
      assertThat(atom(store, planet("https://hub.example/") + "\npubsubhubbub_feeds = rss20.xml"))
          .contains("Engines")
          .doesNotContain("hub.example");
    }
  }

  private String atom(Store store, String keys) throws Exception {
    Path file = folder.resolve("feeds.ini");
    Files.writeString(file, "[planet]\n" + keys + "\n[ada.xml]\n");
    InstantSource clock = () -> Instant.parse("2026-11-22T12:00:00Z");
    new Cycle(store, List.of(Config.load(file).planet()), clock, Progress.NONE).run(Ask.DUE);
    return Files.readString(folder.resolve("site/atom.xml"));
  }
}
