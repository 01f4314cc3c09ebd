package orrery.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article.Keys;

/**
 * An entry as the judge of a planet sees it.
 *
 * @param entry the store's number of it
 * @param feed the store's number of its feed
 * @param anchor its lasting public name
 * @param keys what it is recognised by
 * @param url the post's address
 * @param date where it stands
 * @param said the date that its feed gives it now; null for none
 * @param firstSeen when it was first seen
 * @param length of its text, in characters
 * @param own whether the feed is its home, rather than one that passes it on
 * @param title plain text
 * @param titled whether its author gave it that title
 * @param authors their names
 * @param tags most telling first
 * @param language BCP 47 tag; null where it is not known
 * @param revision how often it was revised
 * @param withdrawn whether its author has taken it out of the feed
 * @param before the present verdict; null where it was never judged
 */
public record Candidate(
    long entry,
    long feed,
    String anchor,
    Keys keys,
    @Nullable String url,
    Instant date,
    @Nullable Instant said,
    Instant firstSeen,
    int length,
    boolean own,
    String title,
    boolean titled,
    List<String> authors,
    List<Tag> tags,
    @Nullable String language,
    int revision,
    boolean withdrawn,
    @Nullable Before before) {
  /** Copies the lists. */
  public Candidate {
    authors = List.copyOf(authors);
    tags = List.copyOf(tags);
  }

  /**
   * What became of it before.
   *
   * @param verdict the present one
   * @param of the entry that stands in its place, 0 where it is no duplicate
   * @param since when that verdict was first given
   * @param front whether the front page may have it
   */
  public record Before(Verdict verdict, long of, @Nullable Instant since, boolean front) {}

  /** The same entry with other tags. */
  public Candidate with(List<Tag> others) {
    return new Candidate(
        entry, feed, anchor, keys, url, date, said, firstSeen, length, own, title, titled, authors,
        others, language, revision, withdrawn, before);
  }

  /** The present verdict; null where it was never judged. */
  public Verdict.@Nullable Kind verdict() {
    return before == null ? null : before.verdict().kind();
  }
}
