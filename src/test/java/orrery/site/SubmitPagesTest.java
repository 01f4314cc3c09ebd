package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.site.Samples.JANE;
import static orrery.site.Samples.SETTINGS;
import static orrery.site.SubmitGallery.found;
import static orrery.site.SubmitGallery.report;
import static orrery.site.SubmitGallery.standing;
import static orrery.site.SubmitGallery.submission;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Blog;
import orrery.feed.Problem;
import orrery.feed.Remark;
import orrery.feed.Report;
import orrery.feed.Rule;
import orrery.feed.Submission;
import orrery.feed.Submission.State;
import orrery.site.SubmitPages.Sighting;
import orrery.site.SubmitPages.Standing;

class SubmitPagesTest {
  private static final Theme THEME = Theme.load(null);
  private static final String EVIL =
      "\"><script>alert(1)</script><img src=x onerror=alert(2)>' &amp; ]]> ${7*7} <#if>";

  private final SubmitPages pages = new SubmitPages(new Site(SETTINGS, THEME));

  /** One of each, with something for each value. */
  static List<Page> full(Site site) {
    SubmitPages pages = new SubmitPages(site);
    return List.of(
        pages.form("t", "a", "Problem."),
        pages.looking("c", "a", List.of("Read it.")),
        pages.found(found("Refused.", "Problem.")),
        pages.state(standing(State.APPROVED, "meta", "Done.")),
        pages.list(
            "t", List.of(submission(1, State.WAITING, null), submission(2, State.REJECTED, null))),
        pages.show("t", submission(1, State.WAITING, null), report(), "Done."),
        pages.elsewhere("https://x.example/"));
  }

  @Test
  void theFormTakesAnAddressAsPeopleTypeItAndKeepsItWhereItIsWrong() {
    Document empty = html(pages.form("tok", "", null));
    Element field = empty.expectFirst("input[name=url]");
    assertThat(empty.expectFirst("form").attr("action")).isEqualTo("submit");
    assertThat(empty.expectFirst("form").attr("method")).isEqualTo("post");
    assertThat(empty.select("input[name=token]").val()).isEqualTo("tok");
    // A field of type url refuses what has no scheme.
    assertThat(field.attr("type")).isEqualTo("text");
    assertThat(field.attr("inputmode")).isEqualTo("url");
    assertThat(field.hasAttr("aria-invalid")).isFalse();

    Document wrong = html(pages.form("tok", "exmaple.org", "There is no such server."));
    Element again = wrong.expectFirst("input[name=url]");
    assertThat(again.val()).isEqualTo("exmaple.org");
    assertThat(again.attr("aria-invalid")).isEqualTo("true");
    String[] told = again.attr("aria-describedby").split(" ", -1);
    assertThat(wrong.select("#" + told[0]).text()).isEqualTo("There is no such server.");
    assertThat(wrong.select("#" + told[1])).hasSize(1);
  }

  @Test
  void whoWaitsNeedsNoScript() {
    Page page = pages.looking("c1", "x.example", List.of("Read x.", "Found 2 feeds."));
    Document html = html(page);

    assertThat(page.path()).isEqualTo("submit/c1");
    assertThat(html.select("meta[http-equiv=refresh]").attr("content")).isEqualTo("2");
    assertThat(html.select("[role=status] .good").eachText())
        .containsExactly("Read x.", "Found 2 feeds.");
    assertThat(html.select("main a").eachAttr("href")).containsExactly("../submit");
  }

  @Test
  void theFeedsFoundCanBeChosenAndTheReportSaysHowTheChosenOneDoes() {
    Document html = html(pages.found(found(null, null)));

    assertThat(html.select(".choices .name a").eachAttr("href"))
        .containsExactly("?feed=0", "?feed=1", "?feed=2");
    assertThat(html.select("[aria-current=true]").eachText())
        .containsExactly("Fieldnotes: planets");
    assertThat(html.select(".badge").eachText()).containsExactly("suits best");
    assertThat(html.expectFirst(".choices li").text())
        .contains("posts of one topic", "12 posts, newest 22 November 2026", "on topic: 11");
    assertThat(html.select(".choices > li").get(1).text())
        .contains("https://blog.example.org/feed.xml")
        .doesNotContain("on topic");
    Element valid = html.select(".findings > li").get(1);
    assertThat(valid.className()).isEqualTo("bad");
    assertThat(valid.expectFirst("p").text()).isEqualTo("Document to mend");
    assertThat(valid.select("details li").eachText())
        .containsExactly(
            "Guessed, line 17: “yesterday” is no date. bad-date",
            "Note: An entry has no id. no-id");
    assertThat(html.expectFirst("form").attr("action")).isEqualTo("../submit/c1");
    assertThat(html.select("form input").eachAttr("name"))
        .containsExactly("token", "feed", "name", "face");
    assertThat(html.select("input[name=feed]").val()).isEqualTo("0");
    assertThat(html.select(".preview .note").text()).contains("keeps 2 posts out");
  }

  @Test
  void thePreviewIsWhatTheFrontPageWouldShow() {
    Sighting sighting = found(null, null);
    Site site = new Site(SETTINGS, THEME);
    Document front = html(site.front(sighting.preview(), List.of(JANE)));
    Document found = html(pages.found(sighting));
    String csp = "meta[http-equiv=Content-Security-Policy]";

    assertThat(found.select(".preview article .body").eachAttr("class")).hasSize(2);
    assertThat(found.select(".preview article .body").outerHtml())
        .isEqualTo(front.select("article .body").outerHtml());
    assertThat(found.select(csp).attr("content"))
        .isEqualTo(
            front.select(csp).attr("content").replace("form-action 'none'", "form-action 'self'"));
  }

  @Test
  void whatCannotBeSubmittedHasNoForm() {
    Document html = html(pages.found(found("The planet has it already.", null)));

    assertThat(html.select("main form")).isEmpty();
    assertThat(html.select("[aria-labelledby=send]").text())
        .contains("It cannot be submitted", "The planet has it already.");
    assertThat(html.select(".preview article")).isNotEmpty();
  }

  @Test
  void aSubmitterSeesHowItStandsAndCanDoWhatTheyMay() {
    assertThat(actions(standing(State.WAITING, null, null))).containsExactly("prove", "withdraw");
    assertThat(actions(standing(State.WAITING, "meta", null))).containsExactly("withdraw");
    assertThat(actions(standing(State.APPROVED, null, null))).containsExactly("prove");
    assertThat(actions(standing(State.APPROVED, "feed", null)))
        .containsExactly("hide", "move", "leave");
    assertThat(actions(standing(State.REJECTED, null, null))).isEmpty();
    assertThat(actions(standing(State.WITHDRAWN, null, null))).isEmpty();

    Document approved = html(pages.state(standing(State.APPROVED, null, "Not found.")));
    assertThat(approved.select("[role=alert]").text()).isEqualTo("Not found.");
    assertThat(approved.select(".keep code").text())
        .isEqualTo("https://planet.example.org/submissions/Zq81mmT0dW2p");
    assertThat(approved.select("main a[href]").eachAttr("href")).contains("../blog/bea.html");
    assertThat(approved.select(".proofs code").eachText())
        .containsExactly(
            "<meta name=\"orrery-proof\" content=\"orrery-5kq27x9d\">",
            "<link rel=\"me\" href=\"https://planet.example.org/#orrery-5kq27x9d\">",
            "orrery-5kq27x9d");
    Document proven = html(pages.state(standing(State.APPROVED, "meta", "Done.")));
    assertThat(proven.select("[role=status]").text()).isEqualTo("Done.");
    assertThat(proven.expectFirst("input[type=checkbox]").hasAttr("required")).isTrue();
    assertThat(html(pages.state(standing(State.REJECTED, null, null))).select(".verdict").text())
        .contains("declined", "It is about gardening");
    Standing unknown =
        new Standing(submission(1, State.WAITING, null), "t", null, "s", null, 0, null, false);
    assertThat(html(pages.state(unknown)).select(".keep").text()).contains("address bar");
  }

  private List<String> actions(Standing standing) {
    return html(pages.state(standing)).select("input[name=action]").eachAttr("value");
  }

  @Test
  void maintainersSeeWhatWaitsFirst() {
    Document list =
        html(
            pages.list(
                "t",
                List.of(
                    submission(1, State.REJECTED, null),
                    submission(2, State.WAITING, null),
                    submission(3, State.APPROVED, null),
                    submission(4, State.WAITING, null))));
    assertThat(list.select(".rows .name a").eachAttr("href"))
        .containsExactly("maintain/2", "maintain/4", "maintain/3", "maintain/1");

    Page page = pages.show("t", submission(4, State.WAITING, null), report(), null);
    assertThat(page.path()).isEqualTo("maintain/4");
    Document show = html(page);
    assertThat(show.select("input[name=decision]").eachAttr("value"))
        .containsExactly("approve", "reject");
    assertThat(show.select("input[name=token]").eachAttr("value")).containsExactly("t", "t");
    assertThat(show.select(".findings > li")).hasSize(10);
    Document decided = html(pages.show("t", submission(4, State.APPROVED, null), null, "Done."));
    assertThat(decided.select("main form")).isEmpty();
    assertThat(decided.select("[role=status]").text()).isEqualTo("Done.");
  }

  @Test
  void searchEnginesAndOthersLearnNothingOfPagesThatAreMadeForOne() {
    for (Page page : full(new Site(SETTINGS, THEME))) {
      Document html = html(page);
      boolean lasting = page.path().equals("submit.html");
      assertThat(html.select("meta[name=robots][content=noindex]"))
          .as(page.path())
          .hasSize(lasting ? 0 : 1);
      assertThat(html.select("link[rel=canonical], meta[property^=og:]").isEmpty())
          .as(page.path())
          .isEqualTo(!lasting);
      String csp = html.select("meta[http-equiv=Content-Security-Policy]").attr("content");
      assertThat(csp)
          .as(page.path())
          .doesNotContain("connect-src")
          .contains("form-action '" + (lasting ? "none" : "self") + "'");
      // With no-referrer, browsers send forms with an origin of null.
      assertThat(html.select("meta[name=referrer]").attr("content"))
          .as(page.path())
          .isEqualTo(lasting ? "no-referrer" : "same-origin");
    }
  }

  @Test
  void pagesLeadThereWhereThereIsAWayToJoin() {
    for (String submit : new String[] {"submit", "submit.html", null}) {
      SiteSettings settings =
          new SiteSettings(
              "P",
              null,
              "Ada",
              "en",
              5,
              "1",
              Map.of(),
              true,
              true,
              Map.of(),
              Map.of(),
              SiteSettings.LOGO,
              submit,
              List.of());
      Site site = new Site(settings, THEME);
      Document blogs = html(site.blogs(List.of(new BlogLine(JANE, null, List.of()))));
      Document blog = html(site.blog(JANE, null, List.of(), List.of()));

      assertThat(blogs.select("main a[href^=submit]")).hasSize(submit == null ? 0 : 1);
      assertThat(blog.select("footer a[href*=submit]").eachAttr("href"))
          .isEqualTo(submit == null ? List.of() : List.of("../" + submit));
    }
  }

  @Test
  void whatStrangersTypeStaysText() {
    Problem problem = new Problem(Problem.Level.ERROR, EVIL, EVIL, 3);
    Report report =
        new Report(
            EVIL,
            EVIL,
            "javascript:x" + EVIL,
            EVIL,
            1,
            null,
            null,
            List.of(EVIL),
            0.5,
            List.of(new Remark(Rule.VALID, Remark.Level.BAD, EVIL, List.of(problem))));
    Submission.Event event = new Submission.Event(SubmitGallery.NOON, EVIL, EVIL, EVIL);
    Submission.Event sent = new Submission.Event(SubmitGallery.NOON, "approved", "rules", EVIL);
    Submission submission =
        new Submission(
            7, EVIL, EVIL, EVIL, "javascript:y", State.APPROVED, EVIL, EVIL, List.of(event, sent));
    Submission unproven =
        new Submission(
            8,
            EVIL,
            "javascript:z" + EVIL,
            EVIL,
            EVIL,
            State.WAITING,
            null,
            EVIL,
            List.of(event, sent));
    Sighting.Feed feed = new Sighting.Feed(EVIL, EVIL, EVIL, 1, null, List.of(EVIL), 1);
    Blog evil = Samples.blog("evil", EVIL);
    Sighting sighting =
        new Sighting(
            EVIL,
            EVIL,
            EVIL,
            List.of(feed),
            0,
            report,
            null,
            List.of(Samples.post("a").blog(evil).title(EVIL).build()),
            0,
            EVIL,
            EVIL,
            EVIL);
    Sighting refused =
        new Sighting(
            EVIL, EVIL, EVIL, List.of(feed), 0, report, EVIL, List.of(), 0, EVIL, EVIL, EVIL);
    Map<String, Page> all = new LinkedHashMap<>();
    all.put("form", pages.form(EVIL, EVIL, EVIL));
    all.put("looking", pages.looking(EVIL, EVIL, List.of(EVIL)));
    all.put("found", pages.found(sighting));
    all.put("refused", pages.found(refused));
    all.put("state", pages.state(new Standing(submission, EVIL, EVIL, EVIL, EVIL, 1, EVIL, true)));
    all.put(
        "unproven", pages.state(new Standing(unproven, EVIL, EVIL, EVIL, null, 1, EVIL, false)));
    all.put("list", pages.list(EVIL, List.of(submission, unproven)));
    all.put("show", pages.show(EVIL, submission, report, EVIL));
    all.put("decide", pages.show(EVIL, unproven, report, EVIL));
    all.put("elsewhere", pages.elsewhere("https://x.example/" + EVIL));

    all.forEach(
        (name, page) -> {
          Document html = html(page);
          assertThat(html.select("script:not([src]), [onerror], [style], img[src=x]"))
              .as(name)
              .isEmpty();
          assertThat(html.select("script").eachAttr("src"))
              .as(name)
              .containsExactly(Paths.root(page.path()) + "assets/orrery.js");
          assertThat(html.select("[href^=javascript]")).as(name).isEmpty();
          assertThat(html.outerHtml()).as(name).contains("alert(1)");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "es", "ja", "ar"})
  void pagesAreFitForEveryReader(String language) {
    SiteSettings settings = Samples.settings("P", null, "Ada", language, 5, "1", Map.of());
    SubmitGallery.all(new SubmitPages(new Site(settings, THEME)))
        .forEach(
            (name, page) -> {
              Document html = html(page);
              assertThat(html.expectFirst("html").attr("lang")).isEqualTo(language);
              assertThat(html.select("h1")).as(name).hasSize(1);
              assertThat(html.select("[id]").eachAttr("id")).as(name).doesNotHaveDuplicates();
              for (Element field : html.select("main input:not([type=hidden]), main textarea")) {
                assertThat(
                        field.closest("label") != null
                            || html.selectFirst("label[for=" + field.id() + "]") != null)
                    .as(name + " " + field)
                    .isTrue();
                for (String id : field.attr("aria-describedby").split(" ", -1)) {
                  assertThat(id.isEmpty() || html.getElementById(id) != null)
                      .as(name + " " + id)
                      .isTrue();
                }
              }
              assertThat(html.select("svg:not([aria-hidden=true])")).as(name).isEmpty();
              int level = 0;
              for (Element heading : html.select("h1, h2, main h3")) {
                int next = heading.tagName().charAt(1) - '0';
                assertThat(next).as(name + " " + heading).isLessThanOrEqualTo(level + 1);
                level = next;
              }
            });
  }

  private static Document html(Page page) {
    return Jsoup.parse(page.text());
  }
}
