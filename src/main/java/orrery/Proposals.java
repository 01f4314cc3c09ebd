package orrery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.config.FeedsFile;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.curate.Identity;
import orrery.feed.Attempts;
import orrery.feed.Attempts.Outcome;
import orrery.store.FeedState;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Move;

/**
 * Which edits of feeds.ini the fates of its feeds suggest. Nothing is done about a feed but what
 * its maintainer agrees to: it is asked on, however rarely. Pure: the same input gives the same
 * answer.
 */
public final class Proposals {
  /** Captive portals and slips send permanent redirects too: one is believed that stays. */
  private static final int MOVES = 3;

  private static final Duration MOVING = Duration.ofDays(2);

  /** Long enough for holidays, a lost domain to be bought back, a server to be set up again. */
  private static final Duration DEAD = Duration.ofDays(30);

  /** Where cycles are rare, few attempts make a month; daily ones, then weekly ones make more. */
  private static final int FAILURES = 10;

  /** No feed that lives goes unasked for so long, so one of many has answered by then. */
  private static final Duration ONLINE = Duration.ofDays(7);

  private Proposals() {}

  /**
   * An edit of feeds.ini.
   *
   * @param feed as it is registered
   * @param why since when, how often and what, without an end to the sentence
   * @param to the feed's new address, null where the feed is to be removed
   */
  public record Proposal(Subscription feed, String why, @Nullable String to) {
    /** One line for the maintainer: where, what, why, and what mends it, or has mended it. */
    public String line(Path file, boolean done) {
      String what =
          done
              ? to == null ? "now removed" : "now registered by that address"
              : "'orrery check --fix' " + (to == null ? "removes it" : "writes that address");
      return file + ":" + feed.line() + ": " + feed.url() + ": " + why + "; " + what + ".";
    }
  }

  /**
   * What there is to propose to a planet's maintainer, in the order of the file. Local files are
   * the maintainer's own: nothing is proposed of them.
   *
   * @param known what is known of feeds, by address; those of other planets may be among them
   */
  public static List<Proposal> of(Planet planet, Map<String, FeedState> known) {
    List<Proposal> proposals = new ArrayList<>();
    List<Subscription> living = new ArrayList<>();
    Map<Long, List<Subscription>> asked = new HashMap<>();
    for (Subscription feed : planet.subscriptions()) {
      if (feed.file()) {
        continue;
      }
      FeedState state = known.get(feed.url());
      String dead = state == null ? null : dead(state.health(), known);
      if (dead != null) {
        proposals.add(new Proposal(feed, dead, null));
      } else {
        living.add(feed);
        at(asked, feed.url()).add(feed);
      }
    }
    for (Subscription feed : living) {
      FeedState state = known.get(feed.url());
      Move move = state == null ? null : lasting(state);
      if (move == null) {
        continue;
      }
      at(asked, feed.url()).remove(feed);
      List<Subscription> there = at(asked, move.to());
      if (there.isEmpty()) {
        there.add(feed);
        proposals.add(new Proposal(feed, moved(move), move.to()));
      } else {
        String line = ", and the feed there is that of line " + there.getFirst().line();
        proposals.add(new Proposal(feed, moved(move) + line, null));
      }
    }
    proposals.sort(Comparator.comparingInt(proposal -> proposal.feed().line()));
    return proposals;
  }

  /** The text of feeds.ini with these edits made; all else in it stays to the byte. */
  public static String edit(String text, List<Proposal> proposals) {
    String edited = text;
    // What is removed may have the address that another feed is given.
    for (Proposal proposal : proposals) {
      if (proposal.to() == null) {
        edited = FeedsFile.remove(edited, proposal.feed().url());
      }
    }
    for (Proposal proposal : proposals) {
      if (proposal.to() != null) {
        edited = FeedsFile.replaceUrl(edited, proposal.feed().url(), proposal.to());
      }
    }
    return edited;
  }

  /** The feeds asked at an address, however it is spelt. */
  private static List<Subscription> at(Map<Long, List<Subscription>> asked, String url) {
    return asked.computeIfAbsent(Identity.linkKey(url), key -> new ArrayList<>(1));
  }

  /** Why a feed is to be removed, null where it is not. */
  private static @Nullable String dead(Health health, Map<String, FeedState> known) {
    Attempts last = health.last();
    if (last == null) {
      return null;
    }
    if (last.outcome() == Outcome.GONE) {
      return "gone for good, as its server has said since " + day(last.since()) + " (410)";
    }
    Instant since = health.failingSince();
    // A server that asks to wait is there, and an address that we refuse is ours to allow.
    if (last.outcome() != Outcome.FAILED
        || since == null
        || health.failures() < FAILURES
        || Duration.between(since, last.until()).compareTo(DEAD) < 0
        || (last.status() == 0 && !online(last.until(), known))) {
      return null;
    }
    return "failed "
        + health.failures()
        + " times in a row since "
        + day(since)
        + (health.lastSuccess() == null ? ", and never worked: " : ": ")
        + String.valueOf(last.reason()).replaceFirst("\\.$", "");
  }

  /** Whether any feed has answered of late: else it is perhaps our own network that fails. */
  private static boolean online(Instant failed, Map<String, FeedState> known) {
    Instant from = failed.minus(ONLINE);
    return known.values().stream()
        .filter(feed -> !feed.url().startsWith("file:"))
        .map(feed -> feed.health().lastSuccess())
        .anyMatch(success -> success != null && success.isAfter(from));
  }

  /** Where a feed has moved for good, null where it has not, or its new address is of no use. */
  static @Nullable Move lasting(FeedState feed) {
    Move move = feed.memory().move();
    Attempts last = feed.health().last();
    return move != null
            && last != null
            && last.outcome().good()
            && move.times() >= MOVES
            && Duration.between(move.since(), last.until()).compareTo(MOVING) >= 0
            && FeedsFile.holds(move.to())
            && !login(feed.url())
        ? move
        : null;
  }

  /** Whether an address names a user: redirects do not, and what they need would be lost. */
  private static boolean login(String url) {
    return url.matches("[a-z]+://[^/?#]*@.*");
  }

  private static String moved(Move move) {
    return "moved for good to "
        + move.to()
        + " (301 or 308, "
        + move.times()
        + " times since "
        + day(move.since())
        + ")";
  }

  /** The day in UTC. */
  private static String day(Instant instant) {
    return instant.toString().substring(0, 10);
  }
}
