package orrery.curate;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.feed.Author;
import orrery.feed.Candidate;
import orrery.feed.Entry;
import orrery.feed.Text;
import orrery.feed.Verdict;

/**
 * A rule that posts must keep: {@code filter} is for what they must hold, {@code exclude} for what
 * they must not, be it in title and text together or, with the name of a part behind it ({@code
 * filter_title}), in that part.
 *
 * <p>What a post does not say, it does not hold: {@code filter_author} keeps out posts without an
 * author. Only a language that is not known passes, as it is seldom the author's fault.
 *
 * @param key the rule's name, and that of the key in the config
 * @param written what the config says there
 * @param whose "The planet's", "The feed's"
 * @param pattern what is to be found; null where it is about languages
 * @param languages tags in lower case; none where it is no rule about languages
 * @param whole whether {@code filter} and {@code exclude} look at the entry as it was read, its
 *     markup and all its parts, as in Venus
 * @param asRead what a feed said, by the store's number of the entry
 */
public record Filter(
    String key,
    String written,
    String whose,
    @Nullable Pattern pattern,
    List<String> languages,
    boolean whole,
    LongFunction<Entry> asRead) {
  private static final int PIECE = 60;
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*");
  private static final Pattern WORD = Pattern.compile("[^\\s,]+");

  /** Copies the list. */
  public Filter {
    languages = List.copyOf(languages);
  }

  /**
   * What a filter looks at.
   *
   * @param title plain text
   * @param text the whole text, plain
   * @param authors their names
   * @param link the address; null for none
   * @param language a language tag; null where it is not known
   * @param asRead what the feed said
   */
  public record Post(
      String title,
      Supplier<String> text,
      List<String> authors,
      @Nullable String link,
      @Nullable String language,
      Supplier<Entry> asRead) {}

  /**
   * The rule of a config.
   *
   * @param key one of {@code filter} and {@code exclude}, alone or of a part
   * @param written an expression, or a list of language tags
   * @param whose "The planet's", "The feed's"
   * @param venus whether it means what it does to Venus: capitals count, and the whole entry is
   *     looked at
   * @param asRead what a feed said, by the store's number of the entry
   * @throws Mistake where it is no rule
   */
  public static Filter of(
      String key, String written, String whose, boolean venus, LongFunction<Entry> asRead) {
    boolean languages = key.endsWith("_language");
    return new Filter(
        key,
        written,
        whose,
        languages ? null : Expression.compile(written, venus),
        languages ? languages(written) : List.of(),
        venus,
        asRead);
  }

  private static List<String> languages(String written) {
    List<String> tags = new ArrayList<>();
    for (Matcher words = WORD.matcher(written); words.find(); ) {
      String tag = words.group().replace('_', '-');
      if (!TAG.matcher(tag).matches()) {
        throw new Mistake(
            "%s is no language; write tags such as en, pt-BR.".formatted(words.group()),
            words.start());
      }
      tags.add(tag.toLowerCase(Locale.ROOT));
    }
    return tags;
  }

  /** The verdict on an entry, null where it passes. */
  public @Nullable Verdict judge(Candidate candidate, Supplier<String> text) {
    return judge(
        new Post(
            candidate.title(),
            text,
            candidate.authors(),
            candidate.url(),
            candidate.language(),
            () -> asRead.apply(candidate.entry())));
  }

  /** The verdict on a post, null where it passes. */
  public @Nullable Verdict judge(Post post) {
    String detail = pattern == null ? judgeLanguage(post.language()) : judge(pattern, post);
    return detail == null ? null : new Verdict(Verdict.Kind.FILTERED, key, detail);
  }

  private @Nullable String judgeLanguage(@Nullable String language) {
    if (language == null || speaks(language) == isWanted()) {
      return null;
    }
    return "Its language, %s, is %s of t%s."
        .formatted(language, isWanted() ? "none" : "one", rule().substring(1));
  }

  private @Nullable String judge(Pattern wanted, Post post) {
    for (String part : parts(post)) {
      Matcher matcher = wanted.matcher(part);
      if (matcher.find()) {
        return isWanted() ? null : "%s matched '%s'.".formatted(rule(), piece(matcher.group()));
      }
    }
    return isWanted() ? rule() + " matched nothing in it." : null;
  }

  /** Whether it is for what posts must hold. */
  private boolean isWanted() {
    return key.startsWith("filter");
  }

  private String rule() {
    return whose + " " + key + " = " + written.replace('\n', ' ');
  }

  private boolean speaks(String language) {
    String tag = language.toLowerCase(Locale.ROOT);
    return languages.stream().anyMatch(one -> tag.equals(one) || tag.startsWith(one + "-"));
  }

  /** Each is looked at for itself. */
  private List<String> parts(Post post) {
    return switch (key.substring(key.indexOf('_') + 1)) {
      case "title" -> List.of(post.title());
      case "text" -> List.of(post.text().get());
      case "category" -> categories(post.asRead().get());
      case "author" -> post.authors();
      case "link" -> post.link() == null ? List.of() : List.of(post.link());
      default ->
          List.of(whole ? whole(post.asRead().get()) : post.title() + "\n" + post.text().get());
    };
  }

  /** As their author wrote them, and not as the tags that became of them. */
  private static List<String> categories(Entry entry) {
    return entry.categories().stream()
        .flatMap(category -> Stream.of(category.label(), category.term()))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static String whole(Entry entry) {
    List<@Nullable String> parts = new ArrayList<>();
    for (Text text : Arrays.asList(entry.title(), entry.summary(), entry.content())) {
      parts.add(text == null ? null : text.value());
    }
    for (Author author : entry.authors()) {
      parts.addAll(Arrays.asList(author.name(), author.email(), author.url()));
    }
    parts.addAll(categories(entry));
    parts.addAll(Arrays.asList(entry.url(), entry.id(), entry.language()));
    return parts.stream().filter(Objects::nonNull).collect(Collectors.joining("\n"));
  }

  private static String piece(String matched) {
    String line = matched.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= PIECE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, PIECE - 1)) + "…";
  }
}
