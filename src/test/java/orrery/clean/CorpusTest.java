package orrery.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every body of the real feeds, where they are at hand. */
@Tag("corpus")
class CorpusTest {
  private static final Path CORPUS = Path.of("../shared/corpus/open/real");

  @Test
  void bodiesOfRealFeeds() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "no real feeds at " + CORPUS);
    List<Path> feeds;
    try (Stream<Path> files = Files.walk(CORPUS)) {
      feeds = files.filter(f -> f.toString().matches(".*\\.(xml|rss|atom|rdf)")).sorted().toList();
    }
    int bodies = 0;
    for (Path feed : feeds) {
      String xml = new String(Files.readAllBytes(feed), StandardCharsets.UTF_8);
      for (Element e : Parser.xmlParser().parseInput(xml, "").getAllElements()) {
        switch (e.normalName()) {
          case "content:encoded", "description", "content", "summary", "title" -> {
            Reader.safe(e.attr("type").equals("xhtml") ? e.html() : e.wholeText());
            bodies++;
          }
          default -> {}
        }
      }
    }
    assertThat(bodies).isGreaterThan(5000);
  }
}
