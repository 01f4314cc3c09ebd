package orrery.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orrery.feed.Attempts;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.Tag;

/**
 * The pages that tell how the feeds are doing, and what the planet is like. What changes with every
 * request (when a feed was asked last, when it is asked next) is not on them: a cycle without news
 * writes none of them. It stands in {@code status.json}, and a script puts it in.
 */
public final class StatusPages {
  /** How many months of posts a feed's page draws. */
  private static final int MONTHS = 36;

  /** How many runs of attempts it draws. */
  private static final int RUNS = 24;

  /** The planet is drawn from its beginning, but for a forged one. */
  private static final int CENTURY = 360;

  /** Those in trouble first. */
  private static final List<FeedStatus.State> URGENCY =
      List.of(
          FeedStatus.State.FAILING,
          FeedStatus.State.GONE,
          FeedStatus.State.WAITING,
          FeedStatus.State.OK,
          FeedStatus.State.INACTIVE);

  private final Site site;
  private final Words words;

  /** Pages of this site. */
  public StatusPages(Site site) {
    this.site = site;
    this.words = site.words();
  }

  /** {@code status/index.html}: every feed, those in trouble first. */
  public Page index(Map<Blog, FeedStatus> feeds) {
    Comparator<Map.Entry<Blog, FeedStatus>> urgent =
        Comparator.comparingInt(feed -> URGENCY.indexOf(feed.getValue().state()));
    List<StatusView.Doing> doings =
        feeds.entrySet().stream()
            .sorted(
                urgent
                    .thenComparing(feed -> feed.getValue().problems().isEmpty())
                    .thenComparing(Map.Entry::getKey, Site.BY_NAME))
            .map(feed -> StatusView.Doing.of(feed.getKey(), feed.getValue(), null, words))
            .toList();
    Map<FeedStatus.State, Integer> states = new EnumMap<>(FeedStatus.State.class);
    feeds.values().forEach(status -> states.merge(status.state(), 1, Integer::sum));
    List<StatusView.Tally> tallies = new ArrayList<>();
    for (FeedStatus.State state : URGENCY) {
      if (states.containsKey(state)) {
        tallies.add(new StatusView.Tally(state.label(), states.getOrDefault(state, 0)));
      }
    }
    return site.page(
        "status.ftlh",
        Site.here(Paths.STATUS, words.say("health"), "status", null, null),
        Map.of("feeds", doings, "tallies", tallies));
  }

  /** {@code status/jane.html}: all about a feed. */
  public Page feed(FeedReport report) {
    StatusView.Doing doing =
        StatusView.Doing.of(report.blog(), report.status(), report.movedTo(), words);
    List<Attempts> runs = Runs.merged(report.history());
    List<Charts.Run> strip = Charts.strip(runs.subList(0, Math.min(RUNS, runs.size())), words);
    Map<String, Object> model = new HashMap<>();
    model.put("doing", doing);
    model.put("strip", strip);
    model.put("problems", report.status().problems().stream().map(StatusView.Fault::of).toList());
    model.put(
        "entries",
        report.entries().stream().map(entry -> StatusView.Fate.of(entry, words)).toList());
    model.put("months", Charts.months(report.months(), MONTHS, words));
    model.values().removeIf(value -> value == null);
    return site.page(
        "feed.ftlh", Site.here(doing.path(), doing.blog().name(), "status", null, null), model);
  }

  /** {@code about.html}: what the planet is like. */
  public Page about(Portrait p) {
    int all = p.months().values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Object> model = new HashMap<>();
    model.put("posts", all);
    model.put("listed", p.listed());
    model.put("months", Charts.months(p.months(), CENTURY, words));
    model.put("weekdays", Charts.weekdays(p.weekdays(), words));
    model.put("days", words.list("weekdays_short"));
    int spoken = p.languages().stream().mapToInt(Count::posts).sum();
    model.put(
        "languages",
        StatusView.bars(
            p.languages(), spoken, code -> Tongues.name(code, words.locale()), code -> null));
    model.put("tags", StatusView.bars(p.tags(), all, Tag::label, tag -> Paths.tag(tag.key())));
    model.put("blogs", StatusView.bars(p.blogs(), 0, Blog::name, blog -> Paths.blog(blog.slug())));
    model.put("pages", StatusView.mentions(p.pages(), true));
    model.put("sites", StatusView.mentions(p.sites(), false));
    model.values().removeIf(value -> value == null);
    return site.page(
        "about.ftlh", Site.here("about.html", words.say("about"), "about", null, null), model);
  }
}
