package orrery.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves a folder to tests. */
public final class Serving {
  private Serving() {}

  /** A folder, at the root of a server. */
  public static Server folder(Path folder) throws IOException {
    return folder(folder, null);
  }

  /** A folder, and what hubs call. */
  public static Server folder(Path folder, @Nullable Callback callback) throws IOException {
    return Server.start(
        Map.of("/", new Server.Place(folder, null)), callback, reception(folder), 0);
  }

  static Reception reception(Path folder) throws IOException {
    return new Reception(InstantSource.system(), new MaintainerToken(null, folder));
  }
}
