package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.CycleLock;

/** {@code check --try}. */
class TryTest {
  @TempDir Path folder;
  private Path config = Path.of("");
  private final Web web;

  TryTest() throws IOException {
    web = new Web();
  }

  @BeforeEach
  void collect() throws IOException {
    config = folder.resolve("feeds.ini");
    web.feed("/ada.xml", "Ada's blog", "engines", "notes");
    web.feed("/ben.xml", "Ben's blog", "soap", "notes on soap");
    plan("", "[" + ada() + "]\nname = Ada\nexclude = notes", "[" + ben() + "]\nname = Ben");
    Terminal.run("run", "-c", config).worked();
  }

  @AfterEach
  void close() {
    web.close();
  }

  private String ada() {
    return web.url("/ada.xml");
  }

  private String ben() {
    return web.url("/ben.xml");
  }

  private void plan(String planet, String... sections) throws IOException {
    Files.writeString(
        config,
        "[planet]\nname = Planet Test\nallow_addresses = 127.0.0.0/8\n"
            + planet
            + "\n"
            + String.join("\n", sections)
            + "\n");
  }

  private String tried(String... words) {
    Object[] all = new Object[words.length + 4];
    System.arraycopy(new Object[] {"check", "--try", "-c", config}, 0, all, 0, 4);
    System.arraycopy(words, 0, all, 4, words.length);
    return Terminal.run(all).worked().out();
  }

  @Test
  void nothingChangesByTheConfigThatWasUsed() {
    assertThat(tried())
        .isEqualToNormalizingNewlines(
            config
                + ": Planet Test: of 3 posts shown, 0 would go, and 0 would come."
                + " Nothing would change.\n");
  }

  @Test
  void saysWhatWouldComeAndGoAndWhy() throws IOException {
    plan(
        "exclude_title = ^SOAP",
        "[" + ada() + "]\nname = Ada",
        "[" + ben() + "]\nname = Ben",
        "[" + web.url("/cyn.xml") + "]");

    assertThat(tried())
        .isEqualToNormalizingNewlines(
            """
            %s: Planet Test: of 3 posts shown, 1 would go, and 1 would come.
            - soap
              post: %s
              feed: %s
              why: The planet's exclude_title = ^SOAP matched 'soap'. (feeds.ini:4)
            + notes
              post: %s
              feed: %s
              why: Nothing keeps it out any more. Until now: The feed's exclude = notes matched 'notes'.
            + feed %s: nothing of it was collected yet.
            """
                .formatted(
                    config,
                    web.url("/soap"),
                    ben(),
                    web.url("/notes"),
                    ada(),
                    web.url("/cyn.xml")));
  }

  @Test
  void whatItSaysIsWhatTheNextCycleDoesAndNothingBefore() throws IOException {
    plan("filter = soap|engines", "[" + ada() + "]\nfilter =", "[" + ben() + "]\nexclude = notes");
    String index = Files.readString(folder.resolve("site/index.html"));

    String tried = tried();
    assertThat(tried()).isEqualTo(tried);
    assertThat(folder.resolve("site/index.html")).content().isEqualTo(index);
    assertThat(tried).contains("1 would go, and 1 would come").contains("- notes on soap\n");

    Terminal.run("run", "-c", config).worked();
    assertThat(tried()).contains("of 3 posts shown, 0 would go, and 0 would come.");
    assertThat(folder.resolve("site/index.html"))
        .content()
        .doesNotContain(">notes on soap<")
        .contains(">notes<");
  }

  @Test
  void saysWhichFeedLeavesWithItsPosts() throws IOException {
    plan("", "[" + ada() + "]\nname = Ada\nexclude = notes");

    assertThat(tried())
        .contains("of 3 posts shown, 2 would go, and 0 would come.")
        .contains("- notes on soap", "- soap", "why: Its feed is no longer in the config.")
        .contains("- feed " + ben() + ": it is no longer in the config.");
    Terminal.run("run", "-c", config).worked();
    plan("", "[" + ada() + "]\nname = Ada\nexclude = notes", "[" + ben() + "]\nname = Ben");
    assertThat(tried())
        .contains("of 1 post shown, 0 would go, and 2 would come.")
        .contains("why: Its feed was collected before, and is now in the config.")
        .doesNotContain("+ feed");
  }

  @Test
  void aListIsCutAndJsonHasAll() throws IOException {
    String[] titles = IntStream.range(0, 25).mapToObj(n -> "post " + n).toArray(String[]::new);
    web.feed("/ben.xml", "Ben's blog", titles);
    Terminal.run("run", "--all", "-c", config).worked();
    plan("filter_category = nothing", "[" + ada() + "]", "[" + ben() + "]");

    assertThat(tried().lines().filter(line -> line.startsWith("- "))).hasSize(21);
    assertThat(tried()).contains("- and 8 more; --json lists all");
    assertThat(tried("--json").lines())
        .hasSize(28)
        .allMatch(line -> line.startsWith("{\"change\":\"remove\",\"planet\":\""))
        .anyMatch(
            line ->
                line.endsWith(
                    ",\"title\":\"engines\",\"rule\":\"filter_category\",\"detail\":\"The planet's"
                        + " filter_category = nothing matched nothing in it.\","
                        + "\"place\":\"feeds.ini:4\"}"));
  }

  @Test
  void aCycleUnderWayIsNoHindrance() throws Exception {
    try (CycleLock lock = CycleLock.take(folder.resolve("data"))) {
      assertThat(lock).isNotNull();
      assertThat(tried()).contains("Nothing would change.");
    }
  }

  @Test
  void withoutAnythingCollectedThereIsNothingToTry() {
    assertThat(
            Terminal.run("check", "--try", "-c", config, "--data", folder.resolve("none"))
                .refused())
        .endsWith(
            "none: nothing was collected yet, so there is nothing to try it on;"
                + " orrery run collects.");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--try --fix", "--try --markdown", "--try --since x"})
  void goesWithNothingElse(String words) {
    Object[] line = ("check -c " + config + " " + words).split(" ");
    assertThat(Terminal.run(line).status()).isEqualTo(2);
  }
}
