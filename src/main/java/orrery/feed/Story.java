package orrery.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an entry, as far as it explains its verdict.
 *
 * @param since when its verdict was first given; null where that is not known
 * @param said the date that its feed gives it now; null for none
 * @param updated when its text was last seen changed; null where it never was
 * @param matched by what it was known again when its feed last changed its id or address: {@code
 *     id}, {@code address}, {@code title and date}, {@code text} or {@code similar text}; null
 *     where that never happened
 * @param own whether the feed is its home, rather than one that passes it on
 * @param length of its text, in characters
 * @param original the post that stands in its place; null where there is none
 */
public record Story(
    @Nullable Instant since,
    @Nullable Instant said,
    @Nullable Instant updated,
    @Nullable String matched,
    boolean own,
    int length,
    @Nullable Original original) {
  /** Where nothing is known. */
  public static final Story NONE = new Story(null, null, null, null, true, 0, null);

  /**
   * A post that stands in the place of another.
   *
   * @param feed the store's number of its feed
   * @param title plain text
   * @param address its address, else its id; null where it has neither
   * @param date where it stands
   * @param firstSeen when it was first seen
   * @param own whether its feed is its home
   * @param length of its text, in characters
   */
  public record Original(
      long feed,
      String title,
      @Nullable String address,
      Instant date,
      Instant firstSeen,
      boolean own,
      int length) {}
}
