package orrery.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import orrery.Reader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orrery find}: the feeds of a site. */
@Command(
    name = "find",
    description = "The feeds of a site, best first.",
    mixinStandardHelpOptions = true)
final class FindCommand implements Callable<Integer> {
  @Option(names = "--json", description = "one JSON object a line")
  boolean json;

  @Mixin Allowed allowed = new Allowed();

  @Parameters(paramLabel = "URL", description = "a page of the site, or a feed")
  String url = "";

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (var reader = new Reader(allowed.cidrs(), Time.clock())) {
      return switch (reader.find(url)) {
        case Reader.Search.Nothing nothing -> {
          spec.commandLine().getErr().println("orrery: " + url + ": " + nothing.reason());
          yield 1;
        }
        case Reader.Search.Feeds feeds -> {
          feeds.found().forEach(found -> print(out, found));
          yield 0;
        }
      };
    }
  }

  private void print(PrintWriter out, Reader.Found found) {
    if (json) {
      Json.line(
          out,
          line -> {
            Json.string(line, "url", found.url());
            Json.string(line, "title", found.title());
            Json.string(line, "how", found.how());
            Json.string(line, "role", found.role());
          });
    } else {
      out.println(
          found.url()
              + (found.title() == null ? "" : "  " + found.title())
              + "  ("
              + found.role()
              + ", "
              + found.how()
              + ")");
      out.flush();
    }
  }
}
