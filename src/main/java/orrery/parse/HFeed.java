package orrery.parse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Category;
import orrery.feed.Entry;
import orrery.feed.Feed;
import orrery.feed.Format;
import orrery.feed.Link;
import orrery.feed.Pace;
import orrery.feed.Parsed;
import orrery.feed.Text;

/**
 * Reads pages of HTML: as a feed where they mark one up (microformats2 h-feed), else for what to
 * tell their author.
 */
final class HFeed {
  private static final int MAX_ENTRIES = 500;
  private static final int MAX_PAGE = 4_000_000;

  private final @Nullable String base;

  private HFeed(@Nullable String base) {
    this.base = base;
  }

  static Parsed read(
      String text,
      String encoding,
      @Nullable String base,
      @Nullable String sent,
      Problems problems) {
    String page = text.length() > MAX_PAGE ? text.substring(0, MAX_PAGE) : text;
    org.jsoup.nodes.Document html = Jsoup.parse(page, base == null ? "" : base);
    String said = html.select("base[href]").attr("href");
    String inner = said.isEmpty() ? base : Addresses.resolve(base, said);
    Element feed = html.selectFirst(".h-feed");
    List<Element> entries = entries(feed == null ? html : feed);
    if (entries.isEmpty() || (feed == null && entries.size() < 2)) {
      return new Parsed.NotAFeed(reason(html, inner), problems.list());
    }
    return new HFeed(inner).feed(html, feed, entries, encoding, Bases.tag(sent), problems);
  }

  /** Entries that are not part of another one, as comments and quotations are. */
  private static List<Element> entries(Element in) {
    List<Element> entries = new ArrayList<>();
    for (Element entry : in.select(".h-entry")) {
      Element owner = owner(entry);
      if ((owner == null || owner.hasClass("h-feed")) && entries.size() < MAX_ENTRIES) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** The microformat that an element is part of. */
  private static @Nullable Element owner(Element element) {
    for (Element at = element.parent(); at != null; at = at.parent()) {
      if (isRoot(at)) {
        return at;
      }
    }
    return null;
  }

  private static boolean isRoot(Element element) {
    String classes = element.className();
    if (!classes.startsWith("h-") && !classes.contains(" h-")) {
      return false;
    }
    return element.hasClass("h-entry")
        || element.hasClass("h-feed")
        || element.hasClass("h-card")
        || element.hasClass("h-cite")
        || element.hasClass("h-event")
        || element.hasClass("h-review")
        || element.hasClass("h-item");
  }

  private static List<Element> own(Element root, String name) {
    List<Element> found = new ArrayList<>();
    for (Element element : root.getElementsByClass(name)) {
      if (!element.equals(root) && root.equals(owner(element))) {
        found.add(element);
      }
    }
    return found;
  }

  private static @Nullable Element firstOwn(Element root, String... names) {
    for (String name : names) {
      List<Element> found = own(root, name);
      if (!found.isEmpty()) {
        return found.get(0);
      }
    }
    return null;
  }

  private Parsed feed(
      org.jsoup.nodes.Document html,
      @Nullable Element feed,
      List<Element> items,
      String encoding,
      @Nullable String sent,
      Problems problems) {
    Element name = feed == null ? null : firstOwn(feed, "p-name");
    String title = name == null ? html.title() : plain(name);
    Element summary = feed == null ? null : firstOwn(feed, "p-summary");
    Element home = feed == null ? null : firstOwn(feed, "u-url");
    Element photo = feed == null ? null : firstOwn(feed, "u-photo");
    List<Author> authors = feed == null ? List.of() : authors(feed);
    Element root = html.selectFirst("html[lang]");
    String said = Bases.tag(root == null ? null : root.attr("lang"));
    String language = said == null ? sent : said;
    List<Entry> entries = new ArrayList<>();
    for (Element item : items) {
      entries.add(entry(item, authors, language));
    }
    String about = summary == null ? null : plain(summary);
    String url = home == null ? base : address(home);
    return new Parsed.Understood(
        new Feed(
            Format.HFEED,
            encoding,
            null,
            title == null || title.isEmpty() ? null : Text.plain(title),
            about == null ? null : Text.plain(about),
            url,
            base,
            List.of(),
            authors,
            null,
            List.of(),
            language,
            null,
            null,
            photo == null ? null : address(photo),
            null,
            hubs(html),
            Pace.NONE),
        entries,
        problems.list());
  }

  private List<String> hubs(Element html) {
    List<String> hubs = new ArrayList<>();
    for (Element link : html.select("link[rel~=(?i)\\bhub\\b][href]")) {
      String hub = Addresses.resolve(base, link.attr("href"));
      if (hub != null && hubs.size() < 10) {
        hubs.add(hub);
      }
    }
    return hubs;
  }

  private Entry entry(Element item, List<Author> feedAuthors, @Nullable String pageLanguage) {
    Problems its = new Problems();
    Element link = firstOwn(item, "u-url");
    String url = link != null ? address(link) : item.hasAttr("href") ? address(item) : null;
    Element uid = firstOwn(item, "u-uid");
    Element body = firstOwn(item, "e-content");
    Element brief = firstOwn(item, "p-summary");
    Element name = firstOwn(item, "p-name");
    Element photo = firstOwn(item, "u-featured", "u-photo");
    String language = lang(item);
    language = language == null ? pageLanguage : language;
    String title = name == null ? null : plain(name);
    if (name != null && body != null && (name.equals(body) || name.parents().contains(body))) {
      title = null; // a note: its text is its name
    }
    List<Author> authors = authors(item);
    List<Category> categories = new ArrayList<>();
    for (Element category : own(item, "p-category")) {
      String term = plain(category);
      if (term != null) {
        categories.add(new Category(term, null, null));
      }
    }
    List<Attachment> attachments = new ArrayList<>();
    for (String kind : new String[] {"u-audio", "u-video"}) {
      for (Element file : own(item, kind)) {
        String address = address(file);
        if (address != null) {
          String type = file.attr("type");
          attachments.add(new Attachment(address, type.isEmpty() ? null : type, -1, null, -1));
        }
      }
    }
    if (url == null) {
      its.warn("missing-link", "The entry has no u-url.", 0);
    }
    String summary = brief == null ? null : plain(brief);
    String id = uid == null ? url : uidOf(uid);
    return new Entry(
        id,
        url,
        title == null ? null : Text.plain(title),
        summary == null ? null : Text.plain(summary),
        body == null ? null : new Text(body.html(), true, base, lang(body)),
        authors.isEmpty() ? feedAuthors : authors,
        date(item, "dt-published", its),
        date(item, "dt-updated", its),
        categories,
        attachments,
        url == null ? List.of() : List.of(new Link(url, "alternate", null, null, null)),
        photo == null ? null : address(photo),
        language,
        null,
        null,
        its.list());
  }

  private @Nullable String uidOf(Element uid) {
    String address = address(uid);
    return address == null ? plain(uid) : address;
  }

  private static @Nullable String lang(Element element) {
    return Bases.tag(element.attr("lang"));
  }

  private List<Author> authors(Element root) {
    List<Author> authors = new ArrayList<>();
    for (Element author : own(root, "p-author")) {
      if (!author.hasClass("h-card")) {
        authors.addAll(Authors.parse(plain(author)));
        continue;
      }
      Element name = firstOwn(author, "p-name");
      Element link = firstOwn(author, "u-url");
      Element mail = firstOwn(author, "u-email");
      String url = link == null ? author.hasAttr("href") ? address(author) : null : address(link);
      String email = mail == null ? null : mail.attr("href");
      String called = name == null ? plain(author) : plain(name);
      boolean addressed = email != null && email.toLowerCase(Locale.ROOT).startsWith("mailto:");
      authors.add(new Author(called, addressed && email != null ? email.substring(7) : null, url));
    }
    return authors;
  }

  private static @Nullable Instant date(Element item, String name, Problems its) {
    Element element = firstOwn(item, name);
    if (element == null) {
      return null;
    }
    String written = "";
    for (String attribute : new String[] {"datetime", "title", "value"}) {
      written = written.isEmpty() ? element.attr(attribute).strip() : written;
    }
    written = written.isEmpty() ? element.text().strip() : written;
    Instant parsed = written.isEmpty() || written.length() > 200 ? null : Dates.parse(written);
    if (parsed == null) {
      its.warn(
          "bad-date",
          name + " is no date that can be understood: " + XmlContext.shown(written) + ".",
          0);
    }
    return parsed;
  }

  /** The value of a p- property. */
  private static @Nullable String plain(Element element) {
    String value =
        switch (element.normalName()) {
          case "img", "area" -> element.attr("alt");
          case "data", "input" -> element.attr("value");
          case "abbr" -> element.hasAttr("title") ? element.attr("title") : element.text();
          default -> element.text();
        };
    value = value.strip();
    return value.isEmpty() ? null : value;
  }

  /** The value of a u- property. */
  private @Nullable String address(Element element) {
    for (String attribute : new String[] {"href", "src", "data", "poster", "value"}) {
      if (element.hasAttr(attribute)) {
        return Addresses.resolve(base, element.attr(attribute));
      }
    }
    return Addresses.resolve(base, element.text());
  }

  /** Why a page is no feed, and where its feeds are. */
  private static String reason(Element html, @Nullable String base) {
    List<String> feeds = new ArrayList<>();
    for (Element link : html.select("link[href]")) {
      String rel = link.attr("rel").toLowerCase(Locale.ROOT);
      String type = link.attr("type").toLowerCase(Locale.ROOT);
      if ((rel.contains("alternate")
              && (type.contains("rss") || type.contains("atom") || type.contains("feed+json")))
          || rel.equals("feed")) {
        String address = Addresses.resolve(base, link.attr("href"));
        if (address != null && feeds.size() < 3) {
          feeds.add(address);
        }
      }
    }
    if (!feeds.isEmpty()) {
      return "This is a web page, not a feed. It names its feeds; register one of them: "
          + String.join(", ", feeds)
          + ".";
    }
    if (html.selectFirst("input[type=password]") != null) {
      return "This is a login page, not a feed; the feed must be readable without logging in.";
    }
    return "This is a web page, not a feed, and it names no feed; register the address of the feed"
        + " itself.";
  }
}
