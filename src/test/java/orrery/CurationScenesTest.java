package orrery;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import orrery.Cycle.Ask;
import orrery.Host.Answer;

/** Floods, moves and doubles, as readers of a planet see them: not at all. */
class CurationScenesTest extends Scenes {
  private static final String WORDS =
      "The words of this post are its own, and there are so many of them that nobody takes it for"
          + " another: it tells of paste and thread, of boards and cloth, of the press that stood in"
          + " the corner, and of number ";

  private final Map<String, List<Item>> documents = new HashMap<>();

  /** What a feed says of a post. */
  private record Item(String id, String url, String title, @Nullable Instant date, String text) {
    Item at(Instant other) {
      return new Item(id, url, title, other, text);
    }

    Item saying(String other) {
      return new Item(id, url, title, date, other);
    }

    Item under(String otherId, String otherUrl) {
      return new Item(otherId, otherUrl, title, date, text);
    }

    @Override
    public String toString() {
      return "<item><guid isPermaLink='false'>%s</guid><link>%s</link><title>%s</title>%s<description>%s</description></item>"
          .formatted(id, url, title, date == null ? "" : "<pubDate>" + date + "</pubDate>", text);
    }
  }

  private String feed(String path) {
    return feed(host, path);
  }

  private String feed(Host of, String path) {
    return scene.list(
        of.page(
            path,
            asked ->
                Answer.ok(
                    "<rss version='2.0'><channel><title>Blog</title><link>%s</link>%s</channel></rss>"
                        .formatted(
                            of.url("/"),
                            String.join(
                                "",
                                Objects.requireNonNull(documents.get(path)).stream()
                                    .map(Item::toString)
                                    .toList())))));
  }

  private static Item item(String site, String name, @Nullable Instant date) {
    return new Item(site + name, site + name, "Post " + name, date, WORDS + name + ".");
  }

  private Item item(String name, @Nullable Instant date) {
    return item(host.url("/"), name, date);
  }

  /** Posts such as "b1", one such time before the other. */
  private List<Item> items(String name, int count, Instant newest, Duration apart) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item(name + (i + 1), newest.minus(apart.multipliedBy(i))));
    }
    return items;
  }

  private void says(String path, List<Item> items) {
    documents.put(path, items);
  }

  private static List<String> titles(String page) {
    return Pattern.compile("p-name[^>]*>(?:<[^>]*>)*Post (\\w+)")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private List<String> front() {
    return titles(scene.page("index.html"));
  }

  private void later(int days) {
    scene.now = scene.now.plus(ofDays(days));
    scene.cycle(Ask.ALL);
  }

  @Test
  void thePastOfANewBlogDoesNotCoverTheFrontPage() {
    feed("/a");
    says("/a", items("a", 8, scene.now.minus(ofHours(1)), ofDays(2)));
    scene.cycle();
    feed("/b");
    says("/b", items("b", 40, scene.now.minus(ofHours(2)), ofHours(3)));
    later(1);

    assertThat(front()).filteredOn(title -> title.startsWith("b")).hasSize(10);
    assertThat(front()).filteredOn(title -> title.startsWith("a")).hasSize(8);
    assertThat(scene.page("atom.xml")).contains("Post b10<").doesNotContain("Post b11<");
    assertThat(scene.page("2026/11/20.html")).contains("Post b20");
  }

  @Test
  void aBlogWithoutDatesHasFewOfItsPastOnTheFrontPageInItsOrder() {
    feed("/b");
    List<Item> undated = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      undated.add(item("b" + i, null));
    }
    says("/b", undated);
    scene.cycle();

    assertThat(front()).containsExactly("b1", "b2", "b3", "b4", "b5");
  }

  @Test
  void ofManyPostsOfADayFiveStandOnTheFrontPage() {
    feed("/a");
    List<Item> past = items("a", 3, scene.now.minus(ofDays(1)), ofDays(1));
    says("/a", past);
    scene.cycle();
    scene.now = scene.now.plus(ofDays(1));
    List<Item> flood = new ArrayList<>(items("f", 8, scene.now.minus(ofHours(1)), ofHours(1)));
    flood.addAll(past);
    says("/a", flood);
    scene.cycle(Ask.ALL);

    assertThat(front()).containsExactly("f1", "f2", "f3", "f4", "f5", "a1", "a2", "a3");
    assertThat(titles(scene.page("2026/11/23.html"))).contains("f6", "f7", "f8");

    scene.write("burst = 7");
    scene.cycle();
    assertThat(front()).contains("f7").doesNotContain("f8");
  }

  @Test
  void whatWasWrittenMonthsAgoAndPublishedTodayIsSeen() {
    feed("/a");
    List<Item> past = items("a", 6, scene.now.minus(ofDays(2)), ofDays(40));
    says("/a", past);
    scene.cycle();
    List<Item> now = new ArrayList<>(past);
    now.add(3, item("draft", scene.now.minus(ofDays(100))));
    says("/a", now);
    later(7);

    assertThat(front().getFirst()).isEqualTo("draft");
    later(7);
    assertThat(front()).doesNotHaveDuplicates().startsWith("draft", "a1");
  }

  @Test
  void aFeedThatIsRebuiltMovesNothing() {
    feed("/a");
    List<Item> before = items("a", 9, scene.now.minus(ofDays(1)), ofDays(3));
    before.replaceAll(item -> item.title().endsWith("9") ? item.saying("A short note.") : item);
    says("/a", before);
    scene.cycle();
    List<String> front = front();
    List<String> ids = ids();
    Instant today = scene.now.plus(ofDays(1));

    says(
        "/a",
        before.stream()
            .map(
                item ->
                    item.under(
                        "urn:new:" + item.title(),
                        "https://new.example/" + item.title().substring(5)))
            .map(item -> item.at(today))
            .toList());
    later(1);
    later(1);

    assertThat(front()).isEqualTo(front).hasSize(9);
    assertThat(scene.page("2026/11/22.html")).contains("Post a1").contains("new.example");
    assertThat(ids()).as("readers have them already").isEqualTo(ids);
    assertThat(scene.page("feed.json")).doesNotContain("date_modified");
  }

  /** What the planet's own feed calls its posts. */
  private List<String> ids() {
    return Pattern.compile("\"id\":\\s*\"([^\"]+)\"")
        .matcher(scene.page("feed.json"))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void theFutureIsHeldUntilThenWhereThePlanetSaysSo() {
    scene.write("future_dates = hold");
    feed("/a");
    says(
        "/a",
        List.of(item("soon", scene.now.plus(ofDays(2))), item("now", scene.now.minus(ofHours(1)))));
    scene.cycle();
    assertThat(front()).containsExactly("now");
    scene.now = scene.now.plus(ofDays(1));
    assertThat(scene.cycle().planets().getFirst().files()).isZero();

    scene.now = scene.now.plus(ofDays(1));
    scene.cycle();

    assertThat(front()).containsExactly("soon", "now");
    assertThat(scene.page("2026/11/25.html")).contains("Post soon");
  }

  @Test
  void theAuthorsOwnTakesThePlaceOfWhatPassedItOn() {
    Host author = scene.host("127.0.0.2");
    Item post = item(author.url("/"), "a1", scene.now.minus(ofDays(1)));
    feed("/planet");
    says("/planet", List.of(post.at(scene.now.minus(ofHours(5)))));
    scene.cycle();
    assertThat(front()).containsExactly("a1");
    String before = scene.page("2026/11/22.html");

    feed(author, "/own");
    says("/own", List.of(post));
    later(1);

    assertThat(front()).containsExactly("a1");
    assertThat(scene.page("2026/11/22.html")).contains("Post a1").isNotEqualTo(before);
    assertThat(titles(scene.page("2026/11/22.html"))).containsExactly("a1");
    assertThat(scene.page("index.html")).as("also in").contains("planet");
  }
}
