package orrery.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.feed.Remark;
import orrery.feed.Report;
import orrery.feed.Rule;
import orrery.feed.Submission;

/** What the pages of submitting show, beside what {@link View} and {@link StatusView} have. */
final class SubmitView {
  private SubmitView() {}

  /**
   * A feed of a site that is looked at.
   *
   * @param number from 0, as it is chosen by
   * @param title null where nobody names it
   * @param role {@code posts}, {@code topic} or {@code comments}
   * @param titles of its newest posts
   * @param onTopic how many of its posts are on topic; null where that is not known
   * @param chosen whether the report is of it
   */
  public record Choice(
      int number,
      String url,
      @Nullable String title,
      String role,
      int posts,
      View.@Nullable Moment newest,
      List<String> titles,
      @Nullable Long onTopic,
      boolean chosen) {
    static Choice of(SubmitPages.Sighting.Feed feed, int number, boolean chosen, Words words) {
      String title = feed.title();
      String role = feed.role();
      return new Choice(
          number,
          Safe.open(feed.url()),
          title == null || title.isBlank() ? null : title,
          role.equals("topic") || role.equals("comments") ? role : "posts",
          feed.posts(),
          StatusView.moment(feed.newest(), words),
          feed.titles(),
          feed.onTopic() < 0 ? null : (long) feed.onTopic(),
          chosen);
    }
  }

  /**
   * What is to be said of a feed.
   *
   * @param site its blog's address; null where it is none of http or https
   * @param onTopic the share of its posts that are on topic, in per cent; null where not known
   */
  public record Findings(
      String url,
      @Nullable String title,
      @Nullable String site,
      String format,
      int posts,
      View.@Nullable Moment newest,
      View.@Nullable Moment oldest,
      List<String> titles,
      @Nullable Long onTopic,
      List<Finding> findings) {
    static Findings of(Report report, Words words) {
      Double onTopic = report.onTopic();
      return new Findings(
          Safe.open(report.url()),
          report.title(),
          Safe.http(report.site()),
          report.format(),
          report.posts(),
          StatusView.moment(report.newest(), words),
          StatusView.moment(report.oldest(), words),
          report.titles(),
          onTopic == null ? null : Math.round(onTopic * 100),
          report.remarks().stream().map(Finding::of).toList());
    }
  }

  /**
   * The same by one rule.
   *
   * @param rule its key among the texts: {@code on_topic}
   * @param level {@code good}, {@code note} or {@code bad}
   * @param text in English
   */
  public record Finding(String rule, String level, String text, List<StatusView.Fault> problems) {
    static Finding of(Remark remark) {
      String level =
          switch (remark.level()) {
            case GOOD -> "good";
            case NOTE -> "note";
            case BAD -> "bad";
          };
      return new Finding(
          key(remark.rule()),
          level,
          remark.text(),
          remark.problems().stream().map(StatusView.Fault::of).toList());
    }
  }

  /**
   * A feed that somebody wants on the planet.
   *
   * @param face address of a picture of its author; null where it is none of http or https
   * @param state {@code waiting}, {@code approved}, {@code rejected}, {@code withdrawn}
   * @param proof how it was shown that the blog is the submitter's
   * @param why why it stands as it does
   * @param code what is to be put on the blog to show it
   * @param submitted when
   */
  public record Submitted(
      long number,
      String path,
      String url,
      String name,
      @Nullable String face,
      String state,
      @Nullable String proof,
      @Nullable String why,
      String code,
      View.Moment submitted,
      List<Event> history) {
    static Submitted of(Submission s, Words words) {
      return new Submitted(
          s.number(),
          SubmitPages.MAINTAIN + '/' + s.number(),
          Safe.open(s.url()),
          s.name(),
          Safe.http(s.face()),
          s.state().label(),
          s.proof(),
          said(s.why()),
          s.code(),
          View.Moment.of(Dates.utc(s.submitted()), words),
          s.history().stream().map(event -> Event.of(event, words)).toList());
    }
  }

  /**
   * Something that happened to it.
   *
   * @param what a state, {@code proven}, {@code moved}, {@code hidden}, or what the texts do not
   *     know
   * @param by {@code author}, {@code maintainer}, {@code rules}, or what the texts do not know
   */
  public record Event(View.Moment at, String what, String by, @Nullable String why) {
    static Event of(Submission.Event event, Words words) {
      return new Event(
          View.Moment.of(Dates.utc(event.at()), words),
          event.what(),
          event.by(),
          said(event.why()));
    }
  }

  /** By what the texts know a rule: {@code on_topic}. */
  static String key(Rule rule) {
    return rule.label().replace('-', '_');
  }

  private static @Nullable String said(@Nullable String words) {
    return words == null || words.isBlank() ? null : words;
  }
}
