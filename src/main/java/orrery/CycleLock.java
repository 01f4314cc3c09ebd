package orrery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Held while a cycle runs, so that there is never a second one over the same data. The operating
 * system lets go of it whatever way the process ends.
 */
public final class CycleLock implements AutoCloseable {
  private final FileChannel channel;

  private CycleLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a data directory, which is made where it is missing.
   *
   * @return null where another cycle holds it
   * @throws IOException where the directory cannot be written
   */
  public static @Nullable CycleLock take(Path data) throws IOException {
    Files.createDirectories(data);
    FileChannel channel =
        FileChannel.open(
            data.resolve("cycle.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new CycleLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
