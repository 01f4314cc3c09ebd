package orrery;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.Tag;
import orrery.site.BlogLine;
import orrery.site.Count;
import orrery.site.FeedReport;
import orrery.site.Page;
import orrery.site.Paths;
import orrery.site.Portrait;
import orrery.site.Portrait.Mention;
import orrery.site.Site;
import orrery.site.StatusPages;
import orrery.store.Census;
import orrery.store.Feeds;
import orrery.store.Posts;

/** Gathers what the pages about feeds, and about the planet as a whole, tell. */
final class Health {
  /** How many entries of a feed have their verdicts on its page. */
  private static final int ENTRIES = 50;

  /** How many months of a blog are drawn small. */
  private static final int ACTIVITY = 24;

  /** How many lines a list of the planet's page has. */
  private static final int MOST = 15;

  private final StatusPages pages;
  private final Map<Long, Member> members;
  private final Map<Long, Blog> blogs;
  private final Map<Long, FeedStatus> statuses;
  private final Posts posts;
  private final Feeds feeds;
  private final Census census;
  private final Reasons reasons;

  Health(
      Planet planet,
      Site site,
      Map<Long, Member> members,
      Map<Long, Blog> blogs,
      Map<Long, FeedStatus> statuses,
      Posts posts,
      Feeds feeds) {
    this.pages = new StatusPages(site);
    this.members = members;
    this.blogs = blogs;
    this.statuses = statuses;
    this.posts = posts;
    this.feeds = feeds;
    this.census = posts.census();
    Map<Long, String> names = new HashMap<>();
    blogs.forEach((feed, blog) -> names.put(feed, blog.name()));
    this.reasons = new Reasons(planet, names, true);
  }

  /**
   * All blogs, with their posts in each of the latest months. The last of these is the one of the
   * planet's newest post: a blog is measured by its neighbours, and nothing changes by itself at
   * the turn of a month.
   *
   * @param days of the planet
   */
  List<BlogLine> lines(NavigableMap<LocalDate, Integer> days) {
    YearMonth from = days.isEmpty() ? null : newest(days).minusMonths(ACTIVITY - 1L);
    Map<Long, NavigableMap<YearMonth, Integer>> activity =
        from == null ? Map.of() : census.activity(from);
    List<BlogLine> lines = new ArrayList<>();
    blogs.forEach(
        (feed, blog) ->
            lines.add(new BlogLine(blog, statuses.get(feed), activity(activity.get(feed), from))));
    return lines;
  }

  private static YearMonth newest(NavigableMap<LocalDate, Integer> days) {
    return YearMonth.from(days.lastKey());
  }

  private static List<Integer> activity(
      @Nullable Map<YearMonth, Integer> posts, @Nullable YearMonth from) {
    return posts == null || from == null
        ? List.of()
        : IntStream.range(0, ACTIVITY)
            .mapToObj(i -> posts.getOrDefault(from.plusMonths(i), 0))
            .toList();
  }

  /** The page of all feeds. */
  Page index() {
    Map<Blog, FeedStatus> doing = new LinkedHashMap<>();
    statuses.forEach((feed, status) -> doing.put(Objects.requireNonNull(blogs.get(feed)), status));
    return pages.index(doing);
  }

  /** The page of a feed of the planet. */
  Page feed(long feed) {
    Member member = Objects.requireNonNull(members.get(feed));
    return pages.feed(
        new FeedReport(
            Objects.requireNonNull(blogs.get(feed)),
            Objects.requireNonNull(statuses.get(feed)),
            member.movedTo(),
            feeds.history(member.feed()),
            census.months(feed),
            posts.judged(feed, ENTRIES).stream()
                .map(entry -> reasons.told(entry, member.subscription()))
                .toList()));
  }

  /** The page about the planet. */
  Page about(NavigableMap<LocalDate, Integer> days, List<Count<Tag>> tags) {
    NavigableMap<YearMonth, Integer> months = new TreeMap<>();
    Integer[] weekdays = new Integer[7];
    Arrays.fill(weekdays, 0);
    days.forEach(
        (day, n) -> {
          months.merge(YearMonth.from(day), n, Integer::sum);
          weekdays[day.getDayOfWeek().getValue() - 1] += n;
        });
    if (days.isEmpty()) {
      return pages.about(
          new Portrait(
              months,
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              blogs.size()));
    }
    YearMonth from = newest(days).minusMonths(Census.LATELY - 1L);
    Census.Links links = census.links(MOST);
    return pages.about(
        new Portrait(
            months,
            List.of(weekdays),
            most(counts(census.languages(from)), Comparator.naturalOrder()),
            most(tags, Comparator.comparing(Tag::key)),
            active(from),
            links.pages().stream().map(Health::page).toList(),
            sites(links.sites()),
            blogs.size()));
  }

  private List<Count<Blog>> active(YearMonth from) {
    Map<Blog, Integer> active = new HashMap<>();
    census
        .activity(from)
        .forEach(
            (feed, months) -> {
              Blog blog = blogs.get(feed);
              if (blog != null) {
                active.put(blog, months.values().stream().mapToInt(Integer::intValue).sum());
              }
            });
    return most(counts(active), Comparator.comparing(Blog::slug));
  }

  private static <T> List<Count<T>> counts(Map<T, Integer> numbers) {
    List<Count<T>> counts = new ArrayList<>();
    numbers.forEach((of, n) -> counts.add(new Count<>(of, n)));
    return counts;
  }

  private static <T> List<Count<T>> most(List<Count<T>> counts, Comparator<T> equals) {
    return counts.stream()
        .sorted(
            Comparator.<Count<T>>comparingInt(Count::posts)
                .reversed()
                .thenComparing(Count::of, equals))
        .limit(MOST)
        .toList();
  }

  private static Mention page(Census.Linked page) {
    Census.Standing post = page.post();
    return post == null
        ? new Mention(page.name(), null, null, page.blogs())
        : new Mention(
            page.name(), post.title(), Paths.post(post.anchor(), post.date()), page.blogs());
  }

  /**
   * Sites that are those of blogs of the planet are called by the blogs' names; where several blogs
   * share a host, by the host.
   */
  private List<Mention> sites(List<Census.Linked> sites) {
    Map<String, List<Blog>> homes = new HashMap<>();
    for (Blog blog : blogs.values()) {
      if (blog.url() != null) {
        homes.computeIfAbsent(Articles.host(blog.url()), host -> new ArrayList<>()).add(blog);
      }
    }
    return sites.stream()
        .map(
            site -> {
              List<Blog> at = homes.getOrDefault(site.name(), List.of());
              return at.size() != 1
                  ? new Mention(site.name(), null, null, site.blogs())
                  : new Mention(
                      site.name(),
                      at.getFirst().name(),
                      Paths.blog(at.getFirst().slug()),
                      site.blogs());
            })
        .toList();
  }
}
