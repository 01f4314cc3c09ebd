package orrery;

import org.jspecify.annotations.Nullable;
import orrery.clean.Addresses;
import orrery.config.ConfigException;
import orrery.config.FeedsFile;
import orrery.feed.Report;
import orrery.feed.Submission;
import orrery.feed.Submission.State;
import orrery.store.Store;
import orrery.submit.Proof;

/** What somebody who has submitted a feed may have done about it, without an account. */
final class Applicant {
  private static final String STRANGE =
      "The planet does not list the feed by its address any more; ask its maintainer.";

  private static final String UNPROVEN =
      "For that it must be shown first that the blog is yours; below it says how.";

  private final Store store;
  private final Examiner examiner;
  private final Decisions decisions;
  private final Removal removal;

  Applicant(Store store, Examiner examiner, Decisions decisions, Removal removal) {
    this.store = store;
    this.examiner = examiner;
    this.decisions = decisions;
    this.removal = removal;
  }

  /**
   * Does it.
   *
   * @param value what was typed beside
   * @return why it was not done, a sentence or two; null where it was
   */
  @Nullable String act(Submission submission, String action, String value) throws ConfigException {
    boolean waiting = submission.state() == State.WAITING;
    boolean approved = submission.state() == State.APPROVED;
    return switch (action) {
      case "prove" -> waiting || approved ? prove(submission) : "It is over.";
      case "withdraw" -> waiting ? done(decisions.withdraw(submission)) : "It is decided already.";
      case "leave", "move", "hide" -> {
        if (!approved) {
          yield "The planet does not have the feed.";
        }
        if (submission.proof() == null) {
          yield UNPROVEN;
        }
        yield switch (action) {
          case "leave" -> decisions.leave(submission) ? null : STRANGE;
          case "move" -> move(submission, value);
          default -> hide(submission, value);
        };
      }
      default -> "That cannot be done here.";
    };
  }

  private static @Nullable String done(boolean done) {
    return done ? null : "It does not stand as it did; look at this page again.";
  }

  private @Nullable String prove(Submission submission) throws ConfigException {
    if (submission.proof() != null) {
      return null;
    }
    Report report = decisions.report(submission);
    String how = proof(submission.code(), submission.url(), report == null ? null : report.site());
    if (how == null) {
      return "The code "
          + submission.code()
          + " was found neither in the feed nor on the page of the blog. Write it there as shown"
          + " below, see that it is published, and try again.";
    }
    if (!decisions.proven(submission, how)) {
      return done(false);
    }
    Submission proven = decisions.of(submission.number()).orElse(submission);
    decisions.acceptByRules(proven);
    return null;
  }

  /** How a feed, or the page of its blog, shows the code; null where neither does. */
  private @Nullable String proof(String code, String feed, @Nullable String site) {
    String document = examiner.text(feed);
    String how = document == null ? null : Proof.inFeed(feed, document, code);
    if (how != null || site == null) {
      return how;
    }
    String page = examiner.text(site);
    return page == null ? null : Proof.onPage(page, code);
  }

  private @Nullable String move(Submission submission, String value) throws ConfigException {
    String to = Addresses.safe(value.replaceFirst("#.*", ""), null);
    if (to == null || !Reader.isAddress(to) || !FeedsFile.holds(to)) {
      return "That is no address of a feed; it looks like https://blog.example.org/feed.";
    }
    if (!(examiner.look(to) instanceof Examiner.Outcome.Looked looked)) {
      return "There is no feed at that address.";
    }
    if (decisions.listed(to) != null || decisions.listed(looked.report().url()) != null) {
      return "The planet has a feed of that address already.";
    }
    if (proof(submission.code(), to, looked.report().site()) == null) {
      return "The code "
          + submission.code()
          + " must stand at the new address too, in the feed or on the page of the blog.";
    }
    return decisions.move(submission, to, store) ? null : STRANGE;
  }

  private @Nullable String hide(Submission submission, String value) {
    String url = value.strip();
    String reason = removal.hideOwn(submission.url(), url);
    if (reason == null) {
      decisions.noted(submission, "hidden", url);
    }
    return reason;
  }
}
