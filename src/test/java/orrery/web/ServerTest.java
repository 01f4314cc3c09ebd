package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {
  @TempDir Path folder;
  private Path site = Path.of("");

  @BeforeEach
  void write() throws IOException {
    site = folder.resolve("site");
    Files.createDirectories(site.resolve("tag"));
    Files.writeString(site.resolve("index.html"), "front ü");
    Files.writeString(site.resolve("tag/java.html"), "java");
    Files.writeString(site.resolve("feed.json"), "{}");
    Files.writeString(folder.resolve("secret"), "secret");
    Files.createSymbolicLink(site.resolve("link"), folder.resolve("secret"));
  }

  /** The answer to a request written by hand: clients would tidy up the path. */
  private static String get(Server server, String target) throws IOException {
    return ask(server, "GET", target, "");
  }

  private static String ask(Server server, String method, String target, String headers)
      throws IOException {
    URI url = URI.create(server.url("/"));
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              (method
                      + " "
                      + target
                      + " HTTP/1.1\r\nHost: x\r\nConnection: close"
                      + headers
                      + "\r\n\r\n")
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void servesTheFilesOfASite() throws IOException {
    try (Server server = Serving.folder(site)) {
      assertThat(server.url("/")).matches("http://127\\.0\\.0\\.1:\\d+/");
      assertThat(get(server, "/"))
          .startsWith("HTTP/1.1 200")
          .contains("text/html")
          .endsWith("front ü");
      assertThat(get(server, "/tag/java.html")).startsWith("HTTP/1.1 200").endsWith("java");
      assertThat(get(server, "/nothing.html")).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void whereNothingIsTheSiteSaysSo() throws IOException {
    Files.writeString(site.resolve("404.html"), "lost ü");
    try (Server server = Serving.folder(site)) {
      for (String target :
          new String[] {"/nothing.html", "/no/folder/", "/tag/", "/404", "/index.html/"}) {
        assertThat(get(server, target))
            .as(target)
            .startsWith("HTTP/1.1 404")
            .contains("text/html;charset=utf-8")
            .endsWith("lost ü");
      }
      assertThat(get(server, "/tag/java.html")).startsWith("HTTP/1.1 200").endsWith("java");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret",
        "/%2e%2e/secret",
        "/tag/../../secret",
        "/..%2fsecret",
        "//secret",
        "/link",
        "/tag/%2e%2e/%2e%2e/secret",
        "/%00/../../secret"
      })
  void servesNothingElse(String target) throws IOException {
    try (Server server = Serving.folder(site)) {
      assertThat(get(server, target))
          .matches("(?s)(HTTP/1.1 (4\\d\\d|301).*)?")
          .doesNotEndWith("secret");
    }
  }

  @Test
  void thatPageIsStyledWhereverItsSiteWillLie() {
    assertThat(Folder.moved(lost("/planet/"), "/")).isEqualTo(lost("/"));
    assertThat(Folder.moved(lost("/"), "/other-1a2b3c4d/")).isEqualTo(lost("/other-1a2b3c4d/"));
  }

  private static String lost(String root) {
    return "<link rel=\"stylesheet\" href=\"%sassets/orrery.css\"><a href=\"%s#x\">Home</a>"
            .formatted(root, root)
        + "<a href=\"https://example.org/planet/\">x</a>";
  }

  @Test
  void servesSeveralSitesSideBySide() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("index.html"), "other");

    try (Server server =
        Server.start(
            Map.of(
                "/", new Server.Place(site, null),
                "/other-1a2b3c4d/", new Server.Place(other, null)),
            null,
            Serving.reception(folder),
            0)) {
      assertThat(server.url("/other-1a2b3c4d/")).endsWith("/other-1a2b3c4d/");
      assertThat(get(server, "/")).endsWith("front ü");
      assertThat(get(server, "/other-1a2b3c4d/")).endsWith("other");
      assertThat(get(server, "/other-1a2b3c4d/tag/java.html")).startsWith("HTTP/1.1 404");
      assertThat(get(server, "/other-1a2b3c4d/../../secret"))
          .matches("(?s)(HTTP/1.1 (4\\d\\d|301).*)?")
          .doesNotEndWith("secret");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  Server.start(
                          Map.of("/", new Server.Place(site, null)),
                          null,
                          Serving.reception(folder),
                          taken.getLocalPort())
                      .close())
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Port %d is taken: name another with --port, or end what uses it.",
              taken.getLocalPort());
    }
  }

  @Test
  void filesHaveTheirTypesAndLengths() throws IOException {
    try (Server server = Serving.folder(site)) {
      for (String file :
          new String[] {
            "atom.xml application/xml",
            "feed.json application/json",
            "tag/java.html text/html",
            "orrery.css text/css",
            "orrery.js text/javascript",
            "logo.svg image/svg+xml",
            "face.webp image/webp",
            "face.png image/png",
            "planet.opml application/octet-stream"
          }) {
        String name = file.substring(0, file.indexOf(' '));
        Files.writeString(site.resolve(name), "ü");
        assertThat(get(server, "/" + name))
            .contains("\r\nContent-Type: " + file.substring(name.length() + 1) + "\r\n")
            .contains("\r\nContent-Length: 2\r\n")
            .endsWith("\r\n\r\nü");
      }
      Files.write(site.resolve("big.json"), new byte[1_000_000]);
      assertThat(get(server, "/big.json"))
          .contains("\r\nContent-Length: 1000000\r\n")
          .endsWith("\r\n\r\n" + "\0".repeat(1_000_000));
      assertThat(ask(server, "GET", "/big.json", "\r\nAccept-Encoding: gzip, br"))
          .as("as browsers ask")
          .contains("\r\nContent-Length: 1000000\r\n")
          .doesNotContain("Content-Encoding")
          .endsWith("\r\n\r\n" + "\0".repeat(1_000_000));
      Files.write(site.resolve("none.json"), new byte[0]);
      assertThat(get(server, "/none.json")).contains("\r\nContent-Length: 0\r\n");
    }
  }

  @Test
  void whoHasAFileIsNotSentItAgain() throws IOException {
    Path file = site.resolve("feed.json");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-22T12:00:00.5Z")));
    try (Server server = Serving.folder(site)) {
      String first = get(server, "/feed.json");
      assertThat(first).contains("\r\nLast-Modified: Sun, 22 Nov 2026 12:00:00 GMT\r\n");
      String tag = first.replaceAll("(?s).*\r\nETag: (\\S+)\r\n.*", "$1");

      String since = "\r\nIf-Modified-Since: ";
      for (String known :
          new String[] {
            since + "Sun, 22 Nov 2026 12:00:00 GMT",
            since + "Sun, 22 Nov 2026 12:00:01 GMT",
            "\r\nIf-None-Match: \"x\", " + tag,
            "\r\nIf-None-Match: *",
          }) {
        assertThat(ask(server, "GET", "/feed.json", known))
            .as(known)
            .startsWith("HTTP/1.1 304")
            .endsWith("\r\n\r\n");
      }
      for (String known :
          new String[] {
            since + "Sun, 22 Nov 2026 11:59:59 GMT",
            since + "yesterday",
            "\r\nIf-None-Match: \"x\"" + since + "Sun, 22 Nov 2026 12:00:00 GMT"
          }) {
        assertThat(ask(server, "GET", "/feed.json", known))
            .as(known)
            .startsWith("HTTP/1.1 200")
            .endsWith("{}");
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-22T12:00:00.6Z")));
      assertThat(ask(server, "GET", "/feed.json", "\r\nIf-None-Match: " + tag)).endsWith("{}");
    }
  }

  @Test
  void aFolderIsShownAtItsOwnAddress() throws IOException {
    Files.writeString(site.resolve("tag/index.html"), "tags");
    try (Server server = Serving.folder(site)) {
      assertThat(get(server, "/tag"))
          .startsWith("HTTP/1.1 301")
          .contains("\r\nLocation: ./tag/\r\n");
      assertThat(get(server, "/tag/")).startsWith("HTTP/1.1 200").endsWith("tags");
    }
  }

  @Test
  void whatIsHiddenIsNotServed() throws IOException {
    Files.writeString(site.resolve(".secret"), "secret");
    Files.createDirectories(site.resolve(".git"));
    Files.writeString(site.resolve(".git/secret"), "secret");
    Files.createSymbolicLink(site.resolve("away"), folder);
    try (Server server = Serving.folder(site)) {
      for (String target :
          new String[] {
            "/.secret", "/.git/secret", "/away/secret", "/tag/./java.html", "/tag//x"
          }) {
        assertThat(get(server, target)).as(target).matches("(?s)HTTP/1.1 4\\d\\d.*");
      }
    }
  }

  @Test
  void aSiteMayBeBehindALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("current"), site);
    try (Server server = Serving.folder(link)) {
      assertThat(get(server, "/tag/java.html")).endsWith("java");
      assertThat(get(server, "/link")).startsWith("HTTP/1.1 404");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void filesAreOnlyToBeRead(String method) throws IOException {
    try (Server server = Serving.folder(site)) {
      assertThat(ask(server, method, "/feed.json", ""))
          .startsWith("HTTP/1.1 405")
          .containsPattern("\r\nAllow: (GET, HEAD|HEAD, GET)\r\n");
      assertThat(ask(server, "HEAD", "/feed.json", ""))
          .startsWith("HTTP/1.1 200")
          .contains("\r\nContent-Length: 2\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void endsWhenItIsClosed() throws IOException {
    Server server = Serving.folder(site);
    server.close();

    assertThatThrownBy(() -> get(server, "/")).isInstanceOf(IOException.class);
  }
}
