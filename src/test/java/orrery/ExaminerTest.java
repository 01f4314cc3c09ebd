package orrery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Examiner.Outcome;
import orrery.Examiner.Surroundings;
import orrery.config.Planet;
import orrery.feed.Article;
import orrery.feed.Remark;
import orrery.feed.Remark.Level;
import orrery.feed.Report;
import orrery.feed.Rule;

/**
 * What is said of feeds that want to join. {@code feeds/submit/CASE.remarks} beside each feed is
 * all that is said of it; its lines that begin with {@code >} are more of the planet's config.
 */
class ExaminerTest {
  private static final Path CASES = Path.of("src/test/resources/feeds/submit");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

  @TempDir Path folder;
  private final HttpServer server;
  private final Map<String, IntFunction<String>> pages = new ConcurrentHashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private final Map<String, String> moved = new ConcurrentHashMap<>();

  ExaminerTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(f -> f.toString().endsWith(".xml")).sorted().toList().stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
    }
  }

  private void check(Path feed) throws Exception {
    Path expectation = Path.of(feed.toString().replace(".xml", ".remarks"));
    List<String> lines = Files.readAllLines(expectation);
    List<String> config =
        lines.stream().filter(l -> l.startsWith(">")).map(l -> l.substring(1).strip()).toList();
    put("/feed", Files.readString(feed));
    Report report = looked(look("/feed", Surroundings.NONE, config)).report();
    List<String> said = new ArrayList<>(lines.stream().filter(l -> l.startsWith(">")).toList());
    for (Remark remark : report.remarks()) {
      said.add(remark.rule().label() + " " + remark.level() + " " + remark.text());
      remark.problems().forEach(problem -> said.add("  " + problem.words()));
    }
    assertThat(said).as(expectation.toString()).isEqualTo(lines);
  }

  @Test
  void idsThatChangeAreSeenByAskingTwice() throws Exception {
    String feed = feed("valid");
    pages.put("/feed", n -> feed.replace("urn:post:1", "urn:post:1:" + n));
    assertThat(remark(Rule.STABLE_IDS, Surroundings.NONE))
        .isEqualTo(
            "BAD Asked twice, it gave 1 of 3 posts another id: readers take them for new each time."
                + " The id of a post must never change.");
  }

  @Test
  void aFeedThatAnswersOnceIsTaken() throws Exception {
    String feed = feed("valid");
    pages.put("/feed", n -> n == 1 ? feed : "");
    assertThat(remark(Rule.STABLE_IDS, Surroundings.NONE))
        .isEqualTo(
            "NOTE Each post has an id of its own. (The feed could not be asked a second time.)");
  }

  @Test
  void postsOfAnotherBlogAreKnown() throws Exception {
    put("/feed", feed("valid"));
    assertThat(remark(Rule.NEW, around(Set.of(), "Ben elsewhere")))
        .isEqualTo("BAD The planet has these posts already, from the feed of “Ben elsewhere”.");
  }

  @Test
  void withoutAFilterTheTagsOfThePlanetTellWhatItIsAbout() throws Exception {
    put("/feed", feed("valid").replace("<title>Post 1", "<category>Tea</category><title>Post 1"));
    Set<String> topics = Set.of("tea", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    assertThat(remark(Rule.ON_TOPIC, around(topics, null)))
        .isEqualTo(
            "NOTE 1 of 3 posts is on topic by the tags of the planet's blogs; a feed of one"
                + " category or tag may suit the planet better.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://HOST/feed",
        "https://HOST/feed",
        "http://www.HOST/feed",
        "http://HOST/feed/",
        "http://HOST/feed?utm_source=planet",
        "http://HOST/feed#top"
      })
  void aFeedIsKnownInAnySpelling(String spelling) throws Exception {
    put("/feed", feed("valid"));
    String listed = spelling.replace("HOST", host());
    Report report = looked(look("/feed", Surroundings.NONE, List.of("[" + listed + "]"))).report();
    assertThat(report.refusal()).isEqualTo("The planet has this feed already, as " + listed + ".");
  }

  @Test
  void aFeedThatIsListedIsComparedWithTheOthers() throws Exception {
    put("/feed", feed("valid"));
    Planet planet = planet(List.of("[" + url("/feed") + "]"));
    assertThat(listed(planet).refusal()).isNull();
    planet = planet(List.of("[" + url("/feed") + "]", "[" + url("/feed/") + "]"));
    assertThat(listed(planet).refusal()).endsWith("as " + url("/feed/") + ".");
  }

  @Test
  void aFeedThatIsListedUnderTheAddressThatItLeftIsKnown() throws Exception {
    put("/new", feed("valid"));
    moved.put("/feed", "/new");
    Planet planet = planet(List.of("[" + url("/feed") + "]", "[" + url("/feed/") + "]"));
    assertThat(listed(planet).refusal()).endsWith("as " + url("/feed/") + ".");
  }

  @Test
  void aFeedThatMovedForGoodIsTakenWhereItIs() throws Exception {
    put("/new", feed("valid"));
    moved.put("/feed", "/new");
    assertThat(looked(look("/feed", Surroundings.NONE, List.of())).report().url())
        .isEqualTo(url("/new"));
  }

  @Test
  void whatTheFilterKeepsOutIsNotShown() throws Exception {
    put("/feed", feed("off-topic"));
    Outcome.Looked looked = looked(look("/feed", Surroundings.NONE, List.of("filter = cold")));
    assertThat(looked.articles()).extracting(Article::title).containsExactly("Post 1");
    assertThat(looked.filtered()).isEqualTo(2);
    assertThat(looked.report().onTopic()).isEqualTo(1 / 3.0);
  }

  @Test
  void aBigDocumentIsSeen() throws Exception {
    put(
        "/feed",
        feed("valid").replace("</channel>", "<!--" + " ".repeat(2_100_000) + "--></channel>"));
    assertThat(remark(Rule.SIZE, Surroundings.NONE))
        .isEqualTo(
            "NOTE Its document has 2.1 MB, which everyone who follows it fetches again and again.");
  }

  @Test
  void whatIsNoFeedIsNothing() throws Exception {
    put("/feed", "<html><body>Hello</body></html>");
    assertThat(look("/feed", Surroundings.NONE, List.of())).isInstanceOf(Outcome.Nothing.class);
    assertThat(look("/none", Surroundings.NONE, List.of()))
        .isInstanceOfSatisfying(
            Outcome.Nothing.class, nothing -> assertThat(nothing.reason()).contains("404"));
  }

  @Test
  void aFileOfThePlanetIsLookedAtWhereItLies() throws Exception {
    Files.writeString(folder.resolve("own.xml"), feed("valid"));
    Report report = listed(planet(List.of("[own.xml]")));
    assertThat(report.posts()).isEqualTo(3);
    assertThat(Objects.requireNonNull(report.by(Rule.HTTPS)).level()).isEqualTo(Level.GOOD);
  }

  // ----------------------------------------------------------------------------------------------

  private String remark(Rule rule, Surroundings surroundings) throws Exception {
    Remark remark =
        Objects.requireNonNull(looked(look("/feed", surroundings, List.of())).report().by(rule));
    return remark.level() + " " + remark.text();
  }

  private Outcome look(String path, Surroundings surroundings, List<String> config)
      throws Exception {
    Planet planet = planet(config);
    try (var reader = new Reader(planet, CLOCK)) {
      return new Examiner(planet, reader, surroundings, CLOCK).look(url(path));
    }
  }

  private static Report listed(Planet planet) {
    try (var reader = new Reader(planet, CLOCK)) {
      var examiner = new Examiner(planet, reader, Surroundings.NONE, CLOCK);
      return looked(examiner.look(planet.subscriptions().getFirst())).report();
    }
  }

  private static Outcome.Looked looked(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Looked.class);
    return (Outcome.Looked) outcome;
  }

  private Planet planet(List<String> config) throws Exception {
    Path file = folder.resolve("feeds.ini");
    Files.writeString(
        file,
        "[planet]\nname = Planet Test\nallow_addresses = 127.0.0.0/8\n"
            + String.join("\n", config)
            + "\n");
    return Setup.load(List.of(file), null, null).planets().getFirst();
  }

  private static Surroundings around(Set<String> topics, @Nullable String blog) {
    return new Surroundings() {
      @Override
      public Set<String> topics() {
        return topics;
      }

      @Override
      public @Nullable String blogWith(List<Article> articles) {
        return articles.size() == 3 ? blog : null;
      }
    };
  }

  private String feed(String name) throws IOException {
    return Files.readString(CASES.resolve(name + ".xml"));
  }

  private void put(String path, String body) {
    pages.put(path, _ -> body);
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private String url(String path) {
    return "http://" + host() + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      int times = asked.merge(path, 1, Integer::sum);
      String to = moved.get(path);
      IntFunction<String> page = pages.get(path);
      if (to != null) {
        exchange.getResponseHeaders().set("Location", url(to));
        exchange.sendResponseHeaders(301, -1);
      } else if (page == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        byte[] body = page.apply(times).replace("{url}", "http://blog.example.org").getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }
}
