package orrery.fetch;

import java.net.MalformedURLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageHeaders;
import org.jspecify.annotations.Nullable;

/** What the headers of an answer say, beyond the status. Nonsense counts as silence. */
final class Headers {
  /** What no honest wait exceeds; keeps arithmetic from overflowing. */
  private static final long FOREVER = Duration.ofDays(3650).toSeconds();

  /** What BCP 47 (section 4.4.1) advises to make room for. */
  private static final int LONGEST_TAG = 35;

  private Headers() {}

  /** The first header of that name, null where there is none or it is empty. */
  static @Nullable String first(MessageHeaders headers, String name) {
    Header header = headers.getFirstHeader(name);
    String value = header == null ? null : header.getValue();
    return value == null || value.isEmpty() ? null : value;
  }

  /**
   * The list that all headers of that name make (RFC 9110, section 5.3), null where it is empty.
   */
  static @Nullable String all(MessageHeaders headers, String name) {
    return headers.countHeaders(name) < 2
        ? first(headers, name)
        : Arrays.stream(headers.getHeaders(name))
            .map(Header::getValue)
            .collect(Collectors.joining(", "));
  }

  /**
   * The language of the readers (RFC 9110, section 8.5): several, or none, say nothing of the
   * language of the text.
   */
  static @Nullable String language(MessageHeaders headers) {
    Header[] said = headers.getHeaders("Content-Language");
    String tag = said.length == 1 ? said[0].getValue() : null;
    if (tag == null || tag.length() > LONGEST_TAG) {
      return null;
    }
    tag = tag.strip();
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || (c != '-' && (c < '0' || c > '9')))) {
        return null;
      }
    }
    return tag.length() < 2 ? null : tag;
  }

  /** The longer of {@code max-age} and {@code Expires} (RFC 9111, sections 5.2.2.1 and 5.3). */
  static @Nullable Duration maxAge(MessageHeaders headers, Instant now) {
    long longest = -1;
    for (Header header : headers.getHeaders("Cache-Control")) {
      for (String directive : header.getValue().split(",", -1)) {
        String d = directive.strip();
        if (d.regionMatches(true, 0, "max-age=", 0, 8)) {
          longest = Math.max(longest, seconds(d.substring(8).replace("\"", "")));
        }
      }
    }
    String expires = first(headers, "Expires");
    Instant end = expires == null ? null : date(expires);
    if (end != null) {
      String said = first(headers, "Date");
      Instant sent = said == null ? null : date(said);
      long left = Duration.between(now, end).toSeconds();
      long sending = sent == null ? left : Duration.between(sent, end).toSeconds();
      // Both clocks may be wrong: the shorter of the two waits, where there is one, is the safer.
      long shorter = left > 0 && sending > 0 ? Math.min(left, sending) : Math.max(left, sending);
      longest = Math.max(longest, Math.min(shorter, FOREVER));
    }
    return longest <= 0 ? null : Duration.ofSeconds(longest);
  }

  /** {@code Retry-After}: seconds or a date (RFC 9110, section 10.2.3). */
  static @Nullable Duration retryAfter(MessageHeaders headers, Instant now) {
    String value = first(headers, "Retry-After");
    if (value == null) {
      return null;
    }
    long seconds = seconds(value.strip());
    if (seconds >= 0) {
      return Duration.ofSeconds(seconds);
    }
    Instant until = date(value);
    if (until == null) {
      return null;
    }
    long left = Duration.between(now, until).toSeconds();
    return Duration.ofSeconds(Math.clamp(left, 0, FOREVER));
  }

  /** The {@code Link} headers of a relation (RFC 8288; W3C WebSub, section 4), absolute. */
  static List<String> links(MessageHeaders headers, String rel, Address base) {
    Header[] links = headers.getHeaders("Link");
    if (links.length == 0) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    for (Header header : links) {
      String value = header.getValue();
      for (int at = value.indexOf('<'); at >= 0; ) {
        int end = value.indexOf('>', at);
        if (end < 0) {
          break;
        }
        int next = value.indexOf('<', end);
        if (has(rel, value.substring(end + 1, next < 0 ? value.length() : next))) {
          try {
            found.add(base.resolve(value.substring(at + 1, end)).toString());
          } catch (MalformedURLException e) {
            // What cannot be asked is no link for us.
          }
        }
        at = next;
      }
    }
    return List.copyOf(found);
  }

  private static boolean has(String rel, String parameters) {
    for (String parameter : parameters.split("[;,]", -1)) {
      String p = parameter.strip().toLowerCase(Locale.ROOT);
      if (p.startsWith("rel") && p.substring(3).stripLeading().startsWith("=")) {
        String rels = p.substring(p.indexOf('=') + 1).replace('"', ' ').strip();
        return (" " + rels + " ").contains(" " + rel + " ");
      }
    }
    return false;
  }

  /** Digits only, at most {@link #FOREVER}; -1 for anything else. */
  private static long seconds(String digits) {
    if (digits.isEmpty()) {
      return -1;
    }
    long seconds = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      seconds = Math.min(seconds * 10 + digit, FOREVER);
    }
    return seconds;
  }

  /** The three forms of RFC 9110, section 5.6.7; null for anything else. */
  static @Nullable Instant date(String text) {
    if (text.length() < 20 || text.length() > 40) {
      return null; // "0" and "-1" are what most Expires headers hold instead of a date
    }
    for (DateTimeFormatter form : Dates.FORMS) {
      try {
        return ZonedDateTime.parse(text.strip(), form).toInstant();
      } catch (DateTimeException e) {
        // Perhaps the next form.
      }
    }
    return null;
  }

  /** Loaded when the first date is met. */
  private static final class Dates {
    static final List<DateTimeFormatter> FORMS =
        List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            utc(
                new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                    .appendPattern(" HH:mm:ss 'GMT'")),
            utc(new DateTimeFormatterBuilder().appendPattern("EEE MMM ppd HH:mm:ss yyyy")));

    private static DateTimeFormatter utc(DateTimeFormatterBuilder form) {
      return form.toFormatter(Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
  }
}
