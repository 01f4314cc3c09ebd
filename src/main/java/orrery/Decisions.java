package orrery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import orrery.config.Admissions;
import orrery.config.Admissions.Accept;
import orrery.config.Config;
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
  /** Maintainers and rules of this process decide one after another. */
  private static final Object DECIDING = new Object();

  private static final int TRIES = 5;

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
    synchronized (DECIDING) {
      if (!waits(submission)) {
        return false;
      }
      boolean written = listed(submission.url()) == null;
      if (written) {
        edit(text -> FeedsFile.add(text, submission.url(), Admission.options(submission)));
      }
      boolean done =
          submissions.happened(
              submission.number(), State.WAITING, State.APPROVED, event(State.APPROVED, by, why));
      if (!done && written && !hasBeen(submission, State.APPROVED)) {
        // Another process has said no meanwhile.
        edit(text -> FeedsFile.remove(text, submission.url()));
      }
      return done;
    }
  }

  private boolean waits(Submission submission) {
    return hasBeen(submission, State.WAITING);
  }

  private boolean hasBeen(Submission submission, State state) {
    return of(submission.number()).filter(now -> now.state() == state).isPresent();
  }

  /** Changes the config; where somebody else does so at the same time, once more. */
  private void edit(UnaryOperator<String> change) throws ConfigException {
    for (int tries = 1; ; tries++) {
      FeedsFile file = FeedsFile.read(planet.file());
      try {
        file.write(change.apply(file.text()));
        return;
      } catch (ConfigException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * The planet takes a feed by its rules, where it takes any so, and where this one keeps them.
   *
   * @throws ConfigException where the config cannot be written
   */
  void acceptByRules(Submission submission) throws ConfigException {
    if (submission.state() == State.WAITING
        && planet.admissions().accept() == Accept.AUTOMATIC
        && !isNameTaken(submission)
        && unmet(submission).isEmpty()) {
      approve(submission, "rules", "It keeps: " + required() + ".");
    }
  }

  /** Whether one that waits would pass for another blog of the planet: that no rule may decide. */
  boolean isNameTaken(Submission submission) {
    return submission.state() == State.WAITING
        && planet.subscriptions().stream()
            .anyMatch(feed -> submission.name().equalsIgnoreCase(feed.name()));
  }

  private String required() {
    Planet.Said said = planet.admissions().require();
    return said == null ? Admissions.REQUIRED : said.value();
  }

  /**
   * Has the rules accept what waits and keeps them, where the process ended before they did.
   *
   * @throws ConfigException where the config cannot be written
   */
  void catchUp() throws ConfigException {
    for (Submission submission : all(0)) {
      acceptByRules(submission);
    }
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

  /** Whoever submitted a feed that waits takes that back. */
  boolean withdraw(Submission submission) {
    return submissions.happened(
        submission.number(),
        State.WAITING,
        State.WITHDRAWN,
        event(State.WITHDRAWN, "author", null));
  }

  /**
   * Whoever submitted a feed has it leave the planet.
   *
   * @return false where the planet has no feed of that address
   * @throws ConfigException where the config cannot be written
   */
  boolean leave(Submission submission) throws ConfigException {
    String listed = listed(submission.url());
    if (listed == null) {
      return false;
    }
    edit(text -> FeedsFile.remove(text, listed));
    submissions.happened(
        submission.number(),
        State.APPROVED,
        State.WITHDRAWN,
        event(State.WITHDRAWN, "author", null));
    return true;
  }

  /**
   * A feed of the planet has another address. It keeps its posts, and their dates.
   *
   * @return false where the planet has no feed of its old address
   * @throws ConfigException where the config cannot be written
   */
  boolean move(Submission submission, String to, Store store) throws ConfigException {
    String listed = listed(submission.url());
    if (listed == null) {
      return false;
    }
    Instant now = clock.instant();
    store.feeds().moves(listed, to, now);
    edit(text -> FeedsFile.replaceUrl(text, listed, to));
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

  /**
   * The address by which the planet's config has a feed at this moment, null where it has not.
   *
   * @throws ConfigException where the config cannot be read
   */
  @Nullable String listed(String url) throws ConfigException {
    long link = Identity.linkKey(url);
    return Config.load(planet.file()).planet().subscriptions().stream()
        .filter(feed -> !feed.file() && Identity.linkKey(feed.url()) == link)
        .map(Subscription::url)
        .findFirst()
        .orElse(null);
  }

  private Event event(State state, String by, @Nullable String why) {
    return new Event(clock.instant(), state.label(), by, why);
  }
}
