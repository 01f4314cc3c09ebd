package orrery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.clean.PlainText;
import orrery.curate.Decider;
import orrery.curate.Identity;
import orrery.curate.Judge;
import orrery.feed.Article;
import orrery.feed.Article.Keys;
import orrery.feed.Candidate;
import orrery.feed.Change;
import orrery.feed.Entry;
import orrery.feed.Known;
import orrery.feed.Parsed;
import orrery.feed.Ruling;
import orrery.feed.Verdict;
import orrery.parse.Document;
import orrery.parse.FeedParser;
import orrery.store.EntryJson;
import orrery.store.FeedState;

/**
 * A planet in memory: what is decided and judged about feeds, without store and site, so that many
 * histories can be played. Nobody is withdrawn here.
 */
final class Memory {
  private final Map<Long, Row> rows = new LinkedHashMap<>();
  private final Map<String, FeedState> feeds = new LinkedHashMap<>();
  private final Map<Long, Instant> asked = new HashMap<>();

  /** What is collected of an entry. */
  private static final class Row {
    final long number;
    final long feed;
    final Instant firstSeen;
    Instant date;
    Article article;
    String text;
    List<Long> former = new ArrayList<>();
    int revision;
    boolean waits = true;
    Candidate.@Nullable Before before;

    Row(long number, long feed, Article article, Instant date, Instant firstSeen) {
      this.number = number;
      this.feed = feed;
      this.article = article;
      this.text = PlainText.ofClean(article.html());
      this.date = date;
      this.firstSeen = firstSeen;
    }

    Keys keys() {
      Keys keys = article.keys();
      return new Keys(keys.id(), keys.link(), keys.text(), keys.marks(), former);
    }

    Known known() {
      return new Known(
          number,
          keys(),
          article.fingerprint(),
          article.title(),
          article.titled(),
          article.entry().date(),
          article.url());
    }

    Candidate candidate() {
      return new Candidate(
          number,
          feed,
          "p" + number,
          keys(),
          article.url(),
          date,
          article.entry().date(),
          firstSeen,
          text.length(),
          article.own(),
          article.title(),
          article.titled(),
          List.of(),
          article.tags(),
          article.language(),
          revision,
          false,
          before);
    }

    boolean is(Verdict.Kind kind) {
      return before != null && before.verdict().kind() == kind;
    }
  }

  /** A cycle: reads these feeds, by address, and judges what is new in them. */
  void cycle(Map<String, byte[]> documents, Instant now) {
    documents.forEach((address, body) -> read(address, body, now));
    judge(now);
  }

  /** What is shown. */
  List<Shown> shown() {
    return rows.values().stream()
        .filter(row -> row.is(Verdict.Kind.SHOWN))
        .map(row -> new Shown(row.article.title(), "", row.date))
        .toList();
  }

  private void read(String address, byte[] body, Instant now) {
    FeedState feed =
        feeds.computeIfAbsent(
            address,
            a ->
                new FeedState(
                    feeds.size() + 1L, a, FeedState.Memory.NONE, FeedState.Health.NEW, null));
    if (!(FeedParser.parse(Document.of(body)) instanceof Parsed.Understood understood)) {
      throw new AssertionError("No feed: " + address);
    }
    Map<Long, Optional<Instant>> listed = new LinkedHashMap<>();
    List<Article> articles = new ArrayList<>();
    List<Row> ours = rows.values().stream().filter(row -> row.feed == feed.id()).toList();
    Set<Long> known = ours.stream().map(r -> r.article.fingerprint()).collect(Collectors.toSet());
    for (Entry entry : Decider.distinct(understood.entries())) {
      byte[] asRead = EntryJson.write(entry);
      long fingerprint = Identity.digest(asRead);
      if (listed.put(fingerprint, Optional.ofNullable(entry.date())) == null
          && !known.contains(fingerprint)) {
        articles.add(Articles.of(entry, asRead, fingerprint, understood.feed(), feed));
      }
    }
    List<Change> changes =
        Decider.decide(
            ours.stream().filter(row -> isLike(row, articles)).map(Row::known).toList(),
            listed,
            articles,
            new Decider.Texts(article -> PlainText.ofClean(article.html()), n -> row(n).text),
            asked.put(feed.id(), now),
            now);
    changes.forEach(change -> apply(change, feed.id(), now));
  }

  /** Whether the store would find a row for one of these: by a key, or a mark. */
  private static boolean isLike(Row row, Collection<Article> articles) {
    Keys keys = row.keys();
    return articles.stream()
        .anyMatch(
            article ->
                (keys.id() != null && keys.id().equals(article.keys().id()))
                    || (keys.link() != null && keys.link().equals(article.keys().link()))
                    || keys.former().stream().anyMatch(Articles.lookups(article)::contains)
                    || keys.marks().stream().anyMatch(Articles.lookups(article)::contains));
  }

  private void apply(Change change, long feed, Instant now) {
    switch (change) {
      case Change.Add add -> {
        long number = rows.size() + 1L;
        rows.put(number, new Row(number, feed, add.article(), add.date(), now));
      }
      case Change.Revise revise -> {
        Row row = row(revise.entry());
        row.former.addAll(revise.former());
        row.article = revise.article();
        row.text = PlainText.ofClean(row.article.html());
        row.revision++;
        row.waits = true;
      }
    }
  }

  private Row row(long entry) {
    return Objects.requireNonNull(rows.get(entry));
  }

  private void judge(Instant now) {
    List<Row> waiting = rows.values().stream().filter(row -> row.waits).toList();
    Map<Long, Judge.Listing> listings = new HashMap<>();
    feeds.forEach(
        (address, feed) ->
            listings.put(
                feed.id(),
                new Judge.Listing(
                    listings.size(), address, List.of(), 0, null, Identity.host(address))));
    while (!waiting.isEmpty()) {
      List<Ruling> rulings =
          Judge.judge(
              waiting.stream().map(Row::candidate).toList(),
              rows.values().stream()
                  .filter(row -> !row.waits && row.before != null)
                  .map(Row::candidate)
                  .toList(),
              List.of(),
              new Judge.Rules(listings, 0, false, List.of(), now),
              entry -> row(entry).text);
      waiting.forEach(row -> row.waits = false);
      rulings.forEach(ruling -> apply(ruling, now));
      waiting = orphans();
    }
  }

  private void apply(Ruling ruling, Instant now) {
    Row row = row(ruling.candidate().entry());
    row.before = new Candidate.Before(ruling.verdict(), ruling.of(), now, ruling.front());
    row.date = ruling.date();
  }

  /** Duplicates of what is not shown any more. */
  private List<Row> orphans() {
    List<Row> orphans =
        rows.values().stream()
            .filter(row -> row.is(Verdict.Kind.DUPLICATE))
            .filter(
                row -> {
                  long of = Objects.requireNonNull(row.before).of();
                  return !row(of).is(Verdict.Kind.SHOWN);
                })
            .toList();
    orphans.forEach(row -> row.waits = true);
    return orphans;
  }
}
