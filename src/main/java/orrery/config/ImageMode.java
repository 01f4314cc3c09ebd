package orrery.config;

/** What becomes of the pictures in posts. */
public enum ImageMode {
  /** They stay where they are: a reader's browser asks for them when they come into sight. */
  LINK,
  /** They are kept with the site, and readers ask nobody else for them. */
  CACHE,
  /** A link stands for each. */
  NONE
}
