package orrery.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import orrery.Cycle;
import orrery.Cycle.Ask;
import orrery.CycleLock;
import orrery.Report;
import orrery.Setup;
import orrery.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orrery run}: one cycle. */
@Command(
    name = "run",
    description = "One cycle: fetch what is due, curate, render, publish.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin Place place = new Place();

  @Option(
      names = "--all",
      description = "fetch feeds that are not due too, but those whose server asked to wait")
  boolean all;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Setup setup = place.load(err);
    try (CycleLock lock = CycleLock.take(setup.data())) {
      if (lock == null) {
        err.println(
            "orrery: another cycle is running over " + setup.data() + "; wait until it has ended.");
        return 1;
      }
      try (Store store = setup.open(Store.Sharing.ALONE)) {
        Report report =
            new Cycle(store, setup.planets(), Main.clock(), Bars.onTerminal())
                .run(all ? Ask.ALL : Ask.DUE);
        print(report, spec.commandLine().getOut(), err);
      }
    }
    return 0;
  }

  static void print(Report report, PrintWriter out, PrintWriter err) {
    for (Report.Failure failure : report.failed()) {
      err.println("failing: " + failure.url() + ": " + failure.reason());
    }
    err.flush();
    for (Report.Site site : report.planets()) {
      out.println(
          site.planet()
              + ": "
              + site.index()
              + " — "
              + Words.count(report.asked(), "feed")
              + " asked of "
              + Words.count(site.feeds(), "feed")
              + ", "
              + report.added()
              + " new and "
              + report.revised()
              + " revised, "
              + report.failed().size()
              + " failing; "
              + (site.files() == 0
                  ? "nothing to write."
                  : Words.count(site.files(), "file") + " written."));
    }
    out.flush();
  }
}
