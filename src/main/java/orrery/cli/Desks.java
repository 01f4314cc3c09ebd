package orrery.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import orrery.FrontDesk;
import orrery.config.Planet;

/** The desks of the planets that are kept going. */
final class Desks implements AutoCloseable {
  private final Keeper keeper;
  private final InstantSource clock;
  private final List<FrontDesk> desks = new ArrayList<>();

  Desks(Keeper keeper, InstantSource clock) {
    this.keeper = keeper;
    this.clock = clock;
  }

  /** A desk that follows the planet's config. */
  FrontDesk of(Planet planet) {
    var desk = new FrontDesk(() -> keeper.planet(planet.file()), keeper::openStore, clock);
    desks.add(desk);
    return desk;
  }

  /** Has the rules accept what they should have before. */
  void catchUp() {
    desks.stream().filter(FrontDesk::open).forEach(FrontDesk::catchUp);
  }

  @Override
  public void close() {
    desks.forEach(FrontDesk::close);
  }
}
