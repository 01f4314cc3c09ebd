package orrery.site;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.Judged;
import orrery.feed.Problem;
import orrery.feed.Verdict;

/** What the pages about feeds and about the planet show, beside what {@link View} has. */
final class StatusView {
  private StatusView() {}

  /**
   * How a feed is doing.
   *
   * @param path of the page that tells it
   * @param state as in {@code status.json}
   * @param since when it began to fail
   * @param error what went wrong, one sentence
   * @param http the status of the answer that went wrong, 0 where there was none
   * @param success when it answered well before it began to fail; null while it answers
   * @param movedTo where its address leads for good
   * @param problems how much is wrong with what it says
   */
  public record Doing(
      View.Home blog,
      String path,
      String state,
      View.@Nullable Moment since,
      @Nullable String error,
      int http,
      View.@Nullable Moment success,
      @Nullable String movedTo,
      int problems) {
    static Doing of(Blog blog, FeedStatus status, @Nullable String movedTo, Words words) {
      boolean bad = status.error() != null;
      return new Doing(
          View.Home.of(blog, words),
          Paths.status(blog.slug()),
          status.state().label(),
          moment(status.failingSince(), words),
          status.error(),
          bad ? status.httpStatus() : 0,
          bad ? moment(status.lastSuccess(), words) : null,
          movedTo == null ? null : Safe.open(movedTo),
          status.problems().size());
    }
  }

  /** How many feeds are in a state. */
  public record Tally(String state, int feeds) {}

  /**
   * Something wrong with a feed; {@code level} is {@code error}, {@code warning} or {@code info}.
   */
  public record Fault(String level, String code, String message, int line) {
    static Fault of(Problem problem) {
      String level =
          switch (problem.level()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "info";
          };
      return new Fault(level, problem.code(), problem.message(), problem.line());
    }
  }

  /**
   * An entry and what became of it.
   *
   * @param url of the post
   * @param verdict in one word
   * @param rule that decided
   * @param detail a sentence or two; empty where there is no more to say
   * @param here its place on the planet; null where it has none
   * @param of the place of the post that is shown instead
   */
  public record Fate(
      String title,
      @Nullable String url,
      View.Moment date,
      View.Moment seen,
      String verdict,
      String rule,
      String detail,
      @Nullable String here,
      @Nullable String of) {
    static Fate of(Judged entry, Words words) {
      boolean shown = entry.verdict().kind() == Verdict.Kind.SHOWN;
      Judged.Place of = entry.of();
      return new Fate(
          entry.title(),
          Safe.http(entry.url()),
          View.Moment.of(Dates.utc(entry.date()), words),
          View.Moment.of(Dates.utc(entry.firstSeen()), words),
          entry.verdict().label(),
          entry.verdict().rule(),
          entry.verdict().detail(),
          shown ? Paths.post(entry.anchor(), entry.date()) : null,
          of == null ? null : Paths.post(of.anchor(), of.date()));
    }
  }

  /**
   * A line of a drawing.
   *
   * @param label what is counted
   * @param path its page on the site, null where it has none
   * @param url its address elsewhere, null where it has none
   * @param width beside the greatest, as in {@code 12.5%}
   * @param share of all, in per cent; 0 where that says nothing
   */
  public record Bar(
      String label,
      @Nullable String path,
      @Nullable String url,
      int posts,
      String width,
      int share) {}

  /** Bars of counts, most first. */
  static <T> List<Bar> bars(
      List<Count<T>> counts,
      int all,
      Function<T, String> label,
      Function<T, @Nullable String> path) {
    int most = counts.stream().mapToInt(Count::posts).max().orElse(1);
    return counts.stream()
        .map(
            c ->
                new Bar(
                    label.apply(c.of()),
                    path.apply(c.of()),
                    null,
                    c.posts(),
                    Charts.percent(c.posts(), most),
                    all <= 0 ? 0 : (int) (100L * c.posts() / all)))
        .toList();
  }

  /** Bars of what posts link. */
  static List<Bar> mentions(List<Portrait.Mention> mentions, boolean pages) {
    int most = mentions.stream().mapToInt(Portrait.Mention::blogs).max().orElse(1);
    return mentions.stream()
        .map(
            m ->
                new Bar(
                    m.title() != null ? m.title() : plain(m.name()),
                    m.path(),
                    pages ? Safe.http(m.name()) : null,
                    m.blogs(),
                    Charts.percent(m.blogs(), most),
                    0))
        .toList();
  }

  /** An address as people write it. */
  private static String plain(String address) {
    int start = address.indexOf("://");
    String plain = start < 0 ? address : address.substring(start + 3);
    plain = plain.startsWith("www.") ? plain.substring(4) : plain;
    return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
  }

  static View.@Nullable Moment moment(@Nullable Instant time, Words words) {
    return time == null ? null : View.Moment.of(Dates.utc(time), words);
  }
}
