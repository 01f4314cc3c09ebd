package orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** The real browser, without its window, and kept from calling home. */
final class Chromium {
  private final Path folder;

  /** One that keeps what it needs in that folder. */
  Chromium(Path folder) {
    this.folder = folder;
  }

  /** Skips a test where there is none. */
  static void assume() {
    assumeTrue(path() != null, "there is no Chromium on the path: install it to run this test");
  }

  /** What it complained of when it last opened something. */
  String log() throws IOException {
    return Files.readString(folder.resolve("browser.log"));
  }

  /** What it makes of an address, when its scripts have run. */
  Document open(String address, String... options) throws IOException, InterruptedException {
    Path dom = folder.resolve("dom.html");
    List<String> command =
        new ArrayList<>(
            List.of(
                String.valueOf(path()),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom"));
    command.addAll(List.of(options));
    command.add(address);
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(folder.resolve("browser.log").toFile())
            .start();
    assertThat(browser.waitFor()).isZero();
    return Jsoup.parse(dom);
  }

  private static @Nullable Path path() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(place -> Path.of(place, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
