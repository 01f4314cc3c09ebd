package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // only to end a test that hangs
class LiveTest {
  @Test
  void whatIsBeingMadeIsNotInterruptedAtTheEnd() throws Exception {
    var asked = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    var interrupted = new CompletableFuture<Boolean>();
    Live live =
        Live.start(
            path -> {
              asked.countDown();
              try {
                closed.await();
                interrupted.complete(false);
              } catch (InterruptedException e) {
                interrupted.complete(true);
              }
              return null;
            },
            0);
    URI url = URI.create(live.url());
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(UTF_8));
      asked.await();
      live.close();
      closed.countDown();
      assertThat(interrupted.join()).isFalse();
    }
  }
}
