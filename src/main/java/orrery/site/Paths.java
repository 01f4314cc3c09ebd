package orrery.site;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import orrery.feed.Post;

/**
 * The addresses of pages, relative to the site. They follow from what a page is about and never
 * shift. Days are days of UTC.
 */
public final class Paths {
  /** How all feeds are doing. */
  public static final String STATUS = "status/index.html";

  private static final int LONGEST_SLUG = 40;

  /** A name of a file as it is; one with a hash at its end would be another's. */
  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9]{0,39}");

  /** The list of lists of pages for search engines. */
  public static final String SITEMAP = "sitemap.xml";

  private Paths() {}

  /** The day on whose page a post of that time stands. */
  public static LocalDate dayOf(Instant time) {
    return LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), 86_400L));
  }

  /** The lasting home of a post on the planet: its day's page and its place there. */
  public static String post(Post post) {
    return post(post.anchor(), post.date());
  }

  /** The same, by name and time. */
  public static String post(String anchor, Instant date) {
    return day(dayOf(date)) + "#p" + anchor;
  }

  /** {@code status/jane-1a2b3c4d.html}. */
  public static String status(String slug) {
    return "status/" + slug + ".html";
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

  /** {@code blog/jane-1a2b3c4d.html}. */
  public static String blog(String slug) {
    return "blog/" + slug + ".html";
  }

  /** {@code blog/jane-1a2b3c4d-2026.html}. */
  public static String blogYear(String slug, Year year) {
    return "blog/" + slug + '-' + Dates.digits(year.getValue(), 4) + ".html";
  }

  /** {@code tag/java-1a2b3c4d.html}, for the key of a tag. */
  public static String tag(String key) {
    return "tag/" + slug(key, key) + ".html";
  }

  /** {@code tag/java-1a2b3c4d-2026-11.html}, for the key of a tag. */
  public static String tagMonth(String key, YearMonth month) {
    return "tag/" + slug(key, key) + '-' + Dates.month(month) + ".html";
  }

  /**
   * {@code page/english.html}, for the name of a page of posts that keep rules of their own. Names
   * that differ in case alone are one; of others no two share a file.
   */
  public static String page(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean plain = PLAIN.matcher(lower).matches();
    return "page/" + (plain ? lower : slug(lower, lower)) + ".html";
  }

  /** {@code language/de.html}, for a primary subtag. */
  public static String language(String code) {
    return "language/" + tongue(code) + ".html";
  }

  /** {@code language/de-2026-11.html}, for a primary subtag. */
  public static String languageMonth(String code, YearMonth month) {
    return "language/" + tongue(code) + '-' + Dates.month(month) + ".html";
  }

  /** Two or three letters (RFC 5646) may name a file as they are. */
  private static String tongue(String code) {
    boolean letters = code.chars().allMatch(c -> c >= 'a' && c <= 'z');
    return letters && (code.length() == 2 || code.length() == 3) ? code : slug(code, code);
  }

  /** {@code tag/java-1a2b3c4d/}: where what goes with a page lies. */
  public static String folder(String page) {
    return page.substring(0, page.length() - ".html".length()) + '/';
  }

  /**
   * Names a file after something: the letters of its name that can be kept, and a hash of what
   * makes it what it is. So no name out of a feed ever names a file by itself, no two share a file,
   * and none is another's with a year or month behind it.
   */
  public static String slug(String name, String identity) {
    String lower = name.toLowerCase(Locale.ROOT);
    StringBuilder slug = new StringBuilder(LONGEST_SLUG + 9);
    for (int i = 0; i < lower.length() && slug.length() < LONGEST_SLUG; i++) {
      char c = lower.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        slug.append(c);
      } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
        slug.append('-');
      }
    }
    if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
      slug.append('-');
    }
    UUID hash = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    return slug.append(hash.toString(), 0, 8).toString();
  }

  /** Where the site lies as seen from one of its pages: {@code ""}, {@code "../"}, … */
  public static String root(String path) {
    String root = "";
    for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
      root += "../";
    }
    return root;
  }
}
