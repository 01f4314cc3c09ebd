package orrery.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import orrery.Reader;
import orrery.config.ConfigException;
import orrery.fetch.Cidr;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      description = "addresses that may be asked although they are not public: 127.0.0.0/8")
  List<String> allow = List.of();

  @Parameters(arity = "1..*", paramLabel = "FILE|URL", description = "feeds")
  List<String> sources = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    int status = 0;
    try (var reader = new Reader(cidrs(allow), Time.clock())) {
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

  static List<Cidr> cidrs(List<String> allow) throws ConfigException {
    List<Cidr> cidrs = new ArrayList<>();
    for (String cidr : allow) {
      try {
        cidrs.add(Cidr.parse(cidr));
      } catch (IllegalArgumentException e) {
        throw new ConfigException("--allow: " + e.getMessage());
      }
    }
    return cidrs;
  }
}
