package orrery.parse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), taking odd types as they are meant. */
final class JsonFeed {
  private static final int MAX_LISTED = 200;

  private final @Nullable String base;
  private final Problems problems;

  private JsonFeed(@Nullable String base, Problems problems) {
    this.base = base;
    this.problems = problems;
  }

  static Parsed read(
      String text,
      String encoding,
      @Nullable String base,
      @Nullable String sent,
      Problems problems) {
    JsonTree.Read read = JsonTree.read(text);
    if (read.error() != null) {
      problems.warn(
          "ill-formed",
          "The JSON is not well-formed ("
              + read.error()
              + "); what was whole before it was read. Correct it"
              + " there.",
          read.line());
    }
    if (!(read.value() instanceof Map<?, ?> feed)) {
      return new Parsed.NotAFeed(
          read.value() == null
              ? "This looks like JSON, but cannot be read: " + read.error() + "."
              : "This is JSON, but no JSON Feed: its outermost value is not an object.",
          problems.list());
    }
    String version = string(feed.get("version"));
    boolean items = feed.get("items") instanceof List<?>;
    boolean named = version != null && version.contains("jsonfeed");
    if (!named && !(items && (feed.containsKey("title") || feed.containsKey("feed_url")))) {
      return new Parsed.NotAFeed(
          "This is JSON, but no JSON Feed: it has no \"version\" of jsonfeed.org and no \"items\".",
          problems.list());
    }
    if (!named) {
      problems.warn(
          "no-version",
          "The feed does not name its version; add \"version\":"
              + " \"https://jsonfeed.org/version/1.1\".",
          0);
    }
    return new JsonFeed(base, problems).feed(feed, encoding, Bases.tag(sent));
  }

  private Parsed feed(Map<?, ?> feed, String encoding, @Nullable String sent) {
    List<Author> authors = authors(feed);
    String said = Bases.tag(string(feed.get("language")));
    String language = said == null ? sent : said;
    String url = address(feed.get("home_page_url"));
    String self = address(feed.get("feed_url"));
    List<Link> links = new ArrayList<>();
    link(links, url, "alternate");
    link(links, self, "self");
    link(links, address(feed.get("next_url")), "next");
    List<String> hubs = new ArrayList<>();
    for (Object hub : list(feed.get("hubs"))) {
      String address = address(hub instanceof Map<?, ?> map ? map.get("url") : hub);
      if (address != null && hubs.size() < MAX_LISTED) {
        hubs.add(address);
      }
    }
    List<Entry> entries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Object item : list(feed.get("items"))) {
      if (item instanceof Map<?, ?> map) {
        Entry entry = entry(map, authors, language);
        if (entry.id() != null && !ids.add(entry.id())) {
          problems.warn(
              "duplicate-id",
              "Two items have the id " + XmlContext.shown(entry.id()) + "; each needs its own.",
              0);
        }
        entries.add(entry);
      }
    }
    String description = string(feed.get("description"));
    String title = string(feed.get("title"));
    return new Parsed.Understood(
        new Feed(
            Format.JSON1,
            encoding,
            null,
            title == null ? null : text(title, false, language),
            description == null ? null : text(description, false, language),
            url,
            self,
            links,
            authors,
            null,
            List.of(),
            language,
            null,
            null,
            address(feed.get("icon")),
            address(feed.get("favicon")),
            hubs,
            Pace.NONE),
        entries,
        problems.list());
  }

  private Entry entry(Map<?, ?> item, List<Author> feedAuthors, @Nullable String feedLanguage) {
    Problems its = new Problems();
    String id = string(item.get("id"));
    String said = Bases.tag(string(item.get("language")));
    String language = said == null ? feedLanguage : said;
    String url = address(item.get("url"));
    String external = address(item.get("external_url"));
    List<Link> links = new ArrayList<>();
    link(links, url, "alternate");
    link(links, external, "related");
    if (url == null) {
      url = Addresses.isWeb(id) ? id : external;
    }
    String html = string(item.get("content_html"));
    String plain = string(item.get("content_text"));
    String summary = string(item.get("summary"));
    String title = string(item.get("title"));
    Text content =
        html != null
            ? text(html, true, language)
            : plain == null ? null : text(plain, false, language);
    List<Author> authors = authors(item);
    Instant published = date(item, "date_published", its);
    Instant updated = date(item, "date_modified", its);
    wanting(its, id, url, title, content, summary);
    String image = address(item.get("image"));
    return new Entry(
        id,
        url,
        title == null ? null : text(title, false, language),
        summary == null ? null : text(summary, false, language),
        content,
        authors.isEmpty() ? feedAuthors : authors,
        published,
        updated,
        tags(item),
        attachments(item),
        links,
        image == null ? address(item.get("banner_image")) : image,
        language,
        null,
        null,
        its.list());
  }

  private static void wanting(
      Problems its,
      @Nullable String id,
      @Nullable String url,
      @Nullable String title,
      @Nullable Text content,
      @Nullable String summary) {
    if (id == null) {
      its.warn("no-id", "The item has no \"id\"; give it one that never changes.", 0);
    }
    if (url == null) {
      its.warn("missing-link", "The item has no \"url\" of its page.", 0);
    }
    if (title == null && content == null && summary == null) {
      its.warn(
          "no-title-and-content",
          "The item has neither a title nor a text; give it one, or there is nothing to show.",
          0);
    }
  }

  private Text text(String value, boolean html, @Nullable String language) {
    return new Text(value, html, base, language);
  }

  private @Nullable Instant date(Map<?, ?> item, String key, Problems its) {
    String written = string(item.get(key));
    if (written == null) {
      return null;
    }
    Instant parsed = written.length() > 200 ? null : Dates.parse(written);
    if (parsed == null) {
      its.warn(
          "bad-date",
          "\""
              + key
              + "\" is no date that can be understood: "
              + XmlContext.shown(written)
              + ". Use the form of RFC 3339.",
          0);
    }
    return parsed;
  }

  private static void link(List<Link> links, @Nullable String address, String rel) {
    if (address != null) {
      links.add(new Link(address, rel, null, null, null));
    }
  }

  private List<Author> authors(Map<?, ?> of) {
    List<Author> authors = new ArrayList<>();
    for (Object one : list(of.get("authors"))) {
      author(one, authors);
    }
    if (authors.isEmpty()) {
      for (Object one : list(of.get("author"))) { // version 1.0
        author(one, authors);
      }
    }
    return Authors.distinct(authors);
  }

  private void author(Object said, List<Author> to) {
    if (said instanceof Map<?, ?> map) {
      String name = string(map.get("name"));
      String url = string(map.get("url"));
      boolean mail = url != null && url.regionMatches(true, 0, "mailto:", 0, 7);
      String email = mail && url != null ? url.substring(7) : string(map.get("email"));
      String page = mail ? null : address(url);
      if (name != null || email != null || page != null) {
        to.add(new Author(name, email, page));
      }
    } else {
      to.addAll(Authors.parse(string(said)));
    }
  }

  private static List<Category> tags(Map<?, ?> item) {
    List<Category> tags = new ArrayList<>();
    for (Object tag : list(item.get("tags"))) {
      String term = string(tag instanceof Map<?, ?> map ? map.get("name") : tag);
      if (term != null && tags.size() < MAX_LISTED) {
        tags.add(new Category(term, null, null));
      }
    }
    return tags;
  }

  private List<Attachment> attachments(Map<?, ?> item) {
    List<Attachment> attachments = new ArrayList<>();
    for (Object one : list(item.get("attachments"))) {
      if (one instanceof Map<?, ?> map && attachments.size() < MAX_LISTED) {
        String url = address(map.get("url"));
        if (url != null) {
          attachments.add(
              new Attachment(
                  url,
                  string(map.get("mime_type")),
                  number(map.get("size_in_bytes")),
                  string(map.get("title")),
                  number(map.get("duration_in_seconds"))));
        }
      }
    }
    return attachments;
  }

  private @Nullable String address(@Nullable Object value) {
    String reference = string(value);
    return reference == null ? null : Addresses.resolve(base, reference);
  }

  /** A list; a value alone stands for a list of one. */
  private static List<?> list(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      default -> List.of(value);
    };
  }

  /** Characters of a string or a number; null where it is neither, or blank. */
  private static @Nullable String string(@Nullable Object value) {
    if (!(value instanceof String string)) {
      return null;
    }
    String stripped = string.strip();
    return stripped.isEmpty() ? null : stripped;
  }

  private static long number(@Nullable Object value) {
    String written = string(value);
    if (written == null || written.length() > 18) {
      return -1;
    }
    try {
      return Math.round(Double.parseDouble(written));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
