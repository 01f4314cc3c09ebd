package orrery;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of scenes have in common: a scene each, and its first host. */
abstract class Scenes {
  @TempDir Path folder;
  Scene scene;
  Host host;

  @BeforeEach
  void begin() {
    scene = new Scene(folder);
    host = scene.host();
  }

  @AfterEach
  void end() {
    scene.close();
  }

  /** Lists a page of the host as a feed. */
  final String feed(String path, Host.Page page) {
    return scene.list(host.page(path, page));
  }

  /** The same, where there is but one. */
  final String feed(Host.Page page) {
    return feed("/feed", page);
  }

  /** A feed of the host with a post after each such time. */
  final String feed(String path, Duration gap) {
    return feed(path, Blog.every(gap));
  }
}
