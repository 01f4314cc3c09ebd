package orrery.feed;

/**
 * A topic of posts.
 *
 * @param key what makes two spellings one tag: normalised, in lower case, never empty
 * @param label the spelling that people read
 * @param origin who gave it
 * @param listed whether the planet has a page of it
 */
public record Tag(String key, String label, Origin origin, boolean listed) {
  /** Who gave a tag. */
  public enum Origin {
    /** The post's author, in these words or in others that the planet's config calls so. */
    AUTHOR,
    /** The planet's config. */
    CONFIG,
    /** Nobody: it is what the planet's authors would call such a post. */
    SUGGESTED
  }

  /** As its author gave it; no page of it is known of. */
  public Tag(String key, String label) {
    this(key, label, Origin.AUTHOR, false);
  }

  /** Whether it is no word of the author's, but what the planet found fitting. */
  public boolean suggested() {
    return origin == Origin.SUGGESTED;
  }
}
