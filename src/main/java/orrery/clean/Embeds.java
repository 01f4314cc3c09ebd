package orrery.clean;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a post holds of another site in a frame becomes a link to it. */
final class Embeds {
  private static final int LONGEST_TITLE = 120;
  private static final String NAME = "([\\w-]+)";

  /**
   * A host of videos.
   *
   * @param frame the address of its player, from the host on and without {@code www.}
   * @param page the address of a video's page, with {@code {}} for what names the video
   */
  private record Host(Pattern frame, String page) {
    static Host of(String frame, String page) {
      return new Host(Pattern.compile(frame), page);
    }

    /** What {@code page} names, if it is a video's page of this host. */
    boolean has(String address) {
      return Pattern.matches(Pattern.quote(page).replace("{}", "\\E[\\w.-]+\\Q"), address);
    }
  }

  private static final List<Host> HOSTS =
      List.of(
          Host.of(
              "(?:youtube\\.com/(?:embed|v|shorts)|youtube-nocookie\\.com/embed)/(?!videoseries\\b)"
                  + NAME,
              "https://www.youtube.com/watch?v={}"),
          Host.of("player\\.vimeo\\.com/video/(\\d+)", "https://vimeo.com/{}"),
          Host.of(
              "(?:geo\\.)?dailymotion\\.com/(?:embed/video/|player(?:/\\w+)?\\.html\\?video=)"
                  + NAME,
              "https://www.dailymotion.com/video/{}"),
          Host.of("media\\.ccc\\.de/v/([\\w.-]+)/oembed", "https://media.ccc.de/v/{}"),
          Host.of("archive\\.org/embed/([\\w.-]+)", "https://archive.org/details/{}"));

  /** PeerTube runs on anybody's host, and is known by its addresses. */
  private static final Pattern PEERTUBE_FRAME =
      Pattern.compile("(https?://[^/?#]+)/videos/embed/([\\w-]{20,36})(?:[?#].*)?");

  private static final Pattern PEERTUBE_PAGE =
      Pattern.compile("https?://[^/?#]+/videos/watch/[\\w-]{20,36}");

  /** Titles that players give to any video. */
  private static final Pattern NO_TITLE =
      Pattern.compile(
          "(?i)(youtube|vimeo|dailymotion|embedded|peertube|html5)?[\\s-]*(video|media)?[\\s-]*"
              + "(player|embed|content|iframe)?");

  private Embeds() {}

  /**
   * The page to visit instead of what a frame shows; {@code address} itself where none is known.
   */
  static String page(String address) {
    int from = address.indexOf("://") + 3;
    from = address.startsWith("www.", from) ? from + 4 : from;
    for (Host host : HOSTS) {
      Matcher frame = host.frame.matcher(address).region(from, address.length());
      if (frame.lookingAt()) {
        return host.page.replace("{}", frame.group(1));
      }
    }
    Matcher peertube = PEERTUBE_FRAME.matcher(address);
    return peertube.matches() ? peertube.group(1) + "/videos/watch/" + peertube.group(2) : address;
  }

  /** Whether {@code page} is a video's page, as {@link #page} gives it. */
  static boolean video(String page) {
    return HOSTS.stream().anyMatch(host -> host.has(page)) || PEERTUBE_PAGE.matcher(page).matches();
  }

  /**
   * What the link says: what the frame is called, and on which host, or the address without what
   * everybody knows.
   *
   * @param title of the frame; may be empty
   */
  static String label(String page, String title) {
    int from = page.indexOf("://") + 3;
    String rest = page.substring(page.startsWith("www.", from) ? from + 4 : from);
    String name = PlainText.cut(title.strip(), LONGEST_TITLE);
    if (!NO_TITLE.matcher(name).matches()) {
      int slash = rest.indexOf('/');
      return name + " (" + (slash < 0 ? rest : rest.substring(0, slash)) + ")";
    }
    return rest.length() > 60 ? rest.substring(0, rest.offsetByCodePoints(0, 50)) + "…" : rest;
  }
}
