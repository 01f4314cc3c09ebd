/**
 * Tags and language of an entry.
 *
 * <p>What enters are categories and languages as a feed declares them: hostile, and spelled in
 * every way. What leaves are {@link orrery.feed.Tag tags} that are the same for every spelling
 * ({@link orrery.tag.Tags}) and language tags in their normal form ({@link orrery.tag.Language}). A
 * {@link orrery.tag.Tagger} gives posts what the rules of a planet make of their tags. {@link
 * orrery.tag.Detector} reads the language of a text from its script, letters and words, and weighs
 * them against what is expected of it. Nothing here fails on bad input: what says nothing is left
 * out.
 *
 * <p>{@link orrery.tag.Words} are a post's stems and pairs of stems, by Lucene's analyser for its
 * language, and the names that it spells out. From posts with tags a {@link orrery.tag.Vocabulary}
 * learns what speaks for each tag, and how far that is to be trusted; it suggests tags for posts
 * without, and tells which words are most of a post.
 */
@NullMarked
package orrery.tag;

import org.jspecify.annotations.NullMarked;
