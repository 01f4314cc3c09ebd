package orrery.parse;

import org.jspecify.annotations.Nullable;

/** The best of several values for one thing: the lowest rank wins, and the first of equals. */
final class Ranked<T> {
  private @Nullable T value;
  private int rank = Integer.MAX_VALUE;

  /** Whether a value of this rank would be taken. */
  boolean wants(int offered) {
    return offered < rank;
  }

  void offer(int offered, @Nullable T candidate) {
    if (candidate != null && offered < rank) {
      value = candidate;
      rank = offered;
    }
  }

  @Nullable T get() {
    return value;
  }

  /** Of the value taken; very large where there is none. */
  int rank() {
    return rank;
  }
}
