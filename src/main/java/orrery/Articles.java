package orrery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.clean.Addresses;
import orrery.clean.Cleaner;
import orrery.clean.Outlinks;
import orrery.clean.PlainText;
import orrery.curate.Identity;
import orrery.feed.Article;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Entry;
import orrery.feed.Feed;
import orrery.feed.Link;
import orrery.feed.Outlink;
import orrery.feed.Text;
import orrery.store.FeedState;
import orrery.tag.Hashtags;
import orrery.tag.Language;
import orrery.tag.Tags;

/** Makes articles of entries: cleans and tags them, and works out what they are recognised by. */
final class Articles {
  private static final int EXCERPT = 300;
  private static final int TITLE_OF_TEXT = 80;

  /** A post with more of them is a list of links; its first ones count. */
  private static final int LINKS = 30;

  private Articles() {}

  /**
   * An article of an entry, in the language that is declared: {@link Languages} knows better.
   *
   * @param state of its feed, whose number, unlike its address, does not change where it moves
   */
  static Article of(Entry entry, byte[] asRead, long fingerprint, Feed feed, FeedState state) {
    String url = entry.url() == null ? null : Addresses.safe(entry.url(), null);
    String home = home(entry, url);
    Text body = entry.content() != null ? entry.content() : entry.summary();
    String html = body == null ? "" : Cleaner.clean(body, url);
    String text = PlainText.ofClean(html);
    String title = title(entry, html, url);
    return new Article(
        entry,
        asRead,
        fingerprint,
        Identity.keys(
            Long.toString(state.id()), entry.id(), home, title, entry.titled(), entry.date(), text),
        url,
        title,
        html,
        PlainText.excerpt(html, EXCERPT),
        authors(entry.authors()),
        Tags.of(entry.categories(), hashtags(html, text, entry.titled())),
        Language.normal(language(entry, body)),
        entry.image() == null ? null : Addresses.safe(entry.image(), null),
        attachments(entry.attachments()),
        links(html, url, feed, state.url()),
        own(entry, url, home, feed, state.url()),
        plain(entry.rights() != null ? entry.rights() : feed.rights()));
  }

  /** All marks under which entries stand that may be the same post. */
  static Set<Long> lookups(Article article) {
    return Identity.lookups(article.keys(), article.title(), article.entry().date());
  }

  /** The address that a post has at home: where a feed names another for it, it passes it on. */
  private static @Nullable String home(Entry entry, @Nullable String url) {
    for (Link link : entry.links()) {
      String canonical = link.rel().equals("canonical") ? Addresses.safe(link.href(), null) : null;
      if (canonical != null) {
        return canonical;
      }
    }
    return url;
  }

  private static String title(Entry entry, String html, @Nullable String url) {
    String title = entry.title() == null ? "" : PlainText.title(entry.title());
    if (title.isEmpty()) {
      title = PlainText.excerpt(html, TITLE_OF_TEXT);
    }
    return !title.isEmpty() ? title : url != null ? url : "Untitled";
  }

  /** Code has signs of its own that look alike; the text is read again only where there are any. */
  private static List<String> hashtags(String html, String text, boolean titled) {
    return text.indexOf('#') < 0
        ? List.of()
        : Hashtags.of(PlainText.prose(html, Integer.MAX_VALUE), titled);
  }

  private static @Nullable String language(Entry entry, @Nullable Text body) {
    return body != null && body.language() != null ? body.language() : entry.language();
  }

  /** Names and pages of people; an address of mail is nobody's to publish. */
  private static List<Author> authors(List<Author> said) {
    List<Author> authors = new ArrayList<>();
    for (Author author : said) {
      String name = author.name() == null ? "" : PlainText.of(Text.plain(author.name()));
      String url = author.url() == null ? null : Addresses.safe(author.url(), null);
      if (!name.isEmpty() && name.indexOf('@') < 0) {
        authors.add(new Author(name, null, url));
      }
    }
    return authors;
  }

  private static List<Attachment> attachments(List<Attachment> said) {
    return said.stream()
        .map(
            a -> {
              String url = Addresses.safe(a.url(), null);
              return url == null
                  ? null
                  : new Attachment(url, a.type(), a.length(), plain(a.title()), a.duration());
            })
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable String plain(@Nullable String text) {
    return text == null ? null : PlainText.of(Text.plain(text));
  }

  /** A post is at home where its address is the site's: other feeds pass it on. */
  private static boolean own(
      Entry entry, @Nullable String url, @Nullable String home, Feed feed, String feedUrl) {
    if (entry.source() != null || home == null || url == null) {
      return false;
    }
    String host = host(home);
    if (!host.equals(host(url))) {
      return false;
    }
    return sameSite(host, host(feedUrl))
        || (feed.url() != null && sameSite(host, host(feed.url())));
  }

  /** Whether one is the other, or a part of it as blog.a.example is of a.example. */
  private static boolean sameSite(String one, String other) {
    return one.equals(other)
        || (other.indexOf('.') > 0 && one.endsWith("." + other))
        || (one.indexOf('.') > 0 && other.endsWith("." + one));
  }

  /** Links to the post's own site say nothing of what people link. */
  private static List<Outlink> links(String html, @Nullable String url, Feed feed, String feedUrl) {
    Set<String> own = new HashSet<>();
    own.add(host(feedUrl));
    own.add(feed.url() == null ? "" : host(feed.url()));
    own.add(url == null ? "" : host(url));
    List<Outlink> links = new ArrayList<>();
    for (String link : Outlinks.of(html, LINKS)) {
      String host = host(link);
      if (!own.contains(host)) {
        links.add(new Outlink(Identity.linkKey(link), host, link));
      }
    }
    return links;
  }

  static String host(String url) {
    int start = url.indexOf("://");
    if (start < 0) {
      return "";
    }
    int end = url.indexOf('/', start + 3);
    String host = url.substring(start + 3, end < 0 ? url.length() : end).toLowerCase(Locale.ROOT);
    return host.startsWith("www.") ? host.substring(4) : host;
  }
}
