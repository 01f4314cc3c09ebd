package orrery.feed;

import org.jspecify.annotations.Nullable;

/**
 * A text of a feed, as it was read: a title, a summary, a body (RFC 4287, section 3.1). Not yet
 * cleaned: treat it as hostile.
 *
 * @param value plain text, or an HTML fragment, with entities of the XML level already resolved
 * @param html whether {@code value} is HTML; XHTML arrives as HTML too
 * @param base the absolute address against which relative addresses inside {@code value} are meant;
 *     null where none is known
 * @param language BCP 47 tag of this very text ({@code xml:lang}), null where none is said
 */
public record Text(String value, boolean html, @Nullable String base, @Nullable String language) {
  /** A plain text without base and language. */
  public static Text plain(String value) {
    return new Text(value, false, null, null);
  }

  /** A fragment of HTML whose relative addresses are meant against {@code base}. */
  public static Text html(String value, @Nullable String base) {
    return new Text(value, true, base, null);
  }
}
