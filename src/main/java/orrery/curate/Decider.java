package orrery.curate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article;
import orrery.feed.Article.Keys;
import orrery.feed.Change;
import orrery.feed.Entry;
import orrery.feed.Known;
import orrery.feed.Text;

/**
 * Decides what a reading of a feed changes: an entry is known again by what does agree ({@link
 * Kinship#again}); what is known again is revised in place, the rest is new.
 */
public final class Decider {
  private final IdentityHashMap<Article, Change.Revise> revisions = new IdentityHashMap<>();
  private final Set<Long> taken = new HashSet<>();

  /** Of feeds that give other ids each time, all are not worth keeping. */
  private static final int FORMER = 20;

  /** A mark that more known entries have comes from a template. */
  private static final int COMMON = 20;

  /** What is dated less long ago has readers where it stands. */
  private static final Duration LATE = Duration.ofDays(3);

  /** More posts from long ago at once were not published today. */
  private static final int MANY = 5;

  private final List<Known> known;
  private final List<Article> articles;
  private final Texts texts;

  private Decider(List<Known> known, List<Article> articles, Texts texts) {
    this.known = known;
    this.articles = articles;
    this.texts = texts;
  }

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
   * Where plain texts are to be had.
   *
   * @param now of an article
   * @param before of an entry that was collected before, by the store's number of it
   */
  public record Texts(Function<Article, String> now, LongFunction<String> before) {}

  /**
   * The changes that a reading asks for. Where an entry stands is fixed when it is first seen: when
   * it was published, or updated where that is all it says, but never later than now.
   *
   * @param known what was collected of the feed before and shares a key or a mark with one of the
   *     articles
   * @param listed the fingerprints of all entries in the reading, and the date that each says; a
   *     known entry that stands there unchanged cannot be another's earlier form
   * @param articles the entries of the reading that are not known by their fingerprint
   * @param before when the feed was read before; null where it never was
   * @param now when it was read
   */
  public static List<Change> decide(
      List<Known> known,
      Map<Long, Optional<Instant>> listed,
      List<Article> articles,
      Texts texts,
      @Nullable Instant before,
      Instant now) {
    var decider = new Decider(known, articles, texts);
    decider.match(listed.keySet(), listed.size() == articles.size() && articles.size() > 2);
    Set<Article> late = decider.late(listed, before, now);
    List<Change> changes = new ArrayList<>(articles.size());
    Instant seen = now;
    for (Article article : articles) {
      Change.Revise revision = decider.revisions.get(article);
      Instant said = late.contains(article) ? null : article.entry().date();
      Instant date = said == null || said.isAfter(now) ? seen : said;
      changes.add(revision != null ? revision : new Change.Add(article, date));
      if (revision == null && date.equals(seen)) {
        // Of several that have no date of their own the first in the document stands first.
        seen = seen.minusMillis(1);
      }
    }
    return changes;
  }

  /** A known entry that an article may be the later form of. */
  private record Pair(Article article, Known known, int agreeing, String by) {}

  /** Pairs each with the one that most agrees with it. */
  private void match(Set<Long> present, boolean rebuilt) {
    Map<Long, List<Known>> byId = group(known, k -> ids(k.keys()));
    Map<Long, List<Known>> byLink = group(known, k -> links(k.keys()));
    Map<Long, List<Known>> byMark = group(known, k -> k.keys().marks());
    Map<Long, List<Article>> withId = group(articles, a -> own(a.keys().id()));
    Map<Long, List<Article>> withLink = group(articles, a -> own(a.keys().link()));
    List<Pair> pairs = new ArrayList<>();
    for (Article article : articles) {
      Long id = alone(article.keys().id(), Identity::formerId, byId, withId);
      Long link = alone(article.keys().link(), Identity::formerLink, byLink, withLink);
      Set<Known> candidates = new LinkedHashSet<>();
      add(candidates, id, Identity::formerId, byId);
      add(candidates, link, Identity::formerLink, byLink);
      for (long mark : Identity.lookups(article.keys(), article.title(), article.entry().date())) {
        List<Known> marked = byMark.getOrDefault(mark, List.of());
        if (marked.size() <= COMMON) {
          candidates.addAll(marked);
        }
      }
      for (Known candidate : candidates) {
        if (!present.contains(candidate.fingerprint())) {
          pair(article, candidate, id, link, rebuilt).ifPresent(pairs::add);
        }
      }
    }
    pairs.sort(Comparator.comparingInt(Pair::agreeing).reversed());
    for (Pair pair : pairs) {
      if (!revisions.containsKey(pair.article()) && taken.add(pair.known().entry())) {
        revisions.put(
            pair.article(),
            new Change.Revise(
                pair.article(),
                pair.known().entry(),
                pair.by(),
                former(pair.known().keys(), pair.article().keys()),
                says(pair)));
      }
    }
  }

  /** Whether readers see other words than before, rather than another markup or other capitals. */
  private boolean says(Pair pair) {
    return !words(pair.known().title()).sameAs(words(pair.article().title()))
        || !words(texts.before().apply(pair.known().entry()))
            .sameAs(words(texts.now().apply(pair.article())));
  }

  private static Wording words(String text) {
    return Wording.of(text);
  }

  /**
   * @param id of the article, where it tells; null where it does not
   * @param link likewise
   */
  private Optional<Pair> pair(
      Article article, Known before, @Nullable Long id, @Nullable Long link, boolean rebuilt) {
    boolean sameId = id != null && has(before.keys(), Keys::id, id, Identity.formerId(id));
    boolean sameLink =
        link != null && has(before.keys(), Keys::link, link, Identity.formerLink(link));
    Signs now = Signs.of(article, () -> texts.now().apply(article)).with(id, link);
    Signs then =
        new Signs(
            sameId ? id : before.keys().id(),
            sameLink ? link : before.keys().link(),
            before.title(),
            before.titled(),
            before.said(),
            article.own(),
            () -> texts.before().apply(before.entry()));
    String by = Kinship.again(then, now, rebuilt);
    return by == null
        ? Optional.empty()
        : Optional.of(new Pair(article, before, Kinship.agreeing(then, now), by));
  }

  private static boolean has(
      Keys keys, Function<Keys, @Nullable Long> present, Long key, long former) {
    return key.equals(present.apply(keys)) || keys.former().contains(former);
  }

  /** The marks of all ids and addresses that an entry has no longer, where it lost one now. */
  private static List<Long> former(Keys before, Keys now) {
    Set<Long> former = new LinkedHashSet<>();
    if (before.id() != null && !before.id().equals(now.id())) {
      former.add(Identity.formerId(before.id()));
    }
    if (before.link() != null && !before.link().equals(now.link())) {
      former.add(Identity.formerLink(before.link()));
    }
    if (!former.isEmpty()) {
      former.addAll(before.former());
    }
    return former.stream().limit(FORMER).toList();
  }

  /**
   * A key that nobody else has. One that several entries have had, be it long ago, says nothing.
   */
  private static @Nullable Long alone(
      @Nullable Long key,
      LongUnaryOperator former,
      Map<Long, List<Known>> before,
      Map<Long, List<Article>> now) {
    if (key == null || now.getOrDefault(key, List.of()).size() > 1) {
      return null;
    }
    Set<Known> known = new HashSet<>(before.getOrDefault(key, List.of()));
    known.addAll(before.getOrDefault(former.applyAsLong(key), List.of()));
    return known.size() > 1 ? null : key;
  }

  private static void add(
      Set<Known> candidates,
      @Nullable Long key,
      LongUnaryOperator former,
      Map<Long, List<Known>> by) {
    if (key != null) {
      candidates.addAll(by.getOrDefault(key, List.of()));
      candidates.addAll(by.getOrDefault(former.applyAsLong(key), List.of()));
    }
  }

  /** An id, and those that it had before. */
  private static List<Long> ids(Keys keys) {
    return with(keys.id(), keys.former());
  }

  private static List<Long> links(Keys keys) {
    return with(keys.link(), keys.former());
  }

  private static List<Long> own(@Nullable Long key) {
    return with(key, List.of());
  }

  private static List<Long> with(@Nullable Long key, List<Long> marks) {
    if (key == null) {
      return marks;
    }
    List<Long> all = new ArrayList<>(marks);
    all.add(key);
    return all;
  }

  private static <T> Map<Long, List<T>> group(List<T> all, Function<T, List<Long>> keys) {
    Map<Long, List<T>> groups = new HashMap<>();
    for (T one : all) {
      for (long key : keys.apply(one)) {
        groups.computeIfAbsent(key, v -> new ArrayList<>(1)).add(one);
      }
    }
    return groups;
  }

  /**
   * What was written long ago and published now: the feed had older posts when it was read before,
   * and did not have it. Those stand where they were first seen, or nobody would ever see them; but
   * where there are many, somebody rebuilt the feed.
   */
  private Set<Article> late(
      Map<Long, Optional<Instant>> listed, @Nullable Instant before, Instant now) {
    if (before == null) {
      return Set.of();
    }
    Set<Long> changed = new HashSet<>();
    articles.forEach(article -> changed.add(article.fingerprint()));
    Instant oldest = Instant.MAX;
    for (Map.Entry<Long, Optional<Instant>> entry : listed.entrySet()) {
      Instant said = entry.getValue().orElse(Instant.MAX);
      if (!changed.contains(entry.getKey()) && said.isBefore(oldest)) {
        oldest = said;
      }
    }
    Instant latest = min(before.minus(Duration.ofDays(1)), now.minus(LATE));
    Set<Article> late = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Article article : articles) {
      Instant said = article.entry().date();
      if (said != null
          && said.isAfter(oldest)
          && said.isBefore(latest)
          && !revisions.containsKey(article)) {
        late.add(article);
      }
    }
    return late.size() > MANY ? Set.of() : late;
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
