package orrery.site;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last look at what other rooms hand over. Posts are clean when they arrive; faces and homes
 * may come from feeds.ini as somebody typed them, and names from feeds that put an e-mail address
 * there.
 */
final class Safe {
  private static final Pattern FACE = Pattern.compile("faces/[0-9a-z]+\\.(png|jpg)");

  private Safe() {}

  /** The address where it is one of http or https, else null. */
  static @Nullable String http(@Nullable String url) {
    if (url == null) {
      return null;
    }
    String u = url.strip();
    boolean http = u.regionMatches(true, 0, "http://", 0, 7) && u.length() > 7;
    boolean https = u.regionMatches(true, 0, "https://", 0, 8) && u.length() > 8;
    return http || https ? u : null;
  }

  /** The path where it is one of a face that lies with the site, else null. */
  static @Nullable String face(@Nullable String path) {
    return path != null && FACE.matcher(path).matches() ? path : null;
  }

  /** The address without a name and password that it may hold (RFC 3986, section 3.2.1). */
  static String open(String url) {
    int host = url.indexOf("://") + 3;
    int end = host;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    int at = url.lastIndexOf('@', end - 1);
    return host > 2 && at >= host ? url.substring(0, host) + url.substring(at + 1) : url;
  }

  /** The name without words that are e-mail addresses; null where nothing is left of it. */
  static @Nullable String name(@Nullable String name) {
    if (name == null || name.indexOf('@') < 0) {
      return name == null || name.isBlank() ? null : name;
    }
    StringBuilder kept = new StringBuilder();
    for (String word : name.strip().split("\\s+", -1)) {
      int at = word.indexOf('@');
      if (at <= 0 || at == word.length() - 1) {
        kept.append(kept.isEmpty() ? "" : " ").append(word);
      }
    }
    String rest = kept.toString();
    boolean bracketed = rest.length() > 2 && rest.startsWith("(") && rest.endsWith(")");
    rest = bracketed ? rest.substring(1, rest.length() - 1) : rest;
    return rest.isBlank() ? null : rest;
  }

  /** The keys that a theme may show: those about e-mail are left out. */
  static Map<String, String> extras(Map<String, String> extras) {
    if (extras.isEmpty()) {
      return extras;
    }
    Map<String, String> shown = new TreeMap<>(extras);
    shown.keySet().removeIf(key -> key.toLowerCase(Locale.ROOT).contains("mail"));
    return shown;
  }
}
