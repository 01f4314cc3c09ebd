package orrery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.config.Finding;
import orrery.config.Planet;
import orrery.feed.Problem.Level;
import orrery.site.Page;
import orrery.site.Palette;
import orrery.site.Selected;
import orrery.site.Site;
import orrery.site.SiteSettings;
import orrery.site.SubmitPages;
import orrery.site.Theme;
import orrery.site.ThemeException;

/**
 * How a planet looks and speaks by its config alone: colours, logo and texts laid over its theme.
 * What cannot be used is left out, and said.
 *
 * @param theme with colours and logo
 * @param texts of the site's own words those that the config says, by key
 * @param logo the asset that is the logo
 * @param findings what is wrong
 */
record Dress(Theme theme, Map<String, String> texts, String logo, List<Finding> findings) {
  /** Where a listing is all that a page has, it holds this many posts. */
  static final int UNLIMITED = 1000;

  private static final int MOST = 1 << 20;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /**
   * The planet's dress.
   *
   * @throws ThemeException where the theme cannot be read
   */
  static Dress of(Planet planet) {
    List<Finding> findings = new ArrayList<>();
    Theme theme = Theme.load(planet.theme());
    theme
        .strangers()
        .forEach(
            name ->
                findings.add(
                    finding(
                        planet,
                        "output_theme",
                        name
                            + " of the theme makes no page, and no template of it names it;"
                            + " templates/README.md lists the names.")));
    Path folder = planet.theme();
    if (folder != null) {
      for (Theme.Loss loss : theme.losses()) {
        Path file = folder.resolve(loss.file());
        findings.add(new Finding(Level.WARNING, file, loss.line(), loss.message()));
      }
    }
    List<Page> assets = new ArrayList<>();
    Palette palette = palette(planet);
    palette.flaws().forEach((key, flaw) -> findings.add(finding(planet, key, flaw)));
    assets.addAll(palette.assets());
    Page logo = null;
    if (planet.look().containsKey("logo")) {
      logo = logo(planet.logo());
      if (logo == null) {
        String why =
            planet.logo() == null
                ? "logo: there is no such file beside this one, nor in the theme;"
                : "logo must be an SVG or a PNG file of at most 1 MB;";
        findings.add(finding(planet, "logo", why + " the theme's own is shown."));
      } else {
        assets.add(logo);
      }
    }
    if (!theme.speaks(planet.language())) {
      findings.add(finding(planet, "language", speechless(planet)));
    }
    Map<String, String> texts = texts(planet, theme, findings);
    return new Dress(
        theme.with(assets), texts, logo == null ? SiteSettings.LOGO : logo.path(), findings);
  }

  /** The site of the planet in this dress. */
  Site site(Planet planet) {
    return new Site(
        new SiteSettings(
            planet.name(),
            planet.link(),
            planet.ownerName(),
            planet.language(),
            planet.itemsPerPage() == 0 ? UNLIMITED : planet.itemsPerPage(),
            Version.NUMBER,
            planet.hubFeeds().stream()
                .collect(Collectors.toMap(Function.identity(), feed -> planet.hubs())),
            planet.search(),
            planet.linksImages(),
            planet.extras(),
            texts,
            logo,
            submit(planet),
            pages(planet)),
        theme);
  }

  /** The pages of posts that keep rules of their own. */
  static List<Selected> pages(Planet planet) {
    return planet.pages().stream().map(page -> Selected.of(page.name(), page.title())).toList();
  }

  /** Where bloggers submit their feeds, as a path of the site; null for nowhere. */
  static @Nullable String submit(Planet planet) {
    return planet.admissions().open()
        ? SubmitPages.FORM
        : planet.admissions().submitUrl() != null ? SubmitPages.ELSEWHERE : null;
  }

  /** What is wrong with it; a theme that cannot be read is, too. */
  static List<Finding> check(Planet planet) {
    if (planet.theme() == null && planet.look().isEmpty()) {
      return List.of();
    }
    try {
      return of(planet).findings();
    } catch (ThemeException e) {
      String message = String.valueOf(e.getMessage());
      Planet.Said said = planet.look().get("output_theme");
      int line = said == null ? 0 : said.line();
      return List.of(new Finding(Level.ERROR, planet.file(), line, message));
    }
  }

  /** What it depends on, beside the theme. */
  static String stamp(Planet planet) throws IOException {
    StringBuilder stamp = new StringBuilder();
    new TreeMap<>(planet.look())
        .forEach((key, said) -> stamp.append(key).append('=').append(said.value()).append('\n'));
    Path logo = planet.logo();
    if (logo != null) {
      stamp.append(Files.getLastModifiedTime(logo).toMillis()).append(' ');
      stamp.append(Files.size(logo)).append('\n');
    }
    return stamp.toString();
  }

  private static String speechless(Planet planet) {
    String file = "texts/" + planet.language() + ".properties";
    return "There are no words in "
        + planet.language()
        + ", so pages are in English; "
        + (planet.theme() == null
            ? "put them into a file " + file + " of a folder, and name that by output_theme."
            : "add a file " + file + " to the theme.");
  }

  private static Palette palette(Planet planet) {
    Map<String, String> colours = new TreeMap<>();
    for (String key : Palette.KEYS) {
      for (String each : List.of(key, "dark_" + key)) {
        Planet.Said said = planet.look().get(each);
        if (said != null) {
          colours.put(each, said.value());
        }
      }
    }
    return Palette.of(colours);
  }

  private static Map<String, String> texts(Planet planet, Theme theme, List<Finding> findings) {
    Map<String, String> texts = new HashMap<>();
    planet
        .look()
        .forEach(
            (key, said) -> {
              if (key.startsWith(Planet.TEXT)) {
                String text = key.substring(Planet.TEXT.length());
                String flaw = theme.flaw(text, said.value());
                String loss = flaw == null ? theme.loss(text, said.value()) : flaw;
                if (flaw == null) {
                  texts.put(text, said.value());
                }
                if (loss != null) {
                  findings.add(finding(planet, key, key + " " + loss));
                }
              }
            });
    return texts;
  }

  private static @Nullable Page logo(@Nullable Path file) {
    try {
      if (file == null || Files.size(file) > MOST) {
        return null;
      }
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > PNG.length && Arrays.equals(PNG, Arrays.copyOf(bytes, PNG.length))) {
        return new Page("assets/logo.png", bytes);
      }
      return new String(bytes, StandardCharsets.UTF_8).contains("<svg")
          ? new Page("assets/logo.svg", bytes)
          : null;
    } catch (IOException _) {
      return null;
    }
  }

  private static Finding finding(Planet planet, String key, String message) {
    Planet.Said said = planet.look().get(key);
    return new Finding(Level.WARNING, planet.file(), said == null ? 0 : said.line(), message);
  }
}
