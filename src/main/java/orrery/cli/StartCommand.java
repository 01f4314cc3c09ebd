package orrery.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import orrery.Setup;
import orrery.config.Planet;
import orrery.schedule.Timetable;
import orrery.site.Paths;
import orrery.web.Callback;
import orrery.web.Desk;
import orrery.web.MaintainerToken;
import orrery.web.Metrics;
import orrery.web.Reception;
import orrery.web.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orrery start}: cycles on a schedule, and the sites on a port of this computer. */
@Command(
    name = "start",
    description = {
      "Cycles on a schedule ('cycle' in the config), and the site on a local port.",
      "Of several planets, each has its site there; a cycle is of all, whenever one is due."
    },
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  /** How soon a change of a config is seen, at best. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Less than the 10 seconds after which many who tell a process to end make it. */
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  /** What a hub may take to deliver. */
  private static final Duration SLOWEST = Duration.ofSeconds(60);

  @Mixin Place place = new Place();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "where this computer's browser finds the site (${DEFAULT-VALUE}; 0: any free)")
  int port;

  @Option(
      names = "--metrics",
      paramLabel = "PORT",
      description = "where this computer's Prometheus finds /metrics (0: any free)")
  @Nullable Integer metricsPort;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Place.checkPort(spec, port);
    Place.checkPort(spec, metricsPort == null ? 0 : metricsPort);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    var watch = new Watch(place.configs);
    Setup setup = place.load(err);
    InstantSource clock = Time.clock();
    if (!clock.equals(InstantSource.system())) {
      err.println(
          "orrery: SOURCE_DATE_EPOCH is set: time stands still, and no feed is asked twice.");
      err.flush();
    }
    for (Planet planet : setup.planets()) {
      Files.createDirectories(planet.outputDirectory());
    }
    var token = new MaintainerToken(System.getenv(MaintainerToken.VARIABLE), setup.data());
    // What is opened first is closed last: signals are ours until all else is closed.
    try (var signals = new Signals(PATIENCE, err);
        Metrics metrics = metricsPort == null ? null : Metrics.start(metricsPort);
        var keeper = new Keeper(place, setup, clock, metrics, out, err);
        var callback = new Callback(keeper.subscriber(), longest(setup), SLOWEST);
        var desks = new Desks(keeper, clock);
        var reception = new Reception(clock, token);
        var server = Server.start(places(setup.planets(), desks::of), callback, reception, port)) {
      announce(setup.planets(), server, metrics, out);
      if (setup.planets().stream().anyMatch(planet -> planet.admissions().open())) {
        out.println("Maintainers' token: " + token.prepare());
        out.flush();
      }
      desks.catchUp();
      keeper.start();
      while (!signals.await(LOOK)) {
        if (watch.changed()) {
          keeper.reload();
          desks.catchUp();
        }
      }
      keeper.stop();
    }
    return 0;
  }

  private static int longest(Setup setup) {
    return setup.planets().stream().mapToInt(Planet::maxFeedSize).max().orElseThrow();
  }

  /** The first planet's site is at the root, so that there is one address to remember. */
  private static Map<String, Server.Place> places(
      List<Planet> planets, Function<Planet, @Nullable Desk> desks) {
    Map<String, Server.Place> places = new LinkedHashMap<>();
    for (Planet planet : planets) {
      var place = new Server.Place(planet.outputDirectory(), desks.apply(planet));
      places.put(path(planet, planets), place);
    }
    return places;
  }

  private static String path(Planet planet, List<Planet> planets) {
    return planet.equals(planets.getFirst())
        ? "/"
        : "/" + Paths.slug(planet.name(), planet.file().toString()) + "/";
  }

  private static void announce(
      List<Planet> planets, Server server, @Nullable Metrics metrics, PrintWriter out) {
    for (Planet planet : planets) {
      out.println(
          planet.name()
              + ": "
              + server.url(path(planet, planets))
              + " — "
              + Timetable.words(planet.cycle())
              + (planets.size() == 1 ? "." : ", with the others."));
    }
    if (metrics != null) {
      out.println("Metrics: " + metrics.url());
    }
    out.flush();
  }
}
