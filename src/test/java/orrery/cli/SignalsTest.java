package orrery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120) // only to end a test that hangs
class SignalsTest {
  private static final Duration FOREVER = Duration.ofDays(1);

  /** A process that is told to end: its words are its patience, and whether it obeys. */
  static final class Subject {
    private Subject() {}

    public static void main(String[] words) throws InterruptedException {
      var err = new PrintWriter(System.err, true, UTF_8);
      try (var signals = new Signals(Duration.parse(words[0]), err)) {
        System.out.println("ready");
        while (!signals.await(FOREVER)) {
          System.out.println("never");
        }
        System.out.println("asked");
        if (words[1].equals("stubborn")) {
          new CountDownLatch(1).await();
        }
      }
      System.out.println("closed");
      System.exit(0);
    }
  }

  private static Process subject(Duration patience, String manner, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Subject.class.getName(), patience.toString(), manner));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void signal(String name, Process process) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor())
        .isZero();
  }

  /** Whoever starts us in the background, or for good, may have us and ours ignore a signal. */
  private static boolean ignored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
            .anyMatch(signals -> signals.testBit(signal - 1));
  }

  @ParameterizedTest
  @CsvSource({"TERM, 15", "INT, 2", "HUP, 1"})
  void aSignalIsARequest(String name, int number) throws Exception {
    assumeFalse(ignored(number));
    Process process = subject(FOREVER, "obedient");
    try (BufferedReader said = process.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("ready");
      signal(name, process);
      assertThat(said.lines()).containsExactly("asked", "closed");
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void theSecondIsNone() throws Exception {
    Process process = subject(FOREVER, "stubborn");
    try (BufferedReader said = process.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("ready");
      signal("TERM", process);
      assertThat(said.readLine()).isEqualTo("asked");
      signal("TERM", process);
      assertThat(said.readLine()).isNull();
      assertThat(process.waitFor()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void patienceEnds() throws Exception {
    Process process = subject(Duration.ofMillis(1), "stubborn");
    try (BufferedReader said = process.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("ready");
      signal("TERM", process);
      assertThat(said.lines().filter(line -> !line.equals("asked")))
          .containsExactly(
              "orrery: work did not end within 0 seconds and is cut off; the next cycle makes it"
                  + " good.");
      assertThat(process.waitFor()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }

  /** There a shutdown hook does what it can. */
  @Test
  void aJavaThatKnowsNoSignalsIsAskedToo() throws Exception {
    Process process = subject(FOREVER, "obedient", "--limit-modules", "java.base");
    try (BufferedReader said = process.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("ready");
      signal("TERM", process);
      assertThat(said.readLine()).isEqualTo("asked");
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }
}
