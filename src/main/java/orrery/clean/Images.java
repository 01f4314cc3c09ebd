package orrery.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a post, in HTML that the {@link Cleaner} wrote: each tag has its attributes in
 * double quotes, and no quote or {@code <} stands for itself anywhere else.
 */
public final class Images {
  private Images() {}

  /**
   * A picture that is shown instead of another.
   *
   * @param path where it lies, as the page sees it
   * @param width in pixels
   * @param height in pixels
   */
  public record Shown(String path, int width, int height) {
    /** The picture, where nothing is said of what it shows. */
    public String html() {
      return tag("", null);
    }

    private String tag(String alt, @Nullable String title) {
      return "<img src=\""
          + path
          + "\" alt=\""
          + alt
          + (title == null ? "" : "\" title=\"" + title)
          + "\" width=\""
          + width
          + "\" height=\""
          + height
          + "\" loading=\"lazy\" decoding=\"async\">";
    }
  }

  /** The addresses of all pictures, in order, each once. */
  public static List<String> addresses(String html) {
    List<String> addresses = new ArrayList<>();
    for (int at = html.indexOf("<img "); at >= 0; at = html.indexOf("<img ", at + 1)) {
      String address = attribute(html.substring(at, end(html, at)), "src");
      if (address != null && !addresses.contains(unescaped(address))) {
        addresses.add(unescaped(address));
      }
    }
    return addresses;
  }

  /**
   * The same HTML with nothing that a browser would fetch a picture for, but those that are given.
   * All others become links to where they are, named by what they show or by their file; where they
   * stand in a link already, words.
   *
   * @param shown what stands for the picture of an address; null where there is nothing
   */
  public static String with(String html, Function<String, @Nullable Shown> shown) {
    if (!html.contains("<img ") && !html.contains(" poster=\"")) {
      return html;
    }
    var out = new StringBuilder(html.length() + 64);
    boolean link = false;
    int done = 0;
    for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', done)) {
      int end = end(html, at);
      out.append(html, done, at);
      String tag = html.substring(at, end);
      done = end;
      if (tag.startsWith("<img ")) {
        picture(out, tag, link, shown);
      } else if (tag.startsWith("<video")) {
        out.append(without(tag, "poster"));
      } else {
        link = tag.startsWith("<a ") || (link && !tag.equals("</a>"));
        out.append(tag);
      }
    }
    return out.append(html, done, html.length()).toString();
  }

  private static void picture(
      StringBuilder out, String tag, boolean link, Function<String, @Nullable Shown> shown) {
    String address = attribute(tag, "src");
    Shown instead = address == null ? null : shown.apply(unescaped(address));
    String alt = orEmpty(attribute(tag, "alt"));
    if (instead != null) {
      out.append(instead.tag(alt, attribute(tag, "title")));
      return;
    }
    String words = alt.isBlank() ? name(orEmpty(address)) : alt;
    if (link || address == null) {
      out.append(words);
    } else {
      out.append("<a href=\"").append(address).append("\" rel=\"nofollow ugc noopener\">");
      out.append(words).append("</a>");
    }
  }

  /** What a file is called, by its address; both as they stand in HTML. */
  private static String name(String address) {
    String path = address.replaceFirst("[?#].*", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() ? path : name;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Behind the tag that starts there. */
  private static int end(String html, int start) {
    boolean quoted = false;
    for (int i = start; i < html.length(); i++) {
      char c = html.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i + 1;
      }
    }
    return html.length();
  }

  /** The value of an attribute as it stands there, null where there is none. */
  private static @Nullable String attribute(String tag, String name) {
    int at = at(tag, name);
    if (at < 0) {
      return null;
    }
    int from = at + name.length() + 3;
    return tag.substring(from, tag.indexOf('"', from));
  }

  private static String without(String tag, String name) {
    int at = at(tag, name);
    return at < 0
        ? tag
        : tag.substring(0, at) + tag.substring(tag.indexOf('"', at + name.length() + 3) + 1);
  }

  /** Where an attribute starts, at the space before it; values are passed over. */
  private static int at(String tag, String name) {
    String start = " " + name + "=\"";
    boolean quoted = false;
    for (int i = 0; i < tag.length(); i++) {
      if (tag.charAt(i) == '"') {
        quoted = !quoted;
      } else if (!quoted && tag.startsWith(start, i)) {
        return i;
      }
    }
    return -1;
  }

  /** Plain text, to stand in HTML. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String unescaped(String value) {
    return value
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
