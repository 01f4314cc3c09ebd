package orrery.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Failed;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;

/** Servers that send too much, too slowly, or something else than they said. */
class LimitsTest {
  private static final Duration SHORT = ofMillis(200);
  private static final Duration LONG = ofSeconds(60);

  private final CountDownLatch over = new CountDownLatch(1);
  private Site site;

  @BeforeEach
  void open() throws IOException {
    site = new Site();
  }

  @AfterEach
  void close() {
    over.countDown();
    site.close();
  }

  private static FetchSettings settings(Duration connect, Duration read, Duration call) {
    return new FetchSettings(
        "Test/1.0", List.of(Cidr.parse("127.0.0.0/8")), 10_000, connect, read, call, 3, 2);
  }

  private Fetched fetch(FetchSettings settings, String url) {
    try (Fetcher fetcher = new Fetcher(settings, () -> Instant.EPOCH)) {
      return fetcher.fetch(url, Validators.NONE);
    }
  }

  private Fetched get(String path) {
    return fetch(settings(LONG, LONG, LONG), site.url(path));
  }

  private static void failed(Fetched fetched, Stage stage, String... words) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Failed.class,
            f -> {
              assertThat(f.stage()).isEqualTo(stage);
              assertThat(f.reason()).contains(words).endsWith(".");
            });
  }

  private void say(String path, String head) {
    site.page(
        path,
        (request, out) -> {
          write(out, head);
          await();
          return false;
        });
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private void serve(String path, String coding, byte[] body) {
    site.page(
        path, "200 OK\nContent-Encoding: " + coding + "\nContent-Length: " + body.length, body);
  }

  @Test
  void theLimitItselfIsAllowed() {
    site.page("/most", "200 OK", "x".repeat(10_000));
    site.page("/more", "200 OK", "x".repeat(10_001));
    assertThat(get("/most")).isInstanceOf(Fresh.class);
    failed(get("/more"), Stage.BODY, "10000 bytes");
  }

  @Test
  void anEndlessBodyEndsAtTheLimit() {
    site.page(
        "/chunks",
        (request, out) -> {
          write(out, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
          while (true) {
            write(out, "5\nabcde\n");
          }
        });
    site.page(
        "/bare",
        (request, out) -> {
          write(out, "HTTP/1.0 200 OK\n\n");
          while (true) {
            write(out, "abcdefgh");
          }
        });
    failed(get("/chunks"), Stage.BODY, "limit");
    failed(get("/bare"), Stage.BODY, "limit");
  }

  @Test
  void aBombIsNotUnfolded() throws IOException {
    byte[] bomb = gzip(new byte[5_000_000]);
    serve("/gzip", "gzip", bomb);
    assertThat(bomb.length).isLessThan(10_000);
    failed(get("/gzip"), Stage.BODY, "limit");
  }

  @Test
  void manyEmptyMembersAreMeasuredAsSent() throws IOException {
    byte[] empty = gzip(new byte[0]);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    while (many.size() <= 10_000) {
      many.write(empty);
    }
    serve("/gzip", "gzip", many.toByteArray());
    failed(get("/gzip"), Stage.BODY, "limit");
  }

  @Test
  void aBodyThatIsNotWhatItsCodingSaysIsNotUsed() throws IOException {
    byte[] good = gzip("some text that is long enough to be cut".getBytes(ISO_8859_1));
    serve("/cut", "gzip", Arrays.copyOf(good, good.length - 9));
    serve("/plain", "gzip", "<feed/>".getBytes(ISO_8859_1));
    serve("/deflate", "deflate", "\u00ff\u00ff".getBytes(ISO_8859_1));
    serve("/br", "br", "<feed/>".getBytes(ISO_8859_1));
    serve("/good", "GZip", good);
    failed(get("/cut"), Stage.BODY, "broke off");
    failed(get("/plain"), Stage.BODY, "compressed");
    failed(get("/deflate"), Stage.BODY, "compressed");
    failed(get("/br"), Stage.BODY, "compressed");
    assertThat(get("/good")).isInstanceOf(Fresh.class);
  }

  @Test
  void anEmptyBodyIsAFailure() throws IOException {
    site.page("/empty", "200 OK", "");
    serve("/gzip", "gzip", gzip(new byte[0]));
    serve("/nothing", "gzip", new byte[0]);
    failed(get("/empty"), Stage.BODY, "empty");
    failed(get("/gzip"), Stage.BODY, "empty");
    failed(get("/nothing"), Stage.BODY, "empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\nContent-Length: 100\n\nshort",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nabcde\n",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nfa\nabcde",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\nabcde\n0\n\n",
      })
  void aBodyThatBreaksOffIsNotUsed(String answer) {
    site.page(
        "/",
        (request, out) -> {
          write(out, answer);
          return false;
        });
    failed(get("/"), Stage.BODY, "broke off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SSH-2.0-OpenSSH_9.2\n",
        "<html></html>\n",
        "HTTP/1.1 abc\n\n",
        "HTTP/1.1 200 OK\nContent-Length: x\n\nabc",
        "HTTP/9.1 200 OK\n\n",
      })
  void whatIsNoAnswerIsSaid(String answer) {
    site.page(
        "/",
        (request, out) -> {
          write(out, answer);
          return false;
        });
    failed(get("/"), Stage.REQUEST, "127.0.0.1");
  }

  @Test
  void endlessHeadersEnd() {
    site.page(
        "/many",
        (request, out) -> {
          write(out, "HTTP/1.1 200 OK\n");
          while (true) {
            write(out, "X-Y: z\n");
          }
        });
    site.page(
        "/long",
        (request, out) -> {
          write(out, "HTTP/1.1 200 OK\nX-Y: ");
          while (true) {
            write(out, "zzzzzzzz");
          }
        });
    failed(get("/many"), Stage.REQUEST, "headers without end");
    failed(get("/long"), Stage.REQUEST, "headers without end");
  }

  @Test
  void silenceEndsAtTheReadLimit() {
    say("/request", "");
    say("/head", "HTTP/1.1 200 OK\nETag: ");
    say("/body", "HTTP/1.1 200 OK\nContent-Length: 100\n\nabc");
    FetchSettings settings = settings(LONG, SHORT, LONG);
    failed(fetch(settings, site.url("/request")), Stage.REQUEST, "200 ms");
    failed(fetch(settings, site.url("/head")), Stage.REQUEST, "200 ms");
    failed(fetch(settings, site.url("/body")), Stage.BODY, "200 ms");
  }

  @Test
  void drippingEndsAtTheCallLimit() {
    Site.Page drip =
        (request, out) -> {
          write(
              out,
              request.target().equals("/body")
                  ? "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n"
                  : "HTTP/1.1 200 OK\nX-Y: ");
          while (true) {
            write(out, request.target().equals("/body") ? "1\nx\n" : "x");
            LockSupport.parkNanos(20_000_000);
          }
        };
    site.page("/body", drip).page("/head", drip);
    FetchSettings settings = settings(LONG, LONG, SHORT);
    failed(fetch(settings, site.url("/body")), Stage.BODY, "200 ms");
    failed(fetch(settings, site.url("/head")), Stage.REQUEST, "200 ms");
  }

  @Test
  void allHopsTogetherHaveOneLimit() {
    site.page(
        "/a",
        (request, out) -> {
          LockSupport.parkNanos(150_000_000);
          write(out, "HTTP/1.1 302 Found\nLocation: /b\nContent-Length: 0\n\n");
          return true;
        });
    say("/b", "");
    failed(fetch(settings(LONG, LONG, SHORT), site.url("/a")), Stage.REQUEST, "200 ms");
  }

  @Test
  void aResolverThatHangsIsNotWaitedFor() {
    Resolver hanging =
        host -> {
          await();
          return new InetAddress[0];
        };
    try (Fetcher fetcher = new Fetcher(settings(LONG, LONG, SHORT), () -> Instant.EPOCH, hanging)) {
      failed(fetcher.fetch("http://blog.test/", Validators.NONE), Stage.DNS, "blog.test");
    }
  }

  @Test
  void aPortWhereNobodyListensIsSaid() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = closed.getLocalPort();
    }
    failed(
        fetch(settings(LONG, LONG, LONG), "http://127.0.0.1:" + port + "/"),
        Stage.CONNECT,
        "127.0.0.1",
        String.valueOf(port));
  }

  @Test
  void aServerThatDoesNotAcceptIsNotWaitedFor() throws IOException {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      List<Socket> callers = new ArrayList<>();
      for (int i = 0; i < 2; i++) { // one more than it holds, so that the next is not answered
        callers.add(new Socket(full.getInetAddress(), full.getLocalPort()));
      }
      failed(
          fetch(settings(SHORT, LONG, LONG), "http://127.0.0.1:" + full.getLocalPort() + "/"),
          Stage.CONNECT,
          "200 ms");
      for (Socket caller : callers) {
        caller.close();
      }
    }
  }

  @Test
  void aSlowHostDelaysNobody() {
    say("/slow", "");
    site.page("/quick", "200 OK", "x");
    Resolver here = host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
    try (Fetcher fetcher = new Fetcher(settings(LONG, LONG, LONG), () -> Instant.EPOCH, here)) {
      List<CompletableFuture<Fetched>> slow = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        slow.add(fetcher.start("http://slow.test:" + site.port() + "/slow", Validators.NONE));
      }
      for (int i = 0; i < 10; i++) {
        String url = "http://quick.test:" + site.port() + "/quick";
        assertThat(fetcher.fetch(url, Validators.NONE)).isInstanceOf(Fresh.class);
      }
      assertThat(slow).noneMatch(CompletableFuture::isDone);
      assertThat(site.targets().stream().filter("/slow"::equals)).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void closingEndsWhatIsUnderWayAndWhatWaits() {
    say("/slow", "");
    Fetcher fetcher = new Fetcher(settings(LONG, LONG, LONG), () -> Instant.EPOCH);
    List<CompletableFuture<Fetched>> calls = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      calls.add(fetcher.start(site.url("/slow"), Validators.NONE));
    }
    fetcher.close();
    for (CompletableFuture<Fetched> call : calls) {
      failed(call.join(), Stage.REQUEST, "stopped");
    }
    failed(fetcher.fetch(site.url("/slow"), Validators.NONE), Stage.REQUEST, "stopped");
  }

  @Test
  void aConnectionThatTheServerClosedIsOpenedAnew() {
    site.page(
        "/",
        (request, out) -> {
          write(out, "HTTP/1.1 200 OK\nContent-Length: 1\n\nx");
          return false; // although it did not say so
        });
    try (Fetcher fetcher = new Fetcher(settings(LONG, LONG, LONG), () -> Instant.EPOCH)) {
      for (int i = 0; i < 5; i++) {
        assertThat(fetcher.fetch(site.url("/"), Validators.NONE)).isInstanceOf(Fresh.class);
      }
    }
  }
}
