package orrery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.feed.FeedStatus;
import orrery.schedule.Timetable;
import orrery.site.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Whether a planet goes on: what its {@code status.json} says, which is the last thing that every
 * cycle writes. Whatever stalls a planet, a full disk or a dead timer, that file grows old.
 *
 * @param lastCycle when the last finished cycle began
 * @param overdue whether another one should have finished since
 * @param due when it was due, or will be
 * @param feeds how many feeds are in each state, by the states' order; those without are left out
 * @param failing the feeds that are failing or gone
 */
public record Standing(
    Instant lastCycle,
    boolean overdue,
    @Nullable Instant due,
    List<Count> feeds,
    List<Failing> failing) {
  /** A cycle that takes longer is taken for stalled. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** Copies the lists. */
  public Standing {
    feeds = List.copyOf(feeds);
    failing = List.copyOf(failing);
  }

  /** How many feeds are in a state. */
  public record Count(String state, int feeds) {}

  /**
   * A feed that fails.
   *
   * @param since the first failure, RFC 3339
   * @param error one sentence
   */
  public record Failing(String url, String name, String since, String error) {}

  /**
   * Looks at a planet.
   *
   * @return null where no cycle has finished yet
   * @throws IOException where what is there cannot be read
   */
  public static @Nullable Standing at(Planet planet, Instant now) throws IOException {
    Path file = planet.outputDirectory().resolve(Site.STATUS);
    try {
      JsonNode status = new ObjectMapper().readTree(Files.readAllBytes(file));
      Instant last = Instant.parse(status.get("last_cycle").asString());
      Instant due = next(planet, last);
      return new Standing(last, overdue(planet, due, now), due, counts(status), failing(status));
    } catch (NoSuchFileException e) {
      return null;
    } catch (RuntimeException e) {
      throw new IOException(
          file + " is not what a cycle writes; delete it, and let the next cycle write it anew.",
          e);
    }
  }

  /** When a planet's next cycle is due; null where its schedule is none, or has ended. */
  static @Nullable Instant next(Planet planet, Instant after) {
    try {
      return Timetable.next(planet.cycle(), after);
    } catch (IllegalArgumentException e) {
      return null; // 'check' and 'start' say so; whoever has a timer of his own may not care
    }
  }

  /** Overdue is what has missed two turns, or the patience with the first of them. */
  private static boolean overdue(Planet planet, @Nullable Instant due, Instant now) {
    if (due == null || now.isBefore(due)) {
      return false;
    }
    Instant second = next(planet, due);
    Instant patience = due.plus(PATIENCE);
    return now.isAfter(second != null && second.isBefore(patience) ? second : patience);
  }

  private static List<Count> counts(JsonNode status) {
    List<Count> counts = new ArrayList<>();
    for (FeedStatus.State state : FeedStatus.State.values()) {
      int n = 0;
      for (JsonNode feed : status.get("feeds")) {
        n += feed.get("state").asString().equals(state.label()) ? 1 : 0;
      }
      if (n > 0) {
        counts.add(new Count(state.label(), n));
      }
    }
    return counts;
  }

  private static List<Failing> failing(JsonNode status) {
    List<Failing> failing = new ArrayList<>();
    for (JsonNode feed : status.get("feeds")) {
      if (!feed.get("error").isNull()) {
        failing.add(
            new Failing(
                feed.get("url").asString(),
                feed.get("name").asString(),
                feed.get("failing_since").asString(),
                feed.get("error").asString()));
      }
    }
    return failing;
  }
}
