package orrery.site;

import java.util.ArrayList;
import java.util.List;
import orrery.feed.Attempts;
import orrery.feed.Attempts.Outcome;

/** The history of a feed as people tell it: whether an answer was new does not matter. */
final class Runs {
  private Runs() {}

  /**
   * Attempts with neighbours that went well as one run.
   *
   * @param history newest first
   * @return newest first; what went well is {@link Outcome#SAME}
   */
  static List<Attempts> merged(List<Attempts> history) {
    List<Attempts> runs = new ArrayList<>();
    for (Attempts attempts : history.reversed()) {
      boolean well = attempts.outcome() == Outcome.FRESH || attempts.outcome() == Outcome.SAME;
      Attempts run =
          well
              ? new Attempts(
                  Outcome.SAME, null, 0, null, attempts.since(), attempts.until(), attempts.times())
              : attempts;
      Attempts before = runs.isEmpty() ? null : runs.getLast();
      if (before != null && well && before.outcome() == Outcome.SAME) {
        runs.removeLast();
        run =
            new Attempts(
                Outcome.SAME,
                null,
                0,
                null,
                before.since(),
                run.until(),
                before.times() + run.times());
      }
      runs.add(run);
    }
    return runs.reversed();
  }
}
