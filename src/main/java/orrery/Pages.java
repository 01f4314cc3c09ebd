package orrery;

import java.io.IOException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.Post;
import orrery.feed.Tag;
import orrery.publish.Publisher;
import orrery.site.Channel;
import orrery.site.Count;
import orrery.site.Page;
import orrery.site.Paths;
import orrery.site.Selected;
import orrery.site.Sheet;
import orrery.site.Site;
import orrery.site.SiteSettings;
import orrery.site.SubmitPages;
import orrery.site.Theme;
import orrery.site.ThemeException;
import orrery.store.Archive;
import orrery.store.Feeds;
import orrery.store.Posts;
import orrery.store.Posts.Shown;
import orrery.store.Posts.Touch;

/**
 * Makes the pages of a planet that are to be made: those that something touched, those that are not
 * there yet, and where all are asked for, all.
 */
final class Pages {
  /** What the name of a year's or a month's page ends in. */
  private static final Pattern PART = Pattern.compile("\\d{4}(-\\d\\d)?\\.html");

  /** How many of a tag's blogs are on its page. */
  private static final int WRITERS = 6;

  private final Planet planet;
  private final Publisher publisher;
  private final Progress progress;
  private final BooleanSupplier stopped;
  private final Map<Long, Member> members;
  private final Posts posts;
  private final Feeds feeds;
  private final Map<Long, Blog> blogs = new LinkedHashMap<>();
  private final Map<Long, FeedStatus> statuses;
  private final Archive archive;
  private final Illustrated pictures;
  private final int perPage;
  private Theme theme;
  private Site site;
  private Health health;
  private FeedPages feedPages;
  private final List<Job> jobs = new ArrayList<>();
  private final Map<String, Job> places = new HashMap<>();
  private final NavigableMap<YearMonth, List<Function<MonthPosts, Page>>> sheets =
      new TreeMap<>(Comparator.reverseOrder());

  /** A month's posts, by the store's number of their entries and ready to be listed. */
  private record MonthPosts(Map<Long, Post> posts, Sheet sheet) {}

  /** The making of a page, or of several that are best made together. */
  interface Job {
    /** Has the publisher write what it makes. */
    void run() throws IOException;
  }

  /**
   * The pages of a planet.
   *
   * @param stopped whether no further page is to be made
   */
  Pages(
      Planet planet,
      Map<Long, Member> members,
      Map<Long, Shown> shown,
      Map<Long, FeedStatus> statuses,
      Posts posts,
      Feeds feeds,
      Illustrated pictures,
      Publisher publisher,
      Progress progress,
      BooleanSupplier stopped) {
    this.planet = planet;
    this.members = members;
    this.posts = posts;
    this.feeds = feeds;
    this.statuses = statuses;
    this.pictures = pictures;
    this.publisher = publisher;
    this.progress = progress;
    this.stopped = stopped;
    this.perPage = planet.itemsPerPage() == 0 ? Dress.UNLIMITED : planet.itemsPerPage();
    members.forEach((id, member) -> blogs.put(id, pictures.faced(id, member.blog(shown.get(id)))));
    this.archive = posts.archive(blogs, planet.tagging().minimum());
    dress();
  }

  /**
   * Reads the theme, anew where it was read before: whatever page is made from now on looks as it
   * says. Which pages there are does not depend on it.
   *
   * @throws orrery.site.ThemeException if it cannot be read; then pages look as they did
   */
  void dress() {
    Dress dress = Dress.of(planet);
    this.site = dress.site(planet);
    this.theme = dress.theme();
    this.health = new Health(planet, site, members, blogs, statuses, posts, feeds);
    this.feedPages = new FeedPages(site, archive, publisher, blogs, perPage);
  }

  /**
   * Makes them.
   *
   * @param all whether every page is to be made
   * @param touches what verdicts touched
   * @param restated the feeds of which something else is to be said
   * @param status what is said of all feeds
   * @throws CancellationException where it was stopped: the pages made by then are there
   */
  void write(boolean all, List<Touch> touches, Set<Long> restated, Page status) throws IOException {
    plan(all, touches, restated);
    run();
    write(status); // last: it says that the cycle has ended
    if (all) {
      publisher.finishAll();
    } else {
      publisher.finishSome();
    }
  }

  /**
   * All pages, to be made one by one as they are asked for.
   *
   * @param status what is said of all feeds
   * @return by their paths; by folders, ending in a slash, where a whole folder is made at once
   */
  Map<String, Job> places(Page status) {
    plan(true, List.of(), Set.of());
    places.put(status.path(), () -> write(status));
    return places;
  }

  private void plan(boolean all, List<Touch> touches, Set<Long> restated) {
    NavigableMap<LocalDate, Integer> days = archive.days();
    List<Count<Tag>> tags = all || !touches.isEmpty() ? tags() : List.of();
    List<Touch> wider = new ArrayList<>(touches);
    if (!all) {
      wider.addAll(turned(touches, tags));
    }
    Set<LocalDate> touchedDays = new TreeSet<>();
    Map<Long, Set<Year>> touchedBlogs = new HashMap<>();
    restated.forEach(feed -> touchedBlogs.put(feed, new TreeSet<>()));
    Map<String, Set<YearMonth>> touchedTags = new HashMap<>();
    Map<String, Set<YearMonth>> touchedLanguages = new HashMap<>();
    for (Touch touch : wider) {
      LocalDate day = Paths.dayOf(touch.date());
      touchedDays.add(day);
      touchedBlogs.computeIfAbsent(touch.feed(), f -> new TreeSet<>()).add(Year.from(day));
      for (String tag : touch.tags()) {
        touchedTags.computeIfAbsent(tag, t -> new TreeSet<>()).add(YearMonth.from(day));
      }
      for (String language : touch.languages()) {
        touchedLanguages.computeIfAbsent(language, l -> new TreeSet<>()).add(YearMonth.from(day));
      }
    }
    if (all) {
      addJob(
          "assets/",
          () -> {
            for (Page asset : theme.assets()) {
              write(asset);
            }
          });
      String elsewhere = planet.admissions().submitUrl();
      if (elsewhere != null && !planet.admissions().open()) {
        add(SubmitPages.ELSEWHERE, () -> new SubmitPages(site).elsewhere(elsewhere));
      }
      touchedDays.addAll(days.keySet());
      blogs.keySet().forEach(feed -> touchedBlogs.putIfAbsent(feed, new TreeSet<>()));
    }
    if (all || !touches.isEmpty()) {
      NavigableMap<String, Map<Long, Integer>> languages = languages();
      archivePages(days, touchedDays, languages);
      tagPages(tags, all, touchedTags);
      add("tags.html", () -> site.tags(tags, Trending.of(archive, days, tags), spoken(languages)));
      languagePages(languages, all, touchedLanguages);
      sitemap(days, touchedDays, tags, languages.keySet());
      add("about.html", () -> health.about(days, tags));
      searchPages(all, days, touchedDays);
    }
    blogPages(touchedBlogs, all);
    touchedBlogs.keySet().stream()
        .filter(blogs::containsKey)
        .forEach(feed -> add(health(feed), () -> health.feed(feed)));
    addJob(Illustrated.FACES, () -> pictures.publishFaces(publisher));
    add("blogs.html", () -> site.blogs(health.lines(days)));
    add(Paths.STATUS, () -> health.index());
    frontPages();
    for (Selected page : Dress.pages(planet)) {
      add(page.path(), () -> site.selection(page, archive.page(page.path(), perPage)));
      addAll(
          Channel.page(page),
          () -> site.selectionFeeds(page, archive.wholePage(page.path(), perPage)));
    }
    sheets.forEach((month, makers) -> jobs.add(() -> sheet(month, makers)));
  }

  private String health(long feed) {
    return Paths.status(Objects.requireNonNull(blogs.get(feed)).slug());
  }

  private void frontPages() {
    List<Post> newest = limitDays(archive.newest(perPage + 1));
    add(
        "index.html",
        () -> site.front(pictures.on("index.html", newest), List.copyOf(blogs.values())));
    add("404.html", () -> site.notFound(newest));
    addAll(Channel.PLANET, () -> site.feeds(Channel.PLANET, newest, List.copyOf(blogs.values())));
  }

  /** One post of the first day too many stays: the page links to it. */
  private List<Post> limitDays(List<Post> newest) {
    Set<LocalDate> days = new HashSet<>();
    for (int i = 0; i < newest.size() && planet.daysPerPage() > 0; i++) {
      days.add(Paths.dayOf(newest.get(i).date()));
      if (days.size() > planet.daysPerPage()) {
        return newest.subList(0, i);
      }
    }
    return newest;
  }

  private void archivePages(
      NavigableMap<LocalDate, Integer> days,
      Set<LocalDate> touched,
      NavigableMap<String, Map<Long, Integer>> languages) {
    along(
        days,
        touched,
        List.of(),
        Paths::day,
        (day, newer, older) ->
            list(
                YearMonth.from(day),
                posts -> day(day, archive.whole(of(day, posts.posts())), newer, older),
                Paths.day(day),
                Illustrated.folder(day)));
    for (LocalDate day : touched) {
      if (!days.containsKey(day)) {
        publisher.starting(Illustrated.folder(day)).forEach(publisher::remove);
      }
    }
    NavigableMap<YearMonth, Integer> months = new TreeMap<>();
    days.forEach((day, n) -> months.merge(YearMonth.from(day), n, Integer::sum));
    Set<YearMonth> touchedMonths = new TreeSet<>();
    touched.forEach(day -> touchedMonths.add(YearMonth.from(day)));
    along(
        months,
        touchedMonths,
        List.of(),
        Paths::month,
        (month, newer, older) ->
            list(month, posts -> posts.sheet().page(newer, older), Paths.month(month)));
    add("archive.html", () -> site.archive(counts(months), spoken(languages)));
  }

  /** A language has pages where it is not the only one. */
  private NavigableMap<String, Map<Long, Integer>> languages() {
    NavigableMap<String, Map<Long, Integer>> languages = archive.languages();
    return languages.size() < 2 ? new TreeMap<>() : languages;
  }

  private static List<Count<String>> spoken(NavigableMap<String, Map<Long, Integer>> languages) {
    List<Count<String>> spoken = new ArrayList<>();
    languages.forEach((code, blogs) -> spoken.add(count(code, blogs)));
    return spoken;
  }

  private static Count<String> count(String code, Map<Long, Integer> blogs) {
    return new Count<>(code, blogs.values().stream().mapToInt(Integer::intValue).sum());
  }

  private void languagePages(
      NavigableMap<String, Map<Long, Integer>> languages,
      boolean all,
      Map<String, Set<YearMonth>> touched) {
    Set<String> stale = new HashSet<>(publisher.starting("language/"));
    languages.forEach(
        (code, writers) -> {
          String page = Paths.language(code);
          stale.remove(page);
          stale.removeIf(path -> path.startsWith(Paths.folder(page)));
          Set<String> written = parts(page);
          stale.removeAll(written);
          Set<YearMonth> touchedMonths = touched.get(code);
          boolean whole = all || !publisher.has(page);
          if (touchedMonths == null && !whole) {
            return;
          }
          Count<String> count = count(code, writers);
          NavigableMap<YearMonth, Integer> months =
              count.posts() > perPage ? archive.monthsOfLanguage(code) : new TreeMap<>();
          add(page, () -> site.language(count, archive.language(code, perPage), counts(months)));
          addAll(Channel.language(code), () -> feedPages.language(code, writers.keySet()));
          along(
              months,
              whole || touchedMonths == null ? months.keySet() : touchedMonths,
              written,
              month -> Paths.languageMonth(code, month),
              (month, newer, older) ->
                  list(
                      month,
                      posts -> posts.sheet().language(code, newer, older),
                      Paths.languageMonth(code, month)));
        });
    stale.forEach(publisher::remove);
  }

  private void sitemap(
      NavigableMap<LocalDate, Integer> days,
      Set<LocalDate> touched,
      List<Count<Tag>> tags,
      Set<String> languages) {
    if (SiteSettings.base(planet.link()) == null) {
      return;
    }
    List<String> undated =
        new ArrayList<>(List.of("", "archive.html", "blogs.html", "tags.html", "about.html"));
    blogs.values().forEach(blog -> undated.add(Paths.blog(blog.slug())));
    languages.forEach(code -> undated.add(Paths.language(code)));
    Dress.pages(planet).forEach(page -> undated.add(page.path()));
    tags.forEach(tag -> undated.add(Paths.tag(tag.of().key())));
    new SitemapPages(site, publisher)
        .of(undated, days.navigableKeySet(), touched)
        .forEach(this::add);
  }

  /** A day's page, and its pictures. */
  private Page day(
      LocalDate day, List<Post> posts, @Nullable LocalDate newer, @Nullable LocalDate older) {
    pictures.publish(day, posts, publisher);
    return site.day(day, pictures.on(Paths.day(day), posts), newer, older);
  }

  /** Adds a page that holds posts of a month, at the first of these places. */
  private void list(YearMonth month, Function<MonthPosts, Page> maker, String... at) {
    sheets.computeIfAbsent(month, m -> new ArrayList<>()).add(maker);
    Job alone = () -> sheet(month, List.of(maker));
    for (String place : at) {
      places.put(place, alone);
    }
  }

  private static Map<Long, Post> of(LocalDate day, Map<Long, Post> posts) {
    Map<Long, Post> those = new LinkedHashMap<>();
    posts.forEach(
        (entry, post) -> {
          if (Paths.dayOf(post.date()).equals(day)) {
            those.put(entry, post);
          }
        });
    return those;
  }

  private void blogPages(Map<Long, Set<Year>> touched, boolean all) {
    touched.forEach(
        (feed, touchedYears) -> {
          Blog blog = blogs.get(feed);
          if (blog == null) {
            return;
          }
          NavigableMap<Year, Integer> years =
              blog.posts() > perPage ? archive.years(feed) : new TreeMap<>();
          add(
              Paths.blog(blog.slug()),
              () ->
                  site.blog(blog, statuses.get(feed), archive.blog(feed, perPage), counts(years)));
          // How its feed fares is not said in feeds.
          if (all || !touchedYears.isEmpty() || !feedPages.has(Channel.of(blog))) {
            addAll(Channel.of(blog), () -> feedPages.blog(feed, blog));
          }
          along(
              years,
              all ? years.keySet() : touchedYears,
              parts(Paths.blog(blog.slug())),
              year -> Paths.blogYear(blog.slug(), year),
              (year, newer, older) ->
                  add(
                      Paths.blogYear(blog.slug(), year),
                      () -> site.blogYear(blog, year, archive.blog(feed, year), newer, older)));
        });
  }

  /** The tags that have pages. */
  private List<Count<Tag>> tags() {
    List<Count<Tag>> tags = new ArrayList<>();
    archive.tags(
        (tag, n) -> {
          if (n >= planet.tagging().minimum()) {
            tags.add(new Count<>(tag, n));
          }
        });
    return tags;
  }

  /**
   * Where a tag comes to have a page or loses it, all of its posts are touched: they link it, or do
   * no more. Only a tag that was touched can.
   */
  private List<Touch> turned(List<Touch> touches, List<Count<Tag>> tags) {
    Set<String> turned = new HashSet<>();
    touches.forEach(touch -> turned.addAll(touch.tags()));
    Set<String> listed = new HashSet<>();
    tags.forEach(tag -> listed.add(tag.of().key()));
    turned.removeIf(tag -> publisher.has(Paths.tag(tag)) == listed.contains(tag));
    return turned.isEmpty() ? List.of() : archive.touches(turned);
  }

  private void tagPages(List<Count<Tag>> tags, boolean all, Map<String, Set<YearMonth>> touched) {
    for (Count<Tag> count : tags) {
      Tag tag = count.of();
      Set<YearMonth> touchedMonths = touched.remove(tag.key());
      if (touchedMonths == null && !all) {
        continue;
      }
      NavigableMap<YearMonth, Integer> months =
          count.posts() > perPage ? archive.months(tag.key()) : new TreeMap<>();
      add(
          Paths.tag(tag.key()),
          () ->
              site.tag(
                  count,
                  archive.tag(tag.key(), perPage),
                  counts(months),
                  months.isEmpty() ? archive.months(tag.key()) : months,
                  writers(tag)));
      addAll(Channel.tag(tag), () -> feedPages.tag(tag));
      along(
          months,
          all || touchedMonths == null ? months.keySet() : touchedMonths,
          parts(Paths.tag(tag.key())),
          month -> Paths.tagMonth(tag.key(), month),
          (month, newer, older) ->
              list(
                  month,
                  posts -> posts.sheet().tag(tag.key(), newer, older),
                  Paths.tagMonth(tag.key(), month)));
    }
    for (String gone : touched.keySet()) {
      publisher.remove(Paths.tag(gone));
      parts(Paths.tag(gone)).forEach(publisher::remove);
      publisher.starting(Paths.folder(Paths.tag(gone))).forEach(publisher::remove);
    }
  }

  /** The blogs that have most of a tag's posts; none where all are of one. */
  private List<Count<Blog>> writers(Tag tag) {
    List<Count<Blog>> writers = new ArrayList<>();
    archive
        .blogs(tag.key())
        .forEach((feed, n) -> writers.add(new Count<>(Objects.requireNonNull(blogs.get(feed)), n)));
    writers.sort(
        Comparator.<Count<Blog>>comparingInt(Count::posts)
            .reversed()
            .thenComparing(count -> count.of().slug()));
    return writers.size() < 2 ? List.of() : writers.subList(0, Math.min(WRITERS, writers.size()));
  }

  private void searchPages(
      boolean all, NavigableMap<LocalDate, Integer> days, Set<LocalDate> touched) {
    if (!planet.search()) {
      return;
    }
    if (all) {
      add("search.html", () -> site.search());
      if (SiteSettings.base(planet.link()) != null) {
        add("opensearch.xml", () -> Objects.requireNonNull(site.openSearch()));
      }
    }
    var seeking = new Seeking(archive, publisher, days);
    seeking.wanted(all, touched).forEach(part -> addJob(part.folder(), () -> seeking.write(part)));
    add(seeking.contents());
  }

  /** The pages of years or months that were written with a page, where all did not fit on it. */
  private Set<String> parts(String page) {
    String beginning = page.substring(0, page.length() - ".html".length()) + '-';
    Set<String> parts = new HashSet<>(publisher.starting(beginning));
    parts.removeIf(path -> !PART.matcher(path.substring(beginning.length())).matches());
    return parts;
  }

  private interface Wanted<K> {
    void accept(K of, @Nullable K newer, @Nullable K older);
  }

  /**
   * Pages that follow each other in time: those touched, those not there yet, and the neighbours of
   * those that come or go, whose links change. Of those written earlier, none stays that has
   * nothing on it any more.
   */
  private <K extends Comparable<? super K>> void along(
      NavigableMap<K, Integer> present,
      Set<K> touched,
      Collection<String> written,
      Function<K, String> path,
      Wanted<K> each) {
    Set<String> stale = new HashSet<>(written);
    present.keySet().forEach(of -> stale.remove(path.apply(of)));
    stale.forEach(publisher::remove);
    Set<K> wanted = new TreeSet<>(touched);
    for (K of : present.keySet()) {
      if (!publisher.has(path.apply(of))) {
        wanted.add(of);
      }
    }
    for (K of : List.copyOf(wanted)) {
      if (publisher.has(path.apply(of)) != present.containsKey(of)) {
        addIfThere(wanted, present.lowerKey(of));
        addIfThere(wanted, present.higherKey(of));
      }
    }
    for (K of : wanted) {
      if (present.containsKey(of)) {
        each.accept(of, present.higherKey(of), present.lowerKey(of));
      } else {
        publisher.remove(path.apply(of));
      }
    }
  }

  private static <K> void addIfThere(Set<K> to, @Nullable K of) {
    if (of != null) {
      to.add(of);
    }
  }

  /** Newest first. */
  private static <K> List<Count<K>> counts(NavigableMap<K, Integer> counts) {
    List<Count<K>> list = new ArrayList<>(counts.size());
    counts.descendingMap().forEach((of, n) -> list.add(new Count<>(of, n)));
    return list;
  }

  /** All pages that hold posts of a month: its posts are read once. */
  private void sheet(YearMonth month, List<Function<MonthPosts, Page>> makers) throws IOException {
    Map<Long, Post> posts = archive.month(month);
    var both = new MonthPosts(posts, site.sheet(month, List.copyOf(posts.values())));
    List<ThemeException> bad = new ArrayList<>();
    for (Function<MonthPosts, Page> maker : makers) {
      try {
        write(maker.apply(both));
      } catch (ThemeException e) {
        bad.add(e);
      }
    }
    if (!bad.isEmpty()) {
      throw ThemeException.together(bad);
    }
  }

  private void write(Page page) throws IOException {
    publisher.write(page.path(), page.bytes());
  }

  private void add(Page page) {
    addJob(page.path(), () -> write(page));
  }

  private void add(String path, Supplier<Page> maker) {
    addJob(path, () -> write(maker.get()));
  }

  private void addAll(Channel channel, Supplier<List<Page>> maker) {
    Job job =
        () -> {
          for (Page page : maker.get()) {
            write(page);
          }
        };
    jobs.add(job);
    channel.forms().forEach(form -> places.put(channel.path(form), job));
  }

  private void addJob(String place, Job job) {
    jobs.add(job);
    places.put(place, job);
  }

  /**
   * Makes all that can be made: what a mistake in the theme keeps from it, the next cycle makes.
   */
  private void run() throws IOException {
    progress.begin("Writing pages", jobs.size());
    int threads = Runtime.getRuntime().availableProcessors();
    List<Callable<Boolean>> tasks =
        jobs.stream()
            .map(
                job ->
                    (Callable<Boolean>)
                        () -> {
                          if (stopped.getAsBoolean()) {
                            throw new CancellationException("stopped while writing pages");
                          }
                          job.run();
                          progress.step();
                          return true;
                        })
            .toList();
    List<ThemeException> bad = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      for (Future<Boolean> done : workers.invokeAll(tasks)) {
        try {
          done.get();
        } catch (ExecutionException e) {
          bad.add(themeException(e));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing pages", e);
    } finally {
      progress.end();
    }
    if (!bad.isEmpty()) {
      throw ThemeException.together(bad).whereOthersAreMade();
    }
  }

  private static ThemeException themeException(ExecutionException e) throws IOException {
    return switch (e.getCause()) {
      case ThemeException bad -> bad;
      case IOException bad -> throw bad;
      case RuntimeException bad -> throw bad;
      case null, default -> throw new IllegalStateException(e);
    };
  }
}
