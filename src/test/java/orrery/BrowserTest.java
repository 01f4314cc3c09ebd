package orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.store.Store;

/** Opens the handbook's site in a real Chromium, without a server, as a newcomer does. */
class BrowserTest {
  @TempDir Path folder;

  @BeforeEach
  void build() throws Exception {
    assumeTrue(chromium() != null, "there is no Chromium on the path: install it to run this test");
    Path site = folder.resolve("site");
    Setup setup = Setup.load(List.of(Path.of("feeds.ini")), folder.resolve("data"), site);
    var clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      new Cycle(store, setup.planets(), clock, Progress.NONE).run(Cycle.Ask.ALL);
    }
  }

  @Test
  void theFrontPageShowsItsPostsAndNothingIsRefused() throws Exception {
    Path log = folder.resolve("browser.log");
    Document page = open("site/index.html", log);

    assertThat(page.select("article.h-entry")).hasSize(30);
    assertThat(page.select("script").eachAttr("src")).containsExactly("assets/orrery.js");
    assertThat(Files.readString(log))
        .as("what the browser complains of")
        .doesNotContain("Content Security Policy")
        .doesNotContain("Failed to load resource");
  }

  private Document open(String path, Path log) throws IOException, InterruptedException {
    Path dom = folder.resolve("dom.html");
    Process browser =
        new ProcessBuilder(
                String.valueOf(chromium()),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                folder.resolve(path).toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    assertThat(browser.waitFor()).isZero();
    return Jsoup.parse(dom);
  }

  private static @Nullable Path chromium() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(place -> Path.of(place, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
