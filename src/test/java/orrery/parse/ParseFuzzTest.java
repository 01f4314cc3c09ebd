package orrery.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import orrery.feed.Parsed;

/**
 * Any bytes give a result, never an exception. A plain build tries the seeds, which are the
 * fixtures; {@code JAZZER_FUZZ=1 mvn test -Djazzer.hooks=true -Dtest=ParseFuzzTest#dates} searches
 * on from them, one method a run.
 */
class ParseFuzzTest {
  private static final Path FEEDS = Path.of("src/test/resources/feeds");
  private static final String PAGE = "http://blog.example/a/";

  /** The first line is the Content-Type, the rest the body. */
  @MethodSource("labelled")
  @FuzzTest(maxDuration = "1m")
  void decoder(byte[] input) {
    String all = new String(input, ISO_8859_1);
    int end = all.indexOf('\n');
    String type = end < 0 ? null : all.substring(0, end);
    byte[] body = all.substring(end + 1).getBytes(ISO_8859_1);
    assertThat(Decoder.decode(body, type, new Problems()).text()).isNotNull();
  }

  @MethodSource("documents")
  @FuzzTest(maxDuration = "1m")
  void xml(byte[] body) {
    understood(body);
  }

  @MethodSource("jsonFeeds")
  @FuzzTest(maxDuration = "1m")
  void json(byte[] body) {
    understood(body);
  }

  private static void understood(byte[] body) {
    Parsed parsed = FeedParser.parse(new Document(body, null, null, PAGE, PAGE));
    assertThat(parsed.problems()).hasSizeLessThanOrEqualTo(50);
  }

  /** What is no date is null; what is one can be written down and read again. */
  @MethodSource("writtenDates")
  @FuzzTest(maxDuration = "1m")
  void dates(byte[] input) {
    var date = Dates.parse(new String(input, UTF_8));
    if (date != null) {
      assertThat(Dates.parse(date.toString())).isEqualTo(date);
    }
  }

  @MethodSource("pages")
  @FuzzTest(maxDuration = "1m")
  void discovery(byte[] input) {
    for (Discovery.Candidate found : Discovery.find(new String(input, UTF_8), PAGE)) {
      assertThat(found.url()).startsWith("http");
    }
  }

  static Stream<byte[]> labelled() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] body : read("")) {
      seeds.add(("application/xml\n" + new String(body, ISO_8859_1)).getBytes(ISO_8859_1));
    }
    for (String name : List.of("utf-16", "x-mac-roman", "hz-gb-2312", "utf-7", "none such", "\"")) {
      seeds.add(("text/xml; charset=" + name + "\n<rss>\u00e4</rss>").getBytes(ISO_8859_1));
    }
    return seeds.stream();
  }

  static Stream<byte[]> documents() throws IOException {
    return read("").stream();
  }

  static Stream<byte[]> jsonFeeds() throws IOException {
    return read("json").stream();
  }

  static Stream<byte[]> writtenDates() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] table : read("dates")) {
      new String(table, UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> seeds.add(line.replaceFirst("\t.*", "").getBytes(UTF_8)));
    }
    return seeds.stream();
  }

  static Stream<byte[]> pages() throws IOException {
    List<byte[]> seeds = new ArrayList<>(read("microformats"));
    seeds.addAll(read("none"));
    for (String page :
        List.of(
            "<link rel=alternate type='application/rss+xml' href='../feed?a=b&amp;c' title=Posts>",
            "<base href='//other.example/b/'><link rel='feed home' href=x.json>",
            "<a href='feed:http://blog.example/rss'>RSS</a><a href='comments/feed/'>Comments</a>",
            "<a type=application/atom+xml href='http://[::1'>Atom</a><a href='/tag/x/feed'>x</a>",
            "<meta name=generator content='WordPress 6'><p>no feed here")) {
      seeds.add(page.getBytes(UTF_8));
    }
    return seeds.stream();
  }

  private static List<byte[]> read(String folder) throws IOException {
    List<byte[]> read = new ArrayList<>();
    boolean tables = folder.equals("dates");
    try (Stream<Path> files = Files.walk(FEEDS.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.toString();
        boolean document = !name.endsWith(".expected") && !name.endsWith(".md");
        if (document && name.endsWith(".tsv") == tables) {
          read.add(Files.readAllBytes(file));
        }
      }
    }
    return read;
  }
}
