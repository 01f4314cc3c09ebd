package orrery.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads every {@code feeds/TOPIC/CASE.*} and compares with what {@code CASE.expected} says: lines
 * of {@code key = value}, of which {@code none} means absent and {@code …} at the end "begins so".
 * Lines that begin with {@code given.} say how the document arrived. Whatever is not named is not
 * compared.
 */
class FeedParserTest {

  @TestFactory
  Stream<DynamicTest> feeds() throws IOException, URISyntaxException {
    Path root = Path.of(Objects.requireNonNull(FeedParserTest.class.getResource("/feeds")).toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".expected")).sorted().toList().stream()
          .map(
              file -> DynamicTest.dynamicTest(root.relativize(file).toString(), () -> check(file)));
    }
  }

  private static void check(Path expectation) throws IOException {
    Map<String, String> expected = new LinkedHashMap<>();
    for (String line : Files.readAllLines(expectation, StandardCharsets.UTF_8)) {
      int equals = line.indexOf(" =");
      if (!line.isBlank() && !line.startsWith("#")) {
        assertThat(equals).as(line).isPositive();
        expected.put(line.substring(0, equals).strip(), line.substring(equals + 2).strip());
      }
    }
    String base = expected.remove("given.base");
    String type = expected.remove("given.content-type");
    String language = expected.remove("given.content-language");
    byte[] body = Files.readAllBytes(documentOf(expectation));
    Map<String, String> actual =
        Facts.of(FeedParser.parse(new Document(body, type, language, base, base)));
    Map<String, String> compared = new LinkedHashMap<>();
    expected.forEach(
        (key, value) -> {
          String found = actual.getOrDefault(key, "none");
          boolean begins =
              value.endsWith("…") && found.startsWith(value.substring(0, value.length() - 1));
          compared.put(key, begins ? value : found);
        });
    assertThat(compared).isEqualTo(expected);
  }

  private static Path documentOf(Path expectation) throws IOException {
    String name = expectation.getFileName().toString().replace(".expected", ".");
    Path folder = Objects.requireNonNull(expectation.getParent());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> file.getFileName().toString().startsWith(name) && !file.equals(expectation))
          .findFirst()
          .orElseThrow();
    }
  }
}
