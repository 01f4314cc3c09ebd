package orrery.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import orrery.Setup;
import orrery.config.Planet;
import orrery.feed.Problem;
import orrery.schedule.Timetable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orrery check}: what is wrong with the config. */
@Command(
    name = "check",
    description = "Reads the config and says what is wrong with it.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin Place place = new Place();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Setup setup = place.load(out);
    boolean bad = setup.findings().stream().anyMatch(f -> f.level() == Problem.Level.ERROR);
    for (Planet planet : setup.planets()) {
      try {
        Timetable.check(planet.cycle());
      } catch (IllegalArgumentException e) {
        out.println(planet.file() + ": error: " + e.getMessage());
        bad = true;
      }
      out.println(
          planet.file()
              + ": "
              + planet.name()
              + ", "
              + Words.count(planet.subscriptions().size(), "feed")
              + ".");
    }
    out.flush();
    return bad ? 1 : 0;
  }
}
