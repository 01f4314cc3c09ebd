package orrery.clean;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that may be followed: absolute, and of the schemes http and https only.
 *
 * <p>What is fine already comes back as it was given, byte for byte. What browsers put up with is
 * mended as they do (WHATWG URL): white space around and line breaks within go, spaces and quotes
 * are percent-encoded, a backslash in a path is a slash.
 */
public final class Addresses {
  private static final int LONGEST = 4096;

  private Addresses() {}

  /**
   * The absolute http(s) address that {@code url} means.
   *
   * @param url absolute, or relative to {@code base}
   * @param base absolute http(s) address; null where none is known, and then nothing relative is
   *     understood
   * @return null for all else: other schemes, no host, user names before the host, more than 4096
   *     characters
   */
  public static @Nullable String safe(String url, @Nullable String base) {
    if (url.length() <= LONGEST && plain(url)) {
      return url;
    }
    String address = trimmed(url);
    if (address.length() > LONGEST) {
      return null;
    }
    if (hasScheme(address)) {
      return absolute(address);
    }
    String origin = base == null ? null : absolute(trimmed(base));
    return origin == null ? null : absolute(resolve(address, origin));
  }

  /** {@code address} without the parameters that only tell who came from where. */
  public static String withoutTracking(String address) {
    int fragment = address.indexOf('#');
    int end = fragment < 0 ? address.length() : fragment;
    if (fragment >= 0
        && (address.startsWith("utm_", fragment + 1)
            || address.startsWith("xtor=", fragment + 1))) {
      return withoutTracking(address.substring(0, fragment));
    }
    int query = address.indexOf('?');
    if (query < 0 || query > end) {
      return address;
    }
    StringBuilder kept = null;
    for (int from = query + 1; from <= end; ) {
      int to = address.indexOf('&', from);
      to = to < 0 || to > end ? end : to;
      boolean tracks = tracks(address, from, to);
      if (tracks && kept == null) {
        kept = new StringBuilder(address.length()).append(address, 0, Math.max(query, from - 1));
      } else if (!tracks && kept != null) {
        kept.append(kept.length() <= query ? '?' : '&').append(address, from, to);
      }
      from = to + 1;
    }
    return kept == null ? address : kept.append(address, end, address.length()).toString();
  }

  private static boolean tracks(String address, int from, int to) {
    int equals = address.indexOf('=', from);
    String name =
        address.substring(from, equals < 0 || equals > to ? to : equals).toLowerCase(Locale.ROOT);
    if (name.startsWith("amp;")) {
      name = name.substring(4); // an ampersand that was escaped once too often
    }
    return switch (name) {
      case "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "srsltid" -> true;
      case "msclkid", "yclid", "ysclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id" -> true;
      case "mc_cid", "mc_eid", "mkt_tok", "vero_id", "_hsenc", "_hsmi", "__hstc", "__hssc" -> true;
      case "oly_anon_id", "oly_enc_id", "_openstat", "wickedid", "s_cid", "_gl", "xtor" -> true;
      default -> name.startsWith("utm_") || name.startsWith("pk_") || name.startsWith("mtm_");
    };
  }

  /** Whether this is an address as nearly all are, with nothing to check or to mend. */
  private static boolean plain(String url) {
    int host = url.startsWith("https://") ? 8 : 7;
    if (host == 7 && !url.startsWith("http://")) {
      return false;
    }
    int i = host;
    while (i < url.length() && plainHost(url.charAt(i))) {
      i++;
    }
    if (i == host || (i < url.length() && url.charAt(i) != '/')) {
      return false;
    }
    while (i < url.length() && plainTail(url.charAt(i))) {
      i++;
    }
    return i == url.length();
  }

  private static boolean plainHost(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  }

  private static boolean plainTail(char c) {
    return (c > '>' && c < 0x7F && c != '\\' && c != '`') || (c >= '#' && c <= ';') || c == '=';
  }

  /** Without white space and control characters around, and line breaks within. */
  private static String trimmed(String url) {
    int from = 0;
    int to = url.length();
    while (from < to && outside(url.charAt(from))) {
      from++;
    }
    while (to > from && outside(url.charAt(to - 1))) {
      to--;
    }
    for (int i = from; i < to; i++) {
      if (lineBreak(url.charAt(i))) {
        StringBuilder whole = new StringBuilder(to - from);
        for (int k = from; k < to; k++) {
          if (!lineBreak(url.charAt(k))) {
            whole.append(url.charAt(k));
          }
        }
        return whole.toString();
      }
    }
    return url.substring(from, to);
  }

  private static boolean outside(char c) {
    return c <= ' ' || c == 0xA0 || c == 0xFEFF || c == 0x200B;
  }

  private static boolean lineBreak(char c) {
    return c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean hasScheme(String address) {
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == ':') {
        return true;
      }
      if (c == '/' || c == '?' || c == '#' || c == '\\') {
        return false;
      }
    }
    return false;
  }

  /** Checks and mends an address that has a scheme. */
  private static @Nullable String absolute(String address) {
    int host;
    if (address.regionMatches(true, 0, "https:", 0, 6)) {
      host = 8;
    } else if (address.regionMatches(true, 0, "http:", 0, 5)) {
      host = 7;
    } else {
      return null;
    }
    if (address.length() <= host
        || !slash(address.charAt(host - 2))
        || !slash(address.charAt(host - 1))) {
      return null;
    }
    int tail = host;
    while (tail < address.length() && !endsHost(address.charAt(tail))) {
      if (!ofHost(address.charAt(tail))) {
        return null;
      }
      tail++;
    }
    if (tail == host || address.charAt(host) == ':') {
      return null;
    }
    String scheme = host == 8 ? "https://" : "http://";
    boolean path = true;
    for (int i = tail; i < address.length(); i++) {
      char c = address.charAt(i);
      path &= c != '?' && c != '#';
      if (mends(c, path)) {
        return scheme + address.substring(host, i) + mended(address, i, path);
      }
    }
    return address.startsWith(scheme) ? address : scheme + address.substring(host);
  }

  private static boolean slash(char c) {
    return c == '/' || c == '\\';
  }

  private static boolean endsHost(char c) {
    return c == '/' || c == '?' || c == '#' || c == '\\';
  }

  private static boolean ofHost(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '-' && c <= ':' && c != '/')
        || c == '_'
        || c == '['
        || c == ']'
        || (c >= 0xA0 && (Character.isLetterOrDigit(c) || Character.isSurrogate(c)));
  }

  private static boolean mends(char c, boolean path) {
    return c <= ' '
        || c == '"'
        || c == '<'
        || c == '>'
        || c == '`'
        || (c == '\\' && path)
        || (c >= 0x7F
            && (c <= 0xA0 || Character.isSurrogate(c) || Characters.kind(c) >= Characters.FORMAT));
  }

  private static String mended(String address, int start, boolean inPath) {
    boolean path = inPath;
    StringBuilder out = new StringBuilder();
    for (int i = start; i < address.length(); ) {
      int c = address.codePointAt(i);
      path &= c != '?' && c != '#';
      if (c == '\\' && path) {
        out.append('/');
      } else if (c > 0xFFFF || mends((char) c, path)) {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)));
          out.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
        }
      } else {
        out.append((char) c);
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  /** RFC 3986, section 5.2, for the one scheme that a base has here. */
  private static String resolve(String reference, String base) {
    int host = base.indexOf("://") + 3;
    int root = end(base, host, "/?#");
    if (reference.isEmpty() || reference.charAt(0) == '#') {
      return base.substring(0, end(base, root, "#")) + reference;
    }
    char first = reference.charAt(0);
    if (first == '?') {
      return base.substring(0, end(base, root, "?#")) + reference;
    }
    if (slash(first)) {
      boolean otherHost = reference.length() > 1 && slash(reference.charAt(1));
      return base.substring(0, otherHost ? host - 2 : root)
          + (otherHost ? reference : withoutDots(reference));
    }
    int folder = base.lastIndexOf('/', end(base, root, "?#") - 1);
    String path = folder < root ? "/" : base.substring(root, folder + 1);
    return base.substring(0, root) + withoutDots(path + reference);
  }

  private static int end(String s, int from, String any) {
    int i = from;
    while (i < s.length() && any.indexOf(s.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  /** RFC 3986, section 5.2.4. */
  private static String withoutDots(String reference) {
    int end = end(reference, 0, "?#");
    String path = reference.substring(0, end).replace('\\', '/');
    if (!path.contains("/.")) {
      return path + reference.substring(end);
    }
    StringBuilder out = new StringBuilder(reference.length());
    for (int from = 0; from < path.length(); ) {
      int to = path.indexOf('/', from + 1);
      to = to < 0 ? path.length() : to;
      String segment = path.substring(from, to);
      boolean up = segment.equals("/..");
      if (up) {
        out.setLength(Math.max(0, out.lastIndexOf("/")));
      }
      if (!up && !segment.equals("/.")) {
        out.append(segment);
      } else if (to == path.length()) {
        out.append('/');
      }
      from = to;
    }
    return out.append(reference, end, reference.length()).toString();
  }
}
