package orrery.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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

/**
 * Hosts that keep us waiting, far more of them than there are threads. They let go only when all
 * others have been served: who made those wait would wait for ever.
 */
class SlowTest {
  private static final int SLOW = 64;
  private static final int QUICK = 200;

  private final CountDownLatch letGo = new CountDownLatch(1);
  private Site site;

  @BeforeEach
  void open() throws IOException {
    site = new Site();
    site.page("/feed", "200 OK", "<feed/>");
    site.page(
        "/silent",
        (request, out) -> {
          await();
          return false;
        });
    site.page(
        "/drip",
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<".getBytes(ISO_8859_1));
          out.flush();
          await();
          return false;
        });
  }

  @AfterEach
  void close() {
    letGo.countDown();
    site.close();
  }

  private void await() {
    try {
      letGo.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Fetcher fetcher(Resolver resolver, Duration limit, int threads) {
    return new Fetcher(
        new FetchSettings(
            "Test/1.0", List.of(Cidr.parse("127.0.0.1")), 10_000, limit, limit, limit, threads, 2),
        () -> Instant.EPOCH,
        resolver);
  }

  private static InetAddress[] here(String host) {
    return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
  }

  private InetAddress[] hereOrNever(String host) {
    if (host.startsWith("slow")) {
      await();
    }
    return here(host);
  }

  private List<CompletableFuture<Fetched>> start(Fetcher on, String name, int n, String path) {
    List<CompletableFuture<Fetched>> calls = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      calls.add(on.start("http://" + name + i + ":" + site.port() + path, Validators.NONE));
    }
    return calls;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/silent", "/drip"})
  void slowHostsDelayNobody(String path) {
    try (Fetcher fetcher = fetcher(SlowTest::here, Duration.ofHours(1), 16)) {
      List<CompletableFuture<Fetched>> slow = start(fetcher, "slow", SLOW, path);
      for (CompletableFuture<Fetched> quick : start(fetcher, "quick", QUICK, "/feed")) {
        assertThat(quick.join()).isInstanceOf(Fresh.class);
      }
      assertThat(slow).noneMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void aResolverThatHangsDelaysNobody() {
    try (Fetcher fetcher = fetcher(this::hereOrNever, Duration.ofHours(1), 16)) {
      List<CompletableFuture<Fetched>> slow = start(fetcher, "slow", SLOW, "/feed");
      for (CompletableFuture<Fetched> quick : start(fetcher, "quick", QUICK, "/feed")) {
        assertThat(quick.join()).isInstanceOf(Fresh.class);
      }
      assertThat(slow).noneMatch(CompletableFuture::isDone);
      letGo.countDown();
      for (CompletableFuture<Fetched> late : slow) {
        assertThat(late.join()).isInstanceOf(Fresh.class);
      }
    }
  }

  @Test
  void whoIsInLineBehindAResolverThatHangsGetsAnAnswerToo() {
    try (Fetcher fetcher = fetcher(this::hereOrNever, Duration.ofMillis(200), 1)) {
      List<CompletableFuture<Fetched>> calls = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        calls.add(fetcher.start("http://slow.test/" + i, Validators.NONE));
      }
      for (CompletableFuture<Fetched> call : calls) {
        assertThat(call.join())
            .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.stage()).isEqualTo(Stage.DNS));
      }
    }
  }

  @Test
  void threadsThatAreNotWantedAnyMoreGo() {
    try (Fetcher fetcher = fetcher(SlowTest::here, Duration.ofHours(1), 4)) {
      List<CompletableFuture<Fetched>> slow = start(fetcher, "slow", 20, "/silent");
      while (site.requests.size() < 20) {
        Thread.onSpinWait(); // for more threads
      }
      assertThat(fetcher.room()).isGreaterThanOrEqualTo(20);
      letGo.countDown();
      slow.forEach(CompletableFuture::join);
      while (fetcher.room() > 4) {
        Thread.onSpinWait(); // for fewer
      }
      assertThat(start(fetcher, "quick", 20, "/feed"))
          .allSatisfy(call -> assertThat(call.join()).isInstanceOf(Fresh.class));
    }
  }

  @Test
  void onlySlowHostsAreNotWaitedFor() {
    try (Fetcher fetcher = fetcher(SlowTest::here, Duration.ofHours(1), 4)) {
      List<CompletableFuture<Fetched>> slow = start(fetcher, "slow", 10, "/silent");
      for (int i = 0; i < 10; i++) { // in line behind the first
        slow.add(fetcher.start("http://slow0:" + site.port() + "/feed?" + i, Validators.NONE));
      }
      List<CompletableFuture<Integer>> taken =
          start(fetcher, "quick", QUICK, "/feed").stream()
              .map(call -> call.thenApply(fetched -> ((Fresh) fetched).body().length))
              .toList();
      CompletableFuture<Void> soon = fetcher.onlySlow(Duration.ofMillis(700));
      CompletableFuture<Void> never = fetcher.onlySlow(Duration.ofHours(1));
      soon.join();
      assertThat(taken).allMatch(CompletableFuture::isDone);
      assertThat(slow.subList(0, 10)).noneMatch(CompletableFuture::isDone);
      assertThat(never).isNotDone();
      letGo.countDown();
      never.join();
      assertThat(slow).allMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void whereNothingIsLeftNobodyWaits() {
    try (Fetcher fetcher = fetcher(SlowTest::here, Duration.ofHours(1), 4)) {
      assertThat(fetcher.onlySlow(Duration.ofHours(1))).isCompleted();
      List<CompletableFuture<Fetched>> calls = start(fetcher, "quick", QUICK, "/feed");
      fetcher.onlySlow(Duration.ofHours(1)).join();
      assertThat(calls).allMatch(CompletableFuture::isDone);
    }
  }
}
