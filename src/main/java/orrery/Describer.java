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
  /** How many posts are in memory, and in a transaction. */
  private static final int PART = 200;

  /** From how many of the newest posts is learned. */
  private static final int SAMPLE = 20_000;

  /** It is learned anew when there are so many times as many posts, and a few more. */
  private static final double GROWTH = 1.25;

  private static final int FEW = 20;

  private static final Duration LONG = Duration.ofDays(30);

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
      Member member = members.get(post.feed());
      List<Tag> tags =
          tagger.tags(
              post.tags(),
              member == null ? List.of() : member.subscription().tags(),
              post.title(),
              () -> texts.apply(post.entry()));
      if (tags.isEmpty() && ruling.verdict().kind() == Verdict.Kind.SHOWN) {
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

  /** Looks at all posts that were not looked at yet, and says what that touches. */
  List<Touch> describe() {
    List<Touch> touches = new ArrayList<>();
    List<Shown> due = gists.due(PART);
    if (due.isEmpty()) {
      return touches;
    }
    int shown = posts.shown().values().stream().mapToInt(Posts.Shown::posts).sum();
    Vocabulary vocabulary = vocabulary(shown);
    while (!due.isEmpty()) {
      goOn();
      Set<String> keys = new HashSet<>();
      due.forEach(post -> post.tags().forEach(tag -> keys.add(tag.key())));
      Map<String, Integer> uses = gists.uses(keys);
      touches.addAll(
          gists.keep(due.stream().map(post -> made(post, vocabulary, uses, shown)).toList()));
      due = gists.due(PART);
    }
    return touches;
  }

  private void goOn() {
    if (stopped.getAsBoolean()) {
      throw new CancellationException("stopped while posts were looked at");
    }
  }

  private Made made(Shown post, Vocabulary vocabulary, Map<String, Integer> uses, int all) {
    Words words = words(post);
    Map<Long, Double> signs = new LinkedHashMap<>();
    for (Vocabulary.Term term : vocabulary.gist(words, WORDS)) {
      signs.put(sign("word", term.text()), term.weight());
    }
    for (Tag tag : post.tags()) {
      if (!tag.suggested()) {
        double share = (1.0 + all) / (1 + uses.getOrDefault(tag.key(), 0));
        signs.put(sign("tag", tag.key()), Math.log(share));
      }
    }
    // Who links the same page, or one another, writes of one thing.
    for (long link : post.links()) {
      signs.put(sign("link", Long.toString(link)), Math.log(1.0 + all));
    }
    boolean untagged = post.tags().stream().allMatch(Tag::suggested);
    return new Made(post, signs, untagged ? suggested(words, vocabulary) : null);
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

  private static long sign(String kind, String text) {
    return Identity.digest((kind + '\n' + text).getBytes(StandardCharsets.UTF_8));
  }

  /** What was learned, as long as it is not too old; else what is learned now. */
  private Vocabulary vocabulary(int shown) {
    Learned learned = gists.learned();
    Vocabulary known =
        learned == null || isOld(learned, shown) ? null : Vocabulary.read(learned.bytes());
    if (known == null) {
      known = learn(shown);
      gists.learn(new Learned(now, shown, known.write()));
    }
    return known;
  }

  private boolean isOld(Learned learned, int shown) {
    return shown > GROWTH * learned.posts() + FEW || now.isAfter(learned.made().plus(LONG));
  }

  private Vocabulary learn(int shown) {
    Learner learner = new Learner(planet.tagging().minimum());
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
                  post.tags().stream().filter(t -> !t.suggested()).map(Tag::key).toList()));
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
