/**
 * The records everything speaks.
 *
 * <p>{@link orrery.feed.Fetched} is what a server said, {@link orrery.feed.Parsed} what a document
 * said, {@link orrery.feed.Feed} and {@link orrery.feed.Entry} what a feed and its posts say, and
 * {@link orrery.feed.Verdict} what became of a post on a planet. Values only: nothing here reads,
 * writes, or knows any other package of ours, and nothing can fail.
 */
@NullMarked
package orrery.feed;

import org.jspecify.annotations.NullMarked;
