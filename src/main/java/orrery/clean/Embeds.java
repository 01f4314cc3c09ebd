package orrery.clean;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a post holds of another site in a frame becomes a link to it. */
final class Embeds {
  private static final int LONGEST_TITLE = 120;
  private static final String NAME = "([\\w-]+)";

  /**
   * A host of videos.
   *
   * @param frame the address of its player, from the host on and without {@code www.}
   * @param page what the address of a video's page begins with, before what names the video
   * @param start what comes before the second at which it is to start
   */
  private record Host(Pattern frame, String page, String start) {
    static Host of(String frame, String page, String start) {
      return new Host(Pattern.compile(frame), page, start);
    }

    /** Whether this is a video's page of this host. */
    boolean has(String address) {
      return address.startsWith(page)
          && REST.matcher(address.substring(page.length()).replace(start, "\n")).matches();
    }
  }

  /** What names a video, the key of a private link, the second at which it starts. */
  private static final Pattern REST = Pattern.compile("[\\w.-]+(?:/\\w+)?(?:\\n\\d+)?");

  /** The key without which Vimeo shows nobody a video that is not listed. */
  private static final Pattern KEY = Pattern.compile("[?&]h=(\\w{1,40})(?![^&#])");

  private static final Pattern START =
      Pattern.compile(
          "[?&#](?:t|start)=(?:(\\d{1,2})h)?(?:(\\d{1,3})m)?(?:(\\d{1,6})(?:\\.\\d*)?s?)?(?![^&#])");

  private static final String VIMEO = "https://vimeo.com/";

  private static final List<Host> HOSTS =
      List.of(
          Host.of(
              "(?:youtube\\.com/(?:embed|v|shorts)|youtube-nocookie\\.com/embed)/(?!videoseries\\b)"
                  + NAME,
              "https://www.youtube.com/watch?v=",
              "&t="),
          Host.of("player\\.vimeo\\.com/video/(\\d+)", VIMEO, "#t="),
          Host.of(
              "(?:geo\\.)?dailymotion\\.com/(?:embed/video/|player(?:/\\w+)?\\.html\\?video=)"
                  + NAME,
              "https://www.dailymotion.com/video/",
              "?start="),
          Host.of("media\\.ccc\\.de/v/([\\w.-]+)/oembed", "https://media.ccc.de/v/", "#t="),
          Host.of("archive\\.org/embed/([\\w.-]+)", "https://archive.org/details/", "?start="));

  /** PeerTube runs on anybody's host, and is known by its addresses. */
  private static final Pattern PEERTUBE_FRAME =
      Pattern.compile("(https?://[^/?#]+)/videos/embed/([\\w-]{20,36})(?:[?#].*)?");

  private static final Pattern PEERTUBE_PAGE =
      Pattern.compile("https?://[^/?#]+/videos/watch/[\\w-]{20,36}(?:\\?start=\\d+)?");

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
        Matcher key = KEY.matcher(address);
        return host.page
            + frame.group(1)
            + (host.page.equals(VIMEO) && key.find() ? "/" + key.group(1) : "")
            + start(address, host.start);
      }
    }
    Matcher peertube = PEERTUBE_FRAME.matcher(address);
    return peertube.matches()
        ? peertube.group(1) + "/videos/watch/" + peertube.group(2) + start(address, "?start=")
        : address;
  }

  /** Where in a video a frame starts; empty where that is the beginning. */
  private static String start(String address, String before) {
    Matcher said = START.matcher(address);
    int seconds =
        said.find()
            ? (number(said.group(1)) * 60 + number(said.group(2))) * 60 + number(said.group(3))
            : 0;
    return seconds == 0 ? "" : before + seconds;
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
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
