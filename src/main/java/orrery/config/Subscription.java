package orrery.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A feed that the planet follows.
 *
 * @param url the address as registered, its scheme http or https in lower case; a path where {@code
 *     file} is true
 * @param file whether it is a local file, its path relative to the config's folder
 * @param name what the planet calls the blog; null to call it what its feed does
 * @param face the author's picture: an address, or a file ({@link Planet#face})
 * @param filter a regular expression: only posts that match are shown. {@link Planet#filter}
 *     already stands in where the feed has none of its own.
 * @param exclude a regular expression: posts that match are not shown; as {@code filter}
 * @param excerpt whether only the beginnings of its posts are shown and given out
 * @param images what becomes of the pictures in its posts; {@link Planet#images} already stands in
 * @param keeping how many of its posts are shown at once, and for how long; {@link Planet#curation}
 *     already stands in
 * @param line where its section starts, from 1
 * @param options every key of its section, with {@code [DEFAULT]} applied, in the order of the file
 */
public record Subscription(
    String url,
    boolean file,
    @Nullable String name,
    @Nullable String face,
    @Nullable String filter,
    @Nullable String exclude,
    boolean excerpt,
    ImageMode images,
    Keeping keeping,
    int line,
    Map<String, String> options) {
  /** Copies the map and keeps its order. */
  public Subscription {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
