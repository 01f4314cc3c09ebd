package orrery.cli;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The commands. */
@Command(
    name = "orrery",
    description = "Gathers the blogs of a community into one site.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Versions.class,
    footer = {"", "Begin with: orrery run"})
final class Main {
  private Main() {}

  /** Runs a command and says with which status to exit. */
  static int run(String... words) {
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
    return main.setExecutionExceptionHandler(
            (e, command, parsed) -> OneCycle.failed(e, command.getErr()))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static @Nullable Object command(String name) {
    return switch (name) {
      case "run" -> new RunCommand();
      case "start" -> new StartCommand();
      case "preview" -> new PreviewCommand();
      case "inspect" -> new InspectCommand();
      case "find" -> new FindCommand();
      case "explain" -> new ExplainCommand();
      case "hide" -> new HideCommand();
      case "unhide" -> new UnhideCommand();
      case "prune" -> new PruneCommand();
      case "check" -> new CheckCommand();
      case "add" -> new AddCommand();
      case "submissions" -> new SubmissionsCommand();
      case "status" -> new StatusCommand();
      default -> null;
    };
  }

  private static List<Object> all() {
    return Stream.of(
            "run",
            "start",
            "preview",
            "inspect",
            "find",
            "explain",
            "hide",
            "unhide",
            "prune",
            "check",
            "add",
            "submissions",
            "status")
        .map(Main::command)
        .map(Objects::requireNonNull)
        .toList();
  }

  /** What {@code --version} says. */
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Orrery " + Version.NUMBER};
    }
  }
}
