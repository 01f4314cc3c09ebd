package orrery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import orrery.Cycle.Ask;
import orrery.Host.Answer;
import orrery.site.Gallery;

/** A planet that has a page of every type, and on them all that the templates can say. */
final class Exhibition {
  private static final String LONG = "<p>" + "Slow travel and broken builds. ".repeat(40) + "</p>";

  private Exhibition() {}

  /** Lets the planet live for some days, and returns the folder of its site. */
  static Path build(Path folder) {
    try (Scene scene = new Scene(folder)) {
      Host host = scene.host();
      scene.write("name = Planet Ecliptic");
      scene.write("owner_name = Ada Example");
      scene.write("search = yes");
      scene.write("items_per_page = 12");
      scene.write("activity_threshold = 300");
      scene.write("exclude = sponsored");
      add(scene, host, "/notes.xml", Answer.ok(notes()));
      add(scene, host, "/again.xml", Answer.ok(again()));
      add(scene, host, "/deutsch.xml", Answer.ok(feed("de", "Notizen", german())));
      add(scene, host, "/arabic.xml", Answer.ok(feed("ar", "دفتر", arabic())));
      add(scene, host, "/broken.xml", Answer.ok(broken()));
      add(scene, host, "/gone.xml", Answer.of(410));
      add(scene, host, "/shut.xml", Answer.of(503));
      host.page("/new.xml", asked -> Answer.ok(feed("en", "Moved", item("Moved", "", ""))));
      add(scene, host, "/moved.xml", Answer.of(301, "Location: " + host.url("/new.xml")));
      String fails = host.url("/fails.xml");
      add(scene, host, "/fails.xml", Answer.ok(feed("en", "Falters", item("Before", "", ""))));
      scene.cycle(Ask.ALL);
      host.page("/fails.xml", asked -> Answer.of(500));
      scene.now = scene.now.plus(Duration.ofDays(2));
      scene.cycle(Ask.ALL);
      scene.now = scene.now.plus(Duration.ofDays(1));
      scene.strike(fails);
      scene.list(fails);
      scene.cycle(Ask.ALL);
    }
    return folder.resolve("site");
  }

  private static void add(Scene scene, Host host, String path, Answer answer) {
    scene.list(host.page(path, asked -> answer));
  }

  static String feed(String language, String title, String items) {
    return "<rss version='2.0'><channel><title>%s</title><language>%s</language>"
            .formatted(title, language)
        + "<link>https://home.example/</link><description>What there is to say.</description>"
        + items
        + "</channel></rss>";
  }

  private static String item(String title, String html, String more) {
    String id = "https://home.example/" + Integer.toHexString(title.hashCode());
    return "<item><guid>%s</guid><link>%s</link><title>%s</title>%s<description><![CDATA[%s]]></description></item>"
        .formatted(
            id,
            id,
            title,
            more.contains("<pubDate>")
                ? more
                : more + "<pubDate>Sun, 22 Nov 2026 08:00:00 GMT</pubDate>",
            html.isEmpty() ? "<p>Some text.</p>" : html);
  }

  private static String notes() {
    var items = new StringBuilder();
    items.append(item("Everything", Gallery.EVERYTHING, tags("Java", "C++", "Free software")));
    items.append(
        item(
            "Episode 41",
            "<p>Forty minutes.</p>",
            tags("Java")
                + "<enclosure url='https://home.example/41.mp3' type='audio/mpeg' length='2000000'/>"));
    items.append(
        item(
            "A film",
            "",
            "<author>bea@home.example (Bea Ortiz)</author><enclosure"
                + " url='https://home.example/a.webm' type='video/webm' length='2000000'/>"));
    items.append(item("A sponsored one", "<p>sponsored</p>", ""));
    items.append(item("Told twice", LONG, tags("News")));
    items.append(item("The long one", LONG.repeat(8), tags("Java")));
    for (int i = 1; i <= 12; i++) {
      String month = i % 3 == 0 ? "Mar 2025" : i % 3 == 1 ? "Oct 2026" : "Nov 2026";
      String when = "<pubDate>%02d %s 08:00:00 GMT</pubDate>".formatted(i, month);
      items.append(item("Note " + i, LONG, tags("Java", "Note " + i % 4) + when));
    }
    return feed("en", "Notes", items.toString());
  }

  private static String again() {
    return feed("en", "Again", item("Told twice", LONG, ""));
  }

  private static String tags(String... tags) {
    return List.of(tags).stream()
        .map(t -> "<category>" + t + "</category>")
        .reduce("", String::concat);
  }

  private static String german() {
    String text = "<p>Das ist ein Beitrag in deutscher Sprache, und er ist nicht sehr lang.</p>";
    return item("Über das Wetter", text, tags("Wetter")) + item("Und noch etwas dazu", text, "");
  }

  private static String arabic() {
    return item("كيف نكتب برامج", "<p>الكتابة من اليمين إلى اليسار ليست مجرد محاذاة.</p>", "");
  }

  private static String broken() {
    return "<rss version='2.0'><channel><title>Broken</title><item><title>A & B</title>"
        + "<pubDate>yesterday</pubDate><link>https://broken.example/1</link>"
        + "<description><b>open</description></item><item></item>";
  }
}
