package orrery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own, as a maintainer has them: one that serves, others that come and go. */
@Timeout(300) // only to end a test that hangs
class StartTest {
  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final Web web;

  StartTest() throws IOException {
    web = new Web();
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
    web.close();
  }

  private Process orrery(Object... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("-Xlog:class+load:file=" + folder.resolve(words[0] + ".classes"));
    command.add("orrery.Orrery");
    for (Object word : words) {
      command.add(word.toString());
    }
    Process process =
        new ProcessBuilder(command)
            .redirectError(folder.resolve(words[0] + ".err").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private String err(String command) throws IOException {
    return Files.readString(folder.resolve(command + ".err"));
  }

  private static String all(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private static String get(String url) throws IOException {
    try (var page = URI.create(url).toURL().openStream()) {
      return new String(page.readAllBytes(), UTF_8);
    }
  }

  private Path plan(String name, String... lines) throws IOException {
    Path file = folder.resolve(name + ".ini");
    Path next = folder.resolve(name + ".ini~");
    Files.writeString(
        next,
        "[planet]\nname = %s\nallow_addresses = 127.0.0.0/8\n%s\n"
            .formatted(name, String.join("\n", lines)));
    return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private String feed(String path, String... posts) {
    web.feed(path, "Blog " + path, posts);
    return "[" + web.url(path) + "]";
  }

  /** The next line that holds a text; cycles without news say much of little. */
  private static String line(BufferedReader said, String text) throws IOException {
    String line = said.readLine();
    while (line != null && !line.contains(text)) {
      line = said.readLine();
    }
    assertThat(line).as("a line with: %s", text).isNotNull();
    return String.valueOf(line);
  }

  /** What stands on standard error, once so many lines of it begin like that. */
  private List<String> errLines(int count, String beginning)
      throws IOException, InterruptedException {
    return beginning(
        Growing.read(
            folder.resolve("start.err"), text -> beginning(text, beginning).size() >= count),
        beginning);
  }

  private static List<String> beginning(String text, String beginning) {
    return text.lines().filter(line -> line.startsWith(beginning)).toList();
  }

  private List<String> errLines(int count) throws IOException, InterruptedException {
    return errLines(count, "");
  }

  @Test
  void everyCommandWorksWhileThePlanetIsServed() throws Exception {
    Path config = plan("P", feed("/ada.xml", "engines"));

    Process start = orrery("start", "-c", config, "--port", "0");
    try (BufferedReader said = start.inputReader(UTF_8)) {
      String first = String.valueOf(said.readLine());
      assertThat(first)
          .as(err("start"))
          .matches("P: http://127\\.0\\.0\\.1:\\d+/ — every 10 minutes\\.");
      assertThat(said.readLine()).contains("1 new");
      assertThat(get(first.substring(3, first.indexOf(" — ")))).contains("engines");

      Process explain = orrery("explain", "-c", config, "engines");
      assertThat(all(explain)).as(err("explain")).contains("Shown since");
      assertThat(explain.waitFor()).isZero();

      feed("/ada.xml", "notes", "engines");
      Process run = orrery("run", "--all", "-c", config);
      assertThat(all(run)).as(err("run")).contains("1 new");
      assertThat(run.waitFor()).isZero();

      start.toHandle().destroy(); // as SIGTERM does, with its output still to be read
      assertThat(said.readLine()).isNull();
    }
    assertThat(start.waitFor()).isZero();
    assertThat(err("start")).isEmpty();
    for (String command : List.of("start", "run")) {
      assertThat(folder.resolve(command + ".classes"))
          .content()
          .contains("orrery.Cycle")
          .doesNotContain("io.micrometer");
    }
  }

  @Test
  void stopsInTheMiddleOfACycle() throws Exception {
    var asked = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    var slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slow.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    slow.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.countDown();
            stopped.await();
            byte[] body =
                "<rss version='2.0'><channel><title>S</title><item><title>slow</title></item></channel></rss>"
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
    slow.start();
    try {
      Path config =
          plan(
              "P",
              "feed_timeout = 2",
              feed("/ada.xml", "engines"),
              "[http://127.0.0.1:" + slow.getAddress().getPort() + "/]");
      Process start = orrery("start", "-c", config, "--port", "0");
      asked.await();
      start.toHandle().destroy();

      assertThat(all(start).lines()).as("nothing but where the site is").hasSize(1);
      assertThat(start.waitFor()).isZero();
      assertThat(err("start")).isEmpty();
      assertThat(folder.resolve("site")).isEmptyDirectory();

      stopped.countDown();
      Process run = orrery("run", "--all", "-c", config);
      assertThat(all(run)).as(err("run")).contains("2 feeds asked of 2 feeds", "0 failing");
      assertThat(run.waitFor()).isZero();
      assertThat(folder.resolve("site/index.html")).content().contains("engines", "slow");
    } finally {
      slow.stop(0);
    }
  }

  @Test
  void goesByTheConfigAsItIsNow() throws Exception {
    Path config = plan("P", feed("/ada.xml", "engines"));
    Process start = orrery("start", "-c", config, "--port", "0");
    try (BufferedReader said = start.inputReader(UTF_8)) {
      line(said, "1 new");
      plan("P", "cycle = 1 hour", feed("/ada.xml", "engines"), feed("/ben.xml", "cake"));
      assertThat(said.readLine())
          .isEqualTo("P: " + config + " is read anew — 2 feeds, every 1 hour.");
      assertThat(said.readLine()).contains("1 feed asked of 2 feeds, 1 new");
      assertThat(err("start")).isEmpty();

      String kept = "orrery: the new config is not used, the old one counts on: ";
      plan("P", "cycle = often", feed("/ada.xml", "engines"));
      assertThat(errLines(1).getLast()).startsWith(kept + config + ": cycle = 'often' is neither");
      plan("P", feed("/ada.xml", "engines"), "[htp:/ben.example]");
      assertThat(errLines(2).getLast())
          .startsWith(kept + config + ":5: error: htp:/ben.example is neither");
      plan("P", "data_directory = elsewhere", feed("/ada.xml", "engines"));
      assertThat(errLines(3).getLast())
          .isEqualTo(kept + config + ": another data_directory needs a new start of orrery.");
      plan("P", "output_dir = elsewhere", feed("/ada.xml", "engines"));
      assertThat(errLines(4).getLast()).contains("another output_dir needs a new start");
      Files.writeString(config, "");
      assertThat(errLines(5).getLast()).startsWith(kept + config + ": has no section");
      Files.delete(config);
      assertThat(errLines(6).getLast()).startsWith(kept + config);

      plan("P", feed("/ada.xml", "engines"), feed("/cyd.xml", "tea"));
      assertThat(said.readLine()).endsWith("read anew — 2 feeds, every 10 minutes.");
      assertThat(said.readLine()).contains("1 feed asked of 2 feeds, 1 new");
      start.toHandle().destroy();
      assertThat(said.readLine()).isNull();
    }
    assertThat(start.waitFor()).isZero();
    assertThat(err("start").lines()).hasSize(6);
  }

  @Test
  void aCycleThatFailsIsNotTheLast() throws Exception {
    Path config = plan("P", "output_dir = new/site", feed("/ada.xml", "engines"));
    Process start = orrery("start", "-c", config, "--port", "0");
    try (BufferedReader said = start.inputReader(UTF_8)) {
      line(said, "1 new");
      Path site = folder.resolve("new/site");
      Files.move(site, folder.resolve("new/old"));
      Files.writeString(site, "a file");
      plan("P", "output_dir = new/site", "language = de", feed("/ada.xml", "engines"));
      assertThat(errLines(1).getLast())
          .matches("orrery: the cycle failed; the next is due at [-0-9]{10} [:0-9]{8}: .*")
          .endsWith(site + " is a file where a folder is meant: move it, or name another.");
      line(said, "read anew");

      Files.delete(site);
      plan("P", "output_dir = new/site", "cycle = 1 second", feed("/ada.xml", "engines"));
      line(said, "read anew");
      line(said, "written");
      assertThat(site.resolve("index.html")).exists();
      start.toHandle().destroy();
    }
    assertThat(start.waitFor()).isZero();
  }

  /** As it does where the disk was full. */
  @Test
  void aDatabaseThatBreaksIsOpenedAnew() throws Exception {
    Path config = plan("P", "cycle = 1 second", feed("/ada.xml", "engines"));
    Process start = orrery("start", "-c", config, "--port", "0");
    try (BufferedReader said = start.inputReader(UTF_8)) {
      line(said, "1 new");
      try (var connection = database();
          var statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute("shutdown immediately"))
            .hasMessageContaining("session closed");
      }
      goesOn(start, said);
    }
    assertThat(start.waitFor()).isZero();
  }

  @Test
  void whatIsOursToMendIsTracedOnce() throws Exception {
    Path config = plan("P", "cycle = 1 second", feed("/ada.xml", "engines"));
    Process start = orrery("start", "-c", config, "--port", "0");
    try (BufferedReader said = start.inputReader(UTF_8)) {
      line(said, "1 new");
      try (var connection = database();
          var statement = connection.createStatement()) {
        statement.execute("alter table planet rename to away");
        errLines(3, "orrery: the cycle failed;");
        statement.execute("alter table away rename to planet");
      }
      goesOn(start, said);
    }
    assertThat(start.waitFor()).isZero();
    assertThat(err("start").lines().filter(line -> line.contains("at orrery.cli.Keeper.turn(")))
        .hasSize(1);
  }

  /** The data of the planet that runs. */
  private Connection database() throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve("data/orrery") + ";AUTO_SERVER=TRUE";
    return DriverManager.getConnection(url, "orrery", "");
  }

  /** It takes in another feed, and is then told to end. */
  private void goesOn(Process start, BufferedReader said) throws IOException {
    plan("P", "cycle = 1 second", feed("/ben.xml", "cake"));
    line(said, "read anew");
    line(said, "1 feed asked of 1 feed, 1 new");
    start.toHandle().destroy();
  }

  @Test
  void whereFeedsAreSubmittedItIsSaidWhereTheMaintainersTokenIs() throws Exception {
    Path config = plan("P", "accept = moderated", feed("/ada.xml", "engines"));
    Process start = orrery("start", "-c", config, "--port", "0");
    Path file = folder.resolve("data/maintainer.token");
    try (BufferedReader said = start.inputReader(UTF_8)) {
      assertThat(said.readLine()).startsWith("P: http://127.0.0.1:");
      assertThat(said.readLine()).isEqualTo("Maintainers' token: in " + file);
      assertThat(said.readLine()).contains("1 new");
      start.toHandle().destroy();
      assertThat(said.readLine()).isNull();
    }
    assertThat(start.waitFor()).isZero();
    assertThat(err("start")).isEmpty();
    assertThat(file).content().hasSizeGreaterThan(40);
  }

  @Test
  void severalPlanetsAreServedAndMeasured() throws Exception {
    Path one = plan("One", feed("/ada.xml", "engines"));
    Path other =
        plan("Two", "output_dir = o", "cycle = 0 0 5 1 1 ?", feed("/ben.xml", "cake", "tea"));
    Process start = orrery("start", "-c", one, "-c", other, "--port", "0", "--metrics", "0");
    try (BufferedReader said = start.inputReader(UTF_8)) {
      String first = String.valueOf(said.readLine());
      assertThat(first).as(err("start")).endsWith("/ — every 10 minutes, with the others.");
      String second = String.valueOf(said.readLine());
      assertThat(second).matches("Two: http.*/two-.*/ — cron 0 0 5 1 1 \\?, with the others\\.");
      String metrics = line(said, "Metrics: http://127.0.0.1:").substring("Metrics: ".length());
      line(said, "One: ");
      line(said, "Two: ");

      assertThat(get(first.substring(5, first.indexOf(" — ")))).contains("engines");
      assertThat(get(second.substring(5, second.indexOf(" — ")))).contains("cake");
      assertThat(get(metrics).lines())
          .contains(
              "orrery_cycles_total{outcome=\"done\"} 1.0",
              "orrery_cycle_duration_seconds_count 1",
              "orrery_feeds{planet=\"One\"} 1.0",
              "orrery_feeds{planet=\"Two\"} 1.0",
              "orrery_feeds_asked_total 2.0",
              "orrery_feeds_failed_total 0.0",
              "orrery_entries_added_total 3.0")
          .anyMatch(line -> line.startsWith("orrery_cycle_next_timestamp_seconds 1."))
          .anyMatch(line -> line.startsWith("orrery_files_written_total "));
      start.toHandle().destroy();
      assertThat(said.readLine()).isNull();
    }
    assertThat(start.waitFor()).isZero();
    assertThat(err("start")).isEmpty();
  }
}
