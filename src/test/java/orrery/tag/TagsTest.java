package orrery.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Category;
import orrery.feed.Tag;

class TagsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Free Software",
        "free software",
        "free-software",
        "free_software",
        "#free software",
        " FREE\n SOFTWARE ",
        "ｆｒｅｅ software",
        "free\u00a0software",
        "free soft\u00adware -"
      })
  void foldsSpellings(String term) {
    assertThat(of(term)).extracting(Tag::key).containsExactly("freesoftware");
  }

  @Test
  void keepsTheFirstSpellingAndTheOrder() {
    assertThat(of("Linux", "KDE", "linux", "#kde"))
        .containsExactly(new Tag("linux", "Linux"), new Tag("kde", "KDE"));
  }

  @Test
  void prefersLabels() {
    assertThat(Tags.of(List.of(new Category("cat-7", "https://x.example/", "R&amp;D"))))
        .containsExactly(new Tag("r&d", "R&D"));
    assertThat(Tags.of(List.of(new Category("C++", null, " "))))
        .containsExactly(new Tag("c++", "C++"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "#",
        "--",
        "…",
        "Uncategorized",
        "uncategorised",
        "Blog",
        "General",
        "posts",
        "Allgemein",
        "Sin categoría",
        "SIN CATEGORÍA",
        "Non classé",
        "未分類",
        "Без рубрики",
        "https://schemas.google.com/blogger/2008/kind#post",
        "www.blog.example",
        "me@blog.example",
        "a sentence of which nobody would think that it could be a tag",
        "\u202e",
        "\0"
      })
  void dropsWhatSaysNothing(String term) {
    assertThat(of(term)).isEmpty();
  }

  @Test
  void knowsMeaninglessNamesByTheirKeys() {
    assertThat(Meaningless.KEYS).hasSizeGreaterThan(100).allMatch(key -> Tags.key(key).equals(key));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a, b, c | a;b;c",
        "a; b | a;b",
        "a,b | a;b",
        "日本、東京 | 日本;東京",
        "Washington, DC | washingtondc",
        "1,000 | 1,000",
        "Linux/Debian | linuxdebian",
        "R&amp;D | r&d",
      })
  void takesListsApart(String term, String keys) {
    assertThat(of(term)).extracting(Tag::key).containsExactly(keys.split(";", -1));
  }

  @Test
  void takesOnlySingleCategoriesApart() {
    assertThat(of("a,b,c", "d")).extracting(Tag::key).containsExactly("abc", "d");
  }

  @Test
  void boundsTheirNumberAndSize() {
    String[] many = IntStream.range(0, 100).mapToObj(i -> "t" + i).toArray(String[]::new);
    assertThat(of(many)).hasSize(Tags.MOST);
    assertThat(of("x,".repeat(100_000), "y")).extracting(Tag::key).containsExactly("y");
    assertThat(of("a" + "\u200d".repeat(1000) + "b").getFirst().label()).hasSize(3);
  }

  @Test
  void cleansLabels() {
    assertThat(of(" #\u202eC\u0007++\n & <b> ")).containsExactly(new Tag("c++&<b>", "C++ & <b>"));
    assertThat(of("Z" + "\u0316".repeat(50)).getFirst().label()).hasSize(9);
  }

  private static List<Tag> of(String... terms) {
    return Tags.of(Stream.of(terms).map(term -> new Category(term, null, null)).toList());
  }
}
