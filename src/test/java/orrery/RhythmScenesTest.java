package orrery;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.Scene.BEGIN;
import static orrery.Scene.STEP;
import static orrery.Scene.gaps;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Host.Answer;
import orrery.Host.Asked;

/** How often feeds that answer well are asked, as their publishers see it. */
class RhythmScenesTest extends Scenes {
  /** Gaps between requests that are no shorter than the one and no longer than the other. */
  private static void between(List<Asked> asked, Duration least, Duration most) {
    assertThat(asked).hasSizeGreaterThan(2);
    assertThat(gaps(asked)).allSatisfy(gap -> assertThat(gap).isBetween(least, most.plus(STEP)));
  }

  @Test
  void aBlogThatPostsEveryFourHoursIsAskedEveryTwo() {
    String url = feed(Blog.every(ofHours(4)));
    scene.live(ofDays(10));

    between(host.asked(), ofHours(2), ofMinutes(150));
    assertThat(host.asked()).hasSizeBetween(90, 120);
    assertThat(scene.state(url)).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 60})
  void whoPostsAllTheTimeIsAskedOnceAnHourAtMost(int minutes) {
    feed(Blog.every(ofMinutes(minutes)));
    scene.live(ofHours(18));
    between(host.asked(), ofHours(1), ofMinutes(75));
  }

  @Test
  void aDailyBlogIsAskedTwiceADay() {
    feed(Blog.every(ofDays(1)));
    scene.live(ofDays(10));
    between(host.asked(), ofHours(12), ofHours(15));
  }

  @Test
  void aBlogThatPostsTwiceAYearIsAskedDailyAllTheSame() {
    feed(Blog.every(ofDays(180)));
    scene.live(ofDays(30));
    between(host.asked(), ofHours(19), ofDays(1));
  }

  @Test
  void aBlogThatFallsSilentIsAskedLessAndLessButDaily() {
    feed(Blog.until(BEGIN.plus(ofDays(2)), ofHours(4)));
    scene.live(ofDays(25));

    between(host.asked(), ofHours(2), ofDays(1));
    List<Duration> gaps = gaps(host.asked());
    assertThat(gaps.subList(gaps.size() - 5, gaps.size()))
        .allSatisfy(gap -> assertThat(gap).isGreaterThan(ofHours(19)));
  }

  @Test
  void aBlogThatWakesUpIsAskedOftenAgain() {
    Instant awake = BEGIN.plus(ofDays(5));
    Blog asleep = Blog.until(BEGIN.minus(ofDays(300)), ofHours(4));
    Blog lively = Blog.every(ofHours(4));
    feed(asked -> (asked.time().isBefore(awake) ? asleep : lively).answer(asked));
    scene.live(ofDays(8));

    List<Asked> since = host.asked().stream().filter(a -> !a.time().isBefore(awake)).toList();
    assertThat(since.getFirst().time()).isBefore(awake.plus(ofDays(1)).plus(STEP));
    between(since, ofHours(2), ofMinutes(150));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<item><title>Undated</title></item>",
        "<item><title>Of tomorrow</title><pubDate>2026-12-24T00:00:00Z</pubDate></item>",
        "<item><title>Of old</title><pubDate>1970-01-01T00:00:00Z</pubDate></item>",
      })
  void aFeedWithoutRhythmIsAskedBetweenHourlyAndDaily(String items) {
    feed(asked -> Answer.ok(Blog.rss(items, List.of()), "ETag: \"x\""));
    scene.live(ofDays(6));
    between(host.asked(), ofHours(1), ofDays(1));
  }

  @ParameterizedTest
  @CsvSource({"8, 8, 10", "24, 19, 24", "2400, 19, 24"})
  void whoSendsTheWholeFeedEachTimeIsAskedLess(int gap, int least, int most) {
    feed(Blog.every(ofHours(gap)).withoutValidators());
    scene.live(ofDays(6));
    between(host.asked(), ofHours(least), ofHours(most));
  }

  // What feeds and servers say ---------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cache-Control: max-age=21600",
        "Cache-Control: public, MAX-AGE=21600, must-revalidate",
        "cache-control: max-age=\"21600\"",
        "Cache-Control: max-age=21600\r\nExpires: 0",
      })
  void aBodyThatStaysFreshForSixHoursIsLeftAloneForSix(String header) {
    feed(Blog.every(ofHours(1)).saying(header));
    scene.live(ofDays(3));
    between(host.asked(), ofHours(6), ofMinutes(450));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void expiresCountsLikeMaxAge(boolean dated) {
    Blog blog = Blog.every(ofHours(1));
    feed(
        asked -> {
          Answer answer = blog.answer(asked).and("Expires: " + date(asked.time(), ofHours(6)));
          return dated ? answer.and("Date: " + date(asked.time(), Duration.ZERO)) : answer;
        });
    scene.live(ofDays(3));
    between(host.asked(), ofHours(6), ofMinutes(450));
  }

  private static String date(Instant time, Duration later) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.plus(later).atZone(ZoneOffset.UTC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ttl>360</ttl>",
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
        "<ttl>360</ttl><sy:updatePeriod>hourly</sy:updatePeriod>",
        "<ttl>5</ttl><sy:updatePeriod>daily</sy:updatePeriod>"
            + "<sy:updateFrequency>4</sy:updateFrequency>",
      })
  void aFeedThatWantsToBeLeftAloneForSixHoursIs(String wish) {
    feed(Blog.every(ofHours(1)).wishing(wish));
    scene.live(ofDays(3));
    between(host.asked(), ofHours(6), ofMinutes(450));
  }

  @Test
  void theLongestWishCounts() {
    feed(Blog.every(ofHours(1)).wishing("<ttl>600</ttl>").saying("Cache-Control: max-age=21600"));
    scene.live(ofDays(3));
    between(host.asked(), ofHours(10), ofMinutes(750));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cache-Control: max-age=31536000",
        "Cache-Control: max-age=99999999999999999999999",
        "Expires: Fri, 31 Dec 9999 23:59:59 GMT",
        "<ttl>99999999999</ttl>",
        "<ttl>525600</ttl>",
        "<sy:updatePeriod>yearly</sy:updatePeriod>",
      })
  void absurdWishesEndAfterTwoDays(String wish) {
    Blog blog = Blog.every(ofHours(1));
    feed(wish.startsWith("<") ? blog.wishing(wish) : blog.saying(wish));
    scene.live(ofDays(14));
    between(host.asked(), ofHours(38), ofHours(48));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cache-Control: max-age=60",
        "Cache-Control: no-cache, no-store, max-age=0",
        "Cache-Control: max-age=-1",
        "Cache-Control: max-age=soon",
        "Expires: 0",
        "Expires: Mon, 01 Jan 2001 00:00:00 GMT",
        "<ttl>1</ttl>",
        "<ttl>0</ttl>",
        "<ttl>-60</ttl>",
        "<ttl>often</ttl>",
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>60</sy:updateFrequency>",
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
      })
  void wishesNeverShortenAWait(String wish) {
    Blog blog = Blog.every(ofHours(8));
    String url = feed(wish.startsWith("<") ? blog.wishing(wish) : blog.saying(wish));
    scene.cycle();
    assertThat(scene.wait(url)).isBetween(ofHours(4), ofHours(5));
  }

  @Test
  void whatABodySaidOfItsFreshnessHoldsWhileItIsUnchanged() {
    Blog blog = Blog.until(BEGIN, ofHours(1)); // RFC 9111, section 4.3.4: a 304 that is silent
    feed(
        asked -> {
          Answer answer = blog.answer(asked);
          return answer.status() == 200 ? answer.and("Cache-Control: max-age=43200") : answer;
        });
    scene.live(ofDays(2));
    between(host.asked(), ofHours(12), ofHours(15));
  }

  @Test
  void aNewBodyForgetsWhatTheOldOneSaid() {
    Blog blog = Blog.every(ofHours(1));
    String url =
        feed(Blog.first(blog.saying("Cache-Control: max-age=43200"), Blog.every(ofHours(2))));
    scene.live(ofHours(16));
    assertThat(host.asked()).hasSizeGreaterThan(1);
    assertThat(scene.wait(url)).isBetween(ofHours(1), ofMinutes(75));
  }

  @Test
  void nobodyIsAskedInTheHoursItSkips() {
    String hours =
        IntStream.range(8, 20)
            .mapToObj(h -> "<hour>" + h + "</hour>")
            .collect(Collectors.joining());
    feed(Blog.every(ofHours(2)).wishing("<skipHours>" + hours + "</skipHours>"));
    scene.live(ofDays(5));

    assertThat(host.asked()).hasSizeBetween(40, 61);
    assertThat(host.asked())
        .allSatisfy(a -> assertThat(at(a).getHour()).matches(h -> h < 8 || h >= 20));
    between(host.asked(), ofHours(1), ofHours(14));
  }

  @Test
  void nobodyIsAskedOnTheDaysItSkips() {
    feed(
        Blog.every(ofHours(12))
            .wishing("<skipDays><day>Saturday</day><day>Sunday</day></skipDays>"));
    scene.live(ofDays(15));

    Set<DayOfWeek> days =
        host.asked().stream().map(a -> at(a).getDayOfWeek()).collect(Collectors.toSet());
    assertThat(days).hasSize(5).doesNotContain(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    between(host.asked(), ofHours(6), ofHours(58));
  }

  private static ZonedDateTime at(Asked asked) {
    return asked.time().atZone(ZoneOffset.UTC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hours", "days", "most days"})
  void whoSkipsAllTimeIsAskedEveryOtherDay(String what) {
    String hours =
        IntStream.range(0, 24)
            .mapToObj(h -> "<hour>" + h + "</hour>")
            .collect(Collectors.joining());
    String days =
        IntStream.rangeClosed(what.equals("days") ? 1 : 2, 7)
            .mapToObj(d -> "<day>" + DayOfWeek.of(d) + "</day>")
            .collect(Collectors.joining());
    feed(
        Blog.every(ofHours(2))
            .wishing(
                what.equals("hours")
                    ? "<skipHours>" + hours + "</skipHours>"
                    : "<skipDays>" + days + "</skipDays>"));
    scene.live(ofDays(15));
    assertThat(gaps(host.asked()))
        .hasSizeGreaterThan(6)
        .allSatisfy(gap -> assertThat(gap).isLessThanOrEqualTo(ofHours(50)));
    if (!what.equals("most days")) {
      between(host.asked(), ofDays(2), ofDays(2));
    }
  }

  // Many feeds -------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: y",
        "Cache-Control: max-age=21600",
      })
  void sixtyFeedsOfAHostDriftApart(String header) {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Blog blog = Blog.until(BEGIN, ofHours(8).plusSeconds(i)).saying(header);
      urls.add(feed("/" + i, blog));
    }
    scene.cycle();
    assertThat(host.asked()).hasSize(60);
    assertThat(host.mostAtOnce()).isLessThanOrEqualTo(2);

    scene.now = scene.now.plus(STEP);
    scene.live(ofHours(30));
    Map<Instant, Long> each =
        host.asked().stream()
            .filter(a -> a.time().isAfter(BEGIN))
            .collect(Collectors.groupingBy(Asked::time, Collectors.counting()));
    assertThat(each.values()).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(20));
    assertThat(each.size()).isGreaterThan(10);
    assertThat(host.mostAtOnce()).isLessThanOrEqualTo(2);
    for (String url : urls) {
      String path = url.substring(url.lastIndexOf('/'));
      between(host.asked(path), ofHours(4), ofHours(9));
    }
  }

  @Test
  void cyclesThatAskNobodyAskNobody() {
    String one = feed(Blog.every(ofHours(3)));
    String two = feed("/two", Blog.every(ofHours(20)));
    scene.everyStep(ofHours(12));

    between(host.asked("/feed"), ofMinutes(90), ofMinutes(113));
    assertThat(host.asked("/two")).hasSizeBetween(1, 2);
    assertThat(scene.state(one)).isEqualTo("ok");
    assertThat(scene.state(two)).isEqualTo("ok");
    assertThat(scene.status().get("last_cycle").asString()).isEqualTo("2026-11-23T11:50:00Z");
  }
}
