package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static orrery.site.Samples.JANE;
import static orrery.site.Samples.SETTINGS;
import static orrery.site.Samples.post;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import orrery.feed.Attempts;
import orrery.feed.Attempts.Outcome;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.FeedStatus.State;
import orrery.feed.Fetched.Stage;
import orrery.feed.Judged;
import orrery.feed.Post;
import orrery.feed.Problem;
import orrery.feed.Tag;
import orrery.feed.Verdict;

class StatusPagesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Pattern SVG = Pattern.compile("(?s)<svg.*?</svg>");
  private static final String EVIL =
      "\"><script>alert(1)</script><img src=x onerror=alert(2)>' &amp; ]]> ${7*7} <#if>";

  private final Site site = new Site(SETTINGS, Theme.load(null));
  private final StatusPages pages = new StatusPages(site);

  /** One of each, of one blog with one post. */
  static List<Page> pages(Site site, Blog blog, Post post, Count<Tag> tag) {
    StatusPages pages = new StatusPages(site);
    FeedStatus status = status(State.OK, null);
    NavigableMap<YearMonth, Integer> months = new TreeMap<>(Map.of(YearMonth.of(2026, 11), 2));
    Judged entry =
        new Judged(
            post.anchor(),
            post.title(),
            post.url(),
            post.date(),
            post.date(),
            new Verdict(Verdict.Kind.SHOWN, "new", "It is on the planet."),
            null);
    return List.of(
        pages.index(Map.of(blog, status)),
        pages.feed(new FeedReport(blog, status, null, List.of(), months, List.of(entry))),
        pages.about(
            new Portrait(
                months,
                List.of(0, 0, 0, 0, 0, 0, 2),
                List.of(new Count<>("en", 2)),
                List.of(tag),
                List.of(new Count<>(blog, 2)),
                List.of(new Portrait.Mention("https://x.example/", "P", Paths.post(post), 2)),
                List.of(),
                1)));
  }

  /** The page of a feed that fails, and of which there is much to say. */
  static Page failing(Site site) {
    FeedStatus status =
        status(State.FAILING, "It answers 503.", new Problem(Problem.Level.WARNING, "c", "M", 1));
    Attempts run = run(Outcome.FAILED, "2026-11-20T12:00:00Z", "2026-11-22T12:00:00Z", 3);
    NavigableMap<YearMonth, Integer> months = new TreeMap<>(Map.of(YearMonth.of(2026, 11), 2));
    Judged entry = judged("e", Verdict.Kind.FILTERED, "filter", null);
    return new StatusPages(site)
        .feed(new FeedReport(JANE, status, null, List.of(run), months, List.of(entry)));
  }

  private static FeedStatus status(State state, @Nullable String error, Problem... problems) {
    return new FeedStatus(
        JANE.feedUrl(),
        JANE.name(),
        state,
        NOON,
        NOON.minusSeconds(86_400),
        NOON.plusSeconds(3600),
        error == null ? null : NOON,
        error == null ? 304 : 503,
        error,
        3,
        NOON,
        List.of(problems));
  }

  private static Attempts run(Outcome outcome, String since, String until, int times) {
    boolean good = outcome.good();
    return new Attempts(
        outcome,
        good ? null : Stage.STATUS,
        good ? 200 : 503,
        good ? null : "It answers 503.",
        Instant.parse(since),
        Instant.parse(until),
        times);
  }

  private FeedReport report(FeedStatus status, List<Attempts> history, Judged... entries) {
    return new FeedReport(
        JANE, status, null, history, Collections.emptyNavigableMap(), List.of(entries));
  }

  @Test
  void feedsInTroubleStandFirstWithWhatTheServerSaid() {
    Document html =
        html(
            pages.index(
                Map.of(
                    Samples.blog("a", "Well"), status(State.OK, null),
                    Samples.blog("b", "Odd"),
                        status(State.OK, null, new Problem(Problem.Level.INFO, "odd", "Odd.", 1)),
                    Samples.blog("c", "Away"), status(State.GONE, "Gone."),
                    Samples.blog("d", "Broken"), status(State.FAILING, "It answers 503."))));

    assertThat(html.select(".states .name").eachText())
        .containsExactly("Broken", "Away", "Odd", "Well");
    assertThat(html.select(".tallies li").eachText())
        .containsExactly("1 failing", "1 gone for good", "2 fine");
    assertThat(html.expectFirst(".states li").text())
        .contains("failing since 22 November 2026", "It answers 503.", "21 November 2026, 12:00");
    assertThat(html.select(".states .name a").eachAttr("href").getFirst())
        .isEqualTo("../status/d.html");
  }

  @Test
  void theHistoryTellsRunsAndNotWhetherAnAnswerWasNew() {
    List<Attempts> history =
        List.of(
            run(Outcome.SAME, "2026-11-22T10:00:00Z", "2026-11-22T12:00:00Z", 3),
            run(Outcome.FRESH, "2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z", 1),
            run(Outcome.FAILED, "2026-11-20T00:00:00Z", "2026-11-20T05:00:00Z", 4),
            run(Outcome.FRESH, "2026-11-02T00:00:00Z", "2026-11-02T00:00:00Z", 1),
            run(Outcome.SAME, "2026-11-01T00:00:00Z", "2026-11-01T05:00:00Z", 6));
    Document html = html(pages.feed(report(status(State.OK, null), history)));

    assertThat(html.select("details table tbody tr").eachText())
        .containsExactly(
            "22 November 2026, 09:00 now answered well",
            "20 November 2026, 00:00 20 November 2026, 05:00 4"
                + " failed (HTTP 503): It answers 503.",
            "1 November 2026, 00:00 2 November 2026, 00:00 7 answered well");
    assertThat(html.select("svg.strip g").eachAttr("class"))
        .containsExactly("well", "failed", "well");
    double end = 0;
    for (Element rect : html.select("svg.strip rect.ground")) {
      assertThat(percent(rect.attr("x"))).isCloseTo(end, within(0.05));
      end = percent(rect.attr("x")) + percent(rect.attr("width"));
    }
    assertThat(end).isCloseTo(100, within(0.05));
  }

  /** Only then is a page the same whether it was made today or when something last happened. */
  @Test
  void whatEveryRequestChangesIsNotOnThePage() {
    List<Attempts> history =
        List.of(run(Outcome.SAME, "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z", 1));
    List<Attempts> later =
        List.of(
            run(Outcome.FRESH, "2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z", 1),
            run(Outcome.SAME, "2026-11-22T10:00:00Z", "2026-11-22T12:00:00Z", 3));
    FeedStatus before = status(State.OK, null);
    FeedStatus after =
        new FeedStatus(
            before.url(),
            before.name(),
            before.state(),
            NOON.plus(Duration.ofDays(1)),
            NOON.plus(Duration.ofDays(1)),
            NOON.plus(Duration.ofDays(2)),
            null,
            200,
            null,
            before.entries(),
            before.newest(),
            List.of());

    assertThat(pages.feed(report(after, later)).text())
        .isEqualTo(pages.feed(report(before, history)).text())
        .contains("data-key=\"next_attempt\"", "data-feed=\"" + JANE.feedUrl() + '"');
    assertThat(pages.index(Map.of(JANE, after)).text())
        .isEqualTo(pages.index(Map.of(JANE, before)).text());
  }

  @Test
  void everyEntryHasItsVerdict() {
    Judged shown = judged("a", Verdict.Kind.SHOWN, "new", null);
    Judged twice = judged("b", Verdict.Kind.DUPLICATE, "same-link", new Judged.Place("o", NOON));
    Judged out = judged("c", Verdict.Kind.FILTERED, "exclude", null);
    Document html = html(pages.feed(report(status(State.OK, null), List.of(), shown, twice, out)));

    assertThat(html.select(".fates .name a").eachAttr("href"))
        .containsExactly(
            "../2026/11/22.html#pa", "https://jane.example.org/b", "https://jane.example.org/c");
    assertThat(html.select(".fates .said code").eachText())
        .containsExactly("new", "same-link", "exclude");
    assertThat(html.select(".fates .said a").eachAttr("href"))
        .containsExactly("../2026/11/22.html#po");
  }

  private static Judged judged(
      String name, Verdict.Kind kind, String rule, Judged.@Nullable Place of) {
    return new Judged(
        name,
        "Title " + name,
        "https://jane.example.org/" + name,
        NOON,
        NOON,
        new Verdict(kind, rule, "Detail of " + name + "."),
        of);
  }

  @Test
  void monthsWithoutPostsAreDrawnToo() {
    NavigableMap<YearMonth, Integer> months =
        new TreeMap<>(Map.of(YearMonth.of(2026, 1), 4, YearMonth.of(2025, 10), 1));
    Charts.Columns columns = Objects.requireNonNull(Charts.months(months, 36, site.words()));

    assertThat(columns.columns()).extracting(Charts.Column::posts).containsExactly(1, 0, 0, 4);
    assertThat(columns.columns()).extracting(Charts.Column::height).containsExactly(30, 0, 0, 120);
    assertThat(columns.columns()).extracting(Charts.Column::x).contains("25%", "75%");
    assertThat(columns.ticks()).containsExactly(new Charts.Tick("75%", "2026"));
    assertThat(Objects.requireNonNull(Charts.months(months, 2, site.words())).columns())
        .extracting(Charts.Column::posts)
        .containsExactly(0, 4);
  }

  @Test
  void hostileTextStaysTextAndDrawingsAreWellFormed() throws Exception {
    Blog evil =
        new Blog(
            "evil",
            EVIL,
            "https://u:secret@x.example/" + EVIL,
            "javascript:x",
            "data:x",
            EVIL,
            EVIL,
            1,
            NOON,
            Map.of());
    Attempts failed =
        new Attempts(Outcome.FAILED, Stage.STATUS, 500, EVIL, NOON.minusSeconds(9), NOON, 2);
    Attempts moved = new Attempts(Outcome.MOVED, null, 200, null, NOON, NOON, 1);
    FeedStatus status =
        status(State.FAILING, EVIL, new Problem(Problem.Level.ERROR, EVIL, EVIL, 3));
    Judged entry =
        new Judged(
            "e1",
            EVIL,
            "javascript:alert(3)",
            NOON,
            NOON,
            new Verdict(Verdict.Kind.DUPLICATE, EVIL, EVIL),
            new Judged.Place("e2", NOON));
    NavigableMap<YearMonth, Integer> months = new TreeMap<>(Map.of(YearMonth.of(2026, 1), 4));
    List<Portrait.Mention> mentions =
        List.of(
            new Portrait.Mention("javascript:alert(4)//" + EVIL, null, null, 3),
            new Portrait.Mention("https://x.example/" + EVIL, EVIL, null, 2));
    Count<Tag> tag = new Count<>(new Tag(EVIL, EVIL), 2);
    List<Page> all =
        List.of(
            pages.index(Map.of(evil, status)),
            pages.feed(
                new FeedReport(
                    evil,
                    status,
                    "https://u:secret@x.example/" + EVIL,
                    List.of(failed, moved),
                    months,
                    List.of(entry))),
            pages.about(
                new Portrait(
                    months,
                    List.of(1, 2, 3, 4, 5, 6, 7),
                    List.of(new Count<>(EVIL, 2)),
                    List.of(tag),
                    List.of(new Count<>(evil, 2)),
                    mentions,
                    mentions,
                    1)),
            site.blogs(List.of(new BlogLine(evil, status, List.of(0, 3, 1)))));

    for (Page page : all) {
      Document html = html(page);
      assertThat(html.select("script:not([src]), [onerror], [style], img[src=x]"))
          .as(page.path())
          .isEmpty();
      assertThat(html.select("script").eachAttr("src"))
          .as(page.path())
          .allMatch(src -> src.matches("(\\.\\./)?assets/(orrery|status|choose)\\.js"));
      assertThat(html.select("[href^=javascript], [src^=data]")).as(page.path()).isEmpty();
      assertThat(page.text()).as(page.path()).doesNotContain("secret");
      assertThat(html.text()).as(page.path()).contains(EVIL.substring(0, 30));
      Matcher drawings = SVG.matcher(page.text());
      int drawn = 0;
      while (drawings.find()) {
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(drawings.group())));
        drawn++;
      }
      assertThat(drawn).as(page.path()).isPositive();
    }
  }

  @Test
  void anEmptyPlanetHasThesePagesToo() {
    Portrait none =
        new Portrait(
            Collections.emptyNavigableMap(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            0);
    assertThat(html(pages.about(none)).expectFirst("main").text()).contains("No post has arrived");
    assertThat(html(pages.index(Map.of())).expectFirst("main").text()).contains("No feed");
    FeedStatus waiting =
        new FeedStatus(
            "u", "n", State.WAITING, null, null, null, null, 0, null, 0, null, List.of());
    assertThat(html(pages.feed(report(waiting, List.of()))).expectFirst("main").text())
        .contains("not been asked yet", "no entry yet");
  }

  @Test
  void pagesAreFitForEveryReader() {
    Post post = post("a").build();
    for (Page page : pages(site, JANE, post, new Count<>(new Tag("t", "T"), 2))) {
      Document html = html(page);
      assertThat(html.select("h1")).as(page.path()).hasSize(1);
      assertThat(html.select("svg:not([role=img][aria-label]):not([aria-hidden=true])"))
          .as(page.path())
          .isEmpty();
      assertThat(html.select("[id]").eachAttr("id")).as(page.path()).doesNotHaveDuplicates();
      int level = 0;
      for (Element heading : html.select("h1, h2, h3, h4")) {
        int next = heading.tagName().charAt(1) - '0';
        assertThat(next).as(page.path() + " " + heading).isLessThanOrEqualTo(level + 1);
        level = next;
      }
    }
  }

  private static double percent(String share) {
    return Double.parseDouble(share.replace("%", ""));
  }

  private static Document html(Page page) {
    return Jsoup.parse(page.text());
  }
}
