package orrery.parse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells the line of a place in a text; counts only when somebody asks. */
final class Lines {
  private final String text;
  private int @Nullable [] starts;
  private int count;

  Lines(String text) {
    this.text = text;
  }

  /** The line from 1 on. */
  int at(int offset) {
    int[] known = starts == null ? count() : starts;
    int found = Arrays.binarySearch(known, 0, count, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private int[] count() {
    int[] made = new int[256];
    made[0] = 0;
    count = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (count == made.length) {
        made = Arrays.copyOf(made, count * 2);
      }
      made[count++] = i + 1;
    }
    if (count == 1) {
      for (int i = text.indexOf('\r'); i >= 0; i = text.indexOf('\r', i + 1)) {
        if (count == made.length) {
          made = Arrays.copyOf(made, count * 2);
        }
        made[count++] = i + 1;
      }
    }
    starts = made;
    return made;
  }
}
