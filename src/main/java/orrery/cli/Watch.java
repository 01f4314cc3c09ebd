package orrery.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees that files hold something else than before. What an editor is about to do – a file that is
 * away for a moment, or half written – is not seen: a change counts when it has stayed as it is
 * from one look to the next.
 */
final class Watch {
  private final List<Path> files;
  private List<Stamp> seen;
  private List<Stamp> known;
  private List<String> held;

  /** What a file system says of a file that is as it was; nulls where there is none. */
  private record Stamp(@Nullable FileTime changed, long size, @Nullable Object key) {}

  /** Whatever changes from now on is seen. */
  Watch(List<Path> files) {
    this.files = List.copyOf(files);
    seen = stamps();
    known = seen;
    held = digests();
  }

  /** Whether they hold something else than when this was last said. To be asked now and then. */
  boolean changed() {
    List<Stamp> now = stamps();
    if (!now.equals(seen)) {
      seen = now;
      return false;
    }
    if (now.equals(known)) {
      return false;
    }
    known = now;
    List<String> before = held;
    held = digests();
    return !held.equals(before);
  }

  private List<Stamp> stamps() {
    return files.stream().map(Watch::stamp).toList();
  }

  private static Stamp stamp(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return new Stamp(null, 0, null);
    }
  }

  private List<String> digests() {
    return files.stream().map(Watch::digest).toList();
  }

  private static String digest(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (IOException e) {
      return "";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
