package orrery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import orrery.clean.PlainText;
import orrery.curate.Identity;
import orrery.curate.Kinship;
import orrery.curate.Signs;
import orrery.feed.Article;
import orrery.feed.Entry;
import orrery.feed.Parsed;
import orrery.parse.Document;
import orrery.parse.FeedParser;
import orrery.store.EntryJson;
import orrery.store.FeedState;

/** The labelled pairs of {@code src/test/resources/pairs}; its README says how to read them. */
final class Pairs {
  static final Path FOLDER = Path.of("src/test/resources/pairs");
  static final Path CORPUS = Path.of("../shared/corpus/open");

  private static final Pattern STEP = Pattern.compile("\\s*([a-z]+)(?:\\{([^}]*)})?");
  private static final Pattern COLUMN = Pattern.compile(" \\| ");

  /**
   * Two entries, and whether they are one post.
   *
   * @param again whether one feed had them, one after the other, rather than two feeds
   * @param same what a careful human says
   */
  record Pair(String name, String kind, boolean again, boolean same, Reading one, Reading other) {}

  /** An entry as it was read from a feed. */
  record Reading(Article article, Signs signs) {}

  private Pairs() {}

  /** The pairs that were written for the purpose. */
  static List<Pair> written() throws IOException {
    Map<String, Written> posts = posts();
    return rows(
        "written.txt",
        (text, number) -> {
          Written post = written(text, posts);
          String other = number == 2 ? "/atom.xml" : "/feed.xml";
          String feed = post.feed().isEmpty() ? post.site() + other : post.feed();
          byte[] body = Written.document(feed, post.format(), List.of(post));
          return read(body, feed, number, 0);
        });
  }

  /** The pairs of real posts, which are but named: they belong to their authors. */
  static List<Pair> real() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    return rows(
        "real.txt",
        (text, number) -> {
          String[] place = text.split("#", -1);
          String file = place[0].strip();
          byte[] body = files.get(file);
          if (body == null) {
            body = Files.readAllBytes(CORPUS.resolve(file));
            files.put(file, body);
          }
          return read(body, "https://feed.example/" + file, number, Integer.parseInt(place[1]) - 1);
        });
  }

  private interface Reader {
    Reading read(String text, int feed) throws IOException;
  }

  private static List<Pair> rows(String file, Reader reader) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String line : Files.readAllLines(FOLDER.resolve(file))) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] row = COLUMN.split(line, -1);
      try {
        if (row.length != 6 || !names.add(row[3].strip())) {
          throw new IllegalArgumentException("A row has six columns and a name of its own.");
        }
        boolean same = is(row[0], "same", "different");
        boolean again = is(row[1], "again", "across");
        pairs.add(
            new Pair(
                row[3].strip(),
                row[2].strip(),
                again,
                same,
                reader.read(row[4], 1),
                reader.read(row[5], again ? 1 : 2)));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(file + ": " + line, e);
      }
    }
    return pairs;
  }

  private static boolean is(String word, String yes, String no) {
    String said = word.strip();
    if (!said.equals(yes) && !said.equals(no)) {
      throw new IllegalArgumentException(said + " is neither " + yes + " nor " + no);
    }
    return said.equals(yes);
  }

  /** The posts of {@code posts.txt} by name. */
  private static Map<String, Written> posts() throws IOException {
    Map<String, Written> posts = new HashMap<>();
    for (String block : Files.readString(FOLDER.resolve("posts.txt")).split("\n= ", -1)) {
      if (posts.isEmpty() && block.startsWith("#")) {
        posts.put("-", Written.BLANK);
        continue;
      }
      int head = block.indexOf('\n');
      String name = block.substring(0, head).strip();
      Written post =
          Written.BLANK
              .url("https://ada.example/" + name + "/")
              .id("https://ada.example/?p=" + (posts.size() + 100));
      List<String> body = new ArrayList<>();
      for (String line : block.substring(head).strip().split("\n", -1)) {
        Matcher header = Pattern.compile("(id|url|title|date|feed): ?(.*)").matcher(line);
        if (body.isEmpty() && header.matches()) {
          post = post.after(header.group(1), header.group(2));
        } else if (!line.isBlank()) {
          body.add(line.strip());
        }
      }
      if (posts.put(name, post.html(Written.paragraphs(String.join(" ¶ ", body)))) != null) {
        throw new IllegalArgumentException("Two posts are named " + name);
      }
    }
    return posts;
  }

  /** A post's name, and what is done to it. */
  private static Written written(String text, Map<String, Written> posts) {
    String[] parts = text.strip().split(" ", 2);
    Written post = posts.get(parts[0]);
    if (post == null) {
      throw new IllegalArgumentException("No post is named " + parts[0]);
    }
    String steps = parts.length == 1 ? "" : parts[1];
    Matcher step = STEP.matcher(steps);
    int end = 0;
    while (step.lookingAt()) {
      post = post.after(step.group(1), step.group(2) == null ? "" : step.group(2));
      end = step.end();
      step.region(end, steps.length());
    }
    if (!steps.substring(end).isBlank()) {
      throw new IllegalArgumentException("Not a step: " + steps.substring(end));
    }
    return post;
  }

  private static Reading read(byte[] body, String feed, int number, int place) {
    if (!(FeedParser.parse(Document.of(body)) instanceof Parsed.Understood understood)) {
      throw new IllegalArgumentException("No feed: " + feed);
    }
    return reading(understood.entries().get(place), understood, feed, number);
  }

  /** What Orrery makes of an entry. */
  static Reading reading(Entry entry, Parsed.Understood feed, String address, long number) {
    byte[] asRead = EntryJson.write(entry);
    var state = new FeedState(number, address, FeedState.Memory.NONE, FeedState.Health.NEW, null);
    Article article = Articles.of(entry, asRead, Identity.digest(asRead), feed.feed(), state);
    return new Reading(article, Signs.of(article, () -> PlainText.ofClean(article.html())));
  }

  /** How two are found to be one post, null where they are not. */
  static @Nullable String verdict(Pair pair) {
    Signs one = pair.one().signs();
    Signs other = pair.other().signs();
    return pair.again() ? Kinship.again(one, other) : Kinship.across(one, other);
  }
}
