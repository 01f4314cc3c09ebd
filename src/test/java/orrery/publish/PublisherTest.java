package orrery.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path folder;
  private Path site = Path.of("");
  private Path list = Path.of("");

  @BeforeEach
  void places() {
    site = folder.resolve("site");
    list = folder.resolve("data/published/planet");
  }

  private Publisher open() throws IOException {
    return new Publisher(site, list);
  }

  /** A run that writes all pages there are: each holds its own path. */
  private Publisher writeAll(String... paths) throws IOException {
    Publisher publisher = open();
    for (String path : paths) {
      publisher.write(path, bytes(path));
    }
    publisher.finishAll();
    return publisher;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(site)) {
      return paths
          .filter(p -> !p.equals(site))
          .map(p -> site.relativize(p).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void saysWhichFilesChanged() throws IOException {
    writeAll("atom.xml", "index.html", "old.html");
    Publisher publisher = open();
    publisher.write("atom.xml", bytes("news"));
    publisher.write("index.html", bytes("index.html"));
    publisher.finishAll();

    assertThat(publisher.changedFiles()).containsExactlyInAnyOrder("atom.xml", "old.html");
    assertThat(publisher.changed()).isEqualTo(2);
  }

  @Test
  void filesAreWhatWasWritten() throws IOException {
    assertThat(writeAll("index.html", "2026/11/22.html").changed()).isEqualTo(2);

    assertThat(files()).containsExactly("2026", "2026/11", "2026/11/22.html", "index.html");
    assertThat(site.resolve("2026/11/22.html")).hasContent("2026/11/22.html");
  }

  @Test
  void whatIsTheSameIsNotTouched() throws IOException {
    writeAll("a", "b");
    Files.setLastModifiedTime(site.resolve("a"), LONG_AGO);
    Files.setLastModifiedTime(site.resolve("b"), LONG_AGO);

    Publisher publisher = open();
    publisher.write("a", bytes("a"));
    publisher.write("b", bytes("B"));
    publisher.finishAll();

    assertThat(publisher.changed()).isEqualTo(1);
    assertThat(Files.getLastModifiedTime(site.resolve("a"))).isEqualTo(LONG_AGO);
    assertThat(Files.getLastModifiedTime(site.resolve("b"))).isGreaterThan(LONG_AGO);
    assertThat(site.resolve("b")).hasContent("B");
  }

  @Test
  void whatIsNotWrittenAgainGoesLast() throws IOException {
    writeAll("index.html", "tag/java/2026.html", "tag/tea.html");

    Publisher publisher = open();
    publisher.write("index.html", bytes("new"));
    assertThat(site.resolve("tag/java/2026.html")).exists();
    publisher.finishAll();

    assertThat(files()).containsExactly("index.html");
    assertThat(publisher.changed()).isEqualTo(3);
  }

  @Test
  void aRunThatWritesSomeLeavesTheOthers() throws IOException {
    writeAll("a", "b", "c");

    Publisher publisher = open();
    publisher.write("a", bytes("A"));
    publisher.write("d", bytes("D"));
    publisher.remove("b");
    publisher.remove("never-there");
    publisher.finishSome();

    assertThat(files()).containsExactly("a", "c", "d");
    assertThat(open().has("b")).isFalse();
    assertThat(open().has("c")).isTrue();
    assertThat(open().has("d")).isTrue();
    writeAll("a");
    assertThat(files()).containsExactly("a");
  }

  @Test
  void whatOthersPutThereStays() throws IOException {
    writeAll("tag/java.html");
    Files.writeString(site.resolve("CNAME"), "planet.example");
    Files.writeString(site.resolve("tag/mine.txt"), "mine");

    writeAll("index.html");

    assertThat(files()).containsExactly("CNAME", "index.html", "tag", "tag/mine.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "a/../../out", "/etc/out", "", ".", "a/.."})
  void nothingIsWrittenOutside(String path) throws IOException {
    Publisher publisher = open();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> publisher.write(path, bytes("x")))
        .withMessageContaining("outside");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void nothingIsRemovedOutside() throws IOException {
    writeAll("index.html");
    Path precious = Files.writeString(folder.resolve("precious"), "x");
    Files.writeString(list, "index.html\n../precious\n" + precious + "\n");

    writeAll("index.html");

    assertThat(precious).exists();
  }

  /** Killed: nobody calls finish. */
  @Test
  void aRunThatWasKilledIsMadeGood() throws IOException {
    writeAll("a", "b");
    Publisher killed = open();
    killed.write("b", bytes("B"));
    killed.write("c", bytes("c"));
    Files.writeString(site.resolve(".orrery/77"), "half a pa");

    assertThat(open().has("c")).as("its file is known to be ours").isTrue();
    writeAll("b");

    assertThat(files()).containsExactly("b");
    assertThat(site.resolve("b")).hasContent("b");
  }

  @Test
  void aRunKilledBetweenListingAndMovingLeavesNothingUnknown() throws IOException {
    writeAll("a");
    Files.writeString(list, "a\nnever-moved\n");

    assertThat(writeAll("a").changed()).isZero();
    assertThat(files()).containsExactly("a");
    assertThat(list).hasContent("a\n");
  }

  @Test
  void theListIsNotWrittenAgainWhereItIsTheSame() throws IOException {
    writeAll("a");
    Files.setLastModifiedTime(list, LONG_AGO);

    writeAll("a");

    assertThat(Files.getLastModifiedTime(list)).isEqualTo(LONG_AGO);
  }

  @Test
  void tellsWhatStartsAlike() throws IOException {
    writeAll("tag/java.html", "tag/java-2025-01.html", "tag/java-2026-02.html", "tag/javac.html");

    assertThat(open().starting("tag/java-"))
        .containsExactlyInAnyOrder("tag/java-2025-01.html", "tag/java-2026-02.html");
  }

  @Test
  void aFileWhereAFolderIsMeantIsNamed() throws IOException {
    Files.writeString(site, "not a folder");
    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("site");
    Files.delete(site);

    writeAll("index.html");
    Files.writeString(site.resolve("tag"), "not a folder");
    Publisher publisher = open();
    assertThatThrownBy(() -> publisher.write("tag/java.html", bytes("x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tag");
  }

  @Test
  void manyWriteAtOnce() throws Exception {
    Publisher publisher = open();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String path = i % 7 + "/" + i;
      tasks.add(
          () -> {
            publisher.write(path, bytes(path));
            return null;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    publisher.finishAll();

    assertThat(publisher.changed()).isEqualTo(200);
    assertThat(Files.readAllLines(list)).hasSize(200).isSorted();
    assertThat(site.resolve("3/52")).hasContent("3/52");
  }
}
