package orrery.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orrery.feed.Author;
import orrery.feed.Blog;
import orrery.feed.Post;
import orrery.feed.Tag;

/** Made-up posts whose words are as many, as long and as often as those of a language. */
final class Babble {
  private static final int CORE = 60_000;
  private static final long DAY = 86_400;
  private static final long LAST = LocalDate.of(2026, 11, 22).toEpochDay() * DAY;

  private final Random random = new Random(1);
  final String[] words = new String[CORE];
  private final double[] sums = new double[CORE];
  private final List<Blog> blogs = new ArrayList<>();
  final List<Tag> tags = new ArrayList<>();

  Babble() {
    double sum = 0;
    for (int i = 0; i < CORE; i++) {
      words[i] = word(i < 200 ? 1 + i % 2 : 2 + random.nextInt(3));
      sum += 1.0 / (i + 2.7);
      sums[i] = sum;
    }
    for (int i = 0; i < 1_000; i++) {
      blogs.add(Samples.blog("blog-" + i, word(2) + " " + word(3)));
    }
    for (int i = 0; i < 3_000; i++) {
      String tag = words[300 + i * 3];
      tags.add(new Tag(tag, tag));
    }
  }

  /** A new word. */
  private String word(int syllables) {
    String[] common = {"con", "inter", "pro", "de", "re", "com"};
    StringBuilder word =
        new StringBuilder(random.nextInt(12) == 0 ? common[random.nextInt(6)] : "");
    for (int i = 0; i < syllables; i++) {
      word.append("bcdfghjklmnprstvwz".charAt(random.nextInt(18)));
      word.append("aeiou".charAt(random.nextInt(5)));
      if (random.nextInt(3) == 0) {
        word.append("nrstl".charAt(random.nextInt(5)));
      }
    }
    return word.toString();
  }

  /** A word, as often as such words are. */
  String any() {
    if (random.nextInt(150) == 0) {
      return word(4) + random.nextInt(1000); // names, slips, numbers: seen once
    }
    int at = Arrays.binarySearch(sums, random.nextDouble() * sums[CORE - 1]);
    return words[Math.min(CORE - 1, at < 0 ? -at - 1 : at)];
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(i == 0 ? "" : " ").append(any());
    }
    return text.toString();
  }

  /** A post of some four hundred words. */
  Post post(int n, long seconds) {
    Blog blog = blogs.get((int) Math.abs(random.nextGaussian() * 300) % 1_000);
    List<Tag> some = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      some.add(tags.get((int) Math.abs(random.nextGaussian() * 500) % 3_000));
    }
    int length = (int) Math.clamp(StrictMath.exp(5.6 + random.nextGaussian() * 0.9), 10, 6_000);
    String text = text(length);
    return Samples.post(Integer.toString(n + 1_000_000, 36) + "abcd")
        .blog(blog)
        .url("https://" + blog.slug() + ".example.org/2020/" + n + "-a-name-of-the-post/")
        .title(text(3 + random.nextInt(7)))
        .html(text)
        .excerpt(text.substring(0, Math.min(300, text.length())))
        .authors(new Author(blog.name(), null, null))
        .tags(some.stream().distinct().toArray(Tag[]::new))
        .date(Instant.ofEpochSecond(seconds).toString())
        .build();
  }

  /** So many posts, spread evenly over ten years to the end of November 2026. */
  NavigableMap<YearMonth, List<Post>> posts(int count) {
    long from = LocalDate.of(2016, 12, 1).toEpochDay() * DAY;
    NavigableMap<YearMonth, List<Post>> months = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      add(months, post(i, from + (LAST - from) * i / count));
    }
    return months;
  }

  /** So many more, all of the last minutes. */
  void more(NavigableMap<YearMonth, List<Post>> months, int count) {
    for (int i = 0; i < count; i++) {
      add(months, post(9_000_000 + i, LAST - count + i));
    }
  }

  private static void add(NavigableMap<YearMonth, List<Post>> months, Post post) {
    months
        .computeIfAbsent(YearMonth.from(Paths.dayOf(post.date())), m -> new ArrayList<>())
        .add(post);
  }

  /** The parts of their index, oldest first. */
  static List<SearchPart> parts(NavigableMap<YearMonth, List<Post>> months) {
    NavigableMap<LocalDate, Integer> days = new TreeMap<>();
    months
        .values()
        .forEach(posts -> posts.forEach(p -> days.merge(Paths.dayOf(p.date()), 1, Integer::sum)));
    return SearchPart.of(days);
  }

  /** The files of one part. */
  static Map<String, byte[]> index(SearchPart part, NavigableMap<YearMonth, List<Post>> months) {
    SearchIndex index = new SearchIndex(part);
    months.values().stream()
        .flatMap(List::stream)
        .filter(post -> part.has(Paths.dayOf(post.date())))
        .forEach(post -> index.add(post, post.html()));
    Map<String, byte[]> files = new HashMap<>();
    index.pages().forEach(page -> files.put(page.path(), page.bytes()));
    return files;
  }

  /** The whole index. */
  static Map<String, byte[]> index(NavigableMap<YearMonth, List<Post>> months) {
    Map<String, byte[]> files = new HashMap<>();
    List<SearchPart> parts = parts(months);
    parts.forEach(part -> files.putAll(index(part, months)));
    Page contents = SearchIndex.contents(parts);
    files.put(contents.path(), contents.bytes());
    return files;
  }

  /** So many different words, as often asked for as they are written; some are only begun. */
  String query(int count) {
    String query =
        Stream.generate(this::any).distinct().limit(count).collect(Collectors.joining(" "));
    return random.nextBoolean()
        ? query + " "
        : query.substring(0, query.length() - random.nextInt(2));
  }

  /** So many words of which each is as likely as any other, so that most are rare. */
  String rare(int count) {
    return Stream.generate(() -> words[random.nextInt(CORE)])
        .distinct()
        .limit(count)
        .collect(Collectors.joining(" ", "", " "));
  }
}
