package orrery.parse;

import org.jspecify.annotations.Nullable;

/**
 * What reading any part of one XML feed needs.
 *
 * @param atom whether the feed is Atom of some kind
 */
record XmlContext(Bases bases, Texts texts, Modules modules, Lines lines, boolean atom) {

  int line(Node node) {
    return lines.at(node.offset);
  }

  /** The address of a picture, however an element says it. */
  @Nullable String picture(Node node) {
    String reference = node.textOf("url");
    reference = reference == null ? node.attribute("href") : reference;
    reference = reference == null ? node.attribute("url") : reference;
    reference = reference == null ? node.attribute("rdf:resource") : reference;
    if (reference == null && !node.hasElements()) {
      reference = node.text();
    }
    return reference == null ? null : bases.resolve(node, reference);
  }

  /** The picture that an early {@code itunes:link rel="image"} names. */
  @Nullable String linkedPicture(Node node) {
    return "image".equalsIgnoreCase(node.attribute("rel")) ? picture(node) : null;
  }

  /** What a document wrote, short enough for a message. */
  static String shown(String written) {
    return '"' + (written.length() > 60 ? written.substring(0, 60) + "…" : written) + '"';
  }
}
