package orrery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import orrery.Host.Answer;

/** A flood of submissions: the cycle and the site are as they are without it. */
@Timeout(180) // only to end a test that hangs
class FloodTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final int SUBMISSIONS = 10_000;
  private static final int WORKERS = 16;
  private static final int SILENT = 300;

  /** As many looks as all clients together have at once. */
  private static final int LOOKS = 30;

  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger clients = new AtomicInteger();
  private Host feeds;
  private Host blog;
  private Host victim;
  private String slow = "";
  private String endless = "";
  private volatile boolean news;

  @BeforeEach
  void begin() throws IOException {
    feeds = host("127.0.0.1");
    for (String name : List.of("ada", "ben", "cyd")) {
      feeds.page("/" + name, asked -> feed(name, news ? 4 : 3));
    }
    blog = host("127.0.0.2");
    blog.page("/feed", asked -> feed("zoe", 3));
    blog.page("/other", asked -> feed("yan", 3));
    victim = host("127.0.0.3");
    String links =
        IntStream.range(0, 500)
            .mapToObj(i -> "<link rel=alternate type=application/rss+xml href=/feed/" + i + ">")
            .collect(Collectors.joining());
    victim.page(
        "/",
        asked -> Answer.ok("<!doctype html><title>V</title>" + links, "Content-Type: text/html"));
    victim.page("/round", asked -> Answer.of(302, "Location: /about"));
    victim.page("/about", asked -> Answer.of(302, "Location: /round"));
    slow = raw("127.0.0.4", socket -> socket.getInputStream().read(new byte[9000]));
    endless =
        raw(
            "127.0.0.5",
            socket -> {
              OutputStream out = socket.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".getBytes(UTF_8));
              while (true) {
                out.write(new byte[100_000]);
              }
            });
  }

  private Host host(String address) {
    var host = new Host(address, InstantSource.fixed(NOW));
    open.add(host);
    return host;
  }

  private interface Talk {
    void with(Socket socket) throws IOException;
  }

  /** A server that does with each connection what it likes, and then says nothing. */
  private String raw(String address, Talk talk) throws IOException {
    var listener = new ServerSocket(0, 100, InetAddress.ofLiteral(address));
    open.add(listener);
    threads.execute(
        () -> {
          while (!listener.isClosed()) {
            try {
              Socket socket = listener.accept();
              open.add(socket);
              threads.execute(
                  () -> {
                    try {
                      talk.with(socket);
                    } catch (IOException e) {
                      // Whoever asked has had enough.
                    }
                  });
            } catch (IOException e) {
              // The flood is over.
            }
          }
        });
    return "http://" + address + ":" + listener.getLocalPort() + "/";
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    http.close();
    threads.shutdown();
  }

  private Answer feed(String name, int posts) {
    var items = new StringBuilder();
    for (int i = posts; i > 0; i--) {
      items.append(
          "<item><guid isPermaLink='false'>%s%d</guid><title>%s %d</title>"
                  .formatted(name, i, name, i)
              + "<pubDate>Fri, %d Nov 2026 10:00:00 GMT</pubDate>".formatted(10 + i)
              + "<description>What %s thinks of it.</description></item>".formatted(name));
    }
    return Answer.ok(
        "<rss version='2.0'><channel><title>%s</title>%s</channel></rss>".formatted(name, items),
        "Content-Type: application/rss+xml");
  }

  private OpenPlanet planet(String name) throws Exception {
    news = false;
    var planet =
        new OpenPlanet(
            folder.resolve(name),
            NOW,
            "allow_addresses = 127.0.0.0/29\naccept_addresses = 127.0.0.0/29\nfeed_timeout = 1\n[%s]\n[%s]\n[%s]\n"
                .formatted(feeds.url("/ada"), feeds.url("/ben"), feeds.url("/cyd")));
    news = true;
    planet.later(Duration.ofMinutes(10));
    return planet;
  }

  /** The files of the site, and what is in them. */
  private Map<String, String> site(String name) throws IOException {
    Path root = folder.resolve(name).resolve("site");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            root.relativize(file).toString(),
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  // Asking ---------------------------------------------------------------------------------------

  private HttpRequest.Builder request(OpenPlanet planet, String path) {
    int client = clients.incrementAndGet();
    return HttpRequest.newBuilder(URI.create(planet.url(path)))
        .header("X-Forwarded-For", "10.%d.%d.1".formatted(client / 250, client % 250));
  }

  private HttpResponse<String> get(OpenPlanet planet, String path) throws Exception {
    return http.send(request(planet, path).build(), BodyHandlers.ofString());
  }

  private String token(OpenPlanet planet) throws Exception {
    Matcher token = TOKEN.matcher(get(planet, "/submit").body());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private HttpResponse<String> form(
      OpenPlanet planet, String path, String token, String name, String value) throws Exception {
    String body = "token=" + token + "&" + name + "=" + URLEncoder.encode(value, UTF_8);
    return http.send(
        request(planet, path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> json(OpenPlanet planet, String url) throws Exception {
    return http.send(
        request(planet, "/submissions")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"url\": \"" + url + "\"}"))
            .build(),
        BodyHandlers.ofString());
  }

  /** Of every kind of address that is none to look at, each again and again, and new ones. */
  private String address(int i) {
    return switch (i % 10) {
      case 0 -> slow + "?" + i;
      case 1 -> slow;
      case 2 -> endless + i;
      case 3 -> victim.url("/round");
      case 4 -> "http://127.0.0.1:1/" + i;
      case 5 -> "http://127.0.0.99/" + i;
      case 6 -> "http://10.0.0." + i % 250 + "/";
      case 7 -> "http://[::1]:" + (1 + i % 60_000) + "/";
      case 8 -> "http://169.254.169.254/latest/" + i;
      default -> victim.url("/");
    };
  }

  private List<Future<?>> flood(OpenPlanet planet, String token, CountDownLatch begun) {
    List<Future<?>> workers = new ArrayList<>();
    for (int w = 0; w < WORKERS; w++) {
      int first = w;
      workers.add(
          threads.submit(
              () -> {
                for (int i = first; i < SUBMISSIONS; i += WORKERS) {
                  String url = address(i);
                  var answer =
                      i % 3 == 0 ? json(planet, url) : form(planet, "/submit", token, "url", url);
                  statuses.add(answer.statusCode());
                  if (answer.statusCode() == 429) {
                    refused.incrementAndGet();
                  }
                  begun.countDown();
                }
                return null;
              }));
    }
    return workers;
  }

  private void silent(OpenPlanet planet) throws IOException {
    URI url = URI.create(planet.url("/"));
    for (int i = 0; i < SILENT; i++) {
      var socket = new Socket(url.getHost(), url.getPort());
      open.add(socket);
      String said = i % 2 == 0 ? "" : "POST /submissions HTTP/1.1\r\nHost: x\r\nContent-";
      socket.getOutputStream().write(said.getBytes(UTF_8));
    }
  }

  // ----------------------------------------------------------------------------------------------

  @Test
  void theCycleAndTheSiteAreAsWithoutIt() throws Exception {
    try (OpenPlanet calm = planet("calm")) {
      calm.cycle();
    }
    try (OpenPlanet planet = planet("flooded")) {
      String ini = planet.ini();
      String token = token(planet);
      List<Future<HttpResponse<String>>> same = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        same.add(threads.submit(() -> json(planet, blog.url("/feed"))));
      }
      List<Integer> taken = new ArrayList<>();
      for (var one : same) {
        taken.add(one.get().statusCode());
      }
      assertThat(taken).containsOnly(201, 422).containsOnlyOnce(201);
      assertThat(form(planet, "/submit", token, "url", victim.url("/")).statusCode())
          .isEqualTo(303);

      silent(planet);
      var begun = new CountDownLatch(SUBMISSIONS / 10);
      List<Future<?>> workers = flood(planet, token, begun);
      begun.await();
      assertThat(get(planet, "/").body()).contains("ada 3").doesNotContain("ada 4");
      Report report = planet.cycle();
      assertThat(report.failed()).isEmpty();
      assertThat(report.added()).isEqualTo(3);
      assertThat(get(planet, "/").body()).contains("ada 4");
      for (Future<?> worker : workers) {
        worker.get();
      }

      assertThat(site("flooded")).isEqualTo(site("calm"));
      assertThat(get(planet, "/submit").statusCode()).isEqualTo(200);
      assertThat(statuses).contains(429).isSubsetOf(303, 422, 429, 503);
      assertThat(SUBMISSIONS - refused.get()).isEqualTo(LOOKS - 9); // 9 came before
      assertThat(planet.submissions()).hasSize(1);
      assertThat(planet.ini()).isEqualTo(ini);
      assertThat(planet.inquiries()).isLessThanOrEqualTo(LOOKS);
      assertThat(victim.asked("/")).as("however often it is submitted").hasSize(1);
      assertThat(victim.asked().stream().filter(a -> a.path().startsWith("/feed/")))
          .as("of the 500 feeds that it names")
          .hasSizeLessThanOrEqualTo(10);
      assertThat(victim.mostAtOnce()).isLessThanOrEqualTo(2);
      assertThat(blog.asked("/feed")).hasSizeLessThanOrEqualTo(4);

      stillThere(planet, token);
      assertThat(planet.submissions()).hasSize(2);
      assertThat(planet.ini()).isEqualTo(ini);
    }
  }

  /** The flood goes on for hours; then somebody comes who has a blog. */
  private void stillThere(OpenPlanet planet, String token) throws Exception {
    for (int i = 0; i < 300; i++) {
      if (i % LOOKS == 0) {
        planet.later(Duration.ofMinutes(10));
      }
      assertThat(form(planet, "/submit", token, "url", "http://127.0.0.99/" + i + "/").statusCode())
          .isIn(303, 503);
    }
    assertThat(planet.inquiries()).isLessThanOrEqualTo(100);

    HttpResponse<String> look;
    String fresh;
    do { // who is told to come back later does
      planet.later(Duration.ofMinutes(10));
      fresh = token(planet);
      look = form(planet, "/submit", fresh, "url", blog.url("/other"));
    } while (look.statusCode() == 503);
    assertThat(look.statusCode()).isEqualTo(303);
    String check =
        URI.create(planet.url("/submit"))
            .resolve(look.headers().firstValue("Location").orElseThrow())
            .getPath();
    String page = get(planet, check).body();
    while (page.contains("http-equiv=\"refresh\"")) { // as a browser does
      page = get(planet, check).body();
    }
    assertThat(page).contains("What yan thinks of it.");
    assertThat(form(planet, check, fresh, "feed=0&name", "Yan").statusCode()).isEqualTo(303);
  }

  @Test
  void aSiteThatIsSlowAtEachOfItsFeedsIsNotAskedForAll() throws Exception {
    try (OpenPlanet planet = planet("slow")) {
      for (int i = 0; i < 10; i++) {
        victim.page(
            "/feed/" + i,
            asked -> {
              planet.later(Duration.ofSeconds(20));
              return Answer.of(404);
            });
      }
      var answer = json(planet, victim.url("/"));
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("but none is there");
      assertThat(victim.asked())
          .extracting(Host.Asked::path)
          .containsExactly("/", "/feed/0", "/feed/1");
    }
  }
}
