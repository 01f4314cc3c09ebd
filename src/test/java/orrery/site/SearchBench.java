package orrery.site;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import orrery.feed.Post;

/**
 * What the search costs on a made-up planet: the index of so many posts over ten years, what twenty
 * new ones change of it, what a thousand queries of each kind load, and what a real Chromium loads
 * for some.
 *
 * <p>Run it with the test classpath; arguments: the number of posts (100,000), and a folder to
 * leave the site in.
 */
final class SearchBench {
  private static final int QUERIES = 1_000;

  private final Babble babble = new Babble();

  private SearchBench() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    Path folder =
        args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("orrery-search-bench");
    new SearchBench().run(count, folder);
  }

  private void run(int count, Path folder) throws Exception {
    NavigableMap<YearMonth, List<Post>> months = babble.posts(count);
    List<SearchPart> parts = Babble.parts(months);
    long start = System.nanoTime();
    Map<String, byte[]> files = Babble.index(months);
    System.out.printf("%d posts, %d parts%n", count, parts.size());
    System.out.printf("built in %d ms%n", (System.nanoTime() - start) / 1_000_000);
    say("all", files, "search/");
    for (String kind : List.of("h", "b", "t", "p")) {
      for (String part : List.of("2025", "2026-10", parts.getLast().name())) {
        say(part + " " + kind, files, "search/" + part + "/" + kind);
      }
    }

    SearchCost cost = new SearchCost(files, parts);
    for (int n = 1; n <= 3; n++) {
      int of = n;
      costs(n + " words by frequency", cost, () -> babble.query(of));
      costs(n + " words, most rare", cost, () -> babble.rare(of));
    }

    babble.more(months, 20);
    start = System.nanoTime();
    Map<String, byte[]> after = Babble.index(Babble.parts(months).getLast(), months);
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
        Arrays.stream(babble.words)
            .skip(20_000)
            .filter(w -> w.startsWith("con"))
            .findFirst()
            .orElse("");
    for (String query :
        List.of(
            con + " ",
            "con",
            con.substring(0, 6),
            babble.words[0] + " ",
            babble.words[50] + " ",
            babble.words[3_000] + " ",
            babble.words[20_000] + " ",
            babble.words[59_000] + " ",
            babble.words[59_000].substring(0, 4),
            babble.words[300],
            once + " ",
            babble.words[40] + " " + babble.words[5_000] + " ",
            babble.words[30_000] + " " + babble.words[50_000] + " ",
            "tag:" + babble.tags.get(7).key() + " " + babble.words[1_000],
            "nowhere99 ",
            babble.words[0] + " " + babble.words[1] + " nowhere99 ")) {
      ask(query, cost.of(query), files, folder);
    }
    System.out.println(folder);
  }

  private static void costs(String what, SearchCost cost, Supplier<String> queries) {
    List<SearchCost.Cost> costs = Stream.generate(queries).limit(QUERIES).map(cost::of).toList();
    System.out.printf(
        "%-20s until the first %s; until ten %s; requests %s; %d without a hit%n",
        what,
        spread(costs.stream().mapToLong(SearchCost.Cost::first), 1000) + " KB",
        spread(costs.stream().mapToLong(SearchCost.Cost::all), 1000) + " KB",
        spread(costs.stream().mapToLong(SearchCost.Cost::requests), 1),
        costs.stream().filter(of -> of.hits() == 0).count());
  }

  /** Median, 90 and 99 of a hundred, and the largest. */
  private static String spread(LongStream numbers, int unit) {
    long[] sorted = numbers.sorted().toArray();
    return IntStream.of(50, 90, 99, 100)
        .mapToObj(n -> Long.toString(sorted[(sorted.length - 1) * n / 100] / unit))
        .collect(Collectors.joining(" "));
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
  private static void ask(
      String query, SearchCost.Cost cost, Map<String, byte[]> files, Path folder) throws Exception {
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
    long bytes = asked.values().stream().mapToLong(n -> n).sum();
    int rows =
        asked.entrySet().stream()
            .filter(file -> file.getKey().endsWith("json"))
            .mapToInt(Map.Entry::getValue)
            .sum();
    System.out.printf(
        "%-32s %3d requests, %4d KB (%4d to the first), of it rows %3d KB; %4d KB as gzip; %s%s%n",
        query,
        asked.size(),
        bytes / 1000,
        cost.first() / 1000,
        rows / 1000,
        zipped / 1000,
        Jsoup.parse(dom).select(".said").text(),
        cost.all() == bytes ? "" : "; but reckoned were " + cost.all());
  }

  private static String type(String path) {
    return path.endsWith(".js")
        ? "text/javascript"
        : path.endsWith(".css") ? "text/css" : "text/plain; charset=utf-8";
  }
}
