package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.CycleLock;
import orrery.config.ConfigException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class MainTest {
  @TempDir Path folder;
  private Path config = Path.of("");
  private Web web;

  MainTest() throws IOException {
    web = new Web();
  }

  @BeforeEach
  void plan() throws IOException {
    config = folder.resolve("feeds.ini");
    web.feed("/ada.xml", "Ada's blog", "engines", "notes");
    plan("[" + web.url("/ada.xml") + "]\nname = Ada\n");
  }

  @AfterEach
  void close() {
    web.close();
  }

  private void plan(String... sections) throws IOException {
    Files.writeString(
        config,
        "[planet]\nname = Planet Test\nallow_addresses = 127.0.0.0/8\n\n"
            + String.join("\n", sections));
  }

  // run ------------------------------------------------------------------------------------------

  @Test
  void runMakesASite() throws IOException {
    Terminal first = Terminal.run("run", "-c", config).worked();

    assertThat(first.out())
        .isEqualToNormalizingNewlines(
            "Planet Test: %s — 1 feed asked of 1 feed, 2 new and 0 revised, 0 failing; %s\n"
                .formatted(folder.resolve("site/index.html"), written(first)));
    assertThat(first.err()).isEmpty();
    assertThat(folder.resolve("site/index.html")).content().contains("engines", "notes");
    assertThat(folder.resolve("data/orrery.mv.db")).exists();
  }

  private static String written(Terminal run) {
    return run.out().substring(run.out().indexOf("; ") + 2).strip();
  }

  @Test
  void runAsksOnlyWhatIsDueUnlessToldToAskAll() {
    Terminal.run("run", "-c", config).worked();

    assertThat(Terminal.run("run", "-c", config).worked().out())
        .contains("0 feeds asked of 1 feed");
    assertThat(Terminal.run("run", "--all", "-c", config).worked().out())
        .contains("1 feed asked of 1 feed, 0 new and 0 revised");
  }

  @Test
  void aCycleInWhichFeedsFailIsACycle() throws IOException {
    plan("[" + web.url("/ada.xml") + "]", "[" + web.url("/gone.xml") + "]", "[http://10.0.0.1/x]");

    Terminal run = Terminal.run("run", "-c", config).worked();
    assertThat(run.out()).contains("3 feeds asked of 3 feeds, 2 new and 0 revised, 2 failing");
    assertThat(run.err().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("failing: " + web.url("/gone.xml") + ": "))
        .anyMatch(line -> line.startsWith("failing: http://10.0.0.1/x: "));
    assertThat(folder.resolve("site/status.json")).content().contains("\"state\":\"failing\"");
  }

  @Test
  void runGoesWhereItIsTold() {
    Path data = folder.resolve("elsewhere/data");
    Path site = folder.resolve("elsewhere/site");
    Terminal.run("run", "-c", config, "--data", data, "--site", site).worked();

    assertThat(site.resolve("index.html")).exists();
    assertThat(data).exists();
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(folder.resolve("site")).doesNotExist();
  }

  @Test
  void severalPlanetsRunOverOneStore() throws IOException {
    Path other = folder.resolve("other.ini");
    Files.writeString(
        other,
        Files.readString(config).replace("Planet Test", "Other Planet") + "exclude = notes\n");

    assertThat(Terminal.run("run", "-c", config, "-c", other).refused())
        .contains("its output_dir is that of " + config);
    Files.writeString(
        other, Files.readString(other).replace("[planet]", "[planet]\noutput_dir = o"));
    assertThat(Terminal.run("run", "-c", config, "-c", other).worked().out().lines()).hasSize(2);
    assertThat(folder.resolve("site/index.html")).content().contains("engines", "notes");
    assertThat(folder.resolve("o/index.html"))
        .content()
        .contains("engines")
        .doesNotContain("Words of notes");

    assertThat(Terminal.run("run", "-c", config, "-c", other, "--site", "x").refused())
        .contains("--site names one folder for several planets");
    Files.writeString(
        other, Files.readString(other).replace("[planet]", "[planet]\ndata_directory = d"));
    assertThat(Terminal.run("run", "-c", config, "-c", other).refused())
        .contains("its data_directory is not that of");
  }

  // What cannot be done --------------------------------------------------------------------------

  @Test
  void aConfigThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing.ini");

    assertThat(Terminal.run("run", "-c", missing).refused()).contains(missing.toString());
    assertThat(Terminal.run("check", "-c", missing).refused()).contains(missing.toString());
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aBlockOfAddressesThatIsNoneIsNamed() throws IOException {
    Files.writeString(config, "[planet]\nname = P\nallow_addresses = 127.0.0.0/33\n");

    assertThat(Terminal.run("run", "-c", config).refused())
        .startsWith("orrery: " + config + ":3: allow_addresses: ")
        .contains("127.0.0.0/33");
  }

  @Test
  void aFilterThatIsNoExpressionIsNamed() throws IOException {
    plan("[" + web.url("/ada.xml") + "]\nfilter = (tea");

    assertThat(Terminal.run("run", "-c", config).refused())
        .startsWith(
            "orrery: "
                + config
                + ":6:10: filter: this ( is never closed; add a ), or write \\( for");
    plan("[" + web.url("/ada.xml") + "]\nexclude = *");
    assertThat(Terminal.run("run", "-c", config).refused())
        .contains(":6:11: exclude: there is nothing before this *");
  }

  @Test
  void anotherCycleIsWaitedForByTheUser() throws IOException {
    Path data = folder.resolve("data");
    try (CycleLock lock = CycleLock.take(data)) {
      assertThat(lock).isNotNull();
      assertThat(CycleLock.take(data)).isNull();
      assertThat(Terminal.run("run", "-c", config).refused())
          .isEqualTo(
              "orrery: another cycle is running over " + data + "; wait until it has ended.");
    }
    Terminal.run("run", "-c", config).worked();
  }

  @Test
  void aFileWhereAFolderIsMeantIsNamed() throws IOException {
    Path site = Files.writeString(folder.resolve("site"), "a file");
    assertThat(Terminal.run("run", "-c", config).refused())
        .isEqualTo(
            "orrery: " + site + " is a file where a folder is meant: move it, or name another.");

    Path data = Files.writeString(folder.resolve("file"), "a file");
    assertThat(Terminal.run("run", "-c", config, "--data", data).refused())
        .isEqualTo(
            "orrery: " + data + " is a file where a folder is meant: move it, or name another.");
  }

  @Test
  void aPlanetThatCannotBeServedIsToldWhy() throws IOException {
    String port = web.url("").replaceFirst(".*:", "");
    assertThat(Terminal.run("start", "-c", config, "--port", port).refused())
        .isEqualTo(
            "orrery: Port " + port + " is taken: name another with --port, or end what uses it.");

    Files.writeString(config, "[planet]\nname = P\ncycle = often\n");
    assertThat(Terminal.run("start", "-c", config, "--port", "0").refused())
        .startsWith("orrery: " + config + ": cycle = 'often' is neither an interval");
    Terminal.run("run", "-c", config).worked();
  }

  @Test
  void aSiteThatCannotBeWrittenLosesNothing() throws IOException {
    Path site = Files.writeString(folder.resolve("site"), "a file");
    Terminal.run("run", "-c", config).refused();
    Files.delete(site);

    Terminal.run("run", "-c", config).worked();
    assertThat(site.resolve("index.html")).content().contains("engines", "notes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run --fast", "fly", "run --data", "inspect", "explain", "find", ""})
  void wrongUsageIsToldWithTheRight(String line) {
    Terminal wrong = Terminal.run((Object[]) line.split(" ", -1));

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("Usage: orrery");
  }

  @Test
  void tellsItsVersionAndItsUse() {
    assertThat(Terminal.run("--version").worked().out()).startsWith("Orrery ");
    assertThat(Terminal.run("--help").worked().out()).contains("run", "explain", "inspect");
    assertThat(Terminal.run("preview", "--help").worked().out()).contains("--port", "output_theme");
    assertThat(Terminal.run("preview", "-c", "a", "-c", "b").status()).isEqualTo(2);
    assertThat(Terminal.run("run", "--help").worked().out()).contains("--all");
  }

  @Test
  void memoryIsTheUsersToGive() {
    assertThat(OneCycle.words(new OutOfMemoryError("Java heap space")))
        .isEqualTo(
            "Java ran out of memory (Java heap space); give it more: ORRERY_JAVA_OPTS=-Xmx1g.");
    assertThat(OneCycle.words(new StackOverflowError())).as("ours to mend").isNull();
  }

  @Test
  void theTimeCanBeGiven() throws ConfigException {
    assertThat(Time.clock(" 1795348800 ").instant()).isEqualTo("2026-11-22T12:00:00Z");
    for (String system : new String[] {null, "", " "}) {
      assertThat(Time.clock(system)).isEqualTo(InstantSource.system());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "1.5", "0x10", "9223372036854775807", "99999999999999999999"})
  void aTimeThatIsNoneIsTold(String epoch) {
    assertThatThrownBy(() -> Time.clock(epoch))
        .isInstanceOf(ConfigException.class)
        .hasMessage("SOURCE_DATE_EPOCH is '%s'; it is a number of seconds since 1970.", epoch);
  }

  // explain --------------------------------------------------------------------------------------

  @Test
  void explainTellsTheVerdict() throws IOException {
    plan("[" + web.url("/ada.xml") + "]\nname = Ada\nexclude = notes");
    Terminal.run("run", "-c", config).worked();

    assertThat(Terminal.run("explain", "-c", config, web.url("/engines")).worked().out().lines())
        .contains("engines", "  feed: " + web.url("/ada.xml"), "  tags: Tea", "  language: en")
        .anyMatch(line -> line.matches("  Shown since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\."));
    assertThat(Terminal.run("explain", "-c", config, "NOTES").worked().out())
        .contains(
            "Filtered by the feed's exclude = notes in feeds.ini:", ", which matched 'notes'.");
    assertThat(Terminal.run("explain", "-c", config, "ada", "--json").worked().out().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"feed\":\"" + web.url("/ada.xml") + "\",\"id\":\"urn:engines\",\"url\":\"")
        .contains("\"title\":\"engines\",\"verdict\":\"shown\",\"rule\":\"new\"")
        .contains("\"date\":\"2026-11-20T08:00:00Z\"")
        .endsWith("\"tags\":[\"Tea\"],\"suggested_tags\":[],\"language\":\"en\"}");
    assertThat(Terminal.run("explain", "-c", config, "nothing", "like", "it").refused())
        .isEqualTo(
            "orrery: nothing collected matches 'nothing like it'. Is its feed in feeds.ini, and"
                + " has a cycle run since?");
  }

  @Test
  void explainHasTheKeysOfTheInterface() throws IOException {
    plan(
        "[" + web.url("/ada.xml") + "]\nname = Ada\n\n[" + web.url("/copy.xml") + "]\nname = Copy");
    web.feed("/copy.xml", "Copy", "engines");
    Terminal.run("run", "-c", config).worked();

    Terminal asked = Terminal.run("explain", "-c", config, "--json", web.url("/engines")).worked();
    var keys = new TreeSet<String>();
    for (String line : asked.out().lines().toList()) {
      JsonNode json = new ObjectMapper().readTree(line);
      keys.addAll(json.propertyNames());
      boolean copy = json.get("feed").asString().equals(web.url("/copy.xml"));
      assertThat(json.get("verdict").asString()).isEqualTo(copy ? "duplicate" : "shown");
      assertThat(json.get("detail").asString())
          .startsWith(copy ? "Duplicate of " + web.url("/engines") : "Shown since ");
      assertThat(json.has("of")).isEqualTo(copy);
    }
    assertThat(asked.out().lines()).hasSize(2);
    assertThat(keys)
        .isSubsetOf(
            "feed",
            "id",
            "url",
            "title",
            "verdict",
            "rule",
            "detail",
            "of",
            "date",
            "first_seen",
            "updated",
            "tags",
            "suggested_tags",
            "language")
        .contains("feed", "id", "url", "title", "verdict", "rule", "detail", "of", "first_seen")
        .contains("tags", "suggested_tags");
  }

  @Test
  void explainSaysWhyAPostWasNeverSeen() throws IOException {
    plan("[" + web.url("/ada.xml") + "]\nname = Ada");
    String post = web.url("/never");
    assertThat(Terminal.run("explain", "-c", config, post).refused()).contains("was not read yet");
    Terminal.run("run", "-c", config).worked();

    for (Object[] line :
        new Object[][] {
          {"explain", "-c", config, post}, {"explain", "--json", "-c", config, post}
        }) {
      Terminal asked = Terminal.run(line);
      assertThat(asked.refused()).startsWith("orrery: never seen: the feed of Ada (");
      assertThat(asked.out()).isEmpty();
    }
    assertThat(Terminal.run("explain", "-c", config, " ").status()).isEqualTo(2);
  }

  // check ----------------------------------------------------------------------------------------

  @Test
  void checkSaysWhatItThinksOfTheConfig() throws IOException {
    assertThat(Terminal.run("check", "-c", config).worked().out())
        .isEqualToNormalizingNewlines(config + ": Planet Test, 1 feed.\n");

    plan("[" + web.url("/ada.xml") + "]\nnaem = Ada");
    assertThat(Terminal.run("check", "-c", config).worked().out().lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("naem", "name");
    plan("[missing.xml]");
    assertThat(Terminal.run("check", "-c", config).status()).isEqualTo(1);
  }

  // find, add, inspect ---------------------------------------------------------------------------

  private void page() {
    web.put(
        "/",
        "text/html",
        "<html><head><title>Ben</title><link rel=alternate type='application/rss+xml' href=/ben.xml"
            + " title='Ben, all posts'></head></html>");
    web.feed("/ben.xml", "Ben's blog", "cake");
  }

  @Test
  void findTellsTheFeedsOfASite() {
    page();
    String[] find = {"find", "--allow", "127.0.0.0/8"};

    assertThat(Terminal.run(find[0], find[1], find[2], web.url("/")).worked().out())
        .isEqualToNormalizingNewlines(
            web.url("/ben.xml") + "  Ben, all posts  (posts, declared)\n");
    assertThat(Terminal.run("find", "--json", find[1], find[2], web.url("/ben.xml")).worked().out())
        .isEqualToNormalizingNewlines(
            "{\"url\":\"%s\",\"title\":\"Ben's blog\",\"how\":\"itself\",\"role\":\"posts\"}\n"
                .formatted(web.url("/ben.xml")));
    assertThat(Terminal.run(find[0], find[1], find[2], web.url("/nothing")).refused())
        .startsWith("orrery: " + web.url("/nothing") + ": ");
    assertThat(Terminal.run("find", web.url("/")).refused()).contains("127.0.0.1");
    assertThat(Terminal.run("find", "--allow", "all", web.url("/")).refused()).contains("--allow");
  }

  // status ---------------------------------------------------------------------------------------

  @Test
  void statusSaysWhetherThePlanetGoesOn() throws IOException {
    assertThat(Terminal.run("status", "-c", config).refused()).contains("no cycle has finished");

    plan("[" + web.url("/ada.xml") + "]\nname = Ada\n[" + web.url("/gone.xml") + "]\nname = Ben\n");
    Terminal.run("run", "-c", config).worked();
    assertThat(Terminal.run("status", "-c", config).worked().out())
        .startsWith("Planet Test: last cycle ")
        .contains("feeds: 1 ok, 1 failing.", "failing since ", "Ben (", "(404)");

    Path status = folder.resolve("site/status.json");
    String now = Files.readString(status);
    Files.writeString(
        status,
        now.replaceFirst("\"last_cycle\":\"[^\"]*", "\"last_cycle\":\"2026-01-01T00:00:00Z"));
    assertThat(Terminal.run("status", "-c", config).refused())
        .contains("overdue since 2026-01-01T00:10:00Z");

    Files.writeString(status, "{");
    assertThat(Terminal.run("status", "-c", config).refused()).contains("status.json is not what");
  }

  @Test
  void addWritesAFeedIntoTheConfig() throws IOException {
    page();

    assertThat(Terminal.run("add", "-c", config, web.url("/")).worked().out())
        .contains("added “Ben's blog”, " + web.url("/ben.xml") + ", 1 post");
    assertThat(config).content().contains("[" + web.url("/ben.xml") + "]", "name = Ben's blog");
    assertThat(Terminal.run("run", "-c", config).worked().out())
        .contains("asked of 2 feeds, 3 new");

    List<String> before = Files.readAllLines(config);
    assertThat(Terminal.run("add", "-c", config, web.url("/")).refused()).contains("already");
    assertThat(Terminal.run("add", "-c", config, "ben.example").refused())
        .contains("no address of the web");
    assertThat(Terminal.run("add", "-c", config, web.url("/nothing")).refused()).contains("404");
    assertThat(config).hasContent(String.join("\n", before));
  }

  @Test
  void addCallsABlogAsItIsTold() {
    page();

    Terminal.run("add", "-c", config, "--name", "Ben B.", web.url("/ben.xml")).worked();
    assertThat(config).content().contains("name = Ben B.");
  }

  @Test
  void inspectTellsWhatAFeedSays() throws IOException {
    Path file = folder.resolve("feed.xml");
    Files.writeString(
        file,
        "<rss version='2.0'><channel><title>Of &amp;amp; on</title><item><title>One</title>"
            + "<guid>1</guid><author>ada@a.example (Ada)</author></item></channel></rss>");

    assertThat(Terminal.run("inspect", file).worked().out().lines())
        .contains(file.toString(), "  format: RSS 2.0, in UTF-8", "  posts: 1, without dates");
    assertThat(
            Terminal.run("inspect", "--json", "--allow", "127.0.0.1/32", file, web.url("/ada.xml"))
                .worked()
                .out()
                .lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"version\":\"https://jsonfeed.org/version/1.1\""));
  }

  @Test
  void inspectSaysWhyItCannot() throws IOException {
    Path words = Files.writeString(folder.resolve("words.txt"), "These are words.");
    Path missing = folder.resolve("missing.xml");

    Terminal text = Terminal.run("inspect", words, missing);
    assertThat(text.status()).isEqualTo(1);
    assertThat(text.out()).contains("is no feed: ", "cannot be read: ");
    assertThat(Terminal.run("inspect", "--json", words, missing).worked().out().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("\"error\":\"") && line.endsWith("\"items\":[]}"));
    assertThat(Terminal.run("inspect", "--allow", "x", words).refused()).contains("--allow");
  }

  /** The clock of the tests must not be the one of somebody's environment. */
  @Test
  void theClockOfTheProgramReadsTheEnvironment() throws ConfigException {
    assertThat(Time.clock().instant()).isAfter(Instant.EPOCH);
  }
}
