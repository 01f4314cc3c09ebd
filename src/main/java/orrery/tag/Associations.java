package orrery.tag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which terms the posts of a tag have more often than others of their language. A row says that of
 * a term and a tag.
 *
 * @param terms their numbers, ascending, each as often as it tells of a tag
 * @param tags beside them
 * @param tenths of the logarithm of how many times more often the tag's posts have the term
 */
record Associations(int[] terms, int[] tags, byte[] tenths) {
  /** Terms for a tag in a language. */
  private static final int MOST = 150;

  /** What all posts do weighs as much as so many blogs with the tag. */
  private static final double PRIOR = 2;

  private static final double LEAST = 0.3;

  /** Words with so many tenths, which are twice as frequent with the tag, tell of it. */
  private static final int TELLING = 7;

  /** A short post is no stronger evidence than one of about so many words. */
  private static final double SHORT = 30;

  private record Row(int term, int tag, byte tenths, double use) {}

  /**
   * How near a post is to each tag.
   *
   * @param scores how much of the tag's terms it has
   * @param telling how many different words of those that tell of it; pairs are made of them
   */
  record Near(double[] scores, int[] telling) {}

  /**
   * Of each tag's posts; the tags that have none tell nothing.
   *
   * @param posts those of a blog side by side
   */
  static Associations of(List<List<Bag>> posts, Frequencies frequencies) {
    List<Row> rows = new ArrayList<>();
    Counter counter = new Counter(frequencies);
    for (int tag = 0; tag < posts.size(); tag++) {
      Map<String, List<Bag>> languages = new TreeMap<>();
      for (Bag post : posts.get(tag)) {
        languages.computeIfAbsent(post.language, l -> new ArrayList<>()).add(post);
      }
      for (Map.Entry<String, List<Bag>> one : languages.entrySet()) {
        rows.addAll(counter.rows(tag, one.getValue(), frequencies.posts(one.getKey())));
      }
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

  /** Counts terms, one tag and language after the other. */
  private static final class Counter {
    private final Frequencies frequencies;

    /** By the term: each blog's share of its posts, how many blogs, and the last of them. */
    private final double[] uses;

    private final int[] users;
    private final int[] last;

    private final int[] met;

    Counter(Frequencies frequencies) {
      int terms = frequencies.terms().length;
      this.frequencies = frequencies;
      this.uses = new double[terms];
      this.users = new int[terms];
      this.last = new int[terms];
      this.met = new int[terms];
    }

    List<Row> rows(int tag, List<Bag> posts, int ofLanguage) {
      int blogs = 0;
      int n = 0;
      for (int from = 0, to; from < posts.size(); from = to) {
        to = from + 1;
        while (to < posts.size() && posts.get(to).blog == posts.get(from).blog) {
          to++;
        }
        blogs++;
        for (Bag post : posts.subList(from, to)) {
          for (int term : post.terms) {
            if (users[term] == 0) {
              met[n++] = term;
            }
            users[term] += last[term] == blogs ? 0 : 1;
            last[term] = blogs;
            uses[term] += 1.0 / (to - from);
          }
        }
      }
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        int term = met[i];
        double usual = (double) frequencies.counts()[term] / ofLanguage;
        double share = (uses[term] + PRIOR * usual) / (blogs + PRIOR);
        double more = StrictMath.log(share / usual);
        if (users[term] >= Evidence.BLOGS && more > LEAST) {
          rows.add(new Row(term, tag, (byte) Math.min(127, more * 10), more * share));
        }
        uses[term] = 0;
        users[term] = 0;
        last[term] = 0;
      }
      rows.sort(Comparator.comparingDouble(Row::use).reversed().thenComparingInt(Row::term));
      return rows.subList(0, Math.min(MOST, rows.size()));
    }
  }

  /** How near a post is to each tag. */
  Near near(Bag post, int tagCount) {
    double[] scores = new double[tagCount];
    int[] telling = new int[tagCount];
    double norm = Math.max(post.length, SHORT);
    int row = 0;
    for (int i = 0; i < post.terms.length; i++) {
      double weight = post.weight(i) / norm;
      row = from(post.terms[i], row);
      for (; row < terms.length && terms[row] == post.terms[i]; row++) {
        scores[tags[row]] += weight * tenths[row] / 10;
        telling[tags[row]] += tenths[row] < TELLING || post.isPair(i) ? 0 : 1;
      }
    }
    return new Near(scores, telling);
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
