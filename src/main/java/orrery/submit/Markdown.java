package orrery.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes Markdown of texts that may be hostile, for comments on GitHub and GitLab: what is written
 * is shown as it is, and nothing in it is markup, HTML, a link, or calls somebody or something.
 */
public final class Markdown {
  private static final String NOTHING = "&#8203;";

  /** Controls, and what turns the direction of what follows (Unicode, UAX 9). */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Z}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

  /**
   * Where sites see a person, an issue, a label, a smiley or an address in what is plain text to
   * Markdown: behind these characters, and within these words.
   */
  private static final Pattern CALLS =
      Pattern.compile(
          "(?<=[@#!$%~&^*\\[:])(?=\\S)|(?i)(?<=\\bw)(?=ww\\.)|(?<=\\bgh)(?=-\\d)|(?=@)");

  private Markdown() {}

  /**
   * A text as it is, in one line.
   *
   * @param longest in characters, before it is escaped
   */
  public static String text(String text, int longest) {
    String line = UNSEEN.matcher(text).replaceAll(" ").strip();
    if (line.length() > longest) {
      int end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
      line = line.substring(0, end) + "…";
    }
    var escaped = new StringBuilder(line.length() * 2);
    int from = 0;
    var calls = CALLS.matcher(line);
    while (calls.find()) {
      escape(escaped, line.substring(from, calls.start()));
      escaped.append(NOTHING);
      from = calls.start();
    }
    escape(escaped, line.substring(from));
    return escaped.toString();
  }

  /**
   * A text that leads somewhere.
   *
   * @param url where; the text alone is given where that is no address of the web
   */
  public static String link(String text, @Nullable String url, int longest) {
    String said = text(text, longest);
    if (url == null
        || url.length() > 2000
        || !(url.startsWith("https://") || url.startsWith("http://"))) {
      return said;
    }
    var address = new StringBuilder();
    for (byte b : url.getBytes(UTF_8)) {
      char c = (char) (b & 0xFF);
      // The others have no place in an address (RFC 3986, section 2), or a meaning in Markdown.
      if (isPlain(c) || "-._~:/?#@!$&'+,;=%".indexOf(c) >= 0) {
        address.append(c);
      } else {
        address.append(String.format("%%%02X", (int) c));
      }
    }
    var escaped = new StringBuilder("[").append(said).append("](");
    escape(escaped, address.toString());
    return escaped.append(')').toString();
  }

  /**
   * What is no letter, digit, space, comma or stop, and not beyond ASCII, means something to
   * Markdown or HTML.
   */
  private static void escape(StringBuilder to, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || c == ' ' || c == ',' || c == '.' || isPlain(c)) {
        to.append(c);
      } else {
        to.append("&#").append((int) c).append(';');
      }
    }
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
