package orrery.tag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tags that the authors of a planet use, and what tells that a post is of one of them.
 * Immutable and safe for several threads.
 *
 * <p>A tag is suggested from two kinds of evidence: its name is in the title or the text, or the
 * text has the stems and pairs of stems that posts with the tag have more often than others in the
 * same language, on several blogs. How strong that is {@link Learner} finds out on the planet's own
 * posts: "linux" in a title is nearly always the topic, "life" is not. Tags that a single blog
 * uses, and tags of too few posts, are neither learned nor suggested; a word that nobody uses as a
 * tag cannot be.
 */
public final class Vocabulary {
  /** A word of the title tells as much as so many of the text. */
  private static final int HEADING = 3;

  /** What is not at least so probable beside the most probable tag is a mere echo of it. */
  private static final double BESIDE = 0.5;

  /**
   * A tag that a post may well have.
   *
   * @param tag its key
   * @param probability how likely an author who uses the tag would have given it, 0 to 1
   */
  public record Suggestion(String tag, double probability) {}

  /**
   * What a post has to do with others that have it too.
   *
   * @param text a stem, or two with a space between
   * @param weight above 0; the more, the more often the post has it and the rarer others do
   */
  public record Term(String text, double weight) {}

  /**
   * How evidence becomes a probability.
   *
   * @param weights of the features
   * @param scale from their sum to a probability
   * @param least what is less probable is not said; infinite where nothing can be said
   */
  record Trust(double[] weights, double[] scale, double least) {
    double probability(double[] features) {
      return Logistic.probability(scale, new double[] {1, Logistic.sum(weights, features)});
    }
  }

  private final List<String> keys;
  private final Evidence evidence;
  private final Frequencies frequencies;
  private final Trust trust;
  private final Map<Integer, Integer> names = new HashMap<>();

  Vocabulary(List<String> keys, Evidence evidence, Frequencies frequencies, Trust trust) {
    this.keys = keys;
    this.evidence = evidence;
    this.frequencies = frequencies;
    this.trust = trust;
    for (int i = 0; i < keys.size(); i++) {
      names.put(keys.get(i).hashCode(), i);
    }
  }

  /** Tags for a post, most probable first; none where the evidence is poor. */
  public List<Suggestion> suggest(Words words, int most) {
    List<Suggestion> likely = suggest(words, most, trust.least);
    double beside = likely.isEmpty() ? 0 : likely.getFirst().probability() * BESIDE;
    return likely.stream().filter(s -> s.probability() >= beside).toList();
  }

  /**
   * Tags for a post, most probable first, however poor the evidence for them as a whole is.
   *
   * @param least probability, 0 to 1, of what is suggested
   */
  public List<Suggestion> suggest(Words words, int most, double least) {
    if (least > 1 || trust.scale.length == 0) {
      return List.of();
    }
    Bag post = new Bag(0, words, false, names.keySet());
    post.count(frequencies);
    post.keep(names);
    List<Suggestion> suggestions = new ArrayList<>();
    for (Evidence.Candidate candidate : evidence.candidates(post)) {
      double probability = trust.probability(candidate.features());
      if (candidate.enough() && probability >= least) {
        suggestions.add(new Suggestion(keys.get(candidate.tag()), probability));
      }
    }
    suggestions.sort(
        Comparator.comparingDouble(Suggestion::probability)
            .reversed()
            .thenComparing(Suggestion::tag));
    return List.copyOf(suggestions.subList(0, Math.min(most, suggestions.size())));
  }

  /**
   * The terms that tell most of a post, most telling first. A pair of words must have been seen
   * before; a word that is new must be in the title, or come again.
   */
  public List<Term> gist(Words words, int most) {
    List<Term> terms = new ArrayList<>();
    String language = words.language();
    double posts = frequencies.posts(language) + Frequencies.LEAST;
    words
        .terms()
        .forEach(
            (text, place) -> {
              int known = frequencies.of(Bag.hash(language, text));
              boolean tells =
                  known > 0
                      || (text.indexOf(' ') < 0
                          && text.codePoints().anyMatch(Character::isLetter)
                          && (place.title() || place.count() > 1));
              if (tells) {
                double often = 1 + StrictMath.log(place.count() + (place.title() ? HEADING : 0));
                double rare = StrictMath.log(posts / Math.max(known, 1));
                if (rare > 0) {
                  terms.add(new Term(text, often * rare));
                }
              }
            });
    terms.sort(Comparator.comparingDouble(Term::weight).reversed().thenComparing(Term::text));
    return List.copyOf(terms.subList(0, Math.min(most, terms.size())));
  }

  /** The tags that were learned: their keys, in alphabetical order. */
  List<String> tags() {
    return keys;
  }

  /** All of it, in a form that {@link #read} understands; the same for the same samples. */
  public byte[] write() {
    return Written.of(keys, evidence, frequencies, trust);
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws IllegalArgumentException where another version of Orrery wrote it, or nobody did
   */
  public static Vocabulary read(byte[] bytes) {
    return Written.read(bytes);
  }
}
