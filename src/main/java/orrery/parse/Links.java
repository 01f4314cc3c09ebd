package orrery.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import orrery.feed.Attachment;
import orrery.feed.Link;

/** Gathers the links of a feed or an entry, and tells which of them is the one to follow. */
final class Links {
  private static final int MAX_LINKS = 200;
  private static final int NONE = 100;

  // How good a link is as the one to follow; lower is better.
  static final int ORIGINAL = -1;
  static final int SAID = 0;
  static final int ALTERNATE = 1;
  static final int OTHER_TYPE = 3;
  static final int PERMALINK = 4;
  static final int CONTENT = 5;
  static final int ABOUT = 6;

  private final Bases bases;
  private final List<Link> links = new ArrayList<>(4);
  private final List<Attachment> attachments = new ArrayList<>(0);
  private final List<String> hubs = new ArrayList<>(0);
  private @Nullable String best;
  private int rank = NONE;
  private @Nullable String self;

  /** Whether a link was relative, and nothing says to what. */
  private boolean relative;

  Links(Bases bases) {
    this.bases = bases;
  }

  /** A {@code link} element, Atom's or RSS's. */
  void add(Node node, boolean rss) {
    String href = node.attribute("href");
    if (href == null) {
      href = node.attribute("rdf:resource");
    }
    if (href != null || node.rawAttribute("href") != null) {
      atom(node, href == null ? "" : href);
      return;
    }
    String text = node.text();
    if (text != null) {
      // Escaped twice as often as once.
      said(node, text.replace("&amp;", "&"), rss ? SAID : ALTERNATE);
    }
  }

  /** A Creative Commons {@code license}. */
  void licence(Node node) {
    String reference = node.attribute("rdf:resource");
    String address = bases.resolve(node, reference == null ? node.text() : reference);
    if (address != null) {
      link(new Link(address, "license", null, null, null));
    }
  }

  /** An address that stands for the whole without further words. */
  void said(Node node, String reference, int quality) {
    String address = bases.resolve(node, reference);
    if (address != null) {
      propose(address, quality);
      link(new Link(address, "alternate", null, null, null));
    }
  }

  /** The author's own address of what came through a proxy. */
  void original(Node node) {
    String text = node.text();
    String address = text == null ? null : bases.resolve(node, text.replace("&amp;", "&"));
    if (address != null) {
      propose(address, ORIGINAL);
      link(new Link(address, "canonical", null, null, null));
    }
  }

  private void atom(Node node, String href) {
    String address = bases.resolve(node, href);
    if (address == null) {
      return;
    }
    String rel = node.attribute("rel");
    rel = rel == null ? "alternate" : relation(rel);
    String type = node.attribute("type");
    String title = node.attribute("title");
    link(new Link(address, rel, type, node.attribute("hreflang"), title));
    for (String one : rel.split(" ", -1)) {
      switch (one) {
        case "alternate" -> propose(address, isPage(type) ? ALTERNATE : OTHER_TYPE);
        case "self" -> self = self == null ? address : self;
        case "hub" -> hubs.add(address);
        case "enclosure" ->
            attach(new Attachment(address, type, length(node.attribute("length")), title, -1));
        default -> {}
      }
    }
  }

  private static String relation(String rel) {
    String folded = rel.strip().toLowerCase(Locale.ROOT);
    int last = folded.lastIndexOf('/');
    return folded.startsWith("http://www.iana.org/assignments/relation") && last > 0
        ? folded.substring(last + 1)
        : folded;
  }

  private static boolean isPage(@Nullable String type) {
    return type == null
        || type.regionMatches(true, 0, "text/html", 0, 9)
        || type.regionMatches(true, 0, "application/xhtml+xml", 0, 21);
  }

  void link(Link link) {
    relative |= !Addresses.isAbsolute(link.href());
    if (links.size() < MAX_LINKS && !links.contains(link)) {
      links.add(link);
    }
  }

  void propose(String address, int quality) {
    if (quality < rank) {
      rank = quality;
      best = address;
    }
  }

  /** Adds a file, or what is new about one that is known. */
  void attach(Attachment more) {
    for (int i = 0; i < attachments.size(); i++) {
      Attachment known = attachments.get(i);
      if (known.url().equals(more.url())) {
        attachments.set(
            i,
            new Attachment(
                known.url(),
                known.type() == null ? more.type() : known.type(),
                known.length() < 0 ? more.length() : known.length(),
                known.title() == null ? more.title() : known.title(),
                known.duration() < 0 ? more.duration() : known.duration()));
        return;
      }
    }
    if (attachments.size() < MAX_LINKS) {
      attachments.add(more);
    }
  }

  /** A number of bytes, -1 where it is none. */
  static long length(@Nullable String written) {
    if (written == null) {
      return -1;
    }
    long value = 0;
    int digits = 0;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c >= '0' && c <= '9' && digits < 18) {
        value = value * 10 + c - '0';
        digits++;
      } else if (c != ',' && c != ' ') {
        return -1;
      }
    }
    return digits == 0 ? -1 : value;
  }

  @Nullable String best() {
    return best;
  }

  boolean hasBetterThan(int quality) {
    return rank < quality;
  }

  @Nullable String self() {
    return self;
  }

  boolean relative() {
    return relative;
  }

  List<Link> all() {
    return links;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  List<String> hubs() {
    return hubs;
  }
}
