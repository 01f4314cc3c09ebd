package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60) // only to end a test that hangs
class CallbackTest {
  private static final String TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN_-9";
  private static final String OLD = TOKEN.replace('a', 'z');
  private static final String TOPIC = "topic=https%3A%2F%2Fada.example%2F%3Fa%3D1%26b%3D2";

  @TempDir Path folder;
  private final Subscriptions subscriptions = new Subscriptions();
  private Callback callback;
  private Server preview;

  /** Two subscriptions, one of them over. */
  private static final class Subscriptions implements Deliveries {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Map<String, Standing> standings =
        new HashMap<>(Map.of(TOKEN, Standing.WANTED, OLD, Standing.OVER));
    boolean room = true;

    @Override
    public Standing standing(String token) {
      return standings.getOrDefault(token, Standing.UNKNOWN);
    }

    @Override
    public boolean confirm(String token, String topic, @Nullable String leaseSeconds) {
      calls.add("confirm " + topic + " " + leaseSeconds);
      return topic.equals("https://ada.example/?a=1&b=2");
    }

    @Override
    public boolean confirmEnd(String token, String topic) {
      calls.add("end " + topic);
      return token.equals(OLD);
    }

    @Override
    public boolean denied(String token, String topic, @Nullable String reason) {
      calls.add("denied " + topic + " " + reason);
      return true;
    }

    @Override
    public boolean deliver(
        String token, @Nullable String signature, @Nullable String contentType, byte[] body) {
      calls.add("deliver " + signature + " " + contentType + " " + new String(body, UTF_8));
      return room;
    }
  }

  @BeforeEach
  void start() throws IOException {
    start(Duration.ofMinutes(1));
  }

  private void start(Duration maxTime) throws IOException {
    callback = new Callback(subscriptions, 1000, maxTime);
    preview = Serving.folder(folder, callback);
  }

  @AfterEach
  void stop() {
    preview.close();
    callback.close();
  }

  private Socket open() throws IOException {
    URI url = URI.create(preview.url("/"));
    return new Socket(url.getHost(), url.getPort());
  }

  /** The whole answer to a request written by hand. */
  private String ask(String head, String body) throws IOException {
    try (Socket socket = open()) {
      socket
          .getOutputStream()
          .write(
              (head.replaceFirst("\n|$", " HTTP/1.1\nHost: x\nConnection: close\n")
                          .strip()
                          .replace("\n", "\r\n")
                      + "\r\n\r\n"
                      + body)
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private String verify(String token, String query) throws IOException {
    return ask("GET /websub/" + token + "?" + query, "");
  }

  private String post(String token, String headers, String body) throws IOException {
    return ask(
        "POST /websub/" + token + "\nContent-Length: " + body.length() + "\n" + headers, body);
  }

  private static String status(String answer) {
    return answer.isEmpty() ? "" : answer.substring(9, 12);
  }

  @Test
  void aSubscriptionIsConfirmedWithTheChallenge() throws IOException {
    String answer =
        verify(
            TOKEN,
            "hub.mode=subscribe&hub."
                + TOPIC
                + "&hub.challenge=%3Cb%3E%C3%BC+&hub.lease_seconds=60");

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Content-type: text/plain;charset=utf-8")
        .containsIgnoringCase("X-content-type-options: nosniff");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
        .isEqualTo(new String("<b>ü ".getBytes(UTF_8), UTF_8));
    assertThat(subscriptions.calls).containsExactly("confirm https://ada.example/?a=1&b=2 60");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hub.mode=subscribe",
        "hub.mode=subscribe&hub.topic=https%3A%2F%2Fada.example%2F&hub.challenge=x",
        "hub.mode=subscribe&hub." + TOPIC,
        "hub.mode=subscribe&hub." + TOPIC + "&hub.challenge=",
        "hub.mode=unsubscribe&hub." + TOPIC + "&hub.challenge=x",
        "hub.mode=publish&hub." + TOPIC + "&hub.challenge=x",
        "hub.mode=subscribe&hub.topic&hub.challenge=x"
      })
  void whatIsNotMeantIsNotFound(String query) throws IOException {
    assertThat(verify(TOKEN, query)).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
  }

  @Test
  void theEndOfWhatIsOverIsConfirmed() throws IOException {
    assertThat(verify(OLD, "hub.mode=unsubscribe&hub." + TOPIC + "&hub.challenge=x1"))
        .startsWith("HTTP/1.1 200")
        .endsWith("x1");
  }

  @Test
  void aDenialIsHeard() throws IOException {
    String query = "hub.mode=denied&hub." + TOPIC + "&hub.reason=no+way&hub.challenge=x";

    assertThat(verify(TOKEN, query)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    assertThat(subscriptions.calls).containsExactly("denied https://ada.example/?a=1&b=2 no way");
  }

  @Test
  void whatIsDeliveredIsHandedOn() throws IOException {
    String answer =
        post(TOKEN, "X-Hub-Signature: sha256=00\nContent-Type: application/atom+xml", "<feed/>");

    assertThat(status(answer)).isEqualTo("202");
    assertThat(subscriptions.calls)
        .containsExactly("deliver sha256=00 application/atom+xml <feed/>");
    assertThat(status(post(TOKEN, "", ""))).isEqualTo("202");
  }

  @Test
  void whereThereIsNoRoomTheHubIsToTryAgain() throws IOException {
    subscriptions.room = false;

    assertThat(post(TOKEN, "", "x")).startsWith("HTTP/1.1 503").contains("Retry-After: 600");
  }

  @Test
  void noBodyIsLongerThanTheLimit() throws IOException {
    assertThat(status(post(TOKEN, "", "x".repeat(1000)))).isEqualTo("202");
    assertThat(status(post(TOKEN, "", "x".repeat(1001)))).isEqualTo("413");
    try (Socket socket = open()) {
      String head = "POST /websub/" + TOKEN + " HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999";
      socket.getOutputStream().write((head + "\r\n\r\n").getBytes(UTF_8));
      // Said before anything of it is there.
      assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8)).endsWith("413");
    }
    assertThat(status(ask("POST /websub/" + TOKEN + "\nTransfer-Encoding: chunked", chunks(1001))))
        .isEqualTo("413");
    assertThat(status(ask("POST /websub/" + TOKEN + "\nTransfer-Encoding: chunked", chunks(7))))
        .isEqualTo("202");
    assertThat(subscriptions.calls).hasSize(2);
  }

  private static String chunks(int length) {
    return Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n0\r\n\r\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", TOKEN + "/", TOKEN + "x", "..", "%2e%2e", "' or 1=1"})
  void whoKnowsNoTokenLearnsNothing(String token) throws IOException {
    String path = token.replace(" ", "%20");
    String query = "hub.mode=subscribe&hub." + TOPIC + "&hub.challenge=x";

    // 400 where a path is written to mislead.
    String refused = path.contains("%2e") ? "400" : "404";
    assertThat(status(verify(path, query))).isEqualTo(refused);
    assertThat(status(post(path, "", "x"))).isEqualTo(refused);
    assertThat(status(post(TOKEN.replace('a', 'b'), "", "x"))).isEqualTo("404");
    assertThat(subscriptions.calls).isEmpty();
  }

  @Test
  void whatIsOverIsGone() throws IOException {
    assertThat(status(post(OLD, "", "x"))).isEqualTo("410");
    assertThat(status(ask("DELETE /websub/" + TOKEN, ""))).isEqualTo("405");
    assertThat(subscriptions.calls).isEmpty();
  }

  @Test
  void whoIsTooSlowIsCutOff() throws IOException {
    stop();
    start(Duration.ofMillis(50));
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Socket socket = open();
      socket
          .getOutputStream()
          .write(
              ("POST /websub/" + TOKEN + " HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
                  .getBytes(UTF_8));
      slow.add(socket);
    }
    for (Socket socket : slow) {
      try (socket) {
        assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
            .doesNotStartWith("HTTP/1.1 2");
      }
    }
    assertThat(subscriptions.calls).isEmpty();
  }

  @Test
  void soManyBodiesAreReadAtATime() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        Socket socket = open();
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                ("POST /websub/"
                        + TOKEN
                        + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n")
                    .getBytes(UTF_8));
        // The server sends this on just before it calls the handler, which takes the place.
        assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8)).endsWith("100");
      }
      String answer;
      do {
        answer = post(TOKEN, "", "x"); // until the four have reached their places
      } while (answer.startsWith("HTTP/1.1 202"));
      assertThat(status(answer)).isEqualTo("503");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }
}
