package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the program as an operating system would, wherever it happens to be, and has the next run
 * make it good. The moments differ from run to run; what is asserted holds for all of them.
 *
 * <p>{@code src/test/kill.sh} kills more often, over more feeds.
 */
class KillTest {
  /** How often a beginning, and how often work that others have begun, is killed. */
  private static final int KILLS = Integer.getInteger("orrery.kills", 2);

  private static final int FEEDS = Integer.getInteger("orrery.kill.feeds", 40);

  @TempDir Path folder;

  @Test
  void whateverIsKilledTheNextRunMakesGood() throws Exception {
    write();
    long start = System.nanoTime();
    finish("whole");
    long time = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Map<String, String> whole = files("whole");
    assertThat(whole).containsKey("index.html").hasSizeGreaterThan(FEEDS);

    var random = new Random();
    for (int kill = 0; kill < KILLS; kill++) {
      String place = "killed" + kill;
      kill(place, time / 4 + random.nextLong(time * 3 / 4));
      finish(place);
      assertThat(files(place)).isEqualTo(whole);
    }
    for (int kill = 0; kill < KILLS; kill++) {
      kill("often", time / 4 + random.nextLong(time / 2));
    }
    finish("often");
    assertThat(files("often")).isEqualTo(whole);
  }

  /** Every file is whole at any time, although not every file is there yet. */
  private void kill(String place, long millis) throws Exception {
    Process process = run(place);
    boolean over = process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    Map<String, String> files = files(place);
    System.out.printf(
        "%s: %s after %d ms, %d files%n", place, over ? "over" : "killed", millis, files.size());
    for (Map.Entry<String, String> file : files.entrySet()) {
      assertWhole(file.getKey(), file.getValue());
    }
  }

  private static void assertWhole(String path, String text) throws Exception {
    switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "html" -> assertThat(text).as(path).endsWith("</html>\n");
      case "xml" ->
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text)));
      case "json" -> assertThat(new JsonMapper().readTree(text)).as(path).isNotEmpty();
      default -> assertThat(text).as(path).isNotEmpty();
    }
  }

  private void finish(String place) throws Exception {
    assertThat(run(place).waitFor())
        .as("%s", Files.readString(folder.resolve(place + ".log")))
        .isZero();
  }

  private void write() throws IOException {
    var config = new StringBuilder("[planet]\nname = Killed\nitems_per_page = 20\n");
    for (int feed = 0; feed < FEEDS; feed++) {
      var xml = new StringBuilder("<rss version='2.0'><channel><title>B</title>");
      for (int post = 0; post < 15; post++) {
        String url = "https://b" + feed + ".example/" + post;
        xml.append("<item><guid>").append(url).append("</guid><link>").append(url);
        xml.append("</link><title>Post ").append(post).append("</title><category>t");
        xml.append(post % 5).append("</category><pubDate>2026-10-").append(10 + post);
        xml.append("T08:00:00Z</pubDate><description>");
        xml.append("Words of a post. ".repeat(50)).append("</description></item>");
      }
      Files.writeString(folder.resolve(feed + ".xml"), xml.append("</channel></rss>"));
      config.append("\n[").append(feed).append(".xml]\nname = Blog ").append(feed).append('\n');
    }
    Files.writeString(folder.resolve("feeds.ini"), config);
  }

  private Process run(String place) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "orrery.Orrery",
            "run",
            "--config",
            folder.resolve("feeds.ini").toString(),
            "--data",
            folder.resolve(place).resolve("data").toString(),
            "--site",
            folder.resolve(place).resolve("site").toString());
    builder.environment().put("SOURCE_DATE_EPOCH", "1795000000");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve(place + ".log").toFile());
    return builder.start();
  }

  private Map<String, String> files(String place) throws IOException {
    Path site = folder.resolve(place).resolve("site");
    Map<String, String> files = new TreeMap<>();
    if (Files.exists(site)) {
      try (Stream<Path> walk = Files.walk(site)) {
        List<Path> pages =
            walk.filter(Files::isRegularFile)
                .filter(p -> !p.toString().contains(".orrery"))
                .toList();
        for (Path page : pages) {
          // Whether a feed was last answered by 200 or 304 tells of the kill, and may.
          String text = Files.readString(page).replaceAll("\"http_status\":\\d+", "\"was\":0");
          files.put(site.relativize(page).toString(), text);
        }
      }
    }
    return files;
  }
}
