package orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.Cycle.Ask;
import orrery.site.ThemeException;
import orrery.store.Explained;
import orrery.store.Store;

/**
 * What Orrery does, from end to end: a web of blogs, a planet of them, and what becomes of both.
 */
class CycleTest {
  @TempDir Path folder;

  private final Web web = new Web();
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final InstantSource clock = () -> now;

  @BeforeEach
  void start() {
    web.start();
  }

  @AfterEach
  void stop() {
    web.stop();
  }

  @Test
  void theHandbookIsTheFirstPlanet() throws Exception {
    Path config = Path.of("feeds.ini");
    Report report = run(config, Ask.DUE);

    assertThat(report.failed()).isEmpty();
    Document front = page("index.html");
    assertThat(front.title()).isEqualTo("Orrery's Handbook");
    assertThat(front.select("article.h-entry")).hasSize(30);
    assertThat(page("blogs.html").text()).contains("Leitfaden", "Recipes");

    Explained twice =
        explain(config, "One post, seen twice").stream()
            .filter(e -> e.verdict().equals("duplicate"))
            .findFirst()
            .orElseThrow();
    assertThat(twice.feed()).isEqualTo("src/handbook/neighbours.rdf");
    assertThat(twice.rule()).isEqualTo("same-id");

    Map<String, Instant> before = times();
    now = now.plus(Duration.ofDays(1));
    Report again = run(config, Ask.ALL);
    assertThat(again.added() + again.revised()).isZero();
    assertThat(again.planets().getFirst().files()).isZero();
    assertThat(times()).as("no page was touched").isEqualTo(before);
    assertThat(Files.readString(site().resolve("status.json")))
        .contains("\"last_cycle\":\"" + now + "\"");
  }

  @Test
  void aPostComesIsRevisedAndStaysWhereItIs() throws Exception {
    web.put("/jane.xml", rss(item("1", "First light", "2026-11-20", "A dome, a mirror, a night.")));
    web.put("/joe.xml", rss(item("9", "On bread", "2026-11-21", "Flour, water, salt, time.")));
    Path config = config("/jane.xml", "/joe.xml");
    run(config, Ask.ALL);
    assertThat(titles("index.html")).containsExactly("On bread", "First light");
    assertThat(titles("2026/11/20.html")).containsExactly("First light");

    web.put(
        "/jane.xml",
        rss(
            item("2", "Second night", "2026-11-22", "Clouds."),
            item("1", "First light, at last", "2026-11-22", "A dome, a mirror, and no clouds.")));
    now = now.plus(Duration.ofHours(8));
    Report report = run(config, Ask.ALL);

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.revised()).isEqualTo(1);
    assertThat(titles("index.html"))
        .as("the revised post has not come back to the top")
        .containsExactly("Second night", "On bread", "First light, at last");
    Element revised = page("2026/11/20.html").expectFirst("article");
    assertThat(revised.select(".dt-updated").attr("datetime")).isEqualTo("2026-11-22T20:00:00Z");
    assertThat(revised.select(".e-content").text()).isEqualTo("A dome, a mirror, and no clouds.");
  }

  @Test
  void aPostInTwoFeedsIsShownOnce() throws Exception {
    String body = "Long enough to be told from any other post on this planet. ".repeat(6);
    web.put("/jane.xml", rss(item("1", "Eclipse", "2026-11-20", body)));
    web.put(
        "/club.xml",
        rss(item("1", "Eclipse", "2026-11-20", body), item("5", "Meeting", "2026-11-19", "At 8.")));
    Path config = config("/club.xml", "/jane.xml");
    run(config, Ask.ALL);

    assertThat(titles("index.html")).containsExactly("Eclipse", "Meeting");
    assertThat(page("index.html").select(".also").eachText()).hasSize(1);
    assertThat(explain(config, "Eclipse"))
        .extracting(Explained::verdict)
        .containsExactlyInAnyOrder("shown", "duplicate");
  }

  @Test
  void whatGoesWrongIsSaidAndTheRestGoesOn() throws Exception {
    web.put("/good.xml", rss(item("1", "Good", "2026-11-20", "Fine.")));
    web.put("/page.xml", "<!doctype html><title>Log in</title><p>Please log in.");
    web.put("/empty.xml", "");
    web.put(
        "/cut.xml",
        rss(item("3", "Whole", "2026-11-18", "Whole."))
            .replace("</channel></rss>", "<item><title>Half"));
    Path config = config("/good.xml", "/page.xml", "/gone.xml", "/empty.xml", "/cut.xml");
    Report report = run(config, Ask.ALL);

    assertThat(titles("index.html")).containsExactly("Good", "Whole");
    assertThat(report.failed())
        .extracting(Report.Failure::url)
        .containsExactly(web.url("/page.xml"), web.url("/gone.xml"), web.url("/empty.xml"));
    String status = Files.readString(site().resolve("status.json"));
    assertThat(status).contains("\"state\":\"failing\"").contains("\"http_status\":404");

    web.remove("/good.xml");
    now = now.plus(Duration.ofDays(2));
    run(config, Ask.ALL);
    assertThat(titles("index.html")).as("a feed that fails keeps its posts").contains("Good");
  }

  @Test
  void theSourceOfAPostHasTheIdThatItsFeedGivesItself() throws Exception {
    String jane =
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><id> tag:jane.example,2026:blog</id><title>J</title>
        <updated>2026-11-20T08:00:00Z</updated><entry><id>tag:jane.example,2026:1</id>
        <title>First</title><updated>2026-11-20T08:00:00Z</updated></entry></feed>
        """;
    web.put("/jane.xml", jane);
    web.put("/joe.xml", rss(item("9", "On bread", "2026-11-21", "Flour, water, salt, time.")));
    Path config = config("/jane.xml", "/joe.xml");
    run(config, Ask.ALL);
    assertThat(sources()).containsExactly(web.url("/joe.xml"), "tag:jane.example,2026:blog");

    web.put("/jane.xml", jane.replace("2026:blog", "2026:other").replace("First", "First, anew"));
    now = now.plus(Duration.ofDays(1));
    run(config, Ask.ALL);
    assertThat(titles("index.html")).contains("First, anew");
    assertThat(sources()).as("ids never change").contains("tag:jane.example,2026:blog");
  }

  private List<String> sources() throws IOException {
    String atom = Files.readString(site().resolve("atom.xml"));
    return Jsoup.parse(atom, Parser.xmlParser()).select("source > id").eachText();
  }

  @Test
  void aThemeThatFailsOnSomePagesLeavesThemAsTheyWereAndSaysWhich() throws Exception {
    web.put(
        "/jane.xml",
        rss(item("1", "Good", "2026-11-20", "Fine."), item("2", "Bad", "2026-11-21", "Fine.")));
    Path config = config("/jane.xml");
    run(config, Ask.ALL);
    byte[] before = Files.readAllBytes(site().resolve("2026/11/21.html"));

    Files.createDirectory(folder.resolve("theme"));
    Path template = folder.resolve("theme/day.ftlh");
    String look = "<!doctype html><title>New</title>${day.heading}";
    Files.writeString(
        template,
        look + "\n<#list day.posts as post><#if post.title == 'Bad'>${day.no}</#if></#list>");
    Files.writeString(
        config, Files.readString(config).replace("[planet]", "[planet]\noutput_theme = theme"));
    assertThatThrownBy(() -> run(config, Ask.DUE))
        .isInstanceOf(ThemeException.class)
        .hasMessageStartingWith("theme: day.ftlh, line 2: ")
        .hasMessageEndingWith(
            " Until that is mended these stay as they were: 2026/11/21.html; all others are made.");
    assertThat(page("2026/11/20.html").title()).isEqualTo("New");
    assertThat(Files.readAllBytes(site().resolve("2026/11/21.html"))).isEqualTo(before);

    Files.writeString(template, look + "!\n");
    run(config, Ask.DUE);
    for (String day : List.of("2026/11/20.html", "2026/11/21.html")) {
      assertThat(page(day).body().text()).endsWith("!");
    }
  }

  @Test
  void aFeedThatLeavesTakesItsPostsAndBringsThemBackWithTheirDates() throws Exception {
    web.put("/jane.xml", rss(item("1", "First light", null, "A dome, a mirror, a night.")));
    web.put("/joe.xml", rss(item("9", "On bread", "2026-11-21", "Flour, water, salt, time.")));
    run(config("/jane.xml", "/joe.xml"), Ask.ALL);
    now = now.plus(Duration.ofDays(3));
    run(config("/joe.xml"), Ask.ALL);
    assertThat(titles("index.html")).containsExactly("On bread");
    assertThat(site().resolve("2026/11/22.html")).doesNotExist();

    run(config("/jane.xml", "/joe.xml"), Ask.ALL);
    assertThat(titles("2026/11/22.html")).containsExactly("First light");
  }

  @Test
  void twoPlanetsShareAFeedThatIsFetchedOnce() throws Exception {
    web.put("/jane.xml", rss(item("1", "First light", "2026-11-20", "A dome.")));
    Path one = Files.move(config("/jane.xml"), folder.resolve("one.ini"));
    Path two = folder.resolve("two.ini");
    Files.writeString(
        two, Files.readString(one).replace("Test planet", "Other").replace("= site", "= other"));
    Setup setup = Setup.load(List.of(one, two), null, null);
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      new Cycle(store, setup.planets(), clock, Progress.NONE).run(Ask.ALL);
    }

    assertThat(web.asked("/jane.xml")).isEqualTo(1);
    assertThat(titles("index.html")).containsExactly("First light");
    assertThat(Jsoup.parse(folder.resolve("other/index.html")).title()).isEqualTo("Other");
  }

  @Test
  void theSameInputGivesTheSameBytes() throws Exception {
    for (int i = 0; i < 12; i++) {
      web.put(
          "/" + i + ".xml",
          rss(
              item(i + "a", "Post " + i, "2026-11-" + (10 + i), "One."),
              item("shared", "Shared", "2026-11-01", "In all of them.")));
    }
    String[] feeds =
        Stream.iterate(0, i -> i < 12, i -> i + 1)
            .map(i -> "/" + i + ".xml")
            .toArray(String[]::new);
    Path config = config(feeds);
    run(config, Ask.ALL);
    Map<String, String> first = files();
    delete(folder.resolve("data"));
    delete(site());
    run(config, Ask.ALL);

    assertThat(files()).isEqualTo(first);
  }

  // The planet ------------------------------------------------------------------------------------

  private Path config(String... paths) throws IOException {
    var text =
        new StringBuilder("[planet]\nname = Test planet\nallow_addresses = 127.0.0.0/8\n")
            .append("data_directory = data\noutput_dir = site\n");
    for (String path : paths) {
      text.append("\n[").append(web.url(path)).append("]\nname = ").append(path).append('\n');
    }
    return Files.writeString(folder.resolve("feeds.ini"), text);
  }

  private Report run(Path config, Ask ask) throws Exception {
    Setup setup = setup(config);
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      return new Cycle(store, setup.planets(), clock, Progress.NONE).run(ask);
    }
  }

  private List<Explained> explain(Path config, String question) throws Exception {
    Setup setup = setup(config);
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      return new Explainer(store, setup.planets().getFirst()).explain(question);
    }
  }

  private Setup setup(Path config) throws Exception {
    return Setup.load(List.of(config), folder.resolve("data"), site());
  }

  private Path site() {
    return folder.resolve("site");
  }

  private Document page(String path) throws IOException {
    return Jsoup.parse(site().resolve(path));
  }

  private List<String> titles(String path) throws IOException {
    return page(path).select("article .title").eachText();
  }

  /** Of all but what says when the last cycle was. */
  private Map<String, Instant> times() throws IOException {
    Map<String, Instant> times = new TreeMap<>();
    for (Path file : walk(site())) {
      if (file.equals(site()) || file.endsWith("status.json")) {
        continue;
      }
      times.put(file.toString(), Files.getLastModifiedTime(file).toInstant());
    }
    return times;
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path file : walk(site())) {
      if (Files.isRegularFile(file)) {
        files.put(file.toString(), Files.readString(file));
      }
    }
    return files;
  }

  private static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all = new ArrayList<>(walk(folder));
    for (Path path : all.reversed()) {
      Files.delete(path);
    }
  }

  // The web ---------------------------------------------------------------------------------------

  private static String rss(String... items) {
    return "<rss version='2.0'><channel><title>A blog</title><link>https://blog.example/</link>"
        + String.join("", items)
        + "</channel></rss>";
  }

  private static String item(String id, String title, @Nullable String day, String text) {
    return "<item><guid isPermaLink='false'>tag:blog.example,2026:"
        + id
        + "</guid><title>"
        + title
        + "</title><link>https://blog.example/"
        + id
        + "</link>"
        + (day == null ? "" : "<pubDate>" + day + "T08:00:00Z</pubDate>")
        + "<description>"
        + text
        + "</description></item>";
  }

  /** A server on this computer, whose documents a test changes. */
  private static final class Web {
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final HttpServer server;

    Web() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void start() {
      server.createContext(
          "/",
          exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.merge(path, 1, Integer::sum);
            byte[] body = documents.get(path);
            try (exchange) {
              exchange.sendResponseHeaders(
                  body == null ? 404 : 200, body == null || body.length == 0 ? -1 : body.length);
              if (body != null) {
                exchange.getResponseBody().write(body);
              }
            }
          });
      server.start();
    }

    void stop() {
      server.stop(0);
    }

    void put(String path, String document) {
      documents.put(path, document.getBytes(StandardCharsets.UTF_8));
    }

    void remove(String path) {
      documents.remove(path);
    }

    int asked(String path) {
      return asked.getOrDefault(path, 0);
    }

    String url(String path) {
      return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
  }
}
