package orrery.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Where the feeds of known hosts and of known software are, and where feeds usually are. */
final class DiscoveryHosts {
  private static final List<String> USUAL =
      List.of(
          "feed",
          "atom.xml",
          "rss.xml",
          "feed.xml",
          "index.xml",
          "feeds/posts/default",
          "feed.json",
          "rss",
          "?feed=rss2",
          "index.rdf",
          "atom");

  private DiscoveryHosts() {}

  /** The addresses that the page's host or software documents; none for most pages. */
  static List<String> known(Document page, String base, String url) {
    String host = DiscoveryAddress.host(url);
    String site = host.startsWith("www.") ? host.substring(4) : host;
    String path = DiscoveryAddress.path(url);
    String[] parts = path.split("/", -1);
    String first = parts.length > 1 ? parts[1] : "";
    String second = parts.length > 2 ? parts[2] : "";
    return switch (site) {
      case "youtube.com", "m.youtube.com" -> youtube(page, url, first, second);
      case "medium.com" ->
          first.isEmpty() ? List.of() : List.of("https://medium.com/feed/" + first);
      case "github.com" -> first.isEmpty() ? List.of() : github(first, second);
      default -> bySoftware(page, base, url, site, first);
    };
  }

  private static List<String> github(String owner, String repository) {
    String address = "https://github.com/" + owner;
    return repository.isEmpty()
        ? List.of(address + ".atom")
        : List.of(
            address + '/' + repository + "/releases.atom",
            address + '/' + repository + "/commits.atom");
  }

  private static List<String> bySoftware(
      Document page, String base, String url, String site, String first) {
    String root = root(url);
    if (site.endsWith(".wordpress.com")
        || site.endsWith(".substack.com")
        || site.endsWith(".medium.com")) {
      return List.of(root + "/feed");
    }
    if (site.contains(".blogspot.") || generator(page).startsWith("blogger")) {
      return List.of(root + "/feeds/posts/default");
    }
    if (site.endsWith(".tumblr.com")) {
      return List.of(root + "/rss");
    }
    if (first.startsWith("@") && page.getElementById("mastodon") != null) {
      return List.of(root + '/' + first + ".rss");
    }
    // WordPress says where it is installed by naming its REST API.
    Element api = page.selectFirst("link[rel=https://api.w.org/][href]");
    if (api != null) {
      String address = DiscoveryAddress.resolve(base, api.attr("href"));
      int end = address.indexOf("wp-json");
      return end > 0 ? List.of(address.substring(0, end) + "feed/") : List.of();
    }
    return List.of();
  }

  private static List<String> youtube(Document page, String url, String first, String second) {
    String feeds = "https://www.youtube.com/feeds/videos.xml?";
    int list = url.indexOf("list=");
    if (first.equals("playlist") && list > 0) {
      return List.of(feeds + "playlist_id=" + id(url.substring(list + 5)));
    }
    if (first.equals("channel")) {
      return List.of(feeds + "channel_id=" + id(second));
    }
    if (first.equals("user")) {
      return List.of(feeds + "user=" + id(second));
    }
    Element channel = page.selectFirst("meta[itemprop=channelId], meta[itemprop=identifier]");
    if (channel != null && first.startsWith("@")) {
      return List.of(feeds + "channel_id=" + id(channel.attr("content")));
    }
    return List.of();
  }

  private static String id(String text) {
    int end = 0;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || "_-".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return text.substring(0, end);
  }

  /** The usual addresses: below the page, then at the root; the software's own first. */
  static List<String> guesses(Document page, String url) {
    List<String> names = new ArrayList<>(USUAL);
    String own =
        switch (software(generator(page))) {
          case "hugo" -> "index.xml";
          case "jekyll", "eleventy", "astro" -> "feed.xml";
          case "hexo", "octopress", "pelican" -> "atom.xml";
          case "ghost" -> "rss";
          case "drupal" -> "rss.xml";
          default -> "feed";
        };
    names.remove(own);
    names.addFirst(own);
    String root = root(url) + '/';
    String path = DiscoveryAddress.path(url);
    String folder = root(url) + path.substring(0, path.lastIndexOf('/') + 1);
    List<String> guesses = new ArrayList<>();
    if (folder.length() > root.length()) {
      names.forEach(name -> guesses.add(folder + name));
    }
    names.forEach(name -> guesses.add(root + name));
    return guesses;
  }

  private static String software(String generator) {
    int end = 0;
    while (end < generator.length() && Character.isLetter(generator.charAt(end))) {
      end++;
    }
    return generator.substring(0, end);
  }

  private static String generator(Document page) {
    Element generator = page.selectFirst("meta[name=generator][content]");
    return generator == null ? "" : generator.attr("content").strip().toLowerCase(Locale.ROOT);
  }

  /** Scheme and host of an absolute web address. */
  private static String root(String url) {
    int start = url.indexOf("://") + 3;
    return url.substring(0, start) + DiscoveryAddress.host(url);
  }
}
