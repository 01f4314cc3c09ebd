package orrery.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.Post;
import orrery.feed.Tag;

/**
 * The pages of a planet, one method a page. Posts are given in the order in which they are to stand
 * (newest first, as a rule). Safe for several threads; every method may throw {@link
 * ThemeException}, and nothing else where its arguments keep to their records.
 */
public final class Site {
  /** How the feeds are doing, and when a cycle last ended. */
  public static final String STATUS = "status.json";

  private static final int ALL_BLOGS_FIT = 48;
  private static final int BLOGS_BESIDE = 36;
  private static final int NEWEST_DAYS = 7;
  private static final int TAGS_IN_SIGHT = 150;
  private static final int MONTHS_OF_TAG = 36;

  private final SiteSettings settings;
  private final Theme theme;
  private final Words words;
  private final View.Planet planet;
  private final Feeds feeds;
  private final Map<String, View.Home> homes = new ConcurrentHashMap<>();

  /** A site with those settings that looks as the theme says. */
  public Site(SiteSettings settings, Theme theme) {
    this.settings = settings;
    this.theme = theme;
    this.words = theme.words(settings.language(), settings.texts());
    Set<String> assets = theme.assets().stream().map(Page::path).collect(Collectors.toSet());
    this.planet = View.Planet.of(settings, assets, words.tag());
    this.feeds = new Feeds(settings, planet, theme, words);
  }

  /** What it says in its own words. */
  Words words() {
    return words;
  }

  /**
   * {@code index.html}. It ends with a link to the day page that goes on where it stops. Where it
   * would be too long, its longest posts are not whole on it ({@link Fit}).
   *
   * @param newest one post more than {@link SiteSettings#itemsPerPage}, if there are: the surplus
   *     is not shown but linked as the next
   * @param blogs all blogs of the planet
   */
  public Page front(List<Post> newest, List<Blog> blogs) {
    var fit = new Fit(newest, shown(newest).size());
    Page page = front(fit.posts(), fit.count(), blogs);
    while (fit.shorten(page.bytes().length)) {
      page = front(fit.posts(), fit.count(), blogs);
    }
    return page;
  }

  private Page front(List<Post> newest, int count, List<Blog> blogs) {
    List<Post> shown = newest.subList(0, count);
    View.Way older = null;
    if (newest.size() > shown.size()) {
      Post next = newest.get(shown.size());
      older = new View.Way(Paths.post(next), words.day(Paths.dayOf(next.date())));
    }
    List<Blog> beside = blogs;
    if (blogs.size() > ALL_BLOGS_FIT) {
      Comparator<Blog> lately =
          Comparator.comparing(
              Blog::newest, Comparator.nullsLast(Comparator.<Instant>reverseOrder()));
      beside = blogs.stream().sorted(lately).limit(BLOGS_BESIDE).toList();
    }
    List<View.Item> items = items(shown);
    return page(
        "front.ftlh",
        here("index.html", null, "newest", null, older),
        Map.of(
            "days", days(shown, items),
            "players", Players.of(items),
            "blogs",
                beside.stream().sorted(BY_NAME).map(blog -> View.Home.of(blog, words)).toList(),
            "allBlogs", blogs.size()));
  }

  /** {@code 2026/11/22.html}: whole posts. Neighbours are days that have posts. */
  public Page day(
      LocalDate day, List<Post> posts, @Nullable LocalDate newer, @Nullable LocalDate older) {
    Function<LocalDate, View.Way> way = d -> new View.Way(Paths.day(d), words.day(d));
    List<View.Item> items = items(posts);
    return page(
        "day.ftlh",
        here(Paths.day(day), words.day(day), "archive", map(newer, way), map(older, way)),
        Map.of(
            "day", View.Group.day(day, items, words),
            "players", Players.of(items),
            "month", way(YearMonth.from(day), Paths::month)));
  }

  /** The posts of a month, ready for all pages that list them. Their bodies may be empty. */
  public Sheet sheet(YearMonth month, List<Post> posts) {
    return new Sheet(this, month, posts, briefs(posts, false));
  }

  /** {@code 2026/11.html}: titles and excerpts by day. */
  Page month(Sheet sheet, @Nullable YearMonth newer, @Nullable YearMonth older) {
    YearMonth month = sheet.month();
    Function<YearMonth, View.Way> way = m -> way(m, Paths::month);
    return listing(
        here(Paths.month(month), words.month(month), "archive", map(newer, way), map(older, way)),
        new View.Way("archive.html", words.say("archive")),
        days(sheet.posts(), sheet.briefs()));
  }

  /** {@code archive.html}: all months, where all posts are in one language. */
  public Page archive(List<Count<YearMonth>> months) {
    return archive(months, List.of());
  }

  /**
   * {@code archive.html}: all months.
   *
   * @param languages those that have pages, by their primary subtags
   */
  public Page archive(List<Count<YearMonth>> months, List<Count<String>> languages) {
    int most = most(months);
    Map<String, List<View.Counted>> byYear = new LinkedHashMap<>();
    months.stream()
        .sorted(Comparator.comparing((Count<YearMonth> m) -> m.of()).reversed())
        .forEach(
            m ->
                byYear
                    .computeIfAbsent(Dates.digits(m.of().getYear(), 4), y -> new ArrayList<>())
                    .add(
                        new View.Counted(
                            Paths.month(m.of()),
                            words.monthName(m.of().getMonthValue()),
                            m.posts(),
                            share(m.posts(), most))));
    return page(
        "archive.ftlh",
        here("archive.html", words.say("archive"), "archive", null, null),
        Map.of("years", byYear, "languages", languages.stream().map(View.Tongue::of).toList()));
  }

  /**
   * {@code blog/jane.html}: a blog and its newest posts.
   *
   * @param status how its feed is doing, null where that is not known
   * @param years in which it has posts
   */
  public Page blog(
      Blog blog, @Nullable FeedStatus status, List<Post> newest, List<Count<Year>> years) {
    View.Line line = View.Line.of(new BlogLine(blog, status, List.of()), words);
    return page(
        "blog.ftlh",
        here(Paths.blog(blog.slug()), line.blog().name(), "blogs", null, null)
            .with(Channel.of(blog)),
        Map.of(
            "line", line,
            "newest", items(newest),
            "years",
                counted(
                    years,
                    y -> Paths.blogYear(blog.slug(), y),
                    y -> Dates.digits(y.getValue(), 4),
                    Site::share)));
  }

  /** {@code blog/jane/2026.html}: a blog's posts of a year, by month. */
  public Page blogYear(
      Blog blog, Year year, List<Post> posts, @Nullable Year newer, @Nullable Year older) {
    View.Home home = View.Home.of(blog, words);
    Function<Year, View.Way> way =
        y -> new View.Way(Paths.blogYear(blog.slug(), y), Dates.digits(y.getValue(), 4));
    String title = home.name() + words.say("comma") + Dates.digits(year.getValue(), 4);
    return listing(
        here(Paths.blogYear(blog.slug(), year), title, "blogs", map(newer, way), map(older, way))
            .with(Channel.of(blog)),
        new View.Way(home.path(), home.name()),
        months(posts, briefs(posts, true)));
  }

  /**
   * {@code tag/java.html}: a tag's newest posts.
   *
   * @param months those of which it has pages
   * @param activity how many posts it has in each month
   * @param blogs that have it, the most active first
   */
  public Page tag(
      Count<Tag> tag,
      List<Post> newest,
      List<Count<YearMonth>> months,
      NavigableMap<YearMonth, Integer> activity,
      List<Count<Blog>> blogs) {
    String key = tag.of().key();
    Map<String, Object> model = new HashMap<>();
    model.put("tag", new View.Counted(Paths.tag(key), tag.of().label(), tag.posts(), 1));
    model.put("newest", items(newest));
    model.put("months", counted(months, m -> Paths.tagMonth(key, m), words::month, Site::share));
    model.put(
        "blogs",
        counted(blogs, blog -> Paths.blog(blog.slug()), blog -> home(blog).name(), Site::share));
    View.Span span = View.Span.of(activity, MONTHS_OF_TAG, words);
    if (span != null) {
      model.put("activity", span);
    }
    return page(
        "tag.ftlh",
        here(Paths.tag(key), tag.of().label(), "tags", null, null).with(Channel.tag(tag.of())),
        model);
  }

  /** {@code tag/java-2026-11.html}: a tag's posts of a month. */
  Page tagMonth(
      Tag tag,
      YearMonth month,
      List<Post> posts,
      List<View.Written> briefs,
      @Nullable YearMonth newer,
      @Nullable YearMonth older) {
    Function<YearMonth, View.Way> way = m -> way(m, n -> Paths.tagMonth(tag.key(), n));
    String title = tag.label() + words.say("comma") + words.month(month);
    return listing(
        here(Paths.tagMonth(tag.key(), month), title, "tags", map(newer, way), map(older, way))
            .with(Channel.tag(tag)),
        new View.Way(Paths.tag(tag.key()), tag.label()),
        days(posts, briefs));
  }

  /**
   * {@code language/de.html}: the newest posts in a language, and the months in which it has posts.
   *
   * @param language by its primary subtag
   */
  public Page language(Count<String> language, List<Post> newest, List<Count<YearMonth>> months) {
    String code = language.of();
    View.Tongue tongue = View.Tongue.of(language);
    return page(
        "language.ftlh",
        here(tongue.path(), tongue.name(), "archive", null, null).with(Channel.language(code)),
        Map.of(
            "language", tongue,
            "newest", items(newest),
            "months",
                counted(months, m -> Paths.languageMonth(code, m), words::month, Site::share)));
  }

  /** {@code language/de-2026-11.html}: the posts of a month in a language. */
  Page languageMonth(
      String code,
      YearMonth month,
      List<Post> posts,
      List<View.Written> briefs,
      @Nullable YearMonth newer,
      @Nullable YearMonth older) {
    Function<YearMonth, View.Way> way = m -> way(m, n -> Paths.languageMonth(code, n));
    String name = Tongues.name(code);
    return listing(
        here(
                Paths.languageMonth(code, month),
                name + words.say("comma") + words.month(month),
                "archive",
                map(newer, way),
                map(older, way))
            .with(Channel.language(code)),
        new View.Way(Paths.language(code), name),
        days(posts, briefs));
  }

  /** {@code page/english.html}: the newest of the posts that keep rules of their own. */
  public Page selection(Selected page, List<Post> newest) {
    return page(
        "page.ftlh",
        here(page.path(), page.title(), "page", null, null).with(Channel.page(page)),
        Map.of("newest", items(newest)));
  }

  /** The feeds of the same page. */
  public List<Page> selectionFeeds(Selected page, List<Post> newest) {
    return feeds(Channel.page(page), newest, List.of());
  }

  /** Of the tags that have pages those that are drawn on {@code tags.html}: of the most posts. */
  public static List<Count<Tag>> heavier(List<Count<Tag>> tags) {
    int most = most(tags);
    int few =
        tags.stream()
            .map(Count::posts)
            .sorted(Comparator.reverseOrder())
            .skip(TAGS_IN_SIGHT)
            .filter(posts -> posts < most)
            .findFirst()
            .orElse(0);
    return tags.stream().filter(tag -> tag.posts() > few).toList();
  }

  /**
   * {@code tags.html}: those that rise; then all tags that have pages, by their labels, the heavier
   * the more posts; apart those of few.
   *
   * @param languages that have pages
   */
  public Page tags(List<Count<Tag>> tags, Trends trends, List<Count<String>> languages) {
    Comparator<Count<Tag>> byLabel =
        Comparator.comparing((Count<Tag> t) -> t.of().label(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(t -> t.of().key());
    Set<Count<Tag>> heavier = new HashSet<>(heavier(tags));
    Map<String, Tag> byKey = new HashMap<>();
    tags.forEach(tag -> byKey.put(tag.of().key(), tag.of()));
    int most = most(tags);
    List<View.Topic> topics = new ArrayList<>();
    List<View.Counted> others = new ArrayList<>();
    for (Count<Tag> tag : tags.stream().sorted(byLabel).toList()) {
      String path = Paths.tag(tag.of().key());
      String label = tag.of().label();
      int weight = weight(tag.posts(), most);
      if (heavier.contains(tag)) {
        topics.add(new View.Topic(path, label, tag.posts(), weight, chart(trends, tag.of())));
      } else {
        others.add(new View.Counted(path, label, tag.posts(), weight));
      }
    }
    List<View.Rise> rising = new ArrayList<>();
    for (Rising.Rise rise : trends.rising()) {
      Tag tag = byKey.get(rise.key());
      if (tag != null) {
        Long times = rise.times() == 0 ? null : Long.valueOf(rise.times());
        rising.add(new View.Rise(Paths.tag(tag.key()), tag.label(), times, chart(trends, tag)));
      }
    }
    YearMonth until = trends.until();
    return page(
        "tags.ftlh",
        here("tags.html", words.say("topics"), "tags", null, null),
        Map.of(
            "rising", rising,
            "until", until == null ? "" : words.month(until),
            "tags", topics,
            "others", others,
            "languages", languages.stream().map(View.Tongue::of).toList()));
  }

  private static View.@Nullable Chart chart(Trends trends, Tag tag) {
    return View.Chart.outline(trends.activity().getOrDefault(tag.key(), List.of()));
  }

  /** {@code blogs.html}: every blog, by name. */
  public Page blogs(List<BlogLine> blogs) {
    return page(
        "blogs.ftlh",
        here("blogs.html", words.say("blogs_title"), "blogs", null, null),
        Map.of(
            "lines",
            blogs.stream()
                .sorted(Comparator.comparing(BlogLine::blog, BY_NAME))
                .map(line -> View.Line.of(line, words))
                .toList()));
  }

  /**
   * {@code 404.html}: ways on, for whoever asked for a page that is not there. A server gives it
   * out under any address, so its links begin at the root of the server: below the path of the
   * site's address, where that is known.
   *
   * @param newest as on the front page: their days are named
   */
  public Page notFound(List<Post> newest) {
    List<View.Way> days =
        newest.stream()
            .map(post -> Paths.dayOf(post.date()))
            .distinct()
            .limit(NEWEST_DAYS)
            .map(day -> new View.Way(Paths.day(day), words.day(day)))
            .toList();
    String base = planet.base();
    String root = base == null ? "/" : base.substring(base.indexOf('/', base.indexOf("//") + 2));
    return page(
        "404.ftlh",
        new View.Here("404.html", root, words.say("missing"), "", null, null, List.of()),
        Map.of("days", days));
  }

  /** {@code search.html}: it looks up words in the files of {@link SearchIndex}. */
  public Page search() {
    return page(
        "search.ftlh", here("search.html", words.say("search"), "search", null, null), Map.of());
  }

  /**
   * {@code opensearch.xml}: how browsers search the site from their own bar (OpenSearch 1.1); null
   * where the site's address is not known.
   */
  public @Nullable Page openSearch() {
    return planet.base() == null
        ? null
        : new Page(
            "opensearch.xml", theme.render("opensearch.ftlx", Map.of("site", planet, "t", words)));
  }

  /**
   * The feeds of a channel, in all its forms.
   *
   * @param newest whole posts, not more than are to be in them
   * @param blogs those that the posts are from
   */
  public List<Page> feeds(Channel channel, List<Post> newest, List<Blog> blogs) {
    List<View.Item> items = Feeds.distinct(items(shown(newest)), newest);
    List<View.Home> homes = homes(blogs);
    List<Page> pages = new ArrayList<>();
    for (Form form : Form.values()) {
      if (channel.forms().contains(form)) {
        pages.add(
            form.roll() ? feeds.roll(form, channel, homes) : feeds.posts(form, channel, items));
      }
    }
    return pages;
  }

  /** A list of pages for search engines, for a site whose address is known. */
  public Page sitemap(String path, List<String> pages) {
    return new Page(path, Sitemap.pages(Objects.requireNonNull(planet.base()), pages));
  }

  /** {@code sitemap.xml}: a list of such lists, likewise. */
  public Page sitemaps(List<String> lists) {
    return new Page(Paths.SITEMAP, Sitemap.index(Objects.requireNonNull(planet.base()), lists));
  }

  /** {@code atom.xml}: Atom 1.0 (RFC 4287), whole posts, each with its source. */
  public Page atom(List<Post> newest) {
    return feed(Form.ATOM, newest);
  }

  /** {@code rss20.xml}: RSS 2.0, whole posts. */
  public Page rss20(List<Post> newest) {
    return feed(Form.RSS20, newest);
  }

  /** {@code rss10.xml}: RSS 1.0 (RDF), whole posts. */
  public Page rss10(List<Post> newest) {
    return feed(Form.RSS10, newest);
  }

  /** {@code feed.json}: JSON Feed 1.1, whole posts. */
  public Page jsonFeed(List<Post> newest) {
    return feed(Form.JSON, newest);
  }

  /** {@code opml.xml}: OPML 2.0, the planet's subscriptions. */
  public Page opml(List<Blog> blogs) {
    return feeds.roll(Form.OPML, Channel.PLANET, homes(blogs));
  }

  /** {@code foafroll.xml}: FOAF in RDF, the planet's subscriptions. */
  public Page foafroll(List<Blog> blogs) {
    return feeds.roll(Form.FOAF, Channel.PLANET, homes(blogs));
  }

  /**
   * {@code status.json}. It needs no theme: a cycle without news writes this file alone.
   *
   * @param version of Orrery
   * @param finished when the cycle that says so ended
   * @param next when the next one is due
   */
  public static Page status(
      String version, Instant finished, @Nullable Instant next, List<FeedStatus> feeds) {
    return new Page(STATUS, Json.status("Orrery " + version, finished, next, feeds));
  }

  static final Comparator<Blog> BY_NAME =
      Comparator.comparing(Blog::name, String.CASE_INSENSITIVE_ORDER).thenComparing(Blog::slug);

  List<View.Item> items(List<Post> posts) {
    List<View.Item> items = new ArrayList<>(posts.size());
    for (Post post : posts) {
      items.add(View.Item.of(post, this::home, words));
    }
    return items;
  }

  /** Posts of a planet come by the thousand, from blogs by the hundred. */
  private View.Home home(Blog blog) {
    return homes.computeIfAbsent(blog.slug(), slug -> View.Home.of(blog, words));
  }

  private List<Post> shown(List<Post> newest) {
    return newest.subList(0, Math.min(newest.size(), settings.itemsPerPage()));
  }

  private Page feed(Form form, List<Post> newest) {
    List<View.Item> items = Feeds.distinct(items(shown(newest)), newest);
    return feeds.posts(form, Channel.PLANET, items);
  }

  private List<View.Home> homes(List<Blog> blogs) {
    return blogs.stream().sorted(BY_NAME).map(blog -> View.Home.of(blog, words)).toList();
  }

  private Page listing(View.Here here, View.Way up, List<View.Group> groups) {
    return page("listing.ftlh", here, Map.of("up", up, "groups", groups));
  }

  Page page(String template, View.Here here, Map<String, ?> parts) {
    Map<String, Object> model = new HashMap<>(parts);
    model.put("site", planet);
    model.put("t", words);
    model.put("page", here);
    return new Page(here.path(), theme.render(template, model));
  }

  static View.Here here(
      String path,
      @Nullable String title,
      String section,
      View.@Nullable Way newer,
      View.@Nullable Way older) {
    return new View.Here(path, Paths.root(path), title, section, newer, older, List.of());
  }

  private View.Way way(YearMonth month, Function<YearMonth, String> path) {
    return new View.Way(path.apply(month), words.month(month));
  }

  private static <T> View.@Nullable Way map(@Nullable T to, Function<T, View.Way> way) {
    return to == null ? null : way.apply(to);
  }

  /**
   * Posts as title and excerpt, written once for all the lists that they stand in: on pages that
   * all lie one folder deep.
   *
   * @param day whether the day is said with the time
   */
  private List<View.Written> briefs(List<Post> posts, boolean day) {
    View.Here here = here("list/of.html", null, "archive", null, null);
    List<View.Written> briefs = new ArrayList<>(posts.size());
    for (byte[] piece :
        theme.renderPieces(
            "briefs.ftlh",
            Map.of("site", planet, "t", words, "page", here, "items", items(posts), "day", day))) {
      briefs.add(new View.Written(piece));
    }
    return briefs;
  }

  private List<View.Group> days(List<Post> posts, List<? extends Record> views) {
    return groups(posts, views, Paths::dayOf, (day, items) -> View.Group.day(day, items, words));
  }

  private List<View.Group> months(List<Post> posts, List<? extends Record> views) {
    return groups(
        posts,
        views,
        time -> YearMonth.from(Paths.dayOf(time)),
        (month, items) ->
            new View.Group(null, Dates.month(month), words.month(month), null, items));
  }

  /** Neighbours that share a key, under one heading. */
  private static <K> List<View.Group> groups(
      List<Post> posts,
      List<? extends Record> views,
      Function<Instant, K> key,
      BiFunction<K, List<? extends Record>, View.Group> group) {
    List<View.Group> groups = new ArrayList<>();
    for (int from = 0, to; from < posts.size(); from = to) {
      K shared = key.apply(posts.get(from).date());
      to = from + 1;
      while (to < posts.size() && key.apply(posts.get(to).date()).equals(shared)) {
        to++;
      }
      groups.add(group.apply(shared, views.subList(from, to)));
    }
    return groups;
  }

  private static <T> List<View.Counted> counted(
      List<Count<T>> counts,
      Function<T, String> path,
      Function<T, String> label,
      IntBinaryOperator weight) {
    int most = most(counts);
    return counts.stream()
        .map(
            c ->
                new View.Counted(
                    path.apply(c.of()),
                    label.apply(c.of()),
                    c.posts(),
                    weight.applyAsInt(c.posts(), most)))
        .toList();
  }

  private static <T> int most(List<Count<T>> counts) {
    return counts.stream().mapToInt(Count::posts).max().orElse(0);
  }

  /** 1 to 10: a share of the most. */
  private static int share(int posts, int most) {
    return most <= 0 ? 1 : Math.clamp(Math.ceilDiv(10L * posts, most), 1, 10);
  }

  /** 1 to 10, by the logarithm: few tags have most of the posts. */
  private static int weight(int posts, int most) {
    return most <= 1 || posts <= 1 ? 1 : 1 + (int) (9 * Math.log(posts) / Math.log(most));
  }
}
