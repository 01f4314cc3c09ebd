package orrery.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import orrery.feed.Problem.Level;

/** What was found so far in one file; the same thing is kept once. */
final class Findings {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Path file;
  private final Set<Finding> found = new LinkedHashSet<>();
  private final Set<String> unused = new HashSet<>();

  Findings(Path file) {
    this.file = file;
  }

  void error(int line, String message) {
    add(Level.ERROR, line, message);
  }

  void warning(int line, String message) {
    add(Level.WARNING, line, message);
  }

  void info(int line, String message) {
    add(Level.INFO, line, message);
  }

  /** Says the first time that a key is one that Orrery knows and does not use, if it is. */
  boolean unused(String key, int line) {
    var why = Keys.unused(key);
    if (why != null && unused.add(key)) {
      var level = Keys.MISSED.containsKey(key) ? Level.WARNING : Level.INFO;
      add(level, line, key + " is not used: " + why + ".");
    }
    return why != null;
  }

  void misspelt(int line, String key, String meant) {
    warning(line, "%s is not a key of Orrery; did you mean %s?".formatted(key, meant));
  }

  /** What a file says may be printed to a terminal: no control character reaches it. */
  private void add(Level level, int line, String message) {
    found.add(new Finding(level, file, line, CONTROL.matcher(message).replaceAll("?")));
  }

  /** By line. */
  List<Finding> all() {
    var sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Finding::line));
    return List.copyOf(sorted);
  }
}
