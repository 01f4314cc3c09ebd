package orrery.config;

/**
 * How many of a feed's posts are shown at once, and for how long; a feed's own words count instead
 * of the planet's.
 *
 * @param burst how many new posts a day stand on the front page, 0 for all
 * @param keepDays how many days a post is kept, 0 for ever
 * @param keepEntries how many posts of the feed are kept, 0 for all
 */
public record Keeping(int burst, int keepDays, int keepEntries) {
  /** Where nothing is said. */
  public static final Keeping DEFAULT = new Keeping(5, 0, 0);

  /** What a section says, these where it says nothing. */
  Keeping with(Values section) {
    return new Keeping(
        section.count("burst", burst),
        section.count("keep_days", keepDays),
        section.count("keep_entries", keepEntries));
  }
}
