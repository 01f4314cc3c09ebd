package orrery.tag;

import java.util.Arrays;
import java.util.List;

/**
 * In how many posts each term is.
 *
 * @param terms ascending; those of fewer than {@link #LEAST} posts are left out
 * @param counts of the terms
 * @param posts how many there are in all
 */
record Frequencies(int[] terms, int[] counts, int posts) {
  /** Rarer terms are many, and teach nothing. */
  static final int LEAST = 3;

  static Frequencies of(List<Bag> posts) {
    int[] all = new int[posts.stream().mapToInt(post -> post.terms.length).sum()];
    int n = 0;
    for (Bag post : posts) {
      System.arraycopy(post.terms, 0, all, n, post.terms.length);
      n += post.terms.length;
    }
    Arrays.sort(all);
    int kept = 0;
    int[] counts = new int[n / LEAST + 1];
    for (int i = 0, end; i < n; i = end) {
      end = i + 1;
      while (end < n && all[end] == all[i]) {
        end++;
      }
      if (end - i >= LEAST) {
        all[kept] = all[i];
        counts[kept++] = end - i;
      }
    }
    return new Frequencies(Arrays.copyOf(all, kept), Arrays.copyOf(counts, kept), posts.size());
  }

  /** 0 where it is in fewer than {@link #LEAST}. */
  int of(int term) {
    int i = Arrays.binarySearch(terms, term);
    return i < 0 ? 0 : counts[i];
  }
}
