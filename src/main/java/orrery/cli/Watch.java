package orrery.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees that files, or those in folders, hold something else than before. What an editor is about to
 * do – a file that is away for a moment, or half written – is not seen: a change counts when it has
 * stayed as it is from one look to the next.
 */
final class Watch {
  private final List<Path> places;
  private List<Stamp> seen;
  private List<Stamp> known;
  private List<String> held;

  /** What a file system says of a file that is as it was; nulls where there is none. */
  private record Stamp(Path file, @Nullable FileTime changed, long size, @Nullable Object key) {}

  /** Whatever changes from now on is seen. */
  Watch(List<Path> places) {
    this.places = List.copyOf(places);
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
    return files().map(Watch::stamp).toList();
  }

  /** The files, and what is in the folders but for what editors keep there for themselves. */
  private Stream<Path> files() {
    return places.stream()
        .flatMap(place -> Files.isDirectory(place) ? in(place) : Stream.of(place));
  }

  private static Stream<Path> in(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk
          .filter(file -> !Files.isDirectory(file) && !isPrivate(file))
          .sorted()
          .toList()
          .stream();
    } catch (IOException | UncheckedIOException e) {
      return Stream.empty(); // it is going: the next look tells
    }
  }

  private static boolean isPrivate(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") || name.endsWith("~");
  }

  private static Stamp stamp(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          file, attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return new Stamp(file, null, 0, null);
    }
  }

  private List<String> digests() {
    return files().map(file -> file + " " + digest(file)).toList();
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
