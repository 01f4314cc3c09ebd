package orrery.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names in {@code [tags]}, and where they contradict each other. Nothing here changes what they
 * mean: it is said what counts, and how to say it otherwise.
 */
final class TagNames {
  /** In code points; what authors write that is longer is taken for a sentence. */
  private static final int LONGEST = 50;

  /** Of groups within groups, at most: the expressions' library recurses. */
  private static final int DEEPEST = 200;

  /**
   * Words of no language, with blanks and a digit: what is in here as in nothing, is everywhere.
   */
  private static final String NOTHING = "q \u2603 7";

  /** What keeps names apart beside letters and digits: C++, C#, R&D. */
  private static final String APART = "+#&%@";

  private record Said(String name, String tag, int line) {}

  private final Findings findings;
  private final Map<String, Said> tags = new HashMap<>();
  private final Map<String, Said> others = new HashMap<>();
  private final Map<String, Said> ruled = new HashMap<>();
  private final List<Said> claims = new ArrayList<>();
  private final List<Said> rules = new ArrayList<>();
  private final List<Said> hidden = new ArrayList<>();

  TagNames(Findings findings) {
    this.findings = findings;
  }

  /** A tag, and what else it is called. */
  void add(String tag, List<String> names, int line) {
    length(findings, tag, line);
    tags.putIfAbsent(fold(tag), new Said(tag, tag, line));
    for (String name : names) {
      length(findings, name, line);
      claims.add(new Said(name, tag, line));
    }
  }

  /**
   * A tag of what an expression says.
   *
   * @param key as written, {@code TAG.title}
   */
  void rule(String key, String tag, Rule rule) {
    length(findings, tag, rule.line());
    rules.add(new Said(key, tag, rule.line()));
    ruled.putIfAbsent(fold(tag), new Said(tag, tag, rule.line()));
    if (isEverywhere(rule.value())) {
      findings.warning(
          rule.line(),
          "%s holds for the empty text, too, so every post gets the tag %s; write what must be there."
              .formatted(key, tag));
    }
  }

  /** Names of tags that are not shown. */
  void hide(List<String> names, int line) {
    for (String name : names) {
      length(findings, name, line);
      hidden.add(new Said(name, "", line));
    }
  }

  /** Says of each name that cannot mean all that it is to mean, what it does mean. */
  void check() {
    for (Said claim : claims) {
      String name = fold(claim.name());
      Said tag = tags.get(name);
      if (name.equals(fold(claim.tag()))) {
        continue; // one of its spellings
      }
      if (tag != null) {
        findings.warning(
            claim.line(),
            "%s is a tag of its own on line %d, so it is not another name of %s; leave one of the two out."
                .formatted(claim.name(), tag.line(), claim.tag()));
        continue;
      }
      Said before = others.putIfAbsent(name, claim);
      if (before != null && !fold(before.tag()).equals(fold(claim.tag()))) {
        findings.warning(
            claim.line(),
            "%s is another name of %s on line %d already, which counts; leave it out here or there."
                .formatted(claim.name(), before.tag(), before.line()));
      }
    }
    for (Said rule : rules) {
      Said other = others.get(fold(rule.tag()));
      if (other != null) {
        findings.warning(
            rule.line(),
            "%s gives the tag %s, of which %s is another name on line %d; write %s%s."
                .formatted(
                    rule.name(),
                    other.tag(),
                    rule.tag(),
                    other.line(),
                    other.tag(),
                    rule.name().substring(rule.name().lastIndexOf('.'))));
      }
    }
    for (Said name : hidden) {
      Said defined = defined(fold(name.name()));
      if (defined != null) {
        findings.warning(
            name.line(),
            "hide counts before line %d, which says of %s what posts get it: none shows it; leave it out here or there."
                .formatted(defined.line(), name.name()));
      }
    }
  }

  private @Nullable Said defined(String name) {
    Said tag = tags.get(name);
    Said rule = ruled.get(name);
    return tag != null ? tag : rule != null ? rule : others.get(name);
  }

  /** Says that a name is too long for one, if it is. */
  static void length(Findings findings, String name, int line) {
    int length = name.codePointCount(0, name.length());
    if (length > LONGEST) {
      findings.warning(
          line,
          "The name of a tag has at most %d characters; %s... has %d. Part names by commas, or shorten it."
              .formatted(
                  LONGEST, name.substring(0, name.offsetByCodePoints(0, LONGEST / 2)), length));
    }
  }

  /** Two spellings of a name are one; a plural and its singular count as two here. */
  private static String fold(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(c -> stays(c) && !(c == '#' && folded.isEmpty()))
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }

  private static boolean stays(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || APART.indexOf(c) >= 0
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.OTHER_SYMBOL
        || type == Character.MATH_SYMBOL;
  }

  /** What is no expression is told by others. */
  private static boolean isEverywhere(String expression) {
    if (expression.chars().filter(c -> c == '(').count() > DEEPEST) {
      return false;
    }
    try {
      Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
      return pattern.matcher("").find() && pattern.matcher(NOTHING).find();
    } catch (PatternSyntaxException _) {
      return false;
    }
  }
}
