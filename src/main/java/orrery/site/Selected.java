package orrery.site;

/**
 * A page of those posts that keep rules of their own.
 *
 * @param path where it lies, {@code page/english.html}
 * @param title what it is called, plain text
 */
public record Selected(String path, String title) {
  /** A page of that name. */
  public static Selected of(String name, String title) {
    return new Selected(Paths.page(name), title);
  }
}
