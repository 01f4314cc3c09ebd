package orrery.curate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article.Keys;

/** What makes two readings one entry. */
public final class Identity {
  /** Shorter texts than this say too little: "Link", "New photo", a release note's number. */
  private static final int TELLING_TEXT = 200;

  /** Parameters by which readers are counted, and nothing is said of which page is meant. */
  private static final Set<String> TRACKING =
      Set.of(
          "fbclid",
          "gclid",
          "dclid",
          "msclkid",
          "yclid",
          "igshid",
          "mkt_tok",
          "ref",
          "ref_src",
          "cmpid",
          "ncid",
          "spm",
          "at_campaign",
          "at_medium",
          "wt_mc",
          "_hsenc",
          "_hsmi",
          "xtor");

  private Identity() {}

  /**
   * A digest of bytes: 64 bits, from two checksums that the machine computes itself. It tells ids,
   * addresses and texts apart, also over feeds; it is no defence against somebody who wants two to
   * look alike, so that nothing is decided by one alone ({@link Kinship}).
   */
  public static long digest(byte[] bytes) {
    var one = new CRC32();
    one.update(bytes);
    var two = new CRC32C();
    two.update(bytes);
    return one.getValue() << 32 | two.getValue();
  }

  /**
   * What an entry is recognised by. An id such as "17" is no sign of anything in another feed, and
   * an address that is but a site's front page says nothing anywhere.
   *
   * @param feed what tells the feed from others, for as long as it is followed
   * @param id the feed's own id
   * @param url the post's address
   * @param title plain text
   * @param titled whether the author gave it the title
   * @param said the date that the feed gives it
   * @param text the whole text, plain
   */
  public static Keys keys(
      String feed,
      @Nullable String id,
      @Nullable String url,
      String title,
      boolean titled,
      @Nullable Instant said,
      String text) {
    return new Keys(
        id == null || id.isBlank() ? null : idKey(feed, id.strip()),
        url == null ? null : pageKey(url),
        text.length() < TELLING_TEXT ? null : (Long) textKey(title, text),
        marks(titled ? title : null, said, text),
        List.of());
  }

  /**
   * The marks of an entry.
   *
   * @param title that its author gave it; null for none
   */
  private static List<Long> marks(@Nullable String title, @Nullable Instant said, String text) {
    var wording = Wording.of(text);
    List<Long> marks = new ArrayList<>();
    if (title != null && said != null) {
      marks.add(titleMark(title, day(said)));
    }
    if (text.length() >= TELLING_TEXT) {
      marks.add(as(Kind.TEXT, wording.digest()));
    } else if (title != null && wording.count() > 0) {
      marks.add(as(Kind.TEXT, Wording.of(title).digest() * 31 + wording.digest()));
    }
    if (wording.beginning() != 0) {
      marks.add(as(Kind.BEGINNING, wording.beginning()));
    }
    for (long band : wording.bands()) {
      marks.add(as(Kind.BAND, band));
    }
    return marks;
  }

  /** What marks are made of; one of a kind is never taken for one of another. */
  private enum Kind {
    ID(1),
    LINK(2),
    TITLE(3),
    TEXT(4),
    BEGINNING(5),
    BAND(6);

    final long salt;

    Kind(int number) {
      salt = number * 0x9e3779b97f4a7c15L;
    }
  }

  private static long as(Kind kind, long digest) {
    return digest ^ kind.salt;
  }

  /** The mark of an id that an entry had before. */
  public static long formerId(long id) {
    return as(Kind.ID, id);
  }

  /** The mark of an address that an entry had before. */
  public static long formerLink(long link) {
    return as(Kind.LINK, link);
  }

  /**
   * All marks under which entries stand that may be the same post.
   *
   * @param said the date that its feed gives it
   */
  public static Set<Long> lookups(Keys keys, String title, @Nullable Instant said) {
    Set<Long> lookups = new LinkedHashSet<>(keys.marks());
    if (keys.id() != null) {
      lookups.add(formerId(keys.id()));
    }
    if (keys.link() != null) {
      lookups.add(formerLink(keys.link()));
    }
    if (said != null) {
      lookups.addAll(titleMarks(title, said));
    }
    return lookups;
  }

  /**
   * The marks of entries that have a title and were published on a day or the next to it: which day
   * it is depends on the time zone.
   */
  private static List<Long> titleMarks(String title, Instant said) {
    long day = day(said);
    return List.of(titleMark(title, day - 1), titleMark(title, day), titleMark(title, day + 1));
  }

  private static long titleMark(String title, long day) {
    return as(Kind.TITLE, Wording.of(title).digest() * 31 + day);
  }

  private static long day(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), 86_400);
  }

  /** A URI is unique in the world (RFC 4287, section 4.2.6), another id in its feed only. */
  private static long idKey(String feed, String id) {
    boolean global = id.indexOf(':') > 0 && (!id.startsWith("http") || tells(plainLink(id)));
    return digest(global ? id : feed + '\n' + id);
  }

  private static @Nullable Long pageKey(String url) {
    String link = plainLink(url);
    return tells(link) ? (Long) digest(link) : null;
  }

  /** The key of a post's address in whatever feed. */
  public static long linkKey(String url) {
    return digest(plainLink(url));
  }

  private static boolean tells(String link) {
    return link.indexOf('/') > 0 || link.indexOf('?') > 0;
  }

  private static long textKey(String title, String text) {
    var letters = new StringBuilder(title.length() + text.length());
    addLetters(letters, title);
    letters.append('\n');
    addLetters(letters, text);
    return digest(letters.toString());
  }

  private static long digest(String text) {
    return digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Letters and digits alone, so that spacing, quotes and case make no difference. */
  private static void addLetters(StringBuilder to, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'a' && c <= 'z') {
        to.append(c);
      } else if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        to.append(Character.toLowerCase(c));
      }
    }
  }

  /** The host of an address, without {@code www.}; empty where it has none. */
  public static String host(String url) {
    if (url.indexOf("://") < 0) {
      return "";
    }
    String link = plainLink(url);
    int end = 0;
    while (end < link.length() && "/?#:".indexOf(link.charAt(end)) < 0) {
      end++;
    }
    return link.substring(0, end);
  }

  /**
   * An address without what varies between spellings of one address: scheme, {@code www.}, default
   * port, case of the host, trailing slash, fragment, tracking parameters and the order of the
   * others. A fragment that is a path of its own ({@code #!/post/1}) stays.
   */
  public static String plainLink(String url) {
    String rest = url.strip();
    int scheme = rest.indexOf("://");
    if (scheme < 0) {
      return rest;
    }
    String name = rest.substring(0, scheme).toLowerCase(Locale.ROOT);
    rest = rest.substring(scheme + 3);
    int hash = rest.indexOf('#');
    if (hash >= 0 && !rest.startsWith("#!", hash) && !rest.startsWith("#/", hash)) {
      rest = rest.substring(0, hash);
    }
    int query = rest.indexOf('?');
    String parameters = query < 0 ? "" : rest.substring(query + 1);
    rest = query < 0 ? rest : rest.substring(0, query);
    int slash = rest.indexOf('/');
    String host = (slash < 0 ? rest : rest.substring(0, slash)).toLowerCase(Locale.ROOT);
    String path = slash < 0 ? "" : rest.substring(slash);
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (host.startsWith("www.")) {
      host = host.substring(4);
    }
    if (host.endsWith(name.equals("https") ? ":443" : ":80")) {
      host = host.substring(0, host.lastIndexOf(':'));
    }
    return host + path + sorted(parameters);
  }

  private static String sorted(String parameters) {
    if (parameters.isEmpty()) {
      return "";
    }
    List<String> kept = new ArrayList<>();
    int start = 0;
    while (start <= parameters.length()) {
      int end = parameters.indexOf('&', start);
      end = end < 0 ? parameters.length() : end;
      String parameter = parameters.substring(start, end);
      if (!parameter.isEmpty() && !isTracking(parameter)) {
        kept.add(parameter);
      }
      start = end + 1;
    }
    Collections.sort(kept);
    return kept.isEmpty() ? "" : "?" + String.join("&", kept);
  }

  private static boolean isTracking(String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals);
    return name.startsWith("utm_")
        || name.startsWith("mc_")
        || name.startsWith("pk_")
        || name.startsWith("mtm_")
        || parameter.startsWith("source=rss")
        || TRACKING.contains(name);
  }
}
