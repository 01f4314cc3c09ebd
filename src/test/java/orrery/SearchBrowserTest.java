package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.store.Store;
import orrery.web.Preview;

/**
 * The search in a real Chromium: what is asked for, and what it shows. All is asked in one run of
 * it, by a page that opens the search in frames.
 */
class SearchBrowserTest {
  /** Opens the search for each step's query, does what the step says, and notes what is shown. */
  private static final String DRIVER =
      """
      <!doctype html><meta charset="utf-8"><title>-</title><body><script>
      const settled = async (frame) => {
        for (let i = 0; i < 400; i++) {
          await new Promise((go) => setTimeout(go, 25));
          const doc = frame.contentDocument;
          const form = doc && doc.querySelector('form.seek');
          const said = form && doc.querySelector('.said').textContent;
          if (said && said !== form.dataset.looking) return;
        }
      };
      const type = (frame, text) => {
        const field = frame.contentDocument.querySelector('#q');
        field.value = text;
        field.dispatchEvent(new Event('input'));
      };
      const later = (ms) => new Promise((go) => setTimeout(go, ms));
      const steps = {
        more: async (frame) => {
          frame.contentDocument.querySelector('.further button').click();
          await later(1000);
        },
        type: async (frame) => {
          // Each comes when the one before is looked up, and none may show what that one finds.
          for (const text of ['tea', 'news', 'kernel ']) { type(frame, text); await later(205); }
          await settled(frame);
          await later(1000);
        },
        back: async (frame) => {
          type(frame, 'tea');
          await later(1000);
          frame.contentWindow.history.back();
          await later(1000);
          await settled(frame);
        },
      };
      const note = (name, frame) => {
        const doc = frame.contentDocument;
        const section = document.createElement('section');
        section.id = name;
        section.dataset.address = frame.contentWindow.location.search;
        section.dataset.more = !doc.querySelector('.further').hidden;
        section.dataset.form = !doc.querySelector('form.seek').hidden;
        section.dataset.seen = [...doc.querySelectorAll('.found li')].filter((li) => li.offsetHeight).length;
        section.dataset.focus = doc.activeElement.textContent;
        section.append(...[doc.querySelector('.said'), doc.querySelector('ol.found')]
          .map((part) => document.importNode(part, true)));
        document.body.append(section);
      };
      (async () => {
        for (const [name, query] of QUERIES) {
          const frame = document.createElement('iframe');
          frame.src = 'search.html?q=' + encodeURIComponent(query);
          document.body.append(frame);
          await settled(frame);
          if (steps[name]) await steps[name](frame);
          note(name, frame);
        }
        document.title = 'done';
      })();
      </script>
      """;

  @TempDir Path folder;
  private @Nullable Document page;

  @BeforeEach
  void build() throws Exception {
    Chromium.assume();
    var items = new StringBuilder();
    items.append(item("Kernel news", "Sat, 06 Jan 2024 08:00:00 GMT", "", "Short."));
    items.append(item("Café au lait", "Fri, 20 Nov 2026 08:00:00 GMT", "", "The kernel of it."));
    items.append(item("Ganz anderes", "Mon, 02 Feb 2026 08:00:00 GMT", "Kernel", "Grüße."));
    items.append(item("日本語の本", "Tue, 03 Feb 2026 08:00:00 GMT", "", "読む。"));
    items.append(item("Kernels in <b>", "Wed, 04 Feb 2026 08:00:00 GMT", "", "<i>x</i>"));
    items.append(item("Kernel hidden", "Thu, 05 Feb 2026 08:00:00 GMT", "", "sponsored"));
    for (int i = 10; i < 22; i++) {
      items.append(item("Tea " + i, "Sun, " + i + " Mar 2025 08:00:00 GMT", "Tea", "Leaves."));
    }
    Files.writeString(
        folder.resolve("a.xml"),
        "<rss version='2.0'><channel><title>T</title>" + items + "</channel></rss>");
    Files.writeString(
        folder.resolve("feeds.ini"),
        "[planet]\nname = P\nlanguage = en\nexclude = sponsored\n[a.xml]\nname = Ada Example\n");
    Path site = folder.resolve("site");
    Setup setup = Setup.load(List.of(folder.resolve("feeds.ini")), folder.resolve("data"), site);
    var clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      new Cycle(store, setup.planets(), clock, Progress.NONE).run(Cycle.Ask.ALL);
    }
  }

  private static String item(String title, String date, String tag, String text) {
    String id = "https://e.example/" + Integer.toHexString(title.hashCode());
    return "<item><guid>%s</guid><link>%s</link><title><![CDATA[%s]]></title><pubDate>%s</pubDate>"
            .formatted(id, id, title.replace("<", "&lt;"), date)
        + (tag.isEmpty() ? "" : "<category>" + tag + "</category>")
        + "<description><![CDATA[<p>"
        + text
        + "</p>]]></description></item>";
  }

  @Test
  void itFindsWhatIsAskedForBestFirst() throws Exception {
    ask(
        Map.ofEntries(
            Map.entry("exact", "kernel "),
            Map.entry("begun", "KERN"),
            Map.entry("whole", "kernel"),
            Map.entry("accents", "CAFE gruss"),
            Map.entry("accent", "cafè"),
            Map.entry("umlaut", "grüsse"),
            Map.entry("all", "lait kernel"),
            Map.entry("dense", "日本語"),
            Map.entry("sign", "本"),
            Map.entry("tag", "tag:kernel"),
            Map.entry("blog", "blog:\"Ada Example\" lait"),
            Map.entry("none", "lait tag:kernel"),
            Map.entry("hidden", "hidden"),
            Map.entry("nothing", ""),
            Map.entry("page", "tea"),
            Map.entry("more", "tea"),
            Map.entry("type", ""),
            Map.entry("back", "lait")));

    assertThat(titles("exact")).containsExactly("Kernel news", "Ganz anderes", "Café au lait");
    assertThat(said("exact")).isEqualTo("3 posts");
    assertThat(titles("begun"))
        .as("of texts six letters are asked for")
        .containsExactly("Kernels in <b>", "Kernel news", "Ganz anderes");
    assertThat(titles("whole"))
        .containsExactly("Kernels in <b>", "Kernel news", "Ganz anderes", "Café au lait");
    assertThat(titles("accents")).isEmpty();
    assertThat(titles("accent")).containsExactly("Café au lait");
    assertThat(titles("umlaut")).containsExactly("Ganz anderes");
    assertThat(titles("all")).containsExactly("Café au lait");
    assertThat(titles("dense")).containsExactly("日本語の本");
    assertThat(titles("sign")).containsExactly("日本語の本");
    assertThat(titles("tag")).containsExactly("Ganz anderes");
    assertThat(titles("blog")).containsExactly("Café au lait");
    assertThat(said("blog")).isEqualTo("1 post");
    assertThat(said("none")).isEqualTo("No post has all of that.");
    assertThat(titles("hidden")).as("what the planet excludes").isEmpty();
    assertThat(said("nothing")).isEmpty();

    Element first = shown("all").expectFirst("li");
    assertThat(first.select("mark").eachText()).containsExactly("lait", "kernel");
    assertThat(first.select("time").text()).isEqualTo("November 20, 2026");
    assertThat(first.select(".title a").attr("href")).startsWith("https://e.example/");
    assertThat(first.select(".permalink").attr("href")).startsWith("2026/11/20.html#p");
    assertThat(folder.resolve("site").resolve(first.select(".home").attr("href"))).exists();
    assertThat(shown("dense").select("mark").eachText()).containsExactly("日本語");

    assertThat(titles("page")).hasSize(10).startsWith("Tea 21").endsWith("Tea 12");
    assertThat(shown("page").attr("data-seen")).as("what is not hidden").isEqualTo("10");
    assertThat(said("page")).isEqualTo("The first 10 posts");
    assertThat(shown("page").attr("data-more")).isEqualTo("true");
    assertThat(titles("more")).hasSize(12).endsWith("Tea 11", "Tea 10");
    assertThat(said("more")).isEqualTo("12 posts");
    assertThat(shown("more").attr("data-more")).isEqualTo("false");
    assertThat(shown("more").attr("data-focus")).as("where the new ones begin").isEqualTo("Tea 11");

    assertThat(titles("type")).isEqualTo(titles("exact"));
    assertThat(shown("type").attr("data-address")).isEqualTo("?q=kernel");
    assertThat(titles("back")).isEqualTo(titles("all"));
    assertThat(shown("back").attr("data-address")).isEqualTo("?q=lait");
  }

  @Test
  void openedFromAFileItSaysThatItNeedsAServer() throws Exception {
    Document opened = open(folder.resolve("site/search.html").toUri().toString());

    assertThat(opened.select(".said").text()).contains("orrery start");
    assertThat(opened.select("form.seek").hasAttr("hidden")).isTrue();
  }

  private void ask(Map<String, String> queries) throws IOException, InterruptedException {
    var list = new StringBuilder("[");
    queries.forEach(
        (name, query) -> list.append("['%s','%s'],".formatted(name, query.replace("'", "\\'"))));
    Path site = folder.resolve("site");
    Files.writeString(site.resolve("drive.html"), DRIVER.replace("QUERIES", list.append(']')));
    try (var server = Preview.start(Map.of("/", site), 0)) {
      page = open(server.url("/") + "drive.html");
    }
    assertThat(page.title()).isEqualTo("done");
  }

  private Element shown(String name) {
    return java.util.Objects.requireNonNull(page).expectFirst("#" + name);
  }

  private List<String> titles(String name) {
    return shown(name).select("li .title").eachText();
  }

  private String said(String name) {
    return shown(name).select(".said").text();
  }

  private Document open(String address) throws IOException, InterruptedException {
    return new Chromium(folder).open(address, "--lang=en-US", "--virtual-time-budget=300000");
  }
}
