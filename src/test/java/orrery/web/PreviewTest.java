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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTest {
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
  private static String get(Preview preview, String target) throws IOException {
    URI url = URI.create(preview.url("/"));
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void servesTheFilesOfASite() throws IOException {
    try (Preview preview = Preview.start(Map.of("/", site), 0)) {
      assertThat(preview.url("/")).matches("http://127\\.0\\.0\\.1:\\d+/");
      assertThat(get(preview, "/"))
          .startsWith("HTTP/1.1 200")
          .contains("text/html")
          .endsWith("front ü");
      assertThat(get(preview, "/tag/java.html")).startsWith("HTTP/1.1 200").endsWith("java");
      assertThat(get(preview, "/nothing.html")).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void whereNothingIsTheSiteSaysSo() throws IOException {
    Files.writeString(site.resolve("404.html"), "lost ü");
    try (Preview preview = Preview.start(Map.of("/", site), 0)) {
      for (String target :
          new String[] {"/nothing.html", "/no/folder/", "/tag/", "/404", "/index.html/"}) {
        assertThat(get(preview, target))
            .as(target)
            .startsWith("HTTP/1.1 404")
            .contains("text/html; charset=utf-8")
            .endsWith("lost ü");
      }
      assertThat(get(preview, "/tag/java.html")).startsWith("HTTP/1.1 200").endsWith("java");
    }
  }

  @Test
  void thatPageIsStyledWhereverItsSiteWillLie() throws IOException {
    Path other = folder.resolve("other");
    Files.createDirectories(other);
    Files.writeString(site.resolve("404.html"), lost("/planet/"));
    Files.writeString(other.resolve("404.html"), lost("/"));
    try (Preview preview = Preview.start(Map.of("/", site, "/other-1a2b3c4d/", other), 0)) {
      assertThat(get(preview, "/a/b.html")).endsWith(lost("/"));
      assertThat(get(preview, "/planet/a/b.html")).endsWith(lost("/"));
      assertThat(get(preview, "/other-1a2b3c4d/a.html")).endsWith(lost("/other-1a2b3c4d/"));
    }
  }

  private static String lost(String root) {
    return "<link rel=\"stylesheet\" href=\"%sassets/orrery.css\"><a href=\"%s#x\">Home</a>"
            .formatted(root, root)
        + "<a href=\"https://example.org/planet/\">x</a>";
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
    try (Preview preview = Preview.start(Map.of("/", site), 0)) {
      assertThat(get(preview, target))
          .matches("(?s)(HTTP/1.1 (4\\d\\d|301).*)?")
          .doesNotEndWith("secret");
    }
  }

  @Test
  void servesSeveralSitesSideBySide() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("index.html"), "other");

    try (Preview preview = Preview.start(Map.of("/", site, "/other-1a2b3c4d/", other), 0)) {
      assertThat(preview.url("/other-1a2b3c4d/")).endsWith("/other-1a2b3c4d/");
      assertThat(get(preview, "/")).endsWith("front ü");
      assertThat(get(preview, "/other-1a2b3c4d/")).endsWith("other");
      assertThat(get(preview, "/other-1a2b3c4d/tag/java.html")).startsWith("HTTP/1.1 404");
      assertThat(get(preview, "/other-1a2b3c4d/../../secret"))
          .matches("(?s)(HTTP/1.1 (4\\d\\d|301).*)?")
          .doesNotEndWith("secret");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Preview.start(Map.of("/", site), taken.getLocalPort()).close())
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Port %d is taken: name another with --port, or end what uses it.",
              taken.getLocalPort());
    }
  }

  @Test
  void endsWhenItIsClosed() throws IOException {
    Preview preview = Preview.start(Map.of("/", site), 0);
    preview.close();

    assertThatThrownBy(() -> get(preview, "/")).isInstanceOf(IOException.class);
  }
}
