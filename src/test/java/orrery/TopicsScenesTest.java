package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import orrery.Cycle.Ask;
import orrery.Host.Answer;
import orrery.feed.Tag;
import orrery.store.Explained;

/** Topics of a planet, as its readers find them. */
class TopicsScenesTest extends Scenes {
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "Gardening",
          List.of("seedlings", "compost", "pruning", "beans", "soil", "mulch", "roses", "weeds"),
          "Cycling",
          List.of("pedals", "saddle", "gears", "climb", "chain", "tyres", "brakes", "peloton"),
          "Baking",
          List.of("dough", "oven", "flour", "yeast", "crust", "loaf", "proofing", "crumb"));

  private static final List<String> COMMON =
      List.of(
          "today", "I", "went", "to", "see", "how", "the", "old", "one", "was", "doing", "and",
          "found", "that", "it", "had", "changed", "a", "little", "since", "last", "week");

  private final Map<String, List<String>> documents = new HashMap<>();
  private final Random random = new Random(8);

  private void feed(String path) {
    documents.put(path, new ArrayList<>());
    feed(
        path,
        asked ->
            Answer.ok(
                "<rss version='2.0'><channel><title>Blog %s</title><link>%s</link>%s</channel></rss>"
                    .formatted(
                        path.substring(1),
                        host.url(path + "/"),
                        String.join("", Objects.requireNonNull(documents.get(path))))));
  }

  /** A blog says something more. */
  private void post(String path, String title, String text, String... categories) {
    List<String> document = Objects.requireNonNull(documents.get(path));
    StringBuilder names = new StringBuilder();
    for (String category : categories) {
      names.append("<category>").append(category).append("</category>");
    }
    document.add(
        0,
        "<item><guid isPermaLink='false'>%s</guid><link>%s</link><title>%s</title><pubDate>%s</pubDate>%s<description>%s</description></item>"
            .formatted(
                path + document.size(),
                host.url(path + "/" + document.size()),
                title,
                scene.now.minus(Duration.ofHours(documents.size() + 5L * document.size())),
                names,
                text));
  }

  /** Some sentences on a topic. */
  private String on(String topic) {
    List<String> words = Objects.requireNonNull(WORDS.get(topic));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      List<String> from = random.nextInt(3) == 0 ? words : COMMON;
      text.append(from.get(random.nextInt(from.size()))).append(i % 12 == 11 ? ". " : " ");
    }
    return text.toString();
  }

  private Explained only(String question) {
    List<Explained> found = scene.explain(question);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private List<String> tags(String question) {
    return only(question).tags().stream().map(Tag::label).toList();
  }

  /** The pages of topics, by what they are called. */
  private List<String> topics() {
    return Pattern.compile("href=\"tag/[^\"]*\"[^>]*><bdi>([^<]*)")
        .matcher(scene.page("tags.html"))
        .results()
        .map(found -> found.group(1))
        .distinct()
        .sorted()
        .toList();
  }

  private List<Path> files(String under) {
    try (Stream<Path> files = Files.walk(scene.folder.resolve(under))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void spellingsOfOneTagAreOnePage() {
    scene.write("suggest_tags = no");
    feed("/a");
    feed("/b");
    post("/a", "One", "", "Web Apps");
    post("/a", "Two", "", "Web Apps", "Uncategorized");
    post("/b", "Three", "", "#webapp", "Blog");
    post("/b", "Four", "", "web-apps", "Rare");
    scene.cycle();

    assertThat(topics()).containsExactly("Web Apps");
    assertThat(files("site/tag")).hasSize(5); // a page, and four feeds
    assertThat(tags("Four")).containsExactly("Web Apps", "Rare");
    assertThat(tags("Three")).containsExactly("Web Apps");
  }

  @Test
  void theThirdPostGivesATagItsPageAndTakesItAway() {
    scene.write("suggest_tags = no");
    feed("/a");
    post("/a", "One", "", "Tea");
    scene.now = scene.now.minus(Duration.ofDays(3));
    post("/a", "Two", "", "Tea");
    post("/a", "Other", "");
    scene.now = scene.now.plus(Duration.ofDays(3));
    scene.cycle();
    assertThat(scene.page("2026/11/22.html")).contains("Tea").doesNotContain("tag/tea");

    post("/a", "Three", "", "tea");
    scene.now = scene.now.plus(Duration.ofHours(2));
    scene.cycle(Ask.ALL);
    assertThat(topics()).containsExactly("Tea");
    assertThat(scene.page("2026/11/22.html")).contains("tag/tea");
    assertThat(scene.page("2026/11/19.html")).contains("tag/tea");

    scene.hide(host.url("/a/3"), "spilt");
    scene.cycle();
    assertThat(topics()).isEmpty();
    assertThat(files("site")).noneMatch(file -> file.toString().contains("/tag/"));
    assertThat(scene.page("2026/11/19.html")).contains("Tea").doesNotContain("tag/tea");
  }

  @Test
  void theSpellingMostUsedStandsOnOldPagesToo() {
    scene.write("suggest_tags = no\ntag_minimum = 1");
    feed("/a");
    feed("/b");
    post("/a", "One", "", "open-source");
    scene.cycle();
    assertThat(scene.page("2026/11/22.html")).contains(">open-source<");

    post("/b", "Two", "", "Open Source");
    post("/b", "Three", "", "Open Source");
    scene.now = scene.now.plus(Duration.ofDays(2));
    scene.cycle(Ask.ALL);
    assertThat(topics()).containsExactly("Open Source");
    assertThat(scene.page("2026/11/22.html"))
        .contains(">Open Source<")
        .doesNotContain("open-source<");
  }

  @Test
  void theConfigSaysHowTagsAreCalled() {
    scene.write("suggest_tags = no\ntag_minimum = 2");
    feed("/a");
    feed("/b");
    post("/a", "One", "", "py", "Personal");
    post("/a", "Two CVE-2026-1", "", "Python3");
    post("/b", "Three", "Fixes CVE-2026-2.");
    post("/b", "Four", "We ran cargo build.", "CPython");
    scene.cycle();
    assertThat(topics()).isEmpty();

    scene.write(
        """
        [tags]
        Python = py, python3, cpython
        Security.title = \\bCVE-\\d
        Rust.text = cargo build
        hide = personal\
        """);
    scene.write(host.url("/b"), "tags = Bees");
    scene.cycle();

    assertThat(topics()).containsExactly("Bees", "Python");
    assertThat(tags("One")).containsExactly("Python");
    assertThat(tags("Two CVE-2026-1")).containsExactly("Python", "Security");
    assertThat(tags("Three")).containsExactly("Bees");
    assertThat(tags("Four")).containsExactly("Python", "Bees", "Rust");
  }

  @Test
  void postsWithoutTagsGetThoseThatOthersUse() {
    for (int blog = 0; blog < 8; blog++) {
      feed("/" + blog);
      for (String topic : List.of("Baking", "Cycling", "Gardening")) {
        for (int i = 0; i < 6; i++) {
          post("/" + blog, "Note " + blog + topic.charAt(0) + i, on(topic), topic);
        }
      }
    }
    feed("/silent");
    post("/silent", "A walk", on("Gardening") + on("Gardening"), "Uncategorized");
    post("/silent", "Nothing", "today I went to see how it was doing and found a little one");
    scene.cycle();

    assertThat(only("A walk").tags())
        .singleElement()
        .matches(Tag::suggested)
        .extracting(Tag::label)
        .isEqualTo("Gardening");
    assertThat(only("Nothing").tags()).isEmpty();

    post("/silent", "A ride", on("Cycling") + on("Cycling"));
    scene.now = scene.now.plus(Duration.ofHours(2));
    scene.cycle(Ask.ALL);
    assertThat(tags("A ride")).containsExactly("Cycling");
    assertThat(scene.recurate().added()).isZero();
    assertThat(tags("A ride")).containsExactly("Cycling");

    scene.write("suggest_tags = no");
    scene.cycle();
    assertThat(only("A walk").tags()).isEmpty();
  }

  @Test
  void postsLeadToOthersOnTheSameThings() {
    scene.write("suggest_tags = no");
    for (int blog = 0; blog < 5; blog++) {
      feed("/" + blog);
      post("/" + blog, "Rose " + "abcde".charAt(blog), on("Gardening"), "Garden");
      post("/" + blog, "Wheel " + "abcde".charAt(blog), on("Cycling"), "Bikes");
    }
    scene.cycle();

    String page = scene.page("index.html");
    for (String article : page.split("<article", -1)) {
      if (article.contains(">Rose ")) {
        assertThat(article).contains("class=\"related").doesNotContain("Wheel");
      }
    }
  }
}
