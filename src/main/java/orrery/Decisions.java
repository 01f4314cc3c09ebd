package orrery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import orrery.config.Admissions;
import orrery.config.Admissions.Accept;
import orrery.config.ConfigException;
import orrery.config.FeedsFile;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.curate.Identity;
import orrery.feed.Report;
import orrery.feed.Rule;
import orrery.feed.Submission;
import orrery.feed.Submission.Event;
import orrery.feed.Submission.State;
import orrery.store.Store;
import orrery.store.Submissions;
import orrery.submit.Requirements;

/**
 * What is decided about submissions, and done about them in the planet's config. Each decision is
 * kept with its time and reason. The config is written first: where the process ends in between,
 * the submission still waits, and to approve it again does no harm.
 */
public final class Decisions {
  private final Planet planet;
  private final Submissions submissions;
  private final InstantSource clock;

  /** Decisions about what was submitted to this planet. */
  public Decisions(Planet planet, Store store, InstantSource clock) {
    this.planet = planet;
    this.submissions = store.submissions(Edition.name(planet));
    this.clock = clock;
  }

  /** Those that wait, oldest first, then so many of the decided ones, newest first. */
  public List<Submission> all(int decided) {
    return submissions.all(decided);
  }

  /** The submission of that number. */
  public Optional<Submission> of(long number) {
    return submissions.of(number);
  }

  /** What was found when it was submitted; null where that cannot be read any more. */
  public @Nullable Report report(Submission submission) {
    return ReportJson.read(submission.report());
  }

  /**
   * The planet takes a feed: it stands in the config from now on.
   *
   * @param by who says so: {@code maintainer} or {@code rules}
   * @return false where it does not wait any more; then nothing was done
   * @throws ConfigException where the config cannot be written
   */
  public boolean approve(Submission submission, String by, @Nullable String why)
      throws ConfigException {
    if (submission.state() != State.WAITING) {
      return false;
    }
    if (listed(submission.url()) == null) {
      Admission.write(planet, submission.url(), submission.name(), submission.face());
    }
    return submissions.happened(
        submission.number(), State.WAITING, State.APPROVED, event(State.APPROVED, by, why));
  }

  /**
   * The planet takes a feed by its rules, where it takes any so, and where this one keeps them.
   *
   * @throws ConfigException where the config cannot be written
   */
  void acceptByRules(Submission submission) throws ConfigException {
    if (submission.state() == State.WAITING
        && planet.admissions().accept() == Accept.AUTOMATIC
        && unmet(submission).isEmpty()) {
      approve(submission, "rules", "It keeps: " + required() + ".");
    }
  }

  private String required() {
    Planet.Said said = planet.admissions().require();
    return said == null ? Admissions.REQUIRED : said.value();
  }

  /** The rules that keep a feed from being accepted by rules; none where no feed is. */
  List<Rule> unmet(Submission submission) {
    Report report = report(submission);
    return planet.admissions().accept() != Accept.AUTOMATIC
        ? List.of()
        : report == null
            ? List.of(Rule.VALID)
            : Requirements.parse(required()).unmet(report, submission.proof() != null);
  }

  /**
   * The planet does not take a feed.
   *
   * @return false where it does not wait any more; then nothing was done
   */
  public boolean reject(Submission submission, @Nullable String why) {
    return submissions.happened(
        submission.number(),
        State.WAITING,
        State.REJECTED,
        event(State.REJECTED, "maintainer", why));
  }

  /**
   * Whoever submitted a feed takes that back, or has it leave the planet.
   *
   * @throws ConfigException where the config cannot be written
   */
  boolean withdraw(Submission submission) throws ConfigException {
    String listed = listed(submission.url());
    if (submission.state() == State.APPROVED && listed != null) {
      FeedsFile file = FeedsFile.read(planet.file());
      file.write(FeedsFile.remove(file.text(), listed));
    }
    return submissions.happened(
        submission.number(),
        submission.state(),
        State.WITHDRAWN,
        event(State.WITHDRAWN, "author", null));
  }

  /**
   * A feed of the planet has another address. It keeps its posts, and their dates.
   *
   * @return false where the planet does not have it any more
   * @throws ConfigException where the config cannot be written
   */
  boolean move(Submission submission, String to, Store store) throws ConfigException {
    String listed = listed(submission.url());
    if (listed == null) {
      return false;
    }
    Instant now = clock.instant();
    store.feeds().moves(listed, to, now);
    FeedsFile file = FeedsFile.read(planet.file());
    file.write(FeedsFile.replaceUrl(file.text(), listed, to));
    return submissions.moved(
        submission.number(),
        to,
        Identity.linkKey(to),
        new Event(now, "moved", "author", submission.url() + " → " + to));
  }

  /** It was proven that a blog is its submitter's. */
  boolean proven(Submission submission, String how) {
    return submissions.proven(
        submission.number(),
        submission.state(),
        how,
        new Event(clock.instant(), "proven", "author", how));
  }

  /** Something else was done by whoever submitted it. */
  void noted(Submission submission, String what, @Nullable String why) {
    submissions.happened(
        submission.number(),
        submission.state(),
        submission.state(),
        new Event(clock.instant(), what, "author", why));
  }

  /** The address by which the planet has a feed, null where it has not. */
  @Nullable String listed(String url) {
    long link = Identity.linkKey(url);
    return planet.subscriptions().stream()
        .filter(feed -> !feed.file() && Identity.linkKey(feed.url()) == link)
        .map(Subscription::url)
        .findFirst()
        .orElse(null);
  }

  private Event event(State state, String by, @Nullable String why) {
    return new Event(clock.instant(), state.label(), by, why);
  }
}
