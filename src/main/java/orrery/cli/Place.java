package orrery.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.Setup;
import orrery.config.ConfigException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which planet a command is about. */
final class Place {
  private static final int LAST_PORT = 65_535;

  static final String CONFIG = "feeds.ini";

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = CONFIG,
      description = "the planet's config; given several times: several planets over one store")
  List<Path> configs = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "database and caches, instead of the config's data_directory")
  @Nullable Path data;

  @Option(
      names = "--site",
      paramLabel = "DIR",
      description = "where the site is written, instead of the config's output_dir")
  @Nullable Path site;

  Setup load(PrintWriter warnings) throws ConfigException {
    Setup setup = Setup.load(configs, data, site);
    setup.findings().forEach(warnings::println);
    warnings.flush();
    return setup;
  }

  /** A port that can be listened on; 0 for any. */
  static void checkPort(CommandSpec spec, int port) {
    if (port < 0 || port > LAST_PORT) {
      throw new ParameterException(
          spec.commandLine(), port + " is no port: those are 1 to " + LAST_PORT + ", 0 for any.");
    }
  }
}
