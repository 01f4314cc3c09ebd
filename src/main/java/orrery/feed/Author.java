package orrery.feed;

import org.jspecify.annotations.Nullable;

/**
 * A person or body that wrote something: an Atom person construct (RFC 4287, section 3.2), an RSS
 * {@code author}, a {@code dc:creator}, a JSON Feed author. At least one part is present.
 *
 * @param name plain text
 * @param email kept so that feeds which name authors by address alone can be told apart; never
 *     published
 * @param url an absolute address of a page about the author
 */
public record Author(@Nullable String name, @Nullable String email, @Nullable String url) {}
