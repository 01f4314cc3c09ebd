package orrery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.Scene.BEGIN;
import static orrery.Scene.gaps;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Host.Answer;
import orrery.Host.Asked;

/** What is sent with requests, what is kept of answers, and what redirects come to. */
class AnswerScenesTest extends Scenes {
  private static final String RSS = Blog.rss("", List.of(BEGIN));
  private static final String DATE = "Mon, 23 Nov 2026 00:00:00 GMT";

  /** Answers, one after the other; the last one for ever. */
  private static Host.Page say(Answer... answers) {
    return Stream.of(answers).<Host.Page>map(answer -> asked -> answer).toList().reversed().stream()
        .reduce((then, first) -> Blog.first(first, then))
        .orElseThrow();
  }

  /** So many cycles, each a week after the one before it. */
  private void cycles(int n) {
    for (int i = 0; i < n; i++) {
      scene.cycle();
      scene.now = scene.now.plus(ofDays(8));
    }
  }

  private List<String> sent(String header) {
    return host.asked("/feed").stream().map(a -> String.valueOf(a.header(header))).toList();
  }

  // Validators ---------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"plain\"",
        "W/\"weak\"",
        "w/\"odd\"",
        "bare",
        "\"\"",
        "\"with \\\"quotes\\\" in it\"",
        "\"unended",
        "\"a\", \"b\"",
        "\"with-gzip--gzip\"",
        "'single'",
        "W/bare;v=1",
        "\"caf\u00e9\"",
      })
  void anEtagGoesBackByteForByte(String etag) {
    feed(say(Answer.ok(RSS, "ETag: " + etag), Answer.of(304)));
    cycles(3);
    assertThat(sent("If-None-Match")).containsExactly("null", etag, etag);
    assertThat(sent("If-Modified-Since")).containsOnly("null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DATE,
        "Mon, 1 Jan 24 3:04:05 GMT",
        "2026-11-23T00:00:00+02:00",
        "yesterday, at tea-time",
        "1795392000",
        "Mon, 23 Nov 2026 00:00:00 CEST",
        "Mon, 01 Jan 2090 00:00:00 GMT",
      })
  void aDateOfChangeGoesBackByteForByte(String date) {
    feed(say(Answer.ok(RSS, "Last-Modified: " + date), Answer.of(304)));
    cycles(3);
    assertThat(sent("If-Modified-Since")).containsExactly("null", date, date);
    assertThat(sent("If-None-Match")).containsOnly("null");
  }

  @Test
  void bothGoBack() {
    feed(say(Answer.ok(RSS, "ETag: \"1\"", "Last-Modified: " + DATE), Answer.of(304)));
    cycles(2);
    assertThat(sent("If-None-Match")).containsExactly("null", "\"1\"");
    assertThat(sent("If-Modified-Since")).containsExactly("null", DATE);
  }

  @Test
  void noneIsInvented() {
    feed(say(Answer.ok(RSS, "Date: " + DATE)));
    cycles(3);
    assertThat(sent("If-None-Match")).containsOnly("null");
    assertThat(sent("If-Modified-Since")).containsOnly("null");
  }

  @Test
  void a304RenewsWhatItNamesAndLeavesTheRest() {
    feed(
        say(
            Answer.ok(RSS, "ETag: \"1\"", "Last-Modified: " + DATE),
            Answer.of(304, "ETag: \"2\""),
            Answer.of(304, "Last-Modified: later"),
            Answer.of(304)));
    cycles(5);
    assertThat(sent("If-None-Match")).containsExactly("null", "\"1\"", "\"2\"", "\"2\"", "\"2\"");
    assertThat(sent("If-Modified-Since")).containsExactly("null", DATE, DATE, "later", "later");
  }

  @Test
  void a200RenewsThemThoughItsBodyIsTheSame() {
    feed(
        say(
            Answer.ok(RSS, "ETag: \"1\"", "Last-Modified: " + DATE),
            Answer.ok(RSS, "ETag: \"2\"", "Last-Modified: later"),
            Answer.ok(RSS, "ETag: \"3\""),
            Answer.ok(RSS)));
    cycles(5);
    assertThat(sent("If-None-Match")).containsExactly("null", "\"1\"", "\"2\"", "\"3\"", "null");
    assertThat(sent("If-Modified-Since")).containsExactly("null", DATE, "later", "null", "null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "login", "cut", "short", "json", "404", "500", "429"})
  void noneIsKeptOfABodyThatIsOfNoUse(String what) {
    Answer bad =
        switch (what) {
          case "empty" -> Answer.ok("");
          case "login" -> Answer.ok("<!doctype html><title>Hotel</title><form>Log in</form>");
          case "cut" -> Answer.ok(RSS.substring(0, RSS.length() - 20));
          case "short" -> Answer.ok(RSS, "Content-Length: 9999");
          case "json" -> Answer.ok("{\"error\": \"busy\"}", "Content-Type: application/json");
          default -> Answer.of(Integer.parseInt(what));
        };
    String url =
        feed(
            say(
                Answer.ok(RSS, "ETag: \"good\"", "Last-Modified: " + DATE),
                bad.and("ETag: \"bad\"", "Last-Modified: never"),
                Answer.of(304)));
    cycles(4);
    assertThat(sent("If-None-Match")).containsExactly("null", "\"good\"", "\"good\"", "\"good\"");
    assertThat(sent("If-Modified-Since")).containsExactly("null", DATE, DATE, DATE);
    assertThat(scene.state(url)).isEqualTo("ok");
    assertThat(scene.page("index.html")).contains("Of " + BEGIN);
  }

  @Test
  void aFirstBodyOfNoUseLeavesNoneAtAll() {
    feed(say(Answer.ok("<!doctype html><title>Log in</title>", "ETag: \"bad\""), Answer.ok(RSS)));
    cycles(2);
    assertThat(sent("If-None-Match")).containsOnly("null");
  }

  @Test
  void a304ThatNobodyAskedForIsAFailure() {
    String url = feed(asked -> Answer.of(304, "ETag: \"x\""));
    cycles(2);
    assertThat(scene.state(url)).isEqualTo("failing");
    assertThat(sent("If-None-Match")).containsOnly("null");
  }

  @Test
  void validatorsGoToTheAddressTheyCameFromThroughARedirect() {
    feed(asked -> Answer.of(302, "Location: /there", "ETag: \"here\""));
    host.page("/there", say(Answer.ok(RSS, "ETag: \"there\""), Answer.of(304)));
    cycles(2);
    assertThat(sent("If-None-Match")).containsOnly("null");
    assertThat(host.asked("/there"))
        .extracting(a -> a.header("If-None-Match"))
        .containsExactly(null, "\"there\"");
  }

  @Test
  void validatorsDoNotGoWhereTheFeedHasMovedTo() {
    feed(say(Answer.ok(RSS, "ETag: \"old\""), Answer.of(302, "Location: /new")));
    host.page("/new", say(Answer.ok(RSS, "ETag: \"new\""), Answer.of(304)));
    cycles(3);
    assertThat(host.asked("/new"))
        .extracting(a -> a.header("If-None-Match"))
        .containsExactly(null, "\"new\"");
  }

  // Requests -----------------------------------------------------------------------------------

  @Test
  void aRequestIsAsPublishersWantIt() {
    host.page("/there", asked -> Answer.ok(RSS, "Set-Cookie: me=you", "ETag: \"1\""));
    feed(asked -> Answer.of(302, "Location: /there", "Set-Cookie: you=me; Path=/"));
    cycles(2);
    assertThat(host.asked())
        .hasSize(4)
        .allSatisfy(
            a -> {
              assertThat(a.head().line()).startsWith("GET /").endsWith(" HTTP/1.1");
              assertThat(a.header("User-Agent"))
                  .matches("Orrery/[^ ]+ \\(\\+https://planet\\.example/\\)");
              assertThat(a.header("Accept"))
                  .contains("application/rss+xml", "application/atom+xml", "feed+json");
              assertThat(a.header("Accept-Encoding")).contains("gzip");
              assertThat(a.header("Cookie")).isNull();
              assertThat(a.header("Referer")).isNull();
              assertThat(a.header("From")).isNull();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/feed?b=2&a=1",
        "/feed?",
        "/a%20b/%e4%BA%ac;p=1?q=%2F&r",
        "/feed.xml?utm_source=planet",
      })
  void theAddressAskedForIsTheOneRegistered(String path) {
    feed(path, asked -> Answer.ok(RSS));
    cycles(2);
    assertThat(host.asked()).extracting(Asked::path).containsExactly(path, path);
  }

  @Test
  void gzipIsUnderstood() throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(RSS.getBytes(UTF_8));
    }
    String url =
        feed(
            say(
                new Answer(
                    200,
                    List.of("Content-Encoding: gzip", "ETag: \"1-gzip\""),
                    zipped.toByteArray()),
                Answer.of(304)));
    cycles(2);
    assertThat(sent("If-None-Match")).containsExactly("null", "\"1-gzip\"");
    assertThat(scene.state(url)).isEqualTo("ok");
    assertThat(scene.status(url).get("entries").asInt()).isEqualTo(1);
  }

  // Redirects ----------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(ints = {302, 303, 307})
  void aDetourIsFollowedAndNeverKept(int status) {
    String url = feed(asked -> Answer.of(status, "Location: /there"));
    host.page("/there", Blog.every(ofHours(24)));
    scene.live(ofDays(20));

    assertThat(host.asked("/feed")).hasSameSizeAs(host.asked("/there")).hasSizeGreaterThan(20);
    assertThat(host.asked().stream().map(Asked::path).distinct())
        .containsExactly("/feed", "/there");
    assertThat(scene.state(url)).isEqualTo("ok");
    assertThat(scene.status(url).get("problems").toString()).doesNotContain("moved");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 308})
  void aMoveThatLastsIsShownToTheMaintainer(int status) {
    String url = feed(asked -> Answer.of(status, "Location: /new"));
    host.page("/new", Blog.every(ofHours(24)));
    scene.live(ofDays(2));
    assertThat(scene.status(url).get("problems").toString()).doesNotContain("moved");
    scene.live(ofDays(3));
    assertThat(scene.status(url).get("problems").toString())
        .contains("moved", "feeds.ini", host.url("/new"));
    assertThat(scene.state(url)).isEqualTo("ok");
  }

  @Test
  void aMoveThatWasNotMeantIsForgotten() {
    Instant captive = BEGIN.plus(ofDays(2));
    Blog blog = Blog.every(ofHours(24));
    String url =
        feed(
            asked ->
                asked.time().isBefore(captive) || asked.time().isAfter(captive.plus(ofDays(1)))
                    ? blog.answer(asked)
                    : Answer.of(301, "Location: /portal"));
    host.page("/portal", asked -> Answer.ok("<!doctype html><title>Log in</title>"));
    scene.live(ofDays(10));

    assertThat(host.asked("/portal")).isNotEmpty();
    assertThat(host.asked("/portal").getLast().time()).isBefore(captive.plus(ofDays(2)));
    assertThat(scene.state(url)).isEqualTo("ok");
    assertThat(scene.status(url).get("problems").toString()).doesNotContain("moved");
  }

  @Test
  void aMoveThatFlapsIsNone() {
    Blog blog = Blog.every(ofHours(24));
    String url =
        feed(
            asked ->
                asked.time().getEpochSecond() / 86400 % 2 == 0
                    ? Answer.of(301, "Location: /new")
                    : blog.answer(asked));
    host.page("/new", blog);
    for (int day = 0; day < 20; day++) {
      scene.live(ofDays(1));
      assertThat(scene.status(url).get("problems").toString()).doesNotContain("moved");
    }
  }

  @Test
  void whoWritesTheNewAddressIntoFeedsIniLosesNothing() {
    String old = feed(asked -> Answer.of(301, "Location: /new"));
    String url = host.page("/new", Blog.until(BEGIN, ofHours(24)));
    scene.live(ofDays(5));
    scene.strike(old);
    scene.list(url);
    scene.cycle();

    assertThat(scene.status(url).get("entries").asInt()).isEqualTo(10);
    List<Asked> asked = host.asked("/new");
    assertThat(asked).hasSizeGreaterThan(5);
    for (int i = 1; i < asked.size(); i++) {
      assertThat(asked.get(i).time()).isAfterOrEqualTo(asked.get(i - 1).time().plus(ofHours(12)));
    }
    int before = host.asked("/feed").size();
    scene.live(ofDays(3));
    assertThat(host.asked("/feed")).hasSize(before);
    assertThat(host.asked("/new").getLast().header("If-None-Match")).isNotNull();
    assertThat(gaps(host.asked("/new")))
        .allSatisfy(gap -> assertThat(gap).isGreaterThan(ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource({"5, ok", "6, failing"})
  void fiveHopsAreEnough(int hops, String state) {
    String url = feed(asked -> Answer.of(302, "Location: /1"));
    for (int i = 1; i < hops; i++) {
      String next = "Location: /" + (i + 1);
      host.page("/" + i, asked -> Answer.of(301, next));
    }
    host.page("/" + hops, asked -> Answer.ok(RSS));
    scene.cycle();
    assertThat(scene.state(url)).isEqualTo(state);
    assertThat(host.asked()).hasSize(6);
  }

  @Test
  void aRedirectToAnAddressThatIsNotPublicIsNotFollowed() {
    Host inner = scene.host("127.0.0.9");
    inner.page("/secret", asked -> Answer.ok(RSS));
    String url = feed(asked -> Answer.of(302, "Location: " + inner.url("/secret")));
    scene.narrow("127.0.0.1");
    scene.cycle();
    assertThat(inner.asked()).isEmpty();
    assertThat(scene.state(url)).isEqualTo("failing");
    assertThat(requireNonNull(scene.status(url).get("error")).asString()).contains("127.0.0.9");
  }
}
