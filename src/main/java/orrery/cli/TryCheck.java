package orrery.cli;

import java.io.PrintWriter;
import java.util.List;
import orrery.Setup;
import orrery.Trial;
import orrery.Trial.Change;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.feed.Problem;
import orrery.store.Store;
import orrery.store.StoreException;
import tools.jackson.core.JsonGenerator;

/** {@code orrery check --try}: what the config, as it is now, does to what was collected. */
final class TryCheck {
  /** More of them nobody reads in a terminal. */
  private static final int MOST = 20;

  private TryCheck() {}

  /**
   * Tries the configs.
   *
   * @param json whether to say it for programs: each post and feed, one a line
   * @return the exit status
   */
  static int run(Setup setup, boolean json, PrintWriter out, PrintWriter err)
      throws StoreException, ConfigException {
    boolean bad = setup.findings().stream().anyMatch(f -> f.level() == Problem.Level.ERROR);
    if (!Store.isIn(setup.data())) {
      err.println(
          "orrery: "
              + setup.data()
              + ": nothing was collected yet, so there is nothing to try it"
              + " on; orrery run collects.");
      err.flush();
      return 1;
    }
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      for (Planet planet : setup.planets()) {
        Trial trial = Trial.of(planet, store, Time.clock().instant(), Bars.onTerminal());
        if (json) {
          json(planet, trial, out);
        } else {
          text(planet, trial, out);
        }
      }
    }
    return bad ? 1 : 0;
  }

  private static void text(Planet planet, Trial trial, PrintWriter out) {
    boolean same =
        trial.onto() + trial.off() == 0
            && trial.come().isEmpty()
            && trial.go().isEmpty()
            && trial.newcomers().isEmpty()
            && trial.left().isEmpty();
    out.println(
        "%s: %s: of %s shown, %d would go, and %d would come.%s"
            .formatted(
                planet.file(),
                planet.name(),
                Words.count(trial.shown(), "post"),
                trial.go().size(),
                trial.come().size(),
                same ? " Nothing would change." : ""));
    if (trial.onto() + trial.off() > 0) {
      out.println(
          "Of those that stay the front page could have %d more, and %d less (burst, new_feed_items)."
              .formatted(trial.onto(), trial.off()));
    }
    list("-", trial.go(), out);
    list("+", trial.come(), out);
    trial.left().forEach(url -> out.println("- feed " + url + ": it is no longer in the config."));
    trial
        .newcomers()
        .forEach(url -> out.println("+ feed " + url + ": nothing of it was collected yet."));
    out.flush();
  }

  private static void list(String sign, List<Change> changes, PrintWriter out) {
    for (Change change : changes.stream().limit(MOST).toList()) {
      out.println(sign + " " + change.title());
      if (change.url() != null) {
        out.println("  post: " + change.url());
      }
      out.println("  feed: " + change.feed());
      out.println(
          "  why: "
              + change.detail()
              + (change.place() == null ? "" : " (" + change.place() + ")"));
    }
    if (changes.size() > MOST) {
      out.println(sign + " and " + (changes.size() - MOST) + " more; --json lists all");
    }
  }

  private static void json(Planet planet, Trial trial, PrintWriter out) {
    trial.go().forEach(post -> Json.line(out, line -> json(line, "remove", planet, post)));
    trial.come().forEach(post -> Json.line(out, line -> json(line, "add", planet, post)));
    trial.left().forEach(url -> Json.line(out, line -> json(line, "remove-feed", planet, url)));
    trial.newcomers().forEach(url -> Json.line(out, line -> json(line, "add-feed", planet, url)));
  }

  private static void json(JsonGenerator json, String change, Planet planet, Change post) {
    json(json, change, planet, post.feed());
    Json.string(json, "url", post.url());
    Json.string(json, "title", post.title());
    Json.string(json, "rule", post.rule());
    Json.string(json, "detail", post.detail());
    Json.string(json, "place", post.place());
  }

  private static void json(JsonGenerator json, String change, Planet planet, String feed) {
    Json.string(json, "change", change);
    Json.string(json, "planet", planet.file());
    Json.string(json, "feed", feed);
  }
}
