package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.Cycle;
import orrery.Cycle.Ask;
import orrery.Explainer;
import orrery.Progress;
import orrery.Report;
import orrery.Setup;
import orrery.store.Store;

/** Feeds move and die over weeks; their maintainer is told, and agrees. */
class FixTest {
  private static final String NOTHING = "There is nothing to mend.";

  @TempDir Path folder;
  private final Web web;
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private Path config = Path.of("");

  FixTest() throws IOException {
    web = new Web();
  }

  @BeforeEach
  void plan() throws IOException {
    web.feed("/ada.xml", "Ada's blog", "engines", "notes");
    web.feed("/ben.xml", "Ben's blog", "cake");
    config = config("feeds.ini", "# The first\n" + section("/ada.xml"), section("/ben.xml"));
  }

  @AfterEach
  void close() {
    web.close();
  }

  // ----------------------------------------------------------------------------------------------

  @Test
  void aFeedThatMovedIsAskedWhereItIsAndKeepsItsPosts() throws Exception {
    // An id that means something in its own feed only, on a post without an address of its own.
    web.put("/ada.xml", "application/rss+xml", blog("<guid>17</guid>", "Engines", "Steam."));
    cycles(Duration.ZERO, 1);
    web.put("/new.xml", "application/rss+xml", blog("<guid>17</guid>", "Engines", "Steam."));
    web.redirect(301, "/ada.xml", "/new.xml");
    cycles(Duration.ofHours(25), 2);
    assertThat(check()).hasSize(1);

    cycles(Duration.ofHours(25), 1);
    String moved = config + ":7: " + web.url("/ada.xml") + ": moved for good to ";
    String said = web.url("/new.xml") + " (301 or 308, 3 times since 2026-11-23); ";
    assertThat(check())
        .containsExactly(
            config + ": Planet Test, 2 feeds.",
            moved + said + "'orrery check --fix' writes that address.");
    String before = Files.readString(config);
    assertThat(fix()).contains(moved + said + "now registered by that address.");
    assertThat(config).hasContent(before.replace("/ada.xml]", "/new.xml]"));
    assertThat(check()).hasSize(1);
    assertThat(fix()).last().isEqualTo(NOTHING);

    String page = page("2026/11/22.html");
    int asked = web.asked("/ada.xml");
    Report report = cycles(Duration.ofHours(25), 1);
    assertThat(report.added() + report.revised()).isZero();
    assertThat(web.asked("/ada.xml")).isEqualTo(asked);
    assertThat(web.asked("/new.xml")).isEqualTo(4);
    assertThat(page("2026/11/22.html")).as("same post, same day").isEqualTo(page);
    assertThat(explain("/new.xml"))
        .containsExactly("Engines: shown, first seen 2026-11-22T12:00:00Z");

    web.put("/new.xml", "application/rss+xml", blog("<guid>17</guid>", "Engines", "Electric."));
    assertThat(cycles(Duration.ofHours(25), 1).revised()).isEqualTo(1);
    assertThat(explain("/new.xml"))
        .containsExactly("Engines: shown, first seen 2026-11-22T12:00:00Z");
    assertThat(check()).hasSize(1);
  }

  @Test
  void aMoveThatFlapsIsNone() throws Exception {
    web.feed("/new.xml", "Ada's blog", "engines", "notes");
    for (int day = 0; day < 8; day++) {
      boolean portal = day % 3 == 2;
      web.redirect(portal ? 302 : 301, "/ada.xml", portal ? "/ben.xml" : "/new.xml");
      cycles(Duration.ofHours(25), 1);
      assertThat(check()).hasSize(1);
    }
    web.redirect(308, "/ada.xml", "/new.xml");
    cycles(Duration.ofDays(2), 4);
    assertThat(check()).hasSize(2);
    web.restore("/ada.xml");
    cycles(Duration.ofDays(2), 1);
    assertThat(fix()).as("the move has ended").last().isEqualTo(NOTHING);
  }

  @Test
  void aFeedThatDiedIsRemovedInTheEnd() throws Exception {
    cycles(Duration.ZERO, 1);
    web.refuse(404, "/ben.xml");
    for (int day = 0; day < 28; day++) {
      cycles(Duration.ofDays(1), 1);
    }
    assertThat(check()).hasSize(1);
    for (int day = 28; day < 40; day++) {
      cycles(Duration.ofDays(1), 1);
    }
    assertThat(check())
        .hasSize(2)
        .last()
        .asString()
        .startsWith(config + ":11: " + web.url("/ben.xml") + ": failed 1")
        .contains(
            " times in a row since 2026-11-23: ", "(404)", "; 'orrery check --fix' removes it.");

    web.restore("/ben.xml");
    cycles(Duration.ofDays(8), 1);
    assertThat(check()).as("it came back").hasSize(1);
  }

  @Test
  void aFeedThatIsGoneIsRemovedAndMayBeRegisteredAnew() throws Exception {
    cycles(Duration.ZERO, 1);
    web.refuse(410, "/ben.xml");
    Report report = cycles(Duration.ofDays(2), 1);
    assertThat(report.failed()).extracting(Report.Failure::proposal).containsExactly(true);
    String before = Files.readString(config);

    assertThat(fix())
        .last()
        .isEqualTo(
            "%s:11: %s: gone for good, as its server has said since 2026-11-24 (410); now removed."
                .formatted(config, web.url("/ben.xml")));
    assertThat(config).hasContent(before.substring(0, before.lastIndexOf("\n\n[")));
    cycles(Duration.ofDays(2), 1);
    assertThat(page("index.html")).doesNotContain("cake");

    web.restore("/ben.xml");
    int asked = web.asked("/ben.xml");
    Files.writeString(config, before);
    assertThat(cycles(Duration.ofDays(2), 1).failed()).isEmpty();
    assertThat(web.asked("/ben.xml")).isEqualTo(asked + 1);
    assertThat(page("index.html")).contains("cake");
  }

  @Test
  void everyPlanetIsMended() throws Exception {
    String both = section("/ada.xml") + section("/ben.xml");
    Path other = config("other.ini", "output_dir = other\n", both + section("/ada.xml"));
    web.refuse(410, "/ada.xml");
    Setup setup = Setup.load(List.of(config, other), null, null);
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      new Cycle(store, setup.planets(), () -> now, Progress.NONE).run(Ask.DUE);
    }

    Terminal.run("check", "--fix", "-c", config, "-c", other).worked();
    for (Path file : List.of(config, other)) {
      assertThat(file).content().contains("ben.xml").doesNotContain("ada.xml");
    }
    assertThat(config).content().contains("# The first");
  }

  @Test
  void withoutADatabaseThereIsNothingToMend() throws Exception {
    assertThat(fix()).containsExactly(config + ": Planet Test, 2 feeds.", NOTHING);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void whereTheDatabaseCannotBeOpenedTheConfigIsChecked() throws Exception {
    Files.createDirectory(folder.resolve("data"));
    Files.writeString(folder.resolve("data/orrery.mv.db"), "no database");
    String before = Files.readString(config);

    Terminal check = Terminal.run("check", "-c", config).worked();
    assertThat(check.out()).isEqualToNormalizingNewlines(config + ": Planet Test, 2 feeds.\n");
    assertThat(check.err())
        .startsWith("orrery: The database ")
        .contains("cannot be opened", " Only the config is checked.");
    assertThat(Terminal.run("check", "--fix", "-c", config).refused()).contains("cannot be opened");
    assertThat(config).hasContent(before);
  }

  @Test
  void runSaysWhereThereIsSomethingToPropose() throws Exception {
    web.refuse(410, "/ada.xml");
    web.refuse(404, "/ben.xml");

    assertThat(Terminal.run("run", "-c", config).worked().err().lines())
        .hasSize(2)
        .anyMatch(line -> line.endsWith("(410). 'orrery check' proposes what to do."))
        .anyMatch(line -> line.contains("/ben.xml: ") && !line.contains("check"));
  }

  // ----------------------------------------------------------------------------------------------

  private Path config(String name, String... text) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        "[planet]\nname = Planet Test\nallow_addresses = 127.0.0.0/8\nicons = no\n"
            + String.join("\n", text));
  }

  private String section(String path) {
    return "\n[" + web.url(path) + "]\nname = " + path + "\n";
  }

  private static String blog(String id, String title, String text) {
    return "<rss version='2.0'><channel><title>A blog</title><item>%s<title>%s</title>"
            .formatted(id, title)
        + "<description>"
        + text
        + "</description></item></channel></rss>";
  }

  /** So many cycles, each this long after the one before it. */
  private Report cycles(Duration apart, int times) throws Exception {
    Report report = null;
    for (int i = 0; i < times; i++) {
      now = now.plus(apart);
      Setup setup = Setup.load(List.of(config), null, null);
      try (Store store = setup.open(Store.Sharing.ALONE)) {
        report = new Cycle(store, setup.planets(), () -> now, Progress.NONE).run(Ask.DUE);
      }
    }
    return Objects.requireNonNull(report);
  }

  private List<String> check() {
    return Terminal.run("check", "-c", config).worked().out().lines().toList();
  }

  private List<String> fix() {
    return Terminal.run("check", "--fix", "-c", config).worked().out().lines().toList();
  }

  private List<String> explain(String path) throws Exception {
    Setup setup = Setup.load(List.of(config), null, null);
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      return new Explainer(store, setup.planets().getFirst())
          .explain(web.url(path)).stream()
              .map(e -> e.title() + ": " + e.verdict() + ", first seen " + e.firstSeen())
              .toList();
    }
  }

  /** What a page shows, and the names of the posts in it. */
  private String page(String path) throws IOException {
    Elements posts = Jsoup.parse(folder.resolve("site").resolve(path)).select("article");
    return posts.eachAttr("id") + " " + posts.text();
  }
}
