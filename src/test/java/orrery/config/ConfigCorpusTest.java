package orrery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import orrery.feed.Problem.Level;

/** Configs of real planets, of which the repository holds only what is expected of them. */
@Tag("corpus")
class ConfigCorpusTest {
  private static final Path CORPUS = Path.of("../shared/corpus/open/planets");
  private static final Path EXPECTED = Path.of("src/test/resources/config/planets.tsv");

  @BeforeAll
  static void needsTheCorpus() {
    assumeTrue(Files.isDirectory(CORPUS), CORPUS + " is not here: no real configs to read");
  }

  @Test
  void readsEveryPlanet() throws Exception {
    var expected = Files.readAllLines(EXPECTED);
    var read = new ArrayList<String>();
    for (var line : expected) {
      var name = line.substring(0, line.indexOf('\t'));
      var loaded = Config.load(CORPUS.resolve(name));
      var errors =
          loaded.findings().stream()
              .filter(f -> f.level() == Level.ERROR)
              .map(f -> String.valueOf(f.line()))
              .toList();
      var planet = loaded.planet();
      read.add(
          String.join(
              "\t",
              name,
              planet.dialect().name(),
              String.valueOf(planet.subscriptions().size()),
              errors.isEmpty() ? "-" : String.join(",", errors)));
    }
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void removingWhatWasAddedGivesTheSameBytes() throws Exception {
    var url = "https://mia.example/feed";
    for (var file : files()) {
      var text = Files.readString(file, StandardCharsets.ISO_8859_1);
      var added = FeedsFile.add(text, url, Map.of("name", "Mia"));

      assertThat(added).as(file.toString()).isNotEqualTo(text);
      assertThat(FeedsFile.remove(added, url)).as(file.toString()).isEqualTo(text);
    }
  }

  @Test
  void replacingAnAddressThereAndBackGivesTheSameBytes() throws Exception {
    for (var file : files()) {
      var text = Files.readString(file);
      for (var feed : Config.load(file).planet().subscriptions().stream().limit(20).toList()) {
        var changed = FeedsFile.replaceUrl(text, feed.url(), "https://mia.example/feed");

        assertThat(changed).as(feed.url()).isNotEqualTo(text);
        assertThat(FeedsFile.replaceUrl(changed, "https://mia.example/feed", feed.url()))
            .as(feed.url())
            .isEqualTo(text);
      }
    }
  }

  @Test
  void removingEveryFeedLeavesThePlanetAsItWas() throws Exception {
    for (var file : files()) {
      var text = Files.readString(file);
      var planet = Ini.read(text);
      for (var feed : Config.load(file).planet().subscriptions().stream().limit(40).toList()) {
        text = FeedsFile.remove(text, feed.url());
      }

      var left = Ini.read(text).sections().stream().filter(Ini.Section::isPlanet).toList();
      var before = planet.sections().stream().filter(Ini.Section::isPlanet).toList();
      assertThat(left).as(file.toString()).isEqualTo(before);
    }
  }

  private static List<Path> files() throws Exception {
    return Files.readAllLines(EXPECTED).stream()
        .map(line -> CORPUS.resolve(line.substring(0, line.indexOf('\t'))))
        .toList();
  }
}
