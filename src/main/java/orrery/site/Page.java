package orrery.site;

import java.nio.charset.StandardCharsets;

/**
 * A file of the site.
 *
 * @param path relative to the site, with {@code /} between folders
 * @param bytes the whole file; text is UTF-8
 */
public record Page(String path, byte[] bytes) {
  /** The file as text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
