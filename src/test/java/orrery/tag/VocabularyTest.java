package orrery.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import orrery.tag.Vocabulary.Suggestion;
import orrery.tag.Vocabulary.Term;

class VocabularyTest {
  private static final int BLOGS = 10;

  /** What the made-up planet writes of: a tag, and words of which its posts are made. */
  private static final List<List<String>> TOPICS =
      List.of(
          List.of("linux", "kernel", "driver", "module", "scheduler", "patch", "mount", "shell"),
          List.of("baking", "flour", "oven", "dough", "yeast", "crust", "loaf", "butter"),
          List.of("cycling", "saddle", "pedal", "gear", "hill", "tyre", "helmet", "valley"));

  private static final List<String> COMMON =
      List.of("morning", "evening", "friend", "year", "house", "story", "question", "answer");

  private static final Vocabulary LEARNED = learn(planet(), 3);

  /** Ten blogs that write of each topic three times, and twice without tags. */
  private static List<Sample> planet() {
    Random random = new Random(3);
    List<Sample> samples = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (long blog = 0; blog < BLOGS; blog++) {
        for (List<String> topic : TOPICS) {
          List<String> tags = new ArrayList<>(List.of(topic.getFirst(), "by-" + blog));
          tags.addAll(blog == 4 ? List.of("house") : List.of());
          samples.add(new Sample(blog, post(topic, random), tags));
        }
        samples.add(new Sample(blog, post(COMMON, random), List.of()));
      }
    }
    return samples;
  }

  private static Vocabulary learn(List<Sample> samples, int minimum) {
    Learner learner = new Learner(minimum);
    samples.forEach(learner::add);
    return learner.done();
  }

  private static Words post(List<String> topic, Random random) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<String> from = random.nextInt(3) == 0 ? topic : COMMON;
      words.add(from.get(random.nextInt(from.size())));
    }
    String title = random.nextBoolean() ? topic.getFirst() : topic.get(2);
    return Words.of(title + " this " + words.getLast(), String.join(" ", words), "en");
  }

  private static List<String> suggested(Vocabulary vocabulary, String title, String text) {
    return vocabulary.suggest(Words.of(title, text, "en"), 5).stream()
        .map(Suggestion::tag)
        .toList();
  }

  @Test
  void suggestsATagThatIsSpelledOut() {
    assertThat(suggested(LEARNED, "Linux on a boat", "We took linux along; its kernel is small."))
        .containsExactly("linux");
  }

  @Test
  void suggestsATagByItsWords() {
    assertThat(suggested(LEARNED, "A crust", "Dough of flour, butter and yeast. The oven is hot."))
        .containsExactly("baking");
  }

  @Test
  void saysNothingWhereTheEvidenceIsPoor() {
    assertThat(suggested(LEARNED, "A story", "A friend had an answer, one morning.")).isEmpty();
    assertThat(suggested(LEARNED, "Whales", "They sing, and dive for an hour.")).isEmpty();
    assertThat(suggested(LEARNED, "", "")).isEmpty();
  }

  @Test
  void saysNothingWhereTagsHaveNothingToDoWithWords() {
    Random random = new Random(5);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      List<String> topic = TOPICS.get(random.nextInt(TOPICS.size()));
      String tag = TOPICS.get(random.nextInt(TOPICS.size())).getFirst();
      samples.add(new Sample(i % BLOGS, post(topic, random), List.of(tag)));
    }
    Vocabulary learned = learn(samples, 3);
    assertThat(learned.tags()).containsExactly("baking", "cycling", "linux");
    for (List<String> topic : TOPICS) {
      assertThat(learned.suggest(post(topic, random), 5)).isEmpty();
    }
  }

  @Test
  void neverSuggestsWhatNobodyUsesAsATag() {
    Random random = new Random(9);
    for (int i = 0; i < 100; i++) {
      Words words = post(TOPICS.get(i % TOPICS.size()), random);
      assertThat(LEARNED.suggest(words, 100, 0))
          .isNotEmpty()
          .allMatch(suggestion -> LEARNED.tags().contains(suggestion.tag()))
          .allMatch(suggestion -> suggestion.probability() > 0 && suggestion.probability() < 1);
    }
  }

  @Test
  void aTagOfOneBlogIsNotLearned() {
    assertThat(LEARNED.tags()).containsExactly("baking", "cycling", "linux");
  }

  @Test
  void aTagOfTooFewPostsIsNotLearned() {
    List<Sample> samples = new ArrayList<>(planet());
    for (long blog = 0; blog < 4; blog++) {
      samples.add(new Sample(blog, Words.of("Sailing", "A sail.", "en"), List.of("sailing")));
    }
    assertThat(learn(samples, 4).tags()).contains("sailing");
    assertThat(learn(samples, 5).tags()).doesNotContain("sailing");
  }

  @Test
  void aLoudBlogDoesNotTeachAlone() {
    List<Sample> samples = new ArrayList<>(planet());
    for (int i = 0; i < 300; i++) {
      samples.add(
          new Sample(77, Words.of("Morning, friend", "A story " + i, "en"), List.of("linux")));
    }
    Vocabulary learned = learn(samples, 3);
    assertThat(suggested(learned, "Morning, friend", "A story of ours")).isEmpty();
    assertThat(suggested(learned, "Linux", "The kernel of linux")).containsExactly("linux");
  }

  @Test
  void mostProbableComeFirst() {
    List<Suggestion> all =
        LEARNED.suggest(
            Words.of("Linux", "A kernel patch. Flour, oven, dough, yeast.", "en"), 3, 0);
    assertThat(all).extracting(Suggestion::tag).startsWith("linux", "baking");
    assertThat(all.getFirst().probability()).isGreaterThan(all.get(1).probability());
    assertThat(
            LEARNED.suggest(
                Words.of("Linux", "A kernel patch. Flour, oven, dough, yeast.", "en"), 1, 0))
        .containsExactly(all.getFirst());
  }

  @Test
  void theSamePostsTeachTheSame() {
    assertThat(learn(planet(), 3).write()).isEqualTo(LEARNED.write());
    Learner learner = new Learner(3);
    planet().forEach(learner::add);
    assertThat(learner.done().write()).isEqualTo(LEARNED.write());
  }

  @Test
  void nothingIsLearnedOfNothing() {
    for (List<Sample> samples :
        List.of(List.<Sample>of(), List.of(new Sample(1, Words.of("A", "", null), List.of())))) {
      Vocabulary learned = learn(samples, 1);
      assertThat(learned.tags()).isEmpty();
      assertThat(suggested(learned, "Linux", "A kernel")).isEmpty();
      assertThat(learned.suggest(Words.of("Linux", "", "en"), 5, 0)).isEmpty();
      assertThat(Vocabulary.read(learned.write()).write()).isEqualTo(learned.write());
    }
  }

  @Test
  void isReadAsItWasWritten() {
    Vocabulary read = Vocabulary.read(LEARNED.write());
    assertThat(read.write()).isEqualTo(LEARNED.write());
    assertThat(read.tags()).isEqualTo(LEARNED.tags());
    Random random = new Random(11);
    for (List<String> topic : TOPICS) {
      Words words = post(topic, random);
      assertThat(read.suggest(words, 5, 0)).isNotEmpty().isEqualTo(LEARNED.suggest(words, 5, 0));
      assertThat(read.suggest(words, 5)).isEqualTo(LEARNED.suggest(words, 5));
      assertThat(read.gist(words, 9)).hasSize(9).isEqualTo(LEARNED.gist(words, 9));
    }
  }

  @Test
  void whatAnotherVersionWroteIsNotRead() {
    byte[] bytes = LEARNED.write();
    bytes[3]++;
    assertThatThrownBy(() -> Vocabulary.read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another version");
    assertThatThrownBy(() -> Vocabulary.read(Arrays.copyOf(LEARNED.write(), 500)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("breaks off");
    assertThatThrownBy(() -> Vocabulary.read(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsWhatIsMostOfAPost() {
    Words words =
        Words.of("A zeppelin", "One morning a friend had a question on kernel drivers.", "en");
    List<Term> gist = LEARNED.gist(words, 3);
    assertThat(gist).extracting(Term::text).startsWith("zeppelin").contains("kernel", "driver");
    assertThat(gist)
        .isSortedAccordingTo((one, other) -> Double.compare(other.weight(), one.weight()))
        .allMatch(term -> term.weight() > 0);
  }

  @Test
  void whatIsSeenOnceAloneTellsNothing() {
    Words words = Words.of("", "A zeppelin, dirigible, 1937 and 1937: the dirigible.", "en");
    assertThat(LEARNED.gist(words, 9)).extracting(Term::text).containsExactly("dirig");
  }

  @Test
  void learnsInSeveralLanguagesAtOnce() {
    List<Sample> samples = new ArrayList<>(planet());
    for (int i = 0; i < 30; i++) {
      Words words =
          Words.of(
              i % 2 == 0 ? "Die Wahlen im Land" : "Der Abend danach",
              "Die Parteien stritten über Stimmen und Wahlen, Nummer " + i,
              "de");
      samples.add(new Sample(20 + i % 6, words, List.of("politik")));
      words =
          Words.of("Im Garten", "Regen auf Rosen und Rüben, und Gras am Zaun, Nummer " + i, "de");
      samples.add(new Sample(20 + i % 6, words, List.of("garten")));
      samples.add(new Sample(20 + i % 6, words, List.of()));
    }
    Vocabulary learned = learn(samples, 3);
    Words words =
        Words.of(
            "Die Wahl", "Eine Partei warb im Land um jede Stimme der Wahl, bis zum Abend.", "de");
    assertThat(learned.suggest(words, 5)).extracting(Suggestion::tag).containsExactly("politik");
    assertThat(suggested(learned, "Linux", "The kernel of linux")).containsExactly("linux");
  }

  @Test
  void aLanguageIsNoEvidence() {
    List<Sample> samples = new ArrayList<>(planet());
    for (int i = 0; i < 30; i++) {
      Words words =
          Words.of("Notiz", "Heute hatte ich gestern und morgen vieles wohl gemacht, " + i, "de");
      samples.add(new Sample(20 + i % 6, words, i % 2 == 0 ? List.of("notizen") : List.of()));
    }
    Vocabulary learned = learn(samples, 3);
    Words words =
        Words.of("Abend", "Heute hatte ich gestern und morgen vieles wohl gemacht.", "de");
    assertThat(learned.suggest(words, 5, 0)).isEmpty();
  }

  @Test
  void inAnotherLanguageOnlyWhatIsSpelledOutIsSuggested() {
    String text = "Kernel, driver, module, scheduler, patch, mount, shell.";
    for (String language : new String[] {"fr", "de", null}) {
      assertThat(LEARNED.suggest(Words.of("Un kernel", text, language), 5, 0)).isEmpty();
      assertThat(LEARNED.suggest(Words.of("Linux", text, language), 5, 0))
          .extracting(Suggestion::tag)
          .containsExactly("linux");
    }
    assertThat(LEARNED.suggest(Words.of("A kernel", text, "en-GB"), 5, 0))
        .extracting(Suggestion::tag)
        .containsExactly("linux");
  }

  @Test
  void oneOrTwoTellingWordsAreNoEvidence() {
    String filler = "One morning a friend had a story of a house, and a question.";
    assertThat(suggested0("Evening", filler + " The kernel answers to the kernel driver."))
        .isEmpty();
    assertThat(suggested0("Kernel, driver, module, patch", "")).isEmpty();
    assertThat(suggested0("Evening", filler + " Kernel driver, and a patch for the module."))
        .containsExactly("linux");
  }

  private static List<String> suggested0(String title, String text) {
    return LEARNED.suggest(Words.of(title, text, "en"), 5, 0).stream()
        .map(Suggestion::tag)
        .toList();
  }

  @Test
  void tagsThatAreNamedBeforehandAreLearnedAlone() {
    Learner learner = new Learner(3, Set.of("linux", "baking", "cycling", "house"));
    planet().forEach(learner::add);
    assertThat(learner.done().write()).isEqualTo(LEARNED.write());
    learner = new Learner(3, Set.of("linux"));
    planet().forEach(learner::add);
    assertThat(learner.done().tags()).containsExactly("linux");
  }

  @Test
  void ofALongPostItsWordsCountBeforePairs() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      text.append("word").append(i).append(' ');
    }
    Bag bag = new Bag(1, Words.of("A title", text.toString(), "en"), true, Set.of());
    assertThat(bag.size).isGreaterThan(400);
    assertThat(bag.terms).hasSize(300).isSorted();
    assertThat(bag.names).isEmpty();
    int last = Bag.hash("en", "word250");
    assertThat(Arrays.binarySearch(bag.terms, last)).isNotNegative();
  }
}
