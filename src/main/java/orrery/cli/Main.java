package orrery.cli;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
    footer = {"", "Begin with: orrery run"})
public final class Main {
  private Main() {}

  /** Runs a command and says with which status to exit. */
  public static int run(String... words) {
    return commands(words).execute(words);
  }

  /**
   * The commands, before words are given to them. Where the first word names one, there is only
   * that one: to describe them all takes longer than some of them do.
   */
  static CommandLine commands(String... words) {
    var main = new CommandLine(new Main());
    Object named = words.length == 0 ? null : command(words[0]);
    for (Object command : named != null ? List.of(named) : all()) {
      main.addSubcommand(command);
    }
    return main.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static @Nullable Object command(String name) {
    return switch (name) {
      case "run" -> new RunCommand();
      case "start" -> new StartCommand();
      case "inspect" -> new InspectCommand();
      case "find" -> new FindCommand();
      case "explain" -> new ExplainCommand();
      case "check" -> new CheckCommand();
      case "add" -> new AddCommand();
      default -> null;
    };
  }

  private static List<Object> all() {
    return Stream.of("run", "start", "inspect", "find", "explain", "check", "add")
        .map(Main::command)
        .map(Objects::requireNonNull)
        .toList();
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
