package orrery.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import orrery.feed.Tag;
import orrery.feed.Tag.Origin;

class TaggerTest {
  private static final Tagger TAGGER =
      new Tagger(
          List.of(
              new Tagger.Synonyms("Python", List.of("py", "python3", "CPython")),
              new Tagger.Synonyms("Machine Learning", List.of("ML"))),
          List.of("personal", "machine-learning-2"),
          List.of(
              new Tagger.Rule("Security", true, title -> title.contains("CVE")),
              new Tagger.Rule("python", false, text -> text.contains("pip install"))),
          List.of());

  @Test
  void synonymsAreOneTag() {
    assertThat(tags("py", "Python3", "PYTHON", "ml", "Rust"))
        .extracting(Tag::key, Tag::label, Tag::origin)
        .containsExactly(
            tuple("python", "Python", Origin.AUTHOR),
            tuple("machinelearning", "Machine Learning", Origin.AUTHOR),
            tuple("rust", "Rust", Origin.AUTHOR));
  }

  @Test
  void aSpellingWithACapitalLetterIsDeliberate() {
    assertThat(tags("pythons", "machine_learning", "security"))
        .extracting(Tag::label, Tag::origin)
        .containsExactly(
            tuple("Python", Origin.AUTHOR),
            tuple("Machine Learning", Origin.AUTHOR),
            tuple("Security", Origin.AUTHOR));
  }

  @Test
  void ofOneInLowerCaseTheAuthorsSpellingStays() {
    Tagger tagger =
        new Tagger(
            List.of(new Tagger.Synonyms("#open source", List.of("oss"))),
            List.of(),
            List.of(),
            List.of());
    assertThat(tagger.tags(own("Open-Source"), List.of(), "", () -> ""))
        .extracting(Tag::label, Tag::origin)
        .containsExactly(tuple("Open-Source", Origin.AUTHOR));
    assertThat(tagger.tags(own("OSS"), List.of(), "", () -> ""))
        .extracting(Tag::label, Tag::origin)
        .containsExactly(tuple("open source", Origin.AUTHOR));
  }

  @Test
  void theConfigsFirstSpellingCountsEverywhere() {
    Tagger tagger =
        new Tagger(
            List.of(new Tagger.Synonyms("Steam", List.of("vapour"))),
            List.of(),
            List.of(new Tagger.Rule("STEAM", true, title -> true)),
            List.of("Engines", "engines", "#steam", "#Boilers"));
    assertThat(tagger.tags(own(), List.of("engines", "#engine", "boilers", "steam"), "", () -> ""))
        .extracting(Tag::label)
        .containsExactly("Engines", "Boilers", "Steam");
    assertThat(tagger.tags(own("engine"), List.of(), "", () -> ""))
        .extracting(Tag::label)
        .containsExactly("Engines", "Steam");
    assertThat(tagger.suggested(List.of("engine")))
        .extracting(Tag::label, Tag::origin)
        .containsExactly(tuple("Engines", Origin.SUGGESTED));
  }

  @Test
  void hiddenOnesAreLeftOutInEverySpelling() {
    assertThat(tags("Personal", "#personal", "Machine Learning 2", "Tea"))
        .extracting(Tag::key)
        .containsExactly("tea");
  }

  @Test
  void rulesLookAtTitleOrText() {
    assertThat(TAGGER.tags(own("Tea"), List.of(), "A CVE in the kettle", () -> "no more"))
        .extracting(Tag::key)
        .containsExactly("tea", "security");
    assertThat(TAGGER.tags(own(), List.of(), "Kettles", () -> "of a CVE; pip install kettle"))
        .extracting(Tag::label)
        .containsExactly("Python");
  }

  @Test
  void allPostsOfAFeedHaveItsTags() {
    assertThat(TAGGER.tags(own("tea"), List.of("ML", "Tea", "personal"), "", () -> ""))
        .extracting(Tag::label, Tag::origin)
        .containsExactly(tuple("tea", Origin.AUTHOR), tuple("Machine Learning", Origin.CONFIG));
  }

  @Test
  void textsAreReadOnlyForRulesThatLookAtThem() {
    Tagger byTitle =
        new Tagger(
            List.of(),
            List.of(),
            List.of(new Tagger.Rule("tea", true, title -> !title.isEmpty())),
            List.of());

    assertThat(
            byTitle.tags(
                List.of(),
                List.of(),
                "Tea",
                () -> {
                  throw new AssertionError("nothing looks at the text");
                }))
        .hasSize(1);
  }

  @Test
  void suggestionsKeepTheRulesToo() {
    assertThat(TAGGER.suggested(List.of("py", "personal", "tea", "python")))
        .extracting(Tag::key, Tag::origin)
        .containsExactly(tuple("python", Origin.SUGGESTED), tuple("tea", Origin.SUGGESTED));
  }

  private static List<Tag> tags(String... labels) {
    return TAGGER.tags(own(labels), List.of(), "", () -> "");
  }

  /** As a store has them whose tags were made by an older program. */
  private static List<Tag> own(String... labels) {
    return Stream.of(labels).map(label -> new Tag("old " + label, label)).toList();
  }
}
