package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.config.Finding;
import orrery.config.Planet;
import orrery.site.Page;

/** Colours, logo, texts and language by config alone, and what is said of those that are wrong. */
class DressTest {
  private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a00");

  @TempDir Path folder;

  @Test
  void aPlanetIsDressedByItsConfig() throws Exception {
    Files.writeString(folder.resolve("mark.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
    Planet planet =
        planet("accent = #064\nlogo = mark.svg\nlanguage = de\ntext.archive = Ablage: %s\n");
    Dress dress = Dress.of(planet);

    assertThat(Setup.load(List.of(planet.file()), null, null).findings()).isEmpty();
    assertThat(dress.texts()).containsOnlyKeys("archive").containsEntry("archive", "Ablage: %s");
    assertThat(dress.logo()).isEqualTo("assets/logo.svg");
    assertThat(asset(dress, "assets/logo.svg")).startsWith("<svg xmlns='");
    assertThat(asset(dress, "assets/colours.css")).contains("--accent:#006644");
    assertThat(planet.extras()).isEmpty();
  }

  @Test
  void aLogoMayBeAPngOfTheTheme() throws Exception {
    Files.createDirectories(folder.resolve("theme/assets"));
    Files.write(folder.resolve("theme/assets/ours.png"), PNG);
    Dress dress = Dress.of(planet("output_theme = theme\nlogo = ours.png\n"));

    assertThat(dress.findings()).isEmpty();
    assertThat(dress.logo()).isEqualTo("assets/logo.png");
    assertThat(dress.theme().assets()).anyMatch(page -> page.path().equals("assets/logo.png"));
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() throws Exception {
    Files.writeString(folder.resolve("logo.gif"), "GIF89a");
    assertThat(
            findings(
                """
                accent = red
                dark_background = #888
                logo = logo.gif
                language = it-CH
                text.archiv = Ablage
                text.owner = {7}
                """))
        .containsExactly(
            "3: warning: accent must be a colour such as #064 or #006644; the theme's own counts.",
            "4: warning: dark_background: #dde1e8 on #888888 has a contrast of 2.7:1, and text"
                + " needs 4.5:1. Name a darker colour; the theme's own two count.",
            "5: warning: logo must be an SVG or a PNG file of at most 1 MB; the theme's own is"
                + " shown.",
            "6: warning: There are no words in it-CH, so pages are in English; put them into a file"
                + " texts/it-CH.properties of a folder, and name that by output_theme.",
            "7: warning: text.archiv is no text of the site; those of the theme's"
                + " texts/en.properties are.",
            "8: warning: text.owner has {7}, for which there is nothing: the text reads “{0} is"
                + " looked after by {1}.”.");
    assertThat(findings("locale = pt_BR.UTF-8\nlogo = none.svg\n"))
        .anyMatch(f -> f.startsWith("3: warning: There are no words in pt-BR"))
        .anyMatch(f -> f.startsWith("4: warning: logo: there is no such file"));
  }

  @Test
  void aThemeThatCannotBeReadIsSaid() throws Exception {
    Files.createDirectories(folder.resolve("theme/texts"));
    Files.writeString(folder.resolve("theme/texts/en.properties"), "archive = {\n");

    assertThat(findings("output_theme = theme\n"))
        .singleElement()
        .asString()
        .startsWith("3: error: theme: texts/en.properties: the text archive has a { that");
  }

  @Test
  void aTextThatLeavesOutWhatItsDefaultSaysIsSaidAndCounts() throws Exception {
    assertThat(
            findings("text.owner = By {1}.\ntext.posts.one = A post\ntext.posts.other = Posts\n"))
        .containsExactly(
            "3: warning: text.owner does without {0}: the text reads “{0} is looked after by {1}.”.",
            "5: warning: text.posts.other does without {0}: the text reads “{0} posts”.");
    assertThat(Dress.of(planet("text.owner = By {1}.\n")).texts()).containsKey("owner");

    Path texts = Files.createDirectories(folder.resolve("theme/texts")).resolve("it.properties");
    Files.writeString(texts, "# owner\narchive = Archivio\n  owner: di {1}\nnewer_x = x\n");
    assertThat(findings("output_theme = theme\n"))
        .containsExactly(
            texts
                + ":3: warning: The text owner does without {0}: the text reads “{0} is looked after"
                + " by {1}.”.");
  }

  @Test
  void whatChangesItMakesAllPagesAnew() throws Exception {
    Path logo = Files.writeString(folder.resolve("mark.svg"), "<svg/>");
    String before = look("logo = mark.svg\naccent = #064\n");

    assertThat(look("\n\naccent = #064\nlogo = mark.svg\n")).isEqualTo(before);
    assertThat(look("logo = mark.svg\naccent = #065\n")).isNotEqualTo(before);
    assertThat(look("logo = mark.svg\naccent = #064\nlanguage = de\n")).isNotEqualTo(before);
    assertThat(look("logo = mark.svg\naccent = #064\ntext.tags = T\n")).isNotEqualTo(before);
    Files.writeString(logo, "<svg></svg>");
    assertThat(look("logo = mark.svg\naccent = #064\n")).isNotEqualTo(before);
  }

  /** What tells a cycle whether every page is to be made. */
  private String look(String keys) throws Exception {
    return Look.of(planet(keys), List.of());
  }

  private List<String> findings(String keys) throws Exception {
    Planet planet = planet(keys);
    String start = planet.file() + ":";
    return Setup.load(List.of(planet.file()), null, null).findings().stream()
        .map(Finding::toString)
        .map(f -> f.startsWith(start) ? f.substring(start.length()) : f)
        .toList();
  }

  private Planet planet(String keys) throws Exception {
    Path file = folder.resolve("feeds.ini");
    Files.writeString(
        file, "[planet]\nname = P\n" + keys + "[https://blog.example.org/feed.xml]\nname = B\n");
    return Setup.load(List.of(file), null, null).planets().getFirst();
  }

  private static String asset(Dress dress, String path) {
    return dress.theme().assets().stream()
        .filter(page -> page.path().equals(path))
        .map(Page::bytes)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }
}
