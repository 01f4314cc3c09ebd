package orrery.tag;

import java.util.List;

/**
 * A post from which is learned.
 *
 * @param blog the store's number of its feed
 * @param words of its title and text
 * @param tags keys as {@link Tags} makes them; empty where its author gave it none
 */
public record Sample(long blog, Words words, List<String> tags) {
  /** Copies the list. */
  public Sample {
    tags = List.copyOf(tags);
  }
}
