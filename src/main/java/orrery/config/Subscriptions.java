package orrery.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells which sections of a config are feeds. */
final class Subscriptions {
  /** How much of a post is shown. */
  enum Content {
    FULL,
    EXCERPT
  }

  private static final List<String> READING_LISTS = List.of("opml", "foaf", "csv", "config");
  private static final List<String> TEMPLATES = List.of(".tmpl", ".xslt", ".dj", ".genshi");

  /** Keys of Planet that could stand in a feed's section, and that Orrery reads elsewhere. */
  private static final List<String> ONLY_PLANET =
      Stream.concat(
              Stream.of("activity_threshold", "new_feed_items", "future_dates"),
              Taggings.PLANETS.stream())
          .toList();

  private record Feed(boolean local, int line, Map<String, Ini.Option> options) {}

  private final Path folder;
  private final Ini ini;
  private final Dialect dialect;
  private final Filters filters;
  private final Content content;
  private final Findings findings;
  private final Map<String, Optional<String>> nearest = new HashMap<>();
  private boolean tagsAreSaid;

  /**
   * @param filters the planet's, for feeds that have none
   * @param content as {@code filters}
   */
  Subscriptions(
      Path folder, Ini ini, Dialect dialect, Filters filters, Content content, Findings findings) {
    this.folder = folder;
    this.ini = ini;
    this.dialect = dialect;
    this.filters = filters;
    this.content = content;
    this.findings = findings;
  }

  List<Subscription> read(
      Values planet, Map<String, Ini.Option> defaults, ImageMode images, Keeping keeping) {
    checkKeys(defaults);
    checkTags(defaults);
    var feeds = feeds(planet, defaults);
    warnOfAlike(feeds);
    var subscriptions = new ArrayList<Subscription>(feeds.size());
    feeds.forEach(
        (url, feed) -> {
          var values = new Values(feed.options(), defaults, findings, !ini.pluto());
          subscriptions.add(
              new Subscription(
                  url,
                  feed.local(),
                  ini.pluto() ? values.text("title", "name") : values.text("name"),
                  ini.pluto() ? values.text("avatar", "face") : values.text("face"),
                  filters(values, feed.options()),
                  values.choice("content", Content.class, content) == Content.EXCERPT,
                  values.choice("images", ImageMode.class, images),
                  keeping.with(values),
                  dialect == Dialect.ORRERY ? Taggings.names(values.text("tags")) : List.of(),
                  feed.line(),
                  values.all(),
                  values.lines()));
        });
    return subscriptions;
  }

  /** By address. A feed given twice is one feed with the keys of both, as ConfigParser has it. */
  private Map<String, Feed> feeds(Values planet, Map<String, Ini.Option> defaults) {
    var others = new HashSet<>(List.of(planet.words("template_files")));
    others.addAll(List.of(planet.words("filters")));
    var feeds = new LinkedHashMap<String, Feed>();
    for (var section : ini.sections()) {
      if (section.isPlanet() || section.isDefault() || isOther(section, others, defaults)) {
        continue;
      }
      var target = ini.target(section);
      var url = Address.of(target);
      boolean local = url == null && isLocal(target);
      if (url == null && !local) {
        reject(target, section.line());
        continue;
      }
      checkKeys(section.options());
      checkPlace(section.options());
      var feed = new Feed(local, section.line(), new LinkedHashMap<>(section.options()));
      var before = feeds.putIfAbsent(url == null ? target.strip() : url, feed);
      if (before != null) {
        findings.warning(
            section.line(),
            "This feed stands on line %d too; the two sections count as one."
                .formatted(before.line()));
        before.options().putAll(section.options());
      }
    }
    return feeds;
  }

  private void warnOfAlike(Map<String, Feed> feeds) {
    var lines = new HashMap<String, Integer>();
    feeds.forEach(
        (url, feed) -> {
          var before = feed.local() ? null : lines.putIfAbsent(Address.sameFeed(url), feed.line());
          if (before != null) {
            findings.warning(
                feed.line(),
                "This seems to be the feed of line %d under another address; leave one out."
                    .formatted(before));
          }
        });
  }

  private Filters filters(Values feed, Map<String, Ini.Option> own) {
    // Templates of Planet and Venus may have a use of their own for it.
    boolean language = dialect == Dialect.ORRERY;
    var said = filters.with(feed, own, Rule.Owner.FEED, language);
    var words = ini.pluto() && !feed.has("filter") ? feed.text("includes") : null;
    return words == null ? said : said.withWords(words, feed.line("includes"));
  }

  /** Pages, templates, filters and reading lists have sections too. */
  private boolean isOther(
      Ini.Section section, Set<String> others, Map<String, Ini.Option> defaults) {
    if (ini.pluto()) {
      return false;
    }
    if (Selections.name(section) != null || Taggings.is(section)) {
      return true;
    }
    var name = section.name();
    if (others.contains(name) || (Address.of(name) == null && isTemplate(name))) {
      findings.info(
          section.line(), name + " is a template or a filter of Planet; its section is not used.");
      return true;
    }
    var type = section.options().getOrDefault("content_type", defaults.get("content_type"));
    if (type != null && READING_LISTS.stream().anyMatch(type.value()::contains)) {
      findings.warning(
          section.line(),
          name.strip() + " is a reading list; those are not read yet, and its feeds are left out.");
      return true;
    }
    return false;
  }

  private static boolean isTemplate(String name) {
    return TEMPLATES.stream().anyMatch(name::endsWith);
  }

  private boolean isLocal(String name) {
    try {
      return !name.isBlank() && Files.isRegularFile(folder.resolve(name.strip()));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private void reject(String name, int line) {
    var meant = Address.suggest(name);
    findings.error(
        line,
        "%s is neither a web address nor a file; %s This feed is left out."
            .formatted(
                name.strip(),
                meant == null
                    ? "write the URL of its feed (https://...)."
                    : "did you mean " + meant + "?"));
  }

  private void checkKeys(Map<String, Ini.Option> own) {
    var known = ini.pluto() ? Keys.PLUTO_FEED : Keys.FEED;
    own.forEach(
        (key, option) -> {
          if (!ini.pluto() && Keys.MISSED.containsKey(key)) {
            findings.unused(key, option.line());
            return;
          }
          var meant =
              nearest.computeIfAbsent(key, k -> Optional.ofNullable(Keys.nearest(k, known)));
          if (meant.isPresent() && !own.containsKey(meant.get())) {
            findings.misspelt(option.line(), key, meant.get());
          }
        });
  }

  private void checkPlace(Map<String, Ini.Option> own) {
    for (var key : ONLY_PLANET) {
      var option = own.get(key);
      if (option != null) {
        findings.warning(option.line(), key + " counts in [planet] only.");
      }
    }
    checkTags(own);
  }

  private void checkTags(Map<String, Ini.Option> own) {
    var tags = own.get(Taggings.TAGS);
    if (dialect == Dialect.ORRERY) {
      var hide = own.get(Taggings.HIDE);
      if (hide != null) {
        findings.warning(hide.line(), "hide counts in [tags] only.");
      }
      if (tags != null) {
        Taggings.names(tags.value()).forEach(name -> TagNames.length(findings, name, tags.line()));
      }
    } else if (tags != null && dialect != Dialect.PLUTO && !tagsAreSaid) {
      // Once: templates may have a use of their own for it in every section.
      tagsAreSaid = true;
      findings.warning(
          tags.line(),
          "tags of a feed do nothing in a config of Planet; write dialect = orrery in [planet] to have its posts tagged.");
    }
  }
}
