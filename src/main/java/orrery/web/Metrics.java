package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts what cycles do, and tells it to this computer in the form that Prometheus reads (<a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/">text format 0.0.4</a>).
 */
public final class Metrics implements AutoCloseable {
  private static final String PATH = "/metrics";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int WRONG_METHOD = 405;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicReference<@Nullable Instant> finished = new AtomicReference<>();
  private final AtomicReference<@Nullable Instant> next = new AtomicReference<>();
  private final MultiGauge feeds;
  private final HttpServer server;

  private Metrics(HttpServer server) {
    this.server = server;
    feeds =
        MultiGauge.builder("orrery.feeds")
            .description("Feeds that a planet lists")
            .register(registry);
    time("orrery.cycle.last.finished.timestamp", "When a cycle last ended, well or not", finished);
    time("orrery.cycle.next.timestamp", "When the next cycle is due", next);
  }

  private void time(String name, String what, AtomicReference<@Nullable Instant> time) {
    Gauge.builder(name, time, Metrics::seconds)
        .description(what)
        .baseUnit("seconds")
        .register(registry);
  }

  /** Seconds since 1970; not a number where there is no such time. */
  private static double seconds(AtomicReference<@Nullable Instant> time) {
    Instant set = time.get();
    return set == null ? Double.NaN : set.toEpochMilli() / 1000.0;
  }

  /**
   * Starts.
   *
   * @param port 0 for any that is free
   * @throws IOException where the port is taken
   */
  public static Metrics start(int port) throws IOException {
    var metrics = new Metrics(Loopback.server(port, "--metrics"));
    metrics.server.createContext(PATH, metrics::answer);
    metrics.server.start();
    return metrics;
  }

  /** Where they are to be had. */
  public String url() {
    return Loopback.url(server, PATH);
  }

  /**
   * A cycle has ended.
   *
   * @param outcome in one word
   */
  public void cycle(String outcome, Duration took, Instant end) {
    Counter.builder("orrery.cycles")
        .description("Cycles that ended, and how")
        .tag("outcome", outcome)
        .register(registry)
        .increment();
    Timer.builder("orrery.cycle.duration")
        .description("How long cycles take")
        .register(registry)
        .record(took);
    finished.set(end);
  }

  /** When the next cycle is due; null where none is. */
  public void next(@Nullable Instant due) {
    next.set(due);
  }

  /** So many more of something: {@code feeds.asked}, {@code entries.added}. */
  public void count(String what, int more) {
    registry.counter("orrery." + what).increment(more);
  }

  /** How many feeds each planet lists, by its name. Planets that are no longer named leave. */
  public void feeds(Map<String, Integer> planets) {
    feeds.register(
        planets.entrySet().stream()
            .<MultiGauge.Row<?>>map(
                planet -> MultiGauge.Row.of(Tags.of("planet", planet.getKey()), planet.getValue()))
            .toList(),
        true);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
        return;
      }
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(WRONG_METHOD, -1);
        return;
      }
      byte[] body = registry.scrape().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(OK, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    registry.close();
  }
}
