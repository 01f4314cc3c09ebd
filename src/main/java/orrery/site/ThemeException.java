package orrery.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A theme cannot be read, or a template of it cannot be used; the message says where and how to
 * mend it.
 */
public final class ThemeException extends RuntimeException {
  private static final int NAMED = 3;

  private final transient List<String> pages;

  ThemeException(String message) {
    super(message);
    this.pages = List.of();
  }

  ThemeException(String message, Throwable cause) {
    super(message, cause);
    this.pages = List.of();
  }

  /**
   * A page cannot be made.
   *
   * @param page its path, null where it is not known
   */
  ThemeException(String message, @Nullable String page, Throwable cause) {
    super(message, cause);
    this.pages = page == null ? List.of() : List.of(page);
  }

  private ThemeException(String message, List<String> pages, Throwable cause) {
    super(message, cause);
    this.pages = pages;
  }

  /**
   * Several pages that cannot be made, while others are.
   *
   * @param all what came of each, at least one; the first speaks for all
   */
  public static ThemeException together(List<ThemeException> all) {
    ThemeException first = all.getFirst();
    List<String> pages = all.stream().flatMap(one -> one.pages.stream()).distinct().toList();
    return all.size() == 1 ? first : new ThemeException(message(first), pages, first);
  }

  private static String message(ThemeException one) {
    return String.valueOf(one.getMessage());
  }

  /** The same with words on what becomes of the site. */
  public ThemeException whereOthersAreMade() {
    if (pages.isEmpty()) {
      return this;
    }
    int more = pages.size() - NAMED;
    String named = String.join(", ", pages.subList(0, Math.min(NAMED, pages.size())));
    return new ThemeException(
        message(this)
            + " Until that is mended these stay as they were: "
            + named
            + (more > 0 ? " and " + more + " more" : "")
            + "; all others are made.",
        pages,
        this);
  }
}
