package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the program as an operating system would, wherever it happens to be, and has the next run
 * make it good. The moments differ from run to run; what is asserted holds for all of them.
 */
class KillTest {
  private static final int KILLS = 4;
  private static final int FEEDS = 40;

  @TempDir Path folder;

  @Test
  void whateverIsKilledTheNextRunMakesGood() throws Exception {
    write();
    assertThat(run("whole").waitFor()).isZero();
    Map<String, String> whole = files(folder.resolve("whole/site"));
    assertThat(whole).containsKey("index.html").hasSizeGreaterThan(FEEDS);

    var random = new Random();
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = run("killed");
      if (!process.waitFor(300 + random.nextInt(2500), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      files(folder.resolve("killed/site"))
          .forEach(
              (path, text) -> {
                if (path.endsWith(".html")) {
                  assertThat(text).as(path).endsWith("</html>\n");
                }
              });
    }
    assertThat(run("killed").waitFor()).isZero();

    assertThat(files(folder.resolve("killed/site"))).isEqualTo(whole);
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

  private static Map<String, String> files(Path site) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.exists(site)) {
      try (Stream<Path> walk = Files.walk(site)) {
        List<Path> pages =
            walk.filter(Files::isRegularFile)
                .filter(p -> !p.toString().contains(".orrery"))
                .toList();
        for (Path page : pages) {
          // Whether a feed was last answered by 200 or 304 tells of the kill, and may.
          String text = Files.readString(page).replaceAll("\"http_status\":\\d+", "");
          files.put(site.relativize(page).toString(), text);
        }
      }
    }
    return files;
  }
}
