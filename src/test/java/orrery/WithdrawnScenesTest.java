package orrery;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Cycle.Ask;
import orrery.Host.Answer;

/** Posts that leave their feeds, or grow old, as readers see it. */
class WithdrawnScenesTest extends Scenes {
  private final Map<String, String> documents = new HashMap<>();

  @BeforeEach
  void theFrontPageHasAll() {
    scene.write("new_feed_items = 0\nburst = 0");
  }

  /** Lists a feed whose document the test sets, with an ETag if it likes. */
  private String feed(String path, boolean etag) {
    return feed(
        path,
        asked -> {
          String body = documents.getOrDefault(path, "");
          String tag = "\"" + body.hashCode() + "\"";
          if (!etag) {
            return Answer.ok(body);
          }
          return tag.equals(asked.header("If-None-Match"))
              ? Answer.of(304, "ETag: " + tag)
              : Answer.ok(body, "ETag: " + tag);
        });
  }

  /** From now on a feed has posts of these days of November, in this order. */
  private void says(String path, Integer... days) {
    documents.put(path, rss(path, days));
  }

  private String rss(String path, Integer... days) {
    var xml = new StringBuilder("<rss version='2.0'><channel><title>A blog</title>");
    xml.append("<link>").append(host.url("/")).append("</link>");
    for (int day : days) {
      xml.append("<item><guid>").append(host.url(path + day)).append("</guid><title>Day ");
      xml.append(day).append("</title><pubDate>").append("2026-11-%02dT08:00:00Z".formatted(day));
      xml.append("</pubDate><description>The words of day ").append(day);
      xml.append(", of which there are more than a few.</description></item>");
    }
    return xml.append("</channel></rss>").toString();
  }

  private static Integer[] days(int newest, int oldest, Integer... without) {
    List<Integer> days = new ArrayList<>();
    for (int day = newest; day >= oldest; day--) {
      if (!Arrays.asList(without).contains(day)) {
        days.add(day);
      }
    }
    return days.toArray(Integer[]::new);
  }

  /** The days that the front page has, newest first. */
  private List<Integer> front() {
    return days(scene.page("index.html"));
  }

  private static List<Integer> days(String html) {
    return Pattern.compile("p-name[^>]*>(?:<[^>]*>)*Day (\\d+)")
        .matcher(html)
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .toList();
  }

  private Report again() {
    scene.now = scene.now.plus(ofDays(1));
    return scene.cycle(Ask.ALL);
  }

  /** What the site has, but for the file that every cycle writes. */
  private Map<String, String> site() {
    Map<String, String> files = new HashMap<>();
    Path site = scene.folder.resolve("site");
    try (Stream<Path> all = Files.walk(site)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("status.json")) {
          files.put(site.relativize(file).toString(), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatItsAuthorDeletesGoesAfterTwoFetchesAndMayComeBack(boolean etag) {
    feed("/a", etag);
    says("/a", days(15, 10));
    scene.cycle();
    Map<String, String> before = site();
    assertThat(front()).containsExactly(15, 14, 13, 12, 11, 10);

    says("/a", days(15, 10, 12));
    assertThat(again().planets().getFirst().files()).as("seen once").isZero();
    assertThat(front()).contains(12);

    assertThat(again().planets().getFirst().files()).isPositive();
    assertThat(front()).containsExactly(15, 14, 13, 11, 10);
    assertThat(scene.folder.resolve("site/2026/11/12.html")).doesNotExist();
    String told = scene.page(statusPage());
    assertThat(told).contains("Its author took it out of the feed");

    assertThat(again().planets().getFirst().files()).as("no news").isZero();

    says("/a", days(15, 10));
    again();
    assertThat(front()).containsExactly(15, 14, 13, 12, 11, 10);
    assertThat(site().get("2026/11/12.html")).isEqualTo(before.get("2026/11/12.html"));
    assertThat(again().planets().getFirst().files()).isZero();
  }

  private String statusPage() {
    return site().keySet().stream()
        .filter(path -> path.startsWith("status/") && !path.endsWith("index.html"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatComesBackAtTheSecondFetchWasNeverGone() {
    feed("/a", true);
    says("/a", days(15, 10));
    scene.cycle();
    says("/a", days(15, 10, 12));
    again();
    says("/a", days(15, 10));
    assertThat(again().planets().getFirst().files()).isZero();
    says("/a", days(16, 10, 12));
    again();
    assertThat(front()).as("missing for the first time again").contains(12);
  }

  @Test
  void aWindowThatMovesOnDeletesNothing() {
    feed("/a", true);
    for (int newest = 10; newest < 20; newest += 2) {
      says("/a", days(newest, newest - 4));
      again();
    }
    again();
    assertThat(front()).containsExactly(days(18, 6));
  }

  @Test
  void aFeedThatSelectsOtherwiseDeletesNothing() {
    feed("/a", true);
    says("/a", days(20, 1));
    scene.cycle();
    says("/a", 20, 16, 12, 8, 4, 1);
    again();
    again();
    assertThat(front()).hasSize(20);
  }

  @Test
  void whatBrokeOffOrIsEmptySaysNothing() {
    feed("/a", false);
    says("/a", days(15, 10));
    scene.cycle();
    String whole = rss("/a", days(15, 10, 12));
    documents.put("/a", whole.substring(0, whole.indexOf("Day 10") + 3));
    again();
    again();
    says("/a");
    again();
    again();
    assertThat(front()).contains(12);

    says("/a", days(15, 10, 12));
    again();
    assertThat(front()).as("seen once").contains(12);
    documents.put("/a", "<html>Under construction</html>");
    again();
    assertThat(front()).as("a fetch that failed").contains(12);
    says("/a", days(15, 10, 12));
    again();
    assertThat(front()).doesNotContain(12);
  }

  @Test
  void aRevisedPostIsNotMissing() {
    feed("/a", true);
    says("/a", days(15, 10));
    scene.cycle();
    documents.put("/a", rss("/a", days(15, 10)).replace("Day 12", "Day 12, mended"));
    again();
    again();
    assertThat(front()).containsExactly(15, 14, 13, 12, 11, 10);
  }

  @Test
  void aFeedThatLeavesAndComesBackBringsItsPostsOnTheirDates() {
    String a = feed("/a", true);
    feed("/b", true);
    says("/a", days(15, 10));
    says("/b", days(9, 7));
    scene.cycle();
    Map<String, String> before = site();
    scene.strike(a);
    again();
    assertThat(front()).containsExactly(9, 8, 7);

    says("/a", days(15, 14));
    scene.list(a);
    again();
    assertThat(front()).containsExactly(days(15, 7));
    assertThat(site().get("2026/11/10.html")).isEqualTo(before.get("2026/11/10.html"));
  }

  @Test
  void onlyTheNewestOfAFeedAreKept() {
    scene.write(feed("/a", true), "keep_entries = 3");
    feed("/b", true);
    says("/a", days(15, 10));
    says("/b", days(9, 6));
    scene.cycle();
    assertThat(front()).containsExactly(15, 14, 13, 9, 8, 7, 6);
    assertThat(site().keySet()).noneMatch(path -> path.contains("2026/11/12"));

    says("/a", days(17, 11));
    again();
    assertThat(front()).containsExactly(17, 16, 15, 9, 8, 7, 6);
    assertThat(site().keySet()).noneMatch(path -> path.contains("2026/11/13"));
    assertThat(scene.page("status/index.html")).contains("/a");
    assertThat(again().planets().getFirst().files()).as("no news").isZero();

    scene.write(host.url("/a"), "keep_entries = 5");
    again();
    assertThat(front()).as("what was kept away comes back").startsWith(17, 16, 15, 14, 13, 9);
  }

  @Test
  void whatGrowsOldGoesWithoutNews() {
    scene.write("keep_days = 14");
    feed("/a", true);
    says("/a", days(20, 5));
    scene.cycle();
    assertThat(front()).as("of the 23rd").containsExactly(days(20, 9));

    scene.now = scene.now.plus(ofDays(1));
    assertThat(scene.cycle().planets().getFirst().files()).isPositive();
    assertThat(front()).containsExactly(days(20, 10));
    assertThat(scene.page("archive.html")).isNotEmpty();
    assertThat(site().keySet()).noneMatch(path -> path.contains("2026/11/09"));
    assertThat(scene.cycle().planets().getFirst().files()).as("no news").isZero();

    scene.write(host.url("/a"), "keep_days = 0");
    scene.cycle();
    assertThat(front()).containsExactly(days(20, 5));
  }

  @Test
  void copiesOfWhatIsNoLongerKeptDoNotStepIn() {
    scene.write(feed("/a", true), "keep_entries = 3");
    says("/a", days(15, 10));
    feed("/b", true);
    documents.put("/b", rss("/a", days(15, 10)));
    scene.cycle();
    assertThat(front()).containsExactly(15, 14, 13);
    says("/a", days(16, 10));
    again();
    assertThat(front()).containsExactly(16, 15, 14);
    scene.write(host.url("/a"), "keep_entries = 2");
    again();
    assertThat(front()).containsExactly(16, 15);
    documents.put("/b", rss("/a", days(15, 10)).replace("words", "very words"));
    again();
    assertThat(front()).as("copies said anew").containsExactly(16, 15);
    scene.write(host.url("/a"), "keep_entries = 0");
    again();
    assertThat(front()).containsExactly(days(16, 10));
  }

  @Test
  void whatWasPrunedDoesNotComeBackThoughItsFeedStillHasIt() {
    scene.write(feed("/a", false), "keep_entries = 3");
    says("/a", days(15, 10));
    scene.cycle();
    assertThat(scene.prune()).isEqualTo(3);
    again();
    assertThat(front()).containsExactly(15, 14, 13);
    assertThat(scene.page(statusPage())).contains("its text was dropped");
    assertThat(again().planets().getFirst().files()).as("no news").isZero();

    scene.write(host.url("/a"), "keep_entries = 0");
    again();
    assertThat(front()).as("whatever the config says").containsExactly(15, 14, 13);

    documents.put(
        "/a", rss("/a", days(15, 10)).replace("words of day 11,", "new words of day 11,"));
    again();
    assertThat(front()).as("said anew").containsExactly(15, 14, 13, 11);
    assertThat(scene.page("2026/11/11.html")).contains("new words of day 11");
  }

  @Test
  void allIsMadeAnewFromWhatWasRead() {
    feed("/a", true);
    says("/a", days(15, 10));
    scene.cycle();
    Map<String, String> before = site();
    scene.tamper(
        "update entry set title = 'Wrong', tags = 'wrong\tWrong', key_link = 7, language = 'xx'"
            + " where title = 'Day 12'",
        "update body set html = X'787878' where entry_id in (select min(entry_id) from body)",
        "update entry set revision = revision + 1",
        "update planet set pending = true");
    scene.now = scene.now.plus(Scene.STEP);
    scene.cycle();
    assertThat(site()).isNotEqualTo(before);

    scene.now = scene.now.plus(Scene.STEP);
    assertThat(scene.recurate().planets().getFirst().files()).isPositive();
    assertThat(site()).isEqualTo(before);
    before = site();
    scene.now = scene.now.plus(Scene.STEP);
    int files = scene.recurate().planets().getFirst().files();
    assertThat(site()).isEqualTo(before);
    assertThat(files).as("status.json").isEqualTo(1);
  }
}
