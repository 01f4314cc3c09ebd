package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.web.Visitors.FORM;
import static orrery.web.Visitors.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, and those who take their time. */
@Timeout(120) // only to end a test that hangs
class CrowdTest {
  private static final Duration USUAL = Duration.ofSeconds(15);
  private static final Duration SHORT = Duration.ofMillis(100);

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    threads.shutdown();
  }

  /** A desk at which everybody waits. */
  private static final class Busy extends Clerk {
    final CountDownLatch come;
    final CountDownLatch go = new CountDownLatch(1);

    /** After so many it says that all have come. */
    Busy(int visitors) {
      come = new CountDownLatch(visitors);
    }

    @Override
    Reply called(Object... call) {
      Thread thread = Thread.currentThread();
      come.countDown();
      try {
        go.await();
        return super.called(thread.isVirtual() ? "undisturbed" : "in a thread of the server's");
      } catch (InterruptedException e) {
        return super.called("interrupted");
      }
    }
  }

  @Test
  void whoSaysNothingHoldsUpNobody() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try (var visitors = new Visitors(folder, new Clerk(), USUAL)) {
      visitors.get("/submit", "");
      for (int i = 0; i < 600; i++) {
        Socket socket = visitors.open();
        silent.add(socket);
        String said =
            switch (i % 3) {
              case 0 -> "";
              case 1 -> "GET /submit HTTP/1.1\r\nHost: x\r\nX-Slow";
              default ->
                  "POST /submit HTTP/1.1\r\nHost: x\r\n"
                      + client(i)
                      + FORM
                      + "Content-Length: 100\r\n\r\ntok";
            };
        socket.getOutputStream().write(said.replaceAll("(?<!\r)\n", "\r\n").getBytes(UTF_8));
      }
      assertThat(visitors.get("/", "")).endsWith("front");
      assertThat(visitors.get("/submit", "")).endsWith("page ü");
      assertThat(visitors.post("/submit", "", "url=a")).endsWith("page ü");
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void whoSaysNothingIsLeft() throws IOException {
    try (var visitors = new Visitors(folder, new Clerk(), SHORT);
        Socket silent = visitors.open();
        Socket half = visitors.open()) {
      half.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nX-Sl".getBytes(UTF_8));
      assertThat(silent.getInputStream().readAllBytes()).isEmpty();
      assertThat(new String(half.getInputStream().readAllBytes(), UTF_8))
          .doesNotStartWith("HTTP/1.1 2");
    }
  }

  @Test
  void whoSaysALetterNowAndThenIsLeft() throws IOException {
    try (var visitors = new Visitors(folder, new Clerk(), SHORT);
        Socket slow = visitors.open()) {
      slow.setSoTimeout(20);
      slow.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(UTF_8));
      boolean left = false;
      while (!left) {
        try {
          slow.getOutputStream().write('x');
          left = slow.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
          // It waits for us yet.
        } catch (IOException e) {
          left = true; // it is not there to be written to
        }
      }
      assertThat(visitors.get("/", "")).endsWith("front");
    }
  }

  @Test
  void whoWaitsForTheDeskIsNotLeft() throws Exception {
    var busy = new Busy(1);
    try (var visitors = new Visitors(folder, busy, SHORT)) {
      Future<String> answer = threads.submit(() -> visitors.get("/submit", ""));
      busy.come.await();
      for (int i = 0; i < 5; i++) {
        try (Socket silent = visitors.open()) {
          assertThat(silent.getInputStream().read()).as("left, as its time is over").isNegative();
        }
      }
      busy.go.countDown();
      assertThat(answer.get()).startsWith("HTTP/1.1 200").endsWith("page ü");
      assertThat(busy.calls).containsExactly("undisturbed");
    }
  }

  @Test
  void soManyAreAtTheDeskAtATime() throws Exception {
    var busy = new Busy(Reception.PLACES);
    try (var visitors = new Visitors(folder, busy, USUAL)) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < Reception.PLACES; i++) {
        String headers = client(i);
        answers.add(threads.submit(() -> visitors.get("/submit", headers)));
      }
      busy.come.await();
      assertThat(visitors.get("/submit", client(999)))
          .startsWith("HTTP/1.1 503")
          .contains("\r\nRetry-After: 10\r\n");
      assertThat(visitors.get("/", client(999))).endsWith("front");
      busy.go.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).endsWith("page ü");
      }
      assertThat(visitors.get("/submit", client(999))).endsWith("page ü");
    }
  }

  @Test
  void atTheEndNobodyIsInterrupted() throws Exception {
    var busy = new Busy(1);
    var visitors = new Visitors(folder, busy, USUAL);
    try (Socket silent = visitors.open()) {
      Future<String> answer = threads.submit(() -> visitors.get("/submit", ""));
      busy.come.await();
      Future<?> end = threads.submit(visitors::close);
      boolean open = true;
      while (open) {
        try {
          visitors.open().close();
        } catch (ConnectException e) {
          open = false;
        } catch (IOException e) {
          // taken in and thrown out
        }
      }
      busy.go.countDown();
      assertThat(answer.get()).startsWith("HTTP/1.1 200").endsWith("page ü");
      end.get();
      assertThat(busy.calls).containsExactly("undisturbed");
      assertThat(silent.getInputStream().read()).isNegative();
    }
  }

  @Test
  void whoDoesNotComeToAnEndIsNotInterruptedEither() throws Exception {
    var busy = new Busy(1);
    var visitors = new Visitors(folder, busy, USUAL);
    Future<String> answer = threads.submit(() -> visitors.get("/submit", ""));
    busy.come.await();
    visitors.close();
    assertThat(busy.calls).isEmpty();
    assertThat(answer.get()).doesNotContain("page ü");
    busy.go.countDown();
  }

  @Test
  void aFloodDoesNotReachTheDesk() throws Exception {
    int workers = 16;
    int each = 625;
    try (var visitors = new Visitors(folder, new Clerk(), USUAL);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      visitors.get("/submit", "");
      visitors.clerk.calls.clear();
      String body = "url=a&token=" + URLEncoder.encode(visitors.clerk.token, UTF_8);
      var post =
          HttpRequest.newBuilder(URI.create(visitors.server.url("/submit")))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      var looked = new AtomicInteger();
      var refused = new AtomicInteger();
      List<Future<?>> all = new ArrayList<>();
      for (int w = 0; w < workers; w++) {
        int worker = w;
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    // Half of them of one client each, the others of one.
                    int address = i % 2 == 0 ? worker * each + i : 1;
                    var request =
                        post.copy()
                            .header(
                                "X-Forwarded-For", "10.9." + address / 256 + "." + address % 256)
                            .build();
                    int status =
                        client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                    (status == 200 ? looked : refused).incrementAndGet();
                    assertThat(status).isIn(200, 429);
                    if (i % 100 == 0) {
                      assertThat(visitors.get("/", "")).endsWith("front");
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(looked).hasValue(30);
      assertThat(refused).hasValue(workers * each - 30);
      assertThat(visitors.clerk.calls).hasSize(30);
    }
  }
}
