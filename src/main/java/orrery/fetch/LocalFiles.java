package orrery.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Failed;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.NotModified;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;

/** Feeds that lie in a file. */
public final class LocalFiles {
  private LocalFiles() {}

  /**
   * Reads a file, unless it has the time and size of last time.
   *
   * @param validators those of the last body that was understood; ours hold time and size
   * @param maxBytes the longest file that is read
   */
  public static Fetched fetch(Path file, Validators validators, int maxBytes) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (!now.isRegularFile()) {
        return new Failed(Stage.BODY, 0, file + " is not a file.");
      }
      String url = file.toUri().toString();
      String etag =
          '"'
              + Long.toHexString(now.lastModifiedTime().to(TimeUnit.NANOSECONDS))
              + '-'
              + Long.toHexString(now.size())
              + '"';
      Validators mine = new Validators(etag, null, url);
      if (etag.equals(validators.etag())) {
        return new NotModified(mine, null, null);
      }
      byte[] body;
      try (InputStream in = Files.newInputStream(file)) {
        body = Bodies.read(in, now.size(), maxBytes);
      }
      return body.length == 0
          ? new Failed(Stage.BODY, 0, "The file " + file + " is empty.")
          : new Fresh(body, null, null, url, url, mine, null, null, List.of());
    } catch (NoSuchFileException e) {
      return new Failed(Stage.BODY, 0, "There is no file " + file + ".");
    } catch (Bodies.TooLong e) {
      return new Failed(
          Stage.BODY, 0, "The file " + file + " is longer than " + maxBytes + " bytes, the limit.");
    } catch (IOException e) {
      return new Failed(Stage.BODY, 0, "The file " + file + " cannot be read.");
    }
  }
}
