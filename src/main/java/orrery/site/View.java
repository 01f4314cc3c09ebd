package orrery.site;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Blog;
import orrery.feed.FeedStatus;
import orrery.feed.Post;
import orrery.feed.Tag;

/**
 * What templates see: ready strings, so that a template chooses and places and computes nothing.
 * The parts of these records are the names that themes use. All paths are relative to the site:
 * templates put {@code page.root} before them.
 */
final class View {
  /** Bodies longer than this, in chars of HTML, are folded where whole posts stand together. */
  private static final int FOLD = 4_000;

  /** The picture of a theme that has one: those who show links take no SVG. */
  static final String PICTURE = "assets/logo.png";

  private View() {}

  /**
   * The planet: {@code site}.
   *
   * @param link where it is published, as feeds.ini says
   * @param base the address below which its paths lie, ending in a slash
   * @param search whether the site can be searched
   * @param dir which way its own words run: {@code ltr} or {@code rtl}
   * @param picture absolute address of a picture that stands for the site where a link to it is
   *     shown, null where the theme has none
   * @param spoken the language of its own words, a BCP 47 tag: English, where there are none in
   *     {@code language}
   * @param colours whether there is a style sheet {@code assets/colours.css}
   * @param submit the path at which bloggers submit their feeds, null where there is none
   */
  public record Planet(
      String name,
      @Nullable String link,
      @Nullable String base,
      @Nullable String owner,
      String language,
      String generator,
      boolean search,
      boolean linksImages,
      Map<String, String> extras,
      String dir,
      @Nullable String picture,
      String spoken,
      Logo logo,
      boolean colours,
      @Nullable String submit,
      List<Way> pages) {
    static Planet of(SiteSettings s, Set<String> assets, String spoken) {
      return new Planet(
          s.name(),
          Safe.http(s.link()),
          s.base(),
          Safe.name(s.ownerName()),
          s.language(),
          "Orrery " + s.generatorVersion(),
          s.search(),
          s.linksImages(),
          Safe.extras(s.extras()),
          Direction.of(spoken),
          assets.contains(PICTURE) && s.base() != null ? s.base() + PICTURE : null,
          spoken,
          new Logo(s.logo(), s.logo().endsWith(".svg") ? "image/svg+xml" : "image/png"),
          assets.contains(Palette.FILE),
          s.submit(),
          s.pages().stream().map(page -> new Way(page.path(), page.title())).toList());
    }
  }

  /** The picture beside the planet's name; {@code type} is its media type. */
  public record Logo(String path, String type) {}

  /**
   * The page itself: {@code page}.
   *
   * @param root what leads from the page to the site: empty, {@code ../}, …
   * @param title null on the front page
   * @param section which part of the site: {@code newest, archive, tags, blogs, search, page}
   * @param feeds the feeds of what is on it, beside the planet's
   */
  public record Here(
      String path,
      String root,
      @Nullable String title,
      String section,
      @Nullable Way newer,
      @Nullable Way older,
      List<Offer> feeds) {
    Here with(Channel channel) {
      return new Here(path, root, title, section, newer, older, Offer.of(channel));
    }
  }

  /**
   * A feed that goes with a page.
   *
   * @param type its media type
   * @param form {@code Atom}, {@code RSS}, {@code JSON Feed}, …
   * @param of what it is of: a blog's name, a tag, a language
   * @param told whether feed readers are told of it
   */
  public record Offer(String path, String type, String form, String of, boolean told) {
    static List<Offer> of(Channel channel) {
      String title = channel.title();
      if (title == null) {
        return List.of();
      }
      List<Offer> offers = new ArrayList<>();
      for (Form form : Form.values()) {
        if (channel.forms().contains(form)) {
          boolean told = Form.TOLD.contains(form);
          offers.add(new Offer(channel.path(form), form.type(), form.label(), title, told));
        }
      }
      return offers;
    }
  }

  /**
   * A feed of the site: {@code feed}.
   *
   * @param id an absolute URI
   * @param title what it is of: a blog's name, a tag, a language; null for the planet's
   * @param page absolute address of the page of the same posts, null where the site has none
   * @param self its own address, null where the site has none
   * @param language BCP 47 tag
   * @param hubs those that are told when it changes
   * @param updated when the latest of its posts changed
   */
  public record Feed(
      String path,
      String id,
      @Nullable String title,
      @Nullable String page,
      @Nullable String self,
      String language,
      List<String> hubs,
      Moment updated) {}

  /** A language: what those who speak it call it. */
  public record Tongue(String code, String name, String path, int posts) {
    static Tongue of(Count<String> count) {
      String code = count.of();
      return new Tongue(code, Tongues.name(code), Paths.language(code), count.posts());
    }
  }

  /** A link to another page of the site. */
  public record Way(String path, String label) {}

  /** A link with a number beside it; {@code weight} is 1 (few) to 10 (many). */
  public record Counted(String path, String label, int posts, int weight) {}

  /**
   * A tag of a post.
   *
   * @param path null where the planet has no page of it
   * @param suggested whether it is no word of the author's, but what the planet found fitting
   */
  public record Chip(@Nullable String path, String label, boolean suggested) {
    static Chip of(Tag tag) {
      return new Chip(tag.listed() ? Paths.tag(tag.key()) : null, tag.label(), tag.suggested());
    }
  }

  /**
   * A post on the same things as another.
   *
   * @param path its place on the planet
   * @param blog the name of its blog
   * @param dir {@code ltr} or {@code rtl}
   */
  public record Kin(String path, String title, String blog, @Nullable String language, String dir) {
    static Kin of(Post.Related post) {
      return new Kin(
          Paths.post(post.anchor(), post.date()),
          post.title(),
          post.blog(),
          post.language(),
          Direction.of(post.language(), post.title(), ""));
    }
  }

  /**
   * A tag that has a page, and its activity by month.
   *
   * @param weight 1 (few) to 10 (many)
   */
  public record Topic(String path, String label, int posts, int weight, @Nullable Chart chart) {}

  /**
   * A tag that rises.
   *
   * @param times how many times its share of before it has now; null where it had none
   */
  public record Rise(String path, String label, @Nullable Long times, @Nullable Chart chart) {}

  /**
   * A host whose videos play within a page.
   *
   * @param host the origin of its player
   * @param pages what the addresses of its videos' pages begin with: the rest is a video's name
   * @param frame the address of its player: {@code {}} stands for the video's name, {@code {&h=}}
   *     for that and the key of a private link, {@code {&start=}} for that and the second at which
   *     it starts, where there are such; in this order
   */
  public record Player(String host, String pages, String frame) {}

  /** Something written before, which {@code <@it/>} puts in. */
  public record Written(byte[] bytes) {}

  /** Posts under a heading; {@code iso} is the day or month, {@code aside} a lesser part of it. */
  public record Group(
      @Nullable String path,
      String iso,
      String heading,
      @Nullable String aside,
      List<? extends Record> posts) {
    static Group day(LocalDate day, List<? extends Record> posts, Words words) {
      return new Group(Paths.day(day), Dates.iso(day), words.weekday(day), words.day(day), posts);
    }
  }

  /**
   * A person's or blog's picture, which lies with the site, or the letters that stand for it and
   * one of twelve colours.
   */
  public record Face(@Nullable String path, String initials, int hue) {}

  /** A person. */
  public record Person(String name, @Nullable String url) {}

  /**
   * A blog.
   *
   * @param feed as feeds.ini has it: an address, or the path of a file
   * @param feeds where the site's feeds of it lie, ending in a slash
   * @param id an absolute URI of its feed
   * @param own the id that its feed gives itself, where that is an absolute URI; else as {@code id}
   */
  public record Home(
      String name,
      String path,
      @Nullable String url,
      String feed,
      @Nullable String description,
      @Nullable String language,
      Face face,
      int posts,
      @Nullable Moment newest,
      Map<String, String> extras,
      String feeds,
      String id,
      String own) {
    static Home of(Blog b, Words words) {
      String feed = Safe.open(b.feedUrl());
      String name = b.name().isBlank() ? b.slug() : b.name();
      String id = Safe.http(feed) == null ? Ids.urn(b.feedUrl()) : feed;
      String own = b.feedId() == null ? "" : b.feedId().strip();
      return new Home(
          name,
          Paths.blog(b.slug()),
          Safe.http(b.url()),
          feed,
          b.description() == null || b.description().isBlank() ? null : b.description(),
          b.language(),
          new Face(Safe.face(b.face()), Describe.initials(name), Describe.hue(name)),
          b.posts(),
          b.newest() == null ? null : Moment.of(Dates.utc(b.newest()), words),
          Safe.extras(b.extras()),
          Paths.folder(Paths.blog(b.slug())),
          id,
          Ids.isUri(own) ? own : id);
    }
  }

  /**
   * A blog and how its feed is doing.
   *
   * @param state as in {@code status.json}; empty where it is not known
   * @param since when it began to fail
   * @param error what went wrong, one sentence
   * @param health the page that tells more of it
   */
  public record Line(
      Home blog,
      String health,
      String state,
      @Nullable Moment since,
      @Nullable String error,
      @Nullable Chart chart) {
    static Line of(BlogLine line, Words words) {
      FeedStatus status = line.status();
      Home blog = Home.of(line.blog(), words);
      String health = Paths.status(line.blog().slug());
      Chart chart = Chart.of(line.activity());
      if (status == null) {
        return new Line(blog, health, "", null, null, chart);
      }
      Instant since = status.failingSince();
      return new Line(
          blog,
          health,
          status.state().label(),
          since == null ? null : Moment.of(Dates.utc(since), words),
          status.error(),
          chart);
    }
  }

  /**
   * Activity as bars: an SVG path in a box of {@code width} by {@code height}.
   *
   * @param bars how many there are
   * @param posts in all of them
   * @param most in one of them
   */
  public record Chart(String path, int width, int height, int bars, int posts, int most) {
    /** The same without gaps, as one line along the top: there are pages with very many of them. */
    static @Nullable Chart outline(List<Integer> activity) {
      int most = activity.stream().mapToInt(Integer::intValue).max().orElse(0);
      if (most <= 0) {
        return null;
      }
      int height = 8;
      int all = 0;
      StringBuilder line = new StringBuilder("M0 ").append(height);
      for (int from = 0, to; from < activity.size(); from = to) {
        int posts = activity.get(from);
        to = from + 1;
        while (to < activity.size() && activity.get(to) == posts) {
          to++;
        }
        line.append('V').append(height - Math.ceilDiv(posts * height, most));
        line.append('h').append(2 * (to - from));
        all += posts * (to - from);
      }
      line.append('V').append(height).append('z');
      return new Chart(line.toString(), 2 * activity.size(), height, activity.size(), all, most);
    }

    static @Nullable Chart of(List<Integer> activity) {
      int most = 0;
      int all = 0;
      for (int posts : activity) {
        most = Math.max(most, posts);
        all += posts;
      }
      if (most <= 0) {
        return null;
      }
      int height = 20;
      StringBuilder bars = new StringBuilder();
      for (int i = 0; i < activity.size(); i++) {
        int bar = Math.max(1, Math.ceilDiv(Math.max(0, activity.get(i)) * height, most));
        bars.append('M').append(i * 4).append(' ').append(height).append('v').append(-bar);
        bars.append("h3v").append(bar).append('z');
      }
      return new Chart(
          bars.toString(), activity.size() * 4 - 1, height, activity.size(), all, most);
    }
  }

  /** Activity from a month to another, both in words. */
  public record Span(Chart chart, String from, String until) {
    /**
     * Those months that have posts, and all between them; null where it is but one.
     *
     * @param longest how many months at most: the newest
     */
    static @Nullable Span of(NavigableMap<YearMonth, Integer> months, int longest, Words words) {
      if (months.size() < 2) {
        return null;
      }
      YearMonth last = months.lastKey();
      YearMonth from = last.minusMonths(longest - 1L);
      from = months.firstKey().isAfter(from) ? months.firstKey() : from;
      List<Integer> activity = new ArrayList<>();
      for (YearMonth month = from; !month.isAfter(last); month = month.plusMonths(1)) {
        activity.add(months.getOrDefault(month, 0));
      }
      Chart chart = Chart.of(activity);
      return chart == null ? null : new Span(chart, words.month(from), words.month(last));
    }
  }

  /** A time in all the ways pages and feeds write it. */
  public record Moment(String iso, String day, String clock, String rfc822) {
    static Moment of(LocalDateTime t, Words words) {
      return new Moment(
          Dates.rfc3339(t), words.day(t.toLocalDate()), Dates.clock(t), Dates.rfc822(t));
    }

    /** The time of the latest change among posts: of the epoch where there are none. */
    static Moment latest(List<Item> posts, Words words) {
      Moment latest = of(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), words);
      for (Item post : posts) {
        Moment changed = post.updated == null ? post.date : post.updated;
        latest = changed.iso.compareTo(latest.iso) > 0 ? changed : latest;
      }
      return latest;
    }
  }

  /**
   * A file that belongs to a post.
   *
   * @param kind {@code audio}, {@code video} or {@code file}
   * @param length in bytes, null where unknown
   * @param seconds how long it plays, null where unknown
   * @param about for people: type, size, duration
   */
  public record File(
      String url,
      String kind,
      String type,
      @Nullable Long length,
      @Nullable Long seconds,
      String name,
      String about) {
    static @Nullable File of(Attachment a, Words words) {
      String url = Safe.http(a.url());
      if (url == null) {
        return null;
      }
      String type = a.type() == null || a.type().isBlank() ? "application/octet-stream" : a.type();
      String kind =
          type.startsWith("audio/") ? "audio" : type.startsWith("video/") ? "video" : "file";
      Long length = a.length() > 0 ? a.length() : null;
      String name =
          a.title() == null || a.title().isBlank() ? Describe.fileName(url, words) : a.title();
      Long seconds = a.duration() > 0 ? a.duration() : null;
      return new File(url, kind, type, length, seconds, name, Describe.file(a, words));
    }
  }

  /**
   * A post.
   *
   * @param id what feeds give as its id: an absolute URI
   * @param url where its title leads: the author's own page, null where there is none
   * @param permalink its lasting place on the planet
   * @param html cleaned; prints as it is in HTML, null where there is none or none is to be shown
   * @param body the same, as text: XML templates escape it
   * @param folded whether it is long
   * @param dir {@code ltr} or {@code rtl}
   * @param rights what is said of who may do what with it
   * @param note whether its title is but the beginning of its text: its author gave it none
   */
  public record Item(
      String anchor,
      String id,
      @Nullable String url,
      String permalink,
      String title,
      @Nullable TemplateHTMLOutputModel html,
      String body,
      boolean folded,
      String excerpt,
      @Nullable String language,
      String dir,
      Home blog,
      Person author,
      List<Person> authors,
      Moment date,
      @Nullable Moment updated,
      List<Chip> tags,
      List<File> files,
      @Nullable String image,
      List<Person> alsoIn,
      List<Kin> related,
      @Nullable String rights,
      boolean note) {

    static Item of(Post p, Function<Blog, Home> homes, Words words) {
      Home blog = homes.apply(p.blog());
      List<Person> authors = people(p.authors());
      Person author = authors.isEmpty() ? new Person(blog.name, blog.url) : authors.getFirst();
      String url = Safe.http(p.url());
      String image = Safe.http(p.image());
      String html = p.blog().excerpt() ? "" : p.html();
      return new Item(
          p.anchor(),
          Ids.uri(p),
          url,
          Paths.post(p),
          p.title(),
          html.isEmpty() ? null : markup(html),
          html,
          html.length() > FOLD,
          p.excerpt(),
          p.language(),
          Direction.of(p.language(), p.title(), p.excerpt()),
          blog,
          author,
          authors.isEmpty() ? List.of(author) : authors,
          Moment.of(Dates.utc(p.date()), words),
          p.updated() == null ? null : Moment.of(Dates.utc(p.updated()), words),
          tags(p.tags()),
          files(p.attachments(), words),
          image == null || html.contains("<img") ? null : image,
          alsoIn(p.alsoIn()),
          p.related().stream().map(Kin::of).toList(),
          p.rights() == null || p.rights().isBlank() ? null : p.rights(),
          note(p.title(), p.excerpt()));
    }

    private static boolean note(String title, String excerpt) {
      boolean cut = title.endsWith("…");
      return cut
          ? excerpt.startsWith(title.substring(0, title.length() - 1))
          : excerpt.equals(title);
    }

    /** The same with another id. */
    Item named(String other) {
      return new Item(
          anchor, other, url, permalink, title, html, body, folded, excerpt, language, dir, blog,
          author, authors, date, updated, tags, files, image, alsoIn, related, rights, note);
    }

    private static List<Person> people(List<Author> authors) {
      List<Person> people = new ArrayList<>(authors.size());
      for (Author author : authors) {
        String name = Safe.name(author.name());
        if (name != null) {
          people.add(new Person(name, Safe.http(author.url())));
        }
      }
      return people;
    }

    private static List<Chip> tags(List<Tag> tags) {
      List<Chip> chips = new ArrayList<>(tags.size());
      for (Tag tag : tags) {
        chips.add(Chip.of(tag));
      }
      return chips;
    }

    private static List<File> files(List<Attachment> attachments, Words words) {
      List<File> files = new ArrayList<>(attachments.size());
      for (Attachment attachment : attachments) {
        File file = File.of(attachment, words);
        if (file != null) {
          files.add(file);
        }
      }
      return files;
    }

    private static List<Person> alsoIn(List<Post.AlsoIn> others) {
      List<Person> places = new ArrayList<>(others.size());
      for (Post.AlsoIn other : others) {
        places.add(new Person(other.name(), Safe.http(other.url())));
      }
      return places;
    }
  }

  private static TemplateHTMLOutputModel markup(String html) {
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(html);
    } catch (TemplateModelException e) {
      throw new IllegalStateException(e);
    }
  }
}
