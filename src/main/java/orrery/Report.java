package orrery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a cycle did.
 *
 * @param planets what became of each planet, in the order given
 * @param asked how many feeds were asked
 * @param unchanged how many of them had nothing new to say
 * @param added how many entries were seen for the first time
 * @param revised how many entries their feeds now say otherwise
 * @param failed the feeds that could not be used, and why
 */
public record Report(
    List<Site> planets, int asked, int unchanged, int added, int revised, List<Failure> failed) {
  /** Copies the lists. */
  public Report {
    planets = List.copyOf(planets);
    failed = List.copyOf(failed);
  }

  /**
   * A planet's site after a cycle.
   *
   * @param planet its name
   * @param index its first page
   * @param feeds how many it lists
   * @param files how many files were written or removed
   */
  public record Site(String planet, Path index, int feeds, int files) {
    /** The same sites, published twice; where the second is empty, once. */
    static List<Site> sum(List<Site> first, List<Site> second) {
      if (second.isEmpty()) {
        return first;
      }
      List<Site> both = new ArrayList<>();
      for (int i = 0; i < first.size(); i++) {
        Site one = second.get(i);
        both.add(new Site(one.planet, one.index, one.feeds, first.get(i).files + one.files));
      }
      return both;
    }
  }

  /**
   * A feed that could not be used.
   *
   * @param url as registered
   * @param reason one sentence
   * @param proposal whether there is something to propose about it
   */
  public record Failure(String url, String reason, boolean proposal) {}
}
