package orrery;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import orrery.curate.Identity;

/**
 * An address as somebody types it, perhaps without {@code https://}.
 *
 * @param url with a scheme
 * @param host and port in lower case, without {@code www.}
 * @param path without a slash at its end; empty for the front page of the host
 * @param bare whether it may as well be a word with a dot in it
 */
record Place(String url, String host, String path, boolean bare) {
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(?:feed:)?(?:(https?)://)(?:[^/?#@\\s]*@)?([^/?#\\s]+)([/?#]\\S*)?");

  private static final Pattern WITHOUT_SCHEME =
      Pattern.compile("((?:[\\p{L}\\p{N}_-]+\\.)+[\\p{L}\\p{N}-]+(?::\\d+)?)([/?#]\\S*)?");

  /** Null where it is none. */
  static @Nullable Place of(String typed) {
    String said = typed.strip();
    Matcher whole = ADDRESS.matcher(said);
    if (whole.matches()) {
      String url = said.regionMatches(true, 0, "feed:", 0, 5) ? said.substring(5) : said;
      return of(url, whole.group(1), whole.group(2), whole.group(3), false);
    }
    Matcher rest = WITHOUT_SCHEME.matcher(said);
    return rest.matches()
        ? of("https://" + said, "https", rest.group(1), rest.group(2), rest.group(2) == null)
        : null;
  }

  private static Place of(
      String url, String scheme, String server, @Nullable String rest, boolean bare) {
    String host = server.toLowerCase(Locale.ROOT);
    host = host.startsWith("www.") ? host.substring(4) : host;
    String usual = scheme.equalsIgnoreCase("https") ? ":443" : ":80";
    host = host.endsWith(usual) ? host.substring(0, host.length() - usual.length()) : host;
    String path = rest == null ? "" : rest;
    int hash = path.indexOf('#');
    path = hash < 0 || path.startsWith("#!", hash) ? path : path.substring(0, hash);
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return new Place(url, host, path, bare);
  }

  /** The front page of its host. */
  Place front() {
    return new Place(root(), host, "", false);
  }

  String root() {
    return url.substring(0, url.indexOf("://") + 3) + host + "/";
  }

  /** Whether another address means the same page. */
  boolean same(@Nullable String other) {
    return other != null && Identity.linkKey(other) == Identity.linkKey(url);
  }

  /** Whether this is a page of a site, which may be a part of its host only. */
  boolean within(Place site) {
    return on(site)
        && (path.equals(site.path) || path.startsWith(site.path + "/") || site.path.isEmpty());
  }

  /** Whether this lies on the same host. */
  boolean on(Place site) {
    return host.equals(site.host);
  }

  /** Whether the site belongs to one of many people on its host: {@code /~ada}, {@code /@ada}. */
  boolean shares() {
    return path.startsWith("/~") || path.startsWith("/@");
  }
}
