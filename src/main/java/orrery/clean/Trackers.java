package orrery.clean;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import orrery.feed.Text;

/** Pictures and links that count readers instead of telling them something. */
public final class Trackers {
  private Trackers() {}

  /** How many pictures and frames of a text count its readers; {@link Cleaner} takes them out. */
  public static int in(Text text) {
    if (!text.html()) {
      return 0;
    }
    int trackers = 0;
    for (Element e : Jsoup.parseBodyFragment(text.value()).select("img[src], iframe[src]")) {
      String address = Addresses.safe(e.attr("src"), text.base());
      boolean dot =
          e.normalName().equals("img") && (isDot(e.attr("width")) || isDot(e.attr("height")));
      if (address != null && (dot || counts(address))) {
        trackers++;
      }
    }
    return trackers;
  }

  private static boolean isDot(String size) {
    int pixels = Pictures.pixels(size);
    return pixels == 0 || pixels == 1;
  }

  /** Whether the picture at this absolute address is a counter. */
  static boolean counts(String address) {
    int host = address.indexOf("://") + 3;
    return switch (site(address, host)) {
      case "pixel.wp.com", "stats.wordpress.com", "pixel.quantserve.com" -> true;
      case "b.scorecardresearch.com", "www.google-analytics.com", "stats.g.doubleclick.net" -> true;
      case "ad.doubleclick.net", "feedads.g.doubleclick.net", "feedads.googleadservices.com" ->
          true;
      case "res.feedsportal.com", "da.feedsportal.com", "pi.feedsportal.com" -> true;
      case "feeds.wordpress.com", "www.pheedo.com", "ads.pheedo.com", "rss.buysellads.com" -> true;
      case "medium.com" -> address.startsWith("/_/stat", host + 10);
      case "www.facebook.com" -> address.startsWith("/tr", host + 16);
      case "blogger.googleusercontent.com" -> address.startsWith("/tracker/", host + 29);
      default ->
          (address.startsWith("feeds.", host) && address.contains("/~"))
              || address.contains(".assoc-amazon.")
              || address.contains("/piwik.php?")
              || address.contains("/matomo.php?");
    };
  }

  /** Whether a link belongs to the row of buttons that a feed service puts below every post. */
  static boolean footer(String address) {
    int host = address.indexOf("://") + 3;
    return switch (site(address, host)) {
      case "feeds.wordpress.com", "feedads.g.doubleclick.net", "da.feedsportal.com" -> true;
      case "ad.doubleclick.net", "ads.pheedo.com", "www.pheedo.com", "rss.buysellads.com" -> true;
      default ->
          address.startsWith("feeds.", host)
              && (address.contains("/~ff/") || address.contains("/~a/"));
    };
  }

  private static String site(String address, int host) {
    int end = address.indexOf('/', host);
    return address.substring(host, end < 0 ? address.length() : end);
  }
}
