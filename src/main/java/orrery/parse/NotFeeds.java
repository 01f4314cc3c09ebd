package orrery.parse;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import orrery.feed.Parsed;

/** Says what a document is that is no feed, and what to do about it. */
final class NotFeeds {
  private NotFeeds() {}

  static Parsed empty(Problems problems) {
    return new Parsed.NotAFeed(
        "The document is empty: the server answered, but sent nothing.", problems.list());
  }

  /** What binary thing it is; null where it may be text. */
  static @Nullable String binary(byte[] b) {
    String kind =
        starts(b, "\u0089PNG")
                || starts(b, "GIF8")
                || starts(b, "\u00FF\u00D8\u00FF")
                || starts(b, "RIFF")
            ? "a picture"
            : starts(b, "%PDF")
                ? "a PDF document"
                : starts(b, "PK\u0003\u0004")
                    ? "a ZIP archive"
                    : starts(b, "\u001F\u008B")
                        ? "compressed with gzip, without the server saying so"
                        : starts(b, "ID3") || starts(b, "OggS") ? "a sound file" : null;
    if (kind == null) {
      int zeros = 0;
      int controls = 0;
      int looked = Math.min(b.length, 512);
      for (int i = 0; i < looked; i++) {
        zeros += b[i] == 0 ? 1 : 0;
        controls += (b[i] >= 0 && b[i] < 9) || (b[i] > 13 && b[i] < 27) ? 1 : 0;
      }
      // Text in UTF-16 and UTF-32 is zeros to a half and three quarters.
      kind = controls - zeros > looked / 10 && controls > 4 ? "binary data" : null;
    }
    return kind == null
        ? null
        : "This is " + kind + ", not a feed; register the address of the feed itself.";
  }

  private static boolean starts(byte[] b, String mark) {
    if (b.length < mark.length()) {
      return false;
    }
    for (int i = 0; i < mark.length(); i++) {
      if ((b[i] & 0xFF) != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static Parsed text(String text, Problems problems) {
    String beginning = text.strip();
    if (beginning.startsWith("<")) {
      return new Parsed.NotAFeed(
          "The document breaks off before it says anything; the server sent only its beginning.",
          problems.list());
    }
    beginning = beginning.substring(0, Math.min(60, beginning.length())).replace('\n', ' ');
    return new Parsed.NotAFeed(
        "This is plain text, not a feed; it begins: \"" + beginning + "\".", problems.list());
  }

  static Parsed xml(Node root, Problems problems) {
    String name = root.name.toLowerCase(Locale.ROOT);
    String reason =
        switch (name) {
          case "opml" ->
              "This is OPML, a list of feeds; register the feeds that it lists, or give it as a"
                  + " reading list.";
          case "urlset", "sitemapindex" ->
              "This is a sitemap for search engines, not a feed; look for the feed's own address.";
          case "redirect" -> redirect(root);
          case "error" -> "The server answered with an error message in XML, not with a feed.";
          case "html" -> "This is a web page, not a feed; register the address of its feed.";
          case "svg" ->
              "This is a picture (SVG), not a feed; register the address of the feed itself.";
          case "rsd", "service", "opensearchdescription" ->
              "This describes a service (<" + root.name + ">), it is not a feed.";
          default ->
              "This is XML, but no feed: its first element is <"
                  + cut(root.name)
                  + ">, not <rss>,"
                  + " <feed> or <rdf:RDF>.";
        };
    return new Parsed.NotAFeed(reason, problems.list());
  }

  private static String cut(String name) {
    return name.length() > 40 ? name.substring(0, 40) + "…" : name;
  }

  private static String redirect(Node root) {
    String where = root.textOf("newlocation");
    return where == null
        ? "This document says that the feed has moved, but not where to."
        : "This document says that the feed has moved to " + cut(where) + "; register that.";
  }
}
