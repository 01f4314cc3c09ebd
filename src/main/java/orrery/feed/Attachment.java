package orrery.feed;

import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to an entry: an RSS {@code enclosure}, an Atom {@code link rel="enclosure"},
 * {@code media:content}, a JSON Feed attachment.
 *
 * @param url absolute where a base was known
 * @param type media type
 * @param length in bytes, -1 where unknown
 * @param title plain text
 * @param duration in seconds, -1 where unknown
 */
public record Attachment(
    String url, @Nullable String type, long length, @Nullable String title, long duration) {}
