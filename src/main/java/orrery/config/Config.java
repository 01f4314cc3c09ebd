package orrery.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final String HUB = "pubsubhubbub_hub";
  private static final String HUB_FEEDS = "pubsubhubbub_feeds";

  /** Venus's three, and the one that it does not have. */
  private static final List<String> FEEDS =
      List.of("atom.xml", "rss10.xml", "rss20.xml", "feed.json");

  private final Path file;
  private final Path folder;
  private final Ini ini;
  private final Findings findings;
  private final Map<String, Ini.Option> defaults = new LinkedHashMap<>();

  private Config(Path file, Ini ini, Findings findings) {
    this.file = file;
    this.folder = file.toAbsolutePath().normalize().resolveSibling("");
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
    var dialect = dialect(values);
    checkPlanet(own, dialect);
    var filters = Filters.ofPlanet(values);
    var content = values.choice("content", Subscriptions.Content.class, Subscriptions.Content.FULL);
    var feeds = new Subscriptions(folder, ini, dialect, filters, content, findings);
    var images = values.choice("images", ImageMode.class, ImageMode.LINK);
    var curation = Curation.of(values, findings);
    var subscriptions = feeds.read(values, defaults, images, curation.keeping());
    if (subscriptions.isEmpty()) {
      findings.warning(0, "No feed is registered; add a section named by the URL of a feed.");
    }
    var name = ini.pluto() ? values.text("title", "name") : values.text("name");
    var link = link(values);
    var data = values.path("data_directory", folder);
    var output = values.path("output_dir", folder);
    var planet =
        new Planet(
            file,
            dialect,
            name == null ? "Unconfigured Planet" : name,
            link,
            ini.pluto() ? values.text("author", "owner", "owner_name") : values.text("owner_name"),
            ini.pluto() ? values.text("email", "owner_email") : values.text("owner_email"),
            data == null ? folder.resolve("data") : data,
            output == null ? folder.resolve("site") : output,
            theme(values),
            values.count("items_per_page", 60),
            values.count("days_per_page", 0),
            values.count("activity_threshold", 0),
            values.seconds("feed_timeout", 20),
            values.seconds("call_timeout", 60),
            values.bytes("max_feed_size", 10 * MEGABYTE),
            allowed(values, "allow_addresses"),
            filters,
            curation,
            orElse(values.text("cycle"), "10 minutes"),
            language(values),
            callback(values),
            hubs(values, link),
            hubFeeds(values),
            values.truth("search", true),
            admissions(values, content),
            images,
            values.choice("icons", IconMode.class, IconMode.FEED),
            Taggings.read(values, ini, findings),
            Selections.read(ini, defaults, findings),
            subscriptions,
            extras(values),
            look(values),
            values.lines());
    for (var subscription : subscriptions) {
      var face = subscription.face();
      if (face != null && Address.of(face) == null && planet.face(subscription) == null) {
        findings.info(
            subscription.line(),
            "face: there is no file %s in faces/ beside this file, nor in the theme's."
                .formatted(face));
      }
    }
    return planet;
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
    var templates = planet.text("template_files");
    if (templates != null) {
      return templates.contains(".tmpl") ? Dialect.PLANET2 : Dialect.VENUS;
    }
    return planet.has("cache_directory") ? Dialect.VENUS : Dialect.ORRERY;
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

  /** Ends in a slash: names are put behind it. */
  private @Nullable String callback(Values planet) {
    var written = planet.text("callback");
    var callback = written == null ? null : Address.of(written);
    if (callback == null || callback.indexOf('?') >= 0 || callback.indexOf('#') >= 0) {
      if (written != null) {
        findings.warning(
            planet.line("callback"),
            "callback must be the web address (https://...) under which hubs reach this planet;"
                + " no feed is subscribed.");
      }
      return null;
    }
    return callback.endsWith("/") ? callback : callback + "/";
  }

  private Admissions admissions(Values planet, Subscriptions.Content content) {
    var accept = planet.choice("accept", Admissions.Accept.class, Admissions.Accept.NO);
    var require = planet.text("require");
    var written = planet.text("submit_url");
    var submitUrl = written == null ? null : Address.of(written);
    if (written != null && submitUrl == null) {
      findings.warning(
          planet.line("submit_url"),
          "submit_url must be a web address (https://...); pages do not say where to submit.");
    }
    var header = planet.text("maintainer_header");
    if (header != null && !header.matches("[A-Za-z0-9-]+")) {
      findings.warning(
          planet.line("maintainer_header"),
          "maintainer_header must be the name of a header, such as Remote-User; it is left out.");
      header = null;
    }
    return new Admissions(
        accept,
        require == null ? null : new Planet.Said(require, planet.line("require")),
        submitUrl,
        header,
        allowed(planet, "accept_addresses"),
        content == Subscriptions.Content.EXCERPT);
  }

  private List<String> hubs(Values planet, @Nullable String link) {
    var hubs = new LinkedHashSet<String>();
    for (var word : planet.words(HUB)) {
      var hub = Address.of(word);
      if (hub == null) {
        findings.warning(
            planet.line(HUB), HUB + ": " + word + " is no web address (https://...); left out.");
      } else {
        hubs.add(hub);
      }
    }
    if (!hubs.isEmpty() && link == null) {
      findings.warning(
          planet.line(HUB), HUB + " needs link: hubs are told where the feeds are; left out.");
      return List.of();
    }
    return List.copyOf(hubs);
  }

  private List<String> hubFeeds(Values planet) {
    var feeds = new LinkedHashSet<String>();
    for (var word : planet.words(HUB_FEEDS)) {
      if (FEEDS.contains(word)) {
        feeds.add(word);
      } else {
        findings.warning(
            planet.line(HUB_FEEDS),
            "%s: %s is no feed of the site (%s); left out."
                .formatted(HUB_FEEDS, word, String.join(", ", FEEDS)));
      }
    }
    return planet.text(HUB_FEEDS) == null ? FEEDS : List.copyOf(feeds);
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

  private static List<Planet.Allowed> allowed(Values planet, String key) {
    var allowed = new ArrayList<Planet.Allowed>();
    for (var cidr : planet.words(key)) {
      allowed.add(new Planet.Allowed(cidr, planet.line(key)));
    }
    return allowed;
  }

  private Map<String, String> extras(Values planet) {
    var extras = new LinkedHashMap<>(planet.all());
    extras.keySet().removeIf(key -> isPlanetKey(key) || Keys.unused(key) != null);
    return extras;
  }

  private static Map<String, Planet.Said> look(Values planet) {
    var look = new LinkedHashMap<String, Planet.Said>();
    planet
        .all()
        .forEach(
            (key, value) -> {
              if (Keys.LOOK.contains(key) || key.startsWith(Planet.TEXT)) {
                // Which of the two counts, the language itself tells.
                var as = key.equals("locale") ? "language" : key;
                if (!as.equals("language") || key.equals("language") || !planet.has("language")) {
                  look.put(as, new Planet.Said(value.strip(), planet.line(key)));
                }
              }
            });
    return look;
  }

  private boolean isPlanetKey(String key) {
    return Keys.HONOURED.contains(key)
        || key.startsWith(Planet.TEXT)
        || (ini.pluto() && Keys.PLUTO_PLANET.contains(key));
  }

  private void checkPlanet(Map<String, Ini.Option> own, Dialect dialect) {
    var known = new ArrayList<>(Keys.HONOURED);
    known.addAll(Keys.MISSED.keySet());
    known.addAll(Keys.NEEDLESS.keySet());
    if (ini.pluto()) {
      known.addAll(Keys.PLUTO_PLANET);
    }
    own.forEach(
        (key, option) -> {
          if (isPlanetKey(key) || findings.unused(key, option.line())) {
            return;
          }
          var elsewhere = dialect == Dialect.ORRERY ? Keys.ELSEWHERE.get(key) : null;
          if (elsewhere != null) {
            findings.warning(option.line(), elsewhere);
            return;
          }
          var meant = Keys.nearest(key, known);
          if (meant == null) {
            findings.info(option.line(), key + " is not a key of Orrery; themes can use it.");
          } else {
            findings.misspelt(option.line(), key, meant);
          }
        });
  }

  private static String orElse(@Nullable String value, String fallback) {
    return value == null ? fallback : value;
  }
}
