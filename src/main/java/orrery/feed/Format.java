package orrery.feed;

import java.util.Locale;

/** The formats of feeds; the names in lower case are those of {@code inspect --json}. */
public enum Format {
  /** RSS 2.0, and RSS of an unknown version. */
  RSS20,
  /** RSS 1.0 (RDF). */
  RSS10,
  /** RSS 0.90 to 0.94, RDF or not. */
  RSS09X,
  /** Atom 1.0 (RFC 4287). */
  ATOM10,
  /** Atom 0.3, and earlier drafts. */
  ATOM03,
  /** Microsoft's Channel Definition Format. */
  CDF,
  /** JSON Feed 1.0 and 1.1. */
  JSON1,
  /** A page of microformats: h-feed, h-entry. */
  HFEED;

  /** The name in lower case, as it stands in {@code inspect --json}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As people call it. */
  public String words() {
    return switch (this) {
      case RSS20 -> "RSS 2.0";
      case RSS10 -> "RSS 1.0";
      case RSS09X -> "RSS 0.9x";
      case ATOM10 -> "Atom 1.0";
      case ATOM03 -> "Atom 0.3";
      case CDF -> "CDF";
      case JSON1 -> "JSON Feed";
      case HFEED -> "a page marked up with microformats (h-feed)";
    };
  }
}
