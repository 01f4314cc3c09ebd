package orrery.parse;

import org.jspecify.annotations.Nullable;

/**
 * A document as it arrived.
 *
 * @param body content codings removed; never changed here
 * @param contentType the HTTP header verbatim, null where there was none
 * @param language what holds where the document names no language: {@code Content-Language} where
 *     it names one alone; null where none is known
 * @param url where the body came from after redirects, null where it has no address
 * @param base what relative addresses are meant against where the document does not say: {@code
 *     Content-Location} resolved against {@code url}, else {@code url}
 */
public record Document(
    byte[] body,
    @Nullable String contentType,
    @Nullable String language,
    @Nullable String url,
    @Nullable String base) {

  /** A document without any address, such as a file. */
  public static Document of(byte[] body) {
    return new Document(body, null, null, null, null);
  }
}
