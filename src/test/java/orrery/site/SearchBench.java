package orrery.site;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import orrery.feed.Author;
import orrery.feed.Blog;
import orrery.feed.Post;
import orrery.feed.Tag;

/**
 * What the search costs on a made-up planet: the index of so many posts over ten years, what twenty
 * new ones change of it, and what a real Chromium loads for some queries.
 *
 * <p>Run it with the test classpath; arguments: the number of posts (100,000), and a folder to
 * leave the site in.
 */
final class SearchBench {
  private static final int CORE = 60_000;
  private static final LocalDate FIRST = LocalDate.of(2016, 12, 1);

  private final Random random = new Random(1);
  private final String[] words = new String[CORE];
  private final double[] sums = new double[CORE];
  private final List<Blog> blogs = new ArrayList<>();
  private final List<Tag> tags = new ArrayList<>();

  private SearchBench() {
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

  private String any() {
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

  private Post post(int n, long seconds) {
    Blog blog = blogs.get((int) Math.abs(random.nextGaussian() * 300) % 1_000);
    List<Tag> some = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      some.add(tags.get((int) Math.abs(random.nextGaussian() * 500) % 3_000));
    }
    int length = (int) Math.clamp(Math.exp(5.6 + random.nextGaussian() * 0.9), 10, 6_000);
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

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    Path folder =
        args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("orrery-search-bench");
    new SearchBench().run(count, folder);
  }

  private void run(int count, Path folder) throws Exception {
    long from = FIRST.toEpochDay() * 86_400;
    long to = LocalDate.of(2026, 11, 22).toEpochDay() * 86_400;
    NavigableMap<YearMonth, List<Post>> months = new TreeMap<>();
    NavigableMap<LocalDate, Integer> days = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      Post post = post(i, from + (to - from) * i / count);
      LocalDate day = Paths.dayOf(post.date());
      months.computeIfAbsent(YearMonth.from(day), m -> new ArrayList<>()).add(post);
      days.merge(day, 1, Integer::sum);
    }
    Map<String, byte[]> files = new HashMap<>();
    long start = System.nanoTime();
    for (SearchPart part : SearchPart.of(days)) {
      make(part, months, files);
    }
    Page contents = SearchIndex.contents(SearchPart.of(days));
    files.put(contents.path(), contents.bytes());
    System.out.printf("%d posts, %d parts%n", count, SearchPart.of(days).size());
    System.out.printf("built in %d ms%n", (System.nanoTime() - start) / 1_000_000);
    say("all", files, "search/");
    for (String kind : List.of("h", "t", "p")) {
      for (String part : List.of("2025", "2026-10")) {
        say(part + " " + kind, files, "search/" + part + "/" + kind);
      }
    }

    List<Post> newest = months.lastEntry().getValue();
    LocalDate last = days.lastKey();
    for (int i = 0; i < 20; i++) {
      newest.add(post(count + i, to - 200 + i));
      days.merge(last, 1, Integer::sum);
    }
    Map<String, byte[]> after = new HashMap<>();
    start = System.nanoTime();
    make(SearchPart.of(days).getLast(), months, after);
    long took = System.nanoTime() - start;
    long bytes = 0;
    int changed = 1;
    for (Map.Entry<String, byte[]> file : after.entrySet()) {
      if (!Arrays.equals(file.getValue(), files.get(file.getKey()))) {
        changed++;
        bytes += file.getValue().length;
      }
    }
    System.out.printf(
        "20 new posts: %d files rewritten, %d KB, %d ms%n",
        changed, bytes / 1000, took / 1_000_000);

    Theme theme = Theme.load(null);
    Page page = new Site(Samples.SETTINGS, theme).search();
    files.put(page.path(), page.bytes());
    theme.assets().forEach(asset -> files.put(asset.path(), asset.bytes()));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Post old = months.firstEntry().getValue().getFirst();
    String once =
        Arrays.stream(old.html().split(" ")).filter(w -> w.matches(".*\\d")).findFirst().orElse("");
    String con =
        Arrays.stream(words).skip(20_000).filter(w -> w.startsWith("con")).findFirst().orElse("");
    for (String query :
        List.of(
            con + " ",
            "con",
            con.substring(0, 6),
            words[0] + " ",
            words[50] + " ",
            words[3_000] + " ",
            words[20_000] + " ",
            words[59_000] + " ",
            words[59_000].substring(0, 4),
            words[300],
            once + " ",
            words[40] + " " + words[5_000] + " ",
            words[30_000] + " " + words[50_000] + " ",
            "tag:" + tags.get(7).key() + " " + words[1_000],
            "nowhere99 ",
            words[0] + " " + words[1] + " nowhere99 ")) {
      ask(query, files, folder);
    }
    System.out.println(folder);
  }

  private static void make(
      SearchPart part, Map<YearMonth, List<Post>> months, Map<String, byte[]> files) {
    SearchIndex index = new SearchIndex(part);
    for (YearMonth month : part.months()) {
      months.getOrDefault(month, List.of()).forEach(post -> index.add(post, post.html()));
    }
    index.pages().forEach(page -> files.put(page.path(), page.bytes()));
  }

  private static void say(String what, Map<String, byte[]> files, String beginning) {
    long[] sizes =
        files.entrySet().stream()
            .filter(file -> file.getKey().startsWith(beginning))
            .mapToLong(file -> file.getValue().length)
            .sorted()
            .toArray();
    System.out.printf(
        "%-10s %6d files, %6d KB, half are below %d B, the largest %d B%n",
        what,
        sizes.length,
        Arrays.stream(sizes).sum() / 1000,
        sizes[sizes.length / 2],
        sizes[sizes.length - 1]);
  }

  /** Lets a browser look it up, and counts what it loads until ten posts, or all, are shown. */
  private static void ask(String query, Map<String, byte[]> files, Path folder) throws Exception {
    Map<String, Integer> asked = new ConcurrentHashMap<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath().substring(1);
          byte[] bytes = files.get(path);
          if (bytes != null && path.startsWith("search/")) {
            asked.put(path, bytes.length);
          }
          exchange
              .getResponseHeaders()
              .set("Content-Type", path.endsWith(".html") ? "text/html" : type(path));
          exchange.sendResponseHeaders(
              bytes == null ? 404 : 200, bytes == null ? -1 : bytes.length);
          if (bytes != null) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    Path dom = folder.resolve("dom.html");
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/search.html?q=";
    Process browser =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--virtual-time-budget=20000",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                address + java.net.URLEncoder.encode(query, StandardCharsets.UTF_8))
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    browser.waitFor();
    server.stop(0);
    long zipped = 0;
    for (String path : asked.keySet()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(files.getOrDefault(path, new byte[0]));
      }
      zipped += out.size();
    }
    int rows =
        asked.entrySet().stream()
            .filter(file -> file.getKey().endsWith("json"))
            .mapToInt(Map.Entry::getValue)
            .sum();
    System.out.printf(
        "%-32s %3d requests, %4d KB, of it rows %3d KB; %4d KB as gzip; %s%n",
        query,
        asked.size(),
        asked.values().stream().mapToInt(n -> n).sum() / 1000,
        rows / 1000,
        zipped / 1000,
        Jsoup.parse(dom).select(".said").text());
  }

  private static String type(String path) {
    return path.endsWith(".js")
        ? "text/javascript"
        : path.endsWith(".css") ? "text/css" : "text/plain; charset=utf-8";
  }
}
