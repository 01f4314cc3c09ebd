package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.site.Paths;
import orrery.store.FeedState;
import orrery.store.Store;
import orrery.store.StoreException;

/**
 * Only the pages that a cycle touches are made, and yet the site is the one that would come out if
 * all were. Feeds change at random, from seeds, and cycles are killed; after every one that is not
 * the site is held against one made from scratch.
 */
class IncrementalTest {
  private static final int CYCLES = 12;

  /** The seed of a planet with so many posts that its search is cut by days, which pass. */
  private static final int BUSY = 7;

  /**
   * The cycle in which a tag comes to have posts enough for a page, and that in which it loses it.
   */
  private static final int COMES = 4;

  private static final int GOES = 8;

  private static final String LINK = "href=\"https://linked.example/";
  private static final String[] TAGS = {
    "Java", "java", "JAVA", "Tea", "Cake", "日本", "Rare", "Brass", "Clocks", "Moons"
  };

  @TempDir Path folder;

  private Random random = new Random(0);
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final List<Blog> blogs = new ArrayList<>();
  private int numbers;
  private boolean busy;

  /** What the sections of pages say; they change apart, so that the seeds stay what they were. */
  private List<String> pages = List.of();

  /** What stands in one file. */
  private static final class Blog {
    final String file;
    String name;
    boolean listed = true;
    boolean broken;
    int face = 1;
    final List<Entry> entries = new ArrayList<>();

    Blog(String file) {
      this.file = file;
      this.name = "Blog " + file;
    }
  }

  private record Entry(
      String id, String title, String text, String date, List<String> tags, String language) {
    String xml() {
      var xml = new StringBuilder("<item><guid>" + id + "</guid><link>" + id + "</link>");
      xml.append("<title>").append(title).append("</title>");
      xml.append("<pubDate>").append(date).append("</pubDate>");
      tags.forEach(tag -> xml.append("<category>").append(tag).append("</category>"));
      xml.append("<description xml:lang='").append(language).append("'>");
      return xml.append(text).append("</description></item>").toString();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, BUSY})
  void theSiteIsTheOneThatWouldComeOutIfAllWereMade(int seed)
      throws IOException, ConfigException, StoreException, SQLException {
    random = new Random(seed);
    for (int i = 0; i < 4; i++) {
      Blog blog = new Blog("f" + i + ".xml");
      IntStream.range(0, random.nextInt(8)).forEach(n -> blog.entries.add(entry()));
      blogs.add(blog);
    }
    boolean telling = false;
    boolean cut = false;
    if (seed == BUSY) {
      busy = true;
      IntStream.range(0, 320).forEach(n -> blogs.getFirst().entries.add(entry()));
    }
    var takesDown = new Random(seed);
    var selects = new Random(seed);
    boolean listed = false;
    String url = "jdbc:h2:mem:incremental" + seed;
    try (Store store = Store.open(url, "orrery", "")) {
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        write(cycle);
        Planet planet =
            Setup.load(List.of(folder.resolve("feeds.ini")), null, null).planets().getFirst();
        if (random.nextInt(3) == 0) {
          killed(store, planet);
        }
        new Cycle(store, List.of(planet), InstantSource.fixed(now), Progress.NONE)
            .run(Cycle.Ask.DUE);

        assertThat(files(planet.outputDirectory()))
            .as("seed %d, cycle %d", seed, cycle)
            .isEqualTo(files(fromScratch(planet, store, cycle, url)));
        cut |=
            Files.readString(planet.outputDirectory().resolve("search/index.txt"))
                .contains("-11-2");
        telling |= Files.readString(planet.outputDirectory().resolve("about.html")).contains(LINK);
        now = now.plusSeconds(random.nextInt(3) * 86_400L + 3600);
        IntStream.range(0, random.nextInt(4)).forEach(i -> change());
        if (selects.nextInt(4) == 0) {
          pages =
              IntStream.rangeClosed(0, selects.nextInt(2)).mapToObj(n -> page(n, selects)).toList();
        }
        listed |= listsSome(planet);
        assertThat(Files.exists(planet.outputDirectory().resolve(Paths.tag("orbit"))))
            .as("seed %d, cycle %d: two posts have the tag, or three", seed, cycle)
            .isEqualTo(cycle >= COMES && cycle < GOES);
        if (takesDown.nextInt(3) == 0) {
          takeDown(new Removal(store, planet, InstantSource.fixed(now)), takesDown);
        }
      }
      assertThat(telling).as("links of several blogs were met").isTrue();
      assertThat(cut).as("the search was cut").isEqualTo(busy);
      assertThat(listed).as("a page of rules had posts").isTrue();
    }
  }

  /** A cycle that ends somewhere in the middle. */
  private void killed(Store store, Planet planet) throws IOException {
    // Half of them with verdicts given and no page written.
    boolean verdictsOnly = random.nextBoolean();
    var left = new AtomicInteger(verdictsOnly ? Integer.MAX_VALUE : random.nextInt(40));
    Progress end =
        new Progress() {
          @Override
          public void begin(String what, int steps) {
            if (verdictsOnly && what.equals("Writing pages")) {
              left.set(0);
            }
            step();
          }

          @Override
          public void step() {
            if (left.decrementAndGet() < 0) {
              throw new IllegalStateException("killed");
            }
          }

          @Override
          public void end() {
            step();
          }
        };
    try {
      new Cycle(store, List.of(planet), InstantSource.fixed(now), end).run(Cycle.Ask.DUE);
    } catch (IllegalStateException | CompletionException e) {
      assertThat(e).hasStackTraceContaining("killed");
    }
  }

  /** Every page, written into another folder, with everything counted anew. */
  private Path fromScratch(Planet planet, Store store, int cycle, String url)
      throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(url, "orrery", "");
        Statement statement = connection.createStatement()) {
      statement.execute("update planet set counted_from = null");
    }
    Path site = folder.resolve("scratch" + cycle);
    List<String> addresses =
        planet.subscriptions().stream().map(s -> Member.address(planet, s)).toList();
    Map<String, FeedState> feeds = store.feeds().of(addresses, List.of());
    List<Member> members = new ArrayList<>();
    for (Subscription subscription : planet.subscriptions()) {
      FeedState feed = Objects.requireNonNull(feeds.get(Member.address(planet, subscription)));
      members.add(new Member(subscription, feed));
    }
    new Edition(planet.at(null, site), store, now, Progress.NONE, () -> false)
        .publish(members, Set.of(), new Timing(List.of(), Set.of(), now));
    return site;
  }

  /**
   * Text by path: a difference is to be read. The times of asking are left out: a cycle without
   * news writes nothing, and leaves those of the last one with.
   */
  private static Map<String, String> files(Path site) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(site)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String text =
            new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                .replaceAll("\"(generated|(last|next)_\\w+|http_status)\":[^,}]*", "$1");
        files.put(site.relativize(path).toString(), text);
      }
    }
    return files;
  }

  private void write(int cycle) throws IOException {
    var config = new StringBuilder("[planet]\nname = P\nitems_per_page = 3\n");
    config.append("activity_threshold = 3\nlink = https://planet.example/\n");
    pages.forEach(page -> config.append('\n').append(page));
    for (Blog blog : Stream.concat(blogs.stream(), Stream.of(orbits(cycle))).toList()) {
      Path file = folder.resolve(blog.file);
      var xml = new StringBuilder("<rss version='2.0'><channel><title>T</title>");
      blog.entries.forEach(entry -> xml.append(entry.xml()));
      Files.writeString(file, blog.broken ? "<html>away" : xml + "</channel></rss>");
      Files.setLastModifiedTime(file, FileTime.from(now.plusSeconds(cycle)));
      if (blog.listed) {
        config.append("\n[").append(blog.file).append("]\nname = ").append(blog.name);
        config.append("\nexclude = sponsored\n");
        if (blog.face > 0) {
          config.append("face = ").append(blog.file).append(".png\n");
          face(blog, cycle);
        }
      }
    }
    Files.writeString(folder.resolve("feeds.ini"), config);
  }

  /** A blog whose tag all but has a page, or has just got one. */
  private static Blog orbits(int cycle) {
    var blog = new Blog("orbits.xml");
    blog.face = 0;
    List<String> days = List.of("Tue, 06 Jan 2026", "Sun, 01 Feb 2026", "Fri, 20 Nov 2026");
    for (String day : days) {
      boolean tagged = !day.startsWith("Sun") || (cycle >= COMES && cycle < GOES);
      List<String> tags = tagged ? List.of("Orbit", "Tea") : List.of("Tea");
      String id = "https://e.example/orbit/" + day.charAt(0);
      blog.entries.add(
          new Entry(id, "Orbit on " + day, Draft.LONG, day + " 05:00:00 GMT", tags, "en"));
    }
    return blog;
  }

  private static String page(int number, Random selects) {
    String[] rules = {
      "language = de",
      "exclude_language = de",
      "filter_category = ^tea$",
      "exclude_category = tea",
      "filter_title = !",
      "filter_text = long way",
      "filter_link = x$"
    };
    return "[page p%d]\ntitle = Page %d\n%s\n"
        .formatted(number, selects.nextInt(2), rules[selects.nextInt(rules.length)]);
  }

  private static boolean listsSome(Planet planet) throws IOException {
    Path page = planet.outputDirectory().resolve("page/p0.html");
    return Files.exists(page) && !Files.readString(page).contains("class=\"empty\"");
  }

  private void face(Blog blog, int cycle) throws IOException {
    var picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(4, 4, blog.face);
    var out = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", out);
    Path file = Files.createDirectories(folder.resolve("faces")).resolve(blog.file + ".png");
    Files.write(file, out.toByteArray());
    Files.setLastModifiedTime(file, FileTime.from(now.plusSeconds(cycle)));
  }

  private void change() {
    Blog blog = blogs.get(random.nextInt(blogs.size()));
    boolean some = !blog.entries.isEmpty();
    int at = some ? random.nextInt(blog.entries.size()) : 0;
    switch (random.nextInt(18)) {
      case 16 -> blog.face = random.nextInt(3);
      case 17 -> blogs.forEach(one -> one.face++);
      case 0 -> blog.broken = !blog.broken;
      case 1 -> blog.listed = !blog.listed;
      case 2 -> blog.name = "Blog " + numbers++;
      case 3 -> blog.entries.addAll(blogs.get(random.nextInt(blogs.size())).entries);
      case 4 -> blog.entries.clear();
      case 5, 6, 7, 8 -> blog.entries.add(entry());
      default -> {
        if (some) {
          blog.entries.set(at, revised(blog.entries.get(at)));
        }
      }
    }
  }

  /** Some post, of now or of later; or what is down comes back. */
  private void takeDown(Removal removal, Random takesDown) {
    boolean again = !removal.all().isEmpty() && takesDown.nextBoolean();
    if (again) {
      removal.unhide(removal.all().getFirst().url());
    } else {
      removal.hide("http://www.e.example/" + takesDown.nextInt(numbers + 2), null);
    }
  }

  private Entry entry() {
    return new Entry(
        "https://e.example/" + numbers++,
        "Post " + numbers,
        text(),
        date(),
        someTags(),
        language());
  }

  private Entry revised(Entry entry) {
    String id = random.nextInt(5) == 0 ? entry.id + "x" : entry.id;
    return switch (random.nextInt(4)) {
      case 0 -> new Entry(id, entry.title, "sponsored", entry.date, entry.tags, entry.language);
      case 1 -> new Entry(id, entry.title + "!", text(), entry.date, entry.tags, entry.language);
      case 2 -> new Entry(id, entry.title, entry.text, entry.date, entry.tags, language());
      default -> new Entry(id, entry.title, text(), entry.date, someTags(), entry.language);
    };
  }

  /** Mostly of one language, so that the others come and go. */
  private String language() {
    return random.nextInt(5) > 0 ? "en" : random.nextBoolean() ? "de-AT" : "";
  }

  private String text() {
    String link = "&lt;a href='https://linked.example/" + random.nextInt(3) + "'&gt;it&lt;/a&gt; ";
    return (Draft.LONG + ' ').repeat(random.nextInt(2)) + link + numbers++;
  }

  /** A few days of a few months, so that pages are shared and emptied. */
  private String date() {
    if (busy) {
      // Without a date it is of now.
      return random.nextInt(9) > 0 ? "Fri, 20 Nov 2026 0" + random.nextInt(3) + ":00:00 GMT" : "";
    }
    String[] days = {
      "Sat, 01 Nov 2025",
      "Sun, 02 Nov 2025",
      "Tue, 06 Jan 2026",
      "Sat, 31 Jan 2026",
      "Sun, 01 Feb 2026",
      "Fri, 20 Nov 2026",
      "Sun, 22 Nov 2026"
    };
    return days[random.nextInt(days.length)] + " 0" + random.nextInt(3) + ":00:00 GMT";
  }

  private List<String> someTags() {
    Set<String> tags = new HashSet<>();
    IntStream.range(0, random.nextInt(3)).forEach(i -> tags.add(TAGS[random.nextInt(TAGS.length)]));
    return tags.stream().sorted().toList();
  }
}
