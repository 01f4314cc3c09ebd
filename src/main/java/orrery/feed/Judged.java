package orrery.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry with what became of it on a planet.
 *
 * @param anchor lasting name of the entry, on the planet where it is shown
 * @param title plain text
 * @param url of the post, null where it has none
 * @param date where the planet puts it
 * @param firstSeen when it was first seen
 * @param verdict what became of it
 * @param of where the post is that stands in its place, null where there is none
 * @param story what happened to it
 */
public record Judged(
    String anchor,
    String title,
    @Nullable String url,
    Instant date,
    Instant firstSeen,
    Verdict verdict,
    @Nullable Place of,
    Story story) {
  /** An entry of which nothing else is known. */
  public Judged(
      String anchor,
      String title,
      @Nullable String url,
      Instant date,
      Instant firstSeen,
      Verdict verdict,
      @Nullable Place of) {
    this(anchor, title, url, date, firstSeen, verdict, of, Story.NONE);
  }

  /** The same with another sentence about its verdict. */
  public Judged told(String sentence) {
    Verdict told = new Verdict(verdict.kind(), verdict.rule(), sentence);
    return new Judged(anchor, title, url, date, firstSeen, told, of, story);
  }

  /**
   * Where a post stands on the planet.
   *
   * @param anchor its lasting name
   * @param date on the page of which day
   */
  public record Place(String anchor, Instant date) {}
}
