package orrery.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.function.Predicate;

/** Files that others write to. */
final class Growing {
  private Growing() {}

  /** What stands in a file, once it is what is waited for. */
  static String read(Path file, Predicate<String> enough) throws IOException, InterruptedException {
    try (WatchService changes = file.getFileSystem().newWatchService()) {
      WatchKey key =
          file.resolveSibling("").register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
      String text = Files.readString(file);
      while (!enough.test(text)) {
        changes.take();
        key.pollEvents();
        key.reset();
        text = Files.readString(file);
      }
      return text;
    }
  }
}
