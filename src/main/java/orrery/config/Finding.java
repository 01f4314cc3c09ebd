package orrery.config;

import java.nio.file.Path;
import orrery.feed.Problem;

/**
 * Something a maintainer should know about the config.
 *
 * @param level ERROR where a feed is left out, WARNING where something is not as written, INFO
 *     where nothing is lost
 * @param line from 1, or 0 where no line can be named
 * @param message one sentence: what, and how to mend it
 */
public record Finding(Problem.Level level, Path file, int line, String message) {
  /** As compilers print: {@code feeds.ini:12: warning: message}. */
  @Override
  public String toString() {
    var where = line == 0 ? file.toString() : file + ":" + line;
    var kind =
        switch (level) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case INFO -> "info";
        };
    return where + ": " + kind + ": " + message;
  }
}
