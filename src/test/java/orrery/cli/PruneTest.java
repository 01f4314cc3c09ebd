package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.CycleLock;

class PruneTest {
  @TempDir Path folder;
  private Path config = Path.of("");
  private final Web web;

  PruneTest() throws IOException {
    web = new Web();
  }

  @BeforeEach
  void plan() throws IOException {
    web.feed("/ada.xml", "Ada's blog", "engines", "notes", "letters");
    web.feed("/ben.xml", "Ben's blog", "boats");
    config = folder.resolve("feeds.ini");
    write("/ada.xml", "/ben.xml");
    Terminal.run("run", "-c", config).worked();
  }

  private void write(String... feeds) throws IOException {
    var text = new StringBuilder("[planet]\nname = Planet Test\nallow_addresses = 127.0.0.0/8\n");
    text.append("keep_entries = 1\n");
    for (String feed : feeds) {
      text.append("\n[").append(web.url(feed)).append("]\nname = ").append(feed).append('\n');
    }
    Files.writeString(config, text);
  }

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void saysWhatItWouldDropAndDropsItWhenToldTo() throws IOException {
    String told = Terminal.run("prune", "-c", config).worked().out();
    assertThat(told)
        .contains("Planet Test: " + web.url("/ada.xml") + ": 2 entries, ")
        .contains("Nothing was dropped. With --yes it is, for good.")
        .doesNotContain("ben.xml");
    assertThat(Terminal.run("prune", "-c", config, "--yes").worked().out())
        .contains("Dropped: 2 entries.", "The database's file: ");
    assertThat(Terminal.run("prune", "-c", config, "--yes").worked().out().strip())
        .isEqualTo("There is nothing to drop.");

    Terminal.run("run", "--all", "-c", config).worked();
    assertThat(Files.readString(folder.resolve("site/index.html")))
        .contains("engines", "boats")
        .doesNotContain("notes");
    assertThat(Terminal.run("explain", "-c", config, web.url("/notes")).worked().out())
        .contains("Expired since ", "its text was dropped (orrery prune).");
  }

  @Test
  void whatNoPlanetListsIsSaidApart() throws IOException {
    write("/ada.xml");
    Terminal.run("run", "-c", config).worked();
    assertThat(Terminal.run("prune", "-c", config, "--yes").worked().out())
        .contains(
            "On no planet: " + web.url("/ben.xml") + ": 1 entry, ", "unless you say --removed")
        .contains("Dropped: 2 entries.");
    assertThat(Terminal.run("prune", "-c", config, "--yes", "--removed").worked().out())
        .contains("Dropped: 1 entry.");
  }

  @Test
  void itWaitsForNoCycle() throws IOException {
    try (CycleLock lock = CycleLock.take(folder.resolve("data"))) {
      assertThat(lock).isNotNull();
      assertThat(Terminal.run("prune", "-c", config, "--yes").refused())
          .endsWith("wait until it has ended.");
    }
  }

  private Map<String, String> site() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder.resolve("site"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("status.json")) {
          files.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }

  @Test
  void makingAllAnewChangesNothingWhereNothingDiffers() throws IOException {
    Map<String, String> before = site();
    assertThat(Terminal.run("run", "--recurate", "-c", config).worked().out())
        .contains("0 feeds asked");
    assertThat(site()).as("but status.json").isEqualTo(before);
    assertThat(Terminal.run("run", "--all", "--recurate", "-c", config).worked().out())
        .contains("2 feeds asked");
    assertThat(Terminal.run("start", "--recurate", "-c", config).status()).isEqualTo(2);
  }
}
