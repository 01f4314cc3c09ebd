package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.site.Samples.post;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orrery.feed.Post;
import orrery.feed.Tag;

/** How the files of the search are laid out: what {@code search.js} relies on. */
class SearchIndexTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello, World|hello world",
        "Crème brûlée|creme brulee",
        "STRASSE Straße|strasse strasse",
        "Ærø Łódź Þór ısı|aero lodz thor isi",
        "ΟΔΟΣ οδός|οδοσ οδοσ",
        "don't node.js C++ v2.0|don t node js c v2 0",
        "ｆｕｌｌ ﬁ ①|full fi 1",
        "日本語|日本 本語 語",
        "Java日本 x|java 日本 本 x",
        "ガ ｶﾞ|カ カ",
        "한국어 배우기|한국어 배우기",
        "हिन्दी|हिन्दी",
        "כָּתַב كِتَاب|כתב كتاب",
        "ที่นี่|ที ี่ ่น นี ี่ ่",
        "𠮷野家|𠮷野 野家 家",
        "abcdefghijklmnopqrstuvwxyz|abcdefghijklmnopqrstuvwx",
      })
  void wordsAreFolded(String text, String words) {
    assertThat(words(text)).isEqualTo(words);
  }

  @Test
  void halvesOfCharactersAndControlsPartWords() {
    assertThat(words("a\uD800b\uDC00c\u0000d\ne")).isEqualTo("a b c d e");
  }

  @ParameterizedTest
  @CsvSource({"Free Software!,free-software", "C++,c", "日本 語,日本-語", "!?,''"})
  void namesOfFiltersAreOneWord(String text, String name) {
    assertThat(SearchWords.name(text)).isEqualTo(name);
  }

  @Test
  void wordsThatBeginAlikeShareAFile() {
    assertThat(SearchWords.beginning("kernel", 64)).isEqualTo(SearchWords.beginning("ker", 64));
    assertThat(SearchWords.beginning("日本", 64)).isEqualTo(SearchWords.beginning("日", 64));
    assertThat(SearchWords.word("kernels", 64)).isEqualTo(SearchWords.word("kernel", 64));
    assertThat(
            IntStream.range(0, 200).map(i -> SearchWords.word("tag:" + i, 64)).distinct().count())
        .isGreaterThan(40);
  }

  @Test
  void whereThePostsAreNewPartsAreSmall() {
    assertThat(cut("2024-01-02 3, 2024-05-02 4, 2025-12-31 5, 2026-11-02 6"))
        .as("few posts are one part a year")
        .isEqualTo("2024 7, 2025 5, 2026 6");
    assertThat(
            cut(
                "2025-02-01 900, 2026-02-01 6, 2026-03-31 7, 2026-10-01 8, 2026-11-02 10,"
                    + " 2026-11-16 300, 2026-11-18 20, 2026-11-20 200, 2026-11-22 70,"
                    + " 2026-11-23 300"))
        .isEqualTo(
            "2025 900, 2026-q1 13, 2026-10 8, 2026-11-01-16 310, 2026-11-17-20 220,"
                + " 2026-11-21-22 70, 2026-11-23 300");
    assertThat(cut("2024-02-28 200, 2024-02-29 300"))
        .isEqualTo("2024-02-25-28 200, 2024-02-29 300");
    assertThat(cut("2025-12-30 400, 2025-12-31 300, 2026-01-01 2"))
        .as("what comes late for the day before meets no more either")
        .isEqualTo("2025-12-29-30 400, 2025-12-31 300, 2026 2");
    assertThat(cut("2025-12-30 400, 2025-12-31 300, 2026-01-02 2")).isEqualTo("2025 700, 2026 2");
    assertThat(cut("2025-12-31 400, 2026-11-30 257")).isEqualTo("2025 400, 2026-11-30 257");
    assertThat(SearchPart.of(new TreeMap<>())).isEmpty();
  }

  @Test
  void everyDayIsInOnePartAndItsNameTellsWhich() {
    Random random = new Random(1);
    NavigableMap<LocalDate, Integer> days = new TreeMap<>();
    Map<String, List<LocalDate>> stretches = new HashMap<>();
    for (LocalDate day = LocalDate.of(2024, 11, 1); day.getYear() < 2027; day = day.plusDays(1)) {
      days.put(day, random.nextInt(90));
      List<SearchPart> parts = SearchPart.of(days);
      for (SearchPart part : parts) {
        List<LocalDate> stretch = List.of(part.from(), part.to());
        assertThat(stretches.computeIfAbsent(part.name(), name -> stretch)).isEqualTo(stretch);
      }
      for (int i = 1; i < parts.size(); i++) {
        assertThat(parts.get(i).from()).isAfterOrEqualTo(parts.get(i - 1).to());
      }
      assertThat(parts.stream().mapToInt(SearchPart::posts).sum())
          .isEqualTo(days.values().stream().mapToInt(n -> n).sum());
      assertThat(parts).hasSizeLessThan(15);
      LocalDate last = day;
      assertThat(parts.stream().filter(part -> part.has(last) || part.has(last.minusDays(1))))
          .allMatch(part -> part.posts() <= SearchPart.SMALL);
    }
  }

  /** The parts of days, each with how many posts it has. */
  private static String cut(String said) {
    NavigableMap<LocalDate, Integer> days = new TreeMap<>();
    for (String day : said.split(", ", -1)) {
      days.put(LocalDate.parse(day.substring(0, 10)), Integer.valueOf(day.substring(11)));
    }
    return SearchPart.of(days).stream()
        .map(part -> part.name() + ' ' + part.posts())
        .collect(Collectors.joining(", "));
  }

  @Test
  void theContentsNamePartsNewestFirst() {
    assertThat(SearchIndex.contents(List.of(part("2025", 13), part("2026", 5))).text())
        .isEqualTo("2026 5 1 1\n2025 13 1 4\n");
  }

  @Test
  void thereAreMoreFilesTheMorePostsThereAre() {
    assertThat(part(31).heads()).isEqualTo(1);
    assertThat(part(96).heads()).isEqualTo(8);
    assertThat(part(10_000).heads()).isEqualTo(512);
    assertThat(part(10_000).texts()).isEqualTo(2048);
  }

  @Test
  void aWordStandsWhereItCountsMost() {
    Map<String, String> files =
        files(
            List.of(
                post("a").title("Kernel").tags(new Tag("kernel", "Kernel")).build(),
                post("b").title("Other").tags(new Tag("kernel", "Kernel")).build(),
                post("c").title("Tea").build()),
            "kernel and jane");

    assertThat(files.get("search/2026-11/h0.txt"))
        .isEqualTo(
            """

            blog:jane-doe  *H
            doe  *H
            jane  *H
            kernel A B
            lang:en  *H
            other B\s
            tag:kernel  *D
            tea C\s
            """);
    assertThat(files.get("search/2026-11/b0.txt"))
        .startsWith("\ndoe  *H\n")
        .contains("\nkernel A B\n")
        .doesNotContain(":");
    assertThat(files.get("search/2026-11/t0.txt")).isEqualTo("\nand *H\nkernel C\n");
  }

  @Test
  void numbersAreGapsInLettersOfFiveBits() {
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      boolean has = i == 3 || i == 35 || i == 68 || i == 1199;
      posts.add(post("p" + i).title(has ? "rare" : "-").build());
    }
    SearchPart part = part(1200);

    // 3; 31 between; 32 between: 0 and more, 1; 1130 between: 10 and more, 3 and more, 1
    assertThat(files(part, posts, "").get("search/2026-11/h" + shard("rare", part) + ".txt"))
        .contains("\nrare DfgBqjB \n");
  }

  @Test
  void whereMostPostsHaveAWordABitEachSaysWhich() {
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      posts.add(post("p" + i).title(i % 2 == 0 || i == 19 ? "often" : "-").build());
    }

    // 010101 is 21, V; the last post is the second of the fourth letter
    assertThat(files(posts, "").get("search/2026-11/h0.txt")).contains("\noften *VVVD \n");
  }

  @Test
  void rowsSayWhatIsShownSixteenToAFile() {
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      posts.add(
          post("p" + i).title("\"T\" " + i).url(null).excerpt("word ".repeat(60).strip()).build());
    }
    Map<String, String> files = files(posts, "");

    assertThat(files.keySet()).contains("search/2026-11/p0.json", "search/2026-11/p1.json");
    assertThat(files.get("search/2026-11/p1.json"))
        .isEqualTo(
            "[[\"\\\"T\\\" 16\",\"2026/11/22.html#pp16\",\"2026/11/22.html#pp16\","
                + "\"2026-11-22T14:05:00Z\",\"Jane Doe\",\"blog/jane.html\",\""
                + "word ".repeat(28).strip()
                + "…\",\"en\"]]");
  }

  @Test
  void thePageMayLoadFromItsOwnSiteAndIsFoundByBrowsers() {
    Site site = new Site(Samples.SETTINGS, Theme.load(null));

    assertThat(site.search().text())
        .contains("script-src 'self'; connect-src 'self'; ")
        .contains("<noscript>")
        .contains("href=\"opensearch.xml\"");
    assertThat(site.blogs(List.of()).text())
        .doesNotContain("connect-src")
        .contains("<a href=\"search.html\">Search</a>");
    assertThat(site.openSearch())
        .isNotNull()
        .extracting(Page::text)
        .asString()
        .contains("template=\"https://planet.example.org/search.html?q={searchTerms}\"");
  }

  @Test
  void withoutSearchNothingSpeaksOfIt() {
    SiteSettings settings =
        Samples.settings("P", null, null, "en", 5, "1", Map.of(), false, true, Map.of());
    Site site = new Site(settings, Theme.load(null));

    assertThat(site.blogs(List.of()).text()).doesNotContain("earch");
    assertThat(site.openSearch()).isNull();
  }

  /**
   * What a query loads goes by the number of parts and by the size of a file. Neither grows with
   * the number of posts, so that a small planet tells; of 100,000 posts, whose words come again
   * more often, a query loads a third less (SearchBench).
   */
  @Test
  void noQueryLoadsMore() {
    Babble babble = new Babble();
    NavigableMap<YearMonth, List<Post>> months = babble.posts(4_000);
    SearchCost cost = new SearchCost(Babble.index(months), Babble.parts(months));

    for (int i = 0; i < 100; i++) {
      for (String query :
          List.of(
              babble.query(1), babble.query(2), babble.query(3), babble.rare(2), babble.rare(9))) {
        assertThat(cost.of(query).first()).as(query).isLessThan(420_000);
      }
    }
  }

  private static String words(String text) {
    List<String> words = new ArrayList<>();
    SearchWords.each(text, words::add);
    return String.join(" ", words);
  }

  private static SearchPart part(int posts) {
    return part("2026-11", posts);
  }

  private static SearchPart part(String name, int posts) {
    LocalDate any = LocalDate.of(2026, 11, 1);
    return new SearchPart(name, any, any.plusMonths(1), posts);
  }

  private static int shard(String word, SearchPart part) {
    return SearchWords.word(word, part.heads());
  }

  private static Map<String, String> files(List<Post> posts, String text) {
    return files(part(posts.size()), posts, text);
  }

  private static Map<String, String> files(SearchPart part, List<Post> posts, String text) {
    SearchIndex index = new SearchIndex(part);
    posts.forEach(post -> index.add(post, text));
    return index.pages().stream().collect(Collectors.toMap(Page::path, Page::text));
  }
}
