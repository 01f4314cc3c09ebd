package orrery.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.Showing;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.site.Site;
import orrery.site.ThemeException;
import orrery.store.Store;
import orrery.store.StoreException;
import orrery.web.Live;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orrery preview}: the site as it would be, while its theme and config are worked on. */
@Command(
    name = "preview",
    description = {
      "The site as it would be, on a local port, of what was collected so far. Pages in the browser",
      "follow changes of the theme ('output_theme') and of the config at once. Nothing is fetched,",
      "and nothing is published."
    },
    mixinStandardHelpOptions = true)
final class PreviewCommand implements Callable<Integer> {
  /** A change is seen at the second look. */
  private static final Duration LOOK = Duration.ofMillis(150);

  private static final Duration PATIENCE = Duration.ofSeconds(9);

  @Mixin Place place = new Place();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "where this computer's browser finds it (${DEFAULT-VALUE}; 0: any free)")
  int port;

  @Spec CommandSpec spec = CommandSpec.create();

  private volatile @Nullable String said;

  @Override
  public Integer call() throws Exception {
    Place.checkPort(spec, port);
    if (place.configs.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "preview shows one planet: name one config with -c.");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    var config = new Watch(place.configs);
    // What is opened first is closed last: signals are ours until all else is closed.
    try (var signals = new Signals(PATIENCE, err);
        var desk = new Desk(place.load(err).planets().getFirst());
        Live live = Live.start(path -> page(desk, path, err), port)) {
      announce(desk, live, out, err);
      while (!signals.await(LOOK)) {
        boolean changed = config.changed() ? reload(desk, out, err) : desk.follow();
        if (changed) {
          said = null;
          live.changed();
        }
      }
    }
    return 0;
  }

  private static void announce(Desk desk, Live live, PrintWriter out, PrintWriter err) {
    Planet planet = desk.planet;
    out.println(planet.name() + ": " + live.url() + " — " + watched(planet));
    out.flush();
    if (desk.isEmpty()) {
      err.println("orrery: nothing is collected yet; 'orrery run' does, and it is shown then.");
      err.flush();
    }
  }

  private static String watched(Planet planet) {
    return planet.theme() == null
        ? "follows " + planet.file() + ", which names no folder for a theme (output_theme)."
        : "follows " + planet.file() + " and " + planet.theme() + ".";
  }

  /** Goes on by what the config says now; or as before, saying why. */
  private boolean reload(Desk desk, PrintWriter out, PrintWriter err) {
    try {
      Planet planet = place.load(err).planets().getFirst();
      desk.take(planet);
      out.println(planet.name() + ": " + planet.file() + " is read anew — " + watched(planet));
      out.flush();
      return true;
    } catch (ConfigException | StoreException | ThemeException | IOException e) {
      say("orrery: the new config is not used, the old one counts on: " + Words.of(e), err);
      return false;
    }
  }

  /** What is wrong is said here once, and in the browser for as long as it is. */
  private @Nullable Path page(Desk desk, String path, PrintWriter err) throws IOException {
    try {
      return desk.showing.page(path);
    } catch (ThemeException e) {
      String line = "orrery: " + Words.of(e).lines().findFirst().orElse("");
      if (!line.equals(said)) {
        said = line;
        say(line, err);
      }
      throw e;
    }
  }

  private static void say(String line, PrintWriter err) {
    err.println(line);
    err.flush();
  }

  /** The planet that is worked on, with what is opened for it. */
  private static final class Desk implements AutoCloseable {
    private Planet planet;
    private volatile Showing showing; // threads that answer see it
    private Store store;
    private boolean collected;
    private Watch theme;
    private Watch cycle;
    private boolean late;
    private boolean broken;

    Desk(Planet planet) throws ConfigException, StoreException, IOException {
      this.planet = planet;
      this.theme = theme(planet);
      this.cycle = cycle(planet);
      this.collected = Store.isIn(planet.dataDirectory());
      this.store = open(planet, collected);
      try {
        this.showing = new Showing(planet, store, Time.clock().instant());
      } catch (IOException | RuntimeException e) {
        store.close();
        throw e;
      }
    }

    /**
     * Shared, so that cycles can run. Where there is no database none is made: an empty one that is
     * nowhere stands for it.
     */
    private static Store open(Planet planet, boolean collected) throws StoreException {
      return collected
          ? Store.open(planet.dataDirectory(), Store.Sharing.SHARED)
          : Store.openNowhere();
    }

    private static Watch theme(Planet planet) {
      return new Watch(Stream.of(planet.theme(), planet.logo()).filter(Objects::nonNull).toList());
    }

    /** Every cycle writes this file, and last. */
    private static Watch cycle(Planet planet) {
      return new Watch(List.of(planet.outputDirectory().resolve(Site.STATUS)));
    }

    boolean isEmpty() {
      return showing.isEmpty();
    }

    /** Follows the theme and what cycles collect; says whether there was anything to follow. */
    boolean follow() throws ConfigException, IOException {
      boolean themed = theme.changed();
      late |= cycle.changed();
      if (late && (!broken || themed)) {
        try {
          take(planet);
          late = false;
          broken = false;
          return true;
        } catch (StoreException e) {
          broken = false; // the cycle still has the database to itself
        } catch (ThemeException e) {
          broken = true; // until the theme is another
        }
      }
      if (themed) {
        showing.dress();
        return true;
      }
      return false;
    }

    /** Shows this planet from now on. */
    void take(Planet next) throws ConfigException, StoreException, IOException {
      if (!next.dataDirectory().equals(planet.dataDirectory())) {
        throw new ConfigException(
            next.file() + ": another data_directory needs a new start of orrery preview.");
      }
      boolean found = !collected && Store.isIn(next.dataDirectory());
      Store from = found ? open(next, true) : store;
      Watch nextTheme = theme(next);
      Watch nextCycle = cycle(next);
      Showing before = showing;
      try {
        showing = new Showing(next, from, Time.clock().instant());
      } catch (IOException | RuntimeException e) {
        if (found) {
          from.close(); // what is shown goes on with the other
        }
        throw e;
      }
      planet = next;
      theme = nextTheme;
      cycle = nextCycle;
      Store old = store;
      store = from;
      collected |= found;
      try {
        before.close();
      } finally {
        if (found) {
          old.close();
        }
      }
    }

    @Override
    public void close() throws IOException {
      try {
        showing.close();
      } finally {
        store.close();
      }
    }
  }
}
