package orrery.submit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import orrery.feed.Entry;
import orrery.feed.Problem;
import orrery.feed.Remark;
import orrery.feed.Remark.Level;
import orrery.feed.Rule;

/** What each rule says of a feed. */
public final class Checks {
  /** A list of faults that nobody reads to its end helps nobody. */
  private static final int PROBLEMS = 12;

  /** Below this share of its posts a feed is not in a language, or not whole. */
  private static final double MOST = 0.8;

  /** Feeds above this are slow to fetch for all who read them, in bytes. */
  private static final int BIG = 2_000_000;

  private static final int KILOBYTE = 1000;

  /** In how much of the end of a text, in characters, it is looked for what ends cut ones. */
  private static final int TAIL = 60;

  /** What is called a summary and is longer than this may well be all, in characters. */
  private static final int SUMMARY = 700;

  /** What blog programs end a cut text with, in the languages that most are written in. */
  private static final Pattern ENDING =
      Pattern.compile(
          "(?:\\[?(?:…|\\.\\.\\.)\\]?|\\b(?:(?:read|continue|keep) (?:more|reading|on)"
              + "|(?:weiter|mehr) ?lesen|lire (?:la suite|plus)"
              + "|(?:leer|seguir|continuar) (?:más|leyendo)|(?:leia|ler) mais|continue lendo"
              + "|continua a leggere|leggi (?:tutto|di più)|le(?:es|z) (?:meer|verder)"
              + "|czytaj (?:dalej|więcej)|читать (?:далее|дальше|полностью))"
              + "|続きを読む|继续阅读|閱讀更多|阅读更多|اقرأ المزيد)\\W{0,5}$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

  private static final Duration YEAR = Duration.ofDays(365);

  private Checks() {}

  /**
   * Whether the planet has it.
   *
   * @param listed the address by which it has this very feed, null where it has not
   * @param blog the name of a blog of the planet that has most of these posts, null where none has
   */
  public static Remark known(@Nullable String listed, @Nullable String blog) {
    if (listed != null) {
      return Remark.of(Rule.NEW, Level.BAD, "The planet has this feed already, as " + listed + ".");
    }
    if (blog != null) {
      return Remark.of(
          Rule.NEW,
          Level.BAD,
          "The planet has these posts already, from the feed of “" + blog + "”.");
    }
    return Remark.of(Rule.NEW, Level.GOOD, "The planet does not have it yet.");
  }

  /**
   * Whether its document is in order.
   *
   * @param problems of the document and of its entries, in the document's order
   */
  public static Remark valid(List<Problem> problems) {
    List<Problem> worst =
        problems.stream()
            .sorted(Comparator.comparing(Problem::level).reversed())
            .limit(PROBLEMS)
            .toList();
    long serious = problems.stream().filter(p -> p.level() != Problem.Level.INFO).count();
    if (serious > 0) {
      return new Remark(
          Rule.VALID,
          Level.BAD,
          times(serious, "thing is", "things are")
              + " wrong with its document. Orrery reads it all the same; others may not.",
          worst);
    }
    return new Remark(
        Rule.VALID,
        problems.isEmpty() ? Level.GOOD : Level.NOTE,
        problems.isEmpty()
            ? "Its document is in order."
            : "Its document can be read without loss, but is not wholly in order.",
        worst);
  }

  /** How many posts it has, from when, and how often they come. */
  public static Remark posts(List<Entry> entries, Instant now) {
    if (entries.isEmpty()) {
      return Remark.of(Rule.POSTS, Level.NOTE, "It holds no posts yet.");
    }
    List<Instant> dates = dates(entries);
    String count = times(entries.size(), "post", "posts");
    if (dates.isEmpty()) {
      return Remark.of(
          Rule.POSTS,
          Level.BAD,
          count
              + (entries.size() == 1 ? ", without a date: it" : ", none with a date: each")
              + " would stand where it is first seen. Write dates.");
    }
    var said = new StringBuilder(count);
    said.append(
        dates.size() == 1
            ? ", of " + day(dates.getFirst())
            : ", from " + day(dates.getFirst()) + " to " + day(dates.getLast()));
    said.append(rhythm(dates)).append('.');
    boolean bad = false;
    if (dates.size() < entries.size()) {
      bad = true;
      int undated = entries.size() - dates.size();
      said.append(' ').append(times(undated, "has", "have")).append(" no date.");
    }
    long ahead = dates.stream().filter(date -> date.isAfter(now.plus(Duration.ofDays(1)))).count();
    if (ahead > 0) {
      bad = true;
      said.append(" ")
          .append(times(ahead, "has a date", "have dates"))
          .append(" in the future; ")
          .append(ahead == 1 ? "it would stand where it is" : "they would stand where they are")
          .append(" first seen.");
    }
    if (dates.getLast().isBefore(now.minus(YEAR))) {
      said.append(" There is none of the last year.");
    }
    return Remark.of(Rule.POSTS, bad ? Level.BAD : Level.GOOD, said.toString());
  }

  /** The dates that the posts say, oldest first. */
  public static List<Instant> dates(List<Entry> entries) {
    return entries.stream().map(Entry::date).filter(Objects::nonNull).sorted().toList();
  }

  private static String rhythm(List<Instant> dates) {
    if (dates.size() < 3) {
      return "";
    }
    Duration span = Duration.between(dates.getFirst(), dates.getLast());
    double days = span.toMinutes() / (60.0 * 24) / (dates.size() - 1);
    if (days < 0.05) {
      return "";
    }
    return days < 0.9
        ? ", about " + Math.round(1 / days) + " a day"
        : days < 1.5
            ? ", about one a day"
            : days < 60
                ? ", about one in " + Math.round(days) + " days"
                : ", about one in " + Math.round(days / 30) + " months";
  }

  private static String day(Instant date) {
    return date.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  /**
   * Whether the posts are in the planet's language.
   *
   * @param posts how many are in each language: primary subtags (RFC 5646, section 2.2.1)
   * @param of how many posts there are, those of no known language among them
   * @param wanted the planet's language, a primary subtag
   */
  public static Remark language(Map<String, Integer> posts, int of, String wanted) {
    String most =
        posts.entrySet().stream()
            .max(
                Map.Entry.<String, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
            .map(Map.Entry::getKey)
            .orElse(null);
    int known = posts.values().stream().mapToInt(Integer::intValue).sum();
    // A title and a picture are in no language: what says nothing does not count.
    if (most == null || 2 * known < of) {
      return Remark.of(
          Rule.LANGUAGE,
          Level.NOTE,
          "It is not known which language the posts are in; the feed can say it.");
    }
    int in = posts.getOrDefault(wanted, 0);
    if (in >= MOST * known) {
      return Remark.of(
          Rule.LANGUAGE, Level.GOOD, share(in, of) + are(in) + " in " + name(wanted) + ".");
    }
    return Remark.of(
        Rule.LANGUAGE,
        Level.BAD,
        share(in, of)
            + are(in)
            + " in "
            + name(wanted)
            + ", the planet's language"
            + (most.equals(wanted) ? "" : "; " + posts.getOrDefault(most, 0) + " in " + name(most))
            + ".");
  }

  private static String name(String language) {
    return Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
  }

  /**
   * Whether it is about what the planet is about.
   *
   * @param on how many posts are on topic
   * @param of of how many
   * @param by what tells: such as "the planet's filter"
   */
  public static Remark topic(int on, int of, String by) {
    if (of == 0) {
      return Remark.of(Rule.ON_TOPIC, Level.NOTE, "There are no posts yet that could be on topic.");
    }
    return Remark.of(
        Rule.ON_TOPIC,
        on >= MOST * of ? Level.GOOD : on == 0 ? Level.BAD : Level.NOTE,
        share(on, of)
            + are(on)
            + " on topic by "
            + by
            + (on >= MOST * of
                ? "."
                : "; a feed of one category or tag may suit the planet better."));
  }

  /**
   * Whether a post seems to be cut short.
   *
   * @param text plain
   * @param summary whether the feed calls it a summary
   */
  public static boolean cut(String text, boolean summary) {
    return ENDING.matcher(text.length() < TAIL ? text : text.substring(text.length() - TAIL)).find()
        || (summary && text.length() < SUMMARY);
  }

  /**
   * Whether the posts are whole.
   *
   * @param whole how many seem to be
   */
  public static Remark whole(int whole, int of) {
    if (of == 0) {
      return Remark.of(Rule.FULL_TEXT, Level.NOTE, "There are no posts yet that could be whole.");
    }
    if (whole >= MOST * of) {
      return Remark.of(Rule.FULL_TEXT, Level.GOOD, "The posts are in it as a whole.");
    }
    return Remark.of(
        Rule.FULL_TEXT,
        Level.BAD,
        share(of - whole, of)
            + (of - whole == 1 ? " seems" : " seem")
            + " to be cut short. Whole posts are read more; blog programs call that “full"
            + " text” or “full content” of the feed.");
  }

  /**
   * Whether posts are known again.
   *
   * @param first the entries as they were read
   * @param again as they were read a second time, null where that did not succeed
   */
  public static Remark ids(List<Entry> first, @Nullable List<Entry> again) {
    if (first.isEmpty()) {
      return Remark.of(Rule.STABLE_IDS, Level.NOTE, "There are no posts to tell apart yet.");
    }
    Set<String> ids = new HashSet<>();
    int same = 0;
    int missing = 0;
    for (Entry entry : first) {
      if (entry.id() == null) {
        missing++;
      } else if (!ids.add(entry.id())) {
        same++;
      }
    }
    int changed = again == null ? 0 : changed(first, again);
    if (changed > 0) {
      return Remark.of(
          Rule.STABLE_IDS,
          Level.BAD,
          "Asked twice, it gave "
              + share(changed, first.size())
              + " another id: readers take them for new each time. The id of a post must never"
              + " change.");
    }
    if (same > 0) {
      return Remark.of(
          Rule.STABLE_IDS,
          Level.BAD,
          times(same, "post has", "posts have")
              + " the id of another: readers show but one of them. Give each its own.");
    }
    if (missing > 0) {
      return Remark.of(
          Rule.STABLE_IDS,
          Level.BAD,
          share(missing, first.size())
              + (missing == 1 ? " has" : " have")
              + " no id, and will seem new when the address changes. Write a guid (RSS) or id"
              + " (Atom).");
    }
    return Remark.of(
        Rule.STABLE_IDS,
        again == null ? Level.NOTE : Level.GOOD,
        again == null
            ? "Each post has an id of its own. (The feed could not be asked a second time.)"
            : "Each post has an id of its own, the same when asked twice.");
  }

  /** How many posts, by their address or title, got another id. */
  private static int changed(List<Entry> first, List<Entry> again) {
    Map<String, Entry> before = byName(first);
    Map<String, Entry> after = byName(again);
    after.keySet().retainAll(before.keySet());
    after.entrySet().removeIf(e -> Objects.equals(e.getValue().id(), id(before, e.getKey())));
    return after.size();
  }

  private static @Nullable String id(Map<String, Entry> entries, String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : entry.id();
  }

  /** Those that can be told apart by something else than the id. */
  private static Map<String, Entry> byName(List<Entry> entries) {
    Map<String, Entry> named = new HashMap<>();
    Set<String> twice = new HashSet<>();
    for (Entry entry : entries) {
      String name =
          entry.url() != null ? entry.url() : entry.title() == null ? null : entry.title().value();
      if (name != null && named.put(name, entry) != null) {
        twice.add(name);
      }
    }
    named.keySet().removeAll(twice);
    return named;
  }

  /**
   * Whether it comes over https.
   *
   * @param url its address; a path where it is a file of the planet's own
   * @param plain how many pictures of its posts come over http
   * @param better its address over https, null where it is not known to have one
   */
  public static Remark https(String url, int plain, @Nullable String better) {
    if (!url.contains("://")) {
      return Remark.of(Rule.HTTPS, Level.GOOD, "It is a file of the planet's own.");
    }
    if (url.regionMatches(true, 0, "https:", 0, 6)) {
      return Remark.of(
          Rule.HTTPS,
          plain == 0 ? Level.GOOD : Level.NOTE,
          plain == 0
              ? "It comes over https."
              : "It comes over https, but "
                  + times(plain, "picture", "pictures")
                  + " in it over http: browsers may not show them.");
    }
    return Remark.of(
        Rule.HTTPS,
        Level.BAD,
        "It comes over http: whoever stands between can read and change it."
            + (better == null ? "" : " The same is at " + better + ": write that address."));
  }

  /**
   * Whether it counts readers.
   *
   * @param trackers how many pictures and frames that count are in its posts
   */
  public static Remark trackers(int trackers) {
    return trackers == 0
        ? Remark.of(Rule.NO_TRACKERS, Level.GOOD, "No post has anything that counts readers.")
        : Remark.of(
            Rule.NO_TRACKERS,
            Level.BAD,
            times(trackers, "thing", "things")
                + " in its posts would tell somebody who reads them; the planet takes "
                + (trackers == 1 ? "it" : "them")
                + " out.");
  }

  /**
   * How big its document is.
   *
   * @param bytes decoded
   */
  public static Remark size(int bytes, int posts) {
    String size =
        bytes < KILOBYTE * KILOBYTE
            ? Math.max(1, bytes / KILOBYTE) + " KB"
            : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    return bytes <= BIG
        ? Remark.of(Rule.SIZE, Level.GOOD, "Its document has " + size + ".")
        : Remark.of(
            Rule.SIZE,
            Level.NOTE,
            "Its document has "
                + size
                + ", which everyone who follows it fetches again and again"
                + (posts > 30 ? "; the newest 20 posts would do." : "."));
  }

  private static String times(long n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }

  private static String are(int n) {
    return n == 1 ? " is" : " are";
  }

  private static String share(int n, int of) {
    return n == of
        ? (of == 1 ? "Its only post" : "All " + of + " posts")
        : n + " of " + of + " posts";
  }
}
