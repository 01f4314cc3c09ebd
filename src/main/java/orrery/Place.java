package orrery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import orrery.curate.Identity;

/**
 * An address as somebody types it, perhaps without {@code https://}.
 *
 * @param url with a scheme
 * @param host and port in lower case, without {@code www.}
 * @param path and query, without a slash at the end; empty for the front page of the host
 * @param bare whether it may as well be a word with a dot in it
 */
record Place(String url, String host, String path, boolean bare) {
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(?:feed:)?(https?://[^/?#\\s][^\\s]*)");

  private static final Pattern WITHOUT_SCHEME =
      Pattern.compile("(?:[\\p{L}\\p{N}_-]+\\.)+[\\p{L}\\p{N}-]+(?::\\d+)?([/?#]\\S*)?");

  /** Null where it is none. */
  static @Nullable Place of(String typed) {
    String said = typed.strip().replaceFirst("(?i)^feed://", "http://");
    Matcher whole = ADDRESS.matcher(said);
    if (whole.matches()) {
      return of(whole.group(1), false);
    }
    Matcher rest = WITHOUT_SCHEME.matcher(said);
    return rest.matches() ? of("https://" + said, rest.group(1) == null) : null;
  }

  private static Place of(String url, boolean bare) {
    String plain = Identity.plainLink(url);
    int end = 0;
    while (end < plain.length() && "/?#".indexOf(plain.charAt(end)) < 0) {
      end++;
    }
    return new Place(url, plain.substring(0, end), plain.substring(end), bare);
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
