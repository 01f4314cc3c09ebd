package orrery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import orrery.clean.PlainText;
import orrery.config.ConfigException;
import orrery.config.Dialect;
import orrery.config.Filters;
import orrery.config.Planet;
import orrery.config.Rule;
import orrery.config.Selection;
import orrery.config.Subscription;
import orrery.config.Tagging;
import orrery.curate.Expression;
import orrery.curate.Filter;
import orrery.curate.Mistake;
import orrery.feed.Candidate;
import orrery.feed.Entry;
import orrery.feed.Ruling;
import orrery.feed.Verdict;
import orrery.site.Paths;
import orrery.store.Posts;
import orrery.tag.Tagger;

/** The rules of a config by which a planet judges: as filters, in digest, and where each stands. */
public final class Rules {
  private Rules() {}

  /**
   * Where a rule stands.
   *
   * @param subscription of the feed whose post it was used on; null where there is none any more
   * @param rule the name of a verdict's rule
   * @return as compilers say it, {@code feeds.ini:42}; null where the config does not hold it
   */
  public static @Nullable String place(
      Planet planet, @Nullable Subscription subscription, String rule) {
    String key = rule.equals(Verdict.NEW_FEED) ? "new_feed_items" : rule.replace('-', '_');
    Rule filter =
        (subscription == null ? planet.filters() : subscription.filters()).rules().get(key);
    Integer line = filter == null ? null : (Integer) filter.line();
    if (line == null && subscription != null) {
      line = subscription.lines().get(key);
    }
    if (line == null) {
      line = planet.lines().get(key);
    }
    return line == null ? null : planet.file().getFileName() + ":" + line;
  }

  /**
   * Looks for mistakes.
   *
   * @throws ConfigException that says where the first one is, and how to mend it
   */
  static void check(Planet planet) throws ConfigException {
    List<Rule> rules = new ArrayList<>(planet.filters().all());
    planet.subscriptions().forEach(feed -> rules.addAll(feed.filters().all()));
    planet.pages().forEach(page -> rules.addAll(page.filters().all()));
    planet.tagging().rules().forEach(tag -> rules.add(tag.rule()));
    for (Rule rule : rules) {
      try {
        if (rule.owner() == Rule.Owner.TAGS) {
          Expression.in(rule.value());
        } else {
          filter(planet, rule, Rules::unasked);
        }
      } catch (Mistake e) {
        throw new ConfigException(
            "%s:%s: %s: %s"
                .formatted(planet.file(), rule.at(e.offset()), rule.key(), e.getMessage()));
      }
    }
  }

  private static Entry unasked(long entry) {
    throw new IllegalStateException("no entry is to be judged");
  }

  /** What gives posts their tags. */
  static Tagger tagger(Planet planet) {
    Tagging tagging = planet.tagging();
    return new Tagger(
        tagging.synonyms().stream().map(s -> new Tagger.Synonyms(s.tag(), s.names())).toList(),
        tagging.hidden(),
        tagging.rules().stream()
            .map(
                rule ->
                    new Tagger.Rule(rule.tag(), rule.title(), Expression.in(rule.rule().value())))
            .toList(),
        planet.subscriptions().stream().flatMap(feed -> feed.tags().stream()).toList());
  }

  /** What posts of a feed must pass. */
  static List<Filter> filters(Planet planet, Filters filters, LongFunction<Entry> asRead) {
    return filters.all().stream().map(rule -> filter(planet, rule, asRead)).toList();
  }

  /** What posts of a feed must pass that are not in the store. */
  static List<Filter> filters(Planet planet, Filters filters) {
    return filters(planet, filters, Rules::unasked);
  }

  private static Filter filter(Planet planet, Rule rule, LongFunction<Entry> asRead) {
    return Filter.of(
        rule.key(), rule.value(), whose(rule.owner()), planet.dialect() == Dialect.VENUS, asRead);
  }

  private static String whose(Rule.Owner owner) {
    return switch (owner) {
      case PLANET -> "The planet's";
      case FEED -> "The feed's";
      case PAGE -> "The page's";
      case TAGS -> throw new IllegalArgumentException("it is no filter");
    };
  }

  /**
   * Which posts stand on the planet's pages of posts that keep rules of their own.
   *
   * @return by the page's path the numbers of entries; every page is there
   */
  static Map<String, Set<Long>> pages(Planet planet, Posts posts, List<Ruling> rulings) {
    Map<String, Set<Long>> pages = new LinkedHashMap<>();
    var asRead = asRead(posts);
    var texts = texts(posts.docket()::html);
    for (Selection page : planet.pages()) {
      List<Filter> filters = filters(planet, page.filters(), asRead);
      Set<Long> those = new HashSet<>();
      for (Ruling ruling : rulings) {
        Candidate post = ruling.candidate();
        if (ruling.verdict().kind() == Verdict.Kind.SHOWN
            && filters.stream()
                .allMatch(f -> f.judge(post, () -> texts.apply(post.entry())) == null)) {
          those.add(post.entry());
        }
      }
      pages.put(Paths.page(page.name()), those);
    }
    return pages;
  }

  /** The whole text of an entry, plain, by the store's number of it. */
  static LongFunction<String> texts(LongFunction<String> html) {
    return new Last<>(entry -> PlainText.ofClean(html.apply(entry)));
  }

  /** What a feed said, by the store's number of the entry. */
  static LongFunction<Entry> asRead(Posts posts) {
    return new Last<>(posts.docket()::asRead);
  }

  /** Several rules ask for the same entry one after another, and entries are compared in turn. */
  private static final class Last<T> implements LongFunction<T> {
    private static final int MANY = 16;

    private final LongFunction<T> from;
    private final Map<Long, T> last = new LinkedHashMap<>();

    Last(LongFunction<T> from) {
      this.from = from;
    }

    @Override
    public T apply(long wanted) {
      T known = last.remove(wanted);
      T value = known == null ? from.apply(wanted) : known;
      last.put(wanted, value);
      if (last.size() > MANY) {
        last.remove(last.keySet().iterator().next());
      }
      return value;
    }
  }

  /**
   * All that the planet judges by, so that it shows whether that changed. Where a rule stands in
   * the file makes no difference.
   */
  static String judging(Planet planet, Collection<Member> members) {
    var judging = new StringBuilder(200);
    judging.append(planet.dialect() == Dialect.VENUS).append(' ');
    judging.append(planet.curation());
    add(judging, planet.tagging());
    add(judging, planet.filters());
    for (Member member : members) {
      Subscription feed = member.subscription();
      if (!feed.tags().isEmpty()) {
        judging.append('\n').append(feed.url()).append(' ').append(feed.tags());
      }
      if (!feed.filters().equals(planet.filters())
          || !feed.keeping().equals(planet.curation().keeping())) {
        judging.append('\n').append(feed.url()).append('\n').append(feed.keeping());
        add(judging, feed.filters());
      }
    }
    for (Selection page : planet.pages()) {
      judging.append('\n').append(page.name());
      add(judging, page.filters());
    }
    return judging.toString();
  }

  private static void add(StringBuilder judging, Tagging tagging) {
    judging.append(tagging.suggests()).append(tagging.hidden()).append(tagging.synonyms());
    for (Tagging.Expression tag : tagging.rules()) {
      judging.append('\n').append(tag.tag()).append(' ').append(tag.title());
      judging.append(' ').append(tag.rule().value());
    }
  }

  private static void add(StringBuilder judging, Filters filters) {
    for (Rule rule : filters.all()) {
      judging.append('\n').append(rule.owner()).append(' ').append(rule.key());
      judging.append(' ').append(rule.value());
    }
  }
}
