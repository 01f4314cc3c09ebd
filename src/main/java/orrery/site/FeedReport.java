package orrery.site;

import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import orrery.feed.Attempts;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.Judged;

/**
 * All that is to be said of a feed.
 *
 * @param blog whose feed it is
 * @param status how it is doing
 * @param movedTo where its address leads for good, null where it leads nowhere else
 * @param history how fetching it went, the newest attempts first
 * @param months in which it has posts, and how many
 * @param entries its newest, with what became of them, newest first
 */
public record FeedReport(
    Blog blog,
    FeedStatus status,
    @Nullable String movedTo,
    List<Attempts> history,
    NavigableMap<YearMonth, Integer> months,
    List<Judged> entries) {
  /** Copies lists and map. */
  public FeedReport {
    history = List.copyOf(history);
    months = Collections.unmodifiableNavigableMap(new TreeMap<>(months));
    entries = List.copyOf(entries);
  }
}
