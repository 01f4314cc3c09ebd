package orrery.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Failed;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.NotModified;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;

class LocalFilesTest {
  private static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;

  private Path file(String text, Instant time) throws IOException {
    Path file = Files.writeString(folder.resolve("feed.xml"), text);
    return Files.setLastModifiedTime(file, FileTime.from(time));
  }

  @Test
  void aFileIsReadOnceUntilItsTimeOrSizeChanges() throws IOException {
    Fetched first = LocalFiles.fetch(file("<feed/>", TIME), Validators.NONE, 100);
    assertThat(first).isInstanceOf(Fresh.class);
    Fresh fresh = (Fresh) first;
    assertThat(fresh.body()).asString().isEqualTo("<feed/>");
    assertThat(fresh.url()).startsWith("file:///").endsWith("/feed.xml");
    Validators kept = fresh.validators();

    assertThat(LocalFiles.fetch(file("<FEED/>", TIME), kept, 100))
        .isEqualTo(new NotModified(kept, null, null));
    assertThat(LocalFiles.fetch(file("<feed />", TIME), kept, 100)).isInstanceOf(Fresh.class);
    assertThat(LocalFiles.fetch(file("<feed/>", TIME.plusMillis(1)), kept, 100))
        .isInstanceOf(Fresh.class);
  }

  @Test
  void whatIsNoUsableFileIsSaid() throws IOException {
    assertThat(LocalFiles.fetch(folder.resolve("none.xml"), Validators.NONE, 100))
        .isEqualTo(
            new Failed(Stage.BODY, 0, "There is no file " + folder.resolve("none.xml") + "."));
    assertThat(LocalFiles.fetch(folder, Validators.NONE, 100)).isInstanceOf(Failed.class);
    assertThat(LocalFiles.fetch(file("", TIME), Validators.NONE, 100)).isInstanceOf(Failed.class);
    assertThat(LocalFiles.fetch(file("12345", TIME), Validators.NONE, 5)).isInstanceOf(Fresh.class);
    assertThat(LocalFiles.fetch(file("123456", TIME), Validators.NONE, 5))
        .isInstanceOf(Failed.class);
  }
}
