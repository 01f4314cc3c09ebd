package orrery.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import orrery.Admission;
import orrery.Reader;
import orrery.Setup;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.feed.Remark;
import orrery.feed.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orrery add}: a blog joins the planet. */
@Command(
    name = "add",
    description = "Finds a site's feed, checks it, and writes it into the config.",
    mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {
  @Mixin Place place = new Place();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "what the planet calls the blog; without it, what its feed does")
  @Nullable String name;

  @Parameters(paramLabel = "URL", description = "the blog, or its feed")
  String url = "";

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Setup setup = place.load(err);
    if (setup.planets().size() > 1) {
      throw new ConfigException("add writes into one config; name one.");
    }
    Planet planet = setup.planets().getFirst();
    InstantSource clock = Time.clock();
    try (var reader = new Reader(planet, clock)) {
      return switch (new Admission(planet, reader, clock).admit(url, name)) {
        case Admission.Outcome.Refused refused -> {
          err.println("orrery: " + url + ": " + refused.reason());
          yield 1;
        }
        case Admission.Outcome.Admitted admitted -> {
          print(out, planet, admitted);
          yield 0;
        }
      };
    }
  }

  private static void print(PrintWriter out, Planet planet, Admission.Outcome.Admitted admitted) {
    Report report = admitted.report();
    out.println(
        planet.file()
            + ": added “"
            + admitted.name()
            + "”, "
            + report.url()
            + ", "
            + Words.count(report.posts(), "post")
            + (report.newest() == null ? "" : ", the newest of " + report.newest())
            + ".");
    for (Remark remark : report.remarks()) {
      if (remark.level() != Remark.Level.GOOD) {
        out.println("  " + remark.text());
        remark.problems().forEach(problem -> out.println("    " + problem.words()));
      }
    }
    if (!admitted.others().isEmpty()) {
      out.println("  The site has other feeds too:");
      admitted
          .others()
          .forEach(
              other ->
                  out.println(
                      "    " + other.url() + (other.title() == null ? "" : "  " + other.title())));
    }
    out.flush();
  }
}
