package orrery.config;

/** Where the face of a blog is looked for that has none of its own. */
public enum IconMode {
  /** In its feed: the picture that the feed names. */
  FEED,
  /** There, else on its site: what its home page names, else {@code /favicon.ico}. */
  SITE,
  /** Nowhere. */
  NO
}
