package orrery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedsFileTest {
  private static final String NEW = "https://mia.example/feed";

  private static final String BY_NAME =
      """
      # The stars
      [planet]
      name = Stars

      # Founders

      # Ada was first
      [https://z.example/feed]
      name = Ada

      [https://y.example/feed]
      name = Eva
      #face = eva.png

      # Newer
      [https://a.example/feed]
      name = Zoe
      """;

  private static final String BY_ADDRESS =
      """
      [planet]
      name = Stars
      [https://ada.example/feed]
      name = Zoe
      [http://eva.example/feed]
      name = Ada
      [https://zoe.example/feed]
      name = Eva
      """;

  private static final String UNSORTED =
      """
      [https://zoe.example/feed]
      name = Zoe

      [https://ada.example/feed]
      name = Ada

      [https://eva.example/feed]
      name = Eva


      # vim: expandtab
      """;

  private static final String PLUTO =
      """
      title = Stars

      [ada]
        title = Ada
        feed  = https://ada.example/feed
      [eva]
        title = Eva
        feed  = https://eva.example/feed
      [zoe]
        title = Zoe
        feed  = https://zoe.example/feed
      """;

  @TempDir private Path folder;

  @Test
  void addsWhereTheNameSorts() {
    assertThat(added(BY_NAME))
        .isEqualTo(
            BY_NAME.replace(
                "# Newer\n",
                "[https://mia.example/feed]\nname = Mia\nface = mia.png\n\n# Newer\n"));
  }

  @Test
  void addsWhereTheAddressSorts() {
    assertThat(added(BY_ADDRESS))
        .isEqualTo(
            BY_ADDRESS.replace(
                "[https://zoe",
                "[https://mia.example/feed]\nname = Mia\nface = mia.png\n[https://zoe"));
  }

  @Test
  void addsAtTheEndWhereNothingIsSorted() {
    assertThat(added(UNSORTED))
        .isEqualTo(UNSORTED + "\n[https://mia.example/feed]\nname = Mia\nface = mia.png\n");
  }

  @Test
  void oneFeedOutOfPlaceDoesNotDrawOthersWithIt() {
    var text = new StringBuilder("[https://0.example/]\nname = Zoe\n");
    for (char c = 'a'; c < 'y'; c++) {
      text.append("[https://%c.example/%d]\nname = %c\n".formatted(c, 'z' - c, c));
    }

    assertThat(added(text.toString()))
        .contains("name = m\n[https://mia.example/feed]\nname = Mia\nface = mia.png\n[https://n");
  }

  @Test
  void addsAsPlutoWritesIt() {
    assertThat(added(PLUTO))
        .isEqualTo(
            PLUTO.replace(
                "[zoe]",
                "[mia]\n  title = Mia\n  avatar = mia.png\n  feed = https://mia.example/feed\n[zoe]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BY_ADDRESS,
        UNSORTED,
        PLUTO,
        "[planet]\nname = Stars",
        "[planet]\nname = Stars\n",
        "[planet]\nname = Stars  \n\n\n",
        "\uFEFF[planet]\r\nname = Stars\r\n\r\n[https://z.example/]\r\nname = Zoe\r\n",
        "[https://z.example/]\nname=Zoe\n  and more\n# end\n",
        "[https://n.example/]\n[https://o.example/]\n[https://p.example/]",
        "\n\n[https://n.example/]\n\n[https://o.example/]\n\n[https://p.example/]\n\n",
        "#n\n[https://n.example/]\n#o\n[https://o.example/]\n#p\n[https://p.example/]\n#",
        "[https://a.example/]\n\n#b\n[https://b.example/]\n\n[https://c.example/]\n#c\n\n#end",
      })
  void removingWhatWasAddedGivesTheSameBytes(String text) {
    var added = added(text);

    assertThat(added).isNotEqualTo(text);
    assertThat(FeedsFile.remove(added, NEW)).isEqualTo(text);
    assertThat(Ini.read(added).notes()).isEqualTo(Ini.read(text).notes());
  }

  @Test
  void addsNothingTwice() {
    assertThat(added(added(BY_NAME))).isEqualTo(added(BY_NAME));
    assertThat(FeedsFile.add(BY_NAME, "HTTPS://a.example/feed", Map.of())).isEqualTo(BY_NAME);
  }

  @Test
  void keepsTheLineEndsOfTheFile() {
    var text = UNSORTED.replace("\n", "\r\n");

    assertThat(added(text).replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mia\n[https://evil.example/]\nname = Evil",
        "Mia\r[planet]",
        "; Mia",
        "Mia ; Meyer",
        "# Mia",
        "%(name)s",
        "Mia\u2028Meyer",
        "]",
        "x = y : z"
      })
  void aHostileNameStaysAName(String name) throws Exception {
    for (var text : new String[] {BY_NAME, PLUTO}) {
      var file = folder.resolve("feeds.ini");
      Files.writeString(file, FeedsFile.add(text, NEW, Map.of("name", name)));
      var loaded = Config.load(file);

      assertThat(loaded.findings()).isEmpty();
      assertThat(loaded.planet().name()).isEqualTo("Stars");
      assertThat(loaded.planet().subscriptions()).hasSize(4);
      var mia = loaded.planet().subscriptions().stream().filter(s -> s.url().equals(NEW)).findAny();
      assertThat(mia.orElseThrow().name()).isNotBlank();
    }
  }

  @Test
  void aHostileAddressStaysAnAddress() {
    var url = "https://mia.example/]\n[planet]\nname = Evil";
    var text = FeedsFile.add(BY_NAME, url, Map.of("name", "Mia"));

    assertThat(Ini.read(text).sections()).hasSize(5);
    assertThat(FeedsFile.remove(text, url)).isEqualTo(BY_NAME);
  }

  @Test
  void removesAFeedWithItsOwnCommentsOnly() {
    assertThat(FeedsFile.remove(BY_NAME, "https://y.example/feed"))
        .isEqualTo(
            BY_NAME.replace("[https://y.example/feed]\nname = Eva\n#face = eva.png\n\n", ""));
    assertThat(FeedsFile.remove(BY_NAME, "https://a.example/feed"))
        .isEqualTo(BY_NAME.replace("\n[https://a.example/feed]\nname = Zoe", ""));
    assertThat(FeedsFile.remove(PLUTO, "https://eva.example/feed"))
        .isEqualTo(PLUTO.replaceAll("(?s)\\[eva].*\\[zoe]", "[zoe]"));
    assertThat(FeedsFile.remove(BY_NAME, "https://nobody.example/")).isEqualTo(BY_NAME);
  }

  @Test
  void removesALocalFeed() {
    assertThat(FeedsFile.remove("[planet]\n\n[feeds/ada.xml]\nname = Ada\n", "feeds/ada.xml"))
        .isEqualTo("[planet]\n");
  }

  @Test
  void takesNoKeyThatCouldBeMore() {
    assertThatThrownBy(() -> FeedsFile.add(BY_NAME, NEW, Map.of("name = A\n[planet]", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void removesEverySectionOfAFeed() {
    var twice = "[http://a.example/]\n[http://b.example/]\n[ HTTP://a.example/ ]\nname = A\n";

    assertThat(FeedsFile.remove(twice, "http://a.example/")).isEqualTo("[http://b.example/]\n");
  }

  @Test
  void replacesAnAddressAndNothingElse() {
    assertThat(FeedsFile.replaceUrl(BY_NAME, "https://y.example/feed", NEW))
        .isEqualTo(BY_NAME.replace("https://y.example/feed", NEW));
    assertThat(FeedsFile.replaceUrl(PLUTO, "https://eva.example/feed", NEW))
        .isEqualTo(PLUTO.replace("https://eva.example/feed", NEW));
    assertThat(FeedsFile.replaceUrl(BY_NAME, "https://nobody.example/", NEW)).isEqualTo(BY_NAME);
  }

  @Test
  void writesThroughALinkAndKeepsPermissions() throws Exception {
    var target = Files.writeString(folder.resolve("real.ini"), BY_NAME);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw-r--"));
    var link = Files.createSymbolicLink(folder.resolve("feeds.ini"), target);

    var file = FeedsFile.read(link);
    file.write(added(file.text()));

    assertThat(target).hasContent(added(BY_NAME));
    assertThat(link).isSymbolicLink();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-rw-r--");
    assertThat(folder).isDirectoryNotContaining("glob:**/.feeds*");
  }

  @Test
  void refusesToOverwriteAnothersChange() throws Exception {
    var path = Files.writeString(folder.resolve("feeds.ini"), BY_NAME);
    var mine = FeedsFile.read(path);
    var theirs = FeedsFile.read(path);
    theirs.write(BY_ADDRESS);

    assertThatThrownBy(() -> mine.write(added(mine.text())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("changed");
    assertThat(path).hasContent(BY_ADDRESS);
    assertThat(folder).isDirectoryNotContaining("glob:**/.feeds*");
  }

  @Test
  void keepsTheEncodingOfTheFileOrRefuses() throws Exception {
    var bytes = "[planet]\nname = Äther\n".getBytes(StandardCharsets.ISO_8859_1);
    var path = Files.write(folder.resolve("feeds.ini"), bytes);
    var file = FeedsFile.read(path);

    assertThatThrownBy(() -> file.write(FeedsFile.add(file.text(), NEW, Map.of("name", "Μία"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("UTF-8");
    assertThat(path).hasBinaryContent(bytes);

    file.write(file.text().replace("Ä", "Ö"));
    assertThat(path)
        .hasBinaryContent("[planet]\nname = Öther\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String added(String text) {
    var options = new LinkedHashMap<String, String>();
    options.put("name", "Mia");
    options.put("face", "mia.png");
    options.put("nick", " ");
    return FeedsFile.add(text, NEW, options);
  }
}
