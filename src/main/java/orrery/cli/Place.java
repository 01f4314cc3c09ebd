package orrery.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.Setup;
import orrery.config.ConfigException;
import picocli.CommandLine.Option;

/** The options that say which planet a command is about. */
final class Place {
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
}
