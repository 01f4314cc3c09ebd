package orrery.site;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Locale;
import java.util.UUID;
import orrery.feed.Post;

/**
 * The addresses of pages, relative to the site. They follow from what a page is about and never
 * shift. Days are days of UTC.
 */
public final class Paths {
  private static final int LONGEST_SLUG = 60;

  private Paths() {}

  /** The day on whose page a post of that time stands. */
  public static LocalDate dayOf(Instant time) {
    return LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), 86_400L));
  }

  /** The lasting home of a post on the planet: its day's page and its place there. */
  public static String post(Post post) {
    return day(dayOf(post.date())) + "#p" + post.anchor();
  }

  /** {@code 2026/11/22.html}. */
  public static String day(LocalDate day) {
    return Dates.digits(day.getYear(), 4)
        + '/'
        + Dates.digits(day.getMonthValue(), 2)
        + '/'
        + Dates.digits(day.getDayOfMonth(), 2)
        + ".html";
  }

  /** {@code 2026/11.html}. */
  public static String month(YearMonth month) {
    return Dates.digits(month.getYear(), 4)
        + '/'
        + Dates.digits(month.getMonthValue(), 2)
        + ".html";
  }

  /** {@code blog/jane.html}. */
  public static String blog(String slug) {
    return "blog/" + slug + ".html";
  }

  /** {@code blog/jane/2026.html}. */
  public static String blogYear(String slug, Year year) {
    return "blog/" + slug + '/' + Dates.digits(year.getValue(), 4) + ".html";
  }

  /** {@code tag/java.html}, for the key of a tag. */
  public static String tag(String key) {
    return "tag/" + slug(key) + ".html";
  }

  /** {@code tag/java/2026-11.html}, for the key of a tag. */
  public static String tagMonth(String key, YearMonth month) {
    return "tag/" + slug(key) + '/' + Dates.month(month) + ".html";
  }

  /**
   * Names a file after a tag. A key of small ASCII letters, digits and hyphens stands for itself.
   * Of any other key the letters that can be kept are kept, and a hash follows after an underscore,
   * which no plain key has: so no two keys share a name.
   */
  static String slug(String key) {
    StringBuilder kept = new StringBuilder(key.length());
    for (int i = 0; i < key.length() && kept.length() < LONGEST_SLUG; i++) {
      char c = key.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0)) {
        kept.append(c);
      }
    }
    if (kept.length() == key.length() && !key.isEmpty()) {
      return key;
    }
    String hash = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    return kept.append('_').append(hash, 0, 8).append(hash, 9, 13).toString();
  }

  /**
   * Names a file after something that has a name and an identity: what can be kept of the name, and
   * a hash of the identity.
   */
  public static String slug(String name, String identity) {
    return slug(name.toLowerCase(Locale.ROOT) + '\n' + identity);
  }

  /** Where the site lies as seen from one of its pages: {@code ""}, {@code "../"}, … */
  static String root(String path) {
    String root = "";
    for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
      root += "../";
    }
    return root;
  }
}
