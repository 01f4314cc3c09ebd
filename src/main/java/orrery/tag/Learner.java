package orrery.tag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Learns a {@link Vocabulary} from posts, of which it keeps numbers alone, some kilobytes each.
 *
 * <p>What speaks for a tag ({@link Evidence}) is weighed by a logistic regression, and how far it
 * is to be trusted is found out where it matters, on blogs that were not learned from: they are
 * parted into five groups, and the tags of each are guessed from what the four others teach.
 * Authors leave out many a tag that would be right, most often because they have never thought of
 * it. So a guess is judged where the author knows the tag, that is, has given it to another post:
 * the probability is that of such an author giving it, and what is suggested at all is what is at
 * least as probable as those guesses of which somewhat more than four in five were right.
 */
public final class Learner {
  private static final int GROUPS = 5;

  /** How many of the suggestions shall be right. */
  private static final double PRECISION = 0.82;

  /** Fewer guesses that can be judged prove nothing. */
  private static final int FEWEST = 10;

  /** About how many guesses are made to learn how far they are to be trusted. */
  private static final int GUESSES = 60_000;

  private final int minimum;
  private final @Nullable Map<String, String> known;
  private final @Nullable Set<Integer> names;
  private final List<Bag> posts = new ArrayList<>();
  private final List<List<String>> tags = new ArrayList<>();
  private boolean done;

  /** With {@code minimum} posts of at least two blogs that a tag must have to be learned. */
  Learner(int minimum) {
    this.minimum = minimum;
    this.known = null;
    this.names = null;
  }

  /**
   * One that need not keep what might be a tag, and so less than two kilobytes of each post.
   *
   * @param minimum posts of at least two blogs that a tag must have to be learned
   * @param tags keys of all tags that may be learned; others are not
   */
  public Learner(int minimum, Set<String> tags) {
    this.minimum = minimum;
    this.known = new HashMap<>();
    this.names = new HashSet<>();
    for (String tag : tags) {
      known.put(tag, tag);
      names.add(tag.hashCode());
    }
  }

  /**
   * Adds a post. The same posts in the same order teach the same, to the byte. Those without tags
   * teach how frequent words are.
   */
  public void add(Sample sample) {
    posts.add(new Bag(sample.blog(), sample.words(), !sample.tags().isEmpty(), names));
    List<String> own = new ArrayList<>();
    for (String tag : new TreeSet<>(sample.tags())) {
      String one = known == null ? tag : known.get(tag);
      if (one != null) {
        own.add(one);
      }
    }
    tags.add(List.copyOf(own));
  }

  /**
   * What was learned.
   *
   * @throws IllegalStateException the second time
   */
  public Vocabulary done() {
    if (done) {
      throw new IllegalStateException("A learner learns once; make another.");
    }
    done = true;
    List<String> keys = keys();
    Map<String, Integer> numbers = new HashMap<>();
    Map<Integer, Integer> hashes = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      numbers.put(keys.get(i), i);
      hashes.put(keys.get(i).hashCode(), i);
    }
    Frequencies frequencies = Frequencies.of(posts);
    for (int i = 0; i < posts.size(); i++) {
      Bag post = posts.get(i);
      post.keep(hashes);
      post.tags =
          tags.get(i).stream()
              .filter(numbers::containsKey)
              .mapToInt(numbers::get)
              .sorted()
              .toArray();
      if (post.tagged) {
        post.count(frequencies);
      } else {
        post.forget();
      }
    }
    tags.clear();
    posts.sort(Comparator.comparingLong(post -> post.blog));
    List<Guess> guesses = guesses(keys.size(), frequencies);
    double[] weights = Logistic.fit(guesses.stream().map(Guess::example).toList());
    Vocabulary.Trust trust = trust(guesses, weights);
    guesses.clear();
    Evidence evidence = Evidence.of(posts, keys.size(), minimum, frequencies);
    return new Vocabulary(keys, evidence, frequencies, trust);
  }

  /** The tags that enough posts of enough blogs have, in the order of their keys. */
  private List<String> keys() {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Set<Long>> blogs = new HashMap<>();
    for (int i = 0; i < posts.size(); i++) {
      for (String tag : tags.get(i)) {
        counts.merge(tag, 1, Integer::sum);
        blogs.computeIfAbsent(tag, t -> new HashSet<>()).add(posts.get(i).blog);
      }
    }
    counts.keySet().removeIf(t -> blogs.getOrDefault(t, Set.of()).size() < Evidence.BLOGS);
    counts.values().removeIf(count -> count < minimum);
    return List.copyOf(counts.keySet());
  }

  /**
   * A tag that a post may have, by what other blogs teach.
   *
   * @param judged whether the author knows the tag
   */
  private record Guess(Logistic.Example example, boolean judged) {}

  private List<Guess> guesses(int count, Frequencies frequencies) {
    Map<Long, List<Bag>> blogs = new HashMap<>();
    Map<Long, Integer> groups = new HashMap<>();
    for (Bag post : posts) {
      if (post.tagged) {
        groups.putIfAbsent(post.blog, groups.size() % GROUPS);
        blogs.computeIfAbsent(post.blog, b -> new ArrayList<>()).add(post);
      }
    }
    long possible = posts.stream().filter(p -> p.tagged).mapToLong(Evidence::possible).sum();
    int step = (int) (possible / GUESSES) + 1; // one in so many posts is asked
    int turn = 0;
    List<Guess> guesses = new ArrayList<>();
    for (int group = 0; group < GROUPS; group++) {
      List<Bag> taught = new ArrayList<>();
      List<Bag> asked = new ArrayList<>();
      for (Bag post : posts) {
        if (!post.tagged || groups.getOrDefault(post.blog, -1) != group) {
          taught.add(post);
        } else if (turn++ % step == 0) {
          asked.add(post);
        }
      }
      Evidence others = Evidence.of(taught, count, minimum, frequencies);
      for (Bag post : asked) {
        List<Bag> own = blogs.getOrDefault(post.blog, List.of());
        double weight = 1 / StrictMath.sqrt(own.size()); // no loud blog teaches alone
        for (Evidence.Candidate candidate : others.candidates(post)) {
          int tag = candidate.tag();
          guesses.add(
              new Guess(
                  new Logistic.Example(candidate.features(), post.has(tag), weight),
                  own.stream().anyMatch(other -> other != post && other.has(tag))));
        }
      }
    }
    return guesses;
  }

  /** The scale of probability, and from where on it is to be trusted. */
  private static Vocabulary.Trust trust(List<Guess> guesses, double[] weights) {
    List<Logistic.Example> judged = new ArrayList<>();
    for (Guess guess : guesses) {
      if (guess.judged) {
        Logistic.Example example = guess.example;
        double[] score = {1, Logistic.sum(weights, example.features())};
        judged.add(new Logistic.Example(score, example.answer(), example.weight()));
      }
    }
    double[] scale = Logistic.fit(judged);
    judged.sort(Comparator.comparingDouble(example -> -example.features()[1]));
    double right = 0;
    double all = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < judged.size(); i++) {
      Logistic.Example example = judged.get(i);
      all += example.weight();
      right += example.answer() ? example.weight() : 0;
      if (i + 1 >= FEWEST && right >= PRECISION * all) {
        least = Logistic.probability(scale, example.features());
      }
    }
    return new Vocabulary.Trust(weights, scale, least);
  }
}
