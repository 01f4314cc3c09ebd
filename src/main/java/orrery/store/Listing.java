package orrery.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a feed's last whole document listed, by the store's numbers of its entries.
 *
 * @param entries in the document's order
 * @param missing those that the document before had between others that stayed; seen once
 * @param before what that document listed, in its order; empty where nothing is missing
 */
public record Listing(List<Long> entries, List<Long> missing, List<Long> before) {
  /** Of a feed that was never read. */
  public static final Listing NONE = new Listing(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Listing {
    entries = List.copyOf(entries);
    missing = List.copyOf(missing);
    before = List.copyOf(before);
  }

  /** A document of which nothing is missing. */
  public static Listing of(List<Long> entries) {
    return new Listing(entries, List.of(), List.of());
  }

  /** Numbers in runs: what was taken in together has consecutive ones. */
  static String write(List<Long> numbers) {
    var out = new StringBuilder();
    int i = 0;
    while (i < numbers.size()) {
      int end = i;
      if (i + 1 < numbers.size()) {
        long step = numbers.get(i + 1) - numbers.get(i);
        while ((step == 1 || step == -1)
            && end + 1 < numbers.size()
            && numbers.get(end + 1) - numbers.get(end) == step) {
          end++;
        }
      }
      out.append(i == 0 ? "" : " ").append(numbers.get(i));
      if (end > i) {
        out.append('-').append(numbers.get(end));
      }
      i = end + 1;
    }
    return out.toString();
  }

  static List<Long> read(@Nullable String runs) {
    if (runs == null || runs.isEmpty()) {
      return List.of();
    }
    List<Long> numbers = new ArrayList<>();
    for (String run : runs.split(" ", -1)) {
      int dash = run.indexOf('-');
      long from = Long.parseLong(dash < 0 ? run : run.substring(0, dash));
      long to = dash < 0 ? from : Long.parseLong(run.substring(dash + 1));
      long step = Long.signum(to - from);
      numbers.add(from);
      for (long number = from; number != to; ) {
        number += step;
        numbers.add(number);
      }
    }
    return numbers;
  }
}
