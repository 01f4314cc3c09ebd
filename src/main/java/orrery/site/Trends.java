package orrery.site;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the tags of a planet fare over time.
 *
 * @param until the month of its newest post, the last that is looked at; null where it has none
 * @param activity how many posts a tag has in each of the months up to that one, by its key
 * @param rising which tags rise, strongest first
 */
public record Trends(
    @Nullable YearMonth until, Map<String, List<Integer>> activity, List<Rising.Rise> rising) {

  /** Of a planet without posts. */
  public static final Trends NONE = new Trends(null, Map.of(), List.of());

  /** Copies map and list. */
  public Trends {
    activity = Map.copyOf(activity);
    rising = List.copyOf(rising);
  }
}
