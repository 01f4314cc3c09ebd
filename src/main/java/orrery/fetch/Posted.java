package orrery.fetch;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.feed.Fetched;

/**
 * What became of a form that was sent.
 *
 * @param status the HTTP status, 0 where none was received
 * @param reason why it was not taken, in one sentence; null where it was
 */
public record Posted(int status, @Nullable String reason) {
  /** How much of what a server says is told. */
  private static final int SAID = 200;

  static Posted of(Fetched outcome, int status) {
    return switch (outcome) {
      case Fetched.Fresh _ -> new Posted(status, null);
      case Fetched.Failed failed -> new Posted(status, failed.reason());
      case Fetched.Refused refused -> new Posted(0, refused.reason());
      case Fetched.Held held ->
          new Posted(held.status(), "The server asks to wait (" + held.status() + ").");
      case Fetched.NotModified _, Fetched.Gone _ ->
          throw new IllegalStateException("no answer to a form: " + outcome);
    };
  }

  static byte[] encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Why a form was not taken; with what the server says of it, where that is plain text. */
  static String refusal(int status, @Nullable String contentType, byte[] body) {
    if (status / 100 == 3) {
      return "The server redirects in a way that is not followed with a form (" + status + ").";
    }
    String said = plain(contentType, body);
    return "The server did not accept it (" + status + ")" + (said.isEmpty() ? "." : ": " + said);
  }

  private static String plain(@Nullable String contentType, byte[] body) {
    boolean other = contentType != null && !contentType.regionMatches(true, 0, "text/plain", 0, 10);
    String text =
        new String(body, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029]+", " ");
    text = text.strip();
    if (other || text.startsWith("<")) {
      return "";
    }
    return text.length() <= SAID
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SAID))) + "…";
  }
}
