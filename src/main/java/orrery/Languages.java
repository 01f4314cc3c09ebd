package orrery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import orrery.clean.PlainText;
import orrery.feed.Article;
import orrery.feed.Post;
import orrery.tag.Detector;
import orrery.tag.Detector.Reading;

/**
 * The language of each post of a blog: its text tells it; where that is short or mostly code, the
 * blog's other posts and what is declared count beside it. Feeds declare what their program was set
 * to.
 */
final class Languages {
  /** How much prose, in chars, makes a post tell the language of others. */
  private static final int ENOUGH = 200;

  /** How many posts the other posts of a blog count for at most. */
  private static final double OTHERS = 10;

  /** How many posts what a feed declares of all its entries counts for. */
  private static final double DECLARED = 1;

  /** And what is said of an entry alone, which somebody thought of. */
  private static final double DECLARED_OF_ONE = 30;

  /** How much of a post's prose is read, in chars. */
  private static final int READ = 2000;

  private Languages() {}

  /**
   * These articles in the languages that they are in.
   *
   * @param articles in the languages that are declared
   * @param declared of the whole feed, in its normal form
   * @param before how many posts that the blog had before are in which language
   */
  static List<Article> of(
      List<Article> articles, @Nullable String declared, Map<String, Integer> before) {
    List<Reading> readings = new ArrayList<>();
    Map<String, Integer> blog = new HashMap<>(before);
    for (Article article : articles) {
      readings.add(count(article, blog));
    }
    Map<String, Double> others = scaled(blog);
    List<Article> told = new ArrayList<>();
    for (int i = 0; i < articles.size(); i++) {
      Article article = articles.get(i);
      told.add(article.in(language(article.language(), declared, readings.get(i), others)));
    }
    return told;
  }

  /** How many of these articles are in which language, by their texts alone. */
  static Map<String, Integer> count(List<Article> articles) {
    Map<String, Integer> counts = new HashMap<>();
    articles.forEach(article -> count(article, counts));
    return counts;
  }

  private static Reading count(Article article, Map<String, Integer> counts) {
    String prose = PlainText.prose(article.html(), READ);
    // The title of an untitled post is the beginning of its text.
    Reading reading = Detector.read(article.titled() ? article.title() + "\n" + prose : prose);
    String alone = prose.length() < ENOUGH ? null : reading.language();
    if (alone != null) {
      counts.merge(alone, 1, Integer::sum);
    }
    return reading;
  }

  private static Map<String, Double> scaled(Map<String, Integer> counts) {
    double all = counts.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Double> scaled = new HashMap<>();
    counts.forEach((code, count) -> scaled.put(code, count * Math.min(1, OTHERS / all)));
    return scaled;
  }

  private static @Nullable String language(
      @Nullable String declared,
      @Nullable String ofFeed,
      Reading reading,
      Map<String, Double> others) {
    if (declared == null) {
      return reading.language(others);
    }
    String code = Objects.requireNonNull(Post.primary(declared));
    if (!Detector.knows(code)) {
      // No text can deny it, and nobody declares it who does not mean it.
      return declared;
    }
    Map<String, Double> expected = new HashMap<>(others);
    double weight = code.equals(Post.primary(ofFeed)) ? DECLARED : DECLARED_OF_ONE;
    expected.merge(code, weight, Double::sum);
    String found = reading.language(expected);
    // It may name a region and a script, too.
    return found == null || found.equals(code) ? declared : found;
  }
}
