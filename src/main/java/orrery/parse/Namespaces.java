package orrery.parse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of feeds, each under its usual prefix, in all the spellings that were ever
 * published.
 */
final class Namespaces {
  static final String NONE = "";
  static final String ATOM = "atom";
  static final String ATOM03 = "atom03";
  static final String RSS = "rss";
  static final String RSS10 = "rss10";
  static final String RSS09 = "rss09";
  static final String XHTML = "xhtml";
  static final String XML = "xml";
  static final String MEDIA = "media";
  static final String ITUNES = "itunes";

  private static final Map<String, String> BY_ADDRESS = new HashMap<>(128);
  private static final Map<String, String> BY_PREFIX = new HashMap<>(64);

  private Namespaces() {}

  static {
    known(ATOM, "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns/1.0");
    known(
        ATOM03,
        "http://purl.org/atom/ns",
        "http://example.com/newformat",
        "http://example.com/necho",
        "http://purl.org/echo",
        "uri/of/echo/namespace",
        "http://purl.org/pie",
        "http://purl.org/net/atom");
    known(RSS10, "http://purl.org/rss/1.0", "http://purl.org/net/rss1.1");
    known(
        RSS09,
        "http://my.netscape.com/rdf/simple/0.9",
        "http://channel.netscape.com/rdf/simple/0.9",
        "http://my.netscape.com/publish/formats/rss-0.91.dtd");
    known(
        RSS,
        "http://backend.userland.com/rss",
        "http://backend.userland.com/rss2",
        "http://backend.userland.com/RSS2",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://cyber.law.harvard.edu/rss",
        "http://cyber.law.harvard.edu/rss/rss.html",
        "http://www.rssboard.org/rss-specification",
        "http://purl.org/rss/2.0",
        "http://purl.org/rss/2.0/",
        "http://backend.userland.com/rss091",
        "http://backend.userland.com/rss092",
        "http://my.netscape.com/rdf/simple/0.91",
        "http://www.rssboard.org");
    known("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns");
    known("dc", "http://purl.org/dc/elements/1.1", "http://purl.org/dc/elements/1.0");
    known("dcterms", "http://purl.org/dc/terms");
    known("content", "http://purl.org/rss/1.0/modules/content");
    known("sy", "http://purl.org/rss/1.0/modules/syndication");
    known("slash", "http://purl.org/rss/1.0/modules/slash");
    known("admin", "http://webns.net/mvcb");
    known(
        "media",
        "http://search.yahoo.com/mrss",
        "https://search.yahoo.com/mrss",
        "http://search.yahoo.com/rss/mrss",
        "http://www.rssboard.org/media-rss",
        "http://tools.search.yahoo.com/mrss",
        "http://video.search.yahoo.com/mrss");
    known(
        "itunes",
        "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
        "http://www.itunes.com/dtds/podcast-1.0",
        "http://example.com/DTDs/PodCast-1.0.dtd",
        "https://www.itunes.com/dtds/podcast-1.0.dtd");
    known("googleplay", "http://www.google.com/schemas/play-podcasts/1.0");
    known("feedburner", "http://rssnamespace.org/feedburner/ext/1.0");
    known("wfw", "http://wellformedweb.org/CommentAPI");
    known("thr", "http://purl.org/syndication/thread/1.0");
    known("cc", "http://web.resource.org/cc", "http://creativecommons.org/ns");
    known(
        "creativecommons",
        "http://backend.userland.com/creativeCommonsRssModule",
        "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html");
    known("webfeeds", "http://webfeeds.org/rss/1.0");
    known("podcast", "https://podcastindex.org/namespace/1.0");
    known(XHTML, "http://www.w3.org/1999/xhtml", "http://www.w3.org/TR/xhtml1/strict");
    known(XML, "http://www.w3.org/XML/1998/namespace");
    for (String prefix : BY_ADDRESS.values()) {
      BY_PREFIX.put(prefix, prefix);
    }
    BY_PREFIX.put("html", XHTML);
    BY_PREFIX.put("a10", ATOM);
    BY_PREFIX.put("atom10", ATOM);
    BY_PREFIX.put("dct", "dcterms");
  }

  private static void known(String prefix, String... addresses) {
    for (String address : addresses) {
      BY_ADDRESS.put(fold(address), prefix);
    }
  }

  /** Without case, and without the mark that ends it: authors disagree on both. */
  private static String fold(String address) {
    String folded = address.strip().toLowerCase(Locale.ROOT);
    int end = folded.length();
    while (end > 0 && (folded.charAt(end - 1) == '/' || folded.charAt(end - 1) == '#')) {
      end--;
    }
    return folded.substring(0, end);
  }

  /** The usual prefix of a namespace; the address itself where it is unknown. */
  static String of(String address) {
    String known = BY_ADDRESS.get(fold(address));
    return known != null ? known : address.strip();
  }

  /** The namespace that people mean by a prefix they have not declared; null where unclear. */
  static @Nullable String ofPrefix(String prefix) {
    return BY_PREFIX.get(prefix.toLowerCase(Locale.ROOT));
  }

  /** Whether a feed's own words live here: RSS and Atom in all versions, and no namespace. */
  static boolean isCore(String space) {
    return switch (space) {
      case NONE, ATOM, ATOM03, RSS, RSS10, RSS09 -> true;
      default -> false;
    };
  }
}
