package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static String get(String url) throws IOException {
    try (var in = URI.create(url).toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void tellsWhatCyclesDo() throws IOException {
    try (Metrics metrics = Metrics.start(0)) {
      assertThat(metrics.url()).matches("http://127\\.0\\.0\\.1:\\d+/metrics");
      assertThat(get(metrics.url()).lines())
          .contains(
              "# TYPE orrery_cycle_next_timestamp_seconds gauge",
              "orrery_cycle_last_finished_timestamp_seconds NaN",
              "orrery_cycle_next_timestamp_seconds NaN");

      metrics.cycle("done", Duration.ofMillis(1500), Instant.ofEpochMilli(1_795_348_800_250L));
      metrics.cycle("done", Duration.ofMillis(500), Instant.ofEpochSecond(1_795_349_400));
      metrics.cycle("failed", Duration.ZERO, Instant.ofEpochMilli(1_795_349_400_250L));
      metrics.next(Instant.ofEpochSecond(1_795_350_000));
      metrics.feeds(Map.of("A \"quoted\" planet", 3, "Other", 1));
      metrics.count("feeds.asked", 2);
      metrics.count("feeds.asked", 3);

      assertThat(get(metrics.url()).lines())
          .contains(
              "# TYPE orrery_cycles_total counter",
              "orrery_cycles_total{outcome=\"done\"} 2.0",
              "orrery_cycles_total{outcome=\"failed\"} 1.0",
              "orrery_cycle_duration_seconds_count 3",
              "orrery_cycle_duration_seconds_sum 2.0",
              "orrery_cycle_last_finished_timestamp_seconds 1.79534940025E9",
              "orrery_cycle_next_timestamp_seconds 1.79535E9",
              "orrery_feeds{planet=\"A \\\"quoted\\\" planet\"} 3.0",
              "orrery_feeds{planet=\"Other\"} 1.0",
              "orrery_feeds_asked_total 5.0");

      metrics.feeds(Map.of("Other", 2));
      assertThat(get(metrics.url()).lines().filter(line -> line.startsWith("orrery_feeds{")))
          .containsExactly("orrery_feeds{planet=\"Other\"} 2.0");
    }
  }

  @Test
  void tellsNothingElse() throws IOException {
    try (Metrics metrics = Metrics.start(0)) {
      assertThatThrownBy(() -> get(metrics.url() + "/more"))
          .isInstanceOf(FileNotFoundException.class);
      var post = (HttpURLConnection) URI.create(metrics.url()).toURL().openConnection();
      post.setRequestMethod("POST");
      assertThat(post.getResponseCode()).isEqualTo(405);
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Metrics.start(taken.getLocalPort()).close())
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Port %d is taken: name another with --metrics, or end what uses it.",
              taken.getLocalPort());
    }
  }
}
