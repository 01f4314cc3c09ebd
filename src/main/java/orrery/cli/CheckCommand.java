package orrery.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import orrery.Proposals;
import orrery.Proposals.Proposal;
import orrery.Setup;
import orrery.config.ConfigException;
import orrery.config.FeedsFile;
import orrery.config.Planet;
import orrery.feed.Problem;
import orrery.schedule.Timetable;
import orrery.store.FeedState;
import orrery.store.Store;
import orrery.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orrery check}: what is wrong with the config, and with the feeds that it lists. */
@Command(
    name = "check",
    description = "Reads the config and says what is wrong with it, and which feeds moved or died.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin Place place = new Place();

  @Option(
      names = "--fix",
      description = "write new addresses of feeds that moved, remove those that died")
  boolean fix;

  @Option(
      names = "--since",
      paramLabel = "FILE|REV",
      description =
          "look only at the feeds that were touched since the config was as in this file, or in"
              + " this revision of git, and ask them")
  @Nullable String since;

  @Option(names = "--markdown", description = "with --since: a comment for GitHub or GitLab")
  boolean markdown;

  @Option(
      names = "--try",
      description =
          "say what the config, as it is now, would add and remove among the posts already"
              + " collected; nothing is changed")
  boolean trial;

  @Option(names = "--json", description = "with --try: every change, one JSON object a line")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (trial || json) {
      if (!trial || fix || markdown || since != null) {
        throw new ParameterException(
            spec.commandLine(), trial ? "--try goes with --json only." : "--json needs --try.");
      }
      PrintWriter err = spec.commandLine().getErr();
      return TryCheck.run(place.load(err), json, out, err);
    }
    if (since != null && !fix) {
      return SinceCheck.run(
          Setup.load(place.configs, place.data, place.site), since, markdown, out);
    }
    if (since != null || markdown) {
      throw new ParameterException(
          spec.commandLine(),
          markdown && since == null
              ? "--markdown needs --since."
              : "--since mends nothing: leave --fix out.");
    }
    Setup setup = place.load(out);
    boolean bad = setup.findings().stream().anyMatch(f -> f.level() == Problem.Level.ERROR);
    Map<String, FeedState> known = Map.of();
    boolean blind = false;
    try {
      known = known(setup);
    } catch (StoreException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("orrery: " + e.getMessage() + " Only the config is checked.");
      err.flush();
      blind = true;
    }
    int proposed = 0;
    for (Planet planet : setup.planets()) {
      bad |= !planet(planet, out);
      out.flush();
      List<Proposal> proposals = Proposals.of(planet, known);
      if (fix && !proposals.isEmpty()) {
        mend(planet, proposals);
      }
      proposals.forEach(proposal -> out.println(proposal.line(planet.file(), fix)));
      proposed += proposals.size();
    }
    if (fix && proposed == 0 && !blind) {
      out.println("There is nothing to mend.");
    }
    out.flush();
    return bad || (fix && blind) ? 1 : 0;
  }

  /** Says what a planet is; false where it cannot be run on its schedule. */
  private static boolean planet(Planet planet, PrintWriter out) {
    boolean good = true;
    try {
      Timetable.check(planet.cycle());
    } catch (IllegalArgumentException e) {
      out.println(planet.file() + ": error: " + e.getMessage());
      good = false;
    }
    out.println(
        planet.file()
            + ": "
            + planet.name()
            + ", "
            + Words.count(planet.subscriptions().size(), "feed")
            + ".");
    return good;
  }

  /** What cycles have learned of feeds: nothing where there was none yet. */
  private static Map<String, FeedState> known(Setup setup) throws StoreException {
    if (!Store.isIn(setup.data())) {
      return Map.of();
    }
    // Alone, unless it is shared already: a cycle that shared it with us would break when we end.
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      return store.feeds().known();
    }
  }

  private static void mend(Planet planet, List<Proposal> proposals) throws ConfigException {
    FeedsFile file = FeedsFile.read(planet.file());
    file.write(Proposals.edit(file.text(), proposals));
  }
}
