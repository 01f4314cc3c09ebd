package orrery.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.feed.Judged;
import orrery.feed.Story;
import orrery.feed.Tag;

/**
 * What became of an entry on a planet, and why.
 *
 * @param feed the address under which the store has its feed
 * @param id the entry's own id
 * @param post its verdict, and what that is about; {@code held} where none was given yet
 * @param tags of the post
 * @param language BCP 47 tag
 */
public record Explained(
    String feed, @Nullable String id, Judged post, List<Tag> tags, @Nullable String language) {
  /** Copies the list. */
  public Explained {
    tags = List.copyOf(tags);
  }

  /** The same with its tags spelt as the planet does. */
  Explained spelt(Map<String, String> labels) {
    List<Tag> spelt =
        tags.stream()
            .map(
                tag ->
                    new Tag(
                        tag.key(),
                        labels.getOrDefault(tag.key(), tag.label()),
                        tag.origin(),
                        tag.listed()))
            .toList();
    return new Explained(feed, id, post, spelt, language);
  }

  /** Plain text. */
  public String title() {
    return post.title();
  }

  /** The post's address; null where it has none. */
  public @Nullable String url() {
    return post.url();
  }

  /** As {@code explain --json} names it. */
  public String verdict() {
    return post.verdict().label();
  }

  /** That decided. */
  public String rule() {
    return post.verdict().rule();
  }

  /** A sentence or two. */
  public String detail() {
    return post.verdict().detail();
  }

  /** The address, else the id, of the post that stands in its place; null where there is none. */
  public @Nullable String of() {
    Story.Original original = post.story().original();
    return original == null ? null : original.address();
  }

  /** Where the planet puts it. */
  public Instant date() {
    return post.date();
  }

  /** When it was first seen. */
  public Instant firstSeen() {
    return post.firstSeen();
  }

  /** When its text was last seen changed; null where it never was. */
  public @Nullable Instant updated() {
    return post.story().updated();
  }
}
