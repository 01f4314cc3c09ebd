package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orrery.site.Samples.SETTINGS;
import static orrery.site.Samples.post;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThemeTest {
  @TempDir Path folder;

  @Test
  void oneFileMayBeReplaced() throws IOException {
    write("tags.ftlh", "<#import \"layout.ftlh\" as l><@l.frame>Mine: ${site.name}</@l.frame>");
    write("assets/more/own.css", "p { color: red }");
    write("notes.txt", "not part of the theme");
    Theme theme = Theme.load(folder);

    assertThat(new Site(SETTINGS, theme).tags(List.of(), Trends.NONE, List.of()).text())
        .contains("Mine: Planet Example", "<nav aria-label=\"Site\">");
    assertThat(theme.assets())
        .extracting(Page::path)
        .containsExactly(
            "assets/choose.js",
            "assets/logo.svg",
            "assets/more/own.css",
            "assets/orrery.css",
            "assets/orrery.js",
            "assets/search.css",
            "assets/search.js",
            "assets/status.css",
            "assets/status.js",
            "assets/submit.css",
            "assets/topics.css");
  }

  @Test
  void defaultThemeIsAllOfItsFolder() throws IOException {
    Path templates = Path.of("templates");
    try (Stream<Path> files = Files.walk(templates)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> templates.relativize(f).toString()))
          .filteredOn(name -> !name.equals("README.md"))
          .containsExactlyInAnyOrderElementsOf(Theme.DEFAULTS);
    }
  }

  @Test
  void faultNamesFileAndLine() throws IOException {
    write("tags.ftlh", "fine\nfine\n${page.nothing}\n");
    assertFails("tags.ftlh, line 3");
    write("tags.ftlh", "fine\n<#if>\n");
    assertFails("tags.ftlh, line 2");
    write("tags.ftlh", "<#import \"gone.ftlh\" as g>");
    assertFails("gone.ftlh");
  }

  @Test
  void faultsAreSaidInOneLine() throws IOException {
    write("tags.ftlh", "${page.nothing}");
    assertThatThrownBy(this::tags)
        .hasMessageStartingWith("theme: tags.ftlh, line 1: The following has evaluated to null")
        .hasMessageContaining("==> page.nothing")
        .message()
        .doesNotContain("\n", "Tip:");
  }

  @Test
  void aTemplateThatIsNoneIsMetAtOnce() throws IOException {
    write("feed.ftlh", "<#if site>");
    assertThatThrownBy(() -> Theme.load(folder))
        .isInstanceOf(ThemeException.class)
        .hasMessageContaining("feed.ftlh, line 1");
  }

  @Test
  void templatesThatNothingUsesAreTold() throws IOException {
    write("tags.ftlh", "<#import \"mine.ftlh\" as mine>");
    write("mine.ftlh", "");
    write("fron.ftlh", "");
    assertThat(Theme.load(folder).strangers()).containsExactly("fron.ftlh");
    assertThat(Theme.load(null).strangers()).isEmpty();
  }

  @Test
  void templatesReachNothingButValues() throws IOException {
    for (String way :
        List.of(
            "\"freemarker.template.utility.Execute\"?new()",
            "site.class",
            "site.getClass()",
            "site.hashCode()",
            "page?api.class",
            "\"x\".getBytes()",
            "tags?api.size()")) {
      write("tags.ftlh", "${(" + way + ")}");
      assertThatThrownBy(this::tags).as(way).isInstanceOf(ThemeException.class);
    }
    write("tags.ftlh", "<#include \"/etc/hostname\">");
    assertThatThrownBy(this::tags).isInstanceOf(ThemeException.class);
    write("tags.ftlh", "<#include \"../../../etc/hostname\">");
    assertThatThrownBy(this::tags).isInstanceOf(ThemeException.class);
  }

  @Test
  void valuesAreEscapedUnlessAPageSaysOtherwise() throws IOException {
    write("day.ftlh", "<#list day.posts as p>${p.title}|${p.body}|${p.html}</#list>");
    Site site = new Site(SETTINGS, Theme.load(folder));
    Page page =
        site.day(
            LocalDate.EPOCH, List.of(post("a").title("<b>").html("<i>x</i>").build()), null, null);

    assertThat(page.text()).isEqualTo("&lt;b&gt;|&lt;i&gt;x&lt;/i&gt;|<i>x</i>");
  }

  @Test
  void unreadableThemesSaySo() throws IOException {
    assertThatThrownBy(() -> Theme.load(folder.resolve("none")))
        .isInstanceOf(ThemeException.class)
        .hasMessageContaining("none");
    Files.write(folder.resolve("tags.ftlh"), new byte[] {'a', (byte) 0xE9, 'b'});
    assertThatThrownBy(() -> Theme.load(folder))
        .isInstanceOf(ThemeException.class)
        .hasMessageContaining("tags.ftlh is not UTF-8");
  }

  private void assertFails(String where) {
    assertThatThrownBy(this::tags).isInstanceOf(ThemeException.class).hasMessageContaining(where);
  }

  private Page tags() {
    return new Site(SETTINGS, Theme.load(folder)).tags(List.of(), Trends.NONE, List.of());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
