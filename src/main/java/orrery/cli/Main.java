package orrery.cli;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import orrery.Version;
import orrery.config.ConfigException;
import orrery.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program: its commands, its clock, its exit status. */
@Command(
    name = "orrery",
    description = "Gathers the blogs of a community into one site.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Versions.class,
    subcommands = {
      RunCommand.class,
      StartCommand.class,
      InspectCommand.class,
      FindCommand.class,
      ExplainCommand.class,
      CheckCommand.class,
      AddCommand.class
    },
    footer = {"", "Begin with: orrery run"})
public final class Main {
  private Main() {}

  /** Runs a command and says with which status to exit. */
  public static int run(String... words) {
    return commands().execute(words);
  }

  /** The commands, before words are given to them. */
  static CommandLine commands() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** What a user can mend is said in a line; anything else is ours to mend, with its trace. */
  private static int failed(Exception e, CommandLine command) throws Exception {
    switch (e) {
      case ConfigException bad -> command.getErr().println("orrery: " + bad.getMessage());
      case StoreException bad -> command.getErr().println("orrery: " + bad.getMessage());
      case orrery.site.ThemeException bad ->
          command.getErr().println("orrery: " + bad.getMessage());
      case IOException bad -> command.getErr().println("orrery: " + Words.reason(bad));
      default -> throw e;
    }
    return 1;
  }

  /** The time: the computer's, or {@code SOURCE_DATE_EPOCH} where it is set. */
  static InstantSource clock() throws ConfigException {
    return clock(System.getenv("SOURCE_DATE_EPOCH"));
  }

  static InstantSource clock(@Nullable String epoch) throws ConfigException {
    if (epoch == null || epoch.isBlank()) {
      return InstantSource.system();
    }
    try {
      return InstantSource.fixed(Instant.ofEpochSecond(Long.parseLong(epoch.strip())));
    } catch (NumberFormatException | DateTimeException e) {
      throw new ConfigException(
          "SOURCE_DATE_EPOCH is '" + epoch + "'; it is a number of seconds since 1970.");
    }
  }

  /** What {@code --version} says. */
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Orrery " + Version.NUMBER};
    }
  }
}
