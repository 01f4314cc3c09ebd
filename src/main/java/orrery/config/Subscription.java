package orrery.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param filters which of its posts are shown; {@link Planet#filters} already stand in
 * @param excerpt whether only the beginnings of its posts are shown and given out
 * @param images what becomes of the pictures in its posts; {@link Planet#images} already stands in
 * @param keeping how many of its posts are shown at once, and for how long; {@link Planet#curation}
 *     already stands in
 * @param tags that all of its posts get, as they are to be spelt
 * @param line where its section starts, from 1
 * @param options every key of its section, with {@code [DEFAULT]} applied, in the order of the file
 * @param lines where each of these keys stands, from 1
 */
public record Subscription(
    String url,
    boolean file,
    @Nullable String name,
    @Nullable String face,
    Filters filters,
    boolean excerpt,
    ImageMode images,
    Keeping keeping,
    List<String> tags,
    int line,
    Map<String, String> options,
    Map<String, Integer> lines) {
  /** Copies the map and keeps its order. */
  public Subscription {
    tags = List.copyOf(tags);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    lines = Map.copyOf(lines);
  }
}
