package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.site.Samples.JANE;
import static orrery.site.Samples.SETTINGS;
import static orrery.site.Samples.post;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.Post;
import orrery.feed.Tag;

class SiteTest {
  private static final Theme THEME = Theme.load(null);
  private static final Site SITE = new Site(SETTINGS, THEME);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
  private static final Tag CPP = new Tag("c++", "C++", Tag.Origin.AUTHOR, true);

  @Test
  void postIsAnEntryOfMicroformats() {
    Post post =
        post("a1")
            .title("Orbits")
            .authors(new Author("Ada", null, "https://ada.example.org/"))
            .tags(new Tag("java", "Java", Tag.Origin.CONFIG, true), CPP)
            .updated("2026-11-23T01:02:03Z")
            .build();
    Element entry = day(post).expectFirst("article.h-entry");

    assertThat(entry.id()).isEqualTo("pa1");
    assertThat(entry.expectFirst(".title.p-name a.u-url").attr("href"))
        .isEqualTo("https://jane.example.org/a1");
    assertThat(entry.expectFirst(".title.p-name").text()).isEqualTo("Orbits");
    assertThat(entry.expectFirst("time.dt-published").attr("datetime"))
        .isEqualTo("2026-11-22T14:05:00Z");
    assertThat(entry.expectFirst("time.dt-updated").attr("datetime"))
        .isEqualTo("2026-11-23T01:02:03Z");
    assertThat(entry.expectFirst(".p-author.h-card .p-name").text()).isEqualTo("Ada");
    assertThat(entry.expectFirst(".p-author.h-card .u-url").attr("href"))
        .isEqualTo("https://ada.example.org/");
    assertThat(entry.expectFirst("a.home").attr("href")).isEqualTo("../../blog/jane.html");
    assertThat(entry.expectFirst(".e-content").html()).isEqualTo("<p>Some <em>text</em>.</p>");
    assertThat(entry.select("a.p-category").eachText()).containsExactly("Java", "C++");
    assertThat(entry.select("a.p-category").eachAttr("href"))
        .containsExactly("../../" + Paths.tag("java"), "../../" + Paths.tag("c++"));
    assertThat(entry.expectFirst("a[rel=bookmark]").attr("href"))
        .isEqualTo("../../2026/11/22.html#pa1");
  }

  @Test
  void tagsOfFewPostsStandApartWhereThereAreMany() {
    List<Count<Tag>> tags = new ArrayList<>();
    for (int i = 1; i <= 160; i++) {
      tags.add(new Count<>(new Tag("t" + i, "T" + i), Math.max(1, i - 20)));
    }

    Document page = topics(tags);

    assertThat(page.select(".topics bdi").eachText()).hasSize(139).contains("T22", "T160");
    assertThat(page.select(".few a").eachText()).hasSize(21).contains("T1", "T21");
    assertThat(page.select(".few li").getFirst().text()).isEqualTo("T1 1");
    assertThat(topics(tags.subList(0, 150)).select(".few")).isEmpty();
    List<Count<Tag>> equal = tags.stream().map(tag -> new Count<>(tag.of(), 1)).toList();
    assertThat(topics(equal).select(".topics bdi")).hasSize(160);
  }

  private static Document topics(List<Count<Tag>> tags) {
    return html(SITE.tags(tags, Trends.NONE, List.of()));
  }

  @Test
  void topicsAreDrawnAndThoseThatRiseComeFirst() {
    List<Count<Tag>> tags = List.of(new Count<>(CPP, 9), new Count<>(new Tag("tea", "Tea"), 4));
    var trends =
        new Trends(
            YearMonth.of(2026, 11),
            Map.of("c++", List.of(0, 0, 1, 8), "tea", List.of(0, 0, 0, 4)),
            List.of(new Rising.Rise("tea", 0), new Rising.Rise("c++", 5)));

    Document page = html(SITE.tags(tags, trends, List.of(new Count<>("de", 3))));

    assertThat(page.select("main h1, main h2").eachText())
        .containsExactly("Topics", "Rising now", "Languages");
    assertThat(page.select(".rising li").eachText()).containsExactly("Tea new", "C++ ×5");
    assertThat(page.select(".rising a").eachAttr("href"))
        .containsExactly(Paths.tag("tea"), Paths.tag("c++"));
    assertThat(page.text()).contains("last two months (up to November 2026)");
    assertThat(page.select("main > .note").text()).contains("dotted border");
    assertThat(page.select(".topics svg").eachAttr("aria-label"))
        .containsExactly(
            "9 posts in 4 months, at most 8 in one", "4 posts in 4 months, at most 4 in one");
    assertThat(page.select(".topics path").eachAttr("d"))
        .containsExactly("M0 8V8h4V7h2V0h2V8z", "M0 8V8h6V0h2V8z");
  }

  @Test
  void aPageOfTwoThousandTopicsStaysLight() {
    List<Count<Tag>> tags = new ArrayList<>();
    Map<String, List<Integer>> activity = new TreeMap<>();
    for (int i = 0; i < 2000; i++) {
      String label = i % 3 == 0 ? "web" + i : i % 3 == 1 ? "kernel" + i : "open data" + i;
      tags.add(new Count<>(new Tag(label, label), 3 + 4000 / (i + 1)));
      int salt = i;
      activity.put(label, IntStream.range(0, 24).mapToObj(m -> (salt * 7 + m * 11) % 13).toList());
    }

    Page page = SITE.tags(tags, new Trends(null, activity, List.of()), List.of());

    assertThat(html(page).select(".topics svg")).hasSizeGreaterThan(100);
    assertThat(page.bytes().length).isLessThan(160_000);
  }

  @Test
  void aTagHasADrawingAndItsBlogs() {
    Document page =
        html(
            SITE.tag(
                new Count<>(CPP, 5),
                List.of(post("a").build()),
                List.of(),
                new TreeMap<>(Map.of(YearMonth.of(2026, 11), 4, YearMonth.of(2026, 9), 1)),
                List.of(new Count<>(JANE, 4), new Count<>(Samples.blog("bea", "Bea"), 1))));

    assertThat(page.select("figure path").attr("d"))
        .isEqualTo("M0 20v-5h3v5zM4 20v-1h3v1zM8 20v-20h3v20z");
    assertThat(page.select("figcaption").text())
        .isEqualTo("5 posts from September 2026 to November 2026, at most 4 in a month");
    assertThat(page.select("nav[aria-labelledby=blogs] a").eachText())
        .containsExactly("Jane Doe 4 posts", "Bea 1 post");
    assertThat(page.select(".feeds a").eachText())
        .containsExactly("Atom", "RSS", "JSON Feed", "OPML");
  }

  @Test
  void tagsAreLinkedWhereTheyHaveAPageAndGuessesAreMarked() {
    Element post =
        day(post("a")
                .tags(
                    CPP,
                    new Tag("tea", "Tea"),
                    new Tag("java", "Java", Tag.Origin.SUGGESTED, true),
                    new Tag("cake", "Cake", Tag.Origin.SUGGESTED, false))
                .build())
            .expectFirst("article");

    assertThat(post.select(".tags li").eachText())
        .containsExactly("C++", "Tea", "Java suggested", "Cake suggested");
    assertThat(post.select(".tags a").eachText()).containsExactly("C++", "Java");
    assertThat(post.select(".p-category").eachText()).containsExactly("C++", "Tea");
    assertThat(post.select("[rel=tag]").eachText()).containsExactly("C++");
    assertThat(post.select(".guess").eachText())
        .containsExactly("Java suggested", "Cake suggested");
    assertThat(post.select(".tags [title]").eachAttr("title"))
        .as("what the border means")
        .containsExactly(
            "Suggested by the planet, not given by the author",
            "Suggested by the planet, not given by the author");
  }

  @Test
  void relatedPostsFollowWholeOnes() {
    Post post = post("a").related(Samples.RELATED).build();

    Element list = day(post).expectFirst("article > .related");

    assertThat(list.select("p, li").eachText())
        .containsExactly(
            "Related",
            "Two bodies, one orbit Jane Doe",
            "كيف نكتب برامج نورا السعيد",
            "Ω ≠ ω Fieldnotes");
    assertThat(list.expectFirst("ul").attr("aria-labelledby"))
        .isEqualTo(list.expectFirst("p").id());
    assertThat(list.select("a").eachAttr("href"))
        .containsExactly(
            "../../2026/10/02.html#pb1", "../../2026/10/02.html#pb2", "../../2026/10/02.html#pb3");
    assertThat(list.select("a").stream().map(a -> a.attributes().hasKey("lang") + a.attr("lang")))
        .containsExactly("false", "truear", "true");
    assertThat(list.select("[dir]").eachAttr("dir")).containsExactly("rtl");
    Page month = SITE.sheet(YearMonth.of(2026, 11), List.of(post)).page(null, null);
    assertThat(html(month).select(".related")).isEmpty();
  }

  @Test
  void aPostOfNoKnownLanguageIsNotOfThePages() {
    Element post =
        day(post("a").language(null).tags(CPP).related(Samples.RELATED).build())
            .expectFirst("article");

    assertThat(post.attributes().hasKey("lang")).isTrue();
    assertThat(post.attr("lang")).isEmpty();
    assertThat(post.attr("dir")).isEqualTo("ltr");
    assertThat(post.expectFirst(".related p span").attr("lang"))
        .as("words of the site")
        .isEqualTo("en");
  }

  @Test
  void hostileTextStaysText() {
    String evil = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'&amp;";
    Blog blog =
        new Blog(
            "evil",
            evil,
            "javascript:alert(3)",
            "javascript:alert(4)",
            "data:text/html,x",
            evil,
            "\"><x",
            1,
            null,
            Map.of());
    Post post =
        post("e1")
            .blog(blog)
            .url("javascript:alert(5)")
            .title(evil)
            .excerpt(evil)
            .html("")
            .authors(new Author(evil, null, "javascript:alert(6)"))
            .tags(new Tag(evil, evil))
            .language("\" onclick=\"alert(7)")
            .image("javascript:alert(8)")
            .attachments(
                new Attachment("javascript:alert(9)", "audio/mpeg", 1, evil, -1),
                new Attachment("https://x.example/" + evil, evil, 1, evil, -1))
            .alsoIn(new Post.AlsoIn(evil, "javascript:alert(10)"))
            .related(new Post.Related("e2", Instant.EPOCH, evil, evil, evil))
            .build();
    Count<Tag> tag = new Count<>(new Tag(evil, evil), 1);
    FeedStatus status =
        new FeedStatus(
            "javascript:x",
            evil,
            FeedStatus.State.FAILING,
            null,
            null,
            null,
            null,
            0,
            evil,
            0,
            null,
            List.of());
    SiteSettings settings =
        Samples.settings(evil, "javascript:alert(0)", evil, "en", 1, evil, Map.of());
    Site site = new Site(settings, THEME);
    List<Page> pages =
        List.of(
            site.front(List.of(post, post), List.of(blog)),
            site.day(DAY, List.of(post, post), null, null),
            site.sheet(YearMonth.of(2026, 11), List.of(post)).page(null, null),
            site.blog(blog, status, List.of(post), List.of()),
            site.blogs(List.of(new BlogLine(blog, status, List.of(1)))),
            site.tag(tag, List.of(post), List.of(), new TreeMap<>(), List.of(new Count<>(blog, 2))),
            site.tags(List.of(tag), Trends.NONE, List.of()));

    for (Page page : pages) {
      Document html = Jsoup.parse(page.text());
      assertThat(html.select("script").eachAttr("src")).allMatch(ours(page)::contains);
      assertThat(html.select("script:not([src]), x, [onerror], [onclick], img[src=x]"))
          .as(page.path())
          .isEmpty();
      for (Element link : html.select("[href], [src]")) {
        String address = link.hasAttr("href") ? link.attr("href") : link.attr("src");
        assertThat(address)
            .as(page.path())
            .doesNotStartWith("javascript:")
            .doesNotStartWith("data:");
      }
    }
    assertThat(Jsoup.parse(pages.getFirst().text()).expectFirst("article .title").text())
        .isEqualTo(evil.replace("&amp;", "&amp;"));
  }

  @Test
  void everyLinkOfOursIsRelativeAndLeadsSomewhere() {
    Post post = post("a").tags(CPP).build();
    Post older = post("b").date("2026-11-20T00:00:00Z").tags(CPP).build();
    List<Post> posts = List.of(post, older);
    YearMonth month = YearMonth.of(2026, 11);
    Count<Tag> tag = new Count<>(CPP, 2);
    Site site = new Site(settings(1), THEME);
    List<Page> pages = new ArrayList<>(THEME.assets());
    pages.add(site.front(posts, List.of(JANE)));
    pages.add(site.day(DAY, List.of(post), null, DAY.minusDays(2)));
    pages.add(site.day(DAY.minusDays(2), List.of(older), DAY, null));
    pages.add(site.sheet(month, posts).page(null, null));
    pages.add(site.archive(List.of(new Count<>(month, 2)), List.of(new Count<>("en", 2))));
    pages.add(site.blog(JANE, null, posts, List.of(new Count<>(Year.of(2026), 2))));
    pages.add(site.blogYear(JANE, Year.of(2026), posts, null, null));
    pages.add(
        site.tag(
            tag,
            posts,
            List.of(new Count<>(month, 2)),
            new TreeMap<>(Map.of(month, 2)),
            List.of(new Count<>(JANE, 2))));
    pages.add(site.sheet(month, posts).tag(CPP.key(), null, null));
    pages.addAll(site.feeds(Channel.tag(tag.of()), posts, List.of(JANE)));
    pages.addAll(site.feeds(Channel.of(JANE), posts, List.of(JANE)));
    Count<String> english = new Count<>("en", 2);
    pages.add(site.language(english, posts, List.of(new Count<>(month, 2))));
    pages.add(site.sheet(month, posts).language("en", null, null));
    pages.addAll(site.feeds(Channel.language("en"), posts, List.of(JANE)));
    var selected = new Selected("page/english.html", "In English");
    pages.add(site.selection(selected, posts));
    pages.addAll(site.selectionFeeds(selected, posts));
    pages.add(site.tags(List.of(tag), Trends.NONE, List.of(new Count<>("en", 2))));
    pages.add(site.blogs(List.of(new BlogLine(JANE, null, List.of()))));
    pages.add(site.search());
    pages.add(new SubmitPages(site).form("token", "", null));
    pages.add(new Page("opensearch.xml", new byte[0]));
    pages.addAll(StatusPagesTest.pages(site, JANE, post, tag));
    pages.add(Site.status("1", DAY.atStartOfDay().toInstant(ZoneOffset.UTC), null, List.of()));
    pages.addAll(site.feeds(Channel.PLANET, posts, List.of(JANE)));
    List<String> paths = pages.stream().map(Page::path).toList();
    assertThat(paths).doesNotHaveDuplicates();

    String base = "https://site.example/";
    for (Page page : pages) {
      if (page.path().endsWith(".html")) {
        Document html = Jsoup.parse(page.text(), base + page.path());
        for (Element link : html.select("a[href], link[href]:not([rel=canonical])")) {
          String address = link.absUrl("href");
          if (address.startsWith(base)) {
            assertThat(link.attr("href")).as(page.path()).doesNotStartWith("/").doesNotContain(":");
            assertThat(paths)
                .as("%s links %s", page.path(), link.attr("href"))
                .contains(address.substring(base.length()).replaceFirst("#.*", ""));
          }
        }
      }
    }
  }

  @Test
  void aPageOffersTheFeedsOfWhatIsOnItAndThenThePlanets() {
    Count<Tag> many = new Count<>(CPP, 50);
    Document tag = html(SITE.tag(many, List.of(), List.of(), new TreeMap<>(), List.of()));
    String folder = "../" + Paths.folder(Paths.tag("c++"));

    assertThat(tag.select("link[rel=alternate]").eachAttr("href"))
        .containsExactly(
            folder + "atom.xml",
            folder + "rss20.xml",
            folder + "feed.json",
            "../atom.xml",
            "../rss20.xml",
            "../feed.json");
    assertThat(tag.select("link[rel=alternate]").eachAttr("title"))
        .startsWith("C++ · Planet Example (Atom)");
    assertThat(tag.select("ul.feeds a").eachText())
        .containsExactly("Atom", "RSS", "JSON Feed", "OPML");
    Document blog = html(SITE.blog(JANE, null, List.of(), List.of()));
    assertThat(blog.select("ul.feeds a").eachAttr("href"))
        .containsExactly(
            "../blog/jane/atom.xml", "../blog/jane/rss20.xml", "../blog/jane/feed.json");
  }

  @Test
  void aLanguageIsNamedAsThoseWhoSpeakItDo() {
    Document page = html(SITE.language(new Count<>("fr", 1), List.of(), List.of()));

    assertThat(page.expectFirst("h1").text()).isEqualTo("Français");
    assertThat(page.expectFirst("h1").attr("lang")).isEqualTo("fr");
    assertThat(SITE.language(new Count<>("xqz", 1), List.of(), List.of()).path())
        .isEqualTo("language/xqz.html");
    Document archive =
        html(SITE.archive(List.of(), List.of(new Count<>("ar", 1), new Count<>("de", 1))));
    assertThat(archive.select("a[hreflang] bdi").eachText()).containsExactly("العربية", "Deutsch");
    assertThat(html(SITE.archive(List.of())).select("#languages")).isEmpty();
  }

  @Test
  void aMonthOfALanguageHoldsAllItsRegions() {
    List<Post> posts =
        List.of(
            post("a").language("de").build(),
            post("b").language("de-AT").build(),
            post("c").language("en").build(),
            post("d").language(null).build());
    Page page = SITE.sheet(YearMonth.of(2026, 11), posts).language("de", null, null);

    assertThat(html(page).select("article").eachAttr("lang")).containsExactly("de", "de-AT");
  }

  @Test
  void listsOfPostsAreFeedsOfMicroformats() {
    Post post = post("a").tags(CPP).build();
    List<Post> posts = List.of(post);
    for (Page page :
        List.of(
            SITE.front(posts, List.of(JANE)),
            SITE.day(DAY, posts, null, null),
            SITE.sheet(YearMonth.of(2026, 11), posts).page(null, null),
            SITE.blog(JANE, null, posts, List.of()),
            SITE.tag(new Count<>(CPP, 1), posts, List.of(), new TreeMap<>(), List.of()),
            SITE.language(new Count<>("en", 1), posts, List.of()))) {
      Element feed = html(page).expectFirst(".h-feed");
      assertThat(feed.select(".h-entry .u-url.u-uid")).as(page.path()).hasSize(1);
      feed.select(".h-entry, .h-card").remove();
      assertThat(feed.select(".p-name")).as(page.path()).hasSize(1);
      assertThat(feed.select("data.u-url").attr("value"))
          .isEqualTo("https://planet.example.org/" + page.path());
    }
  }

  @Test
  void whoShowsALinkToThePlanetIsToldWhatItIs() {
    Document page = html(SITE.archive(List.of()));

    assertThat(page.expectFirst("meta[property=og:title]").attr("content")).isEqualTo("Archive");
    assertThat(page.expectFirst("meta[property=og:site_name]").attr("content"))
        .isEqualTo("Planet Example");
    assertThat(page.expectFirst("meta[property=og:url]").attr("content"))
        .isEqualTo("https://planet.example.org/archive.html");
    assertThat(page.select("meta[property=og:image]")).isEmpty();
    Site arabic = new Site(Samples.settings("P", null, null, "ar", 5, "1", Map.of()), THEME);
    assertThat(html(arabic.archive(List.of())).expectFirst("html").attr("dir")).isEqualTo("rtl");
  }

  @Test
  void sitemapsListAbsoluteAddresses() {
    assertThat(SITE.sitemap("sitemap/pages.xml", List.of("", "tags.html")).text())
        .contains(
            "<url><loc>https://planet.example.org/</loc></url>",
            "<url><loc>https://planet.example.org/tags.html</loc></url>");
    Page index = SITE.sitemaps(List.of("sitemap/pages.xml"));
    assertThat(index.path()).isEqualTo("sitemap.xml");
    assertThat(index.text())
        .contains("<sitemap><loc>https://planet.example.org/sitemap/pages.xml</loc></sitemap>");
  }

  @Test
  void blogsMayBeChosen() {
    Blog file = new Blog("f", "File", "own.xml", null, null, null, null, 0, null, Map.of());
    List<BlogLine> lines =
        List.of(new BlogLine(JANE, null, List.of()), new BlogLine(file, null, List.of()));
    Document page = html(SITE.blogs(lines));

    assertThat(page.select("#roll input[hidden]").eachAttr("value"))
        .containsExactly("https://planet.example.org/blog/f/atom.xml", JANE.feedUrl());
    assertThat(page.select("button[hidden], script[src$=choose.js]")).hasSize(2);
    assertThat(THEME.assets())
        .filteredOn(asset -> asset.path().endsWith("choose.js"))
        .allSatisfy(asset -> assertThat(asset.bytes()).hasSizeLessThan(2048));
  }

  @Test
  void frontGoesOnWhereItStops() {
    Post first = post("a").build();
    Post second = post("b").date("2026-11-20T10:00:00Z").build();
    Document html = html(new Site(settings(1), THEME).front(List.of(first, second), List.of(JANE)));

    assertThat(html.select("article")).hasSize(1);
    assertThat(html.select("[rel=next]").eachAttr("href"))
        .containsOnly("2026/11/20.html#pb")
        .hasSize(2);
  }

  @Test
  void frontHasTheLongestPostsAsExcerptsWhereAllWouldBeTooLong() {
    List<Post> posts =
        List.of(
            post("a").html("<p>" + "short ".repeat(1_000) + "</p>").build(),
            post("b").html("<p>" + "länger ".repeat(9_000) + "</p>").excerpt("läng").build(),
            post("c").html("<p>" + "long ".repeat(8_000) + "</p>").excerpt("long").build());
    Page page = SITE.front(posts, List.of(JANE));
    Document html = html(page);

    assertThat(page.bytes()).hasSizeLessThanOrEqualTo(100_000).hasSizeGreaterThan(45_000);
    assertThat(html.select("article")).hasSize(3);
    assertThat(html.select("article:has(.body)").eachAttr("id")).containsExactly("pa", "pc");
    assertThat(html.select("#pb > .p-summary").text()).isEqualTo("läng");
    assertThat(html.select("#pb .on a")).hasSize(1);
    assertThat(SITE.front(posts.subList(0, 2), List.of(JANE)).text())
        .as("what fits is whole")
        .doesNotContain("class=\"on\"");
  }

  @Test
  void frontEndsEarlierWhereEvenExcerptsWouldBeTooLong() {
    List<Post> posts =
        IntStream.range(0, 100)
            .mapToObj(
                i -> {
                  String text = "word ".repeat(400);
                  return post("n" + i).html("<p>" + text + "more</p>").excerpt(text).build();
                })
            .toList();
    Page page = new Site(settings(100), THEME).front(posts, List.of(JANE));
    Document html = html(page);

    int shown = html.select("article").size();
    assertThat(page.bytes()).hasSizeBetween(80_000, 100_000);
    assertThat(shown).isBetween(20, 50);
    assertThat(html.select("[rel=next]").eachAttr("href"))
        .contains(Paths.post(posts.get(shown)))
        .hasSize(2);
  }

  @Test
  void frontGroupsPostsByDayOfUtc() {
    Post late = post("a").date("2026-11-22T00:00:00Z").build();
    Post early = post("b").date("2026-11-21T23:59:59Z").build();
    Document html = html(SITE.front(List.of(late, early), List.of(JANE)));

    assertThat(html.select("section.day h2 time").eachText())
        .containsExactly("Sunday 22 November 2026", "Saturday 21 November 2026");
  }

  @Test
  void emptyPlanetSaysWhatToDo() {
    assertThat(html(SITE.front(List.of(), List.of())).expectFirst("main").text())
        .contains("feeds.ini", "orrery run");
    assertThat(html(SITE.front(List.of(), List.of(JANE))).expectFirst("main").text())
        .contains("One blog is registered");
  }

  @Test
  void pageIsFitForEveryReader() {
    for (Page page :
        List.of(
            SITE.front(List.of(post("a").build()), List.of(JANE)),
            SITE.day(DAY, List.of(post("a").build()), null, null),
            SITE.archive(List.of(new Count<>(YearMonth.of(2026, 11), 1))),
            SITE.blogs(List.of(new BlogLine(JANE, null, List.of(1, 2, 3)))))) {
      Document html = html(page);
      assertThat(html.expectFirst("html").attr("lang")).isEqualTo("en");
      assertThat(html.select("h1")).as(page.path()).hasSize(1);
      assertThat(html.select("header, main, footer, nav[aria-label]").size()).isGreaterThan(3);
      assertThat(html.expectFirst("body > a").attr("href")).isEqualTo("#content");
      assertThat(html.select("main#content")).hasSize(1);
      assertThat(html.select("nav [aria-current]")).hasSize(1);
      assertThat(html.select("script").eachAttr("src")).allMatch(ours(page)::contains);
      assertThat(html.select("script:not(:empty), [style], style, iframe")).isEmpty();
      assertThat(html.expectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
          .doesNotContain("unsafe")
          .doesNotContain("frame-src");
      assertThat(html.select("link[rel=alternate]").eachAttr("type"))
          .containsExactly("application/atom+xml", "application/rss+xml", "application/feed+json");
      int level = 0;
      for (Element heading : html.select("h1, h2, h3, h4")) {
        int next = heading.tagName().charAt(1) - '0';
        assertThat(next).as(page.path() + " " + heading).isLessThanOrEqualTo(level + 1);
        level = next;
      }
    }
  }

  @Test
  void longPostIsFoldedAndWhole() {
    String html = "<p>" + "word ".repeat(2000) + "</p>";
    Document page = day(post("a").html(html).excerpt("word word").build());

    assertThat(page.expectFirst("details.fold > summary .p-summary").text()).isEqualTo("word word");
    assertThat(page.expectFirst("details.fold > .e-content").html()).isEqualTo(html);
  }

  @Test
  void postWithoutBodyShowsItsExcerptAndPicture() {
    Element entry =
        day(post("a").html("").excerpt("In short.").image("https://x.example/i.png").build())
            .expectFirst("article");

    assertThat(entry.select(".e-content")).isEmpty();
    assertThat(entry.expectFirst(".p-summary").text()).isEqualTo("In short.");
    assertThat(entry.expectFirst("img.u-featured").attr("src"))
        .isEqualTo("https://x.example/i.png");
  }

  @Test
  void postWithoutAddressLeadsToItsPlaceOnThePlanet() {
    assertThat(day(post("a").url(null).build()).expectFirst("a.u-url").attr("href"))
        .isEqualTo("../../2026/11/22.html#pa");
  }

  @Test
  void attachmentsPlayOrLink() {
    Element files =
        day(post("a")
                .attachments(
                    new Attachment("https://x.example/e.mp3", "audio/mpeg", 23_400_000, "Ep", 2467),
                    new Attachment("https://x.example/e.mp4", "video/mp4", -1, null, -1),
                    new Attachment(
                        "https://x.example/d/a.pdf?x=1", "application/pdf", 81_000, null, 0))
                .build())
            .expectFirst("ul.files");

    assertThat(files.expectFirst("audio").attr("preload")).isEqualTo("none");
    assertThat(files.select("video")).hasSize(1);
    assertThat(files.select("li").eachText())
        .containsExactly("Ep audio, 23 MB, 41:07", "e.mp4 video", "a.pdf PDF, 81 kB");
  }

  @Test
  void directionFollowsLanguageAndLetters() {
    assertThat(direction("ar", "مرحبا")).isEqualTo("rtl");
    assertThat(direction("az-Arab", "سلام (2)")).isEqualTo("rtl");
    assertThat(direction("en", "שלום עולם")).isEqualTo("rtl");
    assertThat(direction(null, "Hello, שלום and more")).isEqualTo("ltr");
    assertThat(direction("fa", "English after all")).isEqualTo("ltr");
    assertThat(direction("en-GB", "2026")).isEqualTo("ltr");
  }

  @Test
  void facelessBlogHasInitialsInASteadyColour() {
    Element face = day(post("a").build()).expectFirst(".face");

    assertThat(face.text()).isEqualTo("JD");
    assertThat(face.classNames()).contains("hue-" + Describe.hue("Jane Doe"));
    assertThat(Describe.initials("  the long   now ")).isEqualTo("TN");
    assertThat(Describe.initials("\uD83D\uDE80 ...")).isEqualTo("\u2022");
  }

  @Test
  void noAddressOfMailIsShown() {
    Blog blog =
        new Blog(
            "m",
            "Mo",
            "https://user:secret@x.example/feed",
            null,
            null,
            null,
            null,
            1,
            null,
            Map.of("email", "mo@example.org", "nick", "mo"));
    Post post =
        post("a")
            .blog(blog)
            .authors(
                new Author("mo@example.org", "mo@example.org", null),
                new Author("joe@example.org (Joe Roe)", null, null),
                new Author(null, "x@example.org", null))
            .build();
    for (Page page :
        List.of(
            SITE.day(DAY, List.of(post), null, null),
            SITE.blog(blog, null, List.of(post), List.of()),
            SITE.blogs(List.of(new BlogLine(blog, null, List.of()))),
            SITE.atom(List.of(post)),
            SITE.rss20(List.of(post)),
            SITE.rss10(List.of(post)),
            SITE.jsonFeed(List.of(post)),
            SITE.opml(List.of(blog)),
            SITE.foafroll(List.of(blog)))) {
      assertThat(page.text()).as(page.path()).doesNotContain("@example").doesNotContain("secret");
    }
    assertThat(SITE.atom(List.of(post)).text()).contains("<name>Joe Roe</name>");
  }

  @Test
  void blogPageSaysSinceWhenItsFeedFails() {
    FeedStatus status =
        new FeedStatus(
            JANE.feedUrl(),
            "Jane",
            FeedStatus.State.FAILING,
            null,
            null,
            null,
            Instant.parse("2026-11-03T08:00:00Z"),
            503,
            "The server answers 503.",
            1,
            null,
            List.of());
    Document page = html(SITE.blog(JANE, status, List.of(post("a").build()), List.of()));

    assertThat(page.expectFirst(".state.failing").text())
        .contains("3 November 2026", "The server answers 503.");
    assertThat(page.expectFirst(".about a.u-url").attr("href"))
        .isEqualTo("https://jane.example.org/");
    Document list = html(SITE.blogs(List.of(new BlogLine(JANE, status, List.of(0, 2, 5)))));
    assertThat(list.expectFirst("li.failing .state").text()).contains("3 November 2026");
    assertThat(list.expectFirst("svg.chart path").attr("d")).startsWith("M0 20v-1h3v1z");
  }

  @Test
  void blogOfExcerptsGivesAwayNoMore() {
    Blog brief =
        new Blog(
            "jane",
            "Jane Doe",
            "https://jane.example.org/feed.xml",
            null,
            null,
            null,
            "en",
            1,
            null,
            true,
            null,
            Map.of());
    Post post = post("a").blog(brief).html("<p>Some text. The rest.</p>").build();
    Element entry = day(post).expectFirst("article");

    assertThat(entry.expectFirst(".p-summary").text()).isEqualTo("Some text.");
    assertThat(entry.expectFirst(".on a").attr("href")).isEqualTo("https://jane.example.org/a");
    for (Page page :
        List.of(
            new Site(SETTINGS, THEME).front(List.of(post), List.of(brief)),
            SITE.atom(List.of(post)),
            SITE.rss20(List.of(post)),
            SITE.rss10(List.of(post)),
            SITE.jsonFeed(List.of(post)))) {
      assertThat(page.text()).as(page.path()).contains("Some text.").doesNotContain("The rest.");
    }
  }

  @Test
  void pageLetsInTheHostsOfItsVideosAndNoOther() {
    Post film =
        post("a")
            .html(
                "<a class=\"video\" href=\"https://vimeo.com/1\">Film</a> "
                    + "<a class=\"video\" href=\"https://tube.example/videos/watch/1\">Film</a>")
            .build();
    Post text = post("b").html("<p>https://www.youtube.com/watch?v=x</p>").build();
    Document page = html(SITE.day(DAY, List.of(film, text), null, null));

    assertThat(page.expectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .contains("; frame-src https://player.vimeo.com; ");
    assertThat(page.expectFirst("template").attr("data-players"))
        .isEqualTo(
            "https://vimeo.com/ https://player.vimeo.com/video/{}?autoplay=1&dnt=1{&h=}{#t=}");
    assertThat(page.select("iframe")).isEmpty();
    assertThat(html(SITE.front(List.of(text), List.of(JANE))).outerHtml())
        .doesNotContain("frame-src")
        .doesNotContain("data-players");
  }

  @Test
  void aPostWithoutTitleIsShownOnce() {
    String text = "It rained all day, and I";
    Element note = day(post("a").title(text + "…").excerpt(text + " read.").build());
    note = note.expectFirst("article");
    assertThat(note.select(".title.unseen a").eachText()).containsExactly(text + "…");
    assertThat(note.select("header > .p-name")).isEmpty();
    assertThat(note.expectFirst(".byline .original").attr("href"))
        .isEqualTo("https://jane.example.org/a");
    Element all = day(post("a").title("Rain.").excerpt("Rain.").build());
    assertThat(all.select(".title.unseen")).hasSize(1);

    Element titled = day(post("a").title("Rain").excerpt("Rain all day.").build());
    assertThat(titled.select(".title.unseen, .original")).isEmpty();
  }

  @Test
  void lostReadersFindWaysOnWhateverAddressTheyAskedFor() {
    Post old = post("b").date("2026-11-20T10:00:00Z").build();
    Document page = html(SITE.notFound(List.of(post("a").build(), old)));

    assertThat(page.select("main a").eachAttr("href"))
        .containsExactly(
            "/search.html",
            "/index.html",
            "/archive.html",
            "/blogs.html",
            "/tags.html",
            "/2026/11/22.html",
            "/2026/11/20.html");
    assertThat(page.select("[href], [src]").not("[href=#content]"))
        .allMatch(e -> (e.attr("href") + e.attr("src")).startsWith("/"));
    Site below = new Site(settings("https://example.org/planet"), THEME);
    assertThat(html(below.notFound(List.of())).select("main a").eachAttr("href"))
        .contains("/planet/search.html");
    Site nowhere = new Site(settings(null), THEME);
    assertThat(html(nowhere.notFound(List.of())).select("main a").eachAttr("href"))
        .contains("/search.html");
  }

  @Test
  void styleAndScriptStayLight() {
    Document front = html(SITE.front(List.of(post("a").build()), List.of(JANE)));
    List<String> loaded = new ArrayList<>(front.select("link[rel=stylesheet]").eachAttr("href"));
    loaded.addAll(front.select("script").eachAttr("src"));

    assertThat(loaded).containsExactlyInAnyOrder("assets/orrery.css", "assets/orrery.js");
    assertThat(loaded.stream().mapToInt(path -> asset(path).bytes().length).sum())
        .isLessThan(30 * 1024);
    assertThat(asset("assets/orrery.js").bytes().length).isLessThan(8 * 1024);
  }

  @Test
  void sameInputGivesSameBytes() {
    List<Post> posts = List.of(post("a").tags(CPP).build());
    Site again = new Site(SETTINGS, Theme.load(null));

    assertThat(again.front(posts, List.of(JANE)).bytes())
        .isEqualTo(SITE.front(posts, List.of(JANE)).bytes());
  }

  private static String direction(@Nullable String language, String title) {
    return day(post("a").language(language).title(title).excerpt("").build())
        .expectFirst("article")
        .attr("dir");
  }

  private static Page asset(String path) {
    return THEME.assets().stream().filter(a -> a.path().equals(path)).findFirst().orElseThrow();
  }

  private static List<String> ours(Page page) {
    return Stream.of("orrery", "choose", "search", "status")
        .map(script -> Paths.root(page.path()) + "assets/" + script + ".js")
        .toList();
  }

  private static Document day(Post post) {
    return html(SITE.day(DAY, List.of(post), null, null));
  }

  private static Document html(Page page) {
    Document html = Jsoup.parse(page.text());
    html.outputSettings().prettyPrint(false);
    return html;
  }

  private static SiteSettings settings(@Nullable String link) {
    return Samples.settings("P", link, null, "en", 5, "1", Map.of());
  }

  private static SiteSettings settings(int items) {
    return Samples.settings(
        SETTINGS.name(), SETTINGS.link(), SETTINGS.ownerName(), "en", items, "1.2.3", Map.of());
  }
}
