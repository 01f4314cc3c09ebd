package orrery.parse;

/** What feeds look like: the words by which {@link LenientXml} mends what is not well-formed. */
final class FeedWords {
  private FeedWords() {}

  /** Elements that hold elements only: white space in them means nothing. */
  static boolean isContainer(String key) {
    return switch (key) {
      case "rss", "rdf:rdf", "feed", "channel", "item", "entry", "image", "author", "source" ->
          true;
      default -> false;
    };
  }

  static boolean isStructure(String key) {
    return switch (key) {
      case "rss", "rdf", "rdf:rdf", "feed", "channel", "item", "entry", "items" -> true;
      default -> false;
    };
  }

  /** Elements of which a document has one. */
  static boolean isOutermost(String key) {
    return switch (key) {
      case "rss", "rdf:rdf", "feed", "channel" -> true;
      default -> false;
    };
  }

  /** Fields of an entry that hold no elements. */
  static boolean isLeaf(String key) {
    return switch (key) {
      case "title",
          "link",
          "guid",
          "pubdate",
          "published",
          "updated",
          "modified",
          "issued",
          "created",
          "id",
          "category",
          "comments",
          "language",
          "ttl",
          "generator",
          "copyright",
          "lastbuilddate",
          "managingeditor",
          "enclosure",
          "media:thumbnail",
          "itunes:image",
          "webmaster",
          "docs",
          "dc:date",
          "dc:creator",
          "dc:subject",
          "dc:title",
          "dc:language",
          "dc:publisher",
          "dc:rights" ->
          true;
      default -> false;
    };
  }

  static boolean isBody(String key) {
    return switch (key) {
      case "description", "content:encoded", "summary", "content", "tagline", "subtitle" -> true;
      default -> false;
    };
  }

  static boolean isField(String key) {
    return isLeaf(key)
        || isBody(key)
        || key.equals("item")
        || key.equals("entry")
        || key.equals("author")
        || key.equals("image");
  }

  static boolean isHtmlToo(String key) {
    return switch (key) {
      case "title", "link", "summary", "image", "content" -> true;
      default -> false;
    };
  }
}
