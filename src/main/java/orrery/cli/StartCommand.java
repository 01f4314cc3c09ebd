package orrery.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import orrery.Cycle;
import orrery.Cycle.Ask;
import orrery.CycleLock;
import orrery.Progress;
import orrery.Setup;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.schedule.Timetable;
import orrery.store.Store;
import orrery.web.Preview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orrery start}: cycles on a schedule, and the site on a port of this computer. */
@Command(
    name = "start",
    description = "Cycles on a schedule ('cycle' in the config), and the site on a local port.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  @Mixin Place place = new Place();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "where this computer's browser finds the site (${DEFAULT-VALUE}; 0: any free)")
  int port;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Setup setup = place.load(err);
    Planet first = setup.planets().getFirst();
    InstantSource clock = Time.clock();
    Files.createDirectories(first.outputDirectory());
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    try (Store store = setup.open(Store.Sharing.SHARED);
        Preview preview = Preview.start(first.outputDirectory(), port);
        Timetable timetable = timetable(first, () -> cycle(setup, store, clock, out, err))) {
      out.println(first.name() + ": " + preview.url() + " — every " + first.cycle() + ".");
      out.flush();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop, stopped)));
      timetable.start();
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private static Timetable timetable(Planet planet, Callable<?> work) throws ConfigException {
    try {
      return Timetable.of(planet.cycle(), work);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(planet.file() + ": " + e.getMessage());
    }
  }

  private static boolean cycle(
      Setup setup, Store store, InstantSource clock, PrintWriter out, PrintWriter err)
      throws Exception {
    try (CycleLock lock = CycleLock.take(setup.data())) {
      if (lock == null) {
        err.println("orrery: another cycle is running; this turn is left out.");
        err.flush();
        return false;
      }
      OneCycle.print(
          new Cycle(store, setup.planets(), clock, Progress.NONE).run(Ask.DUE), out, err);
      return true;
    }
  }

  /** The process ends when the cycle under way has, and all is closed. */
  private static void end(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
