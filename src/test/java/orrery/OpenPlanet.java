package orrery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.feed.Submission;
import orrery.store.Store;
import orrery.store.StoreException;
import orrery.web.MaintainerToken;
import orrery.web.Reception;
import orrery.web.Server;

/** A planet that takes submissions, served as {@code orrery start} does it, at the test's pace. */
final class OpenPlanet implements AutoCloseable {
  static final String TOKEN = "what only maintainers know";

  final Path folder;
  private final AtomicReference<Instant> now;
  private final Store store;
  private final FrontDesk desk;
  private final Reception reception;
  private final Server server;

  /**
   * Opens, and makes the first cycle.
   *
   * @param config what stands in feeds.ini beside what every planet here has
   */
  OpenPlanet(Path folder, Instant now, String config) throws IOException, StoreException {
    this.folder = Files.createDirectories(folder);
    this.now = new AtomicReference<>(now);
    Files.writeString(
        folder.resolve("feeds.ini"),
        "[planet]\nname = Planet\nlink = https://planet.example/\naccept = moderated\n" + config);
    store = Store.open(folder.resolve("data"), Store.Sharing.ALONE);
    cycle();
    desk = new FrontDesk(this::planet, () -> store, clock());
    reception = new Reception(clock(), new MaintainerToken(TOKEN, folder));
    server =
        Server.start(
            Map.of("/", new Server.Place(planet().outputDirectory(), desk)), null, reception, 0);
  }

  InstantSource clock() {
    return now::get;
  }

  void later(Duration time) {
    now.updateAndGet(was -> was.plus(time));
  }

  Report cycle() {
    try {
      return new Cycle(store, List.of(planet()), clock(), Progress.NONE).run(Cycle.Ask.ALL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Planet planet() {
    try {
      return Setup.load(List.of(folder.resolve("feeds.ini")), null, null).planets().getFirst();
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  String ini() throws IOException {
    return Files.readString(folder.resolve("feeds.ini"));
  }

  List<Submission> submissions() {
    return store.submissions(Edition.name(planet())).all(Integer.MAX_VALUE);
  }

  Decisions decisions() {
    return new Decisions(planet(), store, clock());
  }

  /** How many looks at blogs the desk remembers. */
  int inquiries() {
    return desk.inquiries();
  }

  String url(String path) {
    return server.url(path);
  }

  @Override
  public void close() {
    server.close();
    reception.close();
    desk.close();
    store.close();
  }
}
