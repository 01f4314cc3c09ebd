package orrery.curate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article;
import orrery.feed.Article.Keys;
import orrery.feed.Change;
import orrery.feed.Entry;
import orrery.feed.Known;
import orrery.feed.Text;

/**
 * Decides what a reading of a feed changes: an entry is known again by its id, else by its link,
 * else by its text; what is known again is revised in place, the rest is new.
 */
public final class Decider {
  private final IdentityHashMap<Article, Change.Revise> revisions = new IdentityHashMap<>();
  private final Set<Long> taken = new HashSet<>();

  private Decider() {}

  /**
   * One entry for each post of a document, which may hold several states of one entry (RFC 4287,
   * section 4.1.1): the latest counts. Feeds that give all their entries the same id or the same
   * link mean different entries all the same; their titles tell, or where they have none, their
   * text.
   *
   * @param entries in the document's order
   */
  public static Collection<Entry> distinct(List<Entry> entries) {
    Map<Name, Entry> latest = LinkedHashMap.newLinkedHashMap(entries.size());
    for (Entry entry : entries) {
      latest.merge(
          Name.of(entry),
          entry,
          (one, other) -> updated(other).isAfter(updated(one)) ? other : one);
    }
    return latest.values();
  }

  /** What tells the entries of one document apart: all of it where it has neither id nor link. */
  private record Name(@Nullable String id, @Nullable String url, @Nullable Object says) {
    static Name of(Entry entry) {
      boolean named = entry.id() != null || entry.url() != null;
      return new Name(entry.id(), entry.url(), named ? says(entry) : entry);
    }

    private static @Nullable Text says(Entry entry) {
      Text title = entry.title();
      if (title != null && !title.value().isBlank()) {
        return title;
      }
      return entry.content() != null ? entry.content() : entry.summary();
    }
  }

  private static Instant updated(Entry entry) {
    return entry.updated() == null ? Instant.MIN : entry.updated();
  }

  /**
   * The changes that a reading asks for.
   *
   * @param known what was collected of the feed before
   * @param present the fingerprints of all entries in the reading; a known entry that stands there
   *     unchanged cannot be another's earlier form
   * @param articles the entries of the reading that are not known by their fingerprint
   * @param now when it was read
   */
  public static List<Change> decide(
      List<Known> known, Set<Long> present, List<Article> articles, Instant now) {
    var decider = new Decider();
    if (!known.isEmpty()) {
      decider.match("id", Keys::id, known, present, articles);
      decider.match("link", Keys::link, known, present, articles);
      decider.match("text", Keys::text, known, present, articles);
    }
    List<Change> changes = new ArrayList<>(articles.size());
    for (Article article : articles) {
      Change.Revise revision = decider.revisions.get(article);
      changes.add(
          revision != null ? revision : new Change.Add(article, date(article.entry(), now)));
    }
    return changes;
  }

  /**
   * Pairs what is alone with its key on both sides. A key that several entries have had, be it long
   * ago, says nothing: where a feed gives all of them one, the oldest leaving the document while a
   * new one enters must not make them one.
   */
  private void match(
      String by,
      Function<Keys, @Nullable Long> key,
      List<Known> known,
      Set<Long> present,
      List<Article> articles) {
    Map<Long, List<Article>> now = group(articles, article -> key.apply(article.keys()));
    Map<Long, List<Known>> before = group(known, k -> key.apply(k.keys()));
    now.forEach(
        (value, same) -> {
          List<Known> candidates = before.getOrDefault(value, List.of());
          if (same.size() != 1 || candidates.size() != 1) {
            return;
          }
          Article article = same.getFirst();
          Known candidate = candidates.getFirst();
          if (!revisions.containsKey(article)
              && !present.contains(candidate.fingerprint())
              && taken.add(candidate.entry())) {
            revisions.put(article, new Change.Revise(article, candidate.entry(), by));
          }
        });
  }

  private static <T> Map<Long, List<T>> group(List<T> all, Function<T, @Nullable Long> key) {
    Map<Long, List<T>> groups = new HashMap<>();
    for (T one : all) {
      Long value = key.apply(one);
      if (value != null) {
        groups.computeIfAbsent(value, v -> new ArrayList<>(1)).add(one);
      }
    }
    return groups;
  }

  /**
   * Where an entry stands, fixed when it is first seen: when it was published, or updated where
   * that is all it says, but never later than now.
   */
  private static Instant date(Entry entry, Instant now) {
    Instant said = entry.date();
    return said == null || said.isAfter(now) ? now : said;
  }
}
