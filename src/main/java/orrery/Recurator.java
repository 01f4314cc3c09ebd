package orrery;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.curate.Identity;
import orrery.feed.Article;
import orrery.feed.Entry;
import orrery.feed.Feed;
import orrery.feed.Format;
import orrery.feed.Pace;
import orrery.store.EntryJson;
import orrery.store.FeedState;
import orrery.store.Recuration;

/**
 * Makes anew what was made of entries, from the entries as they were read: after a change of the
 * program, as if it had always been so. No date moves. It may end anywhere, and be begun again.
 */
final class Recurator {
  /** How many entries are in memory, and in a transaction. */
  private static final int CHUNK = 50;

  /** How many of the newest posts tell the language of a feed's short ones. */
  private static final int NEWEST = 20;

  private final Recuration recuration;
  private final Progress progress;
  private final Runnable goOn;

  /**
   * Over a store.
   *
   * @param goOn throws where the work is to end
   */
  Recurator(Recuration recuration, Progress progress, Runnable goOn) {
    this.recuration = recuration;
    this.progress = progress;
    this.goOn = goOn;
  }

  /** Of these feeds all entries; afterwards every planet judges everything anew. */
  void run(Collection<FeedState> feeds) {
    recuration.begin();
    progress.begin("Curating anew", feeds.size());
    try {
      for (FeedState feed : feeds) {
        List<Long> entries = recuration.entries(feed.id());
        Map<Long, Article> newest = newest(feed);
        Map<String, Integer> languages = Languages.count(List.copyOf(newest.values()));
        for (int from = 0; from < entries.size(); from += CHUNK) {
          goOn.run();
          recuration.rewrite(
              entries.subList(from, Math.min(entries.size(), from + CHUNK)),
              original -> {
                Article read = newest.get(original.entry());
                return spoken(read == null ? article(original, feed) : read, feed, languages);
              });
        }
        progress.step();
      }
    } finally {
      progress.end();
    }
  }

  /**
   * The newest posts, made anew, by the store's numbers: what the store has of their languages is
   * to be made anew, and cleaning a post is most of the work, so that they are kept.
   */
  private Map<Long, Article> newest(FeedState feed) {
    Map<Long, Article> newest = new LinkedHashMap<>();
    for (Recuration.Original original : recuration.newest(feed.id(), NEWEST)) {
      newest.put(original.entry(), article(original, feed));
    }
    return newest;
  }

  private static Article spoken(Article article, FeedState feed, Map<String, Integer> languages) {
    @Nullable String declared = feed.about() == null ? null : feed.about().language();
    return Languages.of(List.of(article), declared, languages).getFirst();
  }

  private static Article article(Recuration.Original original, FeedState feed) {
    Entry entry = EntryJson.read(original.asRead());
    return Articles.of(
        entry,
        original.asRead(),
        Identity.digest(original.asRead()),
        channel(feed, original.rights()),
        feed);
  }

  /**
   * What entries take from their feed.
   *
   * @param rights the feed's own are not kept; those that the entry took from it are
   */
  private static Feed channel(FeedState feed, @Nullable String rights) {
    @Nullable String site = feed.about() == null ? null : feed.about().site();
    return new Feed(
        Format.ATOM10,
        "utf-8",
        null,
        null,
        null,
        site,
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        rights,
        null,
        null,
        null,
        List.of(),
        Pace.NONE);
  }
}
