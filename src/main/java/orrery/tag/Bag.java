package orrery.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a post as numbers, ascending: what is kept of each post that is learned from. A word
 * is the hash code of it in its language; that two words have the same is rare, and spoils no
 * count.
 */
final class Bag {
  private static final int[] NONE = {};
  private static final byte[] NO_WEIGHTS = {};

  /** Terms of a post: its words and the pairs that come again, then pairs, from its beginning. */
  private static final int TERMS = 300;

  /** How a place is packed: title, count, how early. */
  private static final int TITLE = 1 << 15;

  private static final int MOST = 31;
  private static final int LAST = 1023;

  /** Marks the weight of a pair of words. */
  private static final int PAIR = 1 << 6;

  /** A word of the title counts as so many of the text. */
  private static final int HEADING = 3;

  final long blog;
  final String language;

  /** Whether its author gave it tags, even if none of them can be learned. */
  final boolean tagged;

  /** How many different words it has. */
  final int size;

  /** The length of the vector that its terms are, rare ones too. */
  final float length;

  /** The terms, after {@link #count} their numbers; and how often each of them counts. */
  int[] terms;

  byte[] weights;

  /** The names, after {@link #keep} the numbers of the tags that are spelled out. */
  int[] names;

  short[] places;

  /** The numbers of its author's tags. */
  int[] tags = NONE;

  /**
   * A post's.
   *
   * @param wanted hash codes of the names that may be needed; null where all may be
   */
  Bag(long blog, Words words, boolean tagged, @Nullable Set<Integer> wanted) {
    this.blog = blog;
    this.language = words.language();
    this.tagged = tagged;
    List<Map.Entry<String, Words.Place>> said = new ArrayList<>(words.terms().entrySet());
    this.size = (int) said.stream().filter(term -> !pair(term.getKey())).count();
    if (said.size() > TERMS) {
      said.sort(
          Comparator.comparing((Map.Entry<String, Words.Place> term) -> late(term))
              .thenComparingInt(term -> term.getValue().first())
              .thenComparing(Map.Entry::getKey));
      said = said.subList(0, TERMS);
    }
    long[] sorted = new long[said.size()];
    for (int i = 0; i < sorted.length; i++) {
      Words.Place place = said.get(i).getValue();
      int weight = Math.min(place.count(), MOST) + (place.title() ? HEADING : 0);
      String term = said.get(i).getKey();
      sorted[i] = packed(hash(language, term), weight | (pair(term) ? PAIR : 0));
    }
    Arrays.sort(sorted);
    this.terms = new int[sorted.length];
    this.weights = new byte[sorted.length];
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      terms[i] = (int) (sorted[i] >> Integer.SIZE);
      weights[i] = (byte) sorted[i];
      sum += weight(i) * weight(i);
    }
    this.length = (float) StrictMath.sqrt(sum);
    sorted = names(words, wanted);
    this.names = new int[sorted.length];
    this.places = new short[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      names[i] = (int) (sorted[i] >> Integer.SIZE);
      places[i] = (short) sorted[i];
    }
  }

  private static long[] names(Words words, @Nullable Set<Integer> wanted) {
    long[] sorted = new long[words.names().size()];
    int n = 0;
    for (Map.Entry<String, Words.Place> name : words.names().entrySet()) {
      int hash = name.getKey().hashCode();
      if (wanted == null || wanted.contains(hash)) {
        Words.Place place = name.getValue();
        int where =
            (place.title() ? TITLE : 0)
                | (Math.min(place.count(), MOST) << 10)
                | Math.min(place.first(), LAST);
        sorted[n++] = packed(hash, where);
      }
    }
    Arrays.sort(sorted, 0, n);
    return Arrays.copyOf(sorted, n);
  }

  /** Whether it is a pair that stands in the text once. */
  private static boolean late(Map.Entry<String, Words.Place> term) {
    Words.Place place = term.getValue();
    return pair(term.getKey()) && !place.title() && place.count() < 2;
  }

  private static boolean pair(String term) {
    return term.indexOf(' ') >= 0;
  }

  private static long packed(int high, int low) {
    return ((long) high << Integer.SIZE) | low;
  }

  /** The number of a term: in another language it is another. */
  static int hash(String language, String term) {
    int hash = language.hashCode();
    for (int i = 0; i < term.length(); i++) {
      hash = 31 * hash + term.charAt(i);
    }
    return hash;
  }

  static boolean titled(short place) {
    return (place & TITLE) != 0;
  }

  /** How often in the text; from {@value #MOST} on it makes no difference. */
  static int count(short place) {
    return (place >> 10) & MOST;
  }

  static int first(short place) {
    return place & LAST;
  }

  /** What a term weighs, 1 and more. */
  double weight(int i) {
    return 1 + StrictMath.log(weights[i] & ~PAIR);
  }

  boolean isPair(int i) {
    return (weights[i] & PAIR) != 0;
  }

  boolean has(int tag) {
    return Arrays.binarySearch(tags, tag) >= 0;
  }

  /** Keeps of the terms those that are frequent enough, and calls them by their numbers. */
  void count(Frequencies frequencies) {
    int[] kept = new int[terms.length];
    byte[] beside = new byte[terms.length];
    int n = 0;
    for (int i = 0; i < terms.length; i++) {
      int number = frequencies.number(terms[i]);
      if (number >= 0) {
        kept[n] = number;
        beside[n++] = weights[i];
      }
    }
    terms = Arrays.copyOf(kept, n);
    weights = Arrays.copyOf(beside, n);
  }

  /** Forgets the terms. */
  void forget() {
    terms = NONE;
    weights = NO_WEIGHTS;
  }

  /** Keeps of the names those of tags alone, and calls them by their numbers, ascending. */
  void keep(Map<Integer, Integer> numbers) {
    long[] kept = new long[names.length];
    int n = 0;
    for (int i = 0; i < names.length; i++) {
      Integer tag = numbers.get(names[i]);
      if (tag != null) {
        kept[n++] = packed(tag, Short.toUnsignedInt(places[i]));
      }
    }
    Arrays.sort(kept, 0, n);
    names = new int[n];
    places = new short[n];
    for (int i = 0; i < n; i++) {
      names[i] = (int) (kept[i] >> Integer.SIZE);
      places[i] = (short) kept[i];
    }
  }
}
