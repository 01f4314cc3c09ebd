package orrery.submit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import orrery.feed.Entry;
import orrery.feed.Parsed;
import orrery.feed.Problem;

/**
 * What is to be said of a feed that is to join a planet.
 *
 * @param url the feed's address
 * @param posts how many it holds
 * @param newest the date of the newest, null where none has one
 * @param remarks what its author should know, one sentence each
 * @param refusal why it cannot be taken, one sentence; null where it can
 */
public record Review(
    String url,
    int posts,
    @Nullable Instant newest,
    List<String> remarks,
    @Nullable String refusal) {
  /** Copies the list. */
  public Review {
    remarks = List.copyOf(remarks);
  }

  /**
   * Reviews a feed.
   *
   * @param url its address
   * @param feed as it was understood
   * @param listed whether the planet has the feed of an address already, in whatever spelling
   */
  public static Review of(String url, Parsed.Understood feed, Predicate<String> listed) {
    List<Entry> entries = feed.entries();
    String self = feed.feed().feedUrl();
    String refusal = null;
    if (listed.test(url)) {
      refusal = "The planet has this feed already.";
    } else if (self != null && listed.test(self)) {
      refusal = "The planet has this feed already, as " + self + ".";
    }
    return new Review(
        url,
        entries.size(),
        entries.stream()
            .map(e -> e.published() != null ? e.published() : e.updated())
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null),
        remarks(url, feed),
        refusal);
  }

  private static List<String> remarks(String url, Parsed.Understood feed) {
    List<String> remarks = new ArrayList<>();
    List<Entry> entries = feed.entries();
    if (url.regionMatches(true, 0, "http:", 0, 5)) {
      remarks.add("It is asked for over http; if it answers at https too, register that.");
    }
    if (entries.isEmpty()) {
      remarks.add("It holds no posts yet.");
    }
    long nameless = entries.stream().filter(e -> e.id() == null).count();
    if (nameless > 0) {
      remarks.add(
          nameless
              + " of its "
              + entries.size()
              + " posts have no id; when their address changes they may seem new.");
    }
    for (Problem problem : feed.problems()) {
      if (problem.level() != Problem.Level.INFO) {
        remarks.add(
            (problem.line() > 0 ? "Line " + problem.line() + ": " : "") + problem.message());
      }
    }
    return remarks;
  }
}
