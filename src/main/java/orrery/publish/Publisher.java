package orrery.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Writes the files of one site. Several threads may write at once; one finishes.
 *
 * <p>What was written is listed in a file outside the site, so that files that somebody else put
 * there stay.
 */
public final class Publisher {
  /** Where files are made before they are moved; a killed run may leave some, the next clears. */
  private static final String WORKSHOP = ".orrery";

  private final Path site;
  private final Path workshop;
  private final Path list;
  private final NavigableSet<String> before;
  private final Set<String> written = ConcurrentHashMap.newKeySet();
  private final Set<String> empty = ConcurrentHashMap.newKeySet();
  private final AtomicInteger number = new AtomicInteger();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();

  /**
   * Opens a site.
   *
   * @param list where the names of the files that were written are kept
   * @throws IOException where the folder cannot be made or written
   */
  public Publisher(Path site, Path list) throws IOException {
    this.site = site.toAbsolutePath().normalize();
    this.workshop = this.site.resolve(WORKSHOP);
    this.list = list;
    Files.createDirectories(this.site);
    Files.createDirectories(workshop);
    clear();
    Files.createDirectories(list.toAbsolutePath().getParent());
    this.before = new TreeSet<>(Files.exists(list) ? Files.readAllLines(list) : List.of());
  }

  /**
   * Makes one file of a site hold these bytes, and looks at no other.
   *
   * @param path relative to the site, without folders
   * @throws IOException where it cannot be written; then the file is as it was
   */
  public static void put(Path site, String path, byte[] bytes) throws IOException {
    Path file = site.resolve(path);
    if (!same(file, bytes)) {
      Path made = site.resolve(path + WORKSHOP);
      make(made, bytes);
      move(made, file);
    }
  }

  private void clear() throws IOException {
    try (Stream<Path> left = Files.list(workshop)) {
      for (Path path : left.toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /**
   * Makes a file hold these bytes. Where it holds them already it is not touched.
   *
   * @param path relative to the site, with {@code /} between folders
   * @throws IOException where it cannot be written; then the file is as it was
   */
  public void write(String path, byte[] bytes) throws IOException {
    Path file = site.resolve(path).normalize();
    if (!file.startsWith(site) || file.equals(site)) {
      throw new IllegalArgumentException("'" + path + "' lies outside the site");
    }
    written.add(path);
    if (same(file, bytes)) {
      return;
    }
    Path made = workshop.resolve(Integer.toString(number.incrementAndGet()));
    make(made, bytes);
    Files.createDirectories(file.getParent());
    if (!before.contains(path)) {
      enlist(path);
    }
    move(made, file);
    changed.add(path);
  }

  private static boolean same(Path file, byte[] bytes) throws IOException {
    try {
      return Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Says where there is no room: Java does not. */
  private static void make(Path made, byte[] bytes) throws IOException {
    try {
      Files.write(made, bytes);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(made + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Listed before it is there: a run killed in between leaves nothing that nobody knows of. */
  private synchronized void enlist(String path) throws IOException {
    Files.writeString(list, path + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /**
   * Notes that a page has nothing on it any more.
   *
   * @param path relative to the site
   */
  public void remove(String path) {
    empty.add(path);
  }

  /** Ends a run that wrote some of the pages: the others stay as they are. */
  public void finishSome() throws IOException {
    empty.retainAll(before);
    before.removeAll(empty);
    finish(empty);
  }

  /** Ends a run that wrote every page: what an earlier run wrote and this one did not goes. */
  public void finishAll() throws IOException {
    Set<String> stale = new TreeSet<>(before);
    stale.removeAll(written);
    before.clear();
    finish(stale);
  }

  private void finish(Set<String> stale) throws IOException {
    for (String path : stale) {
      delete(path);
    }
    before.addAll(written);
    byte[] lines = (String.join("\n", before) + "\n").getBytes(StandardCharsets.UTF_8);
    if (!same(list, lines)) {
      Path made = list.resolveSibling(list.getFileName() + ".new");
      Files.write(made, lines);
      move(made, list);
    }
    Files.deleteIfExists(workshop);
  }

  private void delete(String path) throws IOException {
    Path file = site.resolve(path).normalize();
    if (file.startsWith(site) && Files.deleteIfExists(file)) {
      changed.add(path);
      for (Path folder = file.getParent();
          folder != null && !folder.equals(site);
          folder = folder.getParent()) {
        try {
          Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
          return;
        }
      }
    }
  }

  /** Whether an earlier run wrote this file, and it is still part of the site. */
  public boolean has(String path) {
    return before.contains(path);
  }

  /** What an earlier run wrote whose path starts so. */
  public Set<String> starting(String beginning) {
    return Set.copyOf(before.subSet(beginning, beginning + Character.MAX_VALUE));
  }

  /** How many files were written or removed. */
  public int changed() {
    return changed.size();
  }

  /** Which files were written or removed. */
  public Set<String> changedFiles() {
    return Set.copyOf(changed);
  }
}
