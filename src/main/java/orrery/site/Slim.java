package orrery.site;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Leaves out of the default theme's own style sheets and scripts what only those who write them
 * need: comments and indentation. Not meant for files of others: it trusts that no string of these
 * holds what looks like a comment.
 */
final class Slim {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern LINE_COMMENT = Pattern.compile("(?m)^\\s*//.*$");
  private static final Pattern INDENT = Pattern.compile("\\s*\\n\\s*");
  private static final Pattern BREAK = Pattern.compile("([;{},])\\n");
  private static final Pattern SPACE = Pattern.compile("([:,]) | (?=\\{)");

  private Slim() {}

  /** The file, shorter where it is a style sheet or a script. */
  static byte[] of(String name, byte[] bytes) {
    if (!name.endsWith(".css") && !name.endsWith(".js")) {
      return bytes;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (name.endsWith(".js")) {
      text = lines(LINE_COMMENT.matcher(text).replaceAll(""));
    } else {
      text = BREAK.matcher(lines(COMMENT.matcher(text).replaceAll(""))).replaceAll("$1");
      text = SPACE.matcher(text).replaceAll("$1").replace(";}", "}");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String lines(String text) {
    return INDENT.matcher(text).replaceAll("\n").strip() + "\n";
  }
}
