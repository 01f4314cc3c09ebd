package orrery.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import orrery.Removal;
import orrery.Setup;
import orrery.config.Planet;
import orrery.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orrery unhide}: a post that was taken down comes back. */
@Command(
    name = "unhide",
    description = "Lets posts that were hidden come back with the next cycle, on their dates.",
    mixinStandardHelpOptions = true)
final class UnhideCommand implements Callable<Integer> {
  @Mixin Place place = new Place();

  @Parameters(
      arity = "1..*",
      paramLabel = "URL",
      description = "a post's address, in any spelling, or its id")
  List<String> urls = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Setup setup = place.load(err);
    int status = 0;
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      for (String url : urls) {
        boolean found = false;
        for (Planet planet : setup.planets()) {
          if (new Removal(store, planet, Time.clock()).unhide(url)) {
            found = true;
            out.println(
                planet.name()
                    + ": "
                    + url
                    + " comes back with the next cycle. 'orrery run' does it now.");
          }
        }
        if (!found) {
          err.println(
              "orrery: nothing of the address " + url + " is hidden; see 'orrery hide --list'.");
          status = 1;
        }
      }
    }
    out.flush();
    err.flush();
    return status;
  }
}
