package orrery;

import java.util.LinkedHashMap;
import java.util.Map;
import orrery.feed.Fetched.Fresh;

/**
 * What hubs delivered and no cycle took yet: the latest body of each feed, within bounds. Nothing
 * is lost with it: what is dropped, or not taken before the program ends, stands in the feed when
 * it is asked next.
 */
final class Inbox {
  private static final int MAX_FEEDS = 64;
  private static final long MAX_BYTES = 32L << 20;

  private final Map<Long, Fresh> latest = new LinkedHashMap<>();
  private long bytes;

  /** Whether there was room. */
  synchronized boolean put(long feed, Fresh body) {
    Fresh old = latest.get(feed);
    long after = bytes + body.body().length - (old == null ? 0 : old.body().length);
    if (after > MAX_BYTES || (old == null && latest.size() == MAX_FEEDS)) {
      return false;
    }
    latest.put(feed, body);
    bytes = after;
    return true;
  }

  /** Empties it. */
  synchronized Map<Long, Fresh> take() {
    Map<Long, Fresh> all = new LinkedHashMap<>(latest);
    latest.clear();
    bytes = 0;
    return all;
  }
}
