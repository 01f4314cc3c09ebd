package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of posts that keep rules of their own: {@code [page NAME]}. */
class SelectionTest {
  @TempDir Path folder;
  private final Web web;

  SelectionTest() throws IOException {
    web = new Web();
  }

  @AfterEach
  void close() {
    web.close();
  }

  private void run(String pages) throws IOException {
    Path config = folder.resolve("feeds.ini");
    Files.writeString(
        config,
        "[planet]\nname = P\nlink = https://p.example/\nallow_addresses = 127.0.0.0/8\n"
            + "exclude = secret\n"
            + pages
            + "\n["
            + web.url("/ada.xml")
            + "]\nname = Ada\n");
    Terminal.run("run", "--all", "-c", config).worked();
  }

  private String page(String path) throws IOException {
    return Files.readString(folder.resolve("site").resolve(path));
  }

  @Test
  void aPageHasThePostsThatKeepItsRules() throws IOException {
    web.feed("/ada.xml", "Ada's blog", "tea", "cake", "secret tea");
    run("[page cups]\ntitle = Of <cups>\nfilter_title = TEA\n[page Löffel]\nfilter = spoon\n");

    assertThat(page("page/cups.html"))
        .contains("Of &lt;cups&gt;", ">tea<")
        .doesNotContain(">cake<", "secret");
    assertThat(page("page/cups/atom.xml"))
        .contains(">tea</title>", "href=\"https://p.example/page/cups/atom.xml\"")
        .doesNotContain("cake", "secret");
    assertThat(folder.resolve("site/page/cups/feed.json")).exists();
    assertThat(page("index.html")).contains("href=\"page/cups.html\"", ">cake<", ">tea<");
    assertThat(page("2026/11/20.html")).contains("href=\"../../page/cups.html\"");
    for (String other : new String[] {"tags.html", "about.html", "opml.xml", "search/index.txt"}) {
      assertThat(page(other).replaceAll("(?s)<header.*?</header>", ""))
          .as(other)
          .doesNotContain("cups");
    }
    String spoons = page("index.html").replaceAll("(?s).*href=\"(page/l-ffel-[^\"]*)\".*", "$1");
    assertThat(page(spoons)).contains("class=\"empty\"", "<bdi>Löffel</bdi>");
  }

  @Test
  void aPageFollowsItsRulesAndItsPosts() throws IOException {
    web.feed("/ada.xml", "Ada's blog", "tea", "cake");
    run("[page cups]\nfilter_title = tea\n");
    web.feed("/ada.xml", "Ada's blog", "green tea", "tea", "cake");
    run("[page cups]\nfilter_title = tea\n");
    assertThat(page("page/cups.html")).contains(">tea<", ">green tea<").doesNotContain(">cake<");

    run("[page cups]\nfilter_title = cake\n");
    assertThat(page("page/cups.html")).contains(">cake<").doesNotContain(">tea<", ">green tea<");

    run("");
    assertThat(folder.resolve("site/page")).doesNotExist();
    assertThat(page("index.html")).doesNotContain("page/cups");
    run("[page cups]\nfilter_title = green\n");
    assertThat(page("page/cups.html")).contains(">green tea<").doesNotContain(">cake<", ">tea<");
  }
}
