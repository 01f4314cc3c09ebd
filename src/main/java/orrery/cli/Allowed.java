package orrery.cli;

import java.util.ArrayList;
import java.util.List;
import orrery.config.ConfigException;
import orrery.fetch.Cidr;
import picocli.CommandLine.Option;

/** The option of commands that ask addresses without a config. */
final class Allowed {
  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      description = "addresses that may be asked although they are not public: 127.0.0.0/8")
  List<String> allow = List.of();

  List<Cidr> cidrs() throws ConfigException {
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
