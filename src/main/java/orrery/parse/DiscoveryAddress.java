package orrery.parse;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What can be told from an address alone. */
final class DiscoveryAddress {
  // Words that a feed's address is made of.
  private static final Set<String> FEED_WORDS =
      Set.of("rss", "rss2", "rss20", "atom", "atom1", "rdf", "feed");
  private static final Set<String> FEED_ENDINGS = Set.of("rss", "rss2", "atom", "rdf");
  // XML and JSON beside the pages that is not for readers of feeds.
  private static final Set<String> OTHERS =
      Set.of(
          "sitemap",
          "opensearch",
          "osd",
          "wlwmanifest",
          "rsd",
          "oembed",
          "wp-json",
          "xmlrpc",
          "opml",
          "crossdomain",
          "browserconfig",
          "podlove",
          "osdd");
  private static final Set<String> TOPICS =
      Set.of("category", "categories", "tag", "tags", "topic", "topics", "label", "author", "-");

  private DiscoveryAddress() {}

  static boolean isWeb(String url) {
    return url.regionMatches(true, 0, "http://", 0, 7)
        || url.regionMatches(true, 0, "https://", 0, 8);
  }

  /**
   * An absolute web address without fragment, {@code feed:} taken off; empty where there is none.
   */
  static String resolve(String base, String href) {
    String address = withoutFeedScheme(href, base);
    Element link = new Element("a").attr("href", address);
    link.setBaseUri(base);
    String url = link.absUrl("href");
    int fragment = url.indexOf('#');
    String whole = fragment < 0 ? url : url.substring(0, fragment);
    return isWeb(whole) && !host(whole).isEmpty() ? whole : "";
  }

  /** {@code feed:https://a}, {@code feed://a}, {@code feed://http://a}. */
  private static String withoutFeedScheme(String href, String base) {
    if (!href.regionMatches(true, 0, "feed:", 0, 5)) {
      return href;
    }
    String rest = href.substring(5);
    rest = rest.startsWith("//") ? rest.substring(2) : rest;
    if (isWeb(rest)) {
      return rest;
    }
    String plain = "http://" + rest;
    return sameHost(plain, base) ? base.substring(0, base.indexOf(':')) + "://" + rest : plain;
  }

  /** The media type without parameters, in lower case as it came; null where there is none. */
  static @Nullable String mediaType(String type) {
    int end = type.indexOf(';');
    String media = (end < 0 ? type : type.substring(0, end)).strip();
    return media.isEmpty() ? null : media;
  }

  /** How much an address, relative or absolute, looks like a feed's: 2 much, 1 a little, 0 not. */
  static int likeness(String href) {
    if (href.length() > 2_000) {
      return 0;
    }
    String address = href.toLowerCase(Locale.ROOT);
    if (address.startsWith("feed:")) {
      return 2;
    }
    if (!isWeb(address) && hasScheme(address)) {
      return 0;
    }
    int end = end(address);
    int question = address.indexOf('?');
    String query = question >= 0 && question < end ? address.substring(question + 1, end) : "";
    String path = path(address);
    // A service that does something with the feed's address, which is inside.
    if (query.contains("http") || isAnother(path)) {
      return 0;
    }
    String name = lastSegment(path);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    boolean named = hasFeedWord(name);
    if (FEED_WORDS.contains(name)
        || FEED_ENDINGS.contains(name.contains(".") ? ending : "")
        || path.endsWith("/feeds/posts/default")
        || path.endsWith("/feeds/json")
        || path.endsWith("/feed/json")
        || name.equals("feed.json")
        || name.equals("index.xml")
        || (named && (ending.equals("xml") || ending.equals("php")))
        || asksForFeed(query)) {
      return 2;
    }
    boolean feedHost = isWeb(address) && name.length() > 0 && isFeedHost(host(address));
    return named || feedHost || (ending.equals("xml") && name.contains(".")) ? 1 : 0;
  }

  private static boolean hasScheme(String address) {
    int colon = address.indexOf(':');
    int slash = address.indexOf('/');
    return colon >= 0 && (slash < 0 || colon < slash);
  }

  private static boolean isFeedHost(String host) {
    return host.startsWith("feeds.") || host.startsWith("rss.") || host.equals("feedpress.me");
  }

  private static boolean isAnother(String path) {
    for (String word : OTHERS) {
      if (path.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean asksForFeed(String query) {
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if ((name.equals("feed") && !value.isEmpty())
          || FEED_WORDS.contains(value)
          || (name.equals("page") && value.equals("backend"))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a title says that something is a feed. */
  static boolean namesFeed(String title) {
    return hasFeedWord(title.toLowerCase(Locale.ROOT));
  }

  private static boolean hasFeedWord(String text) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !Character.isLetterOrDigit(text.charAt(i))) {
        if (FEED_WORDS.contains(text.substring(start, i))) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  /** What a feed at this address, called so, seems to hold. */
  static Discovery.Role role(String url, @Nullable String title) {
    String path = path(url.toLowerCase(Locale.ROOT));
    String name = title == null ? "" : title.toLowerCase(Locale.ROOT);
    if (hasSegment(path, Set.of("comments", "comment", "comments.xml", "comments-rss2.php"))
        || path.contains("comments-rss")
        || url.contains("feed=comments")
        || namesComments(name)) {
      return Discovery.Role.COMMENTS;
    }
    return hasSegment(path, TOPICS) ? Discovery.Role.TOPIC : Discovery.Role.POSTS;
  }

  private static boolean namesComments(String title) {
    for (String word :
        new String[] {
          "comment",
          "kommentar",
          "kommentti",
          "comentari",
          "comentário",
          "commenti",
          "reacties",
          "komentar",
          "komentář",
          "комментари",
          "коментар",
          "yorum",
          "σχόλια",
          "评论",
          "コメント"
        }) {
      if (title.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasSegment(String path, Set<String> wanted) {
    for (String segment : path.split("/", -1)) {
      if (wanted.contains(segment)) {
        return true;
      }
    }
    return false;
  }

  /** The same for addresses that lead to the same place but for scheme, www or a last slash. */
  static String key(String url) {
    int start = url.indexOf("://") + 3;
    int slash = url.indexOf('/', start);
    String host = host(url).toLowerCase(Locale.ROOT);
    String rest = slash < 0 ? "" : url.substring(slash);
    int end = rest.length();
    while (end > 0 && rest.charAt(end - 1) == '/') {
      end--;
    }
    return (host.startsWith("www.") ? host.substring(4) : host) + rest.substring(0, end);
  }

  static boolean sameHost(String a, String b) {
    return withoutWww(host(a)).equals(withoutWww(host(b)));
  }

  private static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  /** Host in lower case with its port, of an absolute web address. */
  static String host(String url) {
    int start = url.indexOf("://");
    if (start < 0) {
      return "";
    }
    int end = start + 3;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(start + 3, end).toLowerCase(Locale.ROOT);
  }

  /** The path of an address, relative or absolute. */
  static String path(String address) {
    int start = 0;
    if (isWeb(address) || address.startsWith("//")) {
      start = address.indexOf("//") + 2;
      while (start < address.length() && "/?#".indexOf(address.charAt(start)) < 0) {
        start++;
      }
    }
    int end = end(address);
    int question = address.indexOf('?', start);
    return address.substring(
        start, question >= 0 && question < end ? question : Math.max(start, end));
  }

  private static int end(String address) {
    int fragment = address.indexOf('#');
    return fragment < 0 ? address.length() : fragment;
  }

  private static String lastSegment(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }
}
