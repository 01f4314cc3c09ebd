package orrery.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Author;
import orrery.feed.Category;
import orrery.feed.Entry;
import orrery.feed.Text;
import orrery.feed.Verdict;

class FilterTest {
  private static final String LINK = "https://ada.example/2026/cup";

  /** What its feed said of the post: its text has more in its markup than on the page. */
  private static final Entry ENTRY =
      new Entry(
          "urn:x1",
          LINK,
          Text.plain("Tea Time"),
          null,
          new Text("<p class='promo'>Boil the <b>kettle</b>.</p>", true, null, null),
          List.of(new Author("Ada Example", "ada@mail.example", null)),
          null,
          null,
          List.of(
              new Category("Uncategorized", null, null),
              new Category("hot-drinks", null, "Hot Drinks")),
          List.of(),
          List.of(),
          null,
          "en-GB",
          null,
          null,
          List.of());

  /** Of candidates whose feeds are not asked for what they said. */
  static final LongFunction<Entry> UNREAD =
      entry -> {
        throw new AssertionError("what the feed said of " + entry + " is not asked for");
      };

  private static Filter filter(String key, String written) {
    return Filter.of(key, written, "The planet's", false, UNREAD);
  }

  private static Filter venus(String key, String written) {
    return Filter.of(key, written, "The planet's", true, UNREAD);
  }

  private static Filter.Post post(@Nullable String language) {
    return new Filter.Post(
        "Tea Time",
        () -> "Boil the kettle.",
        List.of("Ada Example", "Ben Example"),
        LINK,
        language,
        () -> ENTRY);
  }

  private static @Nullable Verdict judge(Filter filter) {
    return filter.judge(post("en-GB"));
  }

  private static String detail(Filter filter) {
    return Objects.requireNonNull(judge(filter)).detail();
  }

  @ParameterizedTest
  @CsvSource({
    "'', tea time, true",
    "'', KETTLE, true",
    "'', time[^a-z]boil, true",
    "'', promo, false",
    "'', Ada, false",
    "_title, ^tea, true",
    "_title, kettle, false",
    "_text, ^boil, true",
    "_text, tea, false",
    "_text, promo, false",
    "_category, ^uncategorized$, true",
    "_category, ^hot drinks$, true",
    "_category, ^hot-drinks$, true",
    "_category, drinks.*un, false",
    "_author, ^ben, true",
    "_author, mail, false",
    "_link, /2026/, true",
    "_link, urn, false",
    "_language, en, true",
    "_language, EN_gb, true",
    "_language, 'de,en', true",
    "_language, en-US de, false",
    "_language, eng, false",
  })
  void looksAtThePartThatItIsFor(String part, String written, boolean held) {
    assertThat(judge(filter("filter" + part, written)) == null)
        .as("filter%s = %s", part, written)
        .isEqualTo(held);
    assertThat(judge(filter("exclude" + part, written)) != null)
        .as("exclude%s = %s", part, written)
        .isEqualTo(held);
  }

  @Test
  void saysWhichRuleItWasAndWhatMatched() {
    assertThat(judge(filter("exclude_title", "t[a-e]+")))
        .isEqualTo(
            new Verdict(
                Verdict.Kind.FILTERED,
                "exclude_title",
                "The planet's exclude_title = t[a-e]+ matched 'Tea'."));
    assertThat(judge(Filter.of("filter", "java", "The feed's", false, UNREAD)))
        .isEqualTo(
            new Verdict(
                Verdict.Kind.FILTERED,
                "filter",
                "The feed's filter = java matched nothing in it."));
    assertThat(detail(filter("filter_language", "de, fr")))
        .isEqualTo("Its language, en-GB, is none of the planet's filter_language = de, fr.");
    assertThat(detail(filter("exclude_language", "en")))
        .isEqualTo("Its language, en-GB, is one of the planet's exclude_language = en.");
  }

  @Test
  void aLongPieceIsCut() {
    var post =
        new Filter.Post("x", () -> "a\n" + "😀".repeat(80), List.of(), null, null, () -> ENTRY);
    assertThat(filter("exclude", "a\\s+.*").judge(post))
        .extracting(verdict -> verdict == null ? null : verdict.detail())
        .isEqualTo("The planet's exclude = a\\s+.* matched 'a " + "😀".repeat(57) + "…'.");
  }

  @Test
  void whatAPostDoesNotSayItDoesNotHold() {
    var post = new Filter.Post("x", () -> "", List.of(), null, null, () -> ENTRY);
    assertThat(filter("filter_author", ".*").judge(post)).isNotNull();
    assertThat(filter("filter_link", ".*").judge(post)).isNotNull();
    assertThat(filter("exclude_author", ".*").judge(post)).isNull();
    assertThat(filter("exclude_link", ".*").judge(post)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"filter_language", "exclude_language"})
  void aLanguageThatIsNotKnownPasses(String key) {
    assertThat(filter(key, "en").judge(post(null))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Tea, true",
    "tea, false",
    "class='promo', true",
    "ada@mail, true",
    "Uncategorized, true",
    "urn:x1, true",
  })
  void inVenusCapitalsCountAndTheWholeEntryIsLookedAt(String expression, boolean found) {
    assertThat(judge(venus("exclude", expression)) != null).isEqualTo(found);
  }

  @Test
  void inVenusCapitalsCountInPartsToo() {
    assertThat(judge(venus("exclude_title", "tea"))).isNull();
    assertThat(judge(venus("exclude_title", "Tea"))).isNotNull();
    assertThat(judge(venus("exclude_text", "promo"))).isNull();
  }

  /** A backtracking engine would not come back from it. */
  @Test
  void takesTimeInProportionToTheText() {
    var post = new Filter.Post("x", () -> "a".repeat(20_000), List.of(), null, null, () -> ENTRY);
    assertThat(filter("filter", "(a*)*b").judge(post)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a(b|(c) ~ 1 ~ this ( is never closed; add a )",
        "[(]a(b(c ~ 6 ~ this ( is never closed",
        "\\Q(\\E\\(a( ~ 8 ~ this ( is never closed",
        "a[])]b)c ~ 6 ~ this ) closes nothing; write \\)",
        "a[^])(]b) ~ 8 ~ this ) closes nothing",
        "x[a-z ~ 1 ~ this [ is never closed",
        "a*b|*c ~ 4 ~ there is nothing before this * that it could repeat; write \\*",
        "a+b++ ~ 3 ~ ++ repeats what is repeated already",
        "(?i)tea(?!pot) ~ 7 ~ RE2 does not look ahead or behind ((?!",
        "a(?<!b)c ~ 1 ~ RE2 does not look ahead or behind ((?<!",
        "(?=x)y ~ 0 ~ RE2 does not look ahead or behind ((?=",
        "x(?>y) ~ 1 ~ RE2 has no (?>",
        "(a)x\\1 ~ 4 ~ RE2 does not refer back",
        "(?<n>a)\\k<n> ~ 7 ~ RE2 does not refer back",
        "a\\Z ~ 1 ~ RE2 knows no \\Z",
        "\\p{Tea} ~ 0 ~ RE2 knows no class \\p{Tea}",
        "tea\\ ~ 3 ~ the \\ at its end stands for nothing",
        "a{2,1} ~ 1 ~ RE2 repeats up to 1000 times",
        "x[z-a] ~ 2 ~ z-a is no range",
        "(?x)a ~ 0 ~ RE2 does not know (?x",
        "(?P<n>a)(?P<n>b) ~ -1 ~ two groups are named n",
      })
  void saysWhatIsWrongWithAnExpressionAndWhere(String wrong, int offset, String said) {
    Mistake mistake = catchThrowableOfType(Mistake.class, () -> filter("exclude_text", wrong));

    assertThat(mistake).hasMessageContaining(said);
    assertThat(mistake.offset()).isEqualTo(offset);
  }

  @Test
  void saysWhatIsNoLanguage() {
    Mistake mistake =
        catchThrowableOfType(Mistake.class, () -> filter("filter_language", "en, english"));

    assertThat(mistake).hasMessage("english is no language; write tags such as en, pt-BR.");
    assertThat(mistake.offset()).isEqualTo(4);
  }
}
