package orrery.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which terms the posts of a tag have more often than others. A row says that of a term and a tag.
 *
 * @param terms ascending, each as often as it tells of a tag
 * @param tags beside them
 * @param tenths of the logarithm of how many times more often the tag's posts have the term
 */
record Associations(int[] terms, int[] tags, byte[] tenths) {
  /** Terms for a tag. */
  private static final int MOST = 150;

  /** What all posts do weighs as much as so many blogs with the tag. */
  private static final double PRIOR = 2;

  private static final double LEAST = 0.3;

  /** A short post is no stronger evidence than one of about so many words. */
  private static final double SHORT = 30;

  private record Row(int term, int tag, byte tenths, double use) {}

  /** Of each tag's posts; the tags that have none tell nothing. */
  static Associations of(List<List<Bag>> posts, Frequencies frequencies) {
    List<Row> rows = new ArrayList<>();
    for (int tag = 0; tag < posts.size(); tag++) {
      rows.addAll(rows(tag, posts.get(tag), frequencies));
    }
    rows.sort(Comparator.comparingInt(Row::term).thenComparingInt(Row::tag));
    int[] terms = rows.stream().mapToInt(Row::term).toArray();
    int[] tags = rows.stream().mapToInt(Row::tag).toArray();
    byte[] tenths = new byte[rows.size()];
    for (int i = 0; i < tenths.length; i++) {
      tenths[i] = rows.get(i).tenths;
    }
    return new Associations(terms, tags, tenths);
  }

  private static List<Row> rows(int tag, List<Bag> posts, Frequencies frequencies) {
    Map<Long, Integer> blogs = new HashMap<>();
    posts.forEach(post -> blogs.putIfAbsent(post.blog, blogs.size()));
    int[] own = new int[blogs.size()]; // posts of a blog
    long[] seen = new long[posts.stream().mapToInt(post -> post.terms.length).sum()];
    int n = 0;
    for (Bag post : posts) {
      int blog = blogs.getOrDefault(post.blog, 0);
      own[blog]++;
      for (int term : post.terms) {
        seen[n++] = ((long) term << Integer.SIZE) | blog;
      }
    }
    Arrays.sort(seen);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; ) {
      int term = (int) (seen[i] >> Integer.SIZE);
      double uses = 0; // each blog's share of its posts
      int users = 0;
      for (int blog = -1; i < n && (int) (seen[i] >> Integer.SIZE) == term; i++) {
        users += (int) seen[i] == blog ? 0 : 1;
        blog = (int) seen[i];
        uses += 1.0 / own[blog];
      }
      int known = users < Evidence.BLOGS ? 0 : frequencies.of(term);
      if (known > 0) {
        double usual = (double) known / frequencies.posts();
        double share = (uses + PRIOR * usual) / (own.length + PRIOR);
        double more = StrictMath.log(share / usual);
        if (more > LEAST) {
          rows.add(new Row(term, tag, (byte) Math.min(127, more * 10), more * share));
        }
      }
    }
    rows.sort(Comparator.comparingDouble(Row::use).reversed().thenComparingInt(Row::term));
    return rows.subList(0, Math.min(MOST, rows.size()));
  }

  /** How much of each tag's terms a post has. */
  double[] scores(Bag post, int tagCount) {
    double[] scores = new double[tagCount];
    double length = 0;
    int row = 0;
    for (int i = 0; i < post.terms.length; i++) {
      double weight = 1 + StrictMath.log(post.weights[i]);
      length += weight * weight;
      row = from(post.terms[i], row);
      for (; row < terms.length && terms[row] == post.terms[i]; row++) {
        scores[tags[row]] += weight * tenths[row] / 10;
      }
    }
    double norm = StrictMath.sqrt(Math.max(length, SHORT));
    return Arrays.stream(scores).map(score -> score / norm).toArray();
  }

  /** The first row, from one on, whose term is no lower than this. */
  private int from(int term, int first) {
    int low = first;
    int high = terms.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (terms[middle] < term) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
