package orrery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.store.Store;
import orrery.web.Server;
import orrery.web.Serving;

/** The search in a real Chromium: what is asked for, and what it shows. */
class SearchBrowserTest {
  private static final String NONE = "No post has all of that.";

  @TempDir static Path folder;
  private static @Nullable Server server;

  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void build() throws Exception {
    Chromium.browser();
    var items = new StringBuilder();
    items.append(item("Kernel news", "Sat, 06 Jan 2024 08:00:00 GMT", "", "Short."));
    items.append(item("Café au lait", "Fri, 20 Nov 2026 08:00:00 GMT", "", "The kernel of it."));
    items.append(item("Ganz anderes", "Mon, 02 Feb 2026 08:00:00 GMT", "Kernel", "Grüße."));
    items.append(item("日本語の本", "Tue, 03 Feb 2026 08:00:00 GMT", "", "読む。"));
    items.append(item("Kernels in <b>", "Wed, 04 Feb 2026 08:00:00 GMT", "", "<i>x</i>"));
    items.append(item("Kernel hidden", "Thu, 05 Feb 2026 08:00:00 GMT", "", "sponsored"));
    for (int i = 10; i < 22; i++) {
      items.append(item("Tea " + i, "Sun, " + i + " Mar 2025 08:00:00 GMT", "Tea", "Leaves."));
    }
    Files.writeString(
        folder.resolve("a.xml"),
        "<rss version='2.0'><channel><title>T</title>" + items + "</channel></rss>");
    Files.writeString(
        folder.resolve("feeds.ini"),
        "[planet]\nname = P\nlanguage = en\nexclude = sponsored\n[a.xml]\nname = Ada Example\n");
    Path site = folder.resolve("site");
    Setup setup = Setup.load(List.of(folder.resolve("feeds.ini")), folder.resolve("data"), site);
    var clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      new Cycle(store, setup.planets(), clock, Progress.NONE).run(Cycle.Ask.ALL);
    }
    server = Serving.folder(site);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() {
    context = Chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en-US"));
    page = context.newPage();
  }

  @AfterEach
  void leave() {
    context.close();
  }

  private static String item(String title, String date, String tag, String text) {
    String id = "https://e.example/" + Integer.toHexString(title.hashCode());
    return "<item><guid>%s</guid><link>%s</link><title><![CDATA[%s]]></title><pubDate>%s</pubDate>"
            .formatted(id, id, title.replace("<", "&lt;"), date)
        + (tag.isEmpty() ? "" : "<category>" + tag + "</category>")
        + "<description><![CDATA[<p>"
        + text
        + "</p>]]></description></item>";
  }

  @Test
  void itFindsWhatIsAskedForBestFirst() {
    ask("kernel ", "3 posts", "Kernel news", "Ganz anderes", "Café au lait");
    // of texts six letters are asked for
    ask("KERN", "3 posts", "Kernels in <b>", "Kernel news", "Ganz anderes");
    ask("kernel", "4 posts", "Kernels in <b>", "Kernel news", "Ganz anderes", "Café au lait");
    ask("CAFE gruss", NONE);
    ask("cafè", "1 post", "Café au lait");
    ask("grüsse", "1 post", "Ganz anderes");
    ask("本", "1 post", "日本語の本");
    ask("tag:kernel", "1 post", "Ganz anderes");
    ask("blog:\"Ada Example\" lait", "1 post", "Café au lait");
    ask("blog:example lait", "1 post", "Café au lait");
    ask("blog:ÁDÁ lait", "1 post", "Café au lait");
    ask("blog:exam lait", "1 post", "Café au lait");
    ask("blog:da-exam lait", "1 post", "Café au lait");
    ask("blog:ex lait", NONE); // two letters are a word or nothing
    ask("lait tag:kernel", NONE);
    ask("hidden", NONE); // the planet excludes it
    ask("", "");

    ask("日本語", "1 post", "日本語の本");
    assertThat(page.locator("mark")).hasText("日本語");
  }

  @Test
  void aHitLeadsToItsAuthorToItsDayAndToItsBlog() {
    ask("lait kernel", "1 post", "Café au lait");

    Locator hit = page.locator(".found li");
    assertThat(hit.locator("mark")).hasText(new String[] {"lait", "kernel"});
    assertThat(hit.locator("time")).hasText("20 November 2026");
    assertThat(hit.locator(".title a"))
        .hasAttribute("href", Pattern.compile("^https://e\\.example/"));
    assertThat(hit.locator(".permalink"))
        .hasAttribute("href", Pattern.compile("^2026/11/20\\.html#p"));
    assertThat(folder.resolve("site").resolve(hit.locator(".home").getAttribute("href"))).exists();
  }

  @Test
  void tenAreShownAndTheOthersWhenAskedFor() {
    String[] teas = new String[12];
    Arrays.setAll(teas, i -> "Tea " + (21 - i));
    ask("tea", "The first 10 posts; there are more", Arrays.copyOf(teas, 10));
    assertThat(page.locator(".found li:visible")).hasCount(10);

    page.locator(".further button").click();
    shows("12 posts", teas);
    assertThat(page.locator(".further")).isHidden();
    assertThat(page.locator(".found li").nth(10).locator(".title a")).isFocused();
  }

  @Test
  void itSaysHowManyThereAreOnceItKnows() {
    // No text is read for what only narrows down, and all of it for what is in texts alone.
    ask("tag:tea", "The first 10 of 12 posts", teas());
    page.locator(".further button").click();
    assertThat(page.locator(".said")).hasText("12 posts");
    assertThat(page.locator(".further")).isHidden();
    ask("leaves", "The first 10 of 12 posts", teas());
  }

  private static String[] teas() {
    String[] teas = new String[10];
    Arrays.setAll(teas, i -> "Tea " + (21 - i));
    return teas;
  }

  @Test
  void whatIsTypedMeanwhileCounts() {
    ask("", "");
    List<Route> held = new ArrayList<>();
    page.route("**/search/index.txt", held::add);
    // Each is looked up when the one before is, and none may show what that one finds.
    List<String> typed = List.of("tea", "news", "kernel ");
    for (int i = 1; i <= typed.size(); i++) {
      page.locator("#q").fill(typed.get(i - 1));
      int asked = i;
      page.waitForCondition(() -> held.size() == asked);
    }
    page.unroute("**/search/index.txt");
    held.forEach(Route::resume);

    shows("3 posts", "Kernel news", "Ganz anderes", "Café au lait");
    assertThat(page).hasURL(Pattern.compile("\\?q=kernel$"));
  }

  @Test
  void theWayBackLeadsToWhatWasAskedBefore() {
    ask("lait", "1 post", "Café au lait");
    page.locator("#q").fill("tea");
    assertThat(page.locator(".said")).hasText("The first 10 posts; there are more");

    page.goBack();
    shows("1 post", "Café au lait");
    assertThat(page).hasURL(Pattern.compile("\\?q=lait$"));
  }

  @Test
  void openedFromAFileItSaysThatItNeedsAServer() {
    page.navigate(folder.resolve("site/search.html").toUri().toString());

    assertThat(page.locator(".said")).containsText("orrery start");
    assertThat(page.locator("form.seek")).isHidden();
  }

  /**
   * Opens the search with a query, and waits for what it is to say and the titles it is to show.
   */
  private void ask(String query, String said, String... titles) {
    page.navigate(
        requireNonNull(server).url("/")
            + "search.html?q="
            + URLEncoder.encode(query, StandardCharsets.UTF_8));
    shows(said, titles);
  }

  private void shows(String said, String... titles) {
    assertThat(page.locator(".said")).hasText(said);
    assertThat(page.locator(".found .title")).hasText(titles);
  }
}
