package orrery.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.Map;

/**
 * Edits of feeds.ini. {@link #add}, {@link #remove} and {@link #replaceUrl} turn one text into
 * another and keep comments, order, line ends and all else to the byte; an instance is a file as it
 * was read, and the one writer of it.
 */
public final class FeedsFile {
  private final ConfigText read;

  private FeedsFile(ConfigText read) {
    this.read = read;
  }

  /**
   * Reads the file.
   *
   * @throws ConfigException where there is no file, or no text in it
   */
  public static FeedsFile read(Path file) throws ConfigException {
    return new FeedsFile(ConfigText.read(file));
  }

  /** The text as it was read. */
  public String text() {
    return read.text();
  }

  /**
   * Puts the text in the place of the one that was read: whole or not at all, with the file's
   * permissions; behind a symbolic link, its target changes.
   *
   * @throws ConfigException where the file has changed since it was read, or cannot be written
   */
  public void write(String text) throws ConfigException {
    var bytes = encode(text);
    try {
      var target = read.file().toRealPath();
      try (var channel = FileChannel.open(target, StandardOpenOption.WRITE);
          var lock = channel.tryLock()) {
        if (lock == null || !Arrays.equals(Files.readAllBytes(target), read.bytes())) {
          throw changed();
        }
        replace(target, bytes);
      } catch (OverlappingFileLockException _) {
        throw changed();
      }
    } catch (IOException e) {
      throw new ConfigException(
          read.file()
              + ": cannot be written ("
              + e.getMessage()
              + "); check permissions and space");
    }
  }

  private byte[] encode(String text) throws ConfigException {
    if (!read.charset().newEncoder().canEncode(text)) {
      throw new ConfigException(
          read.file() + ": is in " + read.charset() + ", which lacks a letter; save it as UTF-8");
    }
    return text.getBytes(read.charset());
  }

  private ConfigException changed() {
    return new ConfigException(
        read.file() + ": was changed by somebody else meanwhile; nothing was written, try again");
  }

  private static void replace(Path target, byte[] bytes) throws IOException {
    var folder = target.toAbsolutePath().resolveSibling("");
    var fresh = Files.createTempFile(folder, ".feeds", ".tmp");
    try {
      try (var out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      if (Files.getFileAttributeView(target, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /**
   * Adds a feed: in its place where the file is sorted by name or by address, else at the end. A
   * feed that is there already is left as it is.
   *
   * @param url http or https
   * @param options keys of its section in order, of Planet's names ({@code name}, {@code face});
   *     blank values are left out, and what would end a value or the line is taken out of it
   * @throws IllegalArgumentException where a key is more than letters, digits, {@code _} and {@code
   *     -}
   */
  public static String add(String text, String url, Map<String, String> options) {
    return new Edit(text).add(url, options);
  }

  /** Whether a section can be given this address so that it is read again as it is. */
  public static boolean holds(String url) {
    return Edit.holds(url);
  }

  /**
   * Removes a feed's sections, with the comments in them; those above stay. A text without the feed
   * stays as it is.
   */
  public static String remove(String text, String url) {
    return new Edit(text).remove(url);
  }

  /** Gives a feed another address and keeps its keys; a text without it stays as it is. */
  public static String replaceUrl(String text, String url, String to) {
    return new Edit(text).replaceUrl(url, to);
  }
}
