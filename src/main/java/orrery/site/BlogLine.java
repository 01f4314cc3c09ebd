package orrery.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;

/**
 * A blog in the list of all blogs.
 *
 * @param blog whose line it is
 * @param status how its feed is doing, null where that is not known
 * @param activity posts in each of the latest stretches of time (months, say), oldest first; empty
 *     where nothing is to be drawn
 */
public record BlogLine(Blog blog, @Nullable FeedStatus status, List<Integer> activity) {
  /** Copies the list. */
  public BlogLine {
    activity = List.copyOf(activity);
  }
}
