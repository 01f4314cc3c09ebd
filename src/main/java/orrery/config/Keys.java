package orrery.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys that configs use, and what becomes of each. */
final class Keys {
  private Keys() {}

  /** Keys of the planet that say how the site looks, beside single texts. */
  static final Set<String> LOOK =
      Set.of(
          "language",
          "locale",
          "output_theme",
          "accent",
          "background",
          "foreground",
          "dark_accent",
          "dark_background",
          "dark_foreground",
          "logo");

  /** Keys of the planet that do what they say. */
  static final Set<String> HONOURED =
      Stream.of(
              LOOK.stream(),
              Filters.KEYS.stream(),
              Stream.of(
                  "name",
                  "link",
                  "owner_name",
                  "owner_email",
                  "output_dir",
                  "data_directory",
                  "items_per_page",
                  "days_per_page",
                  "activity_threshold",
                  "feed_timeout",
                  "call_timeout",
                  "max_feed_size",
                  "allow_addresses",
                  "burst",
                  "new_feed_items",
                  "future_dates",
                  "keep_days",
                  "keep_entries",
                  "cycle",
                  "dialect",
                  "callback",
                  "content",
                  "pubsubhubbub_hub",
                  "pubsubhubbub_feeds",
                  "search",
                  "accept",
                  "require",
                  "accept_addresses",
                  "submit_url",
                  "maintainer_header",
                  "images",
                  "icons",
                  "tag_minimum",
                  "suggest_tags"))
          .flatMap(Function.identity())
          .collect(Collectors.toUnmodifiableSet());

  /** Keys that only Orrery has. */
  static final Set<String> OURS =
      Stream.concat(
              Filters.KEYS.stream().filter(key -> key.indexOf('_') > 0),
              Stream.of(
                  "data_directory",
                  "call_timeout",
                  "max_feed_size",
                  "allow_addresses",
                  "cycle",
                  "language",
                  "callback",
                  "content",
                  "search",
                  "accept",
                  "require",
                  "accept_addresses",
                  "submit_url",
                  "maintainer_header",
                  "images",
                  "icons",
                  "burst",
                  "keep_days",
                  "keep_entries",
                  "tag_minimum",
                  "suggest_tags"))
          .collect(Collectors.toUnmodifiableSet());

  /** Keys that Planet 2.0 does not have. */
  static final List<String> VENUS =
      List.of(
          "output_theme",
          "filters",
          "filter_directories",
          "bill_of_materials",
          "template_directories",
          "spider_threads",
          "http_cache_directory",
          "cache_keep_entries",
          "future_dates",
          "ignore_in_feed",
          "name_type",
          "title_type",
          "summary_type",
          "xml_base",
          "content_type",
          "pubsubhubbub_hub",
          "pubsubhubbub_feeds",
          "django_autoescape",
          "generator_uri");

  /** Keys whose absence changes what readers see, with what stands in for them. */
  static final Map<String, String> MISSED =
      Map.ofEntries(
          Map.entry(
              "template_files",
              "templates of Planet are not rendered; the theme's pages are written"),
          Map.entry("template_directories", "templates of Planet are not rendered"),
          Map.entry("bill_of_materials", "files are copied from the theme's folder only"),
          Map.entry("filters", "filter programs are not run; use filter and exclude"),
          Map.entry("ignore_in_feed", "every element of a feed is used"),
          Map.entry("xml_base", "addresses are resolved against the base that the feed gives"),
          Map.entry("name_type", "titles are always read by what the feed says of them"),
          Map.entry("title_type", "titles are always read by what the feed says of them"),
          Map.entry("summary_type", "summaries are always read by what the feed says of them"));

  /** Keys that nobody misses, with why. */
  static final Map<String, String> NEEDLESS =
      Map.ofEntries(
          // Planet's cache holds files of its own making: ours must not be mixed in with them.
          Map.entry("cache_directory", "Planet's cache is not read; data_directory is Orrery's"),
          Map.entry("http_cache_directory", "what servers said is kept in data_directory"),
          Map.entry("cache_keep_entries", "no post is forgotten because its feed drops it"),
          Map.entry("spider_threads", "feeds are always fetched side by side"),
          Map.entry("log_level", "warnings are logged, on standard error"),
          Map.entry("generator", "pages and feeds name Orrery"),
          Map.entry("generator_uri", "pages and feeds name Orrery"),
          Map.entry("log_format", "the log has one format"),
          Map.entry("date_format", "the theme writes dates"),
          Map.entry("new_date_format", "the theme writes dates"),
          Map.entry("encoding", "pages are always UTF-8"),
          Map.entry("feed", "the site's own feeds have fixed names"),
          Map.entry("feedtype", "the site's own feeds have fixed names"),
          Map.entry("filter_directories", "filter programs are not run"),
          Map.entry("django_autoescape", "everything is escaped always"));

  /** Keys that do nothing among the planet's, with where they do. */
  static final Map<String, String> ELSEWHERE =
      Map.of(
          Taggings.TAGS,
          "tags counts in the section of a feed, and in [DEFAULT] for all feeds; how tags are called stands in [tags].",
          Taggings.HIDE,
          "hide counts in [tags] only.");

  /** Keys of a feed that can be mistyped to harm. */
  static final List<String> FEED =
      Stream.concat(
              Filters.KEYS.stream(),
              Stream.of(
                  "name",
                  "face",
                  "language",
                  "burst",
                  "keep_days",
                  "keep_entries",
                  "tags",
                  "content",
                  "images",
                  "content_type"))
          .toList();

  /** The same of pluto, whose keys are many. */
  static final List<String> PLUTO_FEED = List.of("title", "link", "feed", "author", "avatar");

  /** Keys of a planet in pluto. */
  static final Set<String> PLUTO_PLANET =
      Set.of("title", "name", "source", "url", "link", "author", "owner", "email", "key", "slug");

  /** Why a key is not used, or null where it is or is none that is known. */
  static @Nullable String unused(String key) {
    var why = MISSED.get(key);
    return why != null ? why : NEEDLESS.get(key);
  }

  /** The known key that was most likely meant, or null where none is near. */
  static @Nullable String nearest(String key, Collection<String> known) {
    String nearest = null;
    int least = key.length() < 3 ? 0 : key.length() < 6 ? 1 : 2;
    for (var candidate : known) {
      if (Math.abs(candidate.length() - key.length()) > least) {
        continue;
      }
      int distance = distance(key, candidate);
      if (distance < least
          || (distance == least
              && distance > 0
              && (nearest == null || candidate.compareTo(nearest) < 0))) {
        nearest = candidate;
        least = distance;
      }
    }
    return nearest;
  }

  /** Letters to insert, drop, change or swap with their neighbour (optimal string alignment). */
  static int distance(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        rows[i][j] =
            Math.min(
                rows[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
      }
    }
    return rows[a.length()][b.length()];
  }
}
