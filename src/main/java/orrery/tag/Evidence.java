package orrery.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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

  /** And how many different words must tell of such a tag: one or two stand in any text. */
  private static final int TELLING = 3;

  /** Texts of fewer different words have the tags alone that they spell out. */
  private static final int FEW = 6;

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

  /**
   * A tag that a post may have, and what speaks for it.
   *
   * @param features of which the first is 1 always
   * @param enough false where too little speaks for it to say it, however it is weighed
   */
  record Candidate(int tag, double[] features, boolean enough) {}

  /** What posts say of a tag, those of a blog one after another; each blog counts as one. */
  private static final class Tally {
    final List<Bag> posts = new ArrayList<>();
    int users;
    int named;
    int heads;
    double bursts;

    /** How often the tag is given, over blogs, where it is in the title; or the text alone. */
    final Given titled = new Given(TITLED);

    final Given texted = new Given(TEXTED);

    boolean enough(int minimum) {
      return posts.size() >= minimum && users >= BLOGS;
    }

    void uses(Bag post) {
      users += posts.isEmpty() || posts.getLast().blog != post.blog ? 1 : 0;
      posts.add(post);
    }
  }

  /** The mean over blogs of how often a tag is given where it is spelled out. */
  private static final class Given {
    private double sum;
    private double all = PRIOR;
    private long blog;
    private int named;
    private int given;

    Given(double usual) {
      this.sum = PRIOR * usual;
    }

    void add(long of, boolean gives) {
      if (of != blog) {
        close();
        blog = of;
      }
      named++;
      given += gives ? 1 : 0;
    }

    private void close() {
      if (named > 0) {
        sum += (double) given / named;
        all++;
      }
      named = 0;
      given = 0;
    }

    double logOdds() {
      close();
      return Evidence.logOdds(sum / all);
    }
  }

  /**
   * What posts teach.
   *
   * @param posts those of a blog side by side
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
                StrictMath.log((double) tally.users / blogs),
                tally.titled.logOdds(),
                tally.texted.logOdds(),
                StrictMath.log((tally.named + 1.0) / posts.size()),
                (tally.bursts + 1) / (tally.named + 3),
                logOdds((tally.heads + 0.5) / (tally.named + 2)));
      }
    }
    return new Evidence(known, Associations.of(taught, frequencies));
  }

  private static void tally(Bag post, Tally[] tallies) {
    for (int tag : post.tags) {
      tallies[tag].uses(post);
    }
    for (int i = 0; i < post.names.length; i++) {
      Tally tally = tallies[post.names[i]];
      boolean title = Bag.titled(post.places[i]);
      tally.named++;
      tally.heads += title ? 1 : 0;
      tally.bursts += StrictMath.log(Math.max(1, Bag.count(post.places[i])));
      if (post.tagged) {
        (title ? tally.titled : tally.texted).add(post.blog, post.has(post.names[i]));
      }
    }
  }

  /** The tags that a post may have: what it spells out, and the nearest by its terms. */
  List<Candidate> candidates(Bag post) {
    Associations.Near all = associations.near(post, known.length);
    double[] scores = all.scores();
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
        boolean enough = post.size >= FEW && all.telling()[tag] >= TELLING;
        candidates.add(new Candidate(tag, features, enough));
      }
    }
    return candidates;
  }

  /** No post has more candidates. */
  static int possible(Bag post) {
    return post.names.length + ASSOCIATED;
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
    return new Candidate(tag, features, true);
  }

  private static double logOdds(double p) {
    return StrictMath.log(p / (1 - p));
  }
}
