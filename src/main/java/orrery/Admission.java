package orrery;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.clean.PlainText;
import orrery.config.ConfigException;
import orrery.config.FeedsFile;
import orrery.config.Planet;
import orrery.curate.Identity;
import orrery.feed.Parsed;
import orrery.feed.Text;
import orrery.submit.Review;

/** Lets a feed into a planet: finds it, reviews it, and writes it into the config. */
public final class Admission {
  private final Planet planet;
  private final Reader reader;

  /** Admission to this planet. */
  public Admission(Planet planet, Reader reader) {
    this.planet = planet;
    this.reader = reader;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * The feed stands in the config.
     *
     * @param name under which
     * @param others further feeds of the same site
     */
    record Admitted(Review review, String name, List<Reader.Found> others) implements Outcome {
      /** Copies the list. */
      public Admitted {
        others = List.copyOf(others);
      }
    }

    /** Nothing was changed; one sentence says why. */
    record Refused(String reason) implements Outcome {}
  }

  /**
   * Finds the feed of a site, or takes the feed at this very address, and writes it into the config
   * in its place.
   *
   * @param name for the blog, null for the feed's own title
   * @throws ConfigException where the config cannot be read or written
   */
  public Outcome admit(String address, @Nullable String name) throws ConfigException {
    if (!Reader.isAddress(address)) {
      return new Outcome.Refused(
          "'" + address + "' is no address of the web; it begins with https:// or http://.");
    }
    return switch (reader.find(address)) {
      case Reader.Search.Nothing nothing -> new Outcome.Refused(nothing.reason());
      case Reader.Search.Feeds feeds -> admit(feeds.found(), name);
    };
  }

  private Outcome admit(List<Reader.Found> found, @Nullable String name) throws ConfigException {
    String url = found.getFirst().url();
    if (!(reader.read(url) instanceof Reader.Reading.Read read
        && read.parsed() instanceof Parsed.Understood feed)) {
      return new Outcome.Refused("The site names " + url + " as its feed, but that is none.");
    }
    Review review = Review.of(url, feed, this::listed);
    if (review.refusal() != null) {
      return new Outcome.Refused(review.refusal());
    }
    String called = name != null ? name : title(feed, url);
    write(planet.file(), url, called);
    return new Outcome.Admitted(review, called, found.subList(1, found.size()));
  }

  private boolean listed(String url) {
    long key = Identity.linkKey(url);
    return planet.subscriptions().stream()
        .anyMatch(s -> !s.file() && Identity.linkKey(s.url()) == key);
  }

  private static String title(Parsed.Understood feed, String url) {
    Text title = feed.feed().title();
    String plain = title == null ? "" : PlainText.title(title);
    return plain.isEmpty() ? url : plain;
  }

  private static void write(Path config, String url, String name) throws ConfigException {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("name", name);
    FeedsFile file = FeedsFile.read(config);
    file.write(FeedsFile.add(file.text(), url, options));
  }
}
