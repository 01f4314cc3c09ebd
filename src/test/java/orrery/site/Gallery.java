package orrery.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import orrery.clean.Cleaner;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.Post;
import orrery.feed.Tag;
import orrery.feed.Text;

/**
 * Writes a made-up planet into a folder, for whoever works on the look of the default theme: every
 * kind of page, and posts with all that posts bring along.
 *
 * <p>Run it with the test classpath; arguments: the folder, and a folder of templates to lay over.
 */
public final class Gallery {
  private static final Tag JAVA = new Tag("java", "Java", Tag.Origin.AUTHOR, true);
  private static final Tag KERNEL = new Tag("kernel", "Kernel", Tag.Origin.AUTHOR, true);
  private static final Tag DESIGN = new Tag("design", "Design", Tag.Origin.AUTHOR, true);
  private static final Tag CPP = new Tag("c++", "C++", Tag.Origin.AUTHOR, true);
  private static final Tag RARE = new Tag("brass", "Brass");
  private static final Tag GUESS = new Tag("java", "Java", Tag.Origin.SUGGESTED, true);
  private static final Tag RARE_GUESS = new Tag("clocks", "Clocks", Tag.Origin.SUGGESTED, false);
  private static final Tag TRAVEL = new Tag("travel", "Travel", Tag.Origin.AUTHOR, true);

  /** All that posts hold, as it comes out of the cleaner. */
  public static final String EVERYTHING =
      Cleaner.clean(
          Text.html(
              """
              <p>A word of no end: %s, an address https://example.org/%s, and maths: \\(a^2\\),
              <math><msup><mi>x</mi><mn>2</mn></msup></math>,
              <math><munderover><mo>∑</mo><mrow><mi>n</mi><mo>=</mo><mn>0</mn></mrow><mi>∞</mi></munderover>
              <mmultiscripts><mi>C</mi><mi>k</mi><none/><mprescripts/><mi>n</mi><none/></mmultiscripts></math>,
              <script type="math/tex">\\int_0^1 \\frac{x}{\\sqrt{1+x^2}}\\,dx</script>.</p>
              <iframe src="https://www.youtube.com/embed/a_B-9" title="How to build an orrery"></iframe>
              <math display="block"><mrow>%s<msqrt><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac></msqrt>
              <mo stretchy="true" fence="true">(</mo><mtable columnalign="left right"><mtr><mtd><mi
              mathvariant="bold">A</mi></mtd><mtd columnspan="2"><mtext>if so</mtext></mtd></mtr></mtable>
              <mo>)</mo></mrow></math>
              <p>هذه فقرة بالعربية <math><mi>a</mi><mo>&lt;</mo><mfrac><mn>1</mn><mi>b</mi></mfrac></math>
              داخل تدوينة إنجليزية، وفيها HTML أيضا.</p>
              <p dir="rtl">שלום world!</p>
              <pre>%s</pre>
              <table><tr><th>%s</th><th>b</th></tr><tr><td>1</td><td>%s</td></tr></table>
              <ul><li>One<ol><li>Two<ul><li>Three<ul><li>Four<ul><li>Five<ul><li>Six
              <blockquote>Said<blockquote>and answered<blockquote>and again</blockquote></blockquote>
              </blockquote></li></ul></li></ul></li></ul></li></ul></li></ol></li></ul>
              <dl><dt>Term</dt><dd>What it means</dd></dl>
              <figure><img src="https://127.0.0.1:9/wide.png" width="3000" height="400" alt="A very
              wide drawing"><figcaption>Wide</figcaption></figure>
              <p><code>%s</code> <kbd>Ctrl</kbd> <audio src="https://127.0.0.1:9/a.ogg"></audio></p>
              <video src="https://127.0.0.1:9/a.webm" width="1920" height="1080"></video>
              <iframe src="https://tube.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d"></iframe>
              """
                  .formatted(
                      "x".repeat(300),
                      "a".repeat(300),
                      "<mi>x</mi><mo>=</mo><mfrac><mi>a</mi><mi>b</mi></mfrac>".repeat(30),
                      "long line ".repeat(40),
                      "head".repeat(40),
                      "cell ".repeat(20),
                      "code".repeat(80)),
              "https://blog.example/"));

  private Gallery() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length > 0 ? args[0] : "target/gallery");
    write(folder, Theme.load(args.length > 1 ? Path.of(args[1]) : null));
  }

  /** Writes it into a folder. */
  public static void write(Path folder, Theme theme) throws IOException {
    Site site = new Site(settings(12), theme);
    List<Blog> blogs = blogs();
    List<Post> posts = posts(blogs);
    List<Page> pages = new ArrayList<>(theme.assets());
    pages.add(site.front(posts, blogs));
    TreeMap<LocalDate, List<Post>> days =
        posts.stream()
            .collect(
                Collectors.groupingBy(
                    p -> Paths.dayOf(p.date()), TreeMap::new, Collectors.toList()));
    days.forEach(
        (day, of) -> pages.add(site.day(day, of, days.higherKey(day), days.lowerKey(day))));
    List<Count<YearMonth>> months = new ArrayList<>();
    for (int i = 0; i < 31; i++) {
      months.add(new Count<>(YearMonth.of(2026, 11).minusMonths(i), 5 + i * 37 % 61));
    }
    pages.add(site.sheet(YearMonth.of(2026, 11), posts).page(null, YearMonth.of(2026, 10)));
    pages.add(site.archive(months));
    List<FeedStatus.State> states = List.of(FeedStatus.State.values());
    List<BlogLine> lines = new ArrayList<>();
    for (int i = 0; i < blogs.size(); i++) {
      Blog blog = blogs.get(i);
      FeedStatus status = status(blog, states.get(i % 7 > 4 ? i % 5 : 0));
      List<Integer> activity = new ArrayList<>();
      for (int w = 0; w < 24; w++) {
        activity.add(Math.max(0, ((i + 3) * (w + 5) * (w + 11) * 31 / 7) % 13 - 4));
      }
      lines.add(new BlogLine(blog, status, activity));
      List<Post> own = posts.stream().filter(p -> p.blog().equals(blog)).toList();
      pages.add(
          site.blog(
              blog,
              status,
              own,
              List.of(new Count<>(Year.of(2026), 14), new Count<>(Year.of(2025), 31))));
      pages.add(site.blogYear(blog, Year.of(2026), own, null, Year.of(2025)));
    }
    pages.add(site.blogs(lines));
    List<Count<Tag>> tags = new ArrayList<>();
    for (Tag tag : List.of(JAVA, KERNEL, DESIGN, CPP, TRAVEL)) {
      List<Post> with = posts.stream().filter(p -> p.tags().contains(tag)).toList();
      Count<Tag> count = new Count<>(tag, with.size() * with.size() * 3 + 1);
      tags.add(count);
      TreeMap<YearMonth, Integer> activity = new TreeMap<>();
      months.forEach(month -> activity.put(month.of(), month.posts()));
      List<Count<Blog>> writers = new ArrayList<>();
      blogs.subList(0, 6).forEach(blog -> writers.add(new Count<>(blog, 30 - writers.size() * 5)));
      pages.add(site.tag(count, with, months.subList(0, 14), activity, writers));
      pages.add(
          site.sheet(YearMonth.of(2026, 11), posts).tag(tag.key(), null, YearMonth.of(2026, 9)));
    }
    String[] more = {
      "accessibility",
      "Ada",
      "astronomy",
      "bicycles",
      "Debian",
      "documentation",
      "feeds",
      "Fedora",
      "free software",
      "GNOME",
      "GSoC",
      "hardware",
      "IndieWeb",
      "KDE",
      "localisation",
      "Mesa",
      "Python",
      "release",
      "Rust",
      "Interoperability of formats for scholarly editions",
      "Donaudampfschifffahrtselektrizitätenhauptbetriebs",
      "security",
      "systemd",
      "testing",
      "typography",
      "Wayland"
    };
    for (int i = 0; i < more.length; i++) {
      tags.add(
          new Count<>(
              new Tag(more[i].toLowerCase(java.util.Locale.ROOT), more[i]), 1 + i * i * 7 % 83));
    }
    for (int i = 0; i < 300; i++) {
      tags.add(new Count<>(new Tag("rare" + i, "Rare thing " + i), 1));
    }
    Map<String, List<Integer>> activity = new HashMap<>();
    for (Count<Tag> tag : tags) {
      int salt = tag.of().key().hashCode();
      List<Integer> numbers = new ArrayList<>();
      for (int m = 0; m < 24; m++) {
        numbers.add(Math.max(0, Math.floorMod(salt * (m + 3) * (m + 11) / 7, 13) - 5) + m / 8);
      }
      activity.put(tag.of().key(), numbers);
    }
    var trends =
        new Trends(
            YearMonth.of(2026, 11),
            activity,
            List.of(
                new Rising.Rise("wayland", 5),
                new Rising.Rise("kernel", 3),
                new Rising.Rise("free software", 0),
                new Rising.Rise("gsoc", 2)));
    pages.add(site.tags(tags, trends, List.of(new Count<>("en", 210), new Count<>("ar", 12))));
    pages.add(site.notFound(posts));
    pages.add(site.atom(posts));
    pages.add(site.rss20(posts));
    pages.add(site.rss10(posts));
    pages.add(site.jsonFeed(posts));
    pages.add(site.opml(blogs));
    pages.add(site.foafroll(blogs));
    for (Page page : pages) {
      write(folder, page);
    }
    List<Page> empty = new ArrayList<>(theme.assets());
    empty.add(site.front(List.of(), List.of()));
    for (Page page : empty) {
      write(folder.resolve("empty"), page);
    }
  }

  private static void write(Path folder, Page page) throws IOException {
    Path file = folder.resolve(page.path());
    Files.createDirectories(file.getParent());
    Files.write(file, page.bytes());
  }

  private static SiteSettings settings(int items) {
    return Samples.settings(
        "Planet Ecliptic",
        "https://planet.example.org/",
        "Ada Example",
        "en",
        items,
        "0.1.0",
        Map.of());
  }

  private static List<Blog> blogs() {
    String[] names = {
      "Jane Doe",
      "Christopher Blåbærskov-Hansen",
      "نورا السعيد",
      "Kernel Notes",
      "李小明",
      "Bea Ortiz",
      "The Long Now of Packaging and Other Stories",
      "Émile Zola",
      "Priya R.",
      "Oskar",
      "dev@null",
      "Sam Taylor",
      "Ürün Günlüğü",
      "Mesa Team",
      "Fieldnotes",
      "Z80"
    };
    List<Blog> blogs = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      blogs.add(
          new Blog(
              "blog" + i,
              names[i],
              "https://blog" + i + ".example.org/feed.xml",
              i == 9 ? null : "https://blog" + i + ".example.org/",
              null,
              i % 3 == 2 ? null : "Free software, slow travel and the occasional broken build.",
              "en",
              3 + i * 11 % 40,
              i == 15 ? null : Instant.parse("2026-11-22T10:00:00Z").minusSeconds(86_400L * i * i),
              Map.of()));
    }
    return blogs;
  }

  private static FeedStatus status(Blog blog, FeedStatus.State state) {
    boolean failing = state == FeedStatus.State.FAILING;
    return new FeedStatus(
        blog.feedUrl(),
        blog.name(),
        state,
        null,
        null,
        null,
        failing ? Instant.parse("2026-11-03T10:00:00Z") : null,
        failing ? 503 : 200,
        failing ? "The server answers 503 Service Unavailable." : null,
        12,
        null,
        List.of());
  }

  private static List<Post> posts(List<Blog> blogs) {
    String lorem =
        "<p>The garbage collector was innocent after all. What ate the afternoon was a"
            + " <a href=\"https://example.org/\" rel=\"nofollow ugc noopener\">finalizer</a> that nobody had"
            + " looked at since 2009, and it did so <em>politely</em>, in slices of forty milliseconds,"
            + " just below the line at which any of our graphs would have turned red.</p>";
    String code =
        "<p>So here is the loop, with <code>Thread.onSpinWait()</code> where it belongs:</p><pre><code>"
            + "while (!done.getAcquire()) {\n    Thread.onSpinWait(); // a hint, not a promise: see the javadoc of"
            + " java.lang.Thread for what the architecture makes of it\n}\nreturn result;\n</code></pre>";
    String table =
        "<h2>What came out</h2><table><thead><tr><th>Build</th><th>Cold, ms</th><th>Warm, ms</th><th>Peak"
            + " RSS</th><th>Allocation rate</th><th>Collections</th><th>Longest pause</th><th>Remarks of the"
            + " reviewers</th></tr></thead><tbody><tr><td>baseline</td><td>1273</td><td>318</td><td>412 MB"
            + "</td><td>1.1 GB/s</td><td>41</td><td>38 ms</td><td>as_shipped_in_the_last_stable_release</td>"
            + "</tr><tr><td>patched</td><td>671</td><td>102</td><td>188 MB</td><td>0.2 GB/s</td><td>7</td>"
            + "<td>9 ms</td><td>with the cache and without the finalizer</td></tr></tbody></table>";
    String list =
        "<h3>What I would do again</h3><ul><li>Measure before the meeting.</li><li>Write the test that"
            + " fails first.<ul><li>And then the one that fails second.</li></ul></li><li>Go home.</li></ul>"
            + "<blockquote><p>A planet is a place where people who do not know each other read each"
            + " other.</p></blockquote><hr><ol><li>One</li><li>Two</li></ol>";
    String picture =
        "<p><img src=\"https://127.0.0.1:9/box.png\" alt=\"A brass orrery on a window sill, with the city"
            + " behind it out of focus\" width=\"1800\" height=\"900\" loading=\"lazy\"></p>"
            + "<figure><img src=\"../assets/logo.svg\" alt=\"\"><figcaption>A figure with its"
            + " caption.</figcaption></figure>";
    List<Post> posts = new ArrayList<>();
    add(
        posts,
        blogs.get(0),
        "Forty milliseconds at a time",
        lorem + code + lorem,
        "2026-11-22T16:40:00Z",
        JAVA,
        KERNEL);
    add(
        posts,
        blogs.get(1),
        "Short note: the new colours are in",
        "<p>They are in. Look at them.</p>",
        "2026-11-22T14:05:00Z",
        DESIGN);
    posts.add(
        Samples.post("rtl")
            .blog(blogs.get(2))
            .title("كيف نكتب برامج تحترم اللغة العربية (HTML)")
            .html(
                "<p>الكتابة من اليمين إلى اليسار ليست مجرد <strong>محاذاة</strong>؛ إنها ترتيب مختلف للصفحة"
                    + " كلها. في هذه التدوينة ننظر إلى <code>dir=\"rtl\"</code> وإلى الخصائص المنطقية في CSS.</p>"
                    + "<ul><li>الهوامش</li><li>الاقتباسات</li></ul><blockquote><p>الخط هندسة روحانية.</p></blockquote>")
            .excerpt("الكتابة من اليمين إلى اليسار ليست مجرد محاذاة؛ إنها ترتيب مختلف للصفحة كلها.")
            .authors(new Author("نورا السعيد", null, "https://nora.example.org/"))
            .language("ar")
            .date("2026-11-22T11:20:00Z")
            .tags(DESIGN, GUESS, RARE_GUESS)
            .related(Samples.RELATED)
            .build());
    add(
        posts,
        blogs.get(3),
        "What the table says, and what it keeps to itself: a very long title that a blogger wrote on a rainy Sunday because nobody had told them to stop",
        lorem + table + list,
        "2026-11-22T09:02:00Z",
        KERNEL,
        CPP,
        JAVA);
    add(
        posts,
        blogs.get(4),
        "用 Java 写一个行星",
        "<p>今天我们来看看如何把许多博客的文章汇集到一个页面上。最重要的是：一篇文章不应该出现两次。</p>" + code,
        "2026-11-21T22:10:00Z",
        JAVA);
    posts.add(
        Samples.post("pod")
            .blog(blogs.get(13))
            .title("Episode 41: Drivers, drivers, drivers")
            .html("<p>Forty minutes on what it takes to bring up a new chip, with guests.</p>")
            .excerpt("Forty minutes on what it takes.")
            .authors(new Author("Mesa Team", null, null), new Author("Bea Ortiz", null, null))
            .attachments(
                new Attachment(
                    "https://127.0.0.1:9/41.mp3", "audio/mpeg", 23_400_000, "Episode 41", 2467),
                new Attachment(
                    "https://127.0.0.1:9/notes/shownotes-of-episode-41.pdf",
                    "application/pdf",
                    81_000,
                    null,
                    -1))
            .date("2026-11-21T18:00:00Z")
            .updated("2026-11-22T08:00:00Z")
            .tags(KERNEL)
            .alsoIn(
                new Post.AlsoIn("Bea Ortiz", "https://bea.example.org/41"),
                new Post.AlsoIn("Fieldnotes", null))
            .build());
    add(
        posts,
        blogs.get(5),
        "Window sill",
        picture + lorem,
        "2026-11-21T12:34:00Z",
        TRAVEL,
        DESIGN);
    add(
        posts,
        blogs.get(6),
        "The long one",
        (lorem + code + table + lorem + list + picture).repeat(4),
        "2026-11-21T08:00:00Z",
        CPP);
    add(
        posts,
        blogs.get(7),
        "donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
            .repeat(2),
        "<p>" + "x".repeat(400) + "</p>",
        "2026-11-20T20:00:00Z",
        TRAVEL);
    posts.add(
        Samples.post("noext")
            .blog(blogs.get(9))
            .title("A post that has no home and no body")
            .url(null)
            .html("")
            .excerpt("The feed gives a summary only, and that is what stands here.")
            .tags(GUESS, RARE_GUESS)
            .date("2026-11-20T15:00:00Z")
            .build());
    posts.add(
        Samples.post("every")
            .blog(blogs.get(12))
            .title("Every kind of thing")
            .html(EVERYTHING)
            .excerpt("All that posts hold.")
            .date("2026-11-22T17:30:00Z")
            .tags(DESIGN, JAVA, CPP, KERNEL, TRAVEL, RARE)
            .related(Samples.RELATED)
            .build());
    for (int i = 0; i < 12; i++) {
      add(
          posts,
          blogs.get((i * 5 + 8) % 16),
          "Further notes, part " + (12 - i),
          lorem + (i % 3 == 0 ? list : ""),
          "2026-11-" + Dates.digits(19 - i, 2) + "T10:0" + i % 10 + ":00Z",
          i % 2 == 0 ? TRAVEL : JAVA);
    }
    posts.sort(Comparator.comparing(Post::date).reversed());
    return posts;
  }

  private static void add(
      List<Post> posts, Blog blog, String title, String html, String date, Tag... tags) {
    posts.add(
        Samples.post("n" + posts.size())
            .blog(blog)
            .title(title)
            .html(html)
            .excerpt(
                "The garbage collector was innocent after all. What ate the afternoon was a finalizer that nobody had looked at since 2009, and it did so politely, in slices of forty milliseconds, just below the line at which…")
            .authors()
            .date(date)
            .language(null)
            .tags(tags)
            .related(Samples.RELATED)
            .build());
  }
}
