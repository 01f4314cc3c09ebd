package orrery.config;

/**
 * How a planet deals with many posts at once, and with old and early ones.
 *
 * @param keeping of feeds that say nothing of their own
 * @param newFeedItems how many posts of a feed's past stand on the front page when the feed is new,
 *     0 for all
 * @param futureDates what becomes of posts from the future
 */
public record Curation(Keeping keeping, int newFeedItems, FutureDates futureDates) {
  /** What a planet says. */
  static Curation of(Values planet, Findings findings) {
    return new Curation(
        Keeping.DEFAULT.with(planet),
        planet.count("new_feed_items", 10),
        FutureDates.of(planet, findings));
  }
}
