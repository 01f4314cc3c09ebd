package orrery.feed;

import java.time.Instant;

/**
 * When a post was first seen.
 *
 * @param entry the store's number of it
 * @param feed the store's number of its feed
 * @param firstSeen when
 * @param date where it stands
 * @param anchor its lasting public name
 */
public record Seen(long entry, long feed, Instant firstSeen, Instant date, String anchor) {}
