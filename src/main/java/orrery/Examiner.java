package orrery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import orrery.clean.Addresses;
import orrery.clean.Images;
import orrery.clean.PlainText;
import orrery.clean.Trackers;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.curate.Decider;
import orrery.curate.Filter;
import orrery.curate.Identity;
import orrery.feed.Article;
import orrery.feed.Author;
import orrery.feed.Entry;
import orrery.feed.Feed;
import orrery.feed.Format;
import orrery.feed.Parsed;
import orrery.feed.Post;
import orrery.feed.Problem;
import orrery.feed.Remark;
import orrery.feed.Report;
import orrery.feed.Tag;
import orrery.feed.Text;
import orrery.store.EntryJson;
import orrery.store.FeedState;
import orrery.store.FeedState.Health;
import orrery.store.FeedState.Memory;
import orrery.submit.Checks;
import orrery.tag.Language;

/**
 * Looks at feeds that may join a planet: what is there, what is to be said of it, and what the
 * planet would make of it.
 */
public final class Examiner {
  /** More feeds of one site than these are not looked into. */
  private static final int OFFERS = 6;

  /** How many posts show what the planet would make of a feed. */
  private static final int PREVIEW = 10;

  /** How long they may be together, in bytes. */
  private static final int PREVIEW_SIZE = 200_000;

  /** How many titles tell what a feed is about. */
  private static final int TITLES = 3;

  /** With fewer topics of its own it is not known what a planet is about. */
  private static final int TOPICS = 10;

  /** An address that need not be one the maintainer has: of no feed that the store knows. */
  private static final long NO_FEED = -1;

  private static final Pattern PORT = Pattern.compile("^\\w+://[^/?#]*:\\d+(?:[/?#]|$)");

  private final Planet planet;
  private final Reader reader;
  private final Surroundings planetary;
  private final InstantSource clock;
  private final List<Filter> filters;
  private @Nullable Set<String> topics;

  /** Looks at feeds for this planet. */
  public Examiner(Planet planet, Reader reader, Surroundings surroundings, InstantSource clock) {
    this.planet = planet;
    this.reader = reader;
    this.planetary = surroundings;
    this.clock = clock;
    this.filters = Rules.filters(planet, planet.filters());
  }

  /** What a planet holds, as far as it matters to newcomers. */
  public interface Surroundings {
    /** Of a planet that has collected nothing yet. */
    Surroundings NONE =
        new Surroundings() {
          @Override
          public Set<String> topics() {
            return Set.of();
          }

          @Override
          public @Nullable String blogWith(List<Article> articles) {
            return null;
          }
        };

    /** The keys of the tags that its blogs use. */
    Set<String> topics();

    /** The name of a blog that has most of these posts, null where none has. */
    @Nullable String blogWith(List<Article> articles);
  }

  /**
   * A feed of a site.
   *
   * @param title as it, or the page that names it, calls it; null where neither does
   * @param role what it holds: {@code posts}, {@code topic} or {@code comments}
   * @param newest the date of its newest post, null where none has one
   * @param titles of its newest posts
   * @param onTopic how many posts are on topic, -1 where that is not known
   */
  public record Offer(
      String url,
      @Nullable String title,
      String role,
      int posts,
      @Nullable Instant newest,
      List<String> titles,
      int onTopic) {
    /** Copies the list. */
    public Offer {
      titles = List.copyOf(titles);
    }
  }

  /** What came of looking. */
  public sealed interface Outcome {
    /**
     * A feed.
     *
     * @param articles what the planet would make of its posts, those that it would show, newest
     *     first
     * @param filtered how many posts the planet's filter would keep out
     */
    record Looked(Report report, List<Article> articles, int filtered) implements Outcome {
      /** Copies the list. */
      public Looked {
        articles = List.copyOf(articles);
      }
    }

    /** Nothing that could be taken; one sentence says why. */
    record Nothing(String reason) implements Outcome {}
  }

  /**
   * A feed as it was read.
   *
   * @param url its address, the new one where it has moved for good
   */
  private record Reading(String url, Parsed.Understood understood, int bytes) {
    List<Entry> entries() {
      return understood.entries();
    }
  }

  /** The feeds of a site, or the feed at this very address; the one that suits best first. */
  public List<Offer> offers(Reader.Search.Feeds search) {
    List<Offer> offers = new ArrayList<>();
    for (Reader.Found found : search.found().stream().limit(OFFERS).toList()) {
      Reading reading = read(found.url());
      if (reading != null) {
        List<Entry> entries = reading.entries();
        List<Article> articles = articles(reading);
        String title = title(reading.understood().feed());
        List<Instant> dates = Checks.dates(entries);
        offers.add(
            new Offer(
                reading.url(),
                title != null ? title : found.title(),
                found.role(),
                entries.size(),
                dates.isEmpty() ? null : dates.getLast(),
                articles.stream().limit(TITLES).map(Article::title).toList(),
                onTopic(articles)));
      }
    }
    offers.sort(
        Comparator.<Offer, Boolean>comparing(offer -> offer.role().equals("comments"))
            .thenComparing(offer -> offer.posts() == 0)
            .thenComparing(offer -> offer.onTopic() == 0));
    return offers;
  }

  /** Looks at the feed of this very address, which is to join. */
  public Outcome look(String url) {
    return look(url, planet.subscriptions(), null);
  }

  /** Looks at a feed that the config lists, and compares it with all others that it lists. */
  public Outcome look(Subscription listed) {
    String url = listed.file() ? planet.path(listed).toString() : listed.url();
    return look(url, planet.subscriptions().stream().filter(s -> !s.equals(listed)).toList(), url);
  }

  /**
   * @param registered the address that counts, whatever better one there is; null to take that
   */
  private Outcome look(String url, List<Subscription> others, @Nullable String registered) {
    Reader.Reading asked = reader.read(url);
    Reading first = feed(url, asked);
    if (first == null) {
      return new Outcome.Nothing(reason(asked));
    }
    Reading reading = Objects.requireNonNullElse(secure(first), first);
    Reading again = read(reading.url());
    List<Article> articles = articles(reading);
    List<Article> shown = articles.stream().filter(this::passes).toList();
    return new Outcome.Looked(
        report(url, reading, articles, again == null ? null : again.entries(), others, registered),
        preview(shown),
        articles.size() - shown.size());
  }

  /** The first of them, so many that they can be kept for a while for whoever asked. */
  private static List<Article> preview(List<Article> articles) {
    List<Article> preview = new ArrayList<>();
    int size = 0;
    for (Article article : articles) {
      size += article.asRead().length + article.html().length();
      if (size > PREVIEW_SIZE || preview.size() == PREVIEW) {
        break;
      }
      preview.add(article);
    }
    return preview;
  }

  private @Nullable Reading read(String url) {
    return feed(url, reader.read(url));
  }

  private static @Nullable Reading feed(String url, Reader.Reading asked) {
    return asked instanceof Reader.Reading.Read read
            && read.parsed() instanceof Parsed.Understood feed
        ? new Reading(
            read.moved() != null ? read.moved() : url, feed, read.document().body().length)
        : null;
  }

  /** What the planet would make of its posts, newest first. */
  private static List<Article> articles(Reading reading) {
    var state = new FeedState(NO_FEED, reading.url(), Memory.NONE, Health.NEW, null);
    Feed feed = reading.understood().feed();
    List<Article> declared = new ArrayList<>();
    for (Entry entry : Decider.distinct(reading.entries())) {
      byte[] asRead = EntryJson.write(entry);
      declared.add(Articles.of(entry, asRead, Identity.digest(asRead), feed, state));
    }
    List<Article> articles =
        new ArrayList<>(Languages.of(declared, Language.normal(feed.language()), Map.of()));
    articles.sort(
        Comparator.comparing(
            article -> Objects.requireNonNullElse(article.entry().date(), Instant.MIN),
            Comparator.reverseOrder()));
    return articles;
  }

  private static String reason(Reader.Reading asked) {
    return switch (asked) {
      case Reader.Reading.Unread unread -> unread.reason();
      case Reader.Reading.Read read ->
          read.parsed() instanceof Parsed.NotAFeed no ? no.reason() : "It is no feed.";
    };
  }

  /** The same feed over https, where it came over http and is there too. */
  private @Nullable Reading secure(Reading plain) {
    // Where a port is named it speaks http, and many a server waits long when it hears TLS there.
    if (!plain.url().regionMatches(true, 0, "http:", 0, 5) || PORT.matcher(plain.url()).find()) {
      return null;
    }
    Reading there = read("https" + plain.url().substring(4));
    return there != null
            && there.understood().feed().format() != Format.HFEED
            && there.entries().size() == plain.entries().size()
        ? there
        : null;
  }

  private Report report(
      String asked,
      Reading reading,
      List<Article> articles,
      @Nullable List<Entry> again,
      List<Subscription> others,
      @Nullable String registered) {
    Feed feed = reading.understood().feed();
    List<Entry> entries = reading.entries();
    List<Instant> dates = Checks.dates(entries);
    List<Problem> problems = new ArrayList<>(reading.understood().problems());
    entries.forEach(entry -> problems.addAll(entry.problems()));
    List<Remark> remarks = new ArrayList<>();
    remarks.add(
        Checks.known(listed(asked, reading.url(), feed, others), planetary.blogWith(articles)));
    remarks.add(Checks.valid(problems));
    remarks.add(Checks.posts(entries, clock.instant()));
    remarks.add(
        Checks.language(
            languages(articles),
            articles.size(),
            Objects.requireNonNull(Post.primary(planet.language()))));
    int on = onTopic(articles);
    if (on >= 0) {
      remarks.add(
          Checks.topic(
              on,
              articles.size(),
              filters.isEmpty() ? "the tags of the planet's blogs" : "the planet's filter"));
    }
    int whole = (int) articles.stream().filter(Examiner::whole).count();
    remarks.add(Checks.whole(whole, articles.size()));
    remarks.add(Checks.ids(entries, again));
    remarks.add(
        Checks.https(
            registered == null ? reading.url() : registered,
            plainPictures(articles),
            reading.url().startsWith("https:") ? reading.url() : null));
    remarks.add(Checks.trackers(entries.stream().mapToInt(Examiner::trackers).sum()));
    remarks.add(Checks.size(reading.bytes(), entries.size()));
    return new Report(
        reading.url(),
        title(feed),
        feed.url() == null ? null : Addresses.safe(feed.url(), null),
        feed.format().words(),
        entries.size(),
        dates.isEmpty() ? null : dates.getLast(),
        dates.isEmpty() ? null : dates.getFirst(),
        articles.stream().limit(TITLES).map(Article::title).toList(),
        on < 0 || articles.isEmpty() ? null : (Double) ((double) on / articles.size()),
        remarks);
  }

  /**
   * The address by which one of these is this feed, in whatever spelling; null where none is.
   *
   * @param asked the address that was asked for, which may lead elsewhere
   */
  private static @Nullable String listed(
      String asked, String url, Feed feed, List<Subscription> others) {
    Set<Long> keys = new HashSet<>(List.of(Identity.linkKey(asked), Identity.linkKey(url)));
    if (feed.feedUrl() != null) {
      keys.add(Identity.linkKey(feed.feedUrl()));
    }
    return others.stream()
        .filter(s -> !s.file() && keys.contains(Identity.linkKey(s.url())))
        .map(Subscription::url)
        .findFirst()
        .orElse(null);
  }

  static @Nullable String title(Feed feed) {
    Text title = feed.title();
    String plain = title == null ? "" : PlainText.title(title);
    return plain.isEmpty() ? null : plain;
  }

  private static Map<String, Integer> languages(List<Article> articles) {
    Map<String, Integer> languages = new HashMap<>();
    for (Article article : articles) {
      String language = Post.primary(article.language());
      if (language != null) {
        languages.merge(language, 1, Integer::sum);
      }
    }
    return languages;
  }

  /** How many posts are on topic; -1 where it is not known what the planet is about. */
  private int onTopic(List<Article> articles) {
    if (!filters.isEmpty()) {
      return (int) articles.stream().filter(this::passes).count();
    }
    Set<String> topics = topics();
    if (topics.size() < TOPICS) {
      return -1;
    }
    return (int)
        articles.stream()
            .filter(article -> article.tags().stream().map(Tag::key).anyMatch(topics::contains))
            .count();
  }

  private Set<String> topics() {
    Set<String> known = topics;
    if (known == null) {
      known = planetary.topics();
      topics = known;
    }
    return known;
  }

  private boolean passes(Article article) {
    var post =
        new Filter.Post(
            article.title(),
            () -> PlainText.ofClean(article.html()),
            article.authors().stream().map(Author::name).filter(Objects::nonNull).toList(),
            article.url(),
            article.language(),
            article::entry);
    return filters.stream().allMatch(filter -> filter.judge(post) == null);
  }

  private static boolean whole(Article article) {
    return !Checks.cut(
        PlainText.ofClean(article.html()),
        article.entry().content() == null && article.attachments().isEmpty());
  }

  private static int plainPictures(List<Article> articles) {
    return (int)
        articles.stream()
            .flatMap(article -> Images.addresses(article.html()).stream())
            .filter(address -> address.regionMatches(true, 0, "http:", 0, 5))
            .count();
  }

  private static int trackers(Entry entry) {
    Text body = entry.content() != null ? entry.content() : entry.summary();
    return body == null ? 0 : Trackers.in(body);
  }

  /** The document at an address as text, to look for a proof; null where there is none. */
  @Nullable String text(String url) {
    return reader.read(url) instanceof Reader.Reading.Read read
        ? new String(read.document().body(), StandardCharsets.UTF_8)
        : null;
  }
}
