package orrery.feed;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A blog as the pages of a planet show it.
 *
 * @param slug names its page: letters, digits and hyphens of ASCII only, unique on the planet
 * @param name plain text
 * @param feedUrl the address registered in feeds.ini
 * @param url its home page, absolute
 * @param face where on the site its author's picture ("hackergotchi") lies, such as {@code
 *     faces/1a2b.png}
 * @param description plain text
 * @param language BCP 47 tag
 * @param posts how many posts the planet shows of it
 * @param newest the date of the newest of them, null where there is none
 * @param excerpt whether only the beginnings of its posts are shown and given out
 * @param feedId the id that its feed gives itself, verbatim
 * @param extras every other key of its section in feeds.ini, for themes
 */
public record Blog(
    String slug,
    String name,
    String feedUrl,
    @Nullable String url,
    @Nullable String face,
    @Nullable String description,
    @Nullable String language,
    int posts,
    @Nullable Instant newest,
    boolean excerpt,
    @Nullable String feedId,
    Map<String, String> extras) {
  /** Copies the map, in its order. */
  public Blog {
    extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
  }

  /** A blog whose posts are shown whole. */
  public Blog(
      String slug,
      String name,
      String feedUrl,
      @Nullable String url,
      @Nullable String face,
      @Nullable String description,
      @Nullable String language,
      int posts,
      @Nullable Instant newest,
      Map<String, String> extras) {
    this(slug, name, feedUrl, url, face, description, language, posts, newest, false, null, extras);
  }

  /** The same blog with this face. */
  public Blog with(@Nullable String path) {
    return new Blog(
        slug,
        name,
        feedUrl,
        url,
        path,
        description,
        language,
        posts,
        newest,
        excerpt,
        feedId,
        extras);
  }
}
