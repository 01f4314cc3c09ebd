package orrery.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import orrery.feed.Problem.Level;

/** What was found so far in one file; the same thing is kept once. */
final class Findings {
  private final Path file;
  private final Set<Finding> found = new LinkedHashSet<>();

  Findings(Path file) {
    this.file = file;
  }

  void error(int line, String message) {
    found.add(new Finding(Level.ERROR, file, line, message));
  }

  void warning(int line, String message) {
    found.add(new Finding(Level.WARNING, file, line, message));
  }

  void info(int line, String message) {
    found.add(new Finding(Level.INFO, file, line, message));
  }

  /** By line. */
  List<Finding> all() {
    var sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Finding::line));
    return List.copyOf(sorted);
  }
}
