package orrery.feed;

/**
 * A link out of a post, to a page of another site.
 *
 * @param key of the address without what varies between spellings of one address
 * @param host in lower case, without {@code www.}
 * @param url absolute http(s) address without parameters that track
 */
public record Outlink(long key, String host, String url) {}
