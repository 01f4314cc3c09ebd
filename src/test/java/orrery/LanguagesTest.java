package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The language of posts, from their feed to their page. */
class LanguagesTest {
  private static final String GERMAN =
      "Gestern haben wir den alten Apfelbaum hinter dem Haus gepflanzt, der so lange im Topf stand."
          + " Die Kinder durften graben, und am Abend war das Loch endlich tief genug. Jetzt hoffen"
          + " wir auf Regen, denn der Boden ist noch immer viel zu trocken für junge Wurzeln.";
  private static final String ENGLISH =
      "Yesterday we planted the old apple tree behind the house, after all those years in a pot."
          + " The children were allowed to dig, and by the evening the hole was deep enough. Now we"
          + " hope for rain, because the ground is still much too dry for such young roots.";
  private static final String CODE =
      "<pre>"
          + "for (int each : all) { while (each.hasNext()) { System.out.println(each); } }\n"
              .repeat(20)
          + "</pre>";

  @TempDir Path folder;
  private Scene scene;
  private final Map<String, String> items = new LinkedHashMap<>();

  @BeforeEach
  void open() throws Exception {
    scene = new Scene(folder);
    scene.list("blog.xml");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void post(String title, String text) {
    int number = items.size();
    items.put(
        title,
        "<item><guid>%s</guid><title>%s</title><link>https://blog.example/%d</link>"
                .formatted(title, title, number)
            + "<pubDate>Mon, 23 Nov 2026 0%d:00:00 GMT</pubDate>".formatted(number)
            + "<description><![CDATA["
            + text
            + "]]></description></item>");
  }

  /** What the pages say of each post, after a cycle. */
  private Map<String, String> languages(String declared) throws Exception {
    Files.writeString(
        folder.resolve("blog.xml"),
        "<rss version='2.0'><channel><title>B</title><link>https://blog.example/</link>"
            + declared
            + String.join("", items.values())
            + "</channel></rss>");
    scene.now = scene.now.plus(Scene.STEP.multipliedBy(6 * 24));
    scene.cycle(Cycle.Ask.ALL);
    return shown();
  }

  private Map<String, String> shown() throws Exception {
    Map<String, String> languages = new LinkedHashMap<>();
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder.resolve("site/2026"))) {
      all.filter(page -> page.toString().endsWith(".html")).sorted().forEach(pages::add);
    }
    for (Path page : pages) {
      for (Element post : Jsoup.parse(Files.readString(page)).select("article.h-entry")) {
        Element title = post.expectFirst(".title");
        Element said = title.closest("[lang]");
        languages.put(title.text(), said == null ? "" : said.attr("lang"));
      }
    }
    return languages;
  }

  private static String declare(String language) {
    return "<language>" + language + "</language>";
  }

  @Test
  void whatIsWrittenCountsForMoreThanWhatIsDeclared() throws Exception {
    post("Der Apfelbaum", GERMAN);
    post("Herbst", GERMAN.replace("Apfelbaum", "Birnbaum"));
    post("Tee", "Noch warm.");
    post("Java", CODE);
    assertThat(languages(declare("en-us")))
        .containsEntry("Der Apfelbaum", "de")
        .containsEntry("Herbst", "de")
        .containsEntry("Tee", "de")
        .containsEntry("Java", "de");

    post("Kaffee", "Schon kalt.");
    assertThat(languages(declare("en-us")))
        .as("by what the store has")
        .containsEntry("Kaffee", "de");
  }

  @Test
  void aShortTextIsInWhatIsDeclared() throws Exception {
    post("Tee", "1, 2");
    post("Java", CODE);
    assertThat(languages(declare("fr-CA")))
        .containsEntry("Tee", "fr-CA")
        .containsEntry("Java", "fr-CA");
  }

  @Test
  void whereItIsRightTheRegionStays() throws Exception {
    post("Der Apfelbaum", GERMAN);
    post("The apple tree", ENGLISH);
    assertThat(languages(declare("de-AT")))
        .containsEntry("Der Apfelbaum", "de-AT")
        .containsEntry("The apple tree", "en");
  }

  @Test
  void aBlogMayBeInTwoLanguages() throws Exception {
    post("Der Apfelbaum", GERMAN);
    post("The apple tree", ENGLISH);
    post("Der Kaffee ist wieder kalt", "Und der Tee auch.");
    post("The tea is still warm", "And so is the coffee.");
    assertThat(languages(""))
        .containsEntry("Der Apfelbaum", "de")
        .containsEntry("The apple tree", "en")
        .containsEntry("Der Kaffee ist wieder kalt", "de")
        .containsEntry("The tea is still warm", "en");
  }

  @Test
  void madeAnewItIsFromTheTextsAlone() throws Exception {
    post("Der Apfelbaum", GERMAN);
    post("Herbst", GERMAN.replace("Apfelbaum", "Birnbaum"));
    post("Tee", "Noch warm.");
    Map<String, String> right = languages(declare("en"));
    scene.tamper("update entry set language = 'en', revision = revision + 1");
    scene.now = scene.now.plus(Scene.STEP);
    scene.recurate();
    assertThat(shown()).isEqualTo(right).containsEntry("Tee", "de");

    scene.now = scene.now.plus(Scene.STEP);
    assertThat(scene.recurate().planets().getFirst().files()).as("status.json").isEqualTo(1);
    assertThat(shown()).isEqualTo(right);
  }
}
