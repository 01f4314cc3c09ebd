package orrery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.store.Store;

/** Opens the handbook's site in a real Chromium, without a server, as a newcomer does. */
class BrowserTest {
  @TempDir Path folder;

  @Test
  void theFrontPageShowsItsPostsAndNothingIsRefused() throws Exception {
    Browser browser = Chromium.browser();
    Path site = folder.resolve("site");
    Setup setup = Setup.load(List.of(Path.of("feeds.ini")), folder.resolve("data"), site);
    var clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      new Cycle(store, setup.planets(), clock, Progress.NONE).run(Cycle.Ask.ALL);
    }
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.onPageError(complaints::add);
      page.navigate(site.resolve("index.html").toUri().toString());

      assertThat(page.locator("article.h-entry")).hasCount(30);
      assertThat(page.locator("script")).hasCount(1);
      assertThat(page.locator("script")).hasAttribute("src", "assets/orrery.js");
      assertThat(complaints).as("what the browser complains of").isEmpty();
    }
  }
}
