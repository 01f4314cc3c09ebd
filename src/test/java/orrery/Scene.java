package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import orrery.Cycle.Ask;
import orrery.Host.Asked;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.store.Explained;
import orrery.store.Store;
import orrery.store.StoreException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Days in the life of a planet, as publishers see them: a config, a clock that the test sets,
 * servers on loopback, and a cycle every ten minutes. The store is opened anew every now and then.
 */
final class Scene implements AutoCloseable {
  /** A Monday. */
  static final Instant BEGIN = Instant.parse("2026-11-23T00:00:00Z");

  /** From one cycle to the next. */
  static final Duration STEP = Duration.ofMinutes(10);

  Instant now = BEGIN;
  final Path folder;
  private final String database =
      "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;TRACE_LEVEL_FILE=0";
  private final List<Host> hosts = new ArrayList<>();
  private final Map<String, String> feeds = new LinkedHashMap<>();
  private String keys = "";
  private String allowed = "127.0.0.0/8";
  private @Nullable Store store;
  private int cycles;

  Scene(Path folder) {
    this.folder = folder;
  }

  InstantSource clock() {
    return () -> now;
  }

  /** A host of its own, by its address on loopback. */
  Host host(String address) {
    var host = new Host(address, clock());
    hosts.add(host);
    return host;
  }

  Host host() {
    return host("127.0.0.1");
  }

  /** Lists a feed in feeds.ini. */
  String list(String url) {
    feeds.put(url, "name = " + url.substring(url.lastIndexOf('/') + 1) + "\n");
    return url;
  }

  /** Strikes a feed from feeds.ini. */
  void strike(String url) {
    feeds.remove(url);
  }

  /** Writes a line more into the section of a feed. */
  void write(String url, String line) {
    feeds.merge(url, line + "\n", String::concat);
  }

  /** Writes a line more into the section of the planet. */
  void write(String line) {
    keys += line + "\n";
  }

  /** Allows no other addresses but this. */
  void narrow(String address) {
    allowed = address;
  }

  /** One cycle, of what is due. */
  Report cycle() {
    return cycle(Ask.DUE);
  }

  /** One cycle, over the store as the one before it left it. */
  Report cycle(Ask ask) {
    return cycle(ask, List.of(config("feeds.ini", "site", feeds)));
  }

  Report cycle(Ask ask, List<Path> configs) {
    try {
      Setup setup = Setup.load(configs, folder.resolve("data"), null);
      return new Cycle(store(), setup.planets(), clock(), Progress.NONE).run(ask);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StoreException | ConfigException e) {
      throw new AssertionError(e);
    }
  }

  /** Has all that was collected made anew, and one cycle. */
  Report recurate() {
    try {
      Setup setup =
          Setup.load(List.of(config("feeds.ini", "site", feeds)), folder.resolve("data"), null);
      Cycle cycle = new Cycle(store(), setup.planets(), clock(), Progress.NONE);
      cycle.recurate();
      return cycle.run(Ask.DUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StoreException | ConfigException e) {
      throw new AssertionError(e);
    }
  }

  /** Changes the store behind its back. */
  void tamper(String... statements) {
    try (var connection = java.sql.DriverManager.getConnection(database, "orrery", "");
        var statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** What 'orrery explain' has to say. */
  List<Explained> explain(String question) {
    return explainer().explain(question);
  }

  /** What it has to say of what it does not find. */
  String unseen(String question) {
    return explainer().unseen(question, now);
  }

  private Explainer explainer() {
    try {
      return new Explainer(store(), planet());
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /** Has a post taken down. */
  void hide(String url, String why) {
    try {
      new Removal(store(), planet(), clock()).hide(url, why);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private Planet planet() {
    try {
      Path config = config("feeds.ini", "site", feeds);
      return Setup.load(List.of(config), folder.resolve("data"), null).planets().getFirst();
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  /** Drops what is not kept. */
  int prune() {
    try {
      Setup setup =
          Setup.load(List.of(config("feeds.ini", "site", feeds)), folder.resolve("data"), null);
      return new Pruner(store(), setup.planets()).drop(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StoreException | ConfigException e) {
      throw new AssertionError(e);
    }
  }

  /** The store, which takes longer to open than most cycles take. */
  private Store store() throws StoreException {
    if (store != null && ++cycles % 8 == 0) {
      store.close();
      store = null;
    }
    if (store == null) {
      store = Store.open(database, "orrery", "");
    }
    return store;
  }

  Path config(String file, String site, Map<String, String> listed) {
    var text =
        new StringBuilder("[planet]\nname = Planet\nlink = https://planet.example/\nsearch = no\n");
    text.append("allow_addresses = ").append(allowed).append("\noutput_dir = ");
    text.append(site).append('\n');
    text.append(keys);
    listed.forEach((url, lines) -> text.append("\n[").append(url).append("]\n").append(lines));
    try {
      return Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets time pass, with a cycle every ten minutes. */
  void everyStep(Duration time) {
    for (Instant end = now.plus(time); now.isBefore(end); now = now.plus(STEP)) {
      cycle();
    }
  }

  /**
   * Lets time pass, with those of the cycles at which status.json says that a feed is due, and the
   * ones before them, which are to ask nobody.
   */
  void live(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      cycle();
      Instant due = due();
      Instant next = now.plus(STEP);
      while (next.isBefore(end) && (due == null || next.isBefore(due))) {
        next = next.plus(STEP);
      }
      if (next.minus(STEP).isAfter(now)) {
        now = next.minus(STEP);
        int asked = asked();
        cycle();
        assertThat(asked()).as("asked before next_attempt, at %s", now).isEqualTo(asked);
      }
      now = next;
    }
    now = end;
  }

  private int asked() {
    return hosts.stream().mapToInt(host -> host.asked().size()).sum();
  }

  /** When the next feed is due by status.json. */
  private @Nullable Instant due() {
    Instant first = null;
    for (JsonNode feed : status().get("feeds")) {
      Instant next = time(feed, "next_attempt");
      if (next != null && (first == null || next.isBefore(first))) {
        first = next;
      }
    }
    return first;
  }

  JsonNode status() {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("site/status.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What status.json says of a feed. */
  JsonNode status(String url) {
    for (JsonNode feed : status().get("feeds")) {
      if (feed.get("url").asString().equals(url)) {
        return feed;
      }
    }
    throw new AssertionError(url + " is not in status.json");
  }

  /** What status.json says of a feed in that word. */
  String state(String url) {
    return status(url).get("state").asString();
  }

  /** A time that status.json says of a feed. */
  @Nullable Instant time(String url, String key) {
    return time(status(url), key);
  }

  private static @Nullable Instant time(JsonNode feed, String key) {
    return feed.get(key).isNull() ? null : Instant.parse(feed.get(key).asString());
  }

  /** How long from the last attempt status.json says it will be to the next. */
  Duration wait(String url) {
    Instant last = time(url, "last_attempt");
    Instant next = time(url, "next_attempt");
    assertThat(last).isNotNull();
    assertThat(next).as("next_attempt of %s", status(url)).isNotNull();
    return Duration.between(last, next);
  }

  /** The requests so far for a feed, of whatever host. */
  List<Asked> asked(String url) {
    return hosts.stream()
        .flatMap(host -> host.asked().stream().filter(a -> host.url(a.path()).equals(url)))
        .toList();
  }

  /** A page of the site. */
  String page(String path) {
    try {
      return Files.readString(folder.resolve("site").resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The time between each request and the one before it. */
  static List<Duration> gaps(List<Asked> asked) {
    List<Duration> gaps = new ArrayList<>();
    for (int i = 1; i < asked.size(); i++) {
      gaps.add(Duration.between(asked.get(i - 1).time(), asked.get(i).time()));
    }
    return gaps;
  }

  @Override
  public void close() {
    hosts.forEach(Host::close);
    if (store != null) {
      store.close();
    }
    try (var connection = java.sql.DriverManager.getConnection(database, "orrery", "");
        var statement = connection.createStatement()) {
      statement.execute("shutdown");
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }
}
