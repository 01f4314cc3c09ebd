package orrery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import orrery.clean.PlainText;
import orrery.config.Planet;
import orrery.curate.Identity;
import orrery.feed.Candidate;
import orrery.feed.Ruling;
import orrery.feed.Tag;
import orrery.feed.Verdict;
import orrery.store.Gists;
import orrery.store.Gists.Learned;
import orrery.store.Gists.Made;
import orrery.store.Gists.Shown;
import orrery.store.Gists.Sign;
import orrery.store.Gists.Signed;
import orrery.store.Posts;
import orrery.store.Posts.Touch;
import orrery.tag.Learner;
import orrery.tag.Sample;
import orrery.tag.Tagger;
import orrery.tag.Vocabulary;
import orrery.tag.Words;

/**
 * Gives a planet's posts what they have beside their verdicts: the tags that its rules want, tags
 * that fit those that have none, and what they are related to. Each post is looked at once; what is
 * known of all others comes from a sample of the newest, which is read anew now and then.
 */
final class Describer {
  private static final Logger LOG = LoggerFactory.getLogger(Describer.class);

  private static final String LINK = "link";

  /** How many posts are in memory, and in a transaction. */
  private static final int PART = 100;

  /** From how many of the newest posts is learned. */
  private static final int SAMPLE = 8_000;

  /** It is learned anew when there are so many times as many posts, and a few more. */
  private static final double GROWTH = 1.25;

  private static final int FEW = 20;

  private static final Duration LONG = Duration.ofDays(30);

  /** How many posts are looked at in a cycle. */
  private static final int MOST = 20_000;

  /** How many words tell what a post is about. */
  private static final int WORDS = 8;

  /** How many tags are suggested for a post. */
  private static final int SUGGESTED = 3;

  private final Planet planet;
  private final Map<Long, Member> members;
  private final Posts posts;
  private final Gists gists;
  private final Tagger tagger;
  private final Instant now;
  private final Progress progress;
  private final BooleanSupplier stopped;

  /**
   * A planet's.
   *
   * @param members its feeds by the store's number of them
   * @param stopped whether the work is to end
   */
  Describer(
      Planet planet,
      Map<Long, Member> members,
      Posts posts,
      Instant now,
      Progress progress,
      BooleanSupplier stopped) {
    this.planet = planet;
    this.members = members;
    this.posts = posts;
    this.gists = posts.gists();
    this.tagger = Rules.tagger(planet);
    this.now = now;
    this.progress = progress;
    this.stopped = stopped;
  }

  /** The same verdicts with the tags that the planet's rules, or what was found before, give. */
  List<Ruling> tagged(List<Ruling> rulings) {
    LongFunction<String> texts = Rules.texts(posts.docket()::html);
    List<Ruling> tagged = new ArrayList<>(rulings.size());
    List<Candidate> untagged = new ArrayList<>();
    for (Ruling ruling : rulings) {
      Candidate post = ruling.candidate();
      if (ruling.verdict().kind() != Verdict.Kind.SHOWN) {
        tagged.add(ruling);
        continue;
      }
      Member member = members.get(post.feed());
      List<Tag> tags =
          tagger.tags(
              post.tags(),
              member == null ? List.of() : member.subscription().tags(),
              post.title(),
              () -> texts.apply(post.entry()));
      if (tags.isEmpty()) {
        untagged.add(post);
      }
      tagged.add(ruling.with(tags));
    }
    if (planet.tagging().suggests() && !untagged.isEmpty()) {
      Map<Long, List<String>> before = gists.suggested(untagged);
      tagged.replaceAll(
          ruling -> {
            List<String> keys = before.get(ruling.candidate().entry());
            return keys == null ? ruling : ruling.with(tagger.suggested(keys));
          });
    }
    return tagged;
  }

  /**
   * Looks at posts that were not looked at yet, and says what that touches. Where there are very
   * many, as after an upgrade, the rest is left for the next cycles.
   */
  List<Touch> describe() {
    List<Touch> touches = new ArrayList<>();
    int due = gists.due();
    if (due == 0) {
      return touches;
    }
    int shown = posts.shown().values().stream().mapToInt(Posts.Shown::posts).sum();
    Vocabulary vocabulary = vocabulary(shown);
    progress.begin("Describing posts", Math.min(MOST, due));
    try {
      int looked = 0;
      List<Shown> some = gists.unsigned(Long.MAX_VALUE, PART);
      while (!some.isEmpty() && looked < MOST) {
        goOn();
        looked += some.size();
        Set<String> keys = new HashSet<>();
        some.forEach(post -> post.tags().forEach(tag -> keys.add(tag.key())));
        Map<String, Integer> uses = gists.uses(keys);
        touches.addAll(
            gists.keep(some.stream().map(post -> made(post, vocabulary, uses, shown)).toList()));
        some.forEach(post -> progress.step());
        some = gists.unsigned(some.getLast().entry(), PART);
      }
      // Not before: each may be related to each.
      List<Signed> signed = gists.unrelated(Long.MAX_VALUE, PART);
      while (!signed.isEmpty()) {
        goOn();
        touches.addAll(gists.relate(signed));
        signed = gists.unrelated(signed.getLast().entry(), PART);
      }
    } finally {
      progress.end();
    }
    return touches;
  }

  private void goOn() {
    if (stopped.getAsBoolean()) {
      throw new CancellationException("stopped while posts were looked at");
    }
  }

  private Made made(Shown post, Vocabulary vocabulary, Map<String, Integer> uses, int all) {
    boolean untagged = post.tags().stream().allMatch(Tag::suggested);
    try {
      Words words = words(post);
      List<Sign> signs = signs(post, vocabulary.gist(words, WORDS), uses, all);
      return new Made(post, signs, untagged ? suggested(words, vocabulary) : null);
    } catch (RuntimeException e) {
      // A text that an analyser cannot take: the post stands, with nothing beside it.
      LOG.error("The post {} cannot be described.", post.anchor(), e);
      return new Made(post, List.of(), untagged ? List.of() : null);
    }
  }

  private static List<Sign> signs(
      Shown post, List<Vocabulary.Term> terms, Map<String, Integer> uses, int all) {
    Map<Long, Sign> signs = new LinkedHashMap<>();
    for (Vocabulary.Term term : terms) {
      add(signs, "word", term.text(), term.weight());
    }
    for (Tag tag : post.tags()) {
      if (!tag.suggested()) {
        double share = (1.0 + all) / (1 + uses.getOrDefault(tag.key(), 0));
        add(signs, "tag", tag.key(), Math.log(share));
      }
    }
    // Who links the same page, or one another, writes of one thing.
    for (long link : post.links()) {
      add(signs, LINK, Long.toString(link), Math.log(1.0 + all));
    }
    return List.copyOf(signs.values());
  }

  private static void add(Map<Long, Sign> signs, String kind, String text, double weight) {
    long key = Identity.digest((kind + '\n' + text).getBytes(StandardCharsets.UTF_8));
    signs.put(key, new Sign(key, weight, kind.equals(LINK)));
  }

  private @Nullable List<Tag> suggested(Words words, Vocabulary vocabulary) {
    return planet.tagging().suggests()
        ? tagger.suggested(
            vocabulary.suggest(words, SUGGESTED).stream().map(Vocabulary.Suggestion::tag).toList())
        : null;
  }

  private static Words words(Shown post) {
    return Words.of(post.title(), PlainText.ofClean(post.html()), post.language());
  }

  /** What was learned, as long as it is not too old; else what is learned now. */
  private Vocabulary vocabulary(int shown) {
    Learned learned = gists.learned();
    Vocabulary known = learned == null || isOld(learned, shown) ? null : read(learned);
    if (known == null) {
      known = learn(shown);
      gists.learn(new Learned(now, shown, known.write()));
    }
    return known;
  }

  /** What an older program learned, it may have written otherwise. */
  private static @Nullable Vocabulary read(Learned learned) {
    try {
      return Vocabulary.read(learned.bytes());
    } catch (IllegalArgumentException e) {
      LOG.info("It is learned anew what the planet's tags stand for: {}", e.getMessage());
      return null;
    }
  }

  private boolean isOld(Learned learned, int shown) {
    return shown > GROWTH * learned.posts() + FEW || now.isAfter(learned.made().plus(LONG));
  }

  private Vocabulary learn(int shown) {
    Learner learner =
        new Learner(planet.tagging().minimum(), gists.words(planet.tagging().minimum()));
    int read = 0;
    progress.begin("Learning topics", Math.min(SAMPLE, shown));
    try {
      List<Shown> some = gists.newest(null, PART);
      while (!some.isEmpty() && read < SAMPLE) {
        goOn();
        for (Shown post : some) {
          read++;
          learner.add(
              new Sample(
                  post.feed(),
                  words(post),
                  post.tags().stream()
                      .filter(tag -> tag.origin() == Tag.Origin.AUTHOR)
                      .map(Tag::key)
                      .toList()));
          progress.step();
        }
        some = gists.newest(some.getLast(), PART);
      }
      return learner.done();
    } finally {
      progress.end();
    }
  }
}
