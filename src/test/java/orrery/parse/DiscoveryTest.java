package orrery.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import orrery.parse.Discovery.Candidate;
import orrery.parse.Discovery.Kind;
import orrery.parse.Discovery.Role;

class DiscoveryTest {
  private static final Path PAGES = Path.of("src/test/resources/pages");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(f -> f.toString().endsWith(".html")).sorted().toList();
    }
  }

  /**
   * An expectation's first line is the page's address. Then come the candidates; of guesses, only
   * the number where the list would be long.
   */
  @ParameterizedTest
  @MethodSource("pages")
  void findsTheFeedsOf(Path page) throws IOException {
    Path expectation = Path.of(page.toString().replace(".html", ".expected"));
    List<String> expected = Files.readAllLines(expectation);
    List<String> found = new ArrayList<>();
    int guesses = 0;
    for (Candidate c : Discovery.find(Files.readString(page), expected.getFirst())) {
      String line = c.kind() + " " + c.role() + " " + c.url();
      line = c.title() == null ? line : line + " | " + c.title();
      if (c.kind() != Kind.GUESS || expected.contains(line)) {
        found.add(line);
      }
      guesses += c.kind() == Kind.GUESS ? 1 : 0;
    }
    if (expected.getLast().startsWith("GUESSES")) {
      found.add("GUESSES " + guesses);
    }
    assertThat(found).isEqualTo(expected.subList(1, expected.size()));
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.youtube.com/channel/UC123, https://www.youtube.com/feeds/videos.xml?channel_id=UC123",
    "https://www.youtube.com/user/Star/videos, https://www.youtube.com/feeds/videos.xml?user=Star",
    "https://youtube.com/playlist?list=PL1&x=2, https://www.youtube.com/feeds/videos.xml?playlist_id=PL1",
    "https://stars.wordpress.com/2024/05/a/, https://stars.wordpress.com/feed",
    "http://stars.blogspot.com/2009/01/p.html, http://stars.blogspot.com/feeds/posts/default",
    "https://medium.com/@stargazer, https://medium.com/feed/@stargazer",
    "https://stargazer.medium.com/about, https://stargazer.medium.com/feed",
    "https://github.com/stargazer, https://github.com/stargazer.atom",
    "https://github.com/stargazer/scope/issues, https://github.com/stargazer/scope/releases.atom",
    "https://stargazer.substack.com, https://stargazer.substack.com/feed",
    "https://stargazer.tumblr.com/post/1, https://stargazer.tumblr.com/rss",
  })
  void knowsTheFeedsOfHosts(String url, String feed) {
    Candidate best = Discovery.find("<p>Nothing is declared.", url).getFirst();
    assertThat(best.url()).isEqualTo(feed);
    assertThat(best.kind()).isEqualTo(Kind.KNOWN);
  }

  @Test
  void declaredIsBetterThanKnownIsBetterThanLinked() {
    assertThat(
            Discovery.find(
                "<a href=/a.rss>a</a><link rel=alternate type=application/rss+xml href=/b>",
                "https://stars.wordpress.com/"))
        .extracting(Candidate::url)
        .containsExactly(
            "https://stars.wordpress.com/b",
            "https://stars.wordpress.com/feed",
            "https://stars.wordpress.com/a.rss");
  }

  @Test
  void tellsTheMediaType() {
    String page = "<link rel=alternate type='Application/Atom+XML; charset=utf-8' href=/f>";
    assertThat(Discovery.find(page, "https://site.example/"))
        .containsExactly(
            new Candidate(
                "https://site.example/f", null, "application/atom+xml", Kind.DECLARED, Role.POSTS));
  }

  @Test
  void anAddressThatIsNoneHasNoFeeds() {
    assertThat(Discovery.find("<a href=/feed>f</a>", "")).isEmpty();
    assertThat(Discovery.find("<a href=/feed>f</a>", "file:///etc/passwd")).isEmpty();
    assertThat(Discovery.find("<a href=/feed>f</a>", "no address")).isEmpty();
  }

  @Test
  void longAndDeepPagesEnd() {
    String url = "https://site.example/";
    String links = "<a href='/a.rss?'>x</a>".repeat(200_000);
    assertThat(Discovery.find(links, url)).hasSizeLessThanOrEqualTo(50);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      many.append("<link rel=alternate type=application/rss+xml href=/").append(i).append('>');
    }
    assertThat(Discovery.find(many.toString(), url)).hasSize(50);
    StringBuilder nested = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      nested.append("<a href=/").append(i).append(".rss><table><tr><td>");
    }
    assertThat(Discovery.find(nested + "words ".repeat(200_000), url)).hasSize(50);
    assertThat(Discovery.find("<div><b>".repeat(50_000) + "<a href=/feed>f</a>", url)).isNotEmpty();
    assertThat(Discovery.find("<a href='feed:" + "x".repeat(3_000_000) + "'>f</a>", url))
        .allMatch(c -> c.url().length() < 2_100);
  }

  /** Whatever is done to a page, its candidates are web addresses, each once. */
  @Test
  void damagedPagesDoNoHarm() throws IOException {
    List<String> sources = new ArrayList<>();
    for (Path page : pages()) {
      sources.add(Files.readString(page));
    }
    List<String> urls =
        List.of(
            "https://site.example/a/",
            "http://x",
            "https://www.youtube.com/@",
            "http://[",
            "http:///");
    Random random = new Random(20240501);
    String alphabet = "<>\"'=/ #?:&%\\\0\u00e9\ud83daZ[]{}|^`feed:rss.";
    for (int i = 0; i < 1_500; i++) {
      StringBuilder page = new StringBuilder(sources.get(random.nextInt(sources.size())));
      for (int change = 1 + random.nextInt(20); change > 0 && page.length() > 9; change--) {
        int at = random.nextInt(page.length() - 1);
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> page.insert(at, c);
          case 1 -> page.delete(at, Math.min(page.length(), at + 1 + random.nextInt(9)));
          default -> page.setCharAt(at, c);
        }
      }
      List<Candidate> found =
          Discovery.find(page.toString(), urls.get(random.nextInt(urls.size())));
      assertThat(found).extracting(Candidate::url).doesNotHaveDuplicates();
      assertThat(found).allMatch(c -> c.url().startsWith("http"));
    }
  }

  /** The captured pages: what they declare by the book is found, and comes before all else. */
  @Test
  @Tag("corpus")
  void findsWhatRealPagesDeclare() throws IOException {
    Path corpus = Path.of("../shared/corpus/open/pages");
    assumeTrue(Files.isDirectory(corpus), "no captured pages at " + corpus);
    List<Path> files;
    try (Stream<Path> list = Files.list(corpus)) {
      files = list.filter(f -> f.toString().endsWith(".html")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(40);
    for (Path file : files) {
      String html = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      String url = "https://site.example/";
      List<Candidate> found = Discovery.find(html, url);
      List<String> urls = found.stream().map(c -> DiscoveryAddress.key(c.url())).toList();
      for (Element link : Jsoup.parse(html, url).select("link[rel=alternate]")) {
        if (link.attr("type").matches("application/(rss|atom)\\+xml")) {
          assertThat(urls)
              .as(file + " " + link)
              .contains(DiscoveryAddress.key(link.absUrl("href")));
          assertThat(found.getFirst().kind()).as(file.toString()).isNotEqualTo(Kind.GUESS);
        }
      }
      assertThat(found)
          .as(file.toString())
          .noneMatch(c -> c.url().matches(".*(oembed|opensearch|wlwmanifest|xmlrpc|sitemap).*"));
    }
  }
}
