package orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import orrery.Pairs.Pair;
import orrery.curate.Kinship;

/**
 * How well posts are known again, measured by pairs that people have labelled. To take two posts
 * for one loses a post, which is never to happen; to show one twice may happen rarely.
 */
class PairsTest {
  private static final double RECALL = 0.97;

  @Test
  void writtenPairsAreToldApart() throws IOException {
    List<Pair> pairs = Pairs.written();
    assertThat(pairs).as("pairs written").hasSizeGreaterThanOrEqualTo(200);
    measure("written", pairs);
  }

  @Test
  @Tag("corpus")
  void realPairsAreToldApart() throws IOException {
    assumeTrue(Files.isDirectory(Pairs.CORPUS), "the corpus of real feeds is not here");
    List<Pair> pairs = Pairs.real();
    assertThat(pairs).as("pairs of real posts").hasSizeGreaterThanOrEqualTo(80);
    measure("real", pairs);
  }

  /** What came out for pairs of one kind; a verdict "the same" is a positive. */
  private static final class Count {
    int right;
    int missed;
    int wrong;
    int apart;

    void add(boolean same, boolean found) {
      right += same && found ? 1 : 0;
      missed += same && !found ? 1 : 0;
      wrong += !same && found ? 1 : 0;
      apart += !same && !found ? 1 : 0;
    }
  }

  private static void measure(String part, List<Pair> pairs) {
    Map<String, Count> kinds = new TreeMap<>();
    Count all = new Count();
    List<String> lost = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    for (Pair pair : pairs) {
      String by = Pairs.verdict(pair);
      if (!pair.again()) {
        assertThat(Kinship.across(pair.other().signs(), pair.one().signs()))
            .as("%s: the order makes no difference", pair.name())
            .isEqualTo(by);
      }
      String relation = pair.again() ? "again " : "across ";
      kinds.computeIfAbsent(relation + pair.kind(), k -> new Count()).add(pair.same(), by != null);
      all.add(pair.same(), by != null);
      if (pair.same() && by == null) {
        doubled.add(relation + pair.kind() + ": " + pair.name());
      }
      if (!pair.same() && by != null) {
        lost.add(relation + pair.kind() + ": " + pair.name() + " (by " + by + ")");
      }
    }
    double precision = all.right / (double) (all.right + all.wrong);
    double recall = all.right / (double) (all.right + all.missed);
    String table = table(part, kinds, all, precision, recall);
    System.out.println(table); // the figures are what this is for
    assertThat(lost).as("two posts taken for one%n%s%nmissed: %s", table, doubled).isEmpty();
    assertThat(recall).as("one post taken for two: %s%n%s", doubled, table).isGreaterThan(RECALL);
    doubled.forEach(missed -> System.out.println("  missed: " + missed));
  }

  private static String table(
      String part, Map<String, Count> kinds, Count all, double precision, double recall) {
    var table = new StringBuilder();
    table.append(
        "%-22s %6s %7s %6s %6s%n".formatted(part + " pairs", "same", "missed", "apart", "wrong"));
    kinds.forEach((kind, count) -> table.append(line(kind, count)));
    table.append(line("all", all));
    return table.append("precision %.4f, recall %.4f".formatted(precision, recall)).toString();
  }

  private static String line(@Nullable String kind, Count count) {
    return "%-22s %6d %7d %6d %6d%n"
        .formatted(
            kind, count.right + count.missed, count.missed, count.apart + count.wrong, count.wrong);
  }
}
