package orrery.curate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import orrery.feed.Verdict;

/**
 * Planet's {@code filter} and {@code exclude}: regular expressions that a post's title or text must
 * hold, or must not hold, whatever the case. RE2 runs in time linear in the text, so that no
 * expression can stop a cycle.
 *
 * @param filter what must be found, null for anything
 * @param exclude what must not be found, null for nothing
 * @param where whose rule it is: "the planet", "the subscription"
 */
public record Filter(@Nullable Pattern filter, @Nullable Pattern exclude, String where) {
  /**
   * A filter of these expressions.
   *
   * @throws IllegalArgumentException where one is no regular expression; the message says what is
   *     wrong with it
   */
  public static Filter of(@Nullable String filter, @Nullable String exclude, String where) {
    return new Filter(compile(filter), compile(exclude), where);
  }

  private static @Nullable Pattern compile(@Nullable String expression) {
    if (expression == null || expression.isBlank()) {
      return null;
    }
    try {
      return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + expression + "' is no regular expression: " + e.getDescription(), e);
    }
  }

  /** The verdict on a text, null where the filter lets it pass. */
  public @Nullable Verdict judge(String text) {
    if (exclude != null && exclude.matcher(text).find()) {
      return filtered("exclude", "It holds what %s excludes: %s", exclude);
    }
    if (filter != null && !filter.matcher(text).find()) {
      return filtered("filter", "It holds nothing of what %s asks for: %s", filter);
    }
    return null;
  }

  private Verdict filtered(String rule, String sentence, Pattern pattern) {
    return new Verdict(
        Verdict.Kind.FILTERED, rule, sentence.formatted(where, pattern.pattern()) + ".");
  }
}
