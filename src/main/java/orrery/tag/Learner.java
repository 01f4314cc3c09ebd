package orrery.tag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns a {@link Vocabulary} from posts, of which it keeps numbers alone, some kilobytes each.
 *
 * <p>What speaks for a tag ({@link Evidence}) is weighed by a logistic regression, and how far it
 * is to be trusted is found out where it matters, on blogs that were not learned from: they are
 * parted into five groups, and the tags of each are guessed from what the four others teach.
 * Authors leave out many a tag that would be right, most often because they have never thought of
 * it. So a guess is judged where the author knows the tag, that is, has given it to another post:
 * the probability is that of such an author giving it, and what is suggested at all is what is at
 * least as probable as those guesses of which four in five were right.
 */
public final class Learner {
  private static final int GROUPS = 5;

  /** How many of the suggestions shall be right. */
  private static final double PRECISION = 0.8;

  /** Fewer guesses that can be judged prove nothing. */
  private static final int FEWEST = 10;

  private final int minimum;
  private final List<Bag> posts = new ArrayList<>();
  private final List<List<String>> tags = new ArrayList<>();
  private boolean done;

  /** With {@code minimum} posts of at least two blogs that a tag must have to be learned. */
  public Learner(int minimum) {
    this.minimum = minimum;
  }

  /**
   * Adds a post. The same posts in the same order teach the same, to the byte. Those without tags
   * teach how frequent words are.
   */
  public void add(Sample sample) {
    posts.add(new Bag(sample.blog(), sample.words(), !sample.tags().isEmpty()));
    tags.add(sample.tags());
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
    Map<Integer, Integer> names = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      numbers.put(keys.get(i), i);
      names.put(keys.get(i).hashCode(), i);
    }
    for (int i = 0; i < posts.size(); i++) {
      Bag post = posts.get(i);
      post.keep(names);
      post.tags =
          tags.get(i).stream()
              .filter(numbers::containsKey)
              .mapToInt(numbers::get)
              .sorted()
              .distinct()
              .toArray();
    }
    Frequencies frequencies = Frequencies.of(posts);
    List<Guess> guesses = guesses(keys.size(), frequencies);
    double[] weights = Logistic.fit(guesses.stream().map(Guess::example).toList());
    Evidence evidence = Evidence.of(posts, keys.size(), minimum, frequencies);
    return new Vocabulary(keys, evidence, frequencies, trust(guesses, weights));
  }

  /** The tags that enough posts of enough blogs have, in the order of their keys. */
  private List<String> keys() {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Set<Long>> blogs = new HashMap<>();
    for (int i = 0; i < posts.size(); i++) {
      for (String tag : new HashSet<>(tags.get(i))) {
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
    List<Guess> guesses = new ArrayList<>();
    for (int group = 0; group < GROUPS; group++) {
      int hidden = group;
      Map<Boolean, List<Bag>> parts = new HashMap<>();
      for (Bag post : posts) {
        boolean out = post.tagged && groups.getOrDefault(post.blog, -1) == hidden;
        parts.computeIfAbsent(out, o -> new ArrayList<>()).add(post);
      }
      Evidence others =
          Evidence.of(parts.getOrDefault(false, List.of()), count, minimum, frequencies);
      for (Bag post : parts.getOrDefault(true, List.of())) {
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
