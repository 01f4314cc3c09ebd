package orrery.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import orrery.Reader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orrery inspect}: what a feed says, as Orrery understands it. */
@Command(
    name = "inspect",
    description = "What a feed says, as Orrery understands it.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  @Option(names = "--json", description = "a JSON Feed a line, in the order given")
  boolean json;

  @Mixin Allowed allowed = new Allowed();

  @Parameters(arity = "1..*", paramLabel = "FILE|URL", description = "feeds")
  List<String> sources = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    int status = 0;
    try (var reader = new Reader(allowed.cidrs(), Time.clock())) {
      for (String source : sources) {
        Reader.Reading reading = reader.read(source);
        if (json) {
          InspectJson.print(out, source, reading);
        } else if (!InspectText.print(out, source, reading)) {
          status = 1;
        }
      }
    }
    return status;
  }
}
