package orrery.feed;

import orrery.feed.Article.Keys;

/**
 * What is known of an entry that was collected before.
 *
 * @param entry the store's number of it
 * @param keys what it is recognised by
 * @param fingerprint of its latest reading
 */
public record Known(long entry, Keys keys, long fingerprint) {}
