package orrery;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Cycle.Ask;
import orrery.Host.Answer;
import orrery.store.Explained;

/** What bloggers and maintainers ask, and what they are told. */
class ExplainTest extends Scenes {
  private static final Instant WRITTEN = Instant.parse("2026-11-20T08:00:00Z");

  /** A site that nobody asks: addresses of posts are only read. */
  private static final String ADA = "https://ada.example";

  private final Map<String, List<Written>> posts = new HashMap<>();

  /** Lists a feed of what {@link #posts} has for it; its site is the host that its posts name. */
  private String blog(String path, String site) {
    posts.put(path, new ArrayList<>());
    return feed(
        path, asked -> Answer.ok(new Feedwriter(site + path, "rss").document(posts.get(path))));
  }

  private static Written post(String name) {
    return Written.BLANK
        .id("urn:" + name)
        .url(ADA + "/2026/" + name)
        .title("About " + name)
        .date(WRITTEN)
        .html("<p>Some words about " + name + ", of which there are a few.</p>");
  }

  private void says(String path, Written... written) {
    posts.put(path, new ArrayList<>(List.of(written)));
  }

  private void next() {
    scene.now = scene.now.plus(ofHours(3));
    scene.cycle(Ask.ALL);
  }

  private List<Explained> ask(String question) {
    return scene.explain(question);
  }

  private String why(String question) {
    assertThat(ask(question)).as(question).hasSize(1);
    return ask(question).getFirst().detail();
  }

  // spellings ------------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ada.example/2026/engines",
        "http://ada.example/2026/engines",
        "HTTPS://WWW.Ada.Example:443/2026/engines/",
        "https://ada.example/2026/engines?utm_source=feed&fbclid=1#top",
        "ada.example/2026/engines",
        "www.ada.example/2026/engines/",
        " https://ada.example/2026/engines ",
        "urn:engines",
        "About engines",
        "ENGINES",
        "engines about"
      })
  void aPostIsFoundByAnySpelling(String question) {
    blog("/ada", ADA);
    says("/ada", post("engines"), post("looms"));
    scene.cycle();

    assertThat(why(question)).isEqualTo("Shown since 2026-11-23 00:00 UTC.");
    assertThat(ask(question).getFirst().title()).isEqualTo("About engines");
  }

  @Test
  void aFeedIsFoundByItsAddressItsNameAndItsSite() {
    String url = blog("/ada", ADA);
    blog("/ben", "https://ben.example");
    says("/ada", post("looms"), post("engines").date(WRITTEN.plus(ofDays(1))));
    says("/ben", post("home").url("https://ben.example/").id("17"));
    scene.cycle();

    for (String question :
        List.of(
            url,
            url + "/",
            url.replace("http:", "https:"),
            "feed:" + url,
            "ADA",
            "ada.example",
            ADA + "/?utm_source=x")) {
      assertThat(ask(question))
          .as(question)
          .extracting(Explained::title)
          .containsExactly("About engines", "About looms");
    }
    assertThat(ask("ben")).extracting(Explained::title).containsExactly("About home");
    assertThat(ask("17")).as("an id").extracting(Explained::title).containsExactly("About home");
    assertThat(ask("https://www.ben.example")).hasSize(1);
    assertThat(ask("about")).as("words of titles, newest first").hasSize(3);
    assertThat(ask(" ")).isEmpty();
  }

  @Test
  void whatAFeedOfCommentsNamesAsItsSiteIsAPost() {
    blog("/ada", ADA);
    String comments = ADA + "/2026/engines";
    feed(
        "/comments",
        asked ->
            Answer.ok(
                "<rss version='2.0'><channel><title>C</title><link>%s</link><item><guid>c1</guid><title>Yes</title><link>%s#c1</link><description>So it is, I say.</description></item></channel></rss>"
                    .formatted(comments, ADA + "/comments/1")));
    says("/ada", post("engines"));
    scene.cycle();

    assertThat(ask(comments)).extracting(Explained::title).containsExactly("About engines");
  }

  @Test
  void aPostIsFoundByTheAddressAndIdThatItHad() {
    blog("/ada", ADA);
    says("/ada", post("engines"), post("looms"));
    scene.cycle();
    says("/ada", post("engines").url(ADA + "/p/1"), post("looms").id("urn:other"));
    next();

    assertThat(why(ADA + "/2026/engines/"))
        .isEqualTo(why(ADA + "/p/1"))
        .isEqualTo(
            "Shown since 2026-11-23 00:00 UTC. Its feed changed its address; it was known again by"
                + " its id.");
    assertThat(why("urn:looms"))
        .isEqualTo(
            "Shown since 2026-11-23 00:00 UTC. Its feed changed its id; it was known again by its"
                + " address.");
  }

  // sentences ------------------------------------------------------------------------------------

  @Test
  void aChangedTextAndStrangeDatesAreTold() {
    blog("/ada", ADA);
    says(
        "/ada",
        post("engines"),
        post("looms").date(null),
        post("moon").date(scene.now.plus(ofDays(9))));
    scene.cycle();
    says(
        "/ada",
        post("engines").html("<p>Other words, and a few of them are more than before.</p>"),
        post("looms").date(null),
        post("moon").date(scene.now.plus(ofDays(9))));
    next();
    Written mended =
        post("engines").html("<p>Other words, and a few of them are more than before.</p>");
    says("/ada", mended.date(WRITTEN.minus(ofDays(90))));
    assertThat(why("engines"))
        .isEqualTo("Shown since 2026-11-23 00:00 UTC. Its text changed on 2026-11-23 03:00 UTC.");
    assertThat(why("looms"))
        .isEqualTo(
            "Shown since 2026-11-23 00:00 UTC. It has no date, and stands where it was first seen.");
    assertThat(why("moon"))
        .isEqualTo(
            "Shown since 2026-11-23 00:00 UTC. Its feed dates it in the future, 2026-12-02 00:00"
                + " UTC; so it stands where it was first seen.");

    next();
    assertThat(why("engines"))
        .contains(" Its feed dates it 2026-08-22 08:00 UTC now; it stays where it stands.");
  }

  @Test
  void aPostThatComesLateStandsWhereItWasSeen() {
    blog("/ada", ADA);
    Written old = post("old").date(WRITTEN.minus(ofDays(200)));
    says("/ada", post("engines"), old);
    scene.cycle();
    says("/ada", post("engines"), post("draft").date(WRITTEN.minus(ofDays(100))), old);
    next();

    assertThat(why("draft"))
        .isEqualTo(
            "Shown since 2026-11-23 03:00 UTC. Its feed dates it 2026-08-12 08:00 UTC, and had it"
                + " only from 2026-11-23 03:00 UTC on; so it stands where it was first seen.");
  }

  @Test
  void aDuplicateIsToldWithWhatItIsOfAndWhy() {
    blog("/ada", ADA);
    blog("/club", "https://club.example");
    Written engines = post("engines");
    says("/ada", engines);
    says("/club", engines.html(engines.html() + "<p>" + "And more of it. ".repeat(80) + "</p>"));
    scene.cycle();
    assertThat(why("club"))
        .isEqualTo(
            "Duplicate of https://ada.example/2026/engines (“About engines” in ada) because both"
                + " have the same id; that one is shown because it is the author's own.");
    assertThat(ask("club").getFirst().of()).isEqualTo("https://ada.example/2026/engines");
    assertThat(ask(ADA + "/2026/engines"))
        .extracting(Explained::verdict)
        .containsExactlyInAnyOrder("shown", "duplicate");
  }

  @Test
  void ofTwoFeedsOfABlogTheFullerOrTheFirstIsShown() {
    blog("/ada", ADA);
    blog("/full", ADA);
    blog("/late", ADA);
    String text =
        "<p>" + "Words of a text that is long enough to be called one. ".repeat(30) + "</p>";
    says("/ada", post("engines").id("1"));
    says("/full", post("engines").id("2").html(text));
    scene.cycle();
    says("/late", post("engines").id("3").html(text));
    next();

    assertThat(why("ada"))
        .startsWith("Duplicate of https://ada.example/2026/engines (“About engines” in full)")
        .endsWith(
            "because both link to the same address; that one is shown because it is the fuller.");
    assertThat(why("late")).endsWith("that one is shown because it was there first.");
  }

  @Test
  void aFilterIsToldWithItsLine() {
    String url = blog("/ada", ADA);
    scene.write("exclude_title = ^About looms$");
    scene.write(url, "filter = engines|moon");
    says("/ada", post("looms"), post("engines"), post("tea"));
    scene.cycle();

    String config = scene.page("../feeds.ini");
    assertThat(why("looms"))
        .isEqualTo(
            "Filtered by the planet's exclude_title = ^About looms$ in feeds.ini:%d, which matched"
                    .formatted(line(config, "exclude_title"))
                + " 'About looms'.");
    assertThat(why("tea"))
        .isEqualTo(
            "Filtered by the feed's filter = engines|moon in feeds.ini:%d, which matched nothing in"
                    .formatted(line(config, "filter ="))
                + " it.");
    assertThat(statusPage("ada"))
        .contains("Filtered by the planet's exclude_title = ^About looms$, which matched")
        .doesNotContain("feeds.ini:");
  }

  private static int line(String config, String key) {
    List<String> lines = config.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(key)) {
        return i + 1;
      }
    }
    throw new AssertionError(key);
  }

  @Test
  void aPostOffTheFrontPageIsHeldAndItsPlaceTold() {
    blog("/ada", ADA);
    scene.write("burst = 2");
    says("/ada", post("first"));
    scene.cycle();
    says("/ada", post("first"), post("b"), post("c"), post("d"));
    next();

    List<Explained> held = ask("ada").stream().filter(e -> e.verdict().equals("held")).toList();
    assertThat(held).hasSize(1);
    assertThat(held.getFirst().rule()).isEqualTo("burst");
    assertThat(held.getFirst().detail())
        .startsWith(
            "Held: it is the 3rd new post of this feed on 2026-11-23; the front page takes 2 a day"
                + " (burst in feeds.ini:")
        .contains("). It stands in the archive, https://planet.example/2026/11/20.html#p");
    assertThat(statusPage("ada")).contains("held burst", "the front page takes 2 a day. It stands");
  }

  @Test
  void whatWaitsForItsTimeOrItsVerdictIsTold() {
    blog("/ada", ADA);
    scene.write("future_dates = hold");
    says("/ada", post("engines"), post("moon").date(scene.now.plus(ofDays(9))));
    scene.cycle();

    assertThat(why("moon"))
        .startsWith(
            "Held until 2026-12-02 00:00 UTC, as its feed dates it in the future (future_dates = hold"
                + " in feeds.ini:")
        .endsWith(").");
    assertThat(ask("moon").getFirst().verdict()).isEqualTo("held");

    scene.tamper("delete from post where rule = 'new'");
    assertThat(why("engines"))
        .isEqualTo("Collected on 2026-11-23 00:00 UTC; the next cycle gives its verdict.");
    assertThat(ask("engines").getFirst().rule()).isEqualTo("waiting");
  }

  @Test
  void whatWasTakenDownTakenBackOrIsTooOldIsTold() {
    String url = blog("/ada", ADA);
    says(
        "/ada",
        post("a").date(WRITTEN),
        post("b").date(WRITTEN.minus(ofDays(1))),
        post("c").date(WRITTEN.minus(ofDays(2))),
        post("old").date(WRITTEN.minus(ofDays(40))));
    scene.write(url, "keep_days = 30");
    scene.cycle();
    says(
        "/ada",
        post("a").date(WRITTEN),
        post("c").date(WRITTEN.minus(ofDays(2))),
        post("old").date(WRITTEN.minus(ofDays(40))));
    next();
    scene.hide(ADA + "/2026/a", "Asked for by its author");
    next();

    assertThat(why("About a"))
        .startsWith("Hidden since 2026-11-23 06:00 UTC. The maintainer took it down: Asked for by");
    assertThat(why("About b")).startsWith("Withdrawn since 2026-11-23 06:00 UTC. Its author took");
    assertThat(why("old"))
        .startsWith("Expired since 2026-11-23 00:00 UTC. It is older than the 30 days")
        .contains("(keep_days = 30 in feeds.ini:");
    assertThat(statusPage("ada")).contains("(keep_days = 30).", "The maintainer took it down");
  }

  /** What the page about a feed says. */
  private String statusPage(String name) {
    try (var files = Files.list(scene.folder.resolve("site/status"))) {
      String file =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.startsWith(name))
              .findFirst()
              .orElseThrow();
      return Jsoup.parse(scene.page("status/" + file)).text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // never seen -----------------------------------------------------------------------------------

  @Test
  void whatAFeedDoesNotListWasNeverSeen() {
    String url = blog("/ada", ADA);
    String missing = ADA + "/1999/missing";
    assertThat(scene.unseen(missing))
        .isEqualTo(
            "never seen, and no feed of ada.example is registered. Register it: orrery add"
                + " https://ada.example/. Registered are feeds of 127.0.0.1:%s."
                    .formatted(url.replaceAll(".*:(\\d+)/.*", "$1")));
    assertThat(scene.unseen(url))
        .isEqualTo(
            "never seen: the feed of ada (%s) was not read yet; the next cycle asks for it."
                .formatted(url));

    says("/ada", post("engines"), post("looms").date(WRITTEN.minus(ofDays(19))));
    scene.cycle();
    scene.now = scene.now.plus(ofMinutes(10));
    assertThat(ask(missing)).isEmpty();
    for (String spelt : List.of(missing, "www.ada.example/1999/missing", "http://ada.example/x")) {
      assertThat(scene.unseen(spelt))
          .startsWith(
              "never seen: the feed of ada (%s) was last read on 2026-11-23 00:00 UTC; its last 2"
                      .formatted(url)
                  + " entries go back to 2026-11-01 08:00 UTC. If the post is older, ask its author"
                  + " to list more; if it is newer, it is read again on 2026-11-")
          .endsWith(" at the earliest.");
    }
    assertThat(scene.unseen("nothing like it"))
        .isEqualTo(
            "nothing collected matches 'nothing like it'. Is its feed in feeds.ini, and has a cycle"
                + " run since?");
    assertThat(scene.unseen("Node.js")).startsWith("nothing collected matches 'Node.js'");
    assertThat(scene.unseen("https://other.example/x"))
        .contains("no feed of other.example is registered", "Registered are feeds of ada.example.");

    scene.hide("https://ada.example/to-come", "Not this one.");
    assertThat(scene.unseen("http://ada.example/to-come/"))
        .isEqualTo(
            "nothing of that address was collected yet. It was hidden on 2026-11-23 00:10 UTC, and"
                + " stays away when it comes.");
    scene.now = scene.now.plus(ofDays(9));
    assertThat(scene.unseen(missing)).endsWith("it is read again with the next cycle.");
  }

  @Test
  void aFeedThatFailsOrIsGoneOrEmptyExplainsWhatIsMissing() {
    posts.put("/ada", new ArrayList<>(List.of(post("engines"))));
    int[] status = {200};
    String url =
        feed(
            "/ada",
            asked ->
                status[0] == 200
                    ? Answer.ok(new Feedwriter(ADA + "/ada", "rss").document(posts.get("/ada")))
                    : Answer.of(status[0]));
    scene.cycle();
    status[0] = 500;
    next();
    assertThat(scene.unseen(ADA + "/x"))
        .startsWith(
            "never seen: the feed of ada ("
                + url
                + ") could not be read since 2026-11-23 03:00 UTC: ")
        .contains(
            "500", " It was last read on 2026-11-23 00:00 UTC. It is asked again on 2026-11-");

    status[0] = 410;
    next();
    assertThat(scene.unseen(ADA + "/x"))
        .contains(
            ") is gone: its server says so since", "It was last read on 2026-11-23 00:00 UTC.");
  }

  @Test
  void ofManyBlogsOnAHostTheInnermostIsMeant() {
    feed(
        "/ada",
        asked ->
            Answer.ok(
                "<rss version='2.0'><channel><title>A</title><link>https://many.example/~ada/</link>"
                    + "<item><guid>a</guid><title>A</title></item></channel></rss>"));
    scene.cycle();
    assertThat(scene.unseen("https://many.example/~ada/b"))
        .startsWith("never seen: the feed of ada");
    assertThat(scene.unseen("https://many.example/~ben/b"))
        .startsWith("never seen, and no feed of many.example");
  }
}
