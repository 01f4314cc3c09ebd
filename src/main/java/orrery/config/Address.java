package orrery.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the name of a section says when it is to be a web address. */
final class Address {
  private Address() {}

  /**
   * The address that a section's name means: white space around it gone, {@code feed:} replaced by
   * the scheme it stands for, http or https in lower case, all else verbatim.
   *
   * @return null where it is no web address
   */
  static @Nullable String of(String name) {
    var url = name.strip();
    if (startsWith(url, "feed://")) {
      url = "http://" + url.substring(7);
    } else if (startsWith(url, "feed:")) {
      url = url.substring(5);
    }
    int scheme = startsWith(url, "http://") ? 7 : startsWith(url, "https://") ? 8 : 0;
    if (scheme == 0 || host(url, scheme).isEmpty() || endsOddly(url)) {
      return null;
    }
    return url.substring(0, scheme).toLowerCase(Locale.ROOT) + url.substring(scheme);
  }

  /** The same for addresses that most likely give the same feed: http or https, a slash more. */
  static String sameFeed(String url) {
    int scheme = url.indexOf("://") + 3;
    var host = host(url, scheme);
    int end = url.endsWith("/") ? url.length() - 1 : url.length();
    int path = scheme + host.length();
    return host.toLowerCase(Locale.ROOT) + (path < end ? url.substring(path, end) : "");
  }

  /** What was perhaps meant by a name that is no address; null where there is no telling. */
  static @Nullable String suggest(String name) {
    var bare = name.strip();
    while (!bare.isEmpty() && isWrapping(bare.charAt(0))) {
      bare = bare.substring(1);
    }
    while (!bare.isEmpty() && isWrapping(bare.charAt(bare.length() - 1))) {
      bare = bare.substring(0, bare.length() - 1);
    }
    int inside = bare.toLowerCase(Locale.ROOT).indexOf("http", 1);
    if (inside > 0 && of(bare.substring(inside)) != null) {
      return of(bare.substring(inside));
    }
    int colon = bare.indexOf(':');
    if (colon < 0 || colon > 8) {
      int dot = bare.indexOf('.');
      return dot > 0 && bare.indexOf('/') > dot ? of("https://" + bare) : null;
    }
    var written = bare.substring(0, colon).toLowerCase(Locale.ROOT);
    var scheme =
        Keys.distance(written, "https") < Keys.distance(written, "http") ? "https" : "http";
    int rest = colon + 1;
    while (rest < bare.length() && bare.charAt(rest) == '/') {
      rest++;
    }
    return Keys.distance(written, scheme) > 2 ? null : of(scheme + "://" + bare.substring(rest));
  }

  /** Up to the path, query or fragment; empty where that cannot be the name of a server. */
  private static String host(String url, int from) {
    int at = from;
    for (; at < url.length() && "/?#".indexOf(url.charAt(at)) < 0; at++) {
      char c = url.charAt(at);
      if (Ini.isSpace(c) || isWrapping(c) || c == '\\') {
        return "";
      }
    }
    return url.substring(from, at);
  }

  private static boolean endsOddly(String url) {
    return isWrapping(url.charAt(url.length() - 1));
  }

  private static boolean isWrapping(char c) {
    return c == '"' || c == '\'' || c == '<' || c == '>' || c == '“' || c == '”';
  }

  private static boolean startsWith(String url, String prefix) {
    return url.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
