package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.site.Gallery;
import orrery.site.SubmitGallery;
import orrery.site.Theme;
import orrery.web.Serving;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Every type of page by the standards: the W3C's checker of HTML, CSS and SVG, and WCAG. */
class StandardsTest {
  /** The types of pages, by the names of their files. */
  private static final List<Pattern> TYPES =
      Stream.of(
              "index",
              "\\d{4}/\\d\\d/22",
              "2026/11",
              "blog/notes-xml-[^-]*",
              "blog/notes-xml-.*-2026",
              "tag/java-[^-]*",
              "tag/java-.*-2026-11",
              "language/ar",
              "language/en",
              "language/en-2026-11",
              "archive",
              "tags",
              "blogs",
              "search",
              "about",
              "404",
              "status/index",
              "status/notes-xml-.*",
              "status/broken-xml-.*",
              "status/fails-xml-.*",
              "status/gone-xml-.*",
              "status/moved-xml-.*",
              "made/tags",
              "made/tag/c-[^-]*",
              "made/2026/11/22")
          .map(name -> Pattern.compile(name + "\\.html"))
          .toList();

  /** What the checker says though nothing is wrong, and why. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "Resource violates Content Security Policy \\(meta tag\\): .*[“/]assets/.*",
          "'self' is nothing that the checker knows of a file",
          "CSS: “line-clamp”: Property “line-clamp” doesn't exist.",
          "a property of CSS Overflow 4, beside the prefixed one that browsers know",
          "CSS: Unknown pseudo-element or pseudo-class “::details-content”.",
          "a part of CSS Pseudo-Elements 4, asked for within @supports",
          "CSS: Unrecognized at-rule “@view-transition”",
          "a rule of CSS View Transitions 2",
          "CSS: Parse Error.",
          "what the checker says where a block with one of these ends");

  private static final String AXE =
      """
      () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
        .then(async () => (await axe.run(document, { resultTypes: ['violations'], runOnly:
          ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
        .violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html.slice(0, 200)
          + ' at ' + n.target.join(' ') + ': ' + n.failureSummary)))
      """;

  @TempDir static Path folder;
  private static Path site = Path.of("");
  private static List<String> submitting = List.of();

  @BeforeAll
  static void build() throws IOException {
    site = Exhibition.build(folder);
    submitting = SubmitGallery.write(site, "en", Theme.load(null));
    Gallery.write(site.resolve("made"), Theme.load(null));
    Path looking = site.resolve("submit/looking.html");
    // It would be asked for again in the midst of being looked at.
    Files.writeString(
        looking, Files.readString(looking).replaceAll("<meta http-equiv=\"refresh\"[^>]*>", ""));
  }

  @Test
  void pagesStylesAndTheLogoAreValid() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "nu.validator.client.SimpleCommandLineValidator", // it ends the program it is in
                "--stdout",
                "--exit-zero-always",
                "--also-check-css",
                "--also-check-svg",
                "--no-langdetect", // by chance: it takes samples of pages, which hold many
                // languages
                "--format",
                "json"));
    pages().forEach(page -> command.add(site.resolve(page).toString()));
    for (String asset :
        List.of("orrery.css", "search.css", "status.css", "submit.css", "topics.css", "logo.svg")) {
      command.add(site.resolve("assets").resolve(asset).toString());
    }
    Path said = folder.resolve("said.json");
    Process checker = new ProcessBuilder(command).redirectOutput(said.toFile()).start();
    assertThat(new String(checker.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(checker.waitFor()).isZero();

    List<String> complaints = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (JsonNode message : new ObjectMapper().readTree(Files.readString(said)).get("messages")) {
      String text = message.get("message").asString();
      String reason = KNOWN.keySet().stream().filter(text::matches).findFirst().orElse(null);
      if (reason == null) {
        complaints.add(
            message.path("url").asString("") + ": " + text + " " + message.path("extract"));
      } else {
        known.add(reason);
      }
    }
    assertThat(complaints).isEmpty();
    assertThat(known).as("what is no longer said").containsAll(KNOWN.keySet());
  }

  @Test
  void everybodyCanReadThem() throws IOException {
    Browser browser = Chromium.browser();
    String axe;
    try (InputStream in = StandardsTest.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> violations = new ArrayList<>();
    try (var server = Serving.folder(site);
        BrowserContext context =
            browser.newContext(new Browser.NewContextOptions().setBypassCSP(true))) {
      Page page = context.newPage();
      for (String path : pages()) {
        page.navigate(server.url("/") + path + (path.equals("search.html") ? "?q=note" : ""));
        if (path.equals("search.html")) {
          page.locator(".found .title a[href]").first().waitFor();
        }
        page.evaluate(axe);
        if (path.equals("index.html")) {
          check(page, path, violations, true);
          page.keyboard().press("?");
          check(page, path + ", help", violations, false);
          page.keyboard().press("Escape");
        }
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        check(page, path + ", opened", violations, false);
      }
    }
    assertThat(violations).isEmpty();
  }

  /** Narrow in the light and wide in the dark; where all is asked for, the other way round too. */
  private static void check(Page page, String path, List<String> violations, boolean all) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {360, 1440}) {
        if (all || (scheme == ColorScheme.LIGHT) == (width == 360)) {
          page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
          page.setViewportSize(width, 900);
          for (Object violation : (List<?>) page.evaluate(AXE)) {
            violations.add("%s, %s, %d: %s".formatted(path, scheme, width, violation));
          }
        }
      }
    }
  }

  /** A page of each type. */
  private static List<String> pages() throws IOException {
    List<String> all;
    try (Stream<Path> files = Files.walk(site)) {
      all = files.map(file -> site.relativize(file).toString()).sorted().toList();
    }
    assertThat(TYPES).allMatch(type -> all.stream().anyMatch(type.asMatchPredicate()));
    Stream<String> lasting =
        TYPES.stream()
            .map(type -> all.stream().filter(type.asMatchPredicate()).findFirst().orElseThrow());
    return Stream.concat(lasting, submitting.stream()).toList();
  }
}
