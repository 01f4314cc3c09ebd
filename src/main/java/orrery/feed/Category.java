package orrery.feed;

import org.jspecify.annotations.Nullable;

/**
 * A category as the feed writes it (RFC 4287, section 4.2.2; RSS {@code category}; {@code
 * dc:subject}; JSON Feed {@code tags}).
 *
 * @param term what identifies the category in its scheme
 * @param scheme Atom's {@code scheme}, RSS's {@code domain}
 * @param label for people to read; the term where it is null
 */
public record Category(String term, @Nullable String scheme, @Nullable String label) {}
