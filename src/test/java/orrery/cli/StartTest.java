package orrery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own, as a maintainer has them: one that serves, others that come and go. */
@Timeout(300) // only to end a test that hangs
class StartTest {
  @TempDir Path folder;

  private Process orrery(Object... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("orrery.Orrery");
    for (Object word : words) {
      command.add(word.toString());
    }
    return new ProcessBuilder(command)
        .redirectError(folder.resolve(words[0] + ".err").toFile())
        .start();
  }

  private String err(String command) throws IOException {
    return Files.readString(folder.resolve(command + ".err"));
  }

  private static String all(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void everyCommandWorksWhileThePlanetIsServed() throws Exception {
    Path config = folder.resolve("feeds.ini");
    try (Web web = new Web()) {
      web.feed("/ada.xml", "Ada's blog", "engines");
      Files.writeString(
          config,
          "[planet]\nname = P\nallow_addresses = 127.0.0.0/8\n[" + web.url("/ada.xml") + "]\n");

      Process start = orrery("start", "-c", config, "--port", "0");
      try (BufferedReader said = start.inputReader(UTF_8)) {
        String first = String.valueOf(said.readLine());
        assertThat(first)
            .as(err("start"))
            .matches("P: http://127\\.0\\.0\\.1:\\d+/ — every 10 minutes\\.");
        assertThat(said.readLine()).contains("1 new");
        URI site = URI.create(first.substring(3, first.indexOf(" — ")));
        try (var page = site.toURL().openStream()) {
          assertThat(new String(page.readAllBytes(), UTF_8)).contains("engines");
        }

        Process explain = orrery("explain", "-c", config, "engines");
        assertThat(all(explain)).as(err("explain")).contains("shown (new)");
        assertThat(explain.waitFor()).isZero();

        web.feed("/ada.xml", "Ada's blog", "notes", "engines");
        Process run = orrery("run", "--all", "-c", config);
        assertThat(all(run)).as(err("run")).contains("1 new");
        assertThat(run.waitFor()).isZero();

        start.toHandle().destroy(); // as SIGTERM does, with its output still to be read
        assertThat(said.readLine()).isNull();
      } finally {
        start.destroy();
      }
      start.waitFor();
      assertThat(err("start")).isEmpty();
    }
  }
}
