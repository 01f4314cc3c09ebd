package orrery.tag;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * In how many posts each term is. A term is of one language: a word that nearly all posts of a
 * language have tells nothing, however few these are on the planet.
 *
 * @param terms ascending; those of fewer than {@link #LEAST} posts are left out
 * @param counts of the terms
 * @param languages how many posts there are in each; the empty one is that which is not known
 */
record Frequencies(int[] terms, int[] counts, Map<String, Integer> languages) {
  /** Rarer terms are many, and teach nothing. */
  static final int LEAST = 3;

  /** Terms are counted in so many parts, as all at once would need more memory than the posts. */
  private static final int PARTS = 16;

  static Frequencies of(List<Bag> posts) {
    Map<String, Integer> languages = new TreeMap<>();
    posts.forEach(post -> languages.merge(post.language, 1, Integer::sum));
    int[] terms = {};
    int[] counts = {};
    int kept = 0;
    int[] at = new int[posts.size()]; // how far each post is counted
    for (int part = 1; part <= PARTS; part++) {
      long end = Integer.MIN_VALUE + part * ((1L << Integer.SIZE) / PARTS);
      int[] all = part(posts, at, end);
      terms = Arrays.copyOf(terms, kept + all.length / LEAST);
      counts = Arrays.copyOf(counts, terms.length);
      for (int i = 0, next; i < all.length; i = next) {
        next = i + 1;
        while (next < all.length && all[next] == all[i]) {
          next++;
        }
        if (next - i >= LEAST) {
          terms[kept] = all[i];
          counts[kept++] = next - i;
        }
      }
    }
    return new Frequencies(Arrays.copyOf(terms, kept), Arrays.copyOf(counts, kept), languages);
  }

  /** The terms of all posts from where each stands to this one, ascending. */
  private static int[] part(List<Bag> posts, int[] at, long end) {
    int n = 0;
    int[] ends = new int[at.length];
    for (int i = 0; i < at.length; i++) {
      int[] terms = posts.get(i).terms;
      ends[i] = at[i];
      while (ends[i] < terms.length && terms[ends[i]] < end) {
        ends[i]++;
      }
      n += ends[i] - at[i];
    }
    int[] all = new int[n];
    n = 0;
    for (int i = 0; i < at.length; i++) {
      System.arraycopy(posts.get(i).terms, at[i], all, n, ends[i] - at[i]);
      n += ends[i] - at[i];
      at[i] = ends[i];
    }
    Arrays.sort(all);
    return all;
  }

  /** The number of a term; negative where it is in fewer than {@link #LEAST} posts. */
  int number(int term) {
    return Arrays.binarySearch(terms, term);
  }

  /** 0 where it is in fewer than {@link #LEAST}. */
  int of(int term) {
    int i = number(term);
    return i < 0 ? 0 : counts[i];
  }

  /** How many posts there are in a language. */
  int posts(String language) {
    return languages.getOrDefault(language, 0);
  }
}
