package orrery.clean;

import org.jspecify.annotations.Nullable;

/** What a post holds of another site in a frame becomes a link to it. */
final class Embeds {
  private Embeds() {}

  /**
   * The page to visit instead of what a frame shows; {@code address} itself where none is known.
   */
  static String page(String address) {
    String video =
        part(address, "youtube.com/embed/", "youtube-nocookie.com/embed/", "youtube.com/v/");
    if (video != null && !video.equals("videoseries")) {
      return "https://www.youtube.com/watch?v=" + video;
    }
    video = part(address, "player.vimeo.com/video/");
    if (video != null) {
      return "https://vimeo.com/" + video;
    }
    video = part(address, "dailymotion.com/embed/video/");
    return video == null ? address : "https://www.dailymotion.com/video/" + video;
  }

  /** Whether {@code page} is a video's page of a known host, as {@link #page} gives it. */
  static boolean video(String page) {
    return follows(page, "https://www.youtube.com/watch?v=")
        || follows(page, "https://vimeo.com/")
        || follows(page, "https://www.dailymotion.com/video/");
  }

  /** What the link says: the address without what everybody knows. */
  static String label(String page) {
    int from = page.indexOf("://") + 3;
    String rest = page.substring(page.startsWith("www.", from) ? from + 4 : from);
    String shown =
        rest.length() > 60 ? rest.substring(0, rest.offsetByCodePoints(0, 50)) + "…" : rest;
    return (video(page) ? "Video: " : "Embedded: ") + shown;
  }

  private static boolean follows(String page, String start) {
    return page.startsWith(start)
        && name(page, start.length()) == page.length()
        && page.length() > start.length();
  }

  private static @Nullable String part(String address, String... starts) {
    int host = address.indexOf("://") + 3;
    host = address.startsWith("www.", host) ? host + 4 : host;
    for (String start : starts) {
      int from = host + start.length();
      int to = address.startsWith(start, host) ? name(address, from) : from;
      if (to > from) {
        return address.substring(from, to);
      }
    }
    return null;
  }

  private static int name(String s, int from) {
    int to = from;
    while (to < s.length()
        && (s.charAt(to) == '-' || s.charAt(to) == '_' || alphanumeric(s.charAt(to)))) {
      to++;
    }
    return to;
  }

  private static boolean alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
