package orrery.feed;

import org.jspecify.annotations.Nullable;

/**
 * A link of a feed or an entry (RFC 4287, section 4.2.7).
 *
 * @param href absolute where a base was known
 * @param rel the relation in lower case; {@code alternate} where the document names none
 * @param type media type
 * @param hreflang language of what is linked
 * @param title plain text
 */
public record Link(
    String href,
    String rel,
    @Nullable String type,
    @Nullable String hreflang,
    @Nullable String title) {}
