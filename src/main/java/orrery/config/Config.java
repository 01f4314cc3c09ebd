package orrery.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a config. */
public final class Config {

  /**
   * What a config says, and what is to be said of it.
   *
   * @param findings by line
   */
  public record Loaded(Planet planet, List<Finding> findings) {}

  private static final int MEGABYTE = 1 << 20;

  private final Path file;
  private final Path folder;
  private final Ini ini;
  private final Findings findings;
  private final Map<String, Ini.Option> defaults = new LinkedHashMap<>();
  private final Set<String> unusedKeys = new HashSet<>();

  private Config(Path file, Ini ini, Findings findings) {
    this.file = file;
    this.folder = file.toAbsolutePath().resolveSibling("");
    this.ini = ini;
    this.findings = findings;
  }

  /**
   * Reads a planet's config. It looks at the file, and at whether the local feeds and the theme
   * that it names exist.
   *
   * @throws ConfigException where nothing can be read: no file, no text, no section
   */
  public static Loaded load(Path file) throws ConfigException {
    var source = ConfigText.read(file);
    var ini = Ini.read(source.text());
    if (ini.sections().isEmpty()) {
      throw new ConfigException(
          file + ": has no section; write [planet], and for each feed a section named by its URL");
    }
    var findings = new Findings(file);
    if (!source.charset().equals(StandardCharsets.UTF_8)) {
      findings.warning(0, "The file is not UTF-8 and was read as ISO-8859-1; save it as UTF-8.");
    }
    for (var note : ini.notes()) {
      findings.warning(note.line(), note.message());
    }
    var planet = new Config(file, ini, findings).read();
    return new Loaded(planet, findings.all());
  }

  private Planet read() {
    var own = new LinkedHashMap<>(ini.top().options());
    boolean named = ini.pluto();
    for (var section : ini.sections()) {
      if (section.isDefault()) {
        defaults.putAll(section.options());
      } else if (section.isPlanet()) {
        own.putAll(section.options());
        named = true;
      }
    }
    if (!named) {
      findings.warning(0, "There is no [planet] section; write one with name and link.");
    }
    var values = new Values(own, defaults, findings, !ini.pluto());
    checkPlanet(own);
    var dialect = dialect(values);
    var filter = expression(values.text("filter"), dialect);
    var exclude = expression(values.text("exclude"), dialect);
    var subscriptions = subscriptions(values, dialect, filter, exclude);
    if (subscriptions.isEmpty()) {
      findings.warning(0, "No feed is registered; add a section named by the URL of a feed.");
    }
    var name = ini.pluto() ? values.text("title", "name") : values.text("name");
    var data = values.path("data_directory", folder);
    var output = values.path("output_dir", folder);
    return new Planet(
        file,
        dialect,
        name == null ? "Unconfigured Planet" : name,
        link(values),
        ini.pluto() ? values.text("author", "owner", "owner_name") : values.text("owner_name"),
        ini.pluto() ? values.text("email", "owner_email") : values.text("owner_email"),
        data == null ? folder.resolve("data") : data,
        output == null ? folder.resolve("site") : output,
        theme(values),
        values.count("items_per_page", 60),
        values.count("days_per_page", 0),
        values.count("activity_threshold", 0),
        values.count("new_feed_items", dialect == Dialect.PLANET2 ? 10 : 0),
        values.seconds("feed_timeout", 20),
        values.seconds("call_timeout", 60),
        values.bytes("max_feed_size", 10 * MEGABYTE),
        allowed(values),
        filter,
        exclude,
        orElse(values.text("cycle"), "10 minutes"),
        language(values),
        values.text("generator"),
        values.text("generator_uri"),
        values.text("log_level"),
        subscriptions,
        extras(values));
  }

  private Dialect dialect(Values planet) {
    var said = planet.text("dialect");
    if (said != null) {
      for (var dialect : Dialect.values()) {
        if (dialect.name().equalsIgnoreCase(said)) {
          return dialect;
        }
      }
      findings.warning(
          planet.line("dialect"),
          "dialect must be planet2, venus, pluto or orrery; it is guessed.");
    }
    if (ini.pluto()) {
      return Dialect.PLUTO;
    }
    if (Keys.OURS.stream().anyMatch(planet::has)) {
      return Dialect.ORRERY;
    }
    if (Keys.VENUS.stream().anyMatch(planet::has)) {
      return Dialect.VENUS;
    }
    return planet.has("template_files") || planet.has("cache_directory")
        ? Dialect.PLANET2
        : Dialect.ORRERY;
  }

  private @Nullable String link(Values planet) {
    var key = ini.pluto() && planet.has("url") ? "url" : "link";
    var written = planet.text(key);
    var link = written == null ? null : Address.of(written);
    if (written != null && link == null) {
      findings.warning(
          planet.line(key), key + " must be a web address (https://...); it is left out.");
    }
    return link;
  }

  private @Nullable Path theme(Values planet) {
    var theme = planet.path("output_theme", folder);
    if (theme != null && !Files.isDirectory(theme)) {
      findings.warning(
          planet.line("output_theme"),
          "output_theme: there is no folder %s; the theme that Orrery brings is used."
              .formatted(planet.text("output_theme")));
      return null;
    }
    return theme;
  }

  /** What is said, else what the locale of Planet says; {@code de_AT.UTF-8} is {@code de-AT}. */
  private String language(Values planet) {
    var key = planet.text("language") == null ? "locale" : "language";
    var said = planet.text(key);
    if (said == null || said.equals("C") || said.equals("POSIX")) {
      return "en";
    }
    int end = 0;
    while (end < said.length() && ".:@".indexOf(said.charAt(end)) < 0) {
      end++;
    }
    var locale = Locale.forLanguageTag(said.substring(0, end).replace('_', '-'));
    if (locale.getLanguage().isEmpty()) {
      findings.warning(planet.line(key), key + " must be a language tag such as en or pt-BR.");
      return "en";
    }
    return locale.toLanguageTag();
  }

  private static List<Planet.Allowed> allowed(Values planet) {
    var allowed = new ArrayList<Planet.Allowed>();
    for (var cidr : planet.words("allow_addresses")) {
      allowed.add(new Planet.Allowed(cidr, planet.line("allow_addresses")));
    }
    return allowed;
  }

  private Map<String, String> extras(Values planet) {
    var extras = new LinkedHashMap<>(planet.all());
    extras.keySet().removeIf(key -> isPlanetKey(key) || Keys.unused(key) != null);
    return extras;
  }

  private boolean isPlanetKey(String key) {
    return Keys.HONOURED.contains(key) || (ini.pluto() && Keys.PLUTO_PLANET.contains(key));
  }

  private void checkPlanet(Map<String, Ini.Option> own) {
    var known = new ArrayList<>(Keys.HONOURED);
    known.addAll(Keys.MISSED.keySet());
    known.addAll(Keys.NEEDLESS.keySet());
    if (ini.pluto()) {
      known.addAll(Keys.PLUTO_PLANET);
    }
    own.forEach(
        (key, option) -> {
          if (isPlanetKey(key) || sayUnused(key, option.line())) {
            return;
          }
          var meant = Keys.nearest(key, known);
          if (meant == null) {
            findings.info(option.line(), key + " is not a key of Orrery; themes can use it.");
          } else {
            findings.warning(option.line(), unknown(key, meant));
          }
        });
  }

  /** Whether the key is one that Orrery knows and does not use; says so the first time. */
  private boolean sayUnused(String key, int line) {
    var why = Keys.unused(key);
    if (why != null && unusedKeys.add(key)) {
      var message = key + " is not used: " + why + ".";
      if (Keys.MISSED.containsKey(key)) {
        findings.warning(line, message);
      } else {
        findings.info(line, message);
      }
    }
    return why != null;
  }

  private static String unknown(String key, String meant) {
    return key + " is not a key of Orrery; did you mean " + meant + "?";
  }

  private List<Subscription> subscriptions(
      Values planet, Dialect dialect, @Nullable String filter, @Nullable String exclude) {
    var notFeeds = new HashSet<String>();
    notFeeds.addAll(List.of(planet.words("template_files")));
    notFeeds.addAll(List.of(planet.words("filters")));
    checkFeed(defaults);

    // A feed given twice is one feed with the keys of both, as ConfigParser has it.
    record Feed(boolean file, int line, Map<String, Ini.Option> options) {}
    var feeds = new LinkedHashMap<String, Feed>();
    for (var section : ini.sections()) {
      if (section.isPlanet() || section.isDefault() || isOther(section, notFeeds)) {
        continue;
      }
      var said = ini.pluto() ? section.plutoAddress() : null;
      var target = said == null ? section.name() : said.value();
      int line = said == null ? section.line() : said.line();
      var url = Address.of(target);
      boolean local = url == null && isLocal(target);
      if (url == null && !local) {
        reject(target, line);
        continue;
      }
      checkFeed(section.options());
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

    var subscriptions = new ArrayList<Subscription>(feeds.size());
    var alike = new HashMap<String, Integer>();
    feeds.forEach(
        (url, feed) -> {
          if (!feed.file()) {
            var before = alike.putIfAbsent(Address.sameFeed(url), feed.line());
            if (before != null) {
              findings.warning(
                  feed.line(),
                  "This seems to be the feed of line %d under another address; leave one out."
                      .formatted(before));
            }
          }
          var values = new Values(feed.options(), defaults, findings, !ini.pluto());
          subscriptions.add(
              new Subscription(
                  url,
                  feed.file(),
                  ini.pluto() ? values.text("title", "name") : values.text("name"),
                  ini.pluto() ? values.text("avatar", "face") : values.text("face"),
                  filter(values, dialect, filter),
                  values.has("exclude") ? expression(values.text("exclude"), dialect) : exclude,
                  feed.line(),
                  values.all()));
        });
    return subscriptions;
  }

  private @Nullable String filter(Values feed, Dialect dialect, @Nullable String planets) {
    if (feed.has("filter")) {
      return expression(feed.text("filter"), dialect);
    }
    var includes = ini.pluto() ? feed.text("includes") : null;
    if (includes == null) {
      return planets;
    }
    var any = new ArrayList<String>();
    for (var word : includes.split(",", -1)) {
      if (!word.isBlank()) {
        any.add(Pattern.quote(word.strip()));
      }
    }
    return "(?i)" + String.join("|", any);
  }

  /** Planet 2.0's expressions do not mind case. */
  private static @Nullable String expression(@Nullable String written, Dialect dialect) {
    return written == null || dialect != Dialect.PLANET2 ? written : "(?i)" + written;
  }

  /** Templates, filters and reading lists have sections too. */
  private boolean isOther(Ini.Section section, Set<String> notFeeds) {
    if (ini.pluto()) {
      return false;
    }
    if (notFeeds.contains(section.name()) || isTemplate(section.name())) {
      findings.info(
          section.line(),
          "[%s] is for a template or a filter of Planet; it is not used."
              .formatted(section.name()));
      return true;
    }
    var type = section.options().getOrDefault("content_type", defaults.get("content_type"));
    if (type == null) {
      return false;
    }
    for (var list : List.of("opml", "foaf", "csv", "config")) {
      if (type.value().contains(list)) {
        findings.warning(
            section.line(),
            "[%s] is a reading list; those are not read yet, and its feeds are left out."
                .formatted(section.name()));
        return true;
      }
    }
    return false;
  }

  private static boolean isTemplate(String name) {
    return name.endsWith(".tmpl")
        || name.endsWith(".xslt")
        || name.endsWith(".dj")
        || name.endsWith(".genshi");
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
        "%s is neither a web address nor a file; %s. This feed is left out."
            .formatted(
                name.strip(),
                meant == null
                    ? "write the URL of its feed (https://...)"
                    : "did you mean " + meant));
  }

  private void checkFeed(Map<String, Ini.Option> own) {
    own.forEach(
        (key, option) -> {
          if (!ini.pluto() && Keys.MISSED.containsKey(key)) {
            sayUnused(key, option.line());
            return;
          }
          var meant = Keys.nearest(key, ini.pluto() ? Keys.PLUTO_FEED : Keys.FEED);
          if (meant != null && !own.containsKey(meant)) {
            findings.warning(option.line(), unknown(key, meant));
          }
        });
  }

  private static String orElse(@Nullable String value, String fallback) {
    return value == null ? fallback : value;
  }
}
