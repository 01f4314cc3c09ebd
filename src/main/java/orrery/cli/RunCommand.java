package orrery.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orrery run}: one cycle. */
@Command(
    name = "run",
    description = "One cycle: fetch what is due, curate, render, publish.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin Place place = new Place();

  @Option(
      names = "--all",
      description = "fetch feeds that are not due too, but those whose server asked to wait")
  boolean all;

  @Option(
      names = "--recurate",
      description =
          "first make everything anew from what was read: after a change of Orrery; no date moves")
  boolean recurate;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    return new OneCycle(place.configs, place.data, place.site, all, recurate)
        .run(spec.commandLine().getOut(), spec.commandLine().getErr());
  }
}
