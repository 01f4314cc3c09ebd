package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HideTest {
  @TempDir Path folder;
  private Path config = Path.of("");
  private final Web web;

  HideTest() throws IOException {
    web = new Web();
  }

  @BeforeEach
  void plan() throws IOException {
    web.feed("/ada.xml", "Ada's blog", "engines", "notes");
    config = folder.resolve("feeds.ini");
    Files.writeString(
        config,
        "[planet]\nname = Planet Test\nallow_addresses = 127.0.0.0/8\n\n["
            + web.url("/ada.xml")
            + "]\nname = Ada\n");
    Terminal.run("run", "-c", config).worked();
  }

  @AfterEach
  void close() {
    web.close();
  }

  private String front() throws IOException {
    return Files.readString(folder.resolve("site/index.html"));
  }

  @Test
  void aPostIsHiddenAndUnhidden() throws IOException {
    String url = web.url("/engines");
    assertThat(Terminal.run("hide", "-c", config, url, "--why", "A wish").worked().out().strip())
        .isEqualTo(
            "Planet Test: "
                + url
                + " goes with the next cycle, and stays away (it stands in 1 place). 'orrery run'"
                + " does it now.");
    assertThat(front()).contains("engines");
    Terminal.run("run", "-c", config).worked();
    assertThat(front()).doesNotContain("engines").contains("notes");
    assertThat(Terminal.run("explain", "-c", config, url).worked().out())
        .contains("UTC. The maintainer took it down: A wish.");
    assertThat(Terminal.run("hide", "-c", config, "--list").worked().out())
        .contains("maintainer", "in 1 place", url, "A wish");

    assertThat(Terminal.run("unhide", "-c", config, url + "/").worked().out().strip())
        .isEqualTo(
            "Planet Test: " + url + "/ comes back with the next cycle. 'orrery run' does it now.");
    Terminal.run("run", "-c", config).worked();
    assertThat(front()).contains("engines");
    assertThat(Terminal.run("hide", "-c", config, "--list").worked().out().strip())
        .isEqualTo("Planet Test: nothing is hidden.");
    assertThat(Terminal.run("unhide", "-c", config, url).refused())
        .isEqualTo(
            "orrery: nothing of the address " + url + " is hidden; see 'orrery hide --list'.");
  }

  @Test
  void whatDidNotComeYetStaysAwayWhenItComes() throws IOException {
    String url = web.url("/later");
    assertThat(Terminal.run("hide", "-c", config, url).worked().out().strip())
        .isEqualTo(
            "Planet Test: "
                + url
                + " is not among what was collected. It stays away when it comes.");
    assertThat(Terminal.run("hide", "-c", config, "--list").worked().out())
        .contains("not collected yet");
    web.feed("/ada.xml", "Ada's blog", "later", "notes");
    assertThat(Terminal.run("run", "--all", "-c", config).worked().out()).contains("1 new");
    assertThat(front()).doesNotContain("later");
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThat(Terminal.run("hide", "-c", config, "engines").refused())
        .isEqualTo(
            "orrery: 'engines' is neither an address nor the id of a post that was collected; see"
                + " 'orrery explain'.");
    assertThat(Terminal.run("hide", "-c", config, "urn:engines").worked().out())
        .contains("it stands in 1 place");
  }

  @Test
  void somethingHasToBeNamed() {
    Terminal nothing = Terminal.run("hide", "-c", config);
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("Give the addresses of posts to hide, or --list alone.");
    assertThat(Terminal.run("hide", "-c", config, "--list", "x").status()).isEqualTo(2);
    assertThat(Terminal.run("unhide", "-c", config).status()).isEqualTo(2);
  }
}
