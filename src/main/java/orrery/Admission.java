package orrery;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.config.ConfigException;
import orrery.config.FeedsFile;
import orrery.config.Planet;
import orrery.feed.Report;
import orrery.feed.Submission;

/** Lets a feed into a planet: finds it, looks at it, and writes it into the config. */
public final class Admission {
  private final Planet planet;
  private final Reader reader;
  private final Examiner examiner;

  /** Admission to this planet. */
  public Admission(Planet planet, Reader reader, InstantSource clock) {
    this.planet = planet;
    this.reader = reader;
    this.examiner = new Examiner(planet, reader, Examiner.Surroundings.NONE, clock);
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * The feed stands in the config.
     *
     * @param name under which
     * @param others further feeds of the same site
     */
    record Admitted(Report report, String name, List<Reader.Found> others) implements Outcome {
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
    if (!(examiner.look(url) instanceof Examiner.Outcome.Looked looked)) {
      return new Outcome.Refused("The site names " + url + " as its feed, but that is none.");
    }
    Report report = looked.report();
    String refusal = report.refusal();
    if (refusal != null) {
      return new Outcome.Refused(refusal);
    }
    String called = name != null ? name : report.title() != null ? report.title() : report.url();
    FeedsFile file = FeedsFile.read(planet.file());
    file.write(FeedsFile.add(file.text(), report.url(), options(called, null)));
    return new Outcome.Admitted(report, called, found.subList(1, found.size()));
  }

  private static Map<String, String> options(String name, @Nullable String face) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("name", name);
    if (face != null) {
      options.put("face", face);
    }
    return options;
  }

  /** What the config says of a feed that was submitted. */
  static Map<String, String> options(Submission submission) {
    return options(submission.name(), submission.face());
  }
}
