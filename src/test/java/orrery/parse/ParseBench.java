package orrery.parse;

import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import orrery.feed.Parsed;

/**
 * Measures reading feeds against ROME alone ({@code SyndFeedInput} over {@code XmlReader}), on the
 * feeds of a folder that ROME can read. Run {@code main} with the folder and the number of rounds;
 * the first round is the cold one.
 */
public final class ParseBench {
  private static final double MEGA = 1e6;

  private ParseBench() {}

  /** Prints milliseconds and the ratio of each round. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length > 0 ? args[0] : "../shared/corpus/open/real");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    boolean romeFirst = args.length <= 2 || !args[2].equals("ours");
    List<byte[]> feeds = new ArrayList<>();
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith("feed.") && !name.endsWith(".json") && !name.endsWith(".gz")) {
          byte[] body = Files.readAllBytes(file);
          if (args.length > 3 || rome(body) > 0) {
            feeds.add(body);
            bytes += body.length;
          }
        }
      }
    }
    System.out.printf("%d feeds, %.1f MB%n", feeds.size(), bytes / MEGA);
    for (int round = 0; round < rounds; round++) {
      double theirs = 0;
      double ours = 0;
      for (int turn = 0; turn < 2; turn++) {
        boolean rome = romeFirst == (turn == 0);
        long start = System.nanoTime();
        int entries = 0;
        for (byte[] body : feeds) {
          entries += rome ? Math.max(0, rome(body)) : ours(body);
        }
        double took = (System.nanoTime() - start) / MEGA;
        if (entries == 0) {
          System.out.println("nothing was read");
        }
        theirs = rome ? took : theirs;
        ours = rome ? ours : took;
      }
      System.out.printf("ROME %.0f ms, ours %.0f ms, ratio %.2f%n", theirs, ours, ours / theirs);
    }
  }

  private static int ours(byte[] body) {
    return FeedParser.parse(Document.of(body)) instanceof Parsed.Understood feed
        ? feed.entries().size()
        : 0;
  }

  private static int rome(byte[] body) {
    try {
      return new SyndFeedInput()
          .build(new XmlReader(new ByteArrayInputStream(body)))
          .getEntries()
          .size();
    } catch (Exception e) {
      return -1;
    }
  }
}
