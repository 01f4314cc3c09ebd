package orrery.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import orrery.Newcomers;
import orrery.Newcomers.Newcomer;
import orrery.Reader;
import orrery.Setup;
import orrery.config.Changes;
import orrery.config.Planet;

/** Checks the feeds that a change of configs touches: {@code orrery check --since}. */
final class SinceCheck {
  private SinceCheck() {}

  /**
   * Looks, and says what it found.
   *
   * @param since a file, or a revision of git
   * @return the exit status: 1 where a feed that the change touches cannot be taken
   */
  static int run(Setup setup, String since, boolean markdown, PrintWriter out) throws Exception {
    InstantSource clock = Time.clock();
    var comment = new ChangeMarkdown();
    boolean good = true;
    for (Planet planet : setup.planets()) {
      Changes changes = Changes.of(planet.file(), Past.of(planet.file(), since));
      List<Newcomer> newcomers;
      try (var reader = new Reader(planet, clock)) {
        newcomers =
            new Newcomers(planet, setup.findings(), reader, clock).look(changes, Bars.onTerminal());
      }
      good &= newcomers.stream().allMatch(Newcomer::good);
      if (markdown) {
        comment.add(planet, newcomers, changes.removed());
      } else {
        ChangeText.print(out, planet, newcomers, changes.removed());
      }
    }
    out.print(comment);
    out.flush();
    return good ? 0 : 1;
  }
}
