package orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import orrery.Categorised.Post;
import orrery.feed.Category;
import orrery.tag.Learner;
import orrery.tag.Sample;
import orrery.tag.Tags;
import orrery.tag.Vocabulary;
import orrery.tag.Vocabulary.Suggestion;
import orrery.tag.Words;

/**
 * How well tags are suggested: the tags of a third of the real blogs are hidden, those of the
 * others are learned, and what is suggested for the hidden third is compared with what its authors
 * gave; each third is hidden once. As authors leave out many a tag that would be right, precision
 * is given also for those suggestions whose author knows the tag: has given it to another post.
 */
@org.junit.jupiter.api.Tag("corpus")
class SuggestTest {
  private static final int FOLDS = 3;
  private static final int MOST = 5;

  /** As {@code tag_minimum}. */
  private static final int MINIMUM = 3;

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}+#]+");

  /**
   * What a method says of a post.
   *
   * @param rank from 0
   * @param known whether the author has given the tag to another post
   * @param can whether one of the author's tags is among those that are learned
   */
  private record Said(
      int post, int rank, double probability, boolean right, boolean known, boolean can) {}

  private final Map<String, List<Said>> methods = new TreeMap<>();
  private final Map<Long, Map<String, Integer>> used = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();
  private int hidden;
  private int possible;

  @Test
  void authorsTagsAreFound() throws IOException {
    assumeTrue(Files.isDirectory(Categorised.BLOGS), "the corpus of real feeds is not here");
    List<Post> posts = Categorised.posts();
    for (Post post : posts) {
      Map<String, Integer> own = used.computeIfAbsent(post.blog(), b -> new HashMap<>());
      post.keys().forEach(key -> own.merge(key, 1, Integer::sum));
    }
    List<Words> words =
        posts.stream().map(p -> Words.of(p.title(), p.text(), p.language())).toList();
    List<Map<String, Integer>> plain = posts.stream().map(SuggestTest::plain).toList();
    Map<String, Integer> frequencies = new HashMap<>();
    plain.forEach(text -> text.keySet().forEach(word -> frequencies.merge(word, 1, Integer::sum)));
    for (int fold = 0; fold < FOLDS; fold++) {
      int third = fold;
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < posts.size(); i++) {
        Post post = posts.get(i);
        boolean hides = post.blog() % FOLDS == third;
        samples.add(new Sample(post.blog(), words.get(i), hides ? List.of() : post.keys()));
      }
      Set<String> tags = enough(samples);
      Learner learner = new Learner(MINIMUM, tags);
      samples.forEach(learner::add);
      Vocabulary learned = learner.done();
      for (int i = 0; i < posts.size(); i++) {
        Post post = posts.get(i);
        if (post.blog() % FOLDS == third && !post.tags().isEmpty()) {
          hidden++;
          boolean can = post.keys().stream().anyMatch(tags::contains);
          possible += can ? 1 : 0;
          say("1 suggested", i, post, can, learned.suggest(words.get(i), MOST));
          say("2 suggested, any", i, post, can, learned.suggest(words.get(i), MOST, 0));
          say("3 tag in title", i, post, can, inTitle(post, tags));
          say("4 TF-IDF", i, post, can, telling(plain.get(i), frequencies, posts.size()));
        }
      }
    }
    String table = table();
    System.out.println(table); // the figures are what this is for

    List<Said> suggested = methods.getOrDefault("1 suggested", List.of());
    assertThat(coverage(suggested)).as(table).isGreaterThan(0.04);
    assertThat(precision(suggested, false)).as(table).isGreaterThan(0.29);
    assertThat(precision(suggested, true)).as(table).isGreaterThan(0.62);
    List<Said> title = methods.getOrDefault("3 tag in title", List.of());
    assertThat(precision(suggested, false)).as(table).isGreaterThan(precision(title, false));
  }

  /** The tags that can be learned. */
  private static Set<String> enough(List<Sample> samples) {
    Map<String, Integer> posts = new HashMap<>();
    Map<String, Set<Long>> blogs = new HashMap<>();
    for (Sample sample : samples) {
      for (String tag : Set.copyOf(sample.tags())) {
        posts.merge(tag, 1, Integer::sum);
        blogs.computeIfAbsent(tag, t -> new HashSet<>()).add(sample.blog());
      }
    }
    blogs.keySet().removeIf(tag -> posts.getOrDefault(tag, 0) < MINIMUM);
    blogs.values().removeIf(users -> users.size() < 2);
    return Set.copyOf(blogs.keySet());
  }

  private void say(
      String method, int number, Post post, boolean can, List<Suggestion> suggestions) {
    List<Said> said = methods.computeIfAbsent(method, m -> new ArrayList<>());
    Set<String> given = new HashSet<>(post.keys());
    Map<String, Integer> own = used.getOrDefault(post.blog(), Map.of());
    for (int rank = 0; rank < suggestions.size(); rank++) {
      Suggestion suggestion = suggestions.get(rank);
      boolean right = given.contains(suggestion.tag());
      boolean known = own.getOrDefault(suggestion.tag(), 0) > (right ? 1 : 0);
      said.add(new Said(number, rank, suggestion.probability(), right, known, can));
    }
  }

  /** First baseline: the tags that are learned, where they stand in the title. */
  private List<Suggestion> inTitle(Post post, Set<String> tags) {
    String[] words = NO_WORD.split(post.title(), -1);
    Set<String> found = new HashSet<>();
    for (int from = 0; from < words.length; from++) {
      String name = "";
      for (int to = from; to < Math.min(words.length, from + 3); to++) {
        name = (name + ' ' + words[to]).strip();
        found.add(key(name));
      }
    }
    found.retainAll(tags);
    return found.stream().sorted().limit(MOST).map(tag -> new Suggestion(tag, 1)).toList();
  }

  /** Second baseline: the words of a post that weigh most, whether anybody uses them or not. */
  private List<Suggestion> telling(Map<String, Integer> words, Map<String, Integer> df, int all) {
    return words.entrySet().stream()
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<String, Integer> word) ->
                        -word.getValue()
                            * Math.log((double) all / df.getOrDefault(word.getKey(), 1)))
                .thenComparing(Map.Entry::getKey))
        .map(word -> key(word.getKey()))
        .filter(key -> !key.isEmpty())
        .distinct()
        .limit(MOST)
        .map(key -> new Suggestion(key, 1))
        .toList();
  }

  private static Map<String, Integer> plain(Post post) {
    Map<String, Integer> words = new HashMap<>();
    String text = post.title() + ' ' + post.text();
    for (String word : NO_WORD.split(text.toLowerCase(Locale.ROOT), -1)) {
      if (!word.isEmpty()) {
        words.merge(word, 1, Integer::sum);
      }
    }
    return words;
  }

  private String key(String name) {
    return keys.computeIfAbsent(
        name,
        n -> {
          var tags = Tags.of(List.of(new Category(n, null, null)));
          return tags.isEmpty() ? "" : tags.getFirst().key();
        });
  }

  private String table() {
    var table = new StringBuilder();
    table.append(
        "%,d posts with hidden tags; %,d have one that the others teach%n"
            .formatted(hidden, possible));
    methods.forEach(
        (method, said) -> {
          for (int most : new int[] {1, 3, 5}) {
            table.append(line(method.substring(2) + " @" + most, said, most));
          }
        });
    table.append("curve, at one tag, by the least probability\n");
    for (double least = 0.95; least > 0; least -= 0.05) {
      double from = least;
      List<Said> any = methods.getOrDefault("2 suggested, any", List.of());
      table.append(
          line(
              "p >= %.2f @1".formatted(least),
              any.stream().filter(s -> s.probability >= from).toList(),
              1));
    }
    return table.toString();
  }

  private String line(String name, List<Said> all, int most) {
    List<Said> said = all.stream().filter(s -> s.rank < most).toList();
    long known = said.stream().filter(Said::known).count();
    return ("%-22s precision %.3f, where the author knows the tag %.3f (%d);"
            + " coverage %.3f, where something could be right %.3f; %,d suggestions%n")
        .formatted(
            name,
            precision(said, false),
            precision(said, true),
            known,
            coverage(said),
            (double) said.stream().filter(Said::can).map(Said::post).distinct().count() / possible,
            said.size());
  }

  private static double precision(List<Said> said, boolean known) {
    return said.stream()
        .filter(s -> s.known || !known)
        .mapToInt(s -> s.right ? 1 : 0)
        .average()
        .orElse(0);
  }

  private double coverage(List<Said> said) {
    return (double) said.stream().map(Said::post).distinct().count() / hidden;
  }
}
