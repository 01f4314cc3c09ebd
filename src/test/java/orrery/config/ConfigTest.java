package orrery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Problem.Level;

class ConfigTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("feeds.ini");
  }

  @Test
  void fillsInEveryDefault() throws Exception {
    var loaded = load("[planet]\nname = Stars\n[https://ada.example/feed]\n");
    var planet = loaded.planet();

    assertThat(loaded.findings()).isEmpty();
    assertThat(planet.file()).isEqualTo(file);
    assertThat(planet.dialect()).isEqualTo(Dialect.ORRERY);
    assertThat(planet.dataDirectory()).isEqualTo(folder.resolve("data"));
    assertThat(planet.outputDirectory()).isEqualTo(folder.resolve("site"));
    assertThat(planet.theme()).isNull();
    assertThat(planet.itemsPerPage()).isEqualTo(60);
    assertThat(planet.daysPerPage()).isZero();
    assertThat(planet.activityThreshold()).isZero();
    assertThat(planet.feedTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(planet.callTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(planet.maxFeedSize()).isEqualTo(10 * 1024 * 1024);
    assertThat(planet.allowAddresses()).isEmpty();
    assertThat(planet.cycle()).isEqualTo("10 minutes");
    assertThat(planet.language()).isEqualTo("en");
    assertThat(planet.contact()).isNull();
    assertThat(planet.curation())
        .isEqualTo(new Curation(new Keeping(5, 0, 0), 10, FutureDates.SHOW));
    assertThat(planet.subscriptions())
        .containsExactly(
            new Subscription(
                "https://ada.example/feed",
                false,
                null,
                null,
                Filters.NONE,
                false,
                ImageMode.LINK,
                Keeping.DEFAULT,
                List.of(),
                3,
                Map.of(),
                Map.of()));
  }

  @Test
  void contentOfTheFeedCountsBeforeThePlanets() throws Exception {
    var loaded =
        load(
            """
            [planet]
            name = P
            content = Excerpt
            [https://a.example/feed]
            [https://b.example/feed]
            content = full
            [https://c.example/feed]
            content = half
            """);

    assertThat(loaded.planet().subscriptions())
        .extracting(Subscription::excerpt)
        .containsExactly(true, false, true);
    assertThat(loaded.findings())
        .extracting(Finding::line, Finding::message)
        .contains(tuple(8, "content must be full or excerpt; excerpt counts."));
    assertThat(loaded.planet().extras()).isEmpty();
  }

  @Test
  void readsWhatIsSaid() throws Exception {
    Files.createDirectory(folder.resolve("theme"));
    var loaded =
        load(
            """
            [Planet]
            name = Stars
            link = https://stars.example/
            owner_name = Ada
            owner_email = ada@stars.example
            data_directory = ../kept
            output_dir = /srv/www
            output_theme = theme
            items_per_page = 25
            days_per_page = 7
            activity_threshold = 90
            feed_timeout = 2.5
            call_timeout = 30
            max_feed_size = 2 MB
            allow_addresses = 127.0.0.0/8, 10.0.0.0/8
              ::1/128
            cycle = 0 0 * * * ?
            locale = pt_BR.UTF-8
            motto = per aspera

            [https://ada.example/feed]
            name = Ada
            face = ada.png
            nick = countess
            """);
    var planet = loaded.planet();

    assertThat(planet.link()).isEqualTo("https://stars.example/");
    assertThat(planet.ownerName()).isEqualTo("Ada");
    assertThat(planet.ownerEmail()).isEqualTo("ada@stars.example");
    assertThat(planet.contact()).isEqualTo("https://stars.example/");
    assertThat(planet.dataDirectory()).isEqualTo(folder.resolveSibling("kept"));
    assertThat(planet.outputDirectory()).isEqualTo(Path.of("/srv/www"));
    assertThat(planet.theme()).isEqualTo(folder.resolve("theme"));
    assertThat(planet.itemsPerPage()).isEqualTo(25);
    assertThat(planet.daysPerPage()).isEqualTo(7);
    assertThat(planet.activityThreshold()).isEqualTo(90);
    assertThat(planet.feedTimeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(planet.callTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(planet.maxFeedSize()).isEqualTo(2 * 1024 * 1024);
    assertThat(planet.allowAddresses())
        .containsExactly(
            new Planet.Allowed("127.0.0.0/8", 15),
            new Planet.Allowed("10.0.0.0/8", 15),
            new Planet.Allowed("::1/128", 15));
    assertThat(planet.cycle()).isEqualTo("0 0 * * * ?");
    assertThat(planet.language()).isEqualTo("pt-BR");
    assertThat(planet.extras()).containsExactly(Map.entry("motto", "per aspera"));
    assertThat(planet.subscriptions().getFirst())
        .isEqualTo(
            new Subscription(
                "https://ada.example/feed",
                false,
                "Ada",
                "ada.png",
                Filters.NONE,
                false,
                ImageMode.LINK,
                Keeping.DEFAULT,
                List.of(),
                21,
                Map.of("name", "Ada", "face", "ada.png", "nick", "countess"),
                Map.of("name", 22, "face", 23, "nick", 24)));
    assertThat(loaded.findings()).extracting(Finding::level).containsOnly(Level.INFO);
  }

  @Test
  void defaultSuppliesEverySection() throws Exception {
    var planet =
        load("""
                [planet]
                name = Stars
                [DEFAULT]
                face = nobody.png
                facewidth = 64
                link = https://%(host)s/
                host = stars.example
                [https://ada.example/feed]
                host = ada.example
                [https://bob.example/feed]
                face =
                """)
            .planet();

    assertThat(planet.link()).isEqualTo("https://stars.example/");
    assertThat(planet.extras()).containsEntry("facewidth", "64");
    var ada = planet.subscriptions().getFirst();
    assertThat(ada.face()).isEqualTo("nobody.png");
    assertThat(ada.options()).containsEntry("link", "https://ada.example/");
    assertThat(planet.subscriptions().getLast().face()).isNull();
  }

  @Test
  void aFeedsOwnFilterComesBeforeThePlanets() throws Exception {
    var planet =
        load("""
                [planet]
                filter = [Jj]ava
                exclude = coffee
                [https://ada.example/feed]
                filter = [Aa]da
                [https://bob.example/feed]
                exclude =
                """)
            .planet();

    assertThat(planet.subscriptions())
        .extracting(feed -> feed.filters().value("filter"))
        .containsExactly("[Aa]da", "[Jj]ava");
    assertThat(planet.subscriptions())
        .extracting(feed -> feed.filters().value("exclude"))
        .containsExactly("coffee", null);
  }

  @Test
  void aSectionCanBeAFileBesideTheConfig() throws Exception {
    Files.createDirectory(folder.resolve("feeds"));
    Files.writeString(folder.resolve("feeds/ada.xml"), "<rss/>");
    var loaded = load("[planet]\n[feeds/ada.xml]\nname = Ada\n[feeds/bob.xml]\nname = Bob\n");

    var ada = loaded.planet().subscriptions().getFirst();
    assertThat(loaded.planet().subscriptions()).hasSize(1);
    assertThat(ada.file()).isTrue();
    assertThat(loaded.planet().path(ada)).isEqualTo(folder.resolve("feeds/ada.xml"));
    assertThat(loaded.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.level()).isEqualTo(Level.ERROR))
        .satisfies(f -> assertThat(f.line()).isEqualTo(4));
  }

  @Test
  void oneBadSectionDoesNotStopTheOthers() throws Exception {
    var loaded =
        load("[planet]\n[hhttps://ada.example/]\nname = A\n[https://bob.example/]\nname = B\n");

    assertThat(loaded.planet().subscriptions()).extracting(Subscription::name).containsExactly("B");
    assertThat(loaded.findings())
        .singleElement()
        .hasToString(
            file
                + ":2: error: hhttps://ada.example/ is neither a web address nor a file;"
                + " did you mean https://ada.example/? This feed is left out.");
  }

  @ParameterizedTest
  @CsvSource({
    "https://ada.example/, ' https://ada.example/ ', 1, 'line 2 too'",
    "https://ada.example/, HTTPS://ada.example/, 1, 'line 2 too'",
    "http://ada.example/, feed://ada.example/, 1, 'line 2 too'",
    "http://ada.example/feed, https://ada.example/feed/, 2, 'the feed of line 2'",
  })
  void saysThatAFeedStandsThereTwice(String one, String other, int feeds, String message)
      throws Exception {
    var loaded = load("[planet]\n[%s]\nname = A\n[%s]\nname = B\n".formatted(one, other));

    assertThat(loaded.planet().subscriptions()).hasSize(feeds);
    assertThat(loaded.planet().subscriptions().getLast().name()).isEqualTo("B");
    assertThat(loaded.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.line()).isEqualTo(4))
        .satisfies(f -> assertThat(f.message()).contains(message));
  }

  @ParameterizedTest
  @CsvSource({
    "activity_threshhold, activity_threshold",
    "template_directries, template_directories",
    "nmae, name",
    "owner_nam, owner_name",
    "allow_adresses, allow_addresses",
  })
  void namesTheKeyThatWasMeant(String key, String meant) throws Exception {
    var findings = load("[planet]\n" + key + " = 1\n[https://ada.example/]\n").findings();

    assertThat(findings)
        .singleElement()
        .satisfies(f -> assertThat(f.level()).isEqualTo(Level.WARNING))
        .satisfies(f -> assertThat(f.line()).isEqualTo(2))
        .satisfies(f -> assertThat(f.message()).endsWith("did you mean " + meant + "?"));
  }

  @Test
  void hintsAtAMistypedKeyOfAFeedOnlyWhereTheRightOneIsMissing() throws Exception {
    var findings =
        load("[planet]\n[https://a.example/]\nnmae = A\n[https://b.example/]\nname = B\nnames = C\n")
            .findings();

    assertThat(findings).extracting(Finding::line).containsExactly(3);
  }

  @Test
  void namesOnceWhatItDoesNotUse() throws Exception {
    var findings =
        load("""
                [planet]
                template_files = index.html.tmpl atom.xml.tmpl
                cache_directory = cache
                [index.html.tmpl]
                items_per_page = 10
                [https://ada.example/]
                ignore_in_feed = updated
                [https://bob.example/]
                ignore_in_feed = updated
                activity_threshold = 9
                [https://list.example/opml]
                content_type = opml
                """)
            .findings();

    assertThat(findings)
        .extracting(f -> f.line() + " " + f.level())
        .containsExactly("2 WARNING", "3 INFO", "4 INFO", "7 WARNING", "10 WARNING", "11 WARNING");
  }

  @ParameterizedTest
  @CsvSource({
    "items_per_page = many",
    "items_per_page = -1",
    "feed_timeout = 0",
    "feed_timeout = NaN",
    "call_timeout = 1e99",
    "max_feed_size = 10 elephants",
    "max_feed_size = 99999999999",
    "max_feed_size = 0",
    "language = ???",
    "link = stars",
    "link = javascript:alert(1)",
    "dialect = klingon",
    "burst = -1",
    "keep_days = ever",
    "keep_entries = 1.5",
    "new_feed_items = some",
    "future_dates = shrug",
    "output_theme = nowhere",
    "name = %(nobody)s",
  })
  void warnsOfAValueThatCannotBeAndUsesTheDefault(String line) throws Exception {
    var loaded = load("[planet]\n" + line + "\n[https://ada.example/]\n");
    var planet = loaded.planet();

    assertThat(loaded.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.level()).isEqualTo(Level.WARNING))
        .satisfies(f -> assertThat(f.line()).isEqualTo(2));
    assertThat(planet.itemsPerPage()).isEqualTo(60);
    assertThat(planet.feedTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(planet.callTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(planet.maxFeedSize()).isEqualTo(10 << 20);
    assertThat(planet.language()).isEqualTo("en");
    assertThat(planet.link()).isNull();
    assertThat(planet.theme()).isNull();
    assertThat(planet.curation())
        .isEqualTo(new Curation(new Keeping(5, 0, 0), 10, FutureDates.SHOW));
  }

  @Test
  void aFeedKeepsAsItSaysAndElseAsThePlanetDoes() throws Exception {
    var loaded =
        load(
            """
            [planet]
            burst = 3
            keep_days = 365
            new_feed_items = 0
            future_dates = hold
            [https://a.example/feed]
            [https://b.example/feed]
            burst = 0
            keep_days = 0
            keep_entries = 20
            [https://c.example/feed]
            new_feed_items = 4
            future_dates = show
            """);

    assertThat(loaded.planet().curation())
        .isEqualTo(new Curation(new Keeping(3, 365, 0), 0, FutureDates.HOLD));
    assertThat(loaded.planet().dialect()).isEqualTo(Dialect.ORRERY);
    assertThat(loaded.planet().subscriptions())
        .extracting(Subscription::keeping)
        .containsExactly(new Keeping(3, 365, 0), new Keeping(0, 0, 20), new Keeping(3, 365, 0));
    assertThat(loaded.findings())
        .extracting(Finding::line, Finding::message)
        .containsExactly(
            tuple(12, "new_feed_items counts in [planet] only."),
            tuple(13, "future_dates counts in [planet] only."));
    assertThat(loaded.planet().extras()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "keep, SHOW",
    "ignore_date, SHOW",
    "show, SHOW",
    "'', SHOW",
    "ignore_entry, HOLD",
    "Hold, HOLD"
  })
  void understandsVenussWordsForTheFuture(String said, FutureDates meant) throws Exception {
    var loaded =
        load("[planet]\nnew_feed_items = 7\nfuture_dates = " + said + "\n[https://a.example/]\n");

    assertThat(loaded.findings()).isEmpty();
    assertThat(loaded.planet().dialect()).isEqualTo(Dialect.VENUS);
    assertThat(loaded.planet().curation().futureDates()).isEqualTo(meant);
    assertThat(loaded.planet().curation().newFeedItems()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "template_files = index.html.tmpl, PLANET2",
    "template_files = index.html.xslt, VENUS",
    "cache_directory = cache, VENUS",
    "spider_threads = 4, VENUS",
    "data_directory = d, ORRERY",
    "filter_title = tea, ORRERY",
    "dialect = planet2, PLANET2",
    "dialect = Venus, VENUS",
  })
  void followsTheDialect(String line, Dialect dialect) throws Exception {
    var planet = load("[planet]\n" + line + "\n[https://ada.example/]\n").planet();

    assertThat(planet.dialect()).isEqualTo(dialect);
  }

  @Test
  void aFindingHoldsNoControlCharacter() throws Exception {
    var findings = load("[planet]\n[\u001b[2J\u0007ada]\n").findings();

    assertThat(findings).isNotEmpty().noneMatch(f -> f.message().matches(".*\\p{Cntrl}.*"));
  }

  @Test
  void readsPluto() throws Exception {
    var loaded =
        load(
            """
            title = Stars
            url = https://stars.example/
            email = ada@stars.example
            output_dir = www

            [ada]
              title = Ada # our own
              feed = https://ada.example/feed
              avatar = ada.png
              includes = java, c++
              Mastodon = @ada
            [https://bob.example/feed]
              name = Bob
            [carol]
              title = Carol
            """);
    var planet = loaded.planet();

    assertThat(planet.dialect()).isEqualTo(Dialect.PLUTO);
    assertThat(planet.name()).isEqualTo("Stars");
    assertThat(planet.link()).isEqualTo("https://stars.example/");
    assertThat(planet.ownerEmail()).isEqualTo("ada@stars.example");
    assertThat(planet.outputDirectory()).isEqualTo(folder.resolve("www"));
    var ada = planet.subscriptions().getFirst();
    assertThat(ada.url()).isEqualTo("https://ada.example/feed");
    assertThat(ada.name()).isEqualTo("Ada");
    assertThat(ada.face()).isEqualTo("ada.png");
    assertThat(ada.filters().value("filter")).isEqualTo("\\Qjava\\E|\\Qc++\\E");
    assertThat(ada.options()).containsEntry("Mastodon", "@ada");
    assertThat(planet.subscriptions().getLast().name()).isEqualTo("Bob");
    assertThat(loaded.findings())
        .filteredOn(f -> f.level() != Level.INFO) // that there is no ada.png here
        .singleElement()
        .satisfies(f -> assertThat(f.level()).isEqualTo(Level.ERROR))
        .satisfies(f -> assertThat(f.line()).isEqualTo(14));
  }

  @Test
  void readsLatin1WithAWarning() throws Exception {
    Files.write(
        file,
        "[planet]\nname = Ätherwellen\n[https://a.example/]\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    var loaded = Config.load(file);

    assertThat(loaded.planet().name()).isEqualTo("Ätherwellen");
    assertThat(loaded.findings()).extracting(Finding::level).containsExactly(Level.WARNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing\n", "name = Stars\n", "- name: Stars\n", "<rss/>"})
  void refusesWhatHasNoSection(String text) {
    assertThatThrownBy(() -> load(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file + ": has no section")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesWhatIsNotThereOrNotText() throws IOException {
    assertThatThrownBy(() -> Config.load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> Config.load(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is a folder");
    Files.write(file, "[planet]".getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> Config.load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("save it as UTF-8");
  }

  @Test
  void hubsAreOffUnlessTheyAreNamed() throws Exception {
    var planet = load("[planet]\nlink = https://stars.example/\n").planet();

    assertThat(planet.callback()).isNull();
    assertThat(planet.hubs()).isEmpty();
  }

  @Test
  void readsHubs() throws Exception {
    var loaded =
        load(
            """
            [planet]
            link = https://stars.example/
            callback = https://hooks.stars.example/in
            pubsubhubbub_hub = https://hub.example/
              http://push.example/?a=b https://hub.example/
            pubsubhubbub_feeds = feed.json atom.xml
            [https://ada.example/feed]
            """);

    assertThat(loaded.findings()).isEmpty();
    assertThat(loaded.planet().dialect()).isEqualTo(Dialect.ORRERY);
    assertThat(loaded.planet().callback()).isEqualTo("https://hooks.stars.example/in/");
    assertThat(loaded.planet().hubs())
        .containsExactly("https://hub.example/", "http://push.example/?a=b");
    assertThat(loaded.planet().hubFeeds()).containsExactly("feed.json", "atom.xml");
    assertThat(loaded.planet().extras()).isEmpty();
  }

  @Test
  void aHubOfVenusIsToldOfEveryFeed() throws Exception {
    var loaded =
        load(
            """
            [planet]
            link = https://stars.example/
            pubsubhubbub_hub = http://hub.example/
            [https://ada.example/feed]
            """);

    assertThat(loaded.findings()).isEmpty();
    assertThat(loaded.planet().dialect()).isEqualTo(Dialect.VENUS);
    assertThat(loaded.planet().hubFeeds())
        .containsExactly("atom.xml", "rss10.xml", "rss20.xml", "feed.json");
  }

  @Test
  void whatIsNoHubIsSaid() throws Exception {
    var loaded =
        load(
            """
            [planet]
            link = https://stars.example/
            callback = stars.example
            pubsubhubbub_hub = hub.example https://hub.example/
            pubsubhubbub_feeds = index.html atom.xml
            [https://ada.example/feed]
            """);

    assertThat(loaded.planet().callback()).isNull();
    assertThat(loaded.planet().hubs()).containsExactly("https://hub.example/");
    assertThat(loaded.planet().hubFeeds()).containsExactly("atom.xml");
    assertThat(loaded.findings()).extracting(Finding::line).containsExactly(3, 4, 5);
    assertThat(loaded.findings()).extracting(Finding::level).containsOnly(Level.WARNING);
    assertThat(load("[planet]\ncallback = https://stars.example/?x\n").planet().callback())
        .isNull();
  }

  @Test
  void aHubNeedsToKnowWhereTheFeedsAre() throws Exception {
    var loaded = load("[planet]\npubsubhubbub_hub = https://hub.example/\n[https://a.example/]\n");

    assertThat(loaded.planet().hubs()).isEmpty();
    assertThat(loaded.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.line()).isEqualTo(2);
              assertThat(finding.message()).contains("needs link");
            });
  }

  @ParameterizedTest
  @CsvSource({"orrery, de", "venus,", "planet2,"})
  void theLanguageOfAFeedIsAFilterInOurDialect(String dialect, String filter) throws Exception {
    var planet =
        load("[planet]\nlanguage = fr\ndialect = "
                + dialect
                + "\n[https://a.example/]\nlanguage = de\n")
            .planet();

    assertThat(planet.language()).isEqualTo("fr");
    assertThat(planet.filters().rules()).isEmpty();
    assertThat(planet.subscriptions().getFirst().filters().value("filter_language"))
        .isEqualTo(filter);
  }

  @Test
  void readsPages() throws Exception {
    var loaded =
        load(
            """
            [DEFAULT]
            name = nobody
            [planet]
            language = de
            exclude_title = soap
            [page english]
            title = In English
            language = en
            filter_title = tea
            [Page  tea  ]
            filter_tilte = tea
            colour = red
            [https://ada.example/feed]
            """);

    assertThat(loaded.planet().subscriptions()).hasSize(1);
    assertThat(loaded.planet().pages())
        .extracting(Selection::name, Selection::title, Selection::line)
        .containsExactly(tuple("english", "In English", 6), tuple("tea", "tea", 10));
    var english = loaded.planet().pages().getFirst().filters();
    assertThat(english.rules()).containsOnlyKeys("filter_language", "filter_title");
    assertThat(english.all()).extracting(Rule::owner).containsOnly(Rule.Owner.PAGE);
    assertThat(loaded.planet().filters().value("filter_language")).isNull();
    assertThat(loaded.findings())
        .extracting(Finding::line, Finding::message)
        .containsExactly(
            tuple(11, "filter_tilte is not a key of Orrery; did you mean filter_title?"),
            tuple(12, "colour is not a key of a page; it is not used."));
  }

  @Test
  void aPageWithoutANameOrWithAnothersIsAnError() throws Exception {
    var loaded =
        load("[planet]\n[page ]\n[page]\n[page Tea]\n[page tea]\n[pagers]\n[https://a.example/]\n");

    assertThat(loaded.planet().pages()).extracting(Selection::name).containsExactly("Tea");
    assertThat(loaded.findings())
        .extracting(f -> f.line() + " " + f.level() + " " + f.message())
        .satisfiesExactly(
            f -> assertThat(f).startsWith("2 ERROR This page has no name; write [page NAME]."),
            f -> assertThat(f).startsWith("3 ERROR This page has no name"),
            f -> assertThat(f).startsWith("5 ERROR The page of line 4 has the name tea, too"),
            f -> assertThat(f).startsWith("6 ERROR pagers is neither a web address nor a file"));
  }

  @Test
  void readsTags() throws Exception {
    var loaded =
        load(
            """
            [planet]
            tag_minimum = 5
            suggest_tags = no
            [Tags]
            Python = py, python3,
              C Python
            Open Source.title = \\bOSI\\b
            security.text = CVE-\\d+
            hide = personal, fun stuff
            .title = nothing
            tea =
            c++.text =
            [https://ada.example/feed]
            tags = Tea time, milk
            [https://ben.example/feed]
            """);

    var tagging = loaded.planet().tagging();
    assertThat(tagging.minimum()).isEqualTo(5);
    assertThat(tagging.suggests()).isFalse();
    assertThat(tagging.synonyms())
        .containsExactly(new Tagging.Synonyms("Python", List.of("py", "python3", "C Python")));
    assertThat(tagging.hidden()).containsExactly("personal", "fun stuff");
    assertThat(tagging.rules())
        .extracting(Tagging.Expression::tag, Tagging.Expression::title, e -> e.rule().value())
        .containsExactly(
            tuple("Open Source", true, "\\bOSI\\b"), tuple("security", false, "CVE-\\d+"));
    assertThat(loaded.planet().subscriptions())
        .extracting(Subscription::tags)
        .containsExactly(List.of("Tea time", "milk"), List.of());
    assertThat(loaded.findings())
        .extracting(Finding::line, Finding::message)
        .satisfiesExactly(
            f ->
                assertThat(f.toList())
                    .asString()
                    .startsWith("[10, Write the tag before .title, and"),
            f -> assertThat(f.toList()).asString().startsWith("[11, tea must say what else"),
            f ->
                assertThat(f.toList())
                    .asString()
                    .startsWith("[12, Write behind the = what titles"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          Py = python\\nSn = Python ~ 4 ~ Python is another name of Py on line 3 already, which counts; leave it out here or there.
          A = B\\nB = C ~ 3 ~ B is a tag of its own on line 4, so it is not another name of A; leave one of the two out.
          Web App = webapps\\nJS = web-app ~ 4 ~ web-app is a tag of its own on line 3, so it is not another name of JS; leave one of the two out.
          A = B\\nB.Title = C ~ 4 ~ B.Title gives the tag A, of which B is another name on line 3; write A.Title.
          Life = living\\nhide = fun, LIFE ~ 4 ~ hide counts before line 3, which says of LIFE what posts get it: none shows it; leave it out here or there.
          hide = life\\nLife.text = lives ~ 3 ~ hide counts before line 4, which says of life what posts get it: none shows it; leave it out here or there.
          Foo.titel = CVE ~ 3 ~ Foo.titel is read as the name of a tag; did you mean Foo.title?
          Foo.txt = CVE ~ 3 ~ Foo.txt is read as the name of a tag; did you mean Foo.text?
          Machine: Learning = ML ~ 3 ~ Learning = ML is read as another name of the tag Machine, as a colon ends a key like the first =; leave the colon out.
          All.title = .* ~ 3 ~ All.title holds for the empty text, too, so every post gets the tag All; write what must be there.
          All.text = tea|(milk)? ~ 3 ~ All.text holds for the empty text, too, so every post gets the tag All; write what must be there.
          Tea = a b c d e f g h i j k l m n o p q r s t u v w x y z ~ 3 ~ The name of a tag has at most 50 characters; a b c d e f g h i j k l m... has 51. Part names by commas, or shorten it.
          tag_minimum = 7 ~ 3 ~ tag_minimum counts in [planet] only; it is left out here.
          .text = x ~ 3 ~ Write the tag before .text, and behind the = what titles or texts must hold: Security.text = CVE; it is left out.
          Bad.title = ~ 3 ~ Write behind the = what titles must hold: Bad.title = CVE; it is left out.
          Tea = x\\ntea = y ~ 4 ~ tea stands on line 3 too; the last one counts.
          """)
  void tellsOfTagsThatDoNotDoAsTheySeemTo(String lines, int line, String message) throws Exception {
    var loaded =
        load("[planet]\n[tags]\n" + lines.replace("\\n", "\n") + "\n[https://ada.example/feed]\n");

    assertThat(loaded.findings())
        .extracting(Finding::line, Finding::message)
        .contains(tuple(line, message));
  }

  @Test
  void saysNothingOfTagsThatContradictNothing() throws Exception {
    var loaded =
        load(
            """
            [planet]
            [tags]
            C++ = cpp
            C# = csharp
            C = clang
            3.12 = py312
            Node.js = nodejs, Node JS
            Security.title = \\bCVE-\\d+|^$
            Security.text = (?i:advisory)
            hide = personal, c & a
            [https://ada.example/feed]
            tags = C
            """);

    assertThat(loaded.findings()).isEmpty();
    assertThat(loaded.planet().tagging().synonyms()).hasSize(5);
  }

  @Test
  void tellsOfKeysOfTagsThatStandElsewhere() throws Exception {
    var loaded =
        load(
            """
            [planet]
            tags = Tea
            hide = Milk
            [https://ada.example/feed]
            tag = Tea
            suggest_tags = no
            tag_minimum = 2
            hide = Milk
            """);

    assertThat(loaded.findings())
        .extracting(Finding::line, Finding::message)
        .containsExactly(
            tuple(
                2,
                "tags counts in the section of a feed, and in [DEFAULT] for all feeds; how tags are"
                    + " called stands in [tags]."),
            tuple(3, "hide counts in [tags] only."),
            tuple(5, "tag is not a key of Orrery; did you mean tags?"),
            tuple(6, "suggest_tags counts in [planet] only."),
            tuple(7, "tag_minimum counts in [planet] only."),
            tuple(8, "hide counts in [tags] only."));
  }

  @Test
  void tagsOfAFeedOfPlanetDoNothingWhichIsSaidOnce() throws Exception {
    var loaded =
        load(
            """
            [planet]
            dialect = venus
            [https://ada.example/feed]
            tags = Tea
            [https://ben.example/feed]
            tags = Milk
            hide = x
            """);

    assertThat(loaded.planet().subscriptions())
        .extracting(Subscription::tags)
        .containsOnly(List.of());
    assertThat(loaded.findings())
        .extracting(Finding::line, Finding::message)
        .containsExactly(
            tuple(
                4,
                "tags of a feed do nothing in a config of Planet; write dialect = orrery in"
                    + " [planet] to have its posts tagged."));
  }

  private Config.Loaded load(String text) throws ConfigException, IOException {
    Files.writeString(file, text);
    return Config.load(file);
  }
}
