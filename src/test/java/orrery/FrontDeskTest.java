package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Host.Answer;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.store.Store;
import orrery.web.Desk.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** From a blog's address to its place in the config, without HTTP between. */
class FrontDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final String TOKEN = "token-of-the-form";

  @TempDir Path folder;
  private Host host;
  private Store store;
  private FrontDesk desk;
  private String feed = "";

  @BeforeEach
  void open() throws Exception {
    host = new Host("127.0.0.1", CLOCK);
    store = Store.open(folder.resolve("data"), Store.Sharing.ALONE);
    config("accept = moderated");
    desk = new FrontDesk(this::planet, () -> store, CLOCK);
    feed("");
    host.page(
        "/",
        asked ->
            Answer.ok(
                "<!doctype html><title>Zoe</title><link rel=alternate type=application/rss+xml"
                    + " title=Posts href=/feed>",
                "Content-Type: text/html"));
  }

  @AfterEach
  void close() {
    desk.close();
    store.close();
    host.close();
  }

  private void feed(String more) {
    feed =
        host.page(
            "/feed",
            asked ->
                Answer.ok(
                    """
                    <rss version="2.0"><channel><title>Zoe's &lt;i&gt;notes&lt;/i&gt;</title>
                    <link>%s</link><description>d</description><language>en</language>%s
                    <item><guid>urn:1</guid><title>Of boats</title>
                    <pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>
                    <link>%s</link><description>&lt;p&gt;All that I know of boats, which is a
                    lot, for I was born on one and have lived on four of them since. They float.
                    &lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</description></item>
                    </channel></rss>
                    """
                        .formatted(host.url("/"), more, host.url("/boats")),
                    "Content-Type: application/rss+xml"));
  }

  private void config(String keys) throws IOException {
    Files.writeString(
        folder.resolve("feeds.ini"),
        """
        # Ours
        [planet]
        name = Planet
        link = https://planet.example/
        accept_addresses = 127.0.0.1
        %s

        [https://ada.example/feed]
        name = Ada   ; who else

        [https://bob.example/feed]
        name = Bob
        [https://yan.example/feed]
        name = Yan
        """
            .formatted(keys));
  }

  private Planet planet() {
    try {
      return Setup.load(List.of(folder.resolve("feeds.ini")), null, null).planets().getFirst();
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private String ini() {
    try {
      return Files.readString(folder.resolve("feeds.ini"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Document.class);
    return new String(((Reply.Document) reply).body(), StandardCharsets.UTF_8);
  }

  private static int status(Reply reply) {
    return ((Reply.Document) reply).status();
  }

  /** The last part of where one is sent. */
  private static String sent(Reply reply, String folder) {
    assertThat(reply)
        .as("%s", reply instanceof Reply.Document ? text(reply) : "")
        .isInstanceOf(Reply.See.class);
    String path = ((Reply.See) reply).path();
    assertThat(path).startsWith(folder + "/").matches("[a-z]+/[A-Za-z0-9_-]+");
    return path.substring(folder.length() + 1);
  }

  private String check(String address) {
    String check = sent(desk.look(address, TOKEN), "submit");
    String page = text(desk.check(check, -1, TOKEN));
    while (page.contains("http-equiv=\"refresh\"")) { // as a browser does
      page = text(desk.check(check, -1, TOKEN));
    }
    return check;
  }

  private String submitted() {
    return sent(desk.submit(check(host.url("/")), 0, "Zoe", "", TOKEN), "submissions");
  }

  private String state(String secret) {
    return json(desk.state(secret, true, TOKEN)).get("state").asString();
  }

  private static JsonNode json(Reply reply) {
    return new ObjectMapper().readTree(text(reply));
  }

  private String code(String secret) {
    return json(desk.state(secret, true, TOKEN)).get("code").asString();
  }

  @Test
  void aBlogComesInByItsAddress() {
    String before = ini();
    String check = check(host.url("/").substring("http://".length()));

    String page = text(desk.check(check, -1, TOKEN));
    assertThat(page)
        .contains("Zoe&#39;s notes", feed, "Of boats", "It comes over http", TOKEN)
        .contains("All that I know of boats")
        .doesNotContain("<script>alert");

    String secret = sent(desk.submit(check, 0, "Zoe", "", TOKEN), "submissions");
    assertThat(state(secret)).isEqualTo("waiting");
    assertThat(ini()).as("nobody has agreed yet").isEqualTo(before);
    assertThat(text(desk.list(TOKEN))).contains("Zoe");

    assertThat(desk.decide(1, true, "", TOKEN)).isEqualTo(new Reply.See("maintain"));
    assertThat(state(secret)).isEqualTo("approved");
    assertThat(ini()).isEqualTo(before + "[" + feed + "]\nname = Zoe\n");
    assertThat(status(desk.decide(1, false, "too late", TOKEN))).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "boats",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "http://",
        "https://exa mple",
        "ftp://ada.example/feed"
      })
  void whatIsNoAddressIsToldSo(String address) {
    Reply reply = desk.look(address, TOKEN);
    assertThat(status(reply)).isEqualTo(422);
    assertThat(text(reply)).contains("That is no address of the web");
  }

  @Test
  void noAddressIsAskedThatIsNotAllowed() {
    String check = sent(desk.look("http://127.0.0.9:1/feed", TOKEN), "submit");
    String page = text(desk.check(check, -1, TOKEN));
    assertThat(page)
        .contains("127.0.0.9")
        .contains("It is no public address")
        .doesNotContain("allow_addresses");
  }

  @Test
  void aFeedThatThePlanetHasIsNotTakenAgain() throws IOException {
    Files.writeString(folder.resolve("feeds.ini"), ini() + "[" + feed + "?utm_source=x]\n");
    String check = check(feed);
    assertThat(text(desk.check(check, 0, TOKEN))).contains("The planet has this feed already");
    assertThat(status(desk.submit(check, 0, "Zoe", "", TOKEN))).isEqualTo(422);
  }

  @Test
  void aFeedThatWaitsIsNotTakenAgain() {
    submitted();
    Reply again = desk.submit(check(feed), 0, "Zoe again", "", TOKEN);
    assertThat(status(again)).isEqualTo(422);
    assertThat(text(again)).contains("submitted already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "me@example.org", "\u202E\u0000"})
  void aNameIsAName(String name) {
    Reply reply = desk.submit(check(feed), 0, name, "", TOKEN);
    assertThat(status(reply)).isEqualTo(422);
    assertThat(text(reply)).contains("The name must have");
  }

  @Test
  void nothingThatIsTypedEndsALineOfTheConfig() {
    String secret =
        sent(
            desk.submit(check(feed), 0, "Z\n[https://evil.example/]\nname = x", "", TOKEN),
            "submissions");
    desk.decide(1, true, "", TOKEN);
    assertThat(state(secret)).isEqualTo("approved");
    assertThat(planet().subscriptions()).hasSize(4).noneMatch(s -> s.url().contains("evil"));
  }

  @Test
  void aMaintainerSaysWhyNot() {
    String secret = submitted();
    desk.decide(1, false, "It is about <boats>.", TOKEN);
    assertThat(state(secret)).isEqualTo("rejected");
    assertThat(text(desk.state(secret, false, TOKEN))).contains("It is about &lt;boats&gt;.");
  }

  @Test
  void whoKeepsTheRulesJoinsAtOnce() throws IOException {
    config("accept = automatic\nrequire = valid, language");
    String secret = submitted();
    assertThat(state(secret)).isEqualTo("approved");
    assertThat(ini()).contains("[" + feed + "]");
    assertThat(text(desk.show(1, TOKEN))).contains("It keeps: valid, language.");
  }

  @Test
  void noRuleGivesABlogTheNameOfAnother() throws IOException {
    config("accept = automatic\nrequire = language");
    String secret = sent(desk.submit(check(feed), 0, "ada", "", TOKEN), "submissions");
    assertThat(state(secret)).isEqualTo("waiting");
    assertThat(text(desk.state(secret, false, TOKEN))).contains("A blog of that name");
  }

  @Test
  void anAddressIsUnderstoodAsItIsWritten() {
    String bare = host.url("/feed").substring("http://".length());
    for (String typed :
        List.of("feed://" + bare, "feed:" + feed, feed + "#[x]", " " + feed + " ")) {
      String page = text(desk.check(check(typed), -1, TOKEN));
      assertThat(page).as(typed).contains("Of boats").contains(">" + feed + "<");
    }
  }

  @Test
  void whatTheMaintainerHasTakenOutIsSaidToBeOut() throws IOException {
    String secret = submitted();
    desk.decide(1, true, "", TOKEN);
    config("accept = moderated");
    assertThat(text(desk.state(secret, false, TOKEN))).contains("does not hold this feed any more");
  }

  @Test
  void whoDoesNotIsToldWhatIsMissing() throws IOException {
    config("accept = automatic\nrequire = https, proof");
    String secret = submitted();
    assertThat(state(secret)).isEqualTo("waiting");
    assertThat(text(desk.state(secret, false, TOKEN)))
        .contains("This one does not keep: https, proof.");
  }

  @Test
  void whoProvesThatTheBlogIsTheirsMayLeave() throws IOException {
    config("accept = automatic\nrequire = valid, proof");
    String secret = submitted();
    String before = ini();
    assertThat(status(desk.act(secret, "prove", "", TOKEN))).as("not there yet").isEqualTo(422);

    feed("<!-- " + code(secret) + " -->");
    sent(desk.act(secret, "prove", "", TOKEN), "submissions");
    assertThat(state(secret)).isEqualTo("approved");
    assertThat(ini()).contains("[" + feed + "]");

    sent(desk.act(secret, "leave", "", TOKEN), "submissions");
    assertThat(state(secret)).isEqualTo("withdrawn");
    assertThat(ini()).isEqualTo(before);
  }

  @Test
  void whoDoesNotMayNot() {
    String secret = submitted();
    desk.decide(1, true, "", TOKEN);
    for (String action : List.of("leave", "move", "hide")) {
      Reply reply = desk.act(secret, action, feed, TOKEN);
      assertThat(status(reply)).isEqualTo(422);
      assertThat(text(reply)).contains("shown first that the blog is yours");
    }
    assertThat(status(desk.act(secret, "own", "", TOKEN))).isEqualTo(422);
    assertThat(ini()).contains("[" + feed + "]");
  }

  @Test
  void aFeedMovesWhereItsCodeIs() {
    String secret = submitted();
    desk.decide(1, true, "", TOKEN);
    feed("<!-- " + code(secret) + " -->");
    desk.act(secret, "prove", "", TOKEN);
    String other =
        host.page(
            "/other",
            asked ->
                Answer.ok(
                    "<rss version='2.0'><channel><title>Zoe</title><item><guid>1</guid><title>x</title></item></channel></rss>"));
    assertThat(text(desk.act(secret, "move", other, TOKEN))).contains("at the new address too");

    String code = code(secret);
    host.page(
        "/other",
        asked ->
            Answer.ok(
                "<rss version='2.0'><channel><title>"
                    + code
                    + "</title><item><guid>1</guid><title>x</title></item></channel></rss>"));
    sent(desk.act(secret, "move", other, TOKEN), "submissions");
    assertThat(ini()).contains("[" + other + "]\nname = Zoe").doesNotContain("[" + feed + "]");
  }

  @Test
  void whoTakesItBackIsNotAskedWhy() {
    String secret = submitted();
    sent(desk.act(secret, "withdraw", "", TOKEN), "submissions");
    assertThat(state(secret)).isEqualTo("withdrawn");
    assertThat(status(desk.decide(1, true, "", TOKEN))).isEqualTo(422);
  }

  @Test
  void scriptsSubmitToo() {
    Reply reply =
        desk.submit(
            ("{\"url\": \"" + host.url("/") + "\", \"name\": \"Zoe\"}")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(status(reply)).isEqualTo(201);
    JsonNode said = json(reply);
    assertThat(said.get("state").asString()).isEqualTo("waiting");
    assertThat(said.get("address").asString()).startsWith("https://planet.example/submissions/");
    assertThat(said.get("report").get("remarks").get(0).get("rule").asString()).isEqualTo("new");

    assertThat(json(desk.submit("{".getBytes(StandardCharsets.UTF_8))).get("error").asString())
        .contains("no JSON");
    assertThat(json(desk.submit("{\"url\":1}".getBytes(StandardCharsets.UTF_8))).has("error"))
        .isTrue();
  }

  @Test
  void whatIsPrivateIsFoundByNobody() {
    String secret = submitted();
    assertThat(status(desk.state(secret + "x", false, TOKEN))).isEqualTo(404);
    assertThat(status(desk.state("1", true, TOKEN))).isEqualTo(404);
    assertThat(text(desk.list(TOKEN))).doesNotContain(secret);
  }

  /** As after a power cut: what is on the disk at that moment is all there is. */
  @Test
  void whatWasAcceptedIsOnTheDisk() throws Exception {
    String secret = submitted();
    Path copy = Files.createDirectory(folder.resolve("copy"));
    Files.copy(folder.resolve("data/orrery.mv.db"), copy.resolve("orrery.mv.db"));
    try (Store after = Store.open(copy, Store.Sharing.ALONE);
        var there = new FrontDesk(() -> planet().at(copy, null), () -> after, CLOCK)) {
      assertThat(after.submissions(Edition.name(planet())).all(1)).hasSize(1);
      assertThat(secret).isNotEmpty();
      assertThat(there.open()).isTrue();
    }
  }
}
