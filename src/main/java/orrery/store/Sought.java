package orrery.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which entries are sought: all of some feeds, or else those with one of the keys or marks, or
 * else, where there are none of these, those with this id or address, or these words in their
 * title.
 *
 * @param feeds addresses under which the store has feeds
 * @param keys of ids and addresses that they have
 * @param marks of ids and addresses that they had
 * @param words an id, an address or words, in any order; blank for nothing
 */
public record Sought(
    Collection<String> feeds, Collection<Long> keys, Collection<Long> marks, String words) {
  /** Copies the collections. */
  public Sought {
    feeds = List.copyOf(feeds);
    keys = Set.copyOf(keys);
    marks = Set.copyOf(marks);
  }

  /** All entries of feeds. */
  public static Sought of(Collection<String> feeds) {
    return new Sought(feeds, Set.of(), Set.of(), "");
  }

  /** By what is said of posts. */
  public static Sought of(Collection<Long> keys, Collection<Long> marks, String words) {
    return new Sought(List.of(), keys, marks, words);
  }
}
