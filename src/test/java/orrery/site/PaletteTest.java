package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours by config: only colours, and all that is text can be read on what is behind it. */
class PaletteTest {
  @Test
  void anAccentIsMadeReadableInTheDark() {
    Palette palette = Palette.of(Map.of("accent", "#064"));

    assertThat(palette.flaws()).isEmpty();
    assertThat(palette.css())
        .contains("@media screen and (prefers-color-scheme:light){:root{--accent:#006644;");
    Map<String, String> dark = properties(palette, "dark");
    assertThat(dark.get("accent")).isNotEqualTo("#006644");
    assertThat(contrast(dark.get("accent"), "#12151c")).isGreaterThanOrEqualTo(4.5);
    assertThat(contrast(dark.get("accent"), "#1a1f29")).isGreaterThanOrEqualTo(4.5);
  }

  @ParameterizedTest
  @CsvSource({
    "#ffffff, #000000",
    "#fff6e5, #332200",
    "#111111, #eeeeee",
    "#203040, #f0f0e0",
    "#6f6f6f, #ffffff",
    "#ffee00, #111"
  })
  void whatFollowsFromTwoColoursCanBeRead(String background, String foreground) {
    Palette palette = Palette.of(Map.of("background", background, "foreground", foreground));

    assertThat(palette.flaws()).isEmpty();
    Map<String, String> light =
        properties(palette, "@media screen and (prefers-color-scheme:light){");
    for (String text : new String[] {"ink", "quiet", "warn", "accent"}) {
      for (String ground : new String[] {"paper", "sheet"}) {
        assertThat(contrast(light.get(text), light.get(ground)))
            .as(text + " on " + ground)
            .isGreaterThanOrEqualTo(4.5);
      }
    }
    assertThat(palette.css()).doesNotContain("dark");
  }

  @Test
  void tooLittleContrastIsMeasuredAndLeftOut() {
    Palette pale = Palette.of(Map.of("accent", "#0a7"));
    assertThat(pale.css()).isNull();
    assertThat(pale.flaws().get("accent"))
        .contains("#00aa77 on #fcfbf8", "2.8:1", "4.5:1", "darker", "the theme's own counts");

    Palette grey = Palette.of(Map.of("dark_foreground", "#555"));
    assertThat(grey.css()).isNull();
    assertThat(grey.flaws().get("dark_foreground")).contains("lighter", "#555555 on #12151c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"red", "#12345", "#0a7;}body{display:none", "url(x)", "", "rgb(1,2,3)", "#ggg"})
  void nothingButAColourIsAColour(String value) {
    Palette palette = Palette.of(Map.of("accent", value));

    assertThat(palette.css()).isNull();
    assertThat(palette.flaws().get("accent")).contains("such as #064");
  }

  @Test
  void pagesLinkTheColoursWhereThereAreAny() {
    Theme theme = Theme.load(null);
    Theme coloured = theme.with(Palette.of(Map.of("accent", "#064")).assets());

    assertThat(styles(theme)).containsExactly("assets/orrery.css", "assets/search.css");
    assertThat(styles(coloured))
        .containsExactly("assets/orrery.css", "assets/colours.css", "assets/search.css");
    assertThat(coloured.assets()).anyMatch(asset -> asset.path().equals("assets/colours.css"));
  }

  private static Iterable<String> styles(Theme theme) {
    Site site = new Site(Samples.SETTINGS, theme);
    return Jsoup.parse(site.search().text()).select("link[rel=stylesheet]").eachAttr("href");
  }

  /** The properties of the block that begins so, or has that in its condition. */
  private static Map<String, String> properties(Palette palette, String block) {
    Map<String, String> properties = new HashMap<>();
    for (String line : String.valueOf(palette.css()).lines().toList()) {
      if (line.contains(block)) {
        Matcher property = Pattern.compile("--([a-z-]+):(#[0-9a-f]{6})").matcher(line);
        while (property.find()) {
          properties.put(property.group(1), property.group(2));
        }
      }
    }
    return properties;
  }

  private static double contrast(@Nullable String one, @Nullable String other) {
    return Palette.contrast(number(one), number(other));
  }

  private static int number(@Nullable String colour) {
    return Integer.parseInt(Objects.requireNonNull(colour).substring(1), 16);
  }
}
