package orrery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Node;
import orrery.Cycle.Ask;
import orrery.Host.Answer;
import orrery.web.Serving;
import tools.jackson.databind.ObjectMapper;

/**
 * A planet of which all feeds are hostile, from the feeds' server to the reader's browser: no
 * script runs, nobody else is asked, nothing leaves its box.
 */
class HostilePlanetTest {
  /** Text that would be markup, were it not for escapes; feeds are read by programs as HTML. */
  private static final Pattern MARKUP = Pattern.compile("<[a-zA-Z!/]");

  private static final String CANARY =
      "for (const f of ['alert', 'confirm', 'prompt', 'open']) window[f] = () => { window.pwned = f; }";

  @TempDir static Path folder;

  private final List<String> wrong = new ArrayList<>();
  private final List<Request> strangers = new ArrayList<>();

  @BeforeAll
  static void build() throws IOException {
    try (Scene scene = new Scene(folder)) {
      Host host = scene.host();
      scene.write("name = " + HostileFeeds.LITERAL);
      scene.write("owner_name = " + HostileFeeds.NAMES.get(1));
      scene.write("search = yes");
      Map<String, String> feeds = new LinkedHashMap<>();
      String odd = "/%22%3E%3Cscript%3Ealert(1)%3C/script%3E/..%2F..%2Fx'";
      list(feeds, host, odd + ".xml?a=%0A&b=%3Csvg/onload=alert(1)%3E", 2, HostileFeeds.rss());
      list(feeds, host, "/atom.xml", 9, HostileFeeds.atom());
      list(feeds, host, "/feed.json", 11, HostileFeeds.json());
      list(feeds, host, "/" + "w".repeat(900) + ".xml", 10, "<script>alert(1)</script>");
      List<Path> configs = new ArrayList<>(List.of(scene.config("feeds.ini", "site", feeds)));
      scene.write("images = none");
      configs.add(scene.config("plain.ini", "plain", feeds));
      scene.cycle(Ask.ALL, configs);
    }
  }

  private static void list(
      Map<String, String> feeds, Host host, String path, int name, String body) {
    String says = HostileFeeds.NAMES.get(name);
    feeds.put(
        host.page(path, asked -> Answer.ok(body)),
        "name = " + says + "\nnick = <script>alert(1)</script>\nface = javascript:alert(1)\n");
  }

  @Test
  void pagesShowItAndComeToNoHarm() throws IOException {
    Browser browser = Chromium.browser();
    try (var server = Serving.folder(folder.resolve("site"));
        BrowserContext context = context(browser, server.url("/"))) {
      Page page = context.newPage();
      for (String path : files("site", ".html")) {
        visit(page, server.url("/") + path, path);
      }
      assertThat(wrong).isEmpty();
      read(page, server.url("/"));
      search(page, server.url("/"));
    }
    assertThat(wrong).isEmpty();
    assertThat(strangers)
        .as("only pictures of posts are asked for")
        .allMatch(asked -> asked.resourceType().equals("image"))
        .isNotEmpty();
  }

  @Test
  void withoutPicturesNobodyElseIsAsked() throws IOException {
    Browser browser = Chromium.browser();
    try (var server = Serving.folder(folder.resolve("plain"));
        BrowserContext context = context(browser, server.url("/"))) {
      Page page = context.newPage();
      for (String path :
          List.of("index.html", "2026/11/20.html", "2026/11/21.html", "2026/11/22.html")) {
        page.navigate(server.url("/") + path);
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        page.evaluate("document.querySelectorAll('img').forEach(i => i.loading = 'eager')");
        assertThat(page.locator("article")).not().hasCount(0);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(strangers).extracting(Request::url).isEmpty();
  }

  @Test
  void filesHaveNamesOfOurs() throws IOException {
    assertThat(files("site", "")).allMatch(name -> name.matches("[A-Za-z0-9._/-]+"));
    assertThat(folder.resolve("passwd")).doesNotExist();
  }

  @Test
  void feedsAreWellFormedAndHoldNothingActive() throws Exception {
    var factory = DocumentBuilderFactory.newNSInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    List<String> feeds = files("site", ".xml");
    assertThat(feeds).contains("atom.xml", "rss20.xml", "rss10.xml", "opml.xml", "foafroll.xml");
    for (String feed : feeds) {
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      harmless(
          feed, builder.parse(folder.resolve("site").resolve(feed).toFile()).getDocumentElement());
    }
    for (String feed : files("site", ".json")) {
      var json = new ObjectMapper().readTree(folder.resolve("site").resolve(feed).toFile());
      json.findValues("content_html").forEach(html -> harmless(feed, html.asString()));
      for (String key :
          List.of("url", "external_url", "image", "home_page_url", "avatar", "icon")) {
        json.findValues(key).forEach(url -> address(feed, url.asString()));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private BrowserContext context(Browser browser, String home) {
    BrowserContext context = browser.newContext();
    context.addInitScript(CANARY);
    context.route(
        url -> !url.startsWith(home),
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
          if (!message.text().contains("net::ERR_FAILED")) {
            wrong.add(message.page().url() + " said: " + message.text());
          }
        });
    return context;
  }

  /** Opens a page, and all that can be opened on it. */
  private void visit(Page page, String address, String name) throws IOException {
    page.setViewportSize(1440, 900);
    page.navigate(address);
    check(page, name);
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(d => d.open = true)");
    page.setViewportSize(360, 800);
    check(page, name + ", opened");
  }

  private void check(Page page, String name) throws IOException {
    for (Object found : (List<?>) page.evaluate(script())) {
      wrong.add(name + ", " + page.viewportSize().width + ": " + found);
    }
  }

  /** Uses the keys and mutes a blog and tags, as a reader does who has enough of them. */
  private void read(Page page, String home) throws IOException {
    page.navigate(home + "2026/11/22.html");
    assertThat(page.locator(".title bdi").filter(has(HostileFeeds.LITERAL)).first()).isVisible();
    page.navigate(home + "index.html");
    assertThat(page).hasTitle(HostileFeeds.LITERAL);
    assertThat(page.locator(".brand").first()).hasText(HostileFeeds.LITERAL);
    page.keyboard().press("j");
    page.keyboard().press("j");
    assertThat(page.locator("article:focus")).hasCount(1);
    page.locator(".menu summary").first().click();
    page.locator(".menu[open] button").first().click();
    page.keyboard().press("?");
    assertThat(page.locator("dialog.help li")).hasCount(1);
    page.keyboard().press("Escape");
    check(page, "index.html, muted");
  }

  private void search(Page page, String home) throws IOException {
    for (String query : List.of("script", "alert onerror", "tag:boxes", HostileFeeds.LITERAL)) {
      page.navigate(
          home + "search.html?q=" + java.net.URLEncoder.encode(query, StandardCharsets.UTF_8));
      assertThat(page.locator(".found .title a[href]").first()).isVisible();
      check(page, "search for " + query);
    }
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static String script() throws IOException {
    try (InputStream in = HostilePlanetTest.class.getResourceAsStream("/site/hostile.js")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return all.substring(all.indexOf("() =>"));
    }
  }

  private static List<String> files(String site, String end) throws IOException {
    Path root = folder.resolve(site);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(end))
          .sorted()
          .toList();
    }
  }

  private void harmless(String feed, Node node) {
    // What rdf:li names are the authors' own ids, and no links.
    if (node.getAttributes() != null && !"li".equals(node.getLocalName())) {
      for (int i = 0; i < node.getAttributes().getLength(); i++) {
        Node attribute = node.getAttributes().item(i);
        if (List.of("href", "url", "xmlUrl", "htmlUrl", "resource", "src")
            .contains(attribute.getLocalName())) {
          address(feed, attribute.getNodeValue());
        }
      }
    }
    String name = String.valueOf(node.getLocalName());
    boolean html =
        List.of("encoded", "description", "content", "summary").contains(name)
            && MARKUP.matcher(node.getTextContent()).find()
            && !(node instanceof org.w3c.dom.Element e && e.getAttribute("type").equals("text"));
    if (html) {
      harmless(feed, node.getTextContent());
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      harmless(feed, child);
    }
  }

  private void harmless(String feed, String html) {
    for (Element e :
        Jsoup.parseBodyFragment(html, "https://none.example/").body().select("> *, * *")) {
      if (e.is(
              "script, style, link, meta, base, iframe, object, embed, form, input, svg, math math, template")
          || (e.closest("math") != null && !e.tag().namespace().endsWith("MathML"))) {
        wrong.add(feed + ": " + e);
      }
      e.attributes()
          .forEach(
              a -> {
                if (a.getKey().matches("on.*|style|id|srcdoc")) {
                  wrong.add(feed + ": " + e);
                }
                if (a.getKey().matches("href|src|poster|cite")) {
                  address(feed, a.getValue());
                }
              });
    }
  }

  private void address(String feed, String address) {
    if (!address.matches(
        "(?i)(https?|mailto|tel|xmpp|ircs?|geo|magnet|feed|ftp|urn|tag):.*|#.*|")) {
      wrong.add(feed + " leads to " + address);
    }
  }
}
