package orrery.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import orrery.Removal;
import orrery.Setup;
import orrery.config.Planet;
import orrery.feed.Takedown;
import orrery.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orrery hide}: a post is taken down. */
@Command(
    name = "hide",
    description = "Takes posts down: they go with the next cycle, and stay away.",
    mixinStandardHelpOptions = true)
final class HideCommand implements Callable<Integer> {
  @Mixin Place place = new Place();

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "the reason; the page about the feed tells it")
  @Nullable String why;

  @Option(names = "--list", description = "what is hidden")
  boolean list;

  @Parameters(
      arity = "0..*",
      paramLabel = "URL",
      description = "a post's address, in any spelling, or its id")
  List<String> urls = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (urls.isEmpty() != list) {
      throw new ParameterException(
          spec.commandLine(), "Give the addresses of posts to hide, or --list alone.");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Setup setup = place.load(err);
    int status = 0;
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      for (Planet planet : setup.planets()) {
        var removal = new Removal(store, planet, Time.clock());
        if (list) {
          list(planet, removal.all(), out);
        }
        for (String url : urls) {
          if (isFeed(planet, url)) {
            err.println(
                "orrery: "
                    + url
                    + " is a feed, not a post: strike its section from "
                    + planet.file()
                    + " to have all of it away.");
            err.flush();
            status = 1;
            continue;
          }
          status |= said(planet, url, removal.hide(url, why), out, err);
        }
      }
    }
    out.flush();
    return status;
  }

  private static boolean isFeed(Planet planet, String url) {
    return planet.subscriptions().stream()
        .anyMatch(feed -> !feed.file() && Removal.sameAddress(feed.url(), url));
  }

  private static int said(
      Planet planet, String url, int entries, PrintWriter out, PrintWriter err) {
    if (entries < 0) {
      err.println(
          "orrery: '"
              + url
              + "' is neither an address nor the id of a post that was collected; see 'orrery"
              + " explain'.");
      err.flush();
      return 1;
    }
    out.println(
        planet.name()
            + ": "
            + url
            + (entries == 0
                ? " is not among what was collected. It stays away when it comes."
                : " goes with the next cycle, and stays away (it stands in "
                    + Words.count(entries, "place")
                    + "). 'orrery run' does it now."));
    return 0;
  }

  private static void list(Planet planet, List<Takedown> all, PrintWriter out) {
    if (all.isEmpty()) {
      out.println(planet.name() + ": nothing is hidden.");
    }
    for (Takedown one : all) {
      out.println(
          "%s  %-10s  %s  %s%s"
              .formatted(
                  Time.local(one.at()),
                  one.by(),
                  one.entries().isEmpty()
                      ? "not collected yet"
                      : "in " + Words.count(one.entries().size(), "place"),
                  one.url(),
                  one.why() == null ? "" : "  " + one.why()));
    }
  }
}
