package orrery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import orrery.clean.PlainText;

/**
 * A post as some feed could have it, and the ways in which feeds come to have it otherwise. Nothing
 * here knows how Orrery recognises posts.
 *
 * @param feed address of the feed; empty for one at the post's home
 * @param format {@code rss}, {@code atom} or {@code json}
 * @param from id, title and address of the feed that it is taken from, where that is said
 * @param original {@code feedburner:origLink}
 * @param whole whether {@code html} is all of it, rather than a summary
 */
record Written(
    String feed,
    String format,
    @Nullable String id,
    @Nullable String url,
    String title,
    @Nullable Instant date,
    @Nullable Instant updated,
    String html,
    boolean whole,
    @Nullable String from,
    @Nullable String original) {

  static final Written BLANK =
      new Written("", "rss", null, null, "", null, null, "", true, null, null);

  /** The same post after one of the steps that {@code pairs/README.md} lists. */
  Written after(String step, String value) {
    return switch (step) {
      case "feed" -> feed(value);
      case "rss", "atom", "json" -> format(step);
      case "id" -> id(value.isEmpty() ? null : value);
      case "url" -> url(value.isEmpty() ? null : value);
      case "title" -> title(value);
      case "date" -> date(time(value));
      case "updated" -> updated(time(value));
      case "http" -> addresses(a -> a.replace("https://", "http://"));
      case "https" -> addresses(a -> a.replace("http://", "https://"));
      case "www" -> addresses(a -> a.replace("://", "://www."));
      case "domain" -> addresses(a -> a.replaceFirst("://[^/]+", "://" + value));
      case "path" -> url(site() + value);
      case "slash" -> url(address().endsWith("/") ? cutLast(address()) : address() + "/");
      case "track" -> url(address() + (address().contains("?") ? "&" : "?") + value);
      case "fragment" -> url(address() + "#" + value);
      case "text" -> html(paragraphs(value));
      case "summary" -> html(paragraphs(value)).whole(false);
      case "cut" -> html(beginning(Integer.parseInt(value)) + " […]").whole(false);
      case "before" -> html(paragraphs(value) + html);
      case "after" -> html(html + paragraphs(value));
      case "swap" -> swapped(value, false);
      case "all" -> swapped(value, true);
      case "curly" -> title(curly(title)).html(curly(html));
      case "capitals" -> title(title.toUpperCase(java.util.Locale.ROOT));
      case "markup" -> html(otherMarkup());
      case "proxied" -> feed(feed.isEmpty() ? site() + "/proxied" : feed).url(proxy());
      case "feedburner" -> original(address()).after("proxied", "");
      case "source" -> from("urn:home\tHome\t" + site() + "/").format("atom");
      default -> throw new IllegalArgumentException("No such step: " + step);
    };
  }

  private static @Nullable Instant time(String value) {
    return value.isEmpty()
        ? null
        : Instant.parse(value.length() == 10 ? value + "T09:31:17Z" : value);
  }

  private String address() {
    return Objects.requireNonNull(url, "address of " + title);
  }

  String site() {
    String a = url != null ? url : feed.isEmpty() ? "https://blank.example" : feed;
    int end = a.indexOf('/', a.indexOf("://") + 3);
    return end < 0 ? a : a.substring(0, end);
  }

  private String proxy() {
    return "https://feeds.proxy.example/~r/home/~3/" + Integer.toHexString(address().hashCode());
  }

  private static String cutLast(String text) {
    return text.substring(0, text.length() - 1);
  }

  /** The address, and the id where it is one, too. */
  private Written addresses(UnaryOperator<String> change) {
    Written moved = url == null ? this : url(change.apply(url));
    return id != null && id.startsWith("http") ? moved.id(change.apply(id)) : moved;
  }

  private Written swapped(String value, boolean everywhere) {
    String[] parts = value.split("=>", -1);
    UnaryOperator<String> swap =
        text -> {
          if (parts.length != 2) {
            throw new IllegalArgumentException("Write A=>B: " + value);
          }
          return text.replace(parts[0], parts[1]);
        };
    Written swapped = title(swap.apply(title)).html(swap.apply(html));
    if (swapped.equals(this)) {
      throw new IllegalArgumentException("Not in “" + title + "”: " + parts[0]);
    }
    if (everywhere) {
      swapped = url == null ? swapped : swapped.url(swap.apply(url));
      swapped = id == null ? swapped : swapped.id(swap.apply(id));
    }
    return swapped;
  }

  static String paragraphs(String text) {
    var html = new StringBuilder();
    for (String line : text.split(" ¶ ", -1)) {
      html.append(line.startsWith("<") ? line : "<p>" + line + "</p>").append('\n');
    }
    return html.toString();
  }

  private String beginning(int words) {
    String[] all = PlainText.ofClean(html).split("\\s+", -1);
    return String.join(" ", java.util.Arrays.asList(all).subList(0, Math.min(words, all.length)));
  }

  private static String curly(String text) {
    String curly = text.replaceAll("(?<=\\w)'(?=\\w)", "’").replace("...", "…");
    return Pattern.compile("\"([^\"<>]*)\"(?![^<>]*>)").matcher(curly).replaceAll("“$1”");
  }

  /** As another generator would write it: wrappers, classes, entities, a counting picture. */
  private String otherMarkup() {
    return "<div class=\"entry-content\">"
        + html.replace("<p>", "<p class=\"wp-block-paragraph\" style=\"margin:0\"><span>")
            .replace("</p>", "</span></p>\r\n\r\n")
            .replace("’", "&#8217;")
            .replace(" – ", "&nbsp;&ndash; ")
        + "<img src=\"https://count.example/1.gif\" width=\"1\" height=\"1\"></div>";
  }

  Written feed(String newFeed) {
    return new Written(newFeed, format, id, url, title, date, updated, html, whole, from, original);
  }

  Written format(String newFormat) {
    return new Written(feed, newFormat, id, url, title, date, updated, html, whole, from, original);
  }

  Written id(@Nullable String newId) {
    return new Written(feed, format, newId, url, title, date, updated, html, whole, from, original);
  }

  Written url(@Nullable String newUrl) {
    return new Written(feed, format, id, newUrl, title, date, updated, html, whole, from, original);
  }

  Written title(String newTitle) {
    return new Written(feed, format, id, url, newTitle, date, updated, html, whole, from, original);
  }

  Written date(@Nullable Instant newDate) {
    return new Written(feed, format, id, url, title, newDate, updated, html, whole, from, original);
  }

  Written updated(@Nullable Instant newUpdate) {
    return new Written(feed, format, id, url, title, date, newUpdate, html, whole, from, original);
  }

  Written html(String newHtml) {
    return new Written(feed, format, id, url, title, date, updated, newHtml, whole, from, original);
  }

  Written whole(boolean isWhole) {
    return new Written(feed, format, id, url, title, date, updated, html, isWhole, from, original);
  }

  Written from(@Nullable String newFrom) {
    return new Written(feed, format, id, url, title, date, updated, html, whole, newFrom, original);
  }

  Written original(@Nullable String newOriginal) {
    return new Written(feed, format, id, url, title, date, updated, html, whole, from, newOriginal);
  }

  /** A document that has these posts, in this order, all of one feed and one format. */
  static byte[] document(String feed, String format, Iterable<Written> posts) {
    return new Feedwriter(feed, format).document(posts).getBytes(StandardCharsets.UTF_8);
  }
}
