package orrery.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.NotModified;
import orrery.feed.Fetched.Validators;

/**
 * Fetches a list of addresses once, with the validators of the last run; for measuring a whole
 * process against others (see {@code src/test/bench/fetch.sh}).
 *
 * <p>Arguments: a file with an address a line, a file for the validators, how many calls at once.
 * Says what came of it, and after how long all but the addresses with {@code /drip} were done.
 */
final class FetchBench {
  private FetchBench() {}

  public static void main(String[] args) throws IOException {
    long start = System.nanoTime();
    List<String> urls = Files.readAllLines(Path.of(args[0]));
    Path state = Path.of(args[1]);
    Map<String, Validators> known = new TreeMap<>();
    if (Files.exists(state)) {
      for (String line : Files.readAllLines(state)) {
        String[] words = line.split("\t", -1);
        known.put(words[0], new Validators(words[1], words[2], words[0]));
      }
    }
    Map<String, Integer> counts = new TreeMap<>();
    StringBuilder kept = new StringBuilder();
    FetchSettings usual = FetchSettings.of("FetchBench/1.0", List.of(Cidr.parse("127.0.0.0/8")));
    FetchSettings settings =
        new FetchSettings(
            usual.userAgent(),
            usual.allow(),
            usual.maxBytes(),
            usual.connectTimeout(),
            usual.readTimeout(),
            usual.callTimeout(),
            args.length > 2 ? Integer.parseInt(args[2]) : usual.maxOpen(),
            usual.perHost());
    try (Fetcher fetcher = new Fetcher(settings, InstantSource.system())) {
      List<CompletableFuture<Fetched>> calls = new ArrayList<>();
      for (String url : urls) {
        calls.add(fetcher.start(url, known.getOrDefault(url, Validators.NONE)));
      }
      CompletableFuture.allOf(
              IntStream.range(0, urls.size())
                  .filter(i -> !urls.get(i).contains("/drip"))
                  .mapToObj(calls::get)
                  .toArray(CompletableFuture<?>[]::new))
          .join();
      System.out.printf("quick %.3f%n", (System.nanoTime() - start) / 1e9);
      for (int i = 0; i < urls.size(); i++) {
        Fetched fetched = calls.get(i).join();
        counts.merge(fetched.getClass().getSimpleName(), 1, Integer::sum);
        Validators v =
            switch (fetched) {
              case Fresh f -> f.validators();
              case NotModified n -> n.validators();
              default -> Validators.NONE;
            };
        kept.append(urls.get(i) + "\t" + v.etag() + "\t" + v.lastModified() + "\n");
      }
    }
    Files.writeString(state, kept);
    System.out.printf("%s %.3f%n", counts, (System.nanoTime() - start) / 1e9);
  }
}
