package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of pages: complete in each language, in templates nowhere else, and a planet's own. */
class WordsTest {
  private static final Path TEMPLATES = Path.of("templates");
  private static final Theme THEME = Theme.load(null);

  /** What stays as it is in every language: names of formats, keys of the keyboard. */
  private static final Set<String> NAMES =
      Set.of(
          "RSS",
          "JSON",
          "Feed",
          "Atom",
          "OPML",
          "FOAF",
          "j",
          "k",
          "o",
          "Esc",
          "status.json",
          "https",
          "blog.example.org",
          "feed.xml",
          "name",
          "Ada",
          "Example",
          "HTTP",
          "dir",
          "auto",
          "lang",
          "en",
          "ltr");

  /** The forms that whole numbers can have. */
  private static final Map<String, Set<Plural>> FORMS =
      Map.of(
          "en", Set.of(Plural.ONE, Plural.OTHER),
          "de", Set.of(Plural.ONE, Plural.OTHER),
          "fr", Set.of(Plural.ONE, Plural.MANY, Plural.OTHER),
          "es", Set.of(Plural.ONE, Plural.MANY, Plural.OTHER),
          "ja", Set.of(Plural.OTHER),
          "ar", Set.of(Plural.values()));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ar", "de", "es", "fr", "ja"})
  void everyLanguageSaysAllThatEnglishSays(String language) throws IOException {
    Map<String, Map<Plural, String>> english = texts("en");
    Map<String, Map<Plural, String>> other = texts(language);

    assertThat(other.keySet()).isEqualTo(english.keySet());
    english.forEach(
        (key, forms) -> {
          Map<Plural, String> theirs = Objects.requireNonNull(other.get(key));
          Set<String> places = Saying.places(forms.getOrDefault(Plural.OTHER, ""));
          assertThat(Saying.places(theirs.getOrDefault(Plural.OTHER, "")))
              .as(key)
              .isEqualTo(places);
          theirs.values().forEach(text -> assertThat(text).as(key).isNotBlank());
          theirs
              .values()
              .forEach(text -> assertThat(places).as(key).containsAll(Saying.places(text)));
          assertThat(FORMS.get(language)).as(key).containsAll(theirs.keySet());
          if (forms.size() > 1 && language.equals("ar")) {
            assertThat(theirs.keySet()).as(key).isEqualTo(FORMS.get("ar"));
          }
          if (forms.size() > 1 && !language.equals("ja")) {
            assertThat(theirs).as(key).containsKey(Plural.ONE);
          }
        });
    Words words = THEME.words(language, Map.of());
    assertThat(words.tag()).isEqualTo(language);
    assertThat(words.list("weekdays_short")).doesNotContain("");
    assertThat(words.list("sizes")).doesNotContain("");
  }

  @Test
  void noWordsStandInTemplates() throws IOException {
    for (Path template : templates()) {
      String text =
          Files.readString(template)
              .replaceAll("(?s)<#--.*?-->", " ")
              // Names of attributes that people see or hear stay; other tags go.
              .replaceAll("(aria-label|alt|title|data-[a-z-]+)=\"", "\"> ")
              .replaceAll("\\$\\{(?:[^{}]|\\{[^}]*\\})*\\}", " ")
              .replaceAll("</?[#@](?:\"(?:[^\"\\\\])*\"|[^>\"])*>", " ");
      Matcher word =
          Pattern.compile("\\p{L}[\\p{L}.]+|\\p{L}")
              .matcher(text.replaceAll("<[?!/a-z](?:\"[^\"]*\"|[^>\"])*>", " "));
      Set<String> words = new TreeSet<>();
      while (word.find()) {
        words.add(word.group());
      }
      words.removeAll(NAMES);
      if (!template.toString().endsWith(".ftlx")) {
        assertThat(words).as(template.toString()).isEmpty();
      }
    }
  }

  @Test
  void everyTextIsUsedAndEveryOneUsedIsThere() throws IOException {
    Set<String> used = new TreeSet<>();
    Set<String> beginnings = new HashSet<>();
    for (Path template : templates()) {
      String text = Files.readString(template);
      find("\\bt\\.([a-z_]+)", text, used);
      find("t\\[\"([a-z_]+_)\" \\+", text, beginnings);
      find("\"(unit_[a-z]+)\"", text, used);
    }
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/orrery/site"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        find(
            "(?:\\bsay|words\\.list|= list|saying)\\(\\s*\"([a-z_]+)\"|\"((?:file|weekdays)_[a-z]+)\"",
            Files.readString(file),
            used);
      }
    }
    Set<String> known = texts("en").keySet();

    assertThat(known).containsAll(used);
    assertThat(known)
        .allMatch(key -> used.contains(key) || beginnings.stream().anyMatch(key::startsWith));
  }

  @ParameterizedTest
  @CsvSource({
    "en, ONE:1, OTHER:0, OTHER:2, OTHER:11, OTHER:21",
    "de, ONE:1, OTHER:0, OTHER:2, OTHER:100, OTHER:101",
    "fr, ONE:0, ONE:1, OTHER:2, MANY:1000000, OTHER:1000001",
    "es, ONE:1, OTHER:0, OTHER:2, MANY:2000000, OTHER:1000001",
    "ja, OTHER:0, OTHER:1, OTHER:2, OTHER:5, OTHER:100",
    "ar, ZERO:0, ONE:1, TWO:2, FEW:3, FEW:110",
    "ar, MANY:11, MANY:99, MANY:111, OTHER:100, OTHER:102"
  })
  void numbersHaveTheFormsOfTheirLanguage(
      String language, String a, String b, String c, String d, String e) {
    for (String example : List.of(a, b, c, d, e)) {
      String[] parts = example.split(":", 2);
      assertThat(Plural.of(language, Long.parseLong(parts[1])))
          .as(language + " " + example)
          .isEqualTo(Plural.valueOf(parts[0]));
    }
  }

  @Test
  void arabicCountsInSixWays() {
    Words words = THEME.words("ar", Map.of());

    assertThat(IntStream.of(0, 1, 2, 3, 11, 100).mapToObj(n -> words.say("posts", n)))
        .containsExactly(
            "لا تدوينات", "تدوينة واحدة", "تدوينتان", "3 تدوينات", "11 تدوينة", "100 تدوينة");
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1 May 2026, May 2026",
    "de-AT, 1. Mai 2026, Mai 2026",
    "fr, 1er mai 2026, mai 2026",
    "es, 1 de mayo de 2026, mayo de 2026",
    "ja, 2026年5月1日, 2026年5月",
    "ar, 1 مايو 2026, مايو 2026"
  })
  void datesAreWrittenAsTheLanguageDoes(String language, String day, String month) {
    Words words = THEME.words(language, Map.of());

    assertThat(words.day(LocalDate.of(2026, 5, 1))).isEqualTo(day);
    assertThat(words.month(YearMonth.of(2026, 5))).isEqualTo(month);
    assertThat(words.tag()).isEqualTo(language);
  }

  @Test
  void pagesSayTheirLanguageAndDirection() {
    Document arabic = archive("ar", THEME);
    Document austrian = archive("de-AT", THEME);
    Document italian = archive("it", THEME);

    assertThat(arabic.expectFirst("html").attr("lang")).isEqualTo("ar");
    assertThat(arabic.expectFirst("html").attr("dir")).isEqualTo("rtl");
    assertThat(arabic.expectFirst("h1").text()).isEqualTo("الأرشيف");
    assertThat(austrian.expectFirst("html").attr("lang")).isEqualTo("de-AT");
    assertThat(austrian.expectFirst("html").attr("dir")).isEqualTo("ltr");
    assertThat(austrian.expectFirst("h1").text()).isEqualTo("Archiv");
    assertThat(italian.expectFirst("html").attr("lang")).isEqualTo("en");
    assertThat(italian.expectFirst("h1").text()).isEqualTo("Archive");
  }

  @Test
  void aThemeReplacesSingleTextsAndAddsLanguages() throws IOException {
    write("texts/de.properties", "archive = Ablage\nposts = {0} Texte\n");
    write("texts/it.properties", "archive = Archivio\n");
    Theme theme = Theme.load(folder);

    Words german = theme.words("de", Map.of());
    assertThat(german.say("archive")).isEqualTo("Ablage");
    assertThat(german.say("posts", 1)).isEqualTo("1 Texte");
    assertThat(german.say("tags")).isEqualTo("Schlagwörter");
    assertThat(theme.speaks("it-CH")).isTrue();
    assertThat(theme.speaks("pt")).isFalse();
    Document italian = archive("it", theme);
    assertThat(italian.expectFirst("h1").text()).isEqualTo("Archivio");
    assertThat(italian.expectFirst("html").attr("lang")).isEqualTo("it");
    assertThat(italian.select(".skip").text()).isEqualTo("Skip to the posts");
    assertThat(theme.assets()).noneMatch(asset -> asset.path().startsWith("texts"));
  }

  @Test
  void aTextThatCannotBeUsedIsNamed() throws IOException {
    write("texts/de.properties", "owner = Von {0\n");
    assertThatThrownBy(() -> Theme.load(folder))
        .isInstanceOf(ThemeException.class)
        .hasMessageContaining("texts/de.properties: the text owner has a {");

    write("texts/de.properties", "months = Eins|Zwei\n");
    assertThatThrownBy(() -> Theme.load(folder))
        .isInstanceOf(ThemeException.class)
        .hasMessageContaining("texts/de.properties: the text months needs 12 parts");

    write("texts/de.properties", "archive = \\u12\n");
    assertThatThrownBy(() -> Theme.load(folder))
        .isInstanceOf(ThemeException.class)
        .hasMessageContaining("texts/de.properties");
  }

  @Test
  void aPlanetReplacesSingleTexts() {
    SiteSettings settings =
        new SiteSettings(
            "P",
            null,
            "Ada",
            "en",
            5,
            "1",
            Map.of(),
            true,
            true,
            Map.of(),
            Map.of("archive", "Vault", "owner", "{1} <runs> {0} & all", "posts.one", "a post"),
            SiteSettings.LOGO,
            null,
            List.of());
    Site site = new Site(settings, THEME);
    Document page = Jsoup.parse(site.archive(List.of()).text());

    assertThat(page.expectFirst("h1").text()).isEqualTo("Vault");
    assertThat(page.select("footer.bottom p").text()).contains("Ada <runs> P & all");
    assertThat(site.words().say("posts", 1)).isEqualTo("a post");
    assertThat(site.words().say("posts", 2)).isEqualTo("2 posts");
  }

  @Test
  void whatGoesIntoATextIsEscaped() throws Exception {
    Saying saying = new Saying("en", "<{0}> & {1:to {0}}", Map.of());
    Object html = saying.exec(List.of(new SimpleScalar("<b>"), new SimpleScalar("?a&b\"")));

    assertThat(html)
        .isInstanceOfSatisfying(
            TemplateHTMLOutputModel.class,
            markup ->
                assertThat(markup(markup))
                    .isEqualTo(
                        "&lt;&lt;b&gt;&gt; &amp; <a href=\"?a&amp;b&quot;\">to &lt;b&gt;</a>"));
  }

  @Test
  void flawsOfTextsAreSaid() {
    assertThat(THEME.flaw("archive", "Vault")).isNull();
    assertThat(THEME.flaw("posts", "{0} texts")).isNull();
    assertThat(THEME.flaw("posts.one", "{0} text")).isNull();
    assertThat(THEME.flaw("arcive", "Vault")).contains("is no text of the site");
    assertThat(THEME.flaw("owner", "{2}")).contains("{2}", "{0} is looked after by {1}.");
    assertThat(THEME.flaw("owner", "{0")).contains("{ that is not");
    assertThat(THEME.flaw("months", "a|b")).contains("12 parts");
    assertThat(THEME.flaw("months.other", "a|b")).contains("12 parts");
  }

  private static String markup(TemplateHTMLOutputModel html) {
    try {
      return HTMLOutputFormat.INSTANCE.getMarkupString(html);
    } catch (TemplateModelException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Document archive(String language, Theme theme) {
    Site site = new Site(Samples.settings("P", null, null, language, 5, "1", Map.of()), theme);
    return Jsoup.parse(site.archive(List.of()).text());
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private static void find(String pattern, String text, Set<String> found) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      for (int i = 1; i <= matcher.groupCount(); i++) {
        if (matcher.group(i) != null) {
          found.add(matcher.group(i));
        }
      }
    }
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      return files
          .filter(file -> file.toString().matches(".*\\.ftl[hx]"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static Map<String, Map<Plural, String>> texts(String language) throws IOException {
    Properties properties = new Properties();
    Path file = TEMPLATES.resolve("texts/" + language + ".properties");
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    Map<String, Map<Plural, String>> texts = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      Plural form = Texts.form(key);
      texts
          .computeIfAbsent(Texts.bare(key), k -> new TreeMap<>())
          .put(form == null ? Plural.OTHER : form, properties.getProperty(key));
    }
    return texts;
  }
}
