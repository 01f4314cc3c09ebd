package orrery.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import orrery.CycleLock;
import orrery.Pruner;
import orrery.Setup;
import orrery.config.Planet;
import orrery.store.Pruning.Share;
import orrery.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orrery prune}: what is not kept is dropped. */
@Command(
    name = "prune",
    description =
        "Says what keep_days and keep_entries let go of everywhere, and drops its texts with"
            + " --yes. It never comes back as new.",
    mixinStandardHelpOptions = true)
final class PruneCommand implements Callable<Integer> {
  @Mixin Place place = new Place();

  @Option(names = "--yes", description = "drop it")
  boolean yes;

  @Option(
      names = "--removed",
      description = "what was collected of feeds that no planet lists any more, too")
  boolean removed;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Setup setup = place.load(err);
    try (CycleLock lock = CycleLock.take(setup.data())) {
      if (lock == null) {
        err.println(
            "orrery: a cycle is running over " + setup.data() + "; wait until it has ended.");
        err.flush();
        return 1;
      }
      boolean dropped;
      long before = Store.isIn(setup.data()) ? Store.size(setup.data()) : 0;
      try (Store store = setup.open(Store.Sharing.ALONE)) {
        dropped = prune(new Pruner(store, setup.planets()), out);
      }
      if (dropped) {
        compact(setup, before, out);
      }
    }
    out.flush();
    return 0;
  }

  private boolean prune(Pruner pruner, PrintWriter out) throws Exception {
    boolean any = false;
    for (Map.Entry<Planet, List<Share>> one : pruner.expired().entrySet()) {
      for (Share share : one.getValue()) {
        any = true;
        out.println(one.getKey().name() + ": " + words(share));
      }
    }
    List<Share> rest = pruner.removed();
    for (Share share : rest) {
      out.println(
          "On no planet: " + words(share) + (removed ? "" : "; kept unless you say --removed"));
    }
    any |= removed && !rest.isEmpty();
    if (!any) {
      out.println("There is nothing to drop.");
      return false;
    }
    if (!yes) {
      out.println("Nothing was dropped. With --yes it is, for good.");
      return false;
    }
    out.println("Dropped: " + Words.entries(pruner.drop(removed)) + ".");
    return true;
  }

  /** Room that is no longer needed is only given back when nobody has the database open. */
  private static void compact(Setup setup, long before, PrintWriter out) throws Exception {
    boolean done = Store.compact(setup.data());
    out.println(
        "The database's file: "
            + size(before)
            + " before, "
            + size(Store.size(setup.data()))
            + " now"
            + (done
                ? "."
                : "; it shrinks no further, as another process has it open, and is filled with what"
                    + " comes."));
  }

  private static String words(Share share) {
    return share.feed() + ": " + Words.entries(share.entries()) + ", " + size(share.bytes());
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1000.0)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
  }
}
