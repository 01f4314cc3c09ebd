package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.store.Store;

/** Opens the handbook's site in a real Chromium, without a server, as a newcomer does. */
class BrowserTest {
  @TempDir Path folder;

  @BeforeEach
  void build() throws Exception {
    Chromium.assume();
    Path site = folder.resolve("site");
    Setup setup = Setup.load(List.of(Path.of("feeds.ini")), folder.resolve("data"), site);
    var clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      new Cycle(store, setup.planets(), clock, Progress.NONE).run(Cycle.Ask.ALL);
    }
  }

  @Test
  void theFrontPageShowsItsPostsAndNothingIsRefused() throws Exception {
    var chromium = new Chromium(folder);
    String index = folder.resolve("site/index.html").toUri().toString();
    Document page = chromium.open(index, "--enable-logging=stderr");

    assertThat(page.select("article.h-entry")).hasSize(30);
    assertThat(page.select("script").eachAttr("src")).containsExactly("assets/orrery.js");
    assertThat(chromium.log())
        .as("what the browser complains of")
        .doesNotContain("Content Security Policy")
        .doesNotContain("Failed to load resource");
  }
}
