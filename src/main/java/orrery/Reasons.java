package orrery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.config.Rule;
import orrery.config.Subscription;
import orrery.curate.Judge;
import orrery.feed.Judged;
import orrery.feed.Story;
import orrery.feed.Verdict;
import orrery.feed.Verdict.Kind;
import orrery.site.Paths;

/**
 * Says in a sentence or two what became of an entry, and why: to whoever asks ({@code explain}),
 * and on the page about its feed. Pages do not say in which line of feeds.ini a rule stands, which
 * moves with every edit, nor the addresses that they link anyway.
 */
final class Reasons {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What the feed says of a date and what the planet made of it differ by less for no reason. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private final Planet planet;
  private final Map<Long, String> blogs;
  private final boolean page;

  /**
   * On a planet.
   *
   * @param blogs what its blogs are called, by the store's number of their feed
   * @param page whether they are for pages
   */
  Reasons(Planet planet, Map<Long, String> blogs, boolean page) {
    this.planet = planet;
    this.blogs = blogs;
    this.page = page;
  }

  /** A time as all sentences have it: {@code 2026-11-23 10:12 UTC}. */
  static String time(Instant time) {
    return MINUTE.format(time);
  }

  /**
   * An entry with the sentence about its verdict. A page leaves that out where it would say no more
   * than that the post is shown.
   *
   * @param subscription of its feed; null where there is none any more
   */
  Judged told(Judged post, @Nullable Subscription subscription) {
    return post.told(
        switch (post.verdict().kind()) {
          case SHOWN -> offFront(post) ? heldBack(post, subscription) : shown(post);
          case DUPLICATE -> duplicate(post);
          case FILTERED -> filtered(post, subscription);
          case HELD -> held(post, subscription);
          case HIDDEN, WITHDRAWN -> since(post) + ". " + post.verdict().detail();
          case EXPIRED -> since(post) + ". " + expired(post, subscription);
        });
  }

  private static boolean offFront(Judged post) {
    return post.verdict().label().equals(Kind.HELD.label());
  }

  private static String since(Judged post) {
    String label = post.verdict().kind().label();
    String name = Character.toUpperCase(label.charAt(0)) + label.substring(1);
    Instant since = post.story().since();
    return since == null ? name : name + " since " + time(since);
  }

  private String shown(Judged post) {
    String more = known(post.story()) + changed(post.story()) + dated(post);
    return page ? more.strip() : since(post) + "." + more;
  }

  private static String known(Story story) {
    return switch (story.matched()) {
      case null -> "";
      case "id" -> " Its feed changed its address; it was known again by its id.";
      case "address" -> " Its feed changed its id; it was known again by its address.";
      case "similar text" ->
          " Its feed changed its id or address; it was known again by a text that is nearly the"
              + " same.";
      default ->
          " Its feed changed its id or address; it was known again by its " + story.matched() + ".";
    };
  }

  private static String changed(Story story) {
    return story.updated() == null ? "" : " Its text changed on " + time(story.updated()) + ".";
  }

  private static String dated(Judged post) {
    Instant said = post.story().said();
    Instant seen = post.firstSeen();
    boolean whereSeen = near(post.date(), seen);
    if (said == null) {
      return whereSeen ? " It has no date, and stands where it was first seen." : "";
    }
    if (near(said, post.date())) {
      return "";
    }
    if (whereSeen && said.isAfter(seen)) {
      return " Its feed dates it in the future, "
          + time(said)
          + "; so it stands where it was first seen.";
    }
    if (whereSeen) {
      return " Its feed dates it %s, and had it only from %s on; so it stands where it was first seen."
          .formatted(time(said), time(seen));
    }
    return " Its feed dates it %s now; it stays where it stands.".formatted(time(said));
  }

  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(SLACK) < 0;
  }

  private String heldBack(Judged post, @Nullable Subscription subscription) {
    String rule = post.verdict().rule();
    String key = rule.equals(Verdict.NEW_FEED) ? "new_feed_items" : rule;
    String place = place(subscription, rule);
    return "Held: "
        + uncapitalised(open(post.verdict().detail()))
        + (place == null ? "" : " (" + key + " in " + place + ")")
        + ". It stands in the archive"
        + (page ? "." : ", " + here(post) + ".");
  }

  /** The page that has the post. */
  private String here(Judged post) {
    String path = Paths.post(post.anchor(), post.date());
    String link = planet.link();
    return link == null ? path : link + (link.endsWith("/") ? "" : "/") + path;
  }

  private String duplicate(Judged post) {
    Story.Original original = post.story().original();
    if (original == null) {
      return "Duplicate: " + uncapitalised(post.verdict().detail());
    }
    String which =
        "“%s” in %s"
            .formatted(original.title(), blogs.getOrDefault(original.feed(), "another feed"));
    return "Duplicate of %s because both %s; that one is shown because %s."
        .formatted(
            page || original.address() == null ? which : original.address() + " (" + which + ")",
            shared(post.verdict().rule()),
            better(post, original));
  }

  private static String shared(String rule) {
    return switch (rule) {
      case "same-id" -> "have the same id";
      case "same-link" -> "link to the same address";
      case "same-title" -> "have the same title and date";
      case "same-text" -> "have the same text";
      case "same-copy" -> "are the same as a copy of it";
      default -> "have nearly the same text";
    };
  }

  private static String better(Judged post, Story.Original original) {
    Story story = post.story();
    if (original.own() != story.own()) {
      return original.own() ? "it is the author's own" : "it was there first";
    }
    if (Judge.whole(original.length(), story.length())) {
      return "it is the fuller";
    }
    if (original.firstSeen().isBefore(post.firstSeen())) {
      return "it was there first";
    }
    if (original.length() > story.length()) {
      return "it is the fuller";
    }
    return original.date().isBefore(post.date()) ? "it is the older" : "its feed is listed first";
  }

  private String filtered(Judged post, @Nullable Subscription subscription) {
    String detail = post.verdict().detail();
    String key = post.verdict().rule();
    Rule rule = (subscription == null ? planet.filters() : subscription.filters()).rules().get(key);
    String written = rule == null ? "" : key + " = " + rule.value().replace('\n', ' ');
    // What was changed since the verdict was given stands nowhere.
    int end = rule == null ? -1 : detail.indexOf(written) + written.length();
    boolean stands = end >= written.length() && rule != null;
    String place = stands ? place(subscription, key) : null;
    String at = place == null ? "" : " in " + place;
    if (!detail.startsWith("The ")) {
      return "Filtered: " + uncapitalised(open(detail)) + at + ".";
    }
    int matched = stands ? end : detail.indexOf(" matched ");
    return matched < 0
        ? "Filtered: " + uncapitalised(detail)
        : "Filtered by "
            + uncapitalised(detail.substring(0, matched))
            + at
            + ", which"
            + detail.substring(matched);
  }

  private String held(Judged post, @Nullable Subscription subscription) {
    if (post.verdict().rule().equals(Verdict.WAITING)) {
      return "Collected on " + time(post.firstSeen()) + "; the next cycle gives its verdict.";
    }
    String place = place(subscription, post.verdict().rule());
    return "Held until %s, as its feed dates it in the future (future_dates = hold%s)."
        .formatted(time(until(post)), place == null ? "" : " in " + place);
  }

  private static Instant until(Judged post) {
    Instant said = post.story().said();
    return said == null ? post.date() : said;
  }

  private String expired(Judged post, @Nullable Subscription subscription) {
    String detail = post.verdict().detail();
    String place = place(subscription, post.verdict().rule());
    return place == null || !detail.contains("(keep_")
        ? detail
        : detail.replace(")", " in " + place + ")");
  }

  private @Nullable String place(@Nullable Subscription subscription, String rule) {
    return page ? null : Rules.place(planet, subscription, rule);
  }

  /** Without its full stop. */
  private static String open(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static String uncapitalised(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
