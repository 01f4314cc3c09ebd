package orrery.tag;

import java.util.Arrays;
import java.util.Map;

/**
 * The words of a post as numbers, ascending: what is kept of each post that is learned from. A word
 * is its hash code; that two words have the same is rare, and spoils no count.
 */
final class Bag {
  private static final int[] NONE = {};

  /** How a place is packed: title, count, how early. */
  private static final int TITLE = 1 << 15;

  private static final int MOST = 31;
  private static final int LAST = 1023;

  /** A word of the title counts as so many of the text. */
  private static final int HEADING = 3;

  final long blog;

  /** Whether its author gave it tags, even if none of them can be learned. */
  final boolean tagged;

  /** The terms, and how often each of them counts. */
  final int[] terms;

  final byte[] weights;

  /** The names, after {@link #keep} the numbers of the tags that are spelled out. */
  int[] names;

  short[] places;

  /** The numbers of its author's tags. */
  int[] tags = NONE;

  Bag(long blog, Words words, boolean tagged) {
    this.blog = blog;
    this.tagged = tagged;
    long[] sorted = sorted(words.terms());
    this.terms = new int[sorted.length];
    this.weights = new byte[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      short place = (short) sorted[i];
      terms[i] = (int) (sorted[i] >> Integer.SIZE);
      weights[i] = (byte) (count(place) + (titled(place) ? HEADING : 0));
    }
    sorted = sorted(words.names());
    this.names = new int[sorted.length];
    this.places = new short[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      names[i] = (int) (sorted[i] >> Integer.SIZE);
      places[i] = (short) sorted[i];
    }
  }

  private static long[] sorted(Map<String, Words.Place> words) {
    long[] sorted = new long[words.size()];
    int i = 0;
    for (Map.Entry<String, Words.Place> word : words.entrySet()) {
      Words.Place place = word.getValue();
      int packed =
          (place.title() ? TITLE : 0)
              | (Math.min(place.count(), MOST) << 10)
              | Math.min(place.first(), LAST);
      sorted[i++] = ((long) word.getKey().hashCode() << Integer.SIZE) | packed;
    }
    Arrays.sort(sorted);
    return sorted;
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

  boolean has(int tag) {
    return Arrays.binarySearch(tags, tag) >= 0;
  }

  /** Keeps of the names those of tags alone, and calls them by their numbers, ascending. */
  void keep(Map<Integer, Integer> numbers) {
    long[] kept = new long[names.length];
    int n = 0;
    for (int i = 0; i < names.length; i++) {
      Integer tag = numbers.get(names[i]);
      if (tag != null) {
        kept[n++] = ((long) tag << Integer.SIZE) | Short.toUnsignedInt(places[i]);
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
