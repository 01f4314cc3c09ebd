package orrery.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.feed.Tag;

/**
 * What became of an entry on a planet, and why.
 *
 * @param feed the address under which the store has its feed
 * @param id the entry's own id
 * @param url of the post
 * @param title plain text
 * @param verdict as {@code explain --json} names it; {@code held} where none was given yet
 * @param rule that decided
 * @param detail one sentence
 * @param of the address of the post that stands in its place
 * @param date where the planet puts it
 * @param firstSeen when it was first seen
 * @param updated when its text was last seen changed
 * @param tags of the post
 * @param language BCP 47 tag
 */
public record Explained(
    String feed,
    @Nullable String id,
    @Nullable String url,
    String title,
    String verdict,
    String rule,
    String detail,
    @Nullable String of,
    Instant date,
    Instant firstSeen,
    @Nullable Instant updated,
    List<Tag> tags,
    @Nullable String language) {
  /** Copies the list. */
  public Explained {
    tags = List.copyOf(tags);
  }
}
