package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.site.Samples.JANE;
import static orrery.site.Samples.SETTINGS;
import static orrery.site.Samples.post;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.Post;
import orrery.feed.Problem;
import orrery.feed.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class FeedsOutTest {
  private static final Site SITE = new Site(SETTINGS, Theme.load(null));
  private static final Post PLAIN =
      post("a")
          .id("tag:jane.example.org,2026:1")
          .title("Fish & <chips>")
          .html("<p>1 &lt; 2 &amp; ]]&gt; ]]></p>")
          .excerpt("1 < 2")
          .authors(
              new Author("Ada", null, "https://ada.example.org/"), new Author("Bob", null, null))
          .tags(new Tag("java", "Java"))
          .updated("2026-11-23T01:02:03Z")
          .attachments(new Attachment("https://x.example/e.mp3", "audio/mpeg", 42, "Ep", 61))
          .build();
  private static final Post ODD =
      post("b")
          .id("12345")
          .url(null)
          .title("Controls \u0000\u0008\u000b\uffff \ud83d and \ud83d\ude80")
          .html("")
          .excerpt("Ex\u0001cerpt")
          .language(null)
          .authors()
          .date("2026-11-20T00:00:00Z")
          .build();
  private static final List<Post> POSTS = List.of(PLAIN, ODD);

  @Test
  void feedsNameTheHubsThatAreToldOfThem() throws Exception {
    String hub = "https://hub.example/?a=1&b=2";
    List<String> hubs = List.of(hub);
    Map<String, List<String>> told =
        Map.of("atom.xml", hubs, "rss20.xml", hubs, "rss10.xml", hubs, "feed.json", hubs);
    Site site = site("https://planet.example.org/", told);

    for (Page page : List.of(site.atom(POSTS), site.rss20(POSTS), site.rss10(POSTS))) {
      assertThat(links(page))
          .as(page.path())
          .contains("self https://planet.example.org/" + page.path(), "hub " + hub);
    }
    JsonNode json = new ObjectMapper().readTree(site.jsonFeed(POSTS).bytes());
    assertThat(json.get("hubs")).hasSize(1);
    assertThat(json.get("hubs").get(0).get("type").asString()).isEqualTo("WebSub");
    assertThat(json.get("hubs").get(0).get("url").asString()).isEqualTo(hub);
  }

  @Test
  void aFeedOfWhichNoHubIsToldNamesNone() throws Exception {
    List<String> hubs = List.of("https://hub.example/");
    Site some = site("https://planet.example.org/", Map.of("atom.xml", hubs));
    Site nowhere = site(null, Map.of("atom.xml", hubs, "feed.json", hubs));

    assertThat(links(some.atom(POSTS))).contains("hub https://hub.example/");
    for (Page page :
        List.of(some.rss20(POSTS), some.rss10(POSTS), nowhere.atom(POSTS), SITE.atom(POSTS))) {
      assertThat(links(page)).as(page.path()).noneMatch(link -> link.startsWith("hub"));
    }
    for (Site none : List.of(some, nowhere, SITE)) {
      assertThat(new ObjectMapper().readTree(none.jsonFeed(POSTS).bytes()).has("hubs")).isFalse();
    }
  }

  private static Site site(@Nullable String link, Map<String, List<String>> hubs) {
    return new Site(
        Samples.settings("P", link, null, "en", 5, "1", hubs, true, true, Map.of()),
        Theme.load(null));
  }

  /** Relation and address of every Atom link. */
  private static List<String> links(Page page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    NodeList links =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(page.bytes()))
            .getElementsByTagNameNS("http://www.w3.org/2005/Atom", "link");
    return IntStream.range(0, links.getLength())
        .mapToObj(i -> (Element) links.item(i))
        .map(link -> link.getAttribute("rel") + " " + link.getAttribute("href"))
        .toList();
  }

  @Test
  void romeReadsAllThree() throws Exception {
    for (Page page : List.of(SITE.atom(POSTS), SITE.rss20(POSTS), SITE.rss10(POSTS))) {
      SyndFeed feed = new SyndFeedInput().build(new StringReader(page.text()));
      assertThat(feed.getTitle()).as(page.path()).isEqualTo("Planet Example");
      assertThat(feed.getEntries()).hasSize(2);
      SyndEntry entry = feed.getEntries().getFirst();
      assertThat(entry.getTitle()).as(page.path()).isEqualTo("Fish & <chips>");
      assertThat(entry.getLink()).isEqualTo("https://jane.example.org/a");
      assertThat(entry.getContents().getFirst().getValue()).isEqualTo(PLAIN.html());
      assertThat(entry.getPublishedDate()).isEqualTo(Date.from(PLAIN.date()));
      assertThat(entry.getUri()).isEqualTo("tag:jane.example.org,2026:1");
      SyndEntry odd = feed.getEntries().get(1);
      assertThat(odd.getUri()).startsWith("urn:uuid:");
      assertThat(odd.getTitle()).as(page.path()).isEqualTo("Controls   and \ud83d\ude80");
    }
  }

  /** The id of the source of a post, where this is the one that its feed gives itself. */
  private static String sourceOf(String id) throws Exception {
    Blog blog =
        new Blog("j", "J", JANE.feedUrl(), null, null, null, null, 1, null, false, id, Map.of());
    Site site = new Site(SETTINGS, Theme.load(null));
    Element feed = xml(site.atom(List.of(post("a").blog(blog).build()))).getDocumentElement();
    return text((Element) feed.getElementsByTagName("source").item(0), "id");
  }

  @Test
  void atomNamesTheSourceAndAllAuthors() throws Exception {
    Element feed = xml(SITE.atom(POSTS)).getDocumentElement();
    Element entry = (Element) feed.getElementsByTagName("entry").item(0);
    Element source = (Element) entry.getElementsByTagName("source").item(0);

    assertThat(text(feed, "updated")).isEqualTo("2026-11-23T01:02:03Z");
    assertThat(text(source, "id")).isEqualTo(JANE.feedUrl());
    assertThat(text(source, "title")).isEqualTo("Jane Doe");
    assertThat(sourceOf("tag:jane.example.org,2026:blog"))
        .isEqualTo("tag:jane.example.org,2026:blog");
    assertThat(sourceOf("my blog")).as("no IRI").isEqualTo(JANE.feedUrl());
    assertThat(entry.getElementsByTagName("author").getLength()).isEqualTo(2);
    assertThat(entry.getAttribute("xml:lang")).isEqualTo("en");
    assertThat(((Element) entry.getElementsByTagName("category").item(0)).getAttribute("term"))
        .isEqualTo("Java");
    assertThat(SITE.atom(POSTS).text())
        .contains(
            "rel=\"self\" type=\"application/atom+xml\" href=\"https://planet.example.org/atom.xml\"")
        .contains("rel=\"enclosure\" type=\"audio/mpeg\" length=\"42\"");
  }

  @Test
  void whatIsSuggestedIsNotTakenForTheAuthorsWord() throws Exception {
    Post post =
        post("c")
            .tags(new Tag("java", "Java"), new Tag("tea", "Tea", Tag.Origin.SUGGESTED, true))
            .build();
    List<Post> posts = List.of(post);

    NodeList atom = xml(SITE.atom(posts)).getElementsByTagName("category");
    assertThat(((Element) atom.item(0)).hasAttribute("scheme")).isFalse();
    assertThat(((Element) atom.item(1)).getAttribute("scheme")).isEqualTo("urn:orrery:suggested");
    assertThat(((Element) atom.item(1)).getAttribute("term")).isEqualTo("Tea");
    NodeList rss = xml(SITE.rss20(posts)).getElementsByTagName("category");
    assertThat(((Element) rss.item(0)).hasAttribute("domain")).isFalse();
    assertThat(((Element) rss.item(1)).getAttribute("domain")).isEqualTo("urn:orrery:suggested");
    assertThat(xml(SITE.rss10(posts)).getElementsByTagName("dc:subject").getLength()).isEqualTo(1);
    JsonNode item = new ObjectMapper().readTree(SITE.jsonFeed(posts).text()).at("/items/0");
    assertThat(item.get("tags").toString()).isEqualTo("[\"Java\"]");
    assertThat(item.at("/_orrery/suggested_tags").toString()).isEqualTo("[\"Tea\"]");
  }

  @Test
  void rssSaysWhichIdIsAnAddress() throws Exception {
    Post linked = post("c").build();
    Document rss = xml(SITE.rss20(List.of(linked, PLAIN)));

    assertThat(guid(rss, 0).getAttribute("isPermaLink")).isEqualTo("true");
    assertThat(guid(rss, 1).getAttribute("isPermaLink")).isEqualTo("false");
    Element item = (Element) rss.getElementsByTagName("item").item(1);
    assertThat(text(item, "pubDate")).isEqualTo("Sun, 22 Nov 2026 14:05:00 GMT");
    assertThat(text(item, "dc:creator")).isEqualTo("Ada");
    assertThat(text(item, "description")).isEqualTo("1 &lt; 2");
    assertThat(text(item, "source")).isEqualTo("Jane Doe");
    assertThat(text(item, "category")).isEqualTo("Java");
    Element enclosure = (Element) item.getElementsByTagName("enclosure").item(0);
    assertThat(enclosure.getAttribute("length")).isEqualTo("42");
  }

  @Test
  void sequenceOfRss10NamesItsItems() throws Exception {
    Document rdf = xml(SITE.rss10(POSTS));
    assertThat(text(rdf.getDocumentElement(), "dc:subject")).isEqualTo("Java");

    for (int i = 0; i < 2; i++) {
      assertThat(
              ((Element) rdf.getElementsByTagName("rdf:li").item(i)).getAttribute("rdf:resource"))
          .isEqualTo(
              ((Element) rdf.getElementsByTagName("item").item(i)).getAttribute("rdf:about"));
    }
  }

  @Test
  void emptyAndUnlinkedPlanetsHaveFeedsToo() throws Exception {
    Site bare =
        new Site(Samples.settings("P", null, null, "en", 5, "1", Map.of()), Theme.load(null));
    for (Page page :
        List.of(
            bare.atom(List.of()),
            bare.rss20(List.of()),
            bare.rss10(List.of()),
            bare.opml(List.of()),
            bare.foafroll(List.of()),
            bare.atom(POSTS),
            bare.rss10(POSTS))) {
      assertThat(xml(page).getDocumentElement()).as(page.path()).isNotNull();
      assertThat(page.text()).doesNotContain("rel=\"self\" type=\"application");
    }
    assertThat(bare.atom(List.of()).text()).contains("<updated>1970-01-01T00:00:00Z</updated>");
  }

  @Test
  void rollsListTheBlogs() throws Exception {
    Blog bea = Samples.blog("bea", "Bea & Co \"Ltd\"");
    Document opml = xml(SITE.opml(List.of(JANE, bea)));
    Element outline = (Element) opml.getElementsByTagName("outline").item(0);

    assertThat(outline.getAttribute("text")).isEqualTo(bea.name());
    assertThat(outline.getAttribute("xmlUrl")).isEqualTo(bea.feedUrl());
    assertThat(outline.getAttribute("htmlUrl")).isEqualTo(bea.url());
    Document foaf = xml(SITE.foafroll(List.of(JANE, bea)));
    assertThat(foaf.getElementsByTagName("foaf:member").getLength()).isEqualTo(2);
    assertThat(foaf.getElementsByTagName("rss:channel").getLength()).isEqualTo(2);
  }

  @Test
  void jsonFeedKeepsToItsSpecification() {
    JsonNode feed = json(SITE.jsonFeed(POSTS));

    assertThat(feed.get("version").asString()).isEqualTo("https://jsonfeed.org/version/1.1");
    assertThat(feed.get("feed_url").asString()).isEqualTo("https://planet.example.org/feed.json");
    JsonNode item = feed.get("items").get(0);
    assertThat(item.get("id").asString()).isEqualTo("tag:jane.example.org,2026:1");
    assertThat(item.get("url").asString()).isEqualTo("https://jane.example.org/a");
    assertThat(item.get("content_html").asString()).isEqualTo(PLAIN.html());
    assertThat(item.get("date_published").asString()).isEqualTo("2026-11-22T14:05:00Z");
    assertThat(item.get("date_modified").asString()).isEqualTo("2026-11-23T01:02:03Z");
    assertThat(item.get("authors").get(0).get("name").asString()).isEqualTo("Ada");
    assertThat(item.get("tags").get(0).asString()).isEqualTo("Java");
    assertThat(item.get("attachments").get(0).get("size_in_bytes").asLong()).isEqualTo(42);
    assertThat(item.get("attachments").get(0).get("duration_in_seconds").asLong()).isEqualTo(61);
    assertThat(feed.get("items").get(1).has("content_html")).isFalse();
    assertThat(feed.get("items").get(1).get("content_text").asString()).startsWith("Ex");
  }

  @Test
  void statusHasTheKeysThatScriptsRelyOn() {
    Instant time = Instant.parse("2026-11-22T10:00:00.123456Z");
    FeedStatus failing =
        new FeedStatus(
            "https://a.example/feed",
            "A",
            FeedStatus.State.FAILING,
            time,
            time,
            time,
            time,
            503,
            "It is down.",
            7,
            null,
            List.of(new Problem(Problem.Level.WARNING, "bad-date", "Odd.", 3)));
    FeedStatus waiting =
        new FeedStatus(
            "https://b.example/feed",
            "B",
            FeedStatus.State.WAITING,
            null,
            null,
            null,
            null,
            0,
            null,
            0,
            null,
            List.of());
    JsonNode status =
        json(Site.status("1.0", time, time.plusSeconds(600), List.of(failing, waiting)));

    assertThat(status.propertyNames())
        .containsExactly("generated", "generator", "last_cycle", "next_cycle", "entries", "feeds");
    assertThat(status.get("last_cycle").asString()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(status.get("next_cycle").asString()).isEqualTo("2026-11-22T10:10:00Z");
    assertThat(status.get("generated").asString()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(status.get("entries").asInt()).isEqualTo(7);
    for (JsonNode feed : status.get("feeds")) {
      assertThat(feed.propertyNames())
          .containsExactly(
              "url",
              "name",
              "state",
              "last_attempt",
              "last_success",
              "next_attempt",
              "failing_since",
              "http_status",
              "error",
              "entries",
              "problems");
    }
    assertThat(status.get("feeds").get(0).get("state").asString()).isEqualTo("failing");
    assertThat(status.get("feeds").get(0).get("problems").get(0).toString())
        .isEqualTo("{\"level\":\"warning\",\"code\":\"bad-date\",\"message\":\"Odd.\",\"line\":3}");
    assertThat(status.get("feeds").get(1).get("last_attempt").isNull()).isTrue();
  }

  private static JsonNode json(Page page) {
    return new ObjectMapper().readTree(page.bytes());
  }

  private static Document xml(Page page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page.bytes()));
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent();
  }

  private static Element guid(Document rss, int item) {
    return (Element) rss.getElementsByTagName("guid").item(item);
  }
}
