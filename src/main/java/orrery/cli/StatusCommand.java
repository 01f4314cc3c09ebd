package orrery.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.Setup;
import orrery.Standing;
import orrery.config.Planet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orrery status}: whether the planet goes on. */
@Command(
    name = "status",
    description =
        "Whether cycles run as they should, and which feeds fail. Exits 1 when one is overdue.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin Place place = new Place();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Setup setup = place.load(err);
    Instant now = Time.clock().instant();
    boolean stalled = false;
    for (Planet planet : setup.planets()) {
      Standing standing = Standing.at(planet, now);
      if (standing == null) {
        err.println(
            "orrery: "
                + planet.name()
                + ": no cycle has finished yet; 'orrery run' or 'orrery start' runs one.");
        stalled = true;
      } else {
        say(planet, standing, now, out);
        if (standing.overdue()) {
          err.println(
              "orrery: "
                  + planet.name()
                  + ": a cycle is overdue since "
                  + time(standing.due())
                  + "; see whether 'orrery start' or the timer of 'orrery run' still runs, and what"
                  + " it says.");
          stalled = true;
        }
      }
    }
    out.flush();
    err.flush();
    return stalled ? 1 : 0;
  }

  private static void say(Planet planet, Standing standing, Instant now, PrintWriter out) {
    out.println(
        planet.name()
            + ": last cycle "
            + time(standing.lastCycle())
            + " ("
            + ago(Duration.between(standing.lastCycle(), now))
            + "), next "
            + time(standing.due())
            + "; "
            + standing.feeds().stream()
                .map(count -> count.feeds() + " " + count.state())
                .collect(Collectors.joining(", ", "feeds: ", ".")));
    for (Standing.Failing feed : standing.failing()) {
      out.println(
          "failing since "
              + feed.since()
              + ": "
              + feed.name()
              + " ("
              + feed.url()
              + "): "
              + feed.error());
    }
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "never" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String ago(Duration time) {
    long minutes = time.toMinutes();
    return minutes < 1
        ? "just now"
        : minutes < 120
            ? Words.count((int) minutes, "minute") + " ago"
            : time.toHours() < 48 ? time.toHours() + " hours ago" : time.toDays() + " days ago";
  }
}
