package orrery;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import orrery.config.Planet;
import orrery.fetch.Fetcher;
import orrery.fetch.Posted;
import orrery.fetch.WebSub;
import orrery.site.SiteSettings;

/** Tells a planet's own hubs that its feeds have changed (W3C WebSub, section 6). */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private Announcer() {}

  /**
   * Tells each hub of each feed that changed. What a hub does not take is logged: it asks the feed
   * itself, sooner or later, and is told of the next change.
   *
   * @param changed files of the site that were written, by their paths
   * @return how many hubs were told of how many feeds, all in all
   */
  static int ping(Planet planet, Collection<String> changed, InstantSource clock) {
    String base = SiteSettings.base(planet.link());
    List<String> feeds = planet.hubFeeds().stream().filter(changed::contains).toList();
    if (base == null || planet.hubs().isEmpty() || feeds.isEmpty()) {
      return 0;
    }
    int told = 0;
    try (var fetcher = new Fetcher(Fetchers.settings(planet), clock)) {
      for (String hub : planet.hubs()) {
        List<String> refusals = new ArrayList<>();
        for (String feed : feeds) {
          Posted posted = fetcher.post(hub, WebSub.publish(base + feed));
          if (posted.reason() == null) {
            told++;
          } else {
            refusals.add(posted.reason());
          }
        }
        if (!refusals.isEmpty()) {
          LOG.warn(
              "{}: the hub {} was not told of news: {}", planet.name(), hub, refusals.getFirst());
        }
      }
    }
    return told;
  }
}
