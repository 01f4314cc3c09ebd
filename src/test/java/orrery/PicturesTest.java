package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.feed.Picture;
import orrery.store.Store;

/** Pictures from a web on this computer to the pages of a site. */
class PicturesTest {
  @TempDir Path folder;

  private HttpServer web;
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
  private final Map<String, String> moved = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext("/", this::answer);
    web.start();
  }

  @AfterEach
  void stop() {
    web.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = pages.get(path);
    String etag = body == null ? "" : "\"" + java.util.Arrays.hashCode(body) + "\"";
    boolean same = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    asked.add(path + (same ? " same" : ""));
    try (exchange) {
      if (moved.containsKey(path)) {
        exchange.getResponseHeaders().set("Location", moved.get(path));
        exchange.sendResponseHeaders(302, -1);
      } else if (body == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (same) {
        exchange.sendResponseHeaders(304, -1);
      } else {
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + web.getAddress().getPort() + path;
  }

  private static byte[] picture(int width, int height, int colour) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      image.setRGB(x, height / 2, colour);
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private void feed(String html) {
    pages.put(
        "/feed",
        ("<rss version='2.0'><channel><title>Ada</title><link>"
                + url("/home")
                + "</link><item><guid>1</guid><title>One</title><link>"
                + url("/1")
                + "</link><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate><description><![CDATA["
                + html
                + "]]></description></item></channel></rss>")
            .getBytes(StandardCharsets.UTF_8));
  }

  private Report run(String planet, String section) throws Exception {
    return run("127.0.0.1", planet, section);
  }

  private Report run(String allowed, String planet, String section) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("feeds.ini"),
            "[planet]\nname = P\nlink = https://p.example/\nallow_addresses = %s\n%s\n\n[%s]\n%s\n"
                .formatted(
                    allowed,
                    planet.contains("icons") ? planet : planet + "\nicons = site",
                    url("/feed"),
                    section));
    asked.clear();
    Setup setup = Setup.load(List.of(config), null, null);
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      return new Cycle(store, setup.planets(), () -> now, Progress.NONE).run(Cycle.Ask.DUE);
    }
  }

  private Picture icon() throws Exception {
    try (Store store = Store.open(folder.resolve("data"), Store.Sharing.ALONE)) {
      return store.pictures().faces().getFirst();
    }
  }

  private Document page(String path) throws IOException {
    return Jsoup.parse(folder.resolve("site").resolve(path));
  }

  private List<String> files(String under) throws IOException {
    Path start = folder.resolve("site").resolve(under);
    if (!Files.exists(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.resolve("site").relativize(file).toString())
          .toList();
    }
  }

  private String face() throws IOException {
    return page("index.html").expectFirst("article .face").html();
  }

  // Faces ----------------------------------------------------------------------------------------

  @Test
  void aFaceElsewhereIsStoredWithTheSiteAndAskedForOnceAWeek() throws Exception {
    feed("Text");
    pages.put("/ada.png", picture(300, 200, 0xff0000));
    String section = "face = " + url("/ada.png");

    run("", section);

    assertThat(files("faces")).hasSize(1);
    Element img = page("2026/11/20.html").expectFirst("article .face img");
    assertThat(img.attr("src")).isEqualTo("../../" + files("faces").getFirst());
    assertThat(img.attr("width")).isEqualTo("96");
    assertThat(face()).contains("src=\"faces/");
    assertThat(page("blogs.html").expectFirst(".face img").attr("src")).startsWith("faces/");

    now = now.plus(Duration.ofDays(6));
    assertThat(run("", section).planets().getFirst().files()).isZero();
    assertThat(asked).doesNotContain("/ada.png", "/ada.png same");
    now = now.plus(Duration.ofDays(1));
    assertThat(run("", section).planets().getFirst().files()).isZero();
    assertThat(asked).contains("/ada.png same");

    String before = files("faces").getFirst();
    pages.put("/ada.png", picture(300, 200, 0x00ff00));
    now = now.plus(Duration.ofDays(7));
    run("", section);
    assertThat(files("faces")).hasSize(1).doesNotContain(before);
    assertThat(face()).contains(files("faces").getFirst());
    assertThat(folder.resolve("data/pictures").resolve(before.substring(6))).doesNotExist();

    run("", "nick = ada");
    assertThat(files("faces")).as("no longer named").isEmpty();
    assertThat(face()).doesNotContain("<img");
  }

  @Test
  void aFaceMayBeAFile() throws Exception {
    feed("Text");
    Files.createDirectory(folder.resolve("faces"));
    Files.write(folder.resolve("faces/ada.png"), picture(64, 64, 0xff));

    run("", "face = ada.png");
    assertThat(face()).contains(files("faces").getFirst());
    assertThat(asked).containsExactly("/feed");

    Files.delete(folder.resolve("site").resolve(files("faces").getFirst()));
    Files.delete(folder.resolve("site/index.html"));
    run("", "face = ada.png");
    assertThat(files("faces")).as("a site is made anew from the data").hasSize(1);
  }

  @Test
  void aBlogWithoutAFaceHasTheIconOfItsSite() throws Exception {
    feed("Text");
    pages.put("/home", "<link rel='icon' href='/i.png'>".getBytes(StandardCharsets.UTF_8));
    pages.put("/i.png", picture(64, 64, 0xff));

    run("", "");
    assertThat(asked).containsExactly("/feed", "/home", "/i.png");
    assertThat(face()).contains(files("faces").getFirst());

    run("icons = no", "");
    assertThat(files("faces")).isEmpty();
    now = now.plus(Duration.ofDays(30));
    run("icons = no", "");
    assertThat(asked).containsExactly("/feed same");
  }

  @Test
  void whatCannotBeHadIsAskedForAfterADayAndThenEachWeek() throws Exception {
    feed("Text");
    pages.put("/favicon.ico", "<html>no".getBytes(StandardCharsets.UTF_8));

    run("", "");
    assertThat(asked).containsExactly("/feed", "/home", "/favicon.ico");
    assertThat(icon().error()).contains("no picture");
    assertThat(face()).isEqualTo("A");

    now = now.plus(Duration.ofHours(23));
    run("", "");
    assertThat(asked).doesNotContain("/favicon.ico");
    now = now.plus(Duration.ofHours(1));
    run("", "");
    assertThat(asked).contains("/favicon.ico");
    now = now.plus(Duration.ofDays(6));
    run("", "");
    assertThat(asked).doesNotContain("/favicon.ico");
    now = now.plus(Duration.ofDays(1));
    pages.put("/favicon.ico", picture(48, 48, 0xff));
    run("", "");
    assertThat(asked).contains("/favicon.ico");
    assertThat(face()).contains("<img");
  }

  @Test
  void aRedirectToAPrivateAddressIsNotFollowed() throws Exception {
    feed("Text");
    moved.put("/ada.png", "http://127.0.0.2:" + web.getAddress().getPort() + "/secret.png");
    pages.put("/secret.png", picture(64, 64, 0xff));

    run("", "face = " + url("/ada.png"));

    assertThat(asked).contains("/ada.png").doesNotContain("/secret.png");
    assertThat(icon().error()).contains("127.0.0.2");
    assertThat(files("faces")).isEmpty();
  }

  // Pictures in posts ----------------------------------------------------------------------------

  private static final String POST =
      "<p>Look: <img src='/a.png' alt='A dome &amp; \"sky\"'> <a href='/x'><img src='/b.png'></a></p>";

  @Test
  void picturesStayWhereTheyAreUnlessSaidOtherwise() throws Exception {
    feed(POST);
    pages.put("/a.png", picture(20, 10, 0xff));
    run("icons = no", "");

    assertThat(asked).containsExactly("/feed");
    Element img = page("index.html").expectFirst(".e-content img");
    assertThat(img.attr("src")).isEqualTo(url("/a.png"));
    assertThat(img.attr("loading")).isEqualTo("lazy");
    assertThat(policy()).contains("img-src 'self' https: http:;");
  }

  private String policy() throws IOException {
    return page("index.html")
        .expectFirst("meta[http-equiv=Content-Security-Policy]")
        .attr("content");
  }

  @Test
  void picturesAreKeptWithTheSite() throws Exception {
    feed(POST);
    pages.put("/a.png", picture(3200, 100, 0xff));
    run("icons = no", "images = cache");

    assertThat(asked).containsExactlyInAnyOrder("/feed", "/a.png", "/b.png");
    assertThat(files("images")).hasSize(1);
    assertThat(files("images").getFirst()).startsWith("images/2026/11/20/");
    Element img = page("2026/11/20.html").expectFirst(".e-content img");
    assertThat(img.attr("src")).isEqualTo("../../" + files("images").getFirst());
    assertThat(img.attr("alt")).isEqualTo("A dome & \"sky\"");
    assertThat(img.attr("width")).isEqualTo("1600");
    assertThat(img.attr("height")).isEqualTo("50");
    assertThat(page("index.html").select(".e-content img")).hasSize(1);
    Element missing = page("index.html").expectFirst(".e-content a[href=" + url("/x") + "]");
    assertThat(missing.html()).as("the one that cannot be had").isEqualTo("b.png");
    assertThat(policy()).contains("img-src 'self' https: http:;");
    assertThat(Files.readString(folder.resolve("site/atom.xml"))).contains(url("/a.png"));

    run("icons = no\nimages = cache", "");
    assertThat(policy()).contains("img-src 'self';");

    feed("<p>No picture any more, but other words.</p>");
    now = now.plus(Duration.ofDays(1));
    run("icons = no\nimages = cache", "");
    assertThat(files("images")).isEmpty();
  }

  @Test
  void picturesThatNoPageShowsAreNotKept() throws Exception {
    feed(POST);
    pages.put("/a.png", picture(20, 10, 0xff));
    run("icons = no", "images = cache\ncontent = excerpt");

    assertThat(asked).containsExactly("/feed");
    assertThat(page("index.html").select("article img")).isEmpty();

    now = now.plus(Duration.ofDays(1));
    run("icons = no", "images = cache");
    assertThat(asked).contains("/a.png");
    assertThat(files("images")).hasSize(1);

    run("icons = no", "images = cache\ncontent = excerpt");
    assertThat(files("images")).isEmpty();
  }

  @Test
  void aSiteWithPicturesIsTheOneMadeFromScratch() throws Exception {
    feed(POST);
    pages.put("/a.png", picture(40, 30, 0xff));
    run("icons = no", "images = cache");
    now = now.plus(Duration.ofDays(1));
    pages.put("/b.png", picture(40, 30, 0xff00));
    run("icons = no", "images = cache");
    assertThat(files("images")).hasSize(2);
    String day = Files.readString(folder.resolve("site/2026/11/20.html"));
    List<String> before = files("");

    Files.delete(folder.resolve("site/index.html"));
    run("icons = no", "images = cache");

    assertThat(files("")).isEqualTo(before);
    assertThat(Files.readString(folder.resolve("site/2026/11/20.html"))).isEqualTo(day);
  }

  @Test
  void linksStandForPictures() throws Exception {
    feed(POST + "<video src='/v.mp4' poster='/p.png'></video>");
    run("icons = no\nimages = none", "");

    assertThat(asked).containsExactly("/feed");
    Element body = page("index.html").expectFirst(".e-content");
    assertThat(body.select("img, [poster]")).isEmpty();
    assertThat(body.expectFirst("a[href=" + url("/a.png") + "]").text())
        .isEqualTo("A dome & \"sky\"");
    assertThat(body.select("a a")).isEmpty();
    assertThat(body.expectFirst("video").attr("src")).isEqualTo(url("/v.mp4"));
    assertThat(policy()).contains("img-src 'self';");
  }
}
