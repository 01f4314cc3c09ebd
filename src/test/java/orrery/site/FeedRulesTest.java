package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.site.Samples.JANE;
import static orrery.site.Samples.post;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Blog;
import orrery.feed.Post;
import orrery.feed.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The rules of the formats, for the feeds of all channels, with posts as odd as feeds have them, of
 * sites that know their address and of those that do not.
 */
class FeedRulesTest {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String DC = "http://purl.org/dc/elements/1.1/";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String RSS10 = "http://purl.org/rss/1.0/";
  private static final Blog FILE =
      new Blog("f", "A <file>", "src/own feed.xml", null, null, "", null, 1, null, Map.of());
  private static final List<Post> POSTS =
      List.of(
          post("a")
              .title("Fish & <chips> ]]>")
              .html("<p>1 &lt; 2 ]]&gt; <a href=\"#note\">*</a></p>")
              .tags(new Tag("c++", "C++ & \"more\""))
              .authors(new Author("Ada", null, "https://ada.example/"), new Author("B", null, null))
              .attachments(
                  new Attachment("https://x.example/a.mp3?a=1&b", "audio/mpeg", -1, null, -1),
                  new Attachment("https://x.example/b.mp3", "audio/mpeg", 9, "B", 9))
              .updated("2026-11-23T01:02:03Z")
              .rights("© 2026 Ada & Co")
              .language("en-GB")
              .build(),
          post("b").id("https://jane.example.org/a").url("https://jane.example.org/b").build(),
          post("c").id("17").url(null).html("").excerpt("").authors().language(null).build(),
          post("d").blog(FILE).id("17").url(null).html("").title("\u0000\u0008odd\uffff").build());

  static Stream<Arguments> all() {
    List<Arguments> all = new ArrayList<>();
    for (String link : new String[] {"https://planet.example.org/?a=1&b", null}) {
      Site site =
          new Site(
              Samples.settings("P & <Q>", link, null, "en", 9, "1", Map.of()), Theme.load(null));
      for (Channel channel :
          List.of(
              Channel.PLANET,
              Channel.of(JANE),
              Channel.of(FILE),
              Channel.tag(new Tag("c++", "C++ & <more>")),
              Channel.language("de"))) {
        for (List<Post> posts : List.of(POSTS, List.<Post>of())) {
          site.feeds(channel, posts, List.of(JANE, FILE))
              .forEach(page -> all.add(Arguments.of(page.path(), page, posts.size())));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} of {2} posts")
  @MethodSource("all")
  void feedsKeepTheRules(String path, Page page, int posts) throws Exception {
    if (path.endsWith("feed.json")) {
      jsonFeed(new ObjectMapper().readTree(page.bytes()), posts);
      return;
    }
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element root =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(page.bytes()))
            .getDocumentElement();
    switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "atom.xml" -> atom(root, posts);
      case "rss20.xml" -> rss20(one(root, null, "channel"), posts);
      case "rss10.xml" -> rss10(root, posts);
      case "opml.xml" -> opml(root);
      default -> assertThat(root.getLocalName()).isEqualTo("RDF");
    }
    absolute(root);
  }

  /** RFC 4287, section 4.1. */
  private static void atom(Element feed, int posts) {
    metadata(feed);
    assertThat(children(feed, ATOM, "author")).isNotEmpty();
    List<Element> entries = children(feed, ATOM, "entry");
    assertThat(entries).hasSize(posts);
    distinct(entries.stream().map(e -> text(e, ATOM, "id")).toList());
    for (Element entry : entries) {
      metadata(entry);
      Instant.parse(text(entry, ATOM, "published"));
      assertThat(children(entry, ATOM, "author")).isNotEmpty();
      for (Element author : children(entry, ATOM, "author")) {
        assertThat(text(author, ATOM, "name")).isNotBlank();
      }
      boolean linked =
          children(entry, ATOM, "link").stream()
              .anyMatch(l -> l.getAttribute("rel").equals("alternate"));
      int contents = children(entry, ATOM, "content").size();
      assertThat(contents).isLessThanOrEqualTo(1);
      assertThat(linked || contents == 1).as("an alternate link or content").isTrue();
      assertThat(children(entry, ATOM, "summary")).hasSizeLessThanOrEqualTo(1);
      metadata(one(entry, ATOM, "source"));
    }
    if (posts > 0) {
      assertThat(text(entries.getFirst(), ATOM, "rights")).isEqualTo("© 2026 Ada & Co");
      assertThat(entries.getFirst().getAttribute("xml:lang")).isEqualTo("en-GB");
      Element content = one(entries.getFirst(), ATOM, "content");
      assertThat(content.getAttribute("xml:base")).isEqualTo("https://jane.example.org/a");
    }
  }

  private static void metadata(Element of) {
    assertThat(URI.create(text(of, ATOM, "id"))).matches(URI::isAbsolute);
    one(of, ATOM, "title");
    Instant.parse(text(of, ATOM, "updated"));
    assertThat(children(of, ATOM, "link").stream().map(l -> l.getAttribute("rel")))
        .filteredOn(rel -> !rel.equals("enclosure"))
        .doesNotHaveDuplicates();
  }

  /** RSS 2.0.11 (rssboard.org/rss-specification), and the profile's rules for guid and source. */
  private static void rss20(Element channel, int posts) {
    for (String required : List.of("title", "link", "description")) {
      assertThat(text(channel, null, required)).isNotBlank();
    }
    rfc822(text(channel, null, "lastBuildDate"));
    List<Element> items = children(channel, null, "item");
    assertThat(items).hasSize(posts);
    distinct(items.stream().map(i -> text(i, null, "guid")).toList());
    for (Element item : items) {
      Element guid = one(item, null, "guid");
      boolean permalink = guid.getAttribute("isPermaLink").equals("true");
      assertThat(permalink)
          .isEqualTo(
              children(item, null, "link").stream()
                  .anyMatch(l -> l.getTextContent().equals(guid.getTextContent())));
      rfc822(text(item, null, "pubDate"));
      one(item, null, "title");
      one(item, null, "description");
      assertThat(children(item, null, "enclosure")).hasSizeLessThanOrEqualTo(1);
      for (Element enclosure : children(item, null, "enclosure")) {
        assertThat(Long.parseLong(enclosure.getAttribute("length"))).isNotNegative();
        assertThat(enclosure.getAttribute("type")).contains("/");
      }
    }
    if (posts > 0) {
      assertThat(text(items.getFirst(), DC, "rights")).isEqualTo("© 2026 Ada & Co");
    }
  }

  private static void rfc822(String date) {
    assertThat(date).matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
  }

  /** RSS 1.0, section 5: the sequence names each item once, and no other. */
  private static void rss10(Element rdf, int posts) {
    Element channel = one(rdf, RSS10, "channel");
    List<Element> items = children(rdf, RSS10, "item");
    assertThat(items).hasSize(posts);
    for (Element of : Stream.concat(Stream.of(channel), items.stream()).toList()) {
      assertThat(URI.create(of.getAttributeNS(RDF, "about"))).matches(URI::isAbsolute);
      assertThat(text(of, RSS10, "title")).isNotBlank();
      assertThat(text(of, RSS10, "link")).isNotBlank();
      one(of, RSS10, "description");
      Instant.parse(text(of, DC, "date"));
    }
    Element sequence = one(one(channel, RSS10, "items"), RDF, "Seq");
    List<String> named =
        children(sequence, RDF, "li").stream().map(l -> l.getAttributeNS(RDF, "resource")).toList();
    assertThat(named).isEqualTo(items.stream().map(i -> i.getAttributeNS(RDF, "about")).toList());
    distinct(named);
  }

  /** OPML 2.0: an outline of a feed says where it is. */
  private static void opml(Element opml) {
    one(one(opml, null, "head"), null, "title");
    for (Element outline : children(one(opml, null, "body"), null, "outline")) {
      assertThat(outline.getAttribute("text")).isNotBlank();
      if (outline.hasAttribute("type")) {
        assertThat(URI.create(outline.getAttribute("xmlUrl"))).matches(URI::isAbsolute);
      }
    }
  }

  /** JSON Feed 1.1. */
  private static void jsonFeed(JsonNode feed, int posts) {
    assertThat(feed.get("title").asString()).isNotBlank();
    assertThat(feed.get("items")).hasSize(posts);
    List<String> ids = new ArrayList<>();
    for (JsonNode item : feed.get("items")) {
      ids.add(item.get("id").asString());
      assertThat(item.has("content_html") || item.has("content_text")).isTrue();
      Instant.parse(item.get("date_published").asString());
      for (String address : List.of("url", "image")) {
        if (item.has(address)) {
          assertThat(URI.create(item.get(address).asString())).matches(URI::isAbsolute);
        }
      }
      item.path("attachments")
          .forEach(file -> assertThat(file.get("mime_type").asString()).contains("/"));
    }
    distinct(ids);
  }

  /** No address is relative, wherever it stands. */
  private static void absolute(Element element) {
    for (String name : List.of("href", "rdf:resource", "rdf:about", "xmlUrl", "htmlUrl", "url")) {
      if (element.hasAttribute(name)) {
        assertThat(URI.create(element.getAttribute(name))).as(name).matches(URI::isAbsolute);
      }
    }
    if (Set.of("link", "docs", "uri").contains(element.getLocalName())
        && !element.getTextContent().isEmpty()) {
      assertThat(URI.create(element.getTextContent())).matches(URI::isAbsolute);
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        absolute(inner);
      }
    }
  }

  private static void distinct(List<String> ids) {
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  private static List<Element> children(Element parent, @Nullable String namespace, String name) {
    List<Element> found = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element
          && element.getLocalName().equals(name)
          && (namespace == null
              ? element.getNamespaceURI() == null
              : namespace.equals(element.getNamespaceURI()))) {
        found.add(element);
      }
    }
    return found;
  }

  private static Element one(Element parent, @Nullable String namespace, String name) {
    List<Element> found = children(parent, namespace, name);
    assertThat(found).as("%s of %s", name, parent.getLocalName()).hasSize(1);
    return found.getFirst();
  }

  private static String text(Element parent, @Nullable String namespace, String name) {
    return one(parent, namespace, name).getTextContent();
  }
}
