/**
 * Bytes become a {@link orrery.feed.Parsed}: what a document says, whatever its format and however
 * broken it is.
 *
 * <p>{@link orrery.parse.FeedParser} is the way in. {@code Decoder} turns bytes into characters,
 * {@code LenientXml} characters into a tree of {@code Node}s, and {@code XmlFeed}, {@code JsonFeed}
 * and {@code HFeed} read from there what the feed says. ROME maps the extensions (Media RSS,
 * iTunes, Syndication); its types do not leave this package. Everything is pure, bounded in time
 * and memory, and nothing throws, whatever the bytes: what is wrong comes back as {@link
 * orrery.feed.Problem}s, what is no feed at all as {@link orrery.feed.Parsed.NotAFeed} with a
 * reason.
 */
@NullMarked
package orrery.parse;

import org.jspecify.annotations.NullMarked;
