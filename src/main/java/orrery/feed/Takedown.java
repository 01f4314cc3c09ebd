package orrery.feed;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A post that was taken down from a planet, with all that it was ever recognised by.
 *
 * @param number the store's
 * @param url its address, as it was given
 * @param why the reason that was given; null for none
 * @param by who took it down: {@code maintainer} or {@code author}
 * @param at when
 * @param feed the store's number of the author's feed: other feeds keep what is at home there; 0
 *     where it is gone from all
 * @param address the key of its address; whatever has that goes
 * @param entries the store's numbers of its entries, its doubles among them; empty where nothing of
 *     that address was collected yet
 * @param ids keys
 * @param links keys
 * @param texts keys
 */
public record Takedown(
    long number,
    String url,
    @Nullable String why,
    String by,
    Instant at,
    long feed,
    long address,
    Set<Long> entries,
    Set<Long> ids,
    Set<Long> links,
    Set<Long> texts) {
  /** Whoever keeps the planet. */
  public static final String MAINTAINER = "maintainer";

  /** Whoever wrote the post. */
  public static final String AUTHOR = "author";

  /** Copies the sets. */
  public Takedown {
    entries = Set.copyOf(entries);
    ids = Set.copyOf(ids);
    links = Set.copyOf(links);
    texts = Set.copyOf(texts);
  }

  /** Whether an entry is within its reach, if it is the same post. */
  public boolean reaches(Candidate candidate) {
    return feed == 0 || candidate.feed() == feed || !candidate.own();
  }
}
