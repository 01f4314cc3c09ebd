package orrery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Host.Answer;

/** In a real Chromium, from the form to the post on the front page, and away again. */
@Timeout(180) // only to end a test that hangs
class SubmittingTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final Pattern FOUND = Pattern.compile(".*/submit/[A-Za-z0-9_-]+(\\?feed=0)?$");
  private static final Pattern PRIVATE = Pattern.compile(".*/submissions/[A-Za-z0-9_-]+$");
  private static final Pattern LIST = Pattern.compile(".*/maintain$");
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  /** More than the links and fields of any page here. */
  private static final int TABS = 100;

  private static final String CANARY =
      "for (const f of ['alert', 'confirm', 'prompt', 'open']) window[f] = () => { window.pwned = f; }";

  @TempDir Path folder;
  private Browser browser;
  private Host blog;
  private OpenPlanet planet;
  private final List<String> wrong = new ArrayList<>();
  private final List<Request> strangers = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    browser = Chromium.browser();
    blog = new Host("127.0.0.2", InstantSource.fixed(NOW));
    blog.page(
        "/",
        asked ->
            Answer.ok(
                "<!doctype html><title>Zoe</title><link rel=alternate type=application/rss+xml"
                    + " title=Posts href=/feed>",
                "Content-Type: text/html"));
    feed("");
    planet =
        new OpenPlanet(
            folder,
            NOW,
            "images = link\nallow_addresses = 127.0.0.2\naccept_addresses = 127.0.0.2\n\n# Ours\n");
  }

  @AfterEach
  void close() {
    contexts.forEach(BrowserContext::close);
    if (planet != null) {
      planet.close();
    }
    if (blog != null) {
      blog.close();
    }
  }

  private void feed(String more) {
    blog.page("/feed", asked -> posts(more));
  }

  private Answer posts(String more) {
    return Answer.ok(
        """
        <rss version="2.0"><channel><title>Zoe's notes</title><link>%1$s</link>
        <description>d</description><language>en</language>%2$s
        <item><guid isPermaLink="false">urn:1</guid><title>Of &lt;boats&gt; &amp; ropes</title>
        <pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><link>%1$sboats</link>
        <category>Boats</category><category>Ropes &amp; knots</category>
        <description><![CDATA[<p>All that I <em>know</em> of boats, which is a lot, for I was born
        on one, and have lived on <a href="/four">four</a> of them since. They float.</p>
        <p><img src="/boat.png" alt="A boat"></p><script>alert(1)</script>
        <pre><code>tie --knot="%3$s"</code></pre>]]></description></item>
        <item><guid isPermaLink="false">urn:2</guid><title>Of bridges</title>
        <pubDate>Thu, 19 Nov 2026 10:00:00 GMT</pubDate><link>%1$sbridges</link>
        <description><![CDATA[<p>Under them I have slept, and on them I have danced.</p>]]></description>
        </item></channel></rss>
        """
            .formatted(blog.url("/"), more, "x".repeat(300)),
        "Content-Type: application/rss+xml");
  }

  private Page page(Browser.NewContextOptions options) {
    // Chromium complains of transitions that come to nothing, and waits for them.
    BrowserContext context =
        browser.newContext(options.setLocale("en-US").setReducedMotion(ReducedMotion.REDUCE));
    contexts.add(context);
    context.addInitScript(CANARY);
    context.route(
        url -> !url.startsWith(planet.url("/")) && !url.startsWith(blog.url("/boat.png")),
        route -> {
          strangers.add(route.request());
          route.abort();
        });
    context.onDialog(
        dialog -> {
          wrong.add("a dialog: " + dialog.message());
          dialog.dismiss();
        });
    context.onWebError(error -> wrong.add("an error: " + error.error()));
    context.onConsoleMessage(
        message -> {
          if (!message.text().contains("net::ERR_FAILED")
              && !message.text().startsWith("Failed to load resource")) {
            wrong.add(message.page().url() + " said: " + message.text());
          }
        });
    return context.newPage();
  }

  private static Browser.NewContextOptions narrow() {
    return new Browser.NewContextOptions().setViewportSize(360, 800);
  }

  private static Browser.NewContextOptions plain() {
    return narrow().setJavaScriptEnabled(false);
  }

  private static Browser.NewContextOptions maintainer() {
    return plain().setHttpCredentials("maintainer", OpenPlanet.TOKEN);
  }

  /** Nothing of the page is to the right of a telephone's edge. */
  private static void fits(Page page) {
    assertThat(
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .as("how far %s scrolls sideways", page.url())
        .isEqualTo(0);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Types an address into the form, and waits until it was looked at. */
  private void look(Page page, String address) {
    page.navigate(planet.url("/submit"));
    page.locator("#url").fill(address);
    button(page, "Look at it").click();
    page.waitForURL(FOUND);
    assertThat(page.locator("#send")).isVisible();
  }

  private void submitted(Page page, String name) {
    look(page, blog.url("/"));
    page.locator("#name").fill(name);
    button(page, "Submit").click();
    page.waitForURL(PRIVATE);
  }

  private void approve(Page page) {
    page.navigate(planet.url("/maintain"));
    fits(page);
    page.locator("ul.rows a").first().click();
    fits(page);
    page.locator("form button.main").click();
    page.waitForURL(LIST);
  }

  private void cycle() {
    planet.later(Duration.ofMinutes(10));
    planet.cycle();
  }

  private Page front() {
    Page page = page(plain());
    page.navigate(planet.url("/"));
    return page;
  }

  private static List<Object> shown(Locator post) {
    return List.of(
        post.locator(".title").innerText(),
        post.locator(".title a").getAttribute("href"),
        String.valueOf(post.locator(".body").innerHTML()),
        post.locator(".tags li").allInnerTexts(),
        String.valueOf(post.getAttribute("lang")),
        String.valueOf(post.getAttribute("dir")));
  }

  @Test
  void fromTheFooterToTheFrontPageWithoutScripts() throws IOException {
    String before = planet.ini();
    var goOn = new CountDownLatch(1);
    blog.page(
        "/feed",
        asked -> {
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return posts("");
        });
    Page page = page(plain());
    page.navigate(planet.url("/"));
    link(page, "Add your blog").click();
    page.waitForURL(planet.url("/submit"));
    fits(page);
    page.locator("#url").fill(blog.url("").substring("http://".length()));
    button(page, "Look at it").click();

    assertThat(page.locator("ol.done .busy")).isVisible();
    fits(page);
    goOn.countDown();
    assertThat(page.locator("#report")).isVisible(); // the page asks for itself
    assertThat(page.locator("ol.choices li.chosen .name")).hasText("Zoe's notes");
    assertThat(page.locator("ul.findings > li")).not().hasCount(0);
    assertThat(page.locator(".preview article")).hasCount(2);
    fits(page);
    List<Object> preview = shown(page.locator(".preview article").first());
    assertThat(preview.getFirst()).isEqualTo("Of <boats> & ropes");

    assertThat(page.locator("#name")).hasValue("Zoe's notes");
    page.locator("#name").fill("Zoe");
    button(page, "Submit").click();
    page.waitForURL(PRIVATE);
    fits(page);
    String secret = page.url();
    assertThat(page.locator(".verdict.waiting")).isVisible();
    assertThat(planet.ini()).isEqualTo(before);

    assertThat(page.request().get(planet.url("/maintain")).status()).isEqualTo(401);
    approve(page(maintainer()));
    assertThat(planet.ini()).isEqualTo(before + "\n[" + blog.url("/feed") + "]\nname = Zoe\n");
    cycle();

    Page front = front();
    assertThat(front.locator("article.h-entry")).hasCount(2);
    fits(front);
    assertThat(shown(front.locator("article").first())).isEqualTo(preview);
    assertThat(blog.asked("/boat.png")).as("pictures of posts").isNotEmpty();
    page.navigate(secret);
    assertThat(page.locator(".verdict.approved")).isVisible();
    fits(page);
    link(page, "Its page on this planet").click();
    assertThat(page.locator("article")).hasCount(2);
    assertThat(wrong).isEmpty();
    assertThat(strangers).extracting(Request::url).isEmpty();
  }

  /** Goes on to what is named, as one does who has no mouse. */
  private static void tabTo(Page page, Locator wanted) {
    Locator focused = wanted.and(page.locator(":focus"));
    for (int i = 0; i < TABS && focused.count() == 0; i++) {
      page.keyboard().press("Tab");
    }
    assertThat(wanted).isFocused();
  }

  @Test
  void byKeyboardAlone() {
    Page page = page(narrow());
    page.navigate(planet.url("/"));
    tabTo(page, link(page, "Add your blog"));
    page.keyboard().press("Enter");
    page.waitForURL(planet.url("/submit"));
    tabTo(page, page.locator("#url"));
    page.keyboard().type(blog.url("/"));
    page.keyboard().press("Enter");
    page.waitForURL(FOUND);
    assertThat(page.locator("#report")).isVisible();
    tabTo(page, page.locator("#name"));
    page.keyboard().press("Control+A");
    page.keyboard().type("Zoe");
    tabTo(page, button(page, "Submit"));
    page.keyboard().press("Enter");
    page.waitForURL(PRIVATE);

    Page desk = page(maintainer());
    desk.navigate(planet.url("/maintain"));
    tabTo(desk, desk.locator("ul.rows a"));
    desk.keyboard().press("Enter");
    tabTo(desk, desk.locator("form button.main"));
    desk.keyboard().press("Space");
    desk.waitForURL(LIST);
    assertThat(desk.locator("ul.rows li.approved")).hasCount(1);

    tabTo(page, button(page, "Take it back"));
    page.keyboard().press("Enter");
    // It was approved meanwhile.
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    assertThat(wrong).isEmpty();
    assertThat(strangers).extracting(Request::url).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "\"><script>alert(1)</script>",
        "data:text/html,<script>alert(1)</script>",
        "' autofocus onfocus=alert(1) x='",
        "//evil.example/\"><img src=//evil.example/x onerror=alert(1)>",
        "http://127.0.0.2:1/\"><svg onload=alert(1)>",
        "https://x:y@127.0.0.9/</code></p><script>alert(1)</script>"
      })
  void whatIsTypedForAnAddressDoesNothing(String typed) {
    Page page = page(narrow());
    page.navigate(planet.url("/submit"));
    page.locator("#url").fill(typed);
    button(page, "Look at it").click();
    assertThat(page.locator("#problem")).isVisible();
    harmless(page);
    fits(page);
  }

  /** The page has no elements that were typed, and none has run. */
  private void harmless(Page page) {
    assertThat(
            page.locator(
                "[onerror], [onload], [onfocus], script:not([src^='./'], [src^='../'], [src^='assets/'])"))
        .hasCount(0);
    assertThat(page.evaluate("window.pwned === undefined")).as(page.url()).isEqualTo(true);
    assertThat(wrong).isEmpty();
    assertThat(strangers).extracting(Request::url).isEmpty();
  }

  @Test
  void whatIsTypedForANameIsAName() {
    Page page = page(narrow());
    look(page, blog.url("/"));
    page.locator("#name").fill(HOSTILE);
    page.locator("#face").fill("javascript:alert(1)");
    button(page, "Submit").click();
    assertThat(page.locator("#problem")).containsText("The face must be");
    assertThat(page.locator("#name")).hasValue(HOSTILE);
    assertThat(page.locator("#face")).hasValue("javascript:alert(1)");
    harmless(page);

    page.locator("#face").fill("");
    button(page, "Submit").click();
    page.waitForURL(PRIVATE);
    assertThat(page.locator("h1")).hasText(HOSTILE);
    harmless(page);

    Page desk = page(narrow().setHttpCredentials("maintainer", OpenPlanet.TOKEN));
    desk.navigate(planet.url("/maintain"));
    assertThat(desk.locator("ul.rows a")).hasText(HOSTILE);
    harmless(desk);
    desk.locator("ul.rows a").click();
    assertThat(desk.locator("h1")).hasText(HOSTILE);
    harmless(desk);
    desk.locator("#why").fill("\"><script>alert(1)</script>" + HOSTILE);
    button(desk, "Decline").click();
    desk.waitForURL(LIST);
    harmless(desk);
    page.reload();
    assertThat(page.locator(".verdict q")).hasText("\"><script>alert(1)</script>" + HOSTILE);
    harmless(page);

    submitted(page, HOSTILE);
    approve(page(maintainer()));
    cycle();
    page.navigate(planet.url("/"));
    assertThat(page.locator("article .byline").first()).containsText(HOSTILE);
    harmless(page);
  }

  @Test
  void aHostileFeedDoesNothing() throws IOException {
    String rss = HostileFeeds.rss();
    String atom = HostileFeeds.atom();
    String json = HostileFeeds.json();
    blog.page("/a", asked -> Answer.ok(rss));
    blog.page("/b", asked -> Answer.ok(atom));
    blog.page("/c", asked -> Answer.ok(json));
    Page page = page(narrow());
    for (String path : List.of("/a", "/b", "/c")) {
      look(page, blog.url(path));
      assertThat(page.locator(".preview article")).hasCount(10);
      page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
      assertThat(page.evaluate("window.pwned === undefined")).as(path).isEqualTo(true);
      assertThat(page.locator("[onerror], [onload], iframe, object, embed, article form"))
          .hasCount(0);
      fits(page);
    }
    assertThat(wrong).isEmpty();
    assertThat(strangers)
        .as("only pictures of posts are asked for")
        .allMatch(asked -> asked.resourceType().equals("image"));
  }

  @Test
  void whoHasProvenItHidesAPostAndLeaves() throws IOException {
    String before = planet.ini();
    Page page = page(plain());
    submitted(page, "Zoe");
    approve(page(maintainer()));
    cycle();
    assertThat(front().locator("article .title"))
        .hasText(new String[] {"Of <boats> & ropes", "Of bridges"});

    page.reload();
    String code = page.locator("ol.proofs li").last().locator("code").innerText();
    button(page, "Look for it").click();
    assertThat(page.locator(".told.bad")).containsText(code);
    fits(page);
    feed("<!-- " + code + " -->");
    button(page, "Look for it").click();
    page.waitForURL(PRIVATE);
    assertThat(page.locator("#acts")).isVisible();
    fits(page);

    page.locator("#hide").fill(blog.url("/bridges"));
    button(page, "Hide").click();
    assertThat(page.locator("ol.history .hidden")).isVisible();
    cycle();
    assertThat(front().locator("article .title")).hasText(new String[] {"Of <boats> & ropes"});

    page.locator("label.tick").click();
    button(page, "Leave the planet").click();
    assertThat(page.locator(".verdict.withdrawn")).isVisible();
    fits(page);
    assertThat(planet.ini()).isEqualTo(before);
    cycle();
    assertThat(front().locator("article")).hasCount(0);
    assertThat(wrong).isEmpty();
    assertThat(strangers).extracting(Request::url).isEmpty();
  }
}
