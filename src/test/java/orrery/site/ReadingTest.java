package orrery.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.site.Samples.JANE;
import static orrery.site.Samples.SETTINGS;
import static orrery.site.Samples.post;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.Chromium;
import orrery.feed.Post;
import orrery.feed.Tag;

/** Reads a site in a real Chromium, from files. No request leaves: what is not a file is played. */
class ReadingTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
  private static final Instant NOON = Instant.parse("2026-11-22T18:00:00Z");
  private static final Tag JAVA = new Tag("java", "Java", Tag.Origin.AUTHOR, true);

  @TempDir Path folder;

  private final List<String> asked = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final Theme theme = Theme.load(null);
  private final Site site = new Site(SETTINGS, theme);
  private @Nullable BrowserContext context;

  @BeforeEach
  void write() throws IOException {
    Chromium.browser();
    List<Post> posts =
        List.of(
            post("a").title("First").tags(JAVA).date("2026-11-22T16:00:00Z").build(),
            post("b").title("Second").date("2026-11-22T15:00:00Z").build(),
            post("c")
                .title("Third")
                .blog(Samples.blog("ben", "Ben"))
                .tags(JAVA)
                .date("2026-11-22T14:00:00Z")
                .build(),
            post("d").title("All").html(Gallery.EVERYTHING).date("2026-11-22T13:00:00Z").build());
    for (orrery.site.Page asset : theme.assets()) {
      write(asset);
    }
    write(site.front(posts, List.of(JANE)));
    write(site.day(DAY, posts, null, null));
    write(site.blog(JANE, null, posts.subList(0, 2), List.of()));
    write(site.blogs(List.of(new BlogLine(JANE, null, List.of()))));
    Files.writeString(
        folder.resolve("search.html"),
        "<!doctype html><title>Search</title><link rel=stylesheet href=assets/orrery.css>");
  }

  @AfterEach
  void leave() {
    if (context != null) {
      context.close();
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void postsAreUnreadUntilTheVisitAfterTheOneThatShowsThem() throws IOException {
    Page page = visit("index.html", NOON);
    assertThat(page.locator(".new")).hasCount(0);

    Post late = post("e").title("Late").date("2026-11-22T14:30:00Z").build();
    Post next = post("f").title("Next").date("2026-11-22T17:30:00Z").build();
    List<Post> posts =
        List.of(
            next,
            post("a").date("2026-11-22T16:00:00Z").build(),
            post("b").date("2026-11-22T15:00:00Z").build(),
            late,
            post("d").date("2026-11-22T13:00:00Z").build());
    write(site.front(posts, List.of(JANE)));
    write(site.day(DAY, posts, null, null));
    page = again(page, "index.html", NOON.plusSeconds(2 * 3600));
    assertThat(page.locator(".new .title a")).hasText(new String[] {"Next", "Late"});
    page = again(page, "index.html", NOON.plusSeconds(2 * 3600 + 1200));
    assertThat(page.locator(".news")).hasText("2 new since your last visit. Begin with the oldest");
    assertThat(page.locator(".news a")).hasAttribute("href", "#pe");

    page = again(page, "index.html", NOON.plusSeconds(4 * 3600));
    assertThat(page.locator(".new")).hasCount(0);
    write(site.front(List.of(post("g").date("2026-11-22T20:00:00Z").build(), next), List.of(JANE)));
    page = again(page, "index.html", NOON.plusSeconds(6 * 3600));
    assertThat(page.locator(".news")).hasText("1 new since your last visit. Begin with the oldest");
    page.locator(".news a").click();
    assertThat(page.url()).endsWith("#pg");
    page = again(page, "2026/11/22.html", NOON.plusSeconds(6 * 3600 + 600));
    assertThat(page.locator(".new")).hasCount(0);
  }

  @Test
  void mutedBlogsAndTagsCollapseAndComeBack() {
    Page page = visit("index.html", NOON);
    Locator first = page.locator("#pa");
    first.locator(".menu summary").click();
    first.getByRole(AriaRole.BUTTON, within("Mute #Java")).click();

    assertThat(page.locator(".muted")).hasCount(2);
    assertThat(first.locator(".title")).isHidden();
    assertThat(first.locator(".hush")).containsText("Muted: #Java");
    assertThat(first.getByRole(AriaRole.BUTTON, within("Show"))).isFocused();
    assertThat(page.locator("body > [role=status]")).hasText("#Java is muted.");
    first.getByRole(AriaRole.BUTTON, within("Show")).click();
    assertThat(first.locator(".title a")).isFocused();
    assertThat(page.locator(".muted")).hasCount(1);

    page = again(page, JANE_PAGE, NOON);
    page.getByRole(AriaRole.BUTTON, named("Mute Jane Doe").setExact(true)).first().click();
    assertThat(page.locator(".muted")).hasCount(1); // by its tag: on its own page the blog shows
    page = again(page, "2026/11/22.html", NOON);
    assertThat(page.locator(".muted")).hasCount(4);

    page.getByRole(AriaRole.BUTTON, named("Keys and mutes")).click();
    Locator mutes = page.locator("dialog li button");
    assertThat(mutes).hasText(new String[] {"Unmute #Java", "Unmute Jane Doe"});
    mutes.last().click();
    assertThat(page.locator(".muted")).hasCount(2);
    page.locator("dialog footer button").click();
    page.locator("#pa .hush button").last().click();
    assertThat(page.locator(".muted")).hasCount(0);
    assertThat(page.locator("#pa .title a")).isFocused();
  }

  @Test
  void keysLeadThroughPosts() {
    Page page = visit("index.html", NOON);
    page.keyboard().press("j");
    assertThat(page.locator("#pa")).isFocused();
    page.keyboard().press("j");
    assertThat(page.locator("#pb")).isFocused();
    page.keyboard().press("Control+j");
    page.keyboard().press("k");
    assertThat(page.locator("#pa")).isFocused();
    page.keyboard().press("?");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    page.keyboard().press("j");
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    page.evaluate("document.querySelector('main').prepend(document.createElement('input'))");
    page.locator("main input").press("/");
    assertThat(page.locator("main input")).hasValue("/");
    page.locator("#pa").focus();
    page.keyboard().press("o");
    page.waitForURL("https://jane.example.org/a");

    page = again(page, "index.html", NOON);
    page.keyboard().press("/");
    page.waitForURL("**/search.html");

    page = again(page, "index.html", NOON);
    page.keyboard().press("?");
    page.getByRole(AriaRole.CHECKBOX).uncheck();
    page = again(page, "index.html", NOON);
    page.keyboard().press("j");
    assertThat(page.locator("article:focus")).hasCount(0);
  }

  @Test
  void videosAskNobodyBeforeTheyAreAskedFor() {
    Page page = visit("2026/11/22.html", NOON);
    assertThat(asked).noneMatch(url -> url.contains("youtube") || url.contains("tube.example"));

    page.locator("a.video").first().click();
    Locator player = page.locator("iframe.player");
    assertThat(player)
        .hasAttribute("src", "https://www.youtube-nocookie.com/embed/a_B-9?autoplay=1");
    assertThat(player)
        .hasAttribute("sandbox", "allow-scripts allow-same-origin allow-presentation allow-popups");
    assertThat(page.frameLocator("iframe.player").locator("body")).hasText("played");
    assertThat(page.locator("a.watched"))
        .hasAttribute("href", "https://www.youtube.com/watch?v=a_B-9");

    page.locator("a.video").click();
    page.waitForURL("https://tube.example/**");
  }

  @Test
  void aVideoPlaysFromWhereItIsToStartAlsoByItsPrivateLink() throws IOException {
    Map<String, String> players =
        Map.of(
            "https://www.youtube.com/watch?v=a_B-9&amp;t=90",
            "https://www.youtube-nocookie.com/embed/a_B-9?autoplay=1&start=90",
            "https://vimeo.com/7/ab1#t=65",
            "https://player.vimeo.com/video/7?autoplay=1&dnt=1&h=ab1#t=65",
            "https://vimeo.com/7/ab1",
            "https://player.vimeo.com/video/7?autoplay=1&dnt=1&h=ab1",
            "https://archive.org/details/a.b?start=3",
            "https://archive.org/embed/a.b?start=3");
    for (Map.Entry<String, String> each : players.entrySet()) {
      String html =
          "<p><a class=\"video\" href=\"" + each.getKey() + "\" rel=\"nofollow\">Film</a></p>";
      write(site.day(DAY, List.of(post("v").html(html).build()), null, null));
      Page page = visit("2026/11/22.html", NOON);
      page.locator("a.video").click();
      assertThat(page.locator("iframe.player")).hasAttribute("src", each.getValue());
    }
  }

  @Test
  void theMenuOpensBesideItsButton() {
    for (int width : new int[] {1440, 1024}) {
      context =
          Chromium.browser()
              .newContext(new Browser.NewContextOptions().setViewportSize(width, 800));
      Page page = go(context.newPage(), "index.html");
      Locator menu = page.locator("#pa .menu");
      menu.locator("summary").click();
      double button = menu.locator("summary").boundingBox().x;
      assertThat(menu.locator("ul").boundingBox().x).as("at %d", width).isEqualTo(button);
      context.close();
    }
  }

  @Test
  void aMutedBlogIsMarkedInTheListOfBlogs() {
    Page page = visit("blogs.html", NOON);
    assertThat(page.locator(".muter")).hasCount(0);
    page = again(page, JANE_PAGE, NOON);
    page.locator(".muter button").click();

    page = again(page, "blogs.html", NOON);
    assertThat(page.locator("#roll .muter")).hasText("Unmute Jane Doe");
    page.locator("#roll .muter button").click();
    assertThat(page.locator(".muter")).hasCount(0);
    assertThat(page.locator("#roll .name")).isFocused();
  }

  @Test
  void withoutScriptNothingIsDead() {
    context =
        Chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    Page page = go(context.newPage(), "2026/11/22.html");

    assertThat(page.locator("button, dialog, .menu, .unseen[role=status]")).hasCount(0);
    page.locator("a.video").first().click();
    assertThat(page.url()).isEqualTo("https://www.youtube.com/watch?v=a_B-9");
  }

  @Test
  void withoutStorageAllElseWorks() {
    context = Chromium.browser().newContext();
    context.addInitScript(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })");
    Page page = go(context.newPage(), "index.html");
    page.keyboard().press("j");
    assertThat(page.locator("#pa")).isFocused();
    page.locator("#pa .menu summary").click();
    page.getByRole(AriaRole.BUTTON, named("Mute #Java")).click();
    assertThat(page.locator(".muted")).hasCount(2);
  }

  @Test
  void nothingIsWiderThanANarrowScreen() {
    for (String path : List.of("index.html", "2026/11/22.html", JANE_PAGE, "blogs.html")) {
      for (int width : new int[] {320, 360, 768}) {
        context =
            Chromium.browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(width, 800));
        Page page = go(context.newPage(), path);
        page.locator(".menu summary").all().forEach(Locator::click);
        page.keyboard().press("?");
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
            .as("%s at %d", path, width)
            .isEqualTo(width);
        assertThat(page.evaluate(OUTSIDE)).as("%s at %d", path, width).isEqualTo(List.of());
        context.close();
      }
    }
  }

  private static final String JANE_PAGE = "blog/jane.html";

  /** Parts of a page that reach beyond it and are not in a box that scrolls. */
  private static final String OUTSIDE =
      """
      [...document.querySelectorAll('body *')].filter(e => !e.closest('.unseen, .skip, pre, table, math > *')
          && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))
      """;

  private Page visit(String path, Instant now) {
    context = Chromium.browser().newContext();
    context.clock().setFixedTime(now.toEpochMilli());
    return go(context.newPage(), path);
  }

  private Page again(Page page, String path, Instant now) {
    page.context().clock().setFixedTime(now.toEpochMilli());
    return go(page, path);
  }

  private Page go(Page page, String path) {
    if (page.url().equals("about:blank")) {
      page.onRequest(request -> asked.add(request.url()));
      page.onPageError(
          error -> {
            // A transition that does not come about is none of the page's faults.
            if (!error.contains("ViewTransition")) {
              complaints.add(error);
            }
          });
      page.onConsoleMessage(
          message -> {
            if (message.text().contains("Content Security Policy")) {
              complaints.add(message.text());
            }
          });
      page.context()
          .route(
              "http**",
              route ->
                  route.fulfill(
                      new Route.FulfillOptions().setContentType("text/html").setBody("played")));
    }
    page.navigate(folder.resolve(path).toUri().toString());
    return page;
  }

  private void write(orrery.site.Page page) throws IOException {
    Path file = folder.resolve(page.path());
    Files.createDirectories(file.getParent());
    Files.write(file, page.bytes());
  }

  private static Locator.GetByRoleOptions within(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
