package orrery.site;

import java.util.List;

/**
 * The hosts whose videos may play within a page once a reader asks for it. A page names those of
 * the videos on it: its Content-Security-Policy lets no other host in. PeerTube is not among them.
 * Anybody runs a host of it, so a feed would say whom a page lets in; its videos are links.
 */
final class Players {
  private static final String CARD = "<a class=\"video\" href=\"";

  private static final List<View.Player> KNOWN =
      List.of(
          new View.Player(
              "https://www.youtube-nocookie.com",
              "https://www.youtube.com/watch?v=",
              "https://www.youtube-nocookie.com/embed/{}?autoplay=1{&h=}{&start=}"),
          new View.Player(
              "https://player.vimeo.com",
              "https://vimeo.com/",
              "https://player.vimeo.com/video/{}?autoplay=1&dnt=1{&h=}{#t=}"),
          new View.Player(
              "https://geo.dailymotion.com",
              "https://www.dailymotion.com/video/",
              "https://geo.dailymotion.com/player.html?video={}{&h=}{&start=}"),
          new View.Player(
              "https://media.ccc.de",
              "https://media.ccc.de/v/",
              "https://media.ccc.de/v/{}/oembed{?h=}{#t=}"),
          new View.Player(
              "https://archive.org",
              "https://archive.org/details/",
              "https://archive.org/embed/{}{?h=}{?start=}"));

  private Players() {}

  /** Those that the bodies of these posts ask for. */
  static List<View.Player> of(List<View.Item> posts) {
    return KNOWN.stream()
        .filter(
            player -> posts.stream().anyMatch(post -> post.body().contains(CARD + player.pages())))
        .toList();
  }
}
