package orrery.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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

/** Answers that do not keep to HTTP: none is mistaken for another, and none goes on for ever. */
class FaultsTest {
  private Site site;
  private Fetcher fetcher;

  @BeforeEach
  void open() throws IOException {
    site = new Site();
    site.page("/feed", "200 OK", "<feed/>");
    Duration ever = Duration.ofHours(1);
    fetcher =
        new Fetcher(
            new FetchSettings(
                "Test/1.0", List.of(Cidr.parse("127.0.0.1")), 10_000, ever, ever, ever, 4, 2),
            () -> Instant.EPOCH);
  }

  @AfterEach
  void close() {
    fetcher.close();
    site.close();
  }

  private void say(String path, String answer) {
    site.page(
        path,
        (request, out) -> {
          write(out, answer);
          return true;
        });
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  private Fetched get(String path) {
    return fetcher.fetch(site.url(path), Validators.NONE);
  }

  private void fresh(String path, String body) {
    assertThat(get(path))
        .isInstanceOfSatisfying(Fresh.class, f -> assertThat(f.body()).asString().isEqualTo(body));
  }

  private void failed(String path, Stage stage, String words) {
    assertThat(get(path))
        .isInstanceOfSatisfying(
            Failed.class,
            f -> {
              assertThat(f.stage()).isEqualTo(stage);
              assertThat(f.reason()).contains(words).endsWith(".");
            });
  }

  private static final String EVIL = "HTTP/1.1 200 OK\nContent-Length: 4\n\nevil";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\nContent-Length: 3\n\nabc" + EVIL,
        "HTTP/1.1 200 OK\nContent-Length: 3\n\nabc\n\n",
        "HTTP/1.1 200 OK\nContent-Length: 3\n\nabcdefgh",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n" + EVIL,
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n0\n\n",
      })
  void whatFollowsABodyIsNotTheNextAnswer(String answer) {
    say("/long", answer);
    fresh("/long", "abc");
    fresh("/feed", "<feed/>");
    assertThat(site.connections).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {304, 204, 404})
  void whatFollowsAnAnswerWithoutABodyIsNotTheNextAnswer(int status) {
    say("/odd", "HTTP/1.1 " + status + " Odd\nContent-Length: 0\n\n" + EVIL);
    assertThat(fetcher.fetch(site.url("/odd"), new Validators("\"1\"", null)))
        .isNotInstanceOf(Fresh.class);
    fresh("/feed", "<feed/>");
    assertThat(site.connections).hasValue(2);
  }

  @Test
  void whatComesWhileAConnectionIsIdleIsNotTheNextAnswer() throws InterruptedException {
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch sent = new CountDownLatch(1);
    site.page(
        "/late",
        (request, out) -> {
          write(out, "HTTP/1.1 200 OK\nContent-Length: 3\n\nabc");
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try {
                      read.await();
                      write(out, EVIL);
                    } catch (IOException | InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    sent.countDown();
                  });
          return true;
        });
    fresh("/late", "abc");
    read.countDown();
    sent.await();
    fresh("/feed", "<feed/>");
    assertThat(site.connections).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense\n\n", "HTTP/1.1 abc\n\n", "HTTP/1.1 200 OK\nContent-Length: x\n\n", ""})
  void aConnectionThatWentBadIsNoReasonToFail(String answer) {
    AtomicInteger asked = new AtomicInteger();
    site.page(
        "/sometimes",
        (request, out) -> {
          boolean bad = asked.incrementAndGet() == 2;
          write(out, bad ? answer : "HTTP/1.1 200 OK\nContent-Length: 1\n\nx");
          return !bad;
        });
    fresh("/sometimes", "x");
    fresh("/sometimes", "x");
    assertThat(asked).hasValue(3);
  }

  @Test
  void resetsAreSaid() {
    site.page(
        "/head",
        (request, out) -> {
          write(out, "HTTP/1.1 200 OK\nETag: ");
          throw new Site.Reset();
        });
    site.page(
        "/body",
        (request, out) -> {
          write(out, "HTTP/1.1 200 OK\nContent-Length: 100\n\nabc");
          throw new Site.Reset();
        });
    site.page(
        "/bare",
        (request, out) -> {
          write(out, "HTTP/1.0 200 OK\n\nabc");
          throw new Site.Reset();
        });
    failed("/head", Stage.REQUEST, "closed the connection");
    failed("/body", Stage.BODY, "broke off");
    failed("/bare", Stage.BODY, "broke off");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 102, 103, 199})
  void endlessAnnouncementsEnd(int status) {
    site.page(
        "/soon",
        (request, out) -> {
          while (true) {
            write(out, "HTTP/1.1 " + status + " Soon\n\n");
          }
        });
    failed("/soon", Stage.REQUEST, "headers without end");
  }

  @Test
  void aFewAnnouncementsDoNoHarm() {
    say("/soon", "HTTP/1.1 100 Go\n\nHTTP/1.1 103 Hints\nLink: </a>\n\n" + EVIL);
    fresh("/soon", "evil");
  }

  @Test
  void chunksThatAreMostlyFrameEnd() {
    site.page(
        "/chunks",
        (request, out) -> {
          write(out, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
          String chunk = "1;" + "x".repeat(10_000) + "\na\n";
          while (true) {
            write(out, chunk);
          }
        });
    failed("/chunks", Stage.BODY, "limit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\nContent-Length: 5",
        "Content-Length: 3, 5",
        "Content-Length: -3",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: x",
      })
  void whoseLengthIsNotClearIsNotUsed(String headers) {
    say("/odd", "HTTP/1.1 200 OK\n" + headers + "\n\n3\nabc\n0\n\n");
    assertThat(get("/odd")).isInstanceOf(Failed.class);
    fresh("/feed", "<feed/>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\nContent-Length: 99",
      })
  void chunksCountMoreThanALength(String headers) { // RFC 9112, section 6.3
    say("/odd", "HTTP/1.1 200 OK\n" + headers + "\n\n5\nabcde\n0\n\n");
    fresh("/odd", "abcde");
    fresh("/feed", "<feed/>");
  }

  @Test
  void whatIsZippedTwiceIsNotUnfolded() throws IOException {
    byte[] twice = gzip(gzip(new byte[1_000_000]));
    site.page(
        "/list", "200 OK\nContent-Encoding: gzip, gzip\nContent-Length: " + twice.length, twice);
    site.page(
        "/two",
        "200 OK\nContent-Encoding: gzip\nContent-Encoding: gzip\nContent-Length: " + twice.length,
        twice);
    failed("/list", Stage.BODY, "in a way that we did not ask for");
    failed("/two", Stage.BODY, "in a way that we did not ask for");
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void textThatIsOnlySaidToBeDeflatedIsNotUsed() {
    site.page("/a", "200 OK\nContent-Encoding: deflate", "<feed>\u00e9</feed>");
    site.page("/b", "200 OK\nContent-Encoding: x-gzip", "<feed/>");
    failed("/a", Stage.BODY, "compressed");
    failed("/b", Stage.BODY, "compressed");
  }
}
