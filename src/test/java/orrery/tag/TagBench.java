package orrery.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What it costs to learn a vocabulary, and to tag a post with it: its words, suggestions and gist.
 * {@code src/test/bench/tag.sh} calls it. Arguments: how many posts to learn. With {@code -Xmx} it
 * tells how much memory that needs.
 */
final class TagBench {
  private static final int BLOGS = 200;
  private static final int TAGS = 300;
  private static final int LENGTH = 400;
  private static final int VOCABULARY = 60_000;
  private static final int ROUNDS = 21;

  /** Posts a round. */
  private static final int NEW = 200;

  private final Random random = new Random(7);

  public static void main(String[] args) {
    var bench = new TagBench();
    for (String posts : args) {
      bench.run(Integer.parseInt(posts));
    }
  }

  private void run(int posts) {
    Set<String> tags = new HashSet<>();
    for (int i = 0; i < TAGS; i++) {
      tags.add("topic" + i);
    }
    Learner learner = new Learner(3, tags);
    for (int i = 0; i < posts; i++) {
      learner.add(sample());
    }
    long before = System.nanoTime();
    Vocabulary learned = learner.done();
    long learning = System.nanoTime() - before;
    byte[] bytes = learned.write();
    learned = Vocabulary.read(bytes);

    long[] times = new long[ROUNDS];
    int said = 0;
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      List<String[]> texts = new ArrayList<>();
      for (int i = 0; i < NEW; i++) {
        texts.add(text(random.nextInt(TAGS)));
      }
      long start = System.nanoTime();
      for (String[] text : texts) {
        Words words = Words.of(text[0], text[1], "en");
        said += learned.suggest(words, 5).size();
        said += learned.gist(words, 20).size();
      }
      if (round >= 0) {
        times[round] = System.nanoTime() - start;
      }
    }
    if (said == 0) {
      throw new IllegalStateException("nothing was said of any post");
    }
    Arrays.sort(times);
    System.out.printf(
        "%,6d posts: learned in %.2f s, %.0f ms per 1,000; %d tags, %,d KB; tagged %,.0f posts a"
            + " second%n",
        posts,
        learning / 1e9,
        learning / 1e6 / posts * 1000,
        learned.tags().size(),
        bytes.length / 1024,
        NEW * 1e9 / times[ROUNDS / 2]);
  }

  private Sample sample() {
    int topic = random.nextInt(TAGS);
    String[] text = text(topic);
    List<String> tags = random.nextInt(3) == 0 ? List.of() : List.of("topic" + topic);
    return new Sample(random.nextInt(BLOGS), Words.of(text[0], text[1], "en"), tags);
  }

  /** Title and text: some words of a topic among others, of which few are frequent. */
  private String[] text(int topic) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      double rank = Math.pow(VOCABULARY, random.nextDouble());
      text.append(i % 12 == 11 ? ". " : " ");
      if (random.nextInt(20) == 0) {
        text.append("topic").append(topic).append(random.nextInt(4) == 0 ? "" : "x" + i % 5);
      } else {
        text.append(i % 2 == 0 ? "the " : "").append("w").append((int) rank).append("ing");
      }
    }
    return new String[] {"On topic" + topic + " again", text.toString()};
  }
}
