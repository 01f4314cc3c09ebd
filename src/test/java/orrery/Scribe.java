package orrery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An author whose true posts are known, and the feeds that tell of them: her own, a second one of
 * summaries, and that of a planet that links a proxy. At each step she does to them, at random,
 * what authors and their programs do.
 *
 * <p>What not even a reader of the feeds could see through is left out. Between two readings, one
 * of these stays with each post: its address, its id (where ids are not mere positions), or its
 * title together with its date. Titles get other words, and not only other letters, only while
 * address and id both stay. Nothing is done to the dates and words of posts that are not in the
 * document, so that they are as they were last read when they come back. The second feed and the
 * planet tell only of posts that stand in the author's own document at that moment, under ids of
 * theirs that stay. What she deletes does not come back.
 */
final class Scribe {
  static final String OWN = "https://ada.example/feed.xml";
  static final String SECOND = "https://ada.example/summaries.json";
  static final String PLANET = "https://planet.example/atom.xml";

  private static final String[] WORDS =
      ("river lamp stone winter copper garden letter engine morning paper window bread valley"
              + " clock harbour thread bridge candle forest mirror kettle ladder meadow needle"
              + " orchard pepper quarry ribbon saddle teapot velvet walnut yellow zither anchor"
              + " basket cellar donkey feather goblet hammer island jacket kernel lantern marble"
              + " nutmeg oyster pillow quiver rattle silver timber urchin violet wagon almond")
          .split(" ");

  /** What an id is made of. */
  private enum Ids {
    ADDRESS,
    TAG,
    NUMBER,
    POSITION,
    NONE
  }

  /** A post that she wrote. */
  private static final class Post {
    final int number;
    String title;
    String text;
    Instant date;

    Post(int number, String title, String text, Instant date) {
      this.number = number;
      this.title = title;
      this.text = text;
      this.date = date;
    }
  }

  private final Random random;
  private Instant now;
  private final List<Post> posts = new ArrayList<>();
  private final Set<Integer> deleted = new HashSet<>();
  private final Map<String, Integer> titles = new HashMap<>();
  private int written;

  private Ids ids = Ids.TAG;
  private int generation;
  private boolean secure = true;
  private boolean www;
  private boolean slash = true;
  private int domain;
  private int form;
  private int window = 8;
  private boolean shuffled;
  private String format = "rss";
  private boolean second;
  private boolean planet;
  private List<Post> document = List.of();

  /** What was done, for whoever looks into a failure. */
  final List<String> log = new ArrayList<>();

  Scribe(long seed, Instant start) {
    random = new Random(seed);
    now = start.minus(Duration.ofDays(40));
    for (int i = 0; i < 5; i++) {
      now = now.plus(Duration.ofDays(1 + random.nextInt(6)));
      publish();
    }
    now = start;
    lay();
  }

  /** A day or some pass, and something happens, or several things. */
  void step(Instant time) {
    now = time;
    log.add("-- " + time);
    boolean moved = false;
    boolean renumbered = false;
    boolean redated = false;
    boolean worded = false;
    for (int i = random.nextInt(4); i >= 0; i--) {
      switch (random.nextInt(19)) {
        case 0, 1, 2, 3 -> publish();
        case 4 -> redated |= !(moved && lacksIds(renumbered)) && redateOne();
        case 5 -> redated |= !(moved && lacksIds(renumbered)) && redateAll();
        case 6 -> renumbered |= !(moved && redated) && !worded && renumber();
        case 7 -> renumbered |= !(moved && redated) && !worded && otherIds();
        case 8 -> moved |= !(redated && movesIds(renumbered)) && !worded && domain();
        case 9 -> moved |= !(redated && movesIds(renumbered)) && !worded && form();
        case 10 -> spell();
        case 11 -> shuffled = !shuffled;
        case 12, 13 -> window = 3 + random.nextInt(9);
        case 14 -> correct();
        case 15 -> worded |= retitle(!moved && !lacksIds(renumbered));
        case 16 -> delete();
        case 17 -> joinSecond();
        default -> joinPlanet();
      }
      // An id that is the address, too, moves with it.
      renumbered |= moved && ids == Ids.ADDRESS;
    }
    if (random.nextInt(6) == 0) {
      format = format.equals("rss") ? "atom" : "rss";
    }
    lay();
  }

  private boolean lacksIds(boolean renumbered) {
    return renumbered || ids == Ids.POSITION || ids == Ids.NONE;
  }

  private boolean movesIds(boolean renumbered) {
    return lacksIds(renumbered) || ids == Ids.ADDRESS;
  }

  private void publish() {
    int number = ++written;
    String title;
    String text;
    switch (number % 4) {
      case 0 -> {
        title = "Heron 2." + number + " released";
        text =
            "We are happy to announce Heron 2."
                + number
                + ", a maintenance release. All users are advised to upgrade. The archives are on"
                + " the download page, signed with the key of the project; check the signature"
                + " before you install. Thanks to everybody who reported what went wrong.";
      }
      case 1 -> {
        title = "Building a boat, part " + number;
        text =
            "This is a part of a series about building a boat. The other parts are listed at the"
                + " end; questions are welcome. "
                + babble(30);
      }
      default -> {
        title = capital(word()) + " and " + word() + ", " + word() + " " + word();
        text = babble(70);
      }
    }
    Post post = new Post(number, title, text, now.minusSeconds(60L * (1 + random.nextInt(300))));
    posts.add(post);
    titles.put(letters(title), number);
    log.add("publish " + number + " " + title);
  }

  private boolean redateOne() {
    if (document.isEmpty()) {
      return false;
    }
    Post post = any(document);
    post.date = now.minusSeconds(30);
    log.add("redate " + post.number);
    return true;
  }

  private boolean redateAll() {
    document.forEach(post -> post.date = now.minusSeconds(30));
    log.add("redate all");
    return true;
  }

  private boolean renumber() {
    generation++;
    log.add("renumber");
    return true;
  }

  private boolean otherIds() {
    ids = Ids.values()[random.nextInt(Ids.values().length)];
    log.add("ids " + ids);
    return true;
  }

  private boolean domain() {
    domain++;
    log.add("domain " + domain);
    return true;
  }

  private boolean form() {
    form = (form + 1 + random.nextInt(2)) % 3;
    log.add("form " + form);
    return true;
  }

  private void spell() {
    switch (random.nextInt(3)) {
      case 0 -> secure = !secure;
      case 1 -> www = !www;
      default -> slash = !slash;
    }
    log.add("spell " + site());
  }

  private void correct() {
    if (!document.isEmpty()) {
      Post post = any(document);
      post.text =
          random.nextBoolean()
              ? post.text + " Update: " + babble(8)
              : post.text.replaceFirst(" (\\w+) ", " ($1) ");
      log.add("correct " + post.number);
    }
  }

  /** Whether the title has other words now, and not only other letters. */
  private boolean retitle(boolean mayWord) {
    boolean words = mayWord && random.nextBoolean();
    if (!document.isEmpty()) {
      Post post = any(document);
      post.title = words ? post.title + ": " + word() : post.title.toUpperCase(Locale.ROOT);
      titles.put(letters(post.title), post.number);
      log.add("retitle " + post.number + " " + post.title);
    }
    return words;
  }

  private void delete() {
    if (document.size() > 2) {
      Post post = any(document);
      posts.remove(post);
      deleted.add(post.number);
      log.add("delete " + post.number);
    }
  }

  private void joinSecond() {
    second = true;
    log.add("second feed");
  }

  private void joinPlanet() {
    planet = true;
    log.add("planet");
  }

  /** What stands in her document now: the newest, by what it says. */
  private void lay() {
    List<Post> newest = new ArrayList<>(posts);
    newest.sort(Comparator.comparing((Post post) -> post.date).thenComparingInt(p -> p.number));
    List<Post> reversed = newest.reversed();
    List<Post> laid = new ArrayList<>(reversed.subList(0, Math.min(window, reversed.size())));
    if (shuffled) {
      Collections.shuffle(laid, new Random(written));
    }
    document = laid;
    log.add(ids + " " + site() + " " + form + " " + numbers());
  }

  private List<Integer> numbers() {
    return document.stream().map(post -> post.number).toList();
  }

  private String site() {
    return (secure ? "https://" : "http://")
        + (www ? "www." : "")
        + (domain == 0 ? "ada" : "ada" + domain)
        + ".example/";
  }

  private String address(Post post) {
    String name = "post-" + Integer.toHexString(post.number * 7919);
    return switch (form) {
      case 0 -> site() + "2026/" + name + (slash ? "/" : "");
      case 1 -> site() + "blog/" + name + ".html";
      default -> site() + "?p=" + post.number;
    };
  }

  private @Nullable String id(Post post, int place) {
    return switch (ids) {
      case ADDRESS -> address(post);
      case TAG -> "tag:ada.example,2026:" + generation + "/" + post.number;
      case NUMBER -> Integer.toString(1000 * generation + post.number);
      case POSITION -> "item-" + place;
      case NONE -> null;
    };
  }

  /** Her feeds at this moment, by address. */
  Map<String, byte[]> feeds() {
    List<Written> own = new ArrayList<>();
    for (Post post : document) {
      own.add(
          Written.BLANK
              .feed(OWN)
              .format(format)
              .id(id(post, own.size() + 1))
              .url(address(post))
              .title(post.title)
              .date(post.date)
              .html("<p>" + post.text + "</p>"));
    }
    Map<String, byte[]> feeds = new HashMap<>();
    feeds.put(OWN, Written.document(OWN, format, own));
    List<Written> summaries = new ArrayList<>();
    List<Written> copies = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      Written post = own.get(i);
      int number = document.get(i).number;
      if (i < 5) {
        summaries.add(
            post.feed(SECOND)
                .format("json")
                .id("tag:ada.example,2026:summary/" + number)
                .after("cut", "25"));
      }
      copies.add(
          post.after("proxied", "")
              .feed(PLANET)
              .format("atom")
              .id("https://planet.example/posts/" + number));
    }
    if (second) {
      feeds.put(SECOND, Written.document(SECOND, "json", summaries));
    }
    if (planet) {
      feeds.put(PLANET, Written.document(PLANET, "atom", copies));
    }
    return feeds;
  }

  /** Which of her posts has this title, or once had. */
  int number(String title) {
    Integer number = titles.get(letters(title));
    if (number == null) {
      throw new AssertionError("She wrote nothing called " + title);
    }
    return number;
  }

  /** Whether she took it back. */
  boolean hasDeleted(int number) {
    return deleted.contains(number);
  }

  /** The posts that stand in her own feed. */
  Set<Integer> present() {
    return Set.copyOf(numbers());
  }

  private static String letters(String title) {
    return title.toLowerCase(Locale.ROOT).strip();
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private String babble(int words) {
    var text = new StringBuilder(capital(word()));
    for (int i = 1; i < words; i++) {
      text.append(i % 11 == 0 ? ". " + capital(word()) : " " + word());
    }
    return text.append('.').toString();
  }
}
