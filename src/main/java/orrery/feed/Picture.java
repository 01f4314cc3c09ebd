package orrery.feed;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A picture that is kept, or that could not be had.
 *
 * @param kind what it is for
 * @param source where it is from: of a face the address or file that feeds.ini names, of an icon
 *     the address of the feed, of a post's picture its address
 * @param file its name in the folder of pictures; null where there is none
 * @param width in pixels, 0 where there is none
 * @param height in pixels, 0 where there is none
 * @param validators to send with the next request
 * @param asked when it was last asked for, null before the first time
 * @param due when it is to be asked for again
 * @param failures how often that came to nothing, in a row
 * @param error why, one sentence; null where all is well
 * @param date of the newest post that shows it; null for faces and icons
 */
public record Picture(
    Kind kind,
    String source,
    @Nullable String file,
    int width,
    int height,
    Fetched.Validators validators,
    @Nullable Instant asked,
    Instant due,
    int failures,
    @Nullable String error,
    @Nullable Instant date) {

  /** What a picture is for. */
  public enum Kind {
    /** A face that feeds.ini names. */
    FACE,
    /** What a feed or its site has for an icon. */
    ICON,
    /** A picture in a post. */
    POST;

    /** The name in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One that was never asked for. */
  public static Picture wanted(Kind kind, String source, Instant now, @Nullable Instant date) {
    return new Picture(kind, source, null, 0, 0, Fetched.Validators.NONE, null, now, 0, null, date);
  }
}
