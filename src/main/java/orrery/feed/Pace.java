package orrery.feed;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a document says about how often it wants to be asked.
 *
 * @param interval the longest of RSS {@code ttl} (minutes), {@code sy:updatePeriod} over {@code
 *     sy:updateFrequency}; null where neither is said
 * @param skipHours hours of the day, 0 to 23 UTC, in which not to ask (RSS {@code skipHours})
 * @param skipDays days in UTC on which not to ask (RSS {@code skipDays})
 */
public record Pace(@Nullable Duration interval, Set<Integer> skipHours, Set<DayOfWeek> skipDays) {
  /** No wish at all. */
  public static final Pace NONE = new Pace(null, Set.of(), Set.of());

  /** Copies the sets. */
  public Pace {
    skipHours = Set.copyOf(skipHours);
    skipDays = Set.copyOf(skipDays);
  }
}
