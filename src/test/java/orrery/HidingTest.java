package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.Submission;
import orrery.store.Explained;
import orrery.store.FeedState;
import orrery.store.Store;
import orrery.store.StoreException;
import orrery.store.Submissions.Draft;

/** A post is taken down, and stays away from the whole site; from end to end. */
class HidingTest {
  private static final String SECRET = "Zanzibar";
  private static final String URL = "https://ada.example/secret";

  @TempDir Path folder;
  private Store store = nowhere();
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private int times;

  private static Store nowhere() {
    try {
      return Store.openNowhere();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void begin() throws IOException {
    feed("ada.xml", secret("1", URL, SECRET), item("2", "https://ada.example/2", "Plain", "Tea"));
    feed("ben.xml", item("9", "https://ben.example/9", "Bread", "Tea"));
    config("ada.xml", "ben.xml");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void config(String... feeds) throws IOException {
    var config =
        new StringBuilder("[planet]\nname = P\nlink = https://planet.example/\ntag_minimum = 1\n");
    for (String feed : feeds) {
      config.append("\n[").append(feed).append("]\nname = ").append(feed.charAt(0)).append("\n");
    }
    Files.writeString(folder.resolve("feeds.ini"), config);
  }

  private void feed(String name, String... items) throws IOException {
    Path file = folder.resolve(name);
    String site = "https://" + name.replace(".xml", ".example/");
    Files.writeString(
        file,
        "<rss version='2.0'><channel><title>T</title><link>"
            + site
            + "</link>"
            + String.join("", items)
            + "</channel></rss>");
    Files.setLastModifiedTime(file, FileTime.from(now.plusSeconds(++times)));
  }

  private static String item(String id, String url, String title, String tag, String... more) {
    return "<item><guid isPermaLink='false'>urn:x:"
        + id
        + "</guid><link>"
        + url
        + "</link><title>"
        + title
        + "</title><category>"
        + tag
        + "</category><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate><description>A text of "
        + title
        + String.join("", more)
        + "</description></item>";
  }

  /** The post that goes, on a day and in a month of its own, with a tag that no other has. */
  private static String secret(String id, String url, String title) {
    return item(id, url, title, "Lonely", ". ", orrery.Draft.LONG)
        .replace("20 Nov 2026", "02 Oct 2026");
  }

  private Planet planet() throws ConfigException {
    return Setup.load(List.of(folder.resolve("feeds.ini")), null, null).planets().getFirst();
  }

  private Report run() throws Exception {
    now = now.plusSeconds(86_400);
    return new Cycle(store, List.of(planet()), InstantSource.fixed(now), Progress.NONE)
        .run(Cycle.Ask.ALL);
  }

  private Removal removal() throws ConfigException {
    return new Removal(store, planet(), InstantSource.fixed(now));
  }

  /** The site's files that say the word, but for those that tell how the feeds are doing. */
  private List<String> saying(String word) throws IOException {
    List<String> saying = new ArrayList<>();
    files(folder.resolve("site"))
        .forEach(
            (path, text) -> {
              if (!path.startsWith("status")
                  && text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))) {
                saying.add(path);
              }
            });
    return saying;
  }

  private static Map<String, String> files(Path site) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(site)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String text =
            new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                .replaceAll("\"(generated|(last|next)_\\w+|http_status)\":[^,}]*", "$1");
        files.put(site.relativize(path).toString(), text);
      }
    }
    return files;
  }

  /** The site is the one that would come out if all were made. */
  private void assertWhole() throws Exception {
    Planet planet = planet();
    Path site = folder.resolve("scratch" + ++times);
    List<String> addresses =
        planet.subscriptions().stream().map(s -> Member.address(planet, s)).toList();
    Map<String, FeedState> feeds = store.feeds().of(addresses, List.of());
    List<Member> members = new ArrayList<>();
    for (Subscription subscription : planet.subscriptions()) {
      FeedState feed = Objects.requireNonNull(feeds.get(Member.address(planet, subscription)));
      members.add(new Member(subscription, feed));
    }
    new Edition(planet.at(null, site), store, now, Progress.NONE, () -> false)
        .publish(members, Set.of(), new Timing(List.of(), Set.of(), now));
    assertThat(files(folder.resolve("site"))).isEqualTo(files(site));
  }

  private Map<String, String> verdicts() throws ConfigException {
    Map<String, String> verdicts = new HashMap<>();
    for (String name : List.of("a", "b", "c")) {
      for (Explained e : new Explainer(store, planet()).explain(name)) {
        verdicts.put(name + ": " + e.title(), e.verdict());
      }
    }
    return verdicts;
  }

  @Test
  void aPostGoesFromEveryPageAndComesBackWhereItWas() throws Exception {
    run();
    Map<String, String> before = files(folder.resolve("site"));
    assertThat(saying(SECRET))
        .contains("index.html", "2026/10/02.html", "2026/10.html", "atom.xml", "rss20.xml")
        .contains("rss10.xml", "feed.json")
        .anyMatch(path -> path.startsWith("blog/a-") && path.endsWith(".html"))
        .anyMatch(path -> path.startsWith("blog/a-") && path.endsWith("feed.json"))
        .anyMatch(path -> path.startsWith("search/"))
        .anyMatch(path -> path.startsWith("tag/") && path.endsWith("atom.xml"));

    assertThat(removal().hide("http://www.ada.example/secret/", "A wish")).isEqualTo(1);
    Report report = run();
    assertThat(report.planets().getFirst().files()).isPositive();
    assertThat(run().planets().getFirst().files()).as("nothing is left to do").isZero();
    assertThat(saying(SECRET)).isEmpty();
    assertThat(saying("lonely")).isEmpty();
    assertThat(folder.resolve("site/2026/10/02.html")).doesNotExist();
    assertThat(folder.resolve("site/2026/10.html")).doesNotExist();
    assertThat(files(folder.resolve("site")).keySet())
        .noneMatch(path -> path.startsWith("tag/lonely"));
    assertWhole();
    String told =
        files(folder.resolve("site")).entrySet().stream()
            .filter(file -> file.getKey().startsWith("status/a"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    assertThat(Jsoup.parse(told).select(".fates .hidden").text())
        .contains("hidden", "The maintainer took it down: A wish.");

    assertThat(removal().unhide(URL)).isTrue();
    run();
    assertWhole();
    Map<String, String> after = files(folder.resolve("site"));
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after.get("2026/10/02.html")).isEqualTo(before.get("2026/10/02.html"));
  }

  @Test
  void itStaysAwayWhateverFeedsSay() throws Exception {
    run();
    removal().hide(URL, null);
    run();

    feed("ada.xml", secret("1b", URL, SECRET));
    run();
    feed("ada.xml", secret("1b", URL + "/new", SECRET));
    run();
    feed("ada.xml", secret("1b", URL + "/new", SECRET + " again"));
    run();
    assertThat(saying(SECRET)).isEmpty();
    feed("ben.xml", secret("77", URL + "/new?utm_source=x", "It, but with another title"));
    feed("cyn.xml", secret("88", "https://cyn.example/copy", SECRET + " again"));
    config("ada.xml", "ben.xml", "cyn.xml");
    run();
    assertThat(saying(SECRET)).isEmpty();
    assertThat(saying("another title")).isEmpty();
    assertThat(verdicts())
        .containsEntry("a: Zanzibar again", "hidden")
        .containsEntry("b: It, but with another title", "hidden")
        .containsEntry("c: Zanzibar again", "hidden");
    assertWhole();

    removal().unhide(URL);
    run();
    assertThat(verdicts())
        .containsEntry("a: Zanzibar again", "shown")
        .containsEntry("c: Zanzibar again", "duplicate");
    assertThat(saying(SECRET)).contains("2026/10/02.html");
    assertWhole();
  }

  @Test
  void aDuplicateDoesNotStepIntoItsPlace() throws Exception {
    feed("ben.xml", secret("1", "https://ben.example/copy", SECRET));
    run();
    assertThat(verdicts()).containsEntry("b: " + SECRET, "duplicate");
    removal().hide(URL, null);
    run();
    assertThat(saying(SECRET)).isEmpty();
    assertThat(verdicts()).containsEntry("b: " + SECRET, "hidden");
    assertWhole();
  }

  @Test
  void itIsHiddenOnOnePlanetAndShownOnAnother() throws Exception {
    run();
    removal().hide(URL, null);
    Path other = folder.resolve("other.ini");
    Files.writeString(
        other, Files.readString(folder.resolve("feeds.ini")) + "\n[DEFAULT]\noutput_dir = other\n");
    List<Planet> planets =
        Setup.load(List.of(folder.resolve("feeds.ini"), other), null, null).planets();
    new Cycle(store, planets, InstantSource.fixed(now), Progress.NONE).run(Cycle.Ask.ALL);

    assertThat(saying(SECRET)).isEmpty();
    assertThat(files(folder.resolve("other")).get("index.html")).contains(SECRET);
  }

  // An author -------------------------------------------------------------------------------------

  /** Feeds of the web, without a web: taken in as a cycle would. */
  private void collected(String feed, orrery.Draft... posts) throws IOException {
    FeedState state = Objects.requireNonNull(store.feeds().of(List.of(feed), List.of()).get(feed));
    store
        .entries()
        .apply(
            state,
            Stream.of(posts)
                .map(p -> new orrery.feed.Change.Add(p.feed(feed).article(), now))
                .map(orrery.feed.Change.class::cast)
                .toList(),
            now);
  }

  @Test
  void anAuthorHidesPostsOfTheirOwnFeedOnly() throws Exception {
    String ada = "https://ada.example/feed";
    String ben = "https://ben.example/feed";
    config(ada, ben);
    collected(ada, post("a"), post("b"));
    collected(ben, post("a").passedOn(), post("b"), post("c"));
    var posts = store.posts(Edition.name(planet()));
    posts.subscribe(
        store.feeds().of(List.of(ada, ben), List.of()).values().stream()
            .map(FeedState::id)
            .toList(),
        "",
        Instant.EPOCH);
    var decisions = new Decisions(planet(), store, InstantSource.fixed(now));
    Applicant applicant = applicant(decisions);
    Submission submission = approved(decisions, "http://www.ada.example/feed/");

    String none = "No post of your feed has that address.";
    assertThat(applicant.act(submission, "hide", "https://ada.example/c")).isEqualTo(none);
    assertThat(applicant.act(submission, "hide", "")).isEqualTo(none);
    assertThat(applicant.act(submission, "hide", "https://ada.example/b"))
        .isEqualTo("The post is at home in another feed of the planet too; ask its maintainer.");
    assertThat(removal().all()).isEmpty();
    assertThat(applicant.act(submission, "hide", " http://ada.example/a/ ")).isNull();

    assertThat(removal().all())
        .singleElement()
        .satisfies(t -> assertThat(t.by()).isEqualTo("author"))
        .satisfies(t -> assertThat(t.entries()).hasSize(1));
    assertThat(decisions.of(submission.number()).orElseThrow().history().getLast())
        .isEqualTo(new Submission.Event(now, "hidden", "author", "http://ada.example/a/"));
  }

  private static orrery.Draft post(String name) {
    return orrery.Draft.of("urn:" + name).url("https://ada.example/" + name).title(name);
  }

  @SuppressWarnings("NullAway") // hiding examines nothing
  private Applicant applicant(Decisions decisions) throws ConfigException {
    return new Applicant(store, null, decisions, removal());
  }

  private Submission approved(Decisions decisions, String feed) throws ConfigException {
    var submissions = store.submissions(Edition.name(planet()));
    submissions.add(
        new Draft("secret", "code", feed, orrery.curate.Identity.linkKey(feed), "Ada", null, "{}"),
        now);
    Submission waiting = decisions.of(1).orElseThrow();
    decisions.proven(waiting, "feed");
    decisions.approve(waiting, "maintainer", null);
    return decisions.of(1).orElseThrow();
  }
}
