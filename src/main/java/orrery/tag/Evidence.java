package orrery.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What posts teach of tags: how often the authors of posts that spell a tag out gave it to them,
 * how a topic's name is spread over posts, and which terms its posts have ({@link Associations}).
 * Each blog counts as one, however much it has, so that no loud one teaches alone.
 *
 * @param known by the number of the tag; null where too few use it
 */
record Evidence(@Nullable Known[] known, Associations associations) {
  /** Blogs that must use a tag: what one alone uses may be its author's name. */
  static final int BLOGS = 2;

  /** Tags that are thought of though they are not spelled out. */
  private static final int ASSOCIATED = 5;

  /** What is usual with tags weighs as much as so many blogs. */
  private static final double PRIOR = 2;

  /** How likely an author gives a tag that is in the title, or the text alone, before any did. */
  private static final double TITLED = 0.3;

  private static final double TEXTED = 0.1;

  /** Words after which a name is half as early. */
  private static final double EARLY = 20;

  /**
   * What is known of a tag; each as a feature for the regression wants it.
   *
   * @param used log of the share of the blogs that use it
   * @param titled log odds that it is given where it is in the title
   * @param texted log odds that it is given where it is in the text alone
   * @param frequent log of the share of the posts that have its name
   * @param bursts log of how often these have it: topics come again and again, mere words do not
   * @param heads log odds that a post which has the name has it in the title
   */
  record Known(
      double used, double titled, double texted, double frequent, double bursts, double heads) {}

  /** A tag that a post may have, and what speaks for it: the first is 1 always. */
  record Candidate(int tag, double[] features) {}

  /**
   * Posts of a blog where a tag is given, and those, of all its tagged ones, that have the name.
   */
  private static final class Uses {
    int posts;
    int titled;
    int titledGiven;
    int texted;
    int textedGiven;
  }

  private static final class Tally {
    final TreeMap<Long, Uses> blogs = new TreeMap<>();
    final List<Bag> posts = new ArrayList<>();
    int named;
    int heads;
    double bursts;

    boolean enough(int minimum) {
      return posts.size() >= minimum && users() >= BLOGS;
    }

    long users() {
      return blogs.values().stream().filter(uses -> uses.posts > 0).count();
    }

    /** The mean over blogs of how often the tag is given where it is in the title; or the text. */
    double given(boolean title, double usual) {
      double sum = PRIOR * usual;
      double all = PRIOR;
      for (Uses uses : blogs.values()) {
        int named = title ? uses.titled : uses.texted;
        if (named > 0) {
          sum += (double) (title ? uses.titledGiven : uses.textedGiven) / named;
          all++;
        }
      }
      return logOdds(sum / all);
    }
  }

  /**
   * What posts teach.
   *
   * @param count how many tags there are
   * @param minimum posts that a tag must have
   */
  static Evidence of(List<Bag> posts, int count, int minimum, Frequencies frequencies) {
    Tally[] tallies = new Tally[count];
    Arrays.setAll(tallies, i -> new Tally());
    posts.forEach(post -> tally(post, tallies));
    long blogs = posts.stream().filter(p -> p.tagged).mapToLong(p -> p.blog).distinct().count();
    @Nullable Known[] known = new Known[count];
    List<List<Bag>> taught = new ArrayList<>();
    for (int tag = 0; tag < count; tag++) {
      Tally tally = tallies[tag];
      boolean enough = tally.enough(minimum);
      taught.add(enough ? tally.posts : List.of());
      if (enough) {
        known[tag] =
            new Known(
                StrictMath.log((double) tally.users() / blogs),
                tally.given(true, TITLED),
                tally.given(false, TEXTED),
                StrictMath.log((tally.named + 1.0) / posts.size()),
                (tally.bursts + 1) / (tally.named + 3),
                logOdds((tally.heads + 0.5) / (tally.named + 2)));
      }
    }
    return new Evidence(known, Associations.of(taught, frequencies));
  }

  private static void tally(Bag post, Tally[] tallies) {
    for (int tag : post.tags) {
      tallies[tag].posts.add(post);
      tallies[tag].blogs.computeIfAbsent(post.blog, b -> new Uses()).posts++;
    }
    for (int i = 0; i < post.names.length; i++) {
      Tally tally = tallies[post.names[i]];
      boolean title = Bag.titled(post.places[i]);
      tally.named++;
      tally.heads += title ? 1 : 0;
      tally.bursts += StrictMath.log(Math.max(1, Bag.count(post.places[i])));
      if (post.tagged) {
        Uses uses = tally.blogs.computeIfAbsent(post.blog, b -> new Uses());
        int given = post.has(post.names[i]) ? 1 : 0;
        uses.titled += title ? 1 : 0;
        uses.titledGiven += title ? given : 0;
        uses.texted += title ? 0 : 1;
        uses.textedGiven += title ? 0 : given;
      }
    }
  }

  /** The tags that a post may have: what it spells out, and the nearest by its terms. */
  List<Candidate> candidates(Bag post) {
    double[] scores = associations.scores(post, known.length);
    int[] nearest =
        IntStream.range(0, scores.length)
            .filter(tag -> scores[tag] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer tag) -> -scores[tag]))
            .mapToInt(tag -> tag)
            .toArray();
    double[] near = new double[known.length]; // 1 for the nearest, 1/2 for the next, 1/3...
    for (int rank = 0; rank < nearest.length; rank++) {
      near[nearest[rank]] = 1.0 / (rank + 1);
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < post.names.length; i++) {
      int tag = post.names[i];
      Known of = known[tag];
      if (of != null) {
        candidates.add(named(tag, of, post.places[i], scores[tag], near[tag]));
      }
    }
    for (int rank = 0; rank < Math.min(ASSOCIATED, nearest.length); rank++) {
      int tag = nearest[rank];
      Known of = known[tag];
      if (of != null && Arrays.binarySearch(post.names, tag) < 0) {
        double[] features = {1, scores[tag], near[tag], of.used, 1, 0, 0, 0, 0, 0, 0, 0, 0};
        candidates.add(new Candidate(tag, features));
      }
    }
    return candidates;
  }

  private static Candidate named(int tag, Known of, short place, double score, double near) {
    boolean title = Bag.titled(place);
    int count = Bag.count(place);
    double[] features = {
      1,
      score,
      near,
      of.used,
      0,
      title ? 1 : 0,
      title ? of.titled : 0,
      title ? 0 : of.texted,
      StrictMath.log(1.0 + count),
      count == 0 ? 0 : EARLY / (EARLY + Bag.first(place)),
      of.frequent,
      of.bursts,
      of.heads
    };
    return new Candidate(tag, features);
  }

  private static double logOdds(double p) {
    return StrictMath.log(p / (1 - p));
  }
}
