package orrery.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Words for what goes wrong. */
final class Words {
  private Words() {}

  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> denied.getFile() + " cannot be written: access denied.";
      case FileAlreadyExistsException file ->
          file.getFile() + " is a file where a folder is meant: move it, or name another.";
      case NotDirectoryException file ->
          file.getFile() + " is no folder: move it, or name another.";
      case NoSuchFileException file -> file.getFile() + " is not there.";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }

  /** What went wrong, in one line, whosever it is to mend. */
  static String of(Throwable e) {
    String words = OneCycle.words(e);
    return words == null ? e.toString().lines().findFirst().orElse("") : words;
  }

  /** "1 feed", "2 feeds". */
  static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  /** "1 entry", "2 entries". */
  static String entries(int n) {
    return n + (n == 1 ? " entry" : " entries");
  }
}
