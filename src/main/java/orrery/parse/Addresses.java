package orrery.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references as RFC 3986, section 5.2 has it, on the characters alone: what feeds write is
 * often no URI by the letter ({@code java.net.URI} refuses it), and still meant.
 */
final class Addresses {
  private static final int MAX_LENGTH = 8192;

  private Addresses() {}

  /**
   * An address to follow.
   *
   * @return absolute where {@code base} allows it; null where {@code reference} is blank, too long,
   *     or of a scheme that is code ({@code javascript:}, {@code data:})
   */
  static @Nullable String resolve(@Nullable String base, @Nullable String reference) {
    if (reference == null) {
      return null;
    }
    String ref = tidy(reference);
    if ((ref.isEmpty() && base == null) || ref.length() > MAX_LENGTH) {
      return null;
    }
    int colon = schemeEnd(ref);
    if (colon > 0) {
      return switch (ref.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "javascript", "data", "vbscript", "about", "file", "blob", "livescript", "mocha" ->
            null;
        case "http", "https" -> web(base, ref, colon);
        default -> ref;
      };
    }
    if (base == null || schemeEnd(base) <= 0) {
      return ref;
    }
    return merge(base, ref);
  }

  /**
   * With the slashes that belong to it: {@code http:/host} is a slip, {@code http:x} is relative.
   */
  private static @Nullable String web(@Nullable String base, String ref, int colon) {
    String scheme = ref.substring(0, colon).toLowerCase(Locale.ROOT);
    if (ref.startsWith("//", colon + 1)) {
      return scheme + ref.substring(colon);
    }
    if (ref.startsWith("/", colon + 1)) {
      return scheme + ":/" + ref.substring(colon + 1);
    }
    return base == null ? null : resolve(base, ref.substring(colon + 1));
  }

  /** Whether it begins with a scheme. */
  static boolean isAbsolute(String address) {
    return schemeEnd(address) > 0;
  }

  static boolean isWeb(@Nullable String address) {
    return address != null
        && (address.regionMatches(true, 0, "http://", 0, 7)
            || address.regionMatches(true, 0, "https://", 0, 8));
  }

  private static String merge(String base, String ref) {
    int colon = schemeEnd(base);
    String scheme = base.substring(0, colon);
    int hash = base.indexOf('#');
    String rest = hash < 0 ? base.substring(colon + 1) : base.substring(colon + 1, hash);
    if (ref.startsWith("//")) {
      return scheme + ":" + ref;
    }
    String authority = "";
    if (rest.startsWith("//")) {
      int end = 2;
      while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
        end++;
      }
      authority = rest.substring(0, end);
      rest = rest.substring(end);
    } else if (!rest.startsWith("/")) {
      return ref; // an opaque base such as urn: or tag: has nothing to resolve against
    }
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    String query = question < 0 ? "" : rest.substring(question);
    String start = scheme + ":" + authority;
    if (ref.isEmpty()) {
      return start + path + query;
    }
    if (ref.charAt(0) == '#') {
      return start + path + query + ref;
    }
    if (ref.charAt(0) == '?') {
      return start + path + ref;
    }
    int cut = ref.length();
    for (int i = 0; i < ref.length(); i++) {
      if (ref.charAt(i) == '?' || ref.charAt(i) == '#') {
        cut = i;
        break;
      }
    }
    String refPath = ref.substring(0, cut);
    String tail = ref.substring(cut);
    if (refPath.charAt(0) == '/') {
      return start + withoutDots(refPath) + tail;
    }
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "/" : path.substring(0, slash + 1);
    return start + withoutDots(folder + refPath) + tail;
  }

  private static String withoutDots(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.split("/", -1);
    boolean folder = false;
    for (int i = 1; i < segments.length; i++) {
      String segment = segments[i];
      folder = segment.equals(".") || segment.equals("..");
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    String joined = "/" + String.join("/", kept);
    return folder && !joined.endsWith("/") ? joined + "/" : joined;
  }

  /** Without white space around it and line breaks in it; other white space is encoded. */
  private static String tidy(String reference) {
    String stripped = reference.strip();
    boolean clean = true;
    for (int i = 0; i < stripped.length() && clean; i++) {
      clean = stripped.charAt(i) > ' ';
    }
    if (clean) {
      return stripped;
    }
    StringBuilder tidied = new StringBuilder(stripped.length());
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if (c > ' ') {
        tidied.append(c);
      } else if (c == ' ') {
        tidied.append("%20");
      }
    }
    return tidied.toString();
  }

  /** Where the scheme's colon stands, -1 where there is no scheme. */
  private static int schemeEnd(String address) {
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!letter && (i == 0 || !other)) {
        return -1;
      }
    }
    return -1;
  }
}
