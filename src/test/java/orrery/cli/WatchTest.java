package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  @TempDir Path folder;
  private Path one = Path.of("");
  private Path other = Path.of("");
  private long time = 1_795_348_800;

  @BeforeEach
  void plan() throws IOException {
    one = folder.resolve("one.ini");
    other = folder.resolve("other.ini");
    write(one, "1");
    write(other, "2");
  }

  /** As the time of a file may be no finer than seconds, each is given one of its own. */
  private void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(time++, java.util.concurrent.TimeUnit.SECONDS));
  }

  private Watch watch() {
    return new Watch(List.of(one, other));
  }

  @Test
  void seesNothingWhereNothingIs() throws IOException {
    Watch watch = watch();

    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).isFalse();
    write(one, "1");
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).as("touched, and the same").isFalse();
  }

  @Test
  void seesAChangeOfAnyOnceItStays() throws IOException {
    Watch watch = watch();

    write(other, "3");
    assertThat(watch.changed()).as("it may be half written").isFalse();
    write(other, "33");
    assertThat(watch.changed()).as("it was").isFalse();
    assertThat(watch.changed()).isTrue();
    assertThat(watch.changed()).as("said").isFalse();
    write(other, "2");
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).as("and back").isTrue();
  }

  @Test
  void doesNotMindHowEditorsWrite() throws IOException {
    Watch watch = watch();

    Files.delete(one);
    assertThat(watch.changed()).as("away for a moment").isFalse();
    write(one, "1");
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).as("the same again").isFalse();

    Path next = folder.resolve("one.ini~");
    write(next, "4");
    Files.move(next, one, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).as("another file by that name").isTrue();

    Files.delete(one);
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).as("away for good").isTrue();
    assertThat(watch.changed()).isFalse();
  }

  @Test
  void seesWhatHappensInAFolder() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("theme/assets"));
    Watch watch = new Watch(List.of(folder.resolve("theme")));

    write(inner.resolve("a.css"), "1");
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).as("a new file").isTrue();
    write(inner.resolve(".a.css.swp"), "1");
    write(inner.resolve("a.css~"), "1");
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).as("what an editor keeps").isFalse();
    Files.delete(inner.resolve("a.css"));
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).as("one less").isTrue();
  }
}
