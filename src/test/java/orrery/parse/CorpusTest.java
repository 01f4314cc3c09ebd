package orrery.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import orrery.feed.Entry;
import orrery.feed.Parsed;
import orrery.feed.Problem;

/**
 * Reads real feeds and compares, feed by feed, how much of each was understood with the reviewed
 * counts of {@code feeds/corpus.tsv}. {@code main} writes that file anew, to be reviewed.
 */
@Tag("corpus")
class CorpusTest {
  private static final Path CORPUS = Path.of("../shared/corpus/open");
  private static final Path REVIEWED = Path.of("src/test/resources/feeds/corpus.tsv");

  @Test
  void realFeedsAreUnderstoodAsReviewed() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "the corpus of real feeds is not here");
    assertThat(facts(CORPUS)).containsExactlyElementsOf(Files.readAllLines(REVIEWED));
  }

  /** Writes the counts of the corpus named first to the file named second. */
  public static void main(String[] args) throws IOException {
    Files.write(Path.of(args[1]), facts(Path.of(args[0])));
  }

  private static List<String> facts(Path corpus) throws IOException {
    List<String> facts = new ArrayList<>();
    facts.add(
        "#feed\tformat\tencoding\tentries\turl\ttitle\tdate\tauthor\tbody\tid\ttag\tfile\tproblems");
    for (String part : new String[] {"real", "series"}) {
      try (Stream<Path> files = Files.walk(corpus.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          String name = file.getFileName().toString();
          if (!name.endsWith(".gz") && !name.endsWith(".http") && !name.endsWith(".tsv")) {
            facts.add(
                corpus.relativize(file)
                    + "\t"
                    + of(FeedParser.parse(Document.of(Files.readAllBytes(file)))));
          }
        }
      }
    }
    return facts;
  }

  private static String of(Parsed parsed) {
    TreeSet<String> codes = new TreeSet<>();
    parsed.problems().stream().map(Problem::code).forEach(codes::add);
    if (!(parsed instanceof Parsed.Understood feed)) {
      return "none\t" + String.join(" ", codes);
    }
    int[] n = new int[8];
    for (Entry entry : feed.entries()) {
      n[0] += entry.url() != null ? 1 : 0;
      n[1] += entry.title() != null ? 1 : 0;
      n[2] += entry.published() != null || entry.updated() != null ? 1 : 0;
      n[3] += entry.authors().isEmpty() ? 0 : 1;
      n[4] += entry.content() != null || entry.summary() != null ? 1 : 0;
      n[5] += entry.id() != null ? 1 : 0;
      n[6] += entry.categories().isEmpty() ? 0 : 1;
      n[7] += entry.attachments().isEmpty() ? 0 : 1;
      entry.problems().stream().map(Problem::code).forEach(codes::add);
    }
    StringBuilder line = new StringBuilder();
    line.append(feed.feed().format().label()).append('\t').append(feed.feed().encoding());
    line.append('\t').append(feed.entries().size());
    for (int count : n) {
      line.append('\t').append(count);
    }
    return line.append('\t').append(String.join(" ", codes)).toString();
  }
}
