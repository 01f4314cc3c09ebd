package orrery.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orrery.Draft;
import orrery.feed.Article;
import orrery.feed.Candidate;
import orrery.feed.Change;
import orrery.feed.Ruling;
import orrery.feed.Verdict;
import orrery.site.Paths;
import orrery.site.SearchPart;

/**
 * Stores so many made-up posts of ten years with the feeds of a planet that was rendered once, as
 * if cycles had taken them in and made their pages: what later cycles do is what a planet does that
 * has so many. {@code src/test/bench/site.sh} calls it. Arguments: the planet's folder, and how
 * many posts.
 */
final class SiteBench {
  private static final LocalDate FIRST = LocalDate.of(2016, 12, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 11, 21);

  private static final String ROOMY = ";CACHE_SIZE=2097152;WRITE_DELAY=5000;MAX_COMPACT_TIME=0";

  private static final Pattern INDEX = Pattern.compile("^CREATE INDEX \"PUBLIC\"\\.\"(\\w+)\"");

  /** What is asked while posts are stored. */
  private static final Set<String> ASKED = Set.of("ENTRY_FEED", "POST_DATE", "TALLY_MOST");

  private final Random random = new Random(2);
  private final String[] words = new String[20_000];
  private final NavigableMap<LocalDate, Integer> days = new TreeMap<>();
  private final Set<String> pages = new TreeSet<>();

  private SiteBench() {
    for (int i = 0; i < words.length; i++) {
      StringBuilder word = new StringBuilder();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        word.append("bcdfglmnprstv".charAt(random.nextInt(13)));
        word.append("aeiou".charAt(random.nextInt(5)));
      }
      words[i] = word.toString();
    }
  }

  public static void main(String[] args) throws Exception {
    new SiteBench().run(Path.of(args[0]), Integer.parseInt(args[1]));
  }

  private void run(Path folder, int count) throws Exception {
    Path list;
    try (Stream<Path> lists = Files.list(folder.resolve("data/published"))) {
      list = lists.findFirst().orElseThrow();
    }
    List<String> blogs =
        Files.readAllLines(list).stream().filter(p -> p.matches("blog/[^/]*\\.html")).toList();
    long start = System.nanoTime();
    // What is new lies all over the indexes: with the cache of a cycle each page of them is read
    // and written many times.
    String url = "jdbc:h2:file:" + folder.resolve("data/orrery").toAbsolutePath() + ROOMY;
    List<String> indexes = withoutIndexes(url);
    try (Store store = Store.open(url, "orrery", "")) {
      Posts posts = store.posts("../feeds.ini");
      String rendering = Objects.requireNonNull(posts.state().rendering(), "was not rendered");
      List<FeedState> feeds = List.copyOf(store.feeds().known().values());
      for (int i = 0; i < feeds.size(); i++) {
        FeedState feed = feeds.get(i);
        List<Change> changes = new ArrayList<>();
        for (int n = 0; n < count / feeds.size(); n++) {
          changes.add(post(feed, n));
        }
        List<Candidate> waiting =
            posts
                .docket()
                .waiting(
                    store.entries().apply(feed, changes, Instant.parse("2026-11-22T00:00:00Z")));
        posts.apply(
            waiting.stream()
                .map(of -> new Ruling(of, new Verdict(Verdict.Kind.SHOWN, "new", "New."), 0))
                .toList(),
            Map.of(),
            Instant.parse("2026-11-22T00:00:00Z"));
        if (i % 100 == 99) {
          System.out.printf("%d feeds, %d s%n", i + 1, (System.nanoTime() - start) / 1_000_000_000);
        }
      }
      posts.rendered(rendering, posts.told());
    }
    sql(url, indexes);
    System.out.printf("indexes, %d s%n", (System.nanoTime() - start) / 1_000_000_000);
    for (int year = FIRST.getYear(); year <= LAST.getYear(); year++) {
      pages.add("sitemap/" + year + ".xml");
      for (String blog : blogs) {
        pages.add(blog.replace(".html", "-" + Year.of(year) + ".html"));
      }
    }
    SearchPart.of(days).forEach(part -> pages.add(part.first()));
    Files.writeString(list, String.join("\n", pages) + "\n", StandardOpenOption.APPEND);
  }

  /**
   * Drops the indexes that nothing asks meanwhile: to make them at the end, in their order, takes a
   * fraction of the time.
   *
   * @return what makes them again
   */
  private static List<String> withoutIndexes(String url) throws SQLException {
    List<String> makers = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, "orrery", "");
        Statement statement = connection.createStatement();
        ResultSet script = statement.executeQuery("script nodata")) {
      while (script.next()) {
        Matcher index = INDEX.matcher(script.getString(1));
        if (index.find() && !ASKED.contains(index.group(1))) {
          makers.add(script.getString(1));
        }
      }
    }
    sql(url, makers.stream().map(SiteBench::dropping).toList());
    return makers;
  }

  private static String dropping(String maker) {
    Matcher index = INDEX.matcher(maker);
    return index.find() ? "drop index \"PUBLIC\".\"" + index.group(1) + '"' : "";
  }

  private static void sql(String url, List<String> statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "orrery", "");
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  private Change post(FeedState feed, int n) {
    long from = FIRST.toEpochDay();
    // More, the nearer: what was there at first is a third of what came last.
    double far = 1 - Math.sqrt(random.nextDouble());
    LocalDate day = LAST.minusDays((long) (far * (LAST.toEpochDay() - from)));
    String tag = words[300 + random.nextInt(1_000)];
    String language = feed.id() % 5 == 0 ? "de" : "en";
    String url = "https://b" + feed.id() + ".example.org/old/" + n;
    Article article =
        Draft.of("old" + n)
            .feed(feed.url())
            .url(url)
            .title(text(6))
            .text("<p>" + text(60) + "</p>")
            .tags(tag)
            .links("https://b" + random.nextInt(1_000) + ".example.org/")
            .language(language)
            .article();
    days.merge(day, 1, Integer::sum);
    YearMonth month = YearMonth.from(day);
    pages.add(Paths.day(day));
    pages.add(Paths.month(month));
    pages.add(Paths.tag(tag));
    pages.add(Paths.tagMonth(tag, month));
    pages.add(Paths.languageMonth(language, month));
    return new Change.Add(
        article, day.atTime(random.nextInt(24), random.nextInt(60)).toInstant(ZoneOffset.UTC));
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      double often = random.nextDouble();
      text.append(i == 0 ? "" : " ").append(words[(int) (often * often * often * words.length)]);
    }
    return text.toString();
  }
}
