package orrery.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.Cycle;
import orrery.Cycle.Ask;
import orrery.CycleLock;
import orrery.Report;
import orrery.Setup;
import orrery.config.ConfigException;
import orrery.site.ThemeException;
import orrery.store.Store;
import orrery.store.StoreException;

/**
 * What {@code orrery run} does. A timer calls it every few minutes, and to describe its five
 * options to picocli takes longer than a cycle without news: so plain words are read here, and
 * whatever is not plain, wrong or a question is picocli's.
 *
 * @param all whether to fetch feeds that are not due too
 * @param recurate whether to make all that was collected anew, from what was read
 */
record OneCycle(
    List<Path> configs, @Nullable Path data, @Nullable Path site, boolean all, boolean recurate) {
  /** What plain words ask for, null where they are not plain. */
  static @Nullable OneCycle of(String... words) {
    if (words.length == 0 || !words[0].equals("run")) {
      return null;
    }
    List<Path> configs = new ArrayList<>();
    Path data = null;
    Path site = null;
    boolean all = false;
    boolean recurate = false;
    for (int i = 1; i < words.length; i++) {
      if (words[i].equals("--all")) {
        all = true;
        continue;
      }
      if (words[i].equals("--recurate")) {
        recurate = true;
        continue;
      }
      if (i + 1 == words.length || words[i + 1].startsWith("-")) {
        return null;
      }
      Path value = Path.of(words[i + 1]);
      switch (words[i++]) {
        case "-c", "--config" -> configs.add(value);
        case "--data" -> data = value;
        case "--site" -> site = value;
        default -> {
          return null;
        }
      }
    }
    return new OneCycle(
        configs.isEmpty() ? List.of(Path.of(Place.CONFIG)) : configs, data, site, all, recurate);
  }

  /** Runs, says what happened, and returns the exit status. */
  int run(PrintWriter out, PrintWriter err) throws Exception {
    if (runUnlessBusy(out, err)) {
      return 0;
    }
    Path data = Setup.load(configs, this.data, site).data();
    err.println("orrery: another cycle is running over " + data + "; wait until it has ended.");
    err.flush();
    return 1;
  }

  /** Runs, and says what happened; false, and nothing done, where another cycle is running. */
  boolean runUnlessBusy(PrintWriter out, PrintWriter err) throws Exception {
    Setup setup = Setup.load(configs, data, site);
    setup.findings().forEach(err::println);
    err.flush();
    try (CycleLock lock = CycleLock.take(setup.data())) {
      if (lock == null) {
        return false;
      }
      try (Store store = setup.open(Store.Sharing.ALONE)) {
        Ask ask = all ? Ask.ALL : Ask.DUE;
        var cycle = new Cycle(store, setup.planets(), Time.clock(), Bars.onTerminal());
        if (recurate) {
          cycle.recurate();
        }
        print(cycle.run(ask), out, err);
      }
    }
    return true;
  }

  /** What a user can mend is said in a line; anything else is ours to mend, with its trace. */
  static int failed(Exception e, PrintWriter err) {
    String words = words(e);
    if (words == null) {
      e.printStackTrace(err);
    } else {
      err.println("orrery: " + words);
    }
    err.flush();
    return 1;
  }

  /** What went wrong, and how to mend it; null where it is ours to mend. */
  static @Nullable String words(Throwable e) {
    return switch (e) {
      case ConfigException bad -> bad.getMessage();
      case StoreException bad -> bad.getMessage();
      case ThemeException bad -> bad.getMessage();
      case IOException bad -> Words.reason(bad);
      case OutOfMemoryError bad ->
          "Java ran out of memory ("
              + bad.getMessage()
              + "); give it more: ORRERY_JAVA_OPTS=-Xmx1g.";
      default -> StoreException.disk(e);
    };
  }

  static void print(Report report, PrintWriter out, PrintWriter err) {
    for (Report.Failure failure : report.failed()) {
      err.println(
          "failing: "
              + failure.url()
              + ": "
              + failure.reason()
              + (failure.proposal() ? " 'orrery check' proposes what to do." : ""));
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
