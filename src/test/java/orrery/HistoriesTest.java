package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.config.Planet;
import orrery.store.Store;

/**
 * Whatever an author and her programs do to her feeds, in whatever order: no post is shown twice,
 * none that was shown is lost, and none moves. {@link Scribe} says what is done, and what is not.
 */
class HistoriesTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final int STEPS = 16;

  /** Steps of a history that is played with store and site. */
  private static final int FEW = 10;

  /** What is to hold after each reading, of any planet. */
  private static final class Watch {
    private final Map<Integer, Instant> dates = new HashMap<>();
    private final Scribe scribe;
    private final String history;

    Watch(Scribe scribe, String history) {
      this.scribe = scribe;
      this.history = history;
    }

    /** The posts that are shown now, by number, with their dates. */
    Map<Integer, Instant> look(List<Shown> shown) {
      Map<Integer, Instant> now = new TreeMap<>();
      for (Shown post : shown) {
        int number = scribe.number(post.title());
        assertThat(now.put(number, post.date()))
            .as("post %d (%s) is shown twice; %s%n%s", number, post.title(), history, told())
            .isNull();
      }
      dates.keySet().removeIf(n -> scribe.hasDeleted(n) && !now.containsKey(n));
      assertThat(now.keySet())
          .as("posts shown before; %s%n%s", history, told())
          .containsAll(dates.keySet());
      assertThat(now.keySet())
          .as("posts in the feed; %s%n%s", history, told())
          .containsAll(scribe.present());
      assertThat(now)
          .as("dates of posts shown before; %s%n%s", history, told())
          .containsAllEntriesOf(dates);
      dates.putAll(now);
      return now;
    }

    private String told() {
      return String.join("\n", scribe.log);
    }
  }

  /** Histories played without store and site. */
  private static final int MANY = 80;

  @TempDir Path folder;

  @Test
  void noPostIsLostDoubledOrMoved() {
    for (long seed = 1; seed <= MANY; seed++) {
      List<Map<Integer, Instant>> result = play(seed);
      if (seed % 50 == 1) {
        assertThat(play(seed))
            .as("the same history gives the same result, seed %d", seed)
            .isEqualTo(result);
      }
    }
  }

  private static List<Map<Integer, Instant>> play(long seed) {
    var scribe = new Scribe(seed, START);
    var watch = new Watch(scribe, "seed " + seed);
    var planet = new Memory();
    List<Map<Integer, Instant>> results = new ArrayList<>();
    Instant now = START;
    for (int step = 0; step < STEPS; step++) {
      planet.cycle(scribe.feeds(), now);
      results.add(watch.look(planet.shown()));
      now = now.plus(Duration.ofHours(30));
      scribe.step(now);
    }
    return results;
  }

  @ParameterizedTest
  @ValueSource(longs = 4)
  void noPostIsLostOrDoubledOnTheSite(long seed) throws Exception {
    site(seed, folder);
  }

  /** What is shown after each cycle. */
  private static void site(long seed, Path folder) throws Exception {
    var scribe = new Scribe(seed, START);
    var watch = new Watch(scribe, "seed " + seed);
    Files.createDirectories(folder);
    Instant now = START;
    try (Store store = Store.open("jdbc:h2:mem:history" + seed, "orrery", "")) {
      for (int step = 0; step < FEW; step++) {
        Planet planet = write(folder, scribe.feeds(), now);
        Report report =
            new Cycle(store, List.of(planet), InstantSource.fixed(now), Progress.NONE)
                .run(Cycle.Ask.ALL);
        assertThat(report.failed()).isEmpty();
        watch.look(Shown.on(planet.outputDirectory()));
        now = now.plus(Duration.ofHours(30));
        scribe.step(now);
      }
    }
  }

  private static Planet write(Path folder, Map<String, byte[]> feeds, Instant now)
      throws Exception {
    Map<String, String> files =
        Map.of(Scribe.OWN, "own.xml", Scribe.SECOND, "second.json", Scribe.PLANET, "planet.xml");
    var config = new StringBuilder("[planet]\nname = P\nlink = https://here.example/\n");
    for (String address : List.of(Scribe.OWN, Scribe.SECOND, Scribe.PLANET)) {
      byte[] body = feeds.get(address);
      if (body != null) {
        Path file = folder.resolve(files.get(address));
        Files.write(file, body);
        Files.setLastModifiedTime(file, FileTime.from(now));
        config.append("\n[").append(files.get(address)).append("]\nname = ").append(address);
      }
    }
    Files.writeString(folder.resolve("feeds.ini"), config);
    return Setup.load(List.of(folder.resolve("feeds.ini")), null, null).planets().getFirst();
  }
}
