package orrery.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import orrery.feed.Problem;
import orrery.feed.Problem.Level;

/** Collects what is wrong with a document: a few of each kind, the rest counted by nobody. */
final class Problems {
  private static final int OF_A_CODE = 5;
  private static final int IN_ALL = 50;

  /** Control characters, and what turns the direction of all that follows (Unicode UAX 9). */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");

  private final List<Problem> found = new ArrayList<>(4);

  void info(String code, String message, int line) {
    add(Level.INFO, code, message, line);
  }

  void warn(String code, String message, int line) {
    add(Level.WARNING, code, message, line);
  }

  void error(String code, String message, int line) {
    add(Level.ERROR, code, message, line);
  }

  /** Whether more of this code would be kept: spares the caller the work of saying it. */
  boolean wants(String code) {
    int same = 0;
    for (Problem problem : found) {
      if (problem.code().equals(code)) {
        same++;
      }
    }
    return found.size() < IN_ALL && same < OF_A_CODE;
  }

  boolean has(String code) {
    for (Problem problem : found) {
      if (problem.code().equals(code)) {
        return true;
      }
    }
    return false;
  }

  private void add(Level level, String code, String message, int line) {
    if (wants(code)) {
      // It quotes the document, and is shown on terminals and pages.
      found.add(new Problem(level, code, UNSEEN.matcher(message).replaceAll("\uFFFD"), line));
    }
  }

  void addAll(Problems others) {
    for (Problem problem : others.found) {
      add(problem.level(), problem.code(), problem.message(), problem.line());
    }
  }

  List<Problem> list() {
    return found;
  }
}
