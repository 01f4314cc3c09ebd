package orrery.parse;

import org.jspecify.annotations.Nullable;
import orrery.feed.Format;
import orrery.feed.Parsed;

/** Understands feeds: RSS 0.90 to 2.0, Atom 0.3 and 1.0, CDF, JSON Feed, and pages of h-feed. */
public final class FeedParser {
  private FeedParser() {}

  /**
   * What a document says.
   *
   * @return {@link Parsed.Understood}, or {@link Parsed.NotAFeed} with a reason for its author;
   *     never an exception, whatever the bytes
   */
  public static Parsed parse(Document document) {
    Problems problems = new Problems();
    byte[] body = Gzip.unpacked(document.body());
    String base = document.base() == null ? document.url() : document.base();
    if (body.length == 0) {
      return NotFeeds.empty(problems);
    }
    String binary = NotFeeds.binary(body);
    if (binary != null) {
      return new Parsed.NotAFeed(binary, problems.list());
    }
    Decoder.Decoded decoded = Decoder.decode(body, document.contentType(), problems);
    String text = decoded.text();
    int start = skipBlank(text, 0);
    if (start == text.length()) {
      return NotFeeds.empty(problems);
    }
    if (text.charAt(start) == '{' || text.charAt(start) == '[') {
      return JsonFeed.read(
          text.substring(start), decoded.encoding(), base, document.language(), problems);
    }
    int root = rootAt(text, start);
    if (root < 0) {
      return NotFeeds.text(text, problems);
    }
    if (isHtml(text, root)) {
      int feed = feedInside(text, root);
      if (feed < 0) {
        return HFeed.read(text, decoded.encoding(), base, document.language(), problems);
      }
      problems.warn(
          "junk-before",
          "A page of HTML stands around the feed; it was ignored. Serve the feed alone.",
          1);
      start = feed;
    } else if (start > 0 && text.startsWith("<?xml", start)) {
      problems.warn(
          "junk-before",
          "White space stands before <?xml; remove it, nothing may stand before it.",
          1);
    }
    LenientXml.Tree tree = LenientXml.parse(text, start, problems);
    Node found = tree.root();
    if (found == null) {
      return NotFeeds.text(text, problems);
    }
    Node feed = feedIn(found);
    Format format = feed == null ? null : XmlFeed.format(feed);
    if (feed == null || format == null) {
      return NotFeeds.xml(found, problems);
    }
    if (tree.cut()) {
      problems.warn(
          "truncated",
          "The document breaks off before its end; the entries that are whole were read. Publish it"
              + " again, and see whether a limit of the server cuts it.",
          tree.lines().at(text.length()));
    }
    return XmlFeed.read(
        feed, format, tree, decoded.encoding(), base, document.language(), problems);
  }

  private static int skipBlank(String text, int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) <= ' ' || text.charAt(i) == '\uFEFF')) {
      i++;
    }
    return i;
  }

  /** Where the first element begins, -1 where there is none. */
  private static int rootAt(String text, int from) {
    int i = from;
    boolean comments = true;
    while (true) {
      i = text.indexOf('<', i);
      if (i < 0 || i + 1 >= text.length()) {
        return -1;
      }
      char next = text.charAt(i + 1);
      if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '_') {
        return i;
      }
      if (comments && text.startsWith("<!--", i)) {
        int close = text.indexOf("-->", i);
        comments = close >= 0;
        i = close < 0 ? i + 1 : close;
      } else {
        i++;
      }
    }
  }

  private static boolean isHtml(String text, int root) {
    for (String name : HTML) {
      if (text.regionMatches(true, root + 1, name, 0, name.length())) {
        int end = root + 1 + name.length();
        return end >= text.length() || " \t\r\n/>".indexOf(text.charAt(end)) >= 0;
      }
    }
    return false;
  }

  private static final String[] HTML = {
    "html", "head", "body", "script", "meta", "title", "div", "table", "p", "br", "center", "h1",
    "b", "a", "link", "style", "pre", "font", "span"
  };

  /** Where a feed begins in a document that begins as HTML, -1 where none does. */
  private static int feedInside(String text, int from) {
    int best = -1;
    for (String root : new String[] {"<rss ", "<rss>", "<feed ", "<rdf:RDF"}) {
      int found = text.indexOf(root, from);
      if (found >= 0 && (best < 0 || found < best) && !isLicence(text, found)) {
        best = found;
      }
    }
    int declaration = best < 0 ? -1 : text.lastIndexOf("<?xml", best);
    return declaration > from ? declaration : best;
  }

  /** Pages carry RDF that is no feed: licences, trackback addresses. */
  private static boolean isLicence(String text, int root) {
    if (!text.startsWith("<rdf:RDF", root)) {
      return false;
    }
    String tag = text.substring(root, Math.min(text.length(), root + 2000));
    return !tag.contains("rss/1.0/") && !tag.contains("rdf/simple/0.9/");
  }

  /** The feed of a document: its root, or what a wrapper holds. */
  private static @Nullable Node feedIn(Node root) {
    if (XmlFeed.format(root) != null) {
      return root;
    }
    for (Object child : root.children()) {
      if (child instanceof Node node
          && !node.key.equals("item")
          && !node.key.equals("entry")
          && XmlFeed.format(node) != null) {
        return node;
      }
    }
    return null;
  }

  /** A document as text, whatever it is: for {@link Discovery}. */
  public static String text(Document document) {
    return Decoder.decode(document.body(), document.contentType(), new Problems()).text();
  }
}
