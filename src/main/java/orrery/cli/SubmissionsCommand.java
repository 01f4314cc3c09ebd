package orrery.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import orrery.Decisions;
import orrery.Setup;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.feed.Remark;
import orrery.feed.Report;
import orrery.feed.Submission;
import orrery.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orrery submissions}: what bloggers submitted, and what becomes of it. */
@Command(
    name = "submissions",
    description = "What bloggers submitted, and what becomes of it; without more words, the list.",
    mixinStandardHelpOptions = true)
final class SubmissionsCommand implements Callable<Integer> {
  /** How many of those that are decided are listed. */
  private static final int DECIDED = 20;

  /** What is to be done. */
  enum Action {
    LIST,
    SHOW,
    APPROVE,
    REJECT
  }

  @Mixin Place place = new Place();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "list|show|approve|reject",
      defaultValue = "list",
      description = {
        "list: those that wait, and those decided last; show: all about one;",
        "approve: write its feed into the config, and fetch it; reject: say no"
      })
  Action action = Action.LIST;

  @Parameters(
      index = "1",
      arity = "0..*",
      paramLabel = "N",
      description = "which ones, as the list numbers them")
  List<Long> numbers = List.of();

  @Option(names = "--why", paramLabel = "TEXT", description = "what its submitter is told")
  @Nullable String why;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (action == Action.LIST) {
      return list(out);
    }
    if (numbers.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Which one? 'orrery submissions' lists them with their numbers.");
    }
    int status = 0;
    for (long number : numbers) {
      status = Math.max(status, act(number, out));
    }
    return status == 0 && action == Action.APPROVE ? fetch(out) : status;
  }

  private int list(PrintWriter out) throws Exception {
    Setup setup = place.load(spec.commandLine().getErr());
    boolean none = true;
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      for (Planet planet : setup.planets()) {
        for (Submission one : new Decisions(planet, store, Time.clock()).all(DECIDED)) {
          none = false;
          out.printf(
              "%4d  %-9s  %s  %s%s  %s%s%n",
              one.number(),
              one.state().label(),
              Time.local(one.submitted()),
              setup.planets().size() == 1 ? "" : planet.name() + ": ",
              one.name(),
              one.url(),
              one.proof() == null ? "" : "  (proven)");
        }
      }
    }
    if (none) {
      out.println("Nothing was submitted yet.");
    }
    out.flush();
    return 0;
  }

  private int act(long number, PrintWriter out) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Setup setup = place.load(err);
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      for (Planet planet : setup.planets()) {
        var decisions = new Decisions(planet, store, Time.clock());
        Submission found = decisions.of(number).orElse(null);
        if (found != null) {
          return act(decisions, found, out);
        }
      }
    }
    err.println(
        "orrery: there is no submission " + number + "; 'orrery submissions' lists them all.");
    err.flush();
    return 1;
  }

  private int act(Decisions decisions, Submission submission, PrintWriter out)
      throws ConfigException {
    boolean done =
        switch (action) {
          case APPROVE -> decisions.approve(submission, "maintainer", why);
          case REJECT -> decisions.reject(submission, why);
          default -> {
            print(out, submission, decisions.report(submission));
            yield true;
          }
        };
    if (!done) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "orrery: submission "
              + submission.number()
              + " does not wait any more: it is "
              + submission.state().label()
              + ".");
      err.flush();
      return 1;
    }
    if (action != Action.SHOW) {
      out.println(
          (action == Action.APPROVE ? "Approved" : "Rejected")
              + ": “"
              + submission.name()
              + "”, "
              + submission.url()
              + ".");
      out.flush();
    }
    return 0;
  }

  /** Fetches at once what was approved. */
  private int fetch(PrintWriter out) throws Exception {
    var cycle = new OneCycle(place.configs, place.data, place.site, false, false);
    if (!cycle.runUnlessBusy(out, spec.commandLine().getErr())) {
      out.println("A cycle is running; the next one fetches it.");
      out.flush();
    }
    return 0;
  }

  private static void print(PrintWriter out, Submission one, @Nullable Report report) {
    out.println(one.number() + ": " + one.name() + " — " + one.state().label());
    out.println("  feed: " + one.url());
    if (report != null && report.site() != null) {
      out.println("  blog: " + report.site());
    }
    if (one.face() != null) {
      out.println("  face: " + one.face());
    }
    out.println("  proof: " + (one.proof() == null ? "none" : one.proof()));
    for (String title : report == null ? List.<String>of() : report.titles()) {
      out.println("  post: " + title);
    }
    for (Remark remark : report == null ? List.<Remark>of() : report.remarks()) {
      String sign =
          switch (remark.level()) {
            case GOOD -> "+";
            case NOTE -> "o";
            case BAD -> "-";
          };
      out.println("  " + sign + " " + remark.rule().label() + ": " + remark.text());
      remark.problems().forEach(problem -> out.println("      " + problem.words()));
    }
    for (Submission.Event event : one.history()) {
      out.println(
          "  "
              + event.at()
              + "  "
              + event.what()
              + " by "
              + event.by()
              + (event.why() == null ? "" : ": " + event.why()));
    }
    out.flush();
  }
}
