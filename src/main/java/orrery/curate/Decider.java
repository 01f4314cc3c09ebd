package orrery.curate;

import java.time.Instant;
import java.util.ArrayList;
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

/**
 * Decides what a reading of a feed changes: an entry is known again by its id, else by its link,
 * else by its text; what is known again is revised in place, the rest is new.
 */
public final class Decider {
  private final IdentityHashMap<Article, Change.Revise> revisions = new IdentityHashMap<>();
  private final Set<Long> taken = new HashSet<>();

  private Decider() {}

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
    List<Known> free = known.stream().filter(k -> !present.contains(k.fingerprint())).toList();
    List<Article> distinct = distinct(articles);
    var decider = new Decider();
    decider.match("id", Keys::id, free, distinct);
    decider.match("link", Keys::link, free, distinct);
    decider.match("text", Keys::text, free, distinct);

    Set<Keys> unchanged = new HashSet<>();
    for (Known k : known) {
      if (present.contains(k.fingerprint()) && k.keys().id() != null && k.keys().link() != null) {
        unchanged.add(place(k.keys()));
      }
    }
    List<Change> changes = new ArrayList<>(distinct.size());
    for (Article article : distinct) {
      Change.Revise revision = decider.revisions.get(article);
      if (revision != null) {
        changes.add(revision);
      } else if (!unchanged.contains(place(article.keys()))) {
        changes.add(new Change.Add(article, date(article.entry(), now)));
      }
    }
    return changes;
  }

  private static Keys place(Keys keys) {
    return new Keys(keys.id(), keys.link(), null);
  }

  /**
   * One article for each entry of the document. A document may hold several states of one entry
   * (RFC 4287, section 4.1.1): the latest counts. Feeds that give all their entries the same id or
   * the same link mean different entries all the same; their titles tell.
   */
  private static List<Article> distinct(List<Article> articles) {
    record Name(Keys keys, String title) {}
    Map<Name, Article> latest = new LinkedHashMap<>();
    for (Article article : articles) {
      Keys keys = article.keys();
      boolean named = keys.id() != null || keys.link() != null;
      Keys place = named ? place(keys) : new Keys(null, null, article.fingerprint());
      latest.merge(
          new Name(place, article.title()),
          article,
          (one, other) -> updated(other).isAfter(updated(one)) ? other : one);
    }
    return List.copyOf(latest.values());
  }

  private static Instant updated(Article article) {
    Instant updated = article.entry().updated();
    return updated == null ? Instant.MIN : updated;
  }

  /** Pairs what is still free on both sides, and alone with its key on both sides. */
  private void match(
      String by, Function<Keys, @Nullable Long> key, List<Known> known, List<Article> articles) {
    Map<Long, List<Known>> before = new HashMap<>();
    for (Known k : known) {
      Long value = key.apply(k.keys());
      if (value != null && !taken.contains(k.entry())) {
        before.computeIfAbsent(value, v -> new ArrayList<>(1)).add(k);
      }
    }
    if (before.isEmpty()) {
      return;
    }
    Map<Long, List<Article>> now = new HashMap<>();
    for (Article article : articles) {
      Long value = key.apply(article.keys());
      if (value != null && !revisions.containsKey(article)) {
        now.computeIfAbsent(value, v -> new ArrayList<>(1)).add(article);
      }
    }
    now.forEach(
        (value, same) -> {
          List<Known> candidates = before.getOrDefault(value, List.of());
          if (same.size() == 1 && candidates.size() == 1) {
            long entry = candidates.getFirst().entry();
            taken.add(entry);
            revisions.put(same.getFirst(), new Change.Revise(same.getFirst(), entry, by));
          }
        });
  }

  /**
   * Where an entry stands, fixed when it is first seen: when it was published, or updated where
   * that is all it says, but never later than now.
   */
  private static Instant date(Entry entry, Instant now) {
    Instant said = entry.published() != null ? entry.published() : entry.updated();
    return said == null || said.isAfter(now) ? now : said;
  }
}
