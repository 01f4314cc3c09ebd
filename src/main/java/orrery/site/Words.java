package orrery.site;

import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import orrery.feed.Post;

/**
 * The site's own words in the language of its planet: {@code t} of templates, and the dates that
 * they print. All is worked out once, when it is made.
 */
final class Words implements TemplateHashModel {
  private final String tag;
  private final Map<String, Saying> sayings = new HashMap<>();
  private final Map<String, List<String>> lists = new HashMap<>();
  private final List<String> months;
  private final List<String> weekdays;
  private final Saying day;
  private final Saying month;

  /**
   * The words of a language.
   *
   * @param tag BCP 47 tag of the language that they are in
   * @param texts by key; those that are counted by key, dot and form
   * @throws ThemeException naming the key
   */
  Words(String tag, Map<String, String> texts) {
    this.tag = tag;
    String language = Objects.requireNonNullElse(Post.primary(tag), "en");
    Map<String, String> others = new HashMap<>();
    Map<String, Map<Plural, String>> forms = new HashMap<>();
    // In order: where both are said, the form counts.
    new TreeMap<>(texts)
        .forEach(
            (key, text) -> {
              Plural form = Texts.form(key);
              if (form == null || form == Plural.OTHER) {
                others.put(Texts.bare(key), text);
              } else {
                forms
                    .computeIfAbsent(Texts.bare(key), k -> new EnumMap<>(Plural.class))
                    .put(form, text);
              }
            });
    others.forEach(
        (key, text) -> {
          try {
            sayings.put(key, new Saying(language, text, forms.getOrDefault(key, Map.of())));
          } catch (IllegalArgumentException e) {
            throw new ThemeException("theme: the text " + key + " " + e.getMessage(), e);
          }
        });
    Texts.LISTS
        .keySet()
        .forEach(key -> lists.put(key, List.of(saying(key).getAsString().split("\\|", -1))));
    this.months = list("months");
    this.weekdays = list("weekdays");
    this.day = saying("day");
    this.month = saying("month");
  }

  /** The language that they are in, a BCP 47 tag. */
  String tag() {
    return tag;
  }

  /** The same for Java. */
  Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /** A text, with what goes into it. */
  String say(String key, Object... arguments) {
    return saying(key).with(arguments);
  }

  /** {@code 22 November 2026}. */
  String day(LocalDate date) {
    return day.with(date.getDayOfMonth(), monthName(date.getMonthValue()), year(date.getYear()));
  }

  /** {@code November 2026}. */
  String month(YearMonth of) {
    return month.with("", monthName(of.getMonthValue()), year(of.getYear()));
  }

  private static String year(int year) {
    return Integer.toString(year);
  }

  /** {@code November}, for 11. */
  String monthName(int of) {
    return months.get(of - 1);
  }

  /** {@code Sunday}. */
  String weekday(LocalDate date) {
    return weekdays.get(date.getDayOfWeek().getValue() - 1);
  }

  /** From Monday to Sunday. */
  List<String> weekdays() {
    return weekdays;
  }

  /** Names that stand in a text as one, with bars between them: {@code a|b|c}. */
  List<String> list(String key) {
    return Objects.requireNonNull(lists.get(key));
  }

  private Saying saying(String key) {
    Saying saying = sayings.get(key);
    if (saying == null) {
      throw new IllegalArgumentException("there is no text " + key);
    }
    return saying;
  }

  @Override
  public @Nullable TemplateModel get(String key) {
    return sayings.get(key);
  }

  @Override
  public boolean isEmpty() {
    return false;
  }
}
