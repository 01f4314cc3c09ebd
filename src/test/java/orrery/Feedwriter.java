package orrery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes posts as a feed: RSS 2.0, Atom or JSON Feed. */
final class Feedwriter {
  private final String feed;
  private final String format;
  private final String site;

  Feedwriter(String feed, String format) {
    this.feed = feed;
    this.format = format;
    int end = feed.indexOf('/', feed.indexOf("://") + 3);
    this.site = end < 0 ? feed : feed.substring(0, end + 1);
  }

  String document(Iterable<Written> posts) {
    return switch (format) {
      case "atom" -> atom(posts);
      case "json" -> json(posts);
      default -> rss(posts);
    };
  }

  private String rss(Iterable<Written> posts) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"");
    xml.append(" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"");
    xml.append(" xmlns:feedburner=\"http://rssnamespace.org/feedburner/ext/1.0\">");
    xml.append("<channel>").append(element("title", "A blog")).append(element("link", site));
    for (Written post : posts) {
      xml.append("<item>");
      if (!post.title().isEmpty()) {
        xml.append(element("title", post.title()));
      }
      xml.append(element("link", post.url()));
      if (post.id() != null) {
        boolean permanent = post.id().equals(post.url());
        xml.append("<guid isPermaLink=\"").append(permanent).append("\">");
        xml.append(escaped(post.id())).append("</guid>");
      }
      xml.append(element("pubDate", mail(post.date())));
      xml.append(element("feedburner:origLink", post.original()));
      xml.append(element(post.whole() ? "content:encoded" : "description", post.html()));
      xml.append("</item>\n");
    }
    return xml.append("</channel></rss>").toString();
  }

  private String atom(Iterable<Written> posts) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed");
    xml.append(" xmlns=\"http://www.w3.org/2005/Atom\"");
    xml.append(" xmlns:feedburner=\"http://rssnamespace.org/feedburner/ext/1.0\">");
    xml.append(element("title", "A blog")).append(element("id", feed)).append(link(site));
    for (Written post : posts) {
      xml.append("<entry>").append(element("title", post.title()));
      xml.append(link(post.url())).append(element("id", post.id()));
      xml.append(element("published", text(post.date())));
      xml.append(element("updated", text(post.updated() != null ? post.updated() : post.date())));
      xml.append(element("feedburner:origLink", post.original()));
      String body = post.whole() ? "content" : "summary";
      xml.append("<").append(body).append(" type=\"html\">");
      xml.append(escaped(post.html())).append("</").append(body).append(">");
      if (post.from() != null) {
        String[] from = post.from().split("\t", -1);
        xml.append("<source>").append(element("id", from[0])).append(element("title", from[1]));
        xml.append(link(from[2])).append("</source>");
      }
      xml.append("</entry>\n");
    }
    return xml.append("</feed>").toString();
  }

  private String json(Iterable<Written> posts) {
    List<String> items = new ArrayList<>();
    for (Written post : posts) {
      List<String> members = new ArrayList<>();
      member(members, "id", post.id());
      member(members, "url", post.url());
      member(members, "title", post.title().isEmpty() ? null : post.title());
      member(members, "date_published", text(post.date()));
      member(members, "date_modified", text(post.updated()));
      member(members, post.whole() ? "content_html" : "summary", post.html());
      items.add("{" + String.join(",", members) + "}");
    }
    return "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"A blog\",\"home_page_url\":"
        + quoted(site)
        + ",\"items\":["
        + String.join(",\n", items)
        + "]}";
  }

  private static void member(List<String> to, String name, @Nullable String value) {
    if (value != null) {
      to.add(quoted(name) + ":" + quoted(value));
    }
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "")
        + "\"";
  }

  private static String element(String name, @Nullable String text) {
    return text == null ? "" : "<" + name + ">" + escaped(text) + "</" + name + ">";
  }

  private static String link(@Nullable String to) {
    return to == null ? "" : "<link href=\"" + escaped(to) + "\"/>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable String mail(@Nullable Instant time) {
    return time == null
        ? null
        : DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }
}
