package orrery.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a feed that may join a planet.
 *
 * @param url the feed's address, by which it would be registered
 * @param title what the feed calls itself, plain text
 * @param site where its blog is, an absolute http(s) address
 * @param format of the document, as people call it
 * @param posts how many it holds
 * @param newest the date of the newest, null where none has one
 * @param oldest the date of the oldest, null where none has one
 * @param titles of its newest posts, plain text
 * @param onTopic the share of its posts that are on topic, from 0 to 1; null where it is not known
 *     what the planet is about
 * @param remarks one for each rule that has something to say, in the order of {@link Rule}
 */
public record Report(
    String url,
    @Nullable String title,
    @Nullable String site,
    String format,
    int posts,
    @Nullable Instant newest,
    @Nullable Instant oldest,
    List<String> titles,
    @Nullable Double onTopic,
    List<Remark> remarks) {
  /** Copies the lists. */
  public Report {
    titles = List.copyOf(titles);
    remarks = List.copyOf(remarks);
  }

  /** Why the planet cannot have it, whatever its maintainer thinks of it; null where it can. */
  public @Nullable String refusal() {
    return remarks.stream()
        .filter(f -> f.rule() == Rule.NEW && f.level() == Remark.Level.BAD)
        .map(Remark::text)
        .findFirst()
        .orElse(null);
  }

  /** What is said by a rule, null where it has nothing to say. */
  public @Nullable Remark by(Rule rule) {
    return remarks.stream().filter(f -> f.rule() == rule).findFirst().orElse(null);
  }
}
