package orrery.feed;

/**
 * A topic of posts on a planet.
 *
 * @param key what makes two spellings one tag: normalised, in lower case, never empty
 * @param label the spelling that people read
 */
public record Tag(String key, String label) {}
