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
 * @param date where it stands
 * @param length of its text, in characters
 * @param own whether the feed is its home, rather than one that passes it on
 * @param title plain text
 * @param tags most telling first
 * @param language the primary subtag of its language; null where it is not known
 * @param revision how often it was revised
 * @param verdict the present one; null where it was never judged
 */
public record Candidate(
    long entry,
    long feed,
    String anchor,
    Keys keys,
    Instant date,
    int length,
    boolean own,
    String title,
    List<Tag> tags,
    @Nullable String language,
    int revision,
    Verdict.@Nullable Kind verdict) {
  /** Copies the list. */
  public Candidate {
    tags = List.copyOf(tags);
  }
}
