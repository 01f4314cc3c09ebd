package orrery.site;

import java.util.EnumSet;
import java.util.Set;

/** The forms in which the site gives what is on its pages to programs. */
public enum Form {
  /** Atom 1.0 (RFC 4287), each post with its source. */
  ATOM("atom.xml", "application/atom+xml", "Atom"),
  /** RSS 2.0. */
  RSS20("rss20.xml", "application/rss+xml", "RSS"),
  /** RSS 1.0, which is RDF. */
  RSS10("rss10.xml", "application/rdf+xml", "RSS 1.0"),
  /** JSON Feed 1.1. */
  JSON("feed.json", "application/feed+json", "JSON Feed"),
  /** OPML 2.0: the blogs, to be subscribed. */
  OPML("opml.xml", "text/x-opml", "OPML"),
  /** FOAF in RDF: the blogs, and who writes them. */
  FOAF("foafroll.xml", "application/rdf+xml", "FOAF");

  /** What a feed reader is told of in a page's head. */
  static final Set<Form> TOLD = EnumSet.of(ATOM, RSS20, JSON);

  private final String file;
  private final String type;
  private final String label;

  Form(String file, String type, String label) {
    this.file = file;
    this.type = type;
    this.label = label;
  }

  /** What the file is called, wherever it lies. */
  String file() {
    return file;
  }

  /** The media type. */
  String type() {
    return type;
  }

  /** The name by which people know it. */
  String label() {
    return label;
  }

  /** Whether it holds blogs rather than posts. */
  boolean roll() {
    return this == OPML || this == FOAF;
  }
}
