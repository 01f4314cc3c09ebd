package orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orrery.config.Planet;
import orrery.store.Store;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A planet that has a real blog in two formats shows each of its posts once, whichever feed it has
 * first. How many posts the feeds have together was counted by hand, and is counted here by their
 * addresses, with nothing of Orrery's.
 */
@Tag("corpus")
class BothFormatsTest {
  private static final Path BLOGS = Pairs.CORPUS.resolve("real");

  @TempDir Path folder;

  /** Posts counted by hand, some of which are in both feeds, and some twice in one. */
  @ParameterizedTest
  @CsvSource({
    "blog-daliansky-net, 24",
    "blog-othree-net, 15",
    "kisah17ku-blogspot-com, 19",
    "lafuiteautourdumonde-com, 25",
    "manton-org, 20",
    "norm2782-com, 10",
    "planet-php-net, 10",
    "reddit-com, 48",
    "woodwardweb-com, 15"
  })
  void eachPostIsShownOnce(String blog, int posts) throws Exception {
    assumeTrue(Files.isDirectory(BLOGS), "the corpus of real feeds is not here");
    List<Path> feeds = feeds(BLOGS.resolve(blog));
    Set<String> addresses = new TreeSet<>();
    for (Path feed : feeds) {
      addresses.addAll(addresses(feed));
    }
    assertThat(addresses).as("posts of %s, by their addresses", blog).hasSize(posts);

    for (List<Path> order : List.of(feeds, feeds.reversed())) {
      String first = order.getFirst().getFileName().toString();
      see(blog + ", both, " + first + " listed first", addresses, List.of(order));
      see(
          blog + ", " + first + " alone, a day later with the other before it",
          addresses,
          List.of(List.of(order.getFirst()), order.reversed()));
    }
  }

  @Test
  void allBlogsInTwoFormatsAreThere() throws IOException {
    assumeTrue(Files.isDirectory(BLOGS), "the corpus of real feeds is not here");
    try (Stream<Path> blogs = Files.list(BLOGS)) {
      assertThat(blogs.filter(blog -> feeds(blog).size() > 1)).hasSize(9);
    }
  }

  /** Cycles, a day apart, with what the planet lists in each. */
  private void see(String what, Set<String> addresses, List<List<Path>> days) throws Exception {
    Path place = Files.createTempDirectory(folder, "planet");
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    Map<String, Instant> before = Map.of();
    try (Store store = Store.open("jdbc:h2:mem:both" + place.getFileName(), "orrery", "")) {
      for (List<Path> listed : days) {
        Planet planet = planet(place, listed);
        Report report =
            new Cycle(store, List.of(planet), InstantSource.fixed(now), Progress.NONE)
                .run(Cycle.Ask.ALL);
        assertThat(report.failed()).as(what).isEmpty();
        List<Shown> shown = Shown.on(planet.outputDirectory());
        Map<String, Instant> dates = new TreeMap<>();
        shown.forEach(post -> dates.put(plain(post.url()), post.date()));
        assertThat(shown).as("%s: none twice", what).hasSameSizeAs(dates.keySet());
        assertThat(dates).as("%s: none moves", what).containsAllEntriesOf(before);
        if (listed.size() > 1) {
          assertThat(dates.keySet()).as("%s: none lost", what).isEqualTo(addresses);
        }
        before = dates;
        now = now.plus(Duration.ofDays(1));
      }
    }
  }

  private static Planet planet(Path place, List<Path> feeds) throws Exception {
    var config = new StringBuilder("[planet]\nname = P\nlink = https://here.example/\n");
    for (Path feed : feeds) {
      String name = feed.getFileName().toString();
      if (!Files.exists(place.resolve(name))) {
        Files.write(place.resolve(name), Files.readAllBytes(feed));
      }
      config.append("\n[").append(name).append("]\nname = ").append(name);
    }
    Files.writeString(place.resolve("feeds.ini"), config);
    return Setup.load(List.of(place.resolve("feeds.ini")), null, null).planets().getFirst();
  }

  private static List<Path> feeds(Path blog) {
    try (Stream<Path> files = Files.list(blog)) {
      return files
          .filter(file -> file.getFileName().toString().matches("(feed|alt\\d*)\\..*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The addresses of a feed's posts. */
  private static Set<String> addresses(Path feed) throws IOException {
    Set<String> found = new TreeSet<>();
    String text = Files.readString(feed);
    if (text.stripLeading().startsWith("{")) {
      for (JsonNode item : new ObjectMapper().readTree(text).get("items")) {
        found.add(plain(item.get(item.has("url") ? "url" : "id").asString()));
      }
      return found;
    }
    for (Element link : Jsoup.parse(text, Parser.xmlParser()).select("item > link, entry > link")) {
      String rel = link.attr("rel");
      if (rel.isEmpty() || rel.equals("alternate")) {
        found.add(plain(link.hasAttr("href") ? link.attr("href") : link.text()));
      }
    }
    return found;
  }

  private static String plain(String url) {
    return url.strip().replaceFirst("^https?://(www\\.)?", "").replaceFirst("/$", "");
  }
}
