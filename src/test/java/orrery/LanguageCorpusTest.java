package orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import orrery.clean.PlainText;
import orrery.curate.Decider;
import orrery.curate.Identity;
import orrery.feed.Article;
import orrery.feed.Entry;
import orrery.feed.Parsed;
import orrery.feed.Post;
import orrery.parse.Document;
import orrery.parse.FeedParser;
import orrery.store.EntryJson;
import orrery.store.FeedState;
import orrery.tag.Detector;
import orrery.tag.Language;

/** How often the language of a post is known, on the captured feeds. */
@Tag("corpus")
class LanguageCorpusTest {
  private static final Path CORPUS = Path.of("../shared/corpus/open/real");

  /** Feeds that declare a language wrongly, and the right one: they were looked at. */
  private static final Map<String, String> WRONG =
      Map.of(
          "bildblog-de/feed.atom", "de",
          "blog-othree-net/feed.atom", "zh",
          "dztech-github-io-ar/feed.rss", "ar");

  /**
   * Feeds that are right, but of some posts: lists of links or names in other languages, a planet.
   * What each such post is in is not known here.
   */
  private static final Set<String> MIXED =
      Set.of(
          "1470-net-mm/feed.rdf",
          "aldus2006-typepad-fr-mon-weblog/feed.rss",
          "avandeursen-com/feed.rss",
          "blog-othree-net/alt1.rdf",
          "blog-othree-net/feed.atom",
          "djangoproject-com-community/feed.rss",
          "dztech-github-io-ar/feed.rss",
          "nikolay-rocks/feed.atom",
          "openstreetmap-org-diary/feed.rss");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

  /** A feed and its posts as they declare their language. */
  private record Read(String path, @Nullable String declared, List<Article> posts) {
    /** What its posts are in, as far as is known. */
    @Nullable String right() {
      return WRONG.containsKey(path) ? WRONG.get(path) : Post.primary(declared);
    }
  }

  private static List<Read> read() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(CORPUS)) {
      files =
          walk.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".http"))
              .sorted()
              .toList();
    }
    List<Read> feeds = new ArrayList<>();
    for (Path file : files) {
      if (FeedParser.parse(Document.of(Files.readAllBytes(file)))
          instanceof Parsed.Understood yes) {
        String path = CORPUS.relativize(file).toString();
        var state = new FeedState(1, path, FeedState.Memory.NONE, FeedState.Health.NEW, null);
        List<Article> posts = new ArrayList<>();
        for (Entry entry : Decider.distinct(yes.entries())) {
          byte[] asRead = EntryJson.write(entry);
          posts.add(Articles.of(entry, asRead, Identity.digest(asRead), yes.feed(), state));
        }
        if (!posts.isEmpty()) {
          String declared = Language.normal(yes.feed().language());
          feeds.add(
              new Read(path, declared != null ? declared : posts.getFirst().language(), posts));
        }
      }
    }
    return feeds;
  }

  /** How many of what was asked were answered, and rightly. */
  private static final class Score {
    private final List<String> wrong = new ArrayList<>();
    private int asked;
    private int told;
    private int right;

    void count(String what, String right, @Nullable String found) {
      asked++;
      told += found == null ? 0 : 1;
      this.right += right.equals(found) ? 1 : 0;
      if (found != null && !right.equals(found)) {
        wrong.add(what + ": " + right + ", told " + found);
      }
    }

    double ofTold() {
      return (double) right / told;
    }

    double ofAsked() {
      return (double) right / asked;
    }

    void print(String what) {
      System.out.printf(
          Locale.ROOT,
          "%s: %d, told of %d, right %d (%.2f %% of all, %.2f %% of those told)%n",
          what,
          asked,
          told,
          right,
          100 * ofAsked(),
          100 * ofTold());
      wrong.forEach(each -> System.out.println("  " + each));
    }
  }

  @Test
  void knowsWhatPostsAreIn() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "the corpus of real feeds is not here");
    Score declared = new Score();
    Score undeclared = new Score();
    Score blind = new Score();
    Score alone = new Score();
    for (Read feed : read()) {
      String right = feed.right();
      if (right == null || (MIXED.contains(feed.path()) && !WRONG.containsKey(feed.path()))) {
        continue;
      }
      List<Article> told = Languages.of(feed.posts(), feed.declared(), Map.of());
      List<Article> silent = feed.posts().stream().map(post -> post.in(null)).toList();
      List<Article> guessed = Languages.of(silent, null, Map.of());
      Map<String, Integer> most = new HashMap<>();
      for (int i = 0; i < told.size(); i++) {
        String what = feed.path() + " " + i;
        String found = Post.primary(told.get(i).language());
        most.merge(String.valueOf(found), 1, Integer::sum);
        declared.count(what, right, found);
        blind.count(what, right, guessed.get(i).language());
        String prose = PlainText.prose(feed.posts().get(i).html(), 2000);
        if (prose.length() >= 200) {
          alone.count(what, right, Detector.read(prose).language());
        }
      }
      undeclared.count(
          feed.path(),
          right,
          Collections.max(most.entrySet(), Map.Entry.comparingByValue()).getKey());
    }
    undeclared.print("Feeds, by most of their posts");
    declared.print("Posts of feeds that declare a language");
    blind.print("The same, had nothing been declared");
    alone.print("Posts of 200 chars of prose and more, by that alone");
    assertThat(undeclared.ofAsked()).isGreaterThanOrEqualTo(0.99);
    assertThat(declared.ofAsked()).isGreaterThanOrEqualTo(0.99);
    assertThat(blind.ofTold()).isGreaterThanOrEqualTo(0.99);
    assertThat(alone.ofAsked()).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void knowsWhatTitlesOfFiveWordsAreIn() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "the corpus of real feeds is not here");
    Score titles = new Score();
    Set<String> seen = new HashSet<>();
    for (Read feed : read()) {
      if (MIXED.contains(feed.path()) || !feed.path().contains("/feed.")) {
        continue;
      }
      String right = feed.right() != null ? feed.right() : byItsPosts(feed.posts());
      if (right == null) {
        continue;
      }
      for (int i = 0; i < feed.posts().size(); i++) {
        String title = feed.posts().get(i).title();
        // Chinese and Japanese have as many words in some ten characters.
        boolean signs = right.equals("zh") || right.equals("ja");
        int length = signs ? title.length() : (int) WORD.matcher(title).results().count();
        boolean five = signs ? Math.clamp(length, 8, 14) == length : length == 5;
        if (five && feed.posts().get(i).titled() && seen.add(title)) {
          titles.count(feed.path() + " " + i, right, Detector.read(title).language());
        }
      }
    }
    titles.print("Titles of five words");
    assertThat(titles.ofTold()).isGreaterThanOrEqualTo(0.99);
    assertThat(titles.told).isGreaterThanOrEqualTo(titles.asked * 9 / 10);
  }

  /** What a blog is in that declares nothing, where all its longer posts are in one language. */
  private static @Nullable String byItsPosts(List<Article> posts) {
    Set<String> languages = Languages.count(posts).keySet();
    return languages.size() == 1 ? languages.iterator().next() : null;
  }
}
