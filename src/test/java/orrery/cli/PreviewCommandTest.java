package orrery.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import orrery.Chromium;

/** A process of its own, as somebody has it who works on a theme. */
@Timeout(300) // only to end a test that hangs
class PreviewCommandTest {
  private static final Pattern VERSION = Pattern.compile("data-version=\"([^\"]+)\"");
  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();
  private Path config = Path.of("");
  private String url = "";

  @BeforeEach
  void plan() throws IOException {
    config = folder.resolve("feeds.ini");
    Files.createDirectories(folder.resolve("theme"));
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(
        folder.resolve("feed.xml"),
        "<rss version='2.0'><channel><title>Ada</title><item><guid>urn:e</guid><title>engines"
            + "</title><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>");
    plan("P");
    front("First");
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  private void plan(String name) throws IOException {
    Files.writeString(
        config, "[planet]\nname = " + name + "\noutput_theme = theme\n[feed.xml]\nname = Ada\n");
  }

  private void front(String heading) throws IOException {
    Files.writeString(
        folder.resolve("theme/front.ftlh"),
        """
        <#import "layout.ftlh" as layout>
        <@layout.frame><main id="content"><h2>%s</h2><#list days as day><#list day.posts as post>
        <p>${post.title}</p></#list></#list><pre>%s</pre></main></@layout.frame>
        """
            .formatted(heading, "line\n".repeat(200)));
  }

  private Process preview() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-cp",
                System.getProperty("java.class.path"),
                "orrery.Orrery",
                "preview",
                "-c",
                config.toString(),
                "--port",
                "0")
            .redirectError(folder.resolve("err").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private String said(BufferedReader out) throws IOException {
    String line = String.valueOf(out.readLine());
    assertThat(line).as(Files.readString(folder.resolve("err"))).contains("http://127.0.0.1:");
    url = line.substring(line.indexOf("http"), line.indexOf(" — "));
    return line;
  }

  private String get(int status, String path) throws IOException {
    var connection = (HttpURLConnection) URI.create(url + path).toURL().openConnection();
    assertThat(connection.getResponseCode()).as(path).isEqualTo(status);
    try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** The front page once it holds a text: waits for its changes as it does in a browser. */
  private String changed(int status, String text) throws IOException {
    String page = front();
    while (!page.contains(text)) {
      MatchResult version = VERSION.matcher(page).results().findFirst().orElseThrow();
      String said = "";
      while (said.isEmpty()) {
        said = get(200, ".orrery/change.js?" + version.group(1));
      }
      assertThat(said).contains("orrery-change");
      page = front();
    }
    assertThat(get(status, "")).contains(text);
    return page;
  }

  private String front() throws IOException {
    var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    int status = connection.getResponseCode();
    try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void pagesFollowThemeConfigAndCycles() throws Exception {
    Process preview = preview();
    try (BufferedReader out = preview.inputReader(UTF_8)) {
      assertThat(said(out)).startsWith("P: ").contains("feeds.ini and ").endsWith("theme.");
      assertThat(folder.resolve("data")).doesNotExist();
      Growing.read(
          folder.resolve("err"), text -> text.contains("nothing is collected yet; 'orrery run'"));
      String page = get(200, "");
      assertThat(page).contains("<h2>First</h2>").doesNotContain("engines");

      Terminal.run("run", "-c", config).worked();
      page = changed(200, "engines");
      String site = Files.readString(folder.resolve("site/index.html"));
      assertThat(page.replaceFirst("<script src=\"/\\.orrery/.*\n", "")).isEqualTo(site);
      assertThat(get(200, "2026/11/20.html")).contains("engines");
      assertThat(get(200, "status/")).contains("Ada");
      assertThat(get(200, "assets/orrery.css")).isNotEmpty();
      assertThat(get(404, "2026/11/21.html")).contains("<h1>Nothing here</h1>");
      assertThat(get(404, "assets/..%2f..%2flist")).contains("Nothing here");

      front("Second <#if>");
      assertThat(changed(500, "theme: front.ftlh")).contains("theme: front.ftlh, line 2");
      Growing.read(
          folder.resolve("err"), text -> text.contains("orrery: theme: front.ftlh, line 2"));
      front("Second");
      changed(200, "<h2>Second</h2>");

      Terminal.run("run", "-c", config).worked(); // nobody holds the database
      site = Files.readString(folder.resolve("site/index.html"));
      plan("Q");
      assertThat(out.readLine()).startsWith("Q: " + config + " is read anew — follows");
      changed(200, "<title>Q</title>");
      Files.writeString(config, "name = R\n");
      Growing.read(
          folder.resolve("err"), text -> text.contains("the old one counts on: " + config));
      assertThat(get(200, "")).contains("<title>Q</title>");
      assertThat(folder.resolve("site/index.html")).content().isEqualTo(site);

      preview.toHandle().destroy(); // as SIGTERM does
      assertThat(out.readLine()).isNull();
    }
    assertThat(preview.waitFor()).isZero();
    try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
      assertThat(left.map(Path::toString)).noneMatch(name -> name.contains("orrery-preview"));
    }
  }

  @Test
  void answersNobodyWhoTakesItForAnother() throws Exception {
    Process preview = preview();
    try (BufferedReader out = preview.inputReader(UTF_8)) {
      said(out);
      URI address = URI.create(url);
      try (var socket = new Socket(address.getHost(), address.getPort())) {
        socket
            .getOutputStream()
            .write(
                "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(UTF_8));
        assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
            .startsWith("HTTP/1.1 421")
            .doesNotContain("First");
      }
    }
  }

  @Test
  void theBrowserShowsTheChangeWhereItWas() throws Exception {
    Browser browser = Chromium.browser();
    Process preview = preview();
    try (BufferedReader out = preview.inputReader(UTF_8);
        Page page = browser.newPage()) {
      said(out);
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(
          message -> {
            if (message.text().contains("Content Security Policy")) {
              complaints.add(message.text());
            }
          });
      page.navigate(url);
      assertThat(page.locator("h2").first()).hasText("First");
      page.evaluate("scrollTo(0, 900)");

      front("Second");
      assertThat(page.locator("main h2")).hasText("Second");
      page.evaluate(
          "new Promise(go => (function look() {"
              + " scrollY === 900 ? go() : requestAnimationFrame(look) })())");
      front("${nothing}");
      assertThat(page.locator("pre")).containsText("theme: front.ftlh, line 2");
      front("Third");
      assertThat(page.locator("main h2")).hasText("Third");
      assertThat(complaints).isEmpty();
    }
  }
}
