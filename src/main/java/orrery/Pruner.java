package orrery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orrery.config.Planet;
import orrery.store.Pruning;
import orrery.store.Pruning.Dropped;
import orrery.store.Pruning.Share;
import orrery.store.Store;

/** Drops what no planet keeps any more. Nobody but its caller is to run a cycle meanwhile. */
public final class Pruner {
  private final Pruning pruning;
  private final List<Planet> planets;

  /** Of these planets' store. */
  public Pruner(Store store, List<Planet> planets) {
    this.pruning = store.pruning();
    this.planets = List.copyOf(planets);
  }

  /** What each planet would lose, by feed. */
  public Map<Planet, List<Share>> expired() {
    Map<Planet, List<Share>> shares = new LinkedHashMap<>();
    for (Planet planet : planets) {
      shares.put(planet, pruning.expired(Edition.name(planet)));
    }
    return shares;
  }

  /** What there is of feeds that no planet lists any more, by feed. */
  public List<Share> removed() {
    return pruning.removed();
  }

  /**
   * Drops what expired, and returns how many entries that were.
   *
   * @param removed whether to drop what is of feeds that no planet lists, too
   * @throws IOException where a picture that nothing shows any more cannot be deleted
   */
  public int drop(boolean removed) throws IOException {
    Dropped dropped = pruning.drop(removed);
    Path pictures = Illustrated.shelf(planets.getFirst());
    for (String file : dropped.pictures()) {
      Files.deleteIfExists(pictures.resolve(file));
    }
    return dropped.entries();
  }
}
