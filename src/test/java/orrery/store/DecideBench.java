package orrery.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orrery.Draft;
import orrery.curate.Identity;
import orrery.feed.Article;
import orrery.feed.Candidate;
import orrery.feed.Change;
import orrery.feed.Known;

/**
 * What it costs to decide on an entry, by how many are stored: to look for what the feed knows of
 * it, and for what the planet shows that may be the same post. {@code src/test/bench/decide.sh}
 * calls it. Arguments: a folder, and how many entries are stored, ascending.
 */
final class DecideBench {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final int FEEDS = 200;
  private static final int ROUNDS = 60;

  /** New entries a round. */
  private static final int NEW = 20;

  private final Random random = new Random(7);
  private final String url;
  private int stored;

  private DecideBench(Path folder) {
    this.url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("bench");
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args[0]), "decide");
    var bench = new DecideBench(folder);
    for (int i = 1; i < args.length; i++) {
      bench.run(Integer.parseInt(args[i]));
    }
  }

  private void run(int count) throws Exception {
    try (Store store = Store.open(url, "orrery", "")) {
      List<String> feeds =
          IntStream.range(0, FEEDS).mapToObj(i -> "https://b" + i + ".example/feed").toList();
      store.feeds().of(feeds, List.of());
      store
          .posts("p")
          .subscribe(store.feeds().known().values().stream().map(FeedState::id).toList(), "", NOW);
    }
    fill(count);
    try (Store store = Store.open(url, "orrery", "")) {
      measure(store);
    }
  }

  /** Rows as cycles leave them, with keys that nothing else has. */
  private void fill(int count) throws SQLException {
    int more = count - stored;
    try (Connection connection = DriverManager.getConnection(url, "orrery", "");
        Statement statement = connection.createStatement()) {
      String key = "cast((rand() - 0.5) * 1.8e19 as bigint)";
      statement.execute(
          """
          insert into entry (feed_id, anchor, fingerprint, key_id, key_link, key_text, marks, guid,
            url, title, excerpt, own, length, date, first_seen, said)
          select (select min(id) from feed) + mod(x, %1$d), 'a' || %2$d || x, %3$s, %3$s, %3$s,
            %3$s, array[%3$s, %3$s, %3$s, %3$s, %3$s, %3$s, %3$s], 'urn:' || x,
            'https://b.example/' || x, 'Post ' || x, 'It begins so.', true, 2000,
            1700000000000 + x * 1000, 1700000000000 + mod(x, 3000) * 86400, 1700000000000
          from system_range(1, %4$d)
          """
              .formatted(FEEDS, stored, key, more));
      statement.execute(
          """
          insert into post (planet_id, entry_id, feed_id, verdict, rule, detail, date, anchor,
            revision)
          select (select min(id) from planet), e.id, e.feed_id, 'shown', 'new', 'New.', e.date,
            e.anchor, 0
          from entry e where not exists (select 1 from post p where p.entry_id = e.id)
          """);
      for (int i = 0; i < 7; i++) {
        statement.execute(
            "insert into mark select %s, x from system_range(1, %d)".formatted(key, more));
      }
    }
    stored = count;
  }

  private void measure(Store store) {
    Posts posts = store.posts("p");
    List<FeedState> feeds = List.copyOf(store.feeds().known().values());
    long[] known = new long[ROUNDS];
    long[] alike = new long[ROUNDS];
    long[] all = new long[ROUNDS];
    int lookups = 0;
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      FeedState feed = feeds.get(random.nextInt(feeds.size()));
      List<Draft> drafts = new ArrayList<>();
      for (int i = 0; i < NEW; i++) {
        drafts.add(draft((round + ROUNDS) * NEW + i));
      }
      List<Article> articles =
          drafts.stream().map(draft -> draft.feed(feed.url()).article()).toList();
      long start = System.nanoTime();
      List<Known> like = store.entries().like(feed.id(), articles, Shelf::lookups);
      long liked = System.nanoTime();
      Set<Long> taken =
          store
              .entries()
              .apply(
                  feed, articles.stream().map(a -> (Change) new Change.Add(a, NOW)).toList(), NOW);
      List<Candidate> waiting = posts.docket().waiting(taken);
      long judging = System.nanoTime();
      List<Candidate> found =
          posts.docket().alike(waiting, c -> Identity.lookups(c.keys(), c.title(), c.said()));
      posts.docket().seenWith(waiting);
      posts.docket().beginnings(Set.of(feed.id()));
      long end = System.nanoTime();
      if (!like.isEmpty() || !found.isEmpty()) {
        throw new IllegalStateException("nothing of it was there before");
      }
      if (round >= 0) {
        known[round] = (liked - start) / NEW;
        alike[round] = (end - judging) / NEW;
        all[round] = (end - start) / NEW;
        lookups = articles.stream().mapToInt(a -> 2 + Shelf.lookups(a).size()).sum() / NEW;
      }
    }
    System.out.printf(
        "%,9d stored: %d keys an entry; known of its feed %,d us, alike on the planet %,d us;"
            + " with storing it %,d us%n",
        stored, lookups, median(known) / 1000, median(alike) / 1000, median(all) / 1000);
  }

  private Draft draft(int number) {
    String text =
        IntStream.range(0, 300)
            .mapToObj(i -> "w" + random.nextInt(50_000))
            .collect(Collectors.joining(" "));
    return Draft.of("urn:new:" + stored + ":" + number)
        .url("https://new.example/" + stored + "/" + number)
        .title("Something new, number " + stored + ":" + number)
        .published("2026-11-20T09:41:17Z")
        .text(text);
  }

  private static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
