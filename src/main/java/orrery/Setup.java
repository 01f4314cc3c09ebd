package orrery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.config.Config;
import orrery.config.ConfigException;
import orrery.config.Finding;
import orrery.config.Planet;
import orrery.fetch.Cidr;
import orrery.store.Store;
import orrery.store.StoreException;
import orrery.submit.Requirements;

/**
 * What a command works on: the planets of some configs, over one store.
 *
 * @param planets in the order of the configs, with what the command line says instead
 * @param findings what is to be said of the configs
 */
public record Setup(List<Planet> planets, List<Finding> findings) {
  /** Copies the lists. */
  public Setup {
    planets = List.copyOf(planets);
    findings = List.copyOf(findings);
  }

  /**
   * Reads configs.
   *
   * @param data instead of the configs' {@code data_directory}, null to leave it at that
   * @param site instead of their {@code output_dir}, null to leave it at that
   * @throws ConfigException where one cannot be read, or says what cannot be done
   */
  public static Setup load(List<Path> configs, @Nullable Path data, @Nullable Path site)
      throws ConfigException {
    if (configs.size() > 1 && site != null) {
      throw new ConfigException("--site names one folder for several planets; leave it out.");
    }
    List<Planet> planets = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Path config : configs) {
      Config.Loaded loaded = Config.load(config);
      Planet planet = loaded.planet().at(data, site);
      check(planet);
      planets.add(planet);
      findings.addAll(loaded.findings());
      findings.addAll(Dress.check(planet));
    }
    Path shared = planets.getFirst().dataDirectory();
    for (int i = 0; i < planets.size(); i++) {
      Planet planet = planets.get(i);
      for (Planet other : planets.subList(0, i)) {
        if (same(planet.outputDirectory(), other.outputDirectory())) {
          throw new ConfigException(
              planet.file()
                  + ": its output_dir is that of "
                  + other.file()
                  + " too; name another for one of them.");
        }
      }
      if (!same(planet.dataDirectory(), shared)) {
        throw new ConfigException(
            planet.file()
                + ": its data_directory is not that of "
                + planets.getFirst().file()
                + "; planets that run together share one, named by --data or in each file.");
      }
    }
    return new Setup(planets, findings);
  }

  private static boolean same(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private static void check(Planet planet) throws ConfigException {
    check(planet, "allow_addresses", planet.allowAddresses());
    check(planet, "accept_addresses", planet.admissions().addresses());
    Planet.Said require = planet.admissions().require();
    if (require != null) {
      try {
        Requirements.parse(require.value());
      } catch (IllegalArgumentException e) {
        throw new ConfigException(
            planet.file() + ":" + require.line() + ": require: " + e.getMessage());
      }
    }
    Rules.check(planet);
  }

  private static void check(Planet planet, String key, List<Planet.Allowed> addresses)
      throws ConfigException {
    for (Planet.Allowed allowed : addresses) {
      try {
        Cidr.parse(allowed.cidr());
      } catch (IllegalArgumentException e) {
        throw new ConfigException(
            planet.file() + ":" + allowed.line() + ": " + key + ": " + e.getMessage());
      }
    }
  }

  /** Opens the store that the planets share. */
  public Store open(Store.Sharing sharing) throws StoreException {
    return Store.open(planets.getFirst().dataDirectory(), sharing);
  }

  /** The blocks of addresses that a planet may ask although they are not public. */
  public static List<Cidr> allowed(Planet planet) {
    return cidrs(planet.allowAddresses());
  }

  static List<Cidr> cidrs(List<Planet.Allowed> allowed) {
    return allowed.stream().map(a -> Cidr.parse(a.cidr())).toList();
  }

  /** Where the planets' data is. */
  public Path data() {
    return planets.getFirst().dataDirectory();
  }
}
