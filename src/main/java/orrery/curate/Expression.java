package orrery.curate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Compiles the regular expressions of filters. RE2 runs in time linear in the text, so that no
 * expression can stop a cycle; what it lacks for that, and what else can be wrong, is said in the
 * words of whoever wrote the expression.
 */
public final class Expression {
  private static final List<String> LOOKS = List.of("(?=", "(?!", "(?<=", "(?<!");

  /** Of groups within groups; RE2/J recurses. */
  private static final int DEEPEST = 200;

  private Expression() {}

  /**
   * Tells whether a text holds what an expression describes; capitals make no difference.
   *
   * @throws Mistake where it is no expression
   */
  public static Predicate<String> in(String expression) {
    Pattern pattern = compile(expression, false);
    return text -> pattern.matcher(text).find();
  }

  /**
   * The pattern of an expression.
   *
   * @param cased whether capitals make a difference
   * @throws Mistake where it is none
   */
  static Pattern compile(String expression, boolean cased) {
    if (depth(expression) > DEEPEST) {
      throw new Mistake("it has too many groups within groups.", -1);
    }
    try {
      return Pattern.compile(expression, cased ? 0 : Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw mistake(expression, e);
    }
  }

  private static int depth(String expression) {
    int open = 0;
    int deepest = 0;
    for (int at = 0; at < expression.length(); at++) {
      open += expression.charAt(at) == '(' ? 1 : expression.charAt(at) == ')' ? -1 : 0;
      deepest = Math.max(deepest, open);
    }
    return deepest;
  }

  private static Mistake mistake(String expression, PatternSyntaxException e) {
    String part = e.getPattern() == null ? "" : e.getPattern();
    String description = e.getDescription();
    if (description.startsWith("missing closing )")) {
      return new Mistake(
          "this ( is never closed; add a ), or write \\( for the character itself.",
          parenthesis(expression, true));
    }
    if (description.contains("internal error")) {
      return new Mistake(
          "this ) closes nothing; write \\) for the character itself.",
          parenthesis(expression, false));
    }
    if (part.isEmpty()) {
      return new Mistake(
          "the \\ at its end stands for nothing; write \\\\ for the character itself.",
          expression.length() - 1);
    }
    return new Mistake(says(description, part), offset(expression, e));
  }

  private static String says(String description, String part) {
    for (String look : LOOKS) {
      if (part.startsWith(look)) {
        return "RE2 does not look ahead or behind (%s); leave that out, or use two expressions."
            .formatted(look);
      }
    }
    if (part.startsWith("(?>")) {
      return "RE2 has no (?>, as it never runs away; write (?: for a group.";
    }
    if (description.contains("nested repetition")) {
      return "%s repeats what is repeated already; leave one of them out.".formatted(part);
    }
    if (part.matches("\\\\[1-9k].*") || part.startsWith("(?P=")) {
      return "RE2 does not refer back to what a group matched (%s); write it out.".formatted(part);
    }
    if (part.startsWith("\\p") || part.startsWith("\\P")) {
      return "RE2 knows no class %s; \\pL are letters, \\p{Greek} those of Greek.".formatted(part);
    }
    if (part.startsWith("\\")) {
      return "RE2 knows no %s; leave the \\ out for the character itself.".formatted(part);
    }
    if (description.startsWith("missing closing ]")) {
      return "this [ is never closed; add a ], or write \\[ for the character itself.";
    }
    if (description.startsWith("missing argument")) {
      return "there is nothing before this %s that it could repeat; write \\%s for the character itself."
          .formatted(part, part);
    }
    if (description.startsWith("invalid repeat count")) {
      return "%s: RE2 repeats up to 1000 times, and from the smaller to the larger number."
          .formatted(part);
    }
    if (description.startsWith("invalid character class range")) {
      return "%s is no range or class; write the smaller character first, or \\- for the character itself."
          .formatted(part);
    }
    if (description.startsWith("duplicate")) {
      return "two groups are named %s; rename one.".formatted(part);
    }
    return "RE2 does not know %s; write \\%s for the character itself."
        .formatted(part, part.charAt(0));
  }

  /** RE2/J says which part is wrong, not where: it is where all before it, with it, is wrong so. */
  private static int offset(String expression, PatternSyntaxException wrong) {
    String part = wrong.getPattern();
    for (int at = expression.indexOf(part); at >= 0; at = expression.indexOf(part, at + 1)) {
      try {
        Pattern.compile(expression.substring(0, at + part.length()));
      } catch (PatternSyntaxException e) {
        if (e.getDescription().equals(wrong.getDescription()) && part.equals(e.getPattern())) {
          return at;
        }
      }
    }
    int only = expression.indexOf(part);
    return only == expression.lastIndexOf(part) ? only : -1;
  }

  /** The innermost parenthesis that is never closed, or the first that closes nothing. */
  private static int parenthesis(String expression, boolean opening) {
    Deque<Integer> open = new ArrayDeque<>();
    boolean set = false;
    for (int at = 0; at < expression.length(); at++) {
      char c = expression.charAt(at);
      if (expression.startsWith("\\Q", at)) {
        int end = expression.indexOf("\\E", at);
        at = end < 0 ? expression.length() : end + 1;
      } else if (c == '\\') {
        at++;
      } else if (set) {
        set = c != ']' || expression.charAt(at - 1) == '[' || expression.startsWith("[^", at - 2);
      } else if (c == '[') {
        set = true;
      } else if (c == '(') {
        open.push(at);
      } else if (c == ')' && open.poll() == null) {
        return opening ? -1 : at;
      }
    }
    return opening && !open.isEmpty() ? open.peek() : -1;
  }
}
