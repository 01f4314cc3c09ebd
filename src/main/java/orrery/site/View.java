package orrery.site;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private View() {}

  /** The planet: {@code site}. */
  public record Planet(
      String name,
      @Nullable String link,
      @Nullable String base,
      @Nullable String owner,
      String language,
      String generator,
      boolean linksImages,
      Map<String, String> extras) {
    static Planet of(SiteSettings s) {
      return new Planet(
          s.name(),
          Safe.http(s.link()),
          s.base(),
          Safe.name(s.ownerName()),
          s.language(),
          "Orrery " + s.generatorVersion(),
          s.linksImages(),
          Safe.extras(s.extras()));
    }
  }

  /**
   * The page itself: {@code page}.
   *
   * @param root what leads from the page to the site: empty, {@code ../}, …
   * @param title null on the front page
   * @param section which part of the site: {@code newest, archive, tags, blogs}
   */
  public record Here(
      String path,
      String root,
      @Nullable String title,
      String section,
      @Nullable Way newer,
      @Nullable Way older) {}

  /** A link to another page of the site. */
  public record Way(String path, String label) {}

  /** A link with a number beside it; {@code weight} is 1 (few) to 10 (many). */
  public record Counted(String path, String label, int posts, int weight) {}

  /** Something written before, which {@code <@it/>} puts in. */
  public record Written(byte[] bytes) {}

  /** Posts under a heading; {@code iso} is the day or month, {@code aside} a lesser part of it. */
  public record Group(
      @Nullable String path,
      String iso,
      String heading,
      @Nullable String aside,
      List<? extends Record> posts) {
    static Group day(LocalDate day, List<? extends Record> posts) {
      return new Group(Paths.day(day), Dates.iso(day), Dates.weekday(day), Dates.words(day), posts);
    }
  }

  /**
   * A person's or blog's picture, which lies with the site, or the letters that stand for it and
   * one of twelve colours.
   */
  public record Face(@Nullable String path, String initials, int hue) {}

  /** A person. */
  public record Person(String name, @Nullable String url) {}

  /** A blog. */
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
      Map<String, String> extras) {
    static Home of(Blog b) {
      String name = b.name().isBlank() ? b.slug() : b.name();
      return new Home(
          name,
          Paths.blog(b.slug()),
          Safe.http(b.url()),
          Safe.open(b.feedUrl()),
          b.description() == null || b.description().isBlank() ? null : b.description(),
          b.language(),
          new Face(Safe.face(b.face()), Describe.initials(name), Describe.hue(name)),
          b.posts(),
          b.newest() == null ? null : Moment.of(Dates.utc(b.newest())),
          Safe.extras(b.extras()));
    }
  }

  /**
   * A blog and how its feed is doing.
   *
   * @param state as in {@code status.json}; empty where it is not known
   * @param since when it began to fail
   * @param error what went wrong, one sentence
   */
  public record Line(
      Home blog,
      String state,
      @Nullable Moment since,
      @Nullable String error,
      @Nullable Chart chart) {
    static Line of(BlogLine line) {
      FeedStatus status = line.status();
      Home blog = Home.of(line.blog());
      Chart chart = Chart.of(line.activity());
      if (status == null) {
        return new Line(blog, "", null, null, chart);
      }
      Instant since = status.failingSince();
      return new Line(
          blog,
          status.state().label(),
          since == null ? null : Moment.of(Dates.utc(since)),
          status.error(),
          chart);
    }
  }

  /**
   * Activity as bars: an SVG path in a box of {@code width} by {@code height}, and words for it.
   */
  public record Chart(String path, int width, int height, String label) {
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
      String label =
          all + (all == 1 ? " post" : " posts") + " lately, at most " + most + " in a bar";
      return new Chart(bars.toString(), activity.size() * 4 - 1, height, label);
    }
  }

  /** A time in all the ways pages and feeds write it. */
  public record Moment(String iso, String day, String clock, String rfc822) {
    static Moment of(LocalDateTime t) {
      return new Moment(
          Dates.rfc3339(t), Dates.words(t.toLocalDate()), Dates.clock(t), Dates.rfc822(t));
    }

    /** The time of the latest change among posts: of the epoch where there are none. */
    static Moment latest(List<Item> posts) {
      Moment latest = of(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC));
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
    static @Nullable File of(Attachment a) {
      String url = Safe.http(a.url());
      if (url == null) {
        return null;
      }
      String type = a.type() == null || a.type().isBlank() ? "application/octet-stream" : a.type();
      String kind =
          type.startsWith("audio/") ? "audio" : type.startsWith("video/") ? "video" : "file";
      Long length = a.length() > 0 ? a.length() : null;
      String name = a.title() == null || a.title().isBlank() ? Describe.fileName(url) : a.title();
      Long seconds = a.duration() > 0 ? a.duration() : null;
      return new File(url, kind, type, length, seconds, name, Describe.file(a));
    }
  }

  /**
   * A post.
   *
   * @param id what feeds give as its id: an absolute URI
   * @param url where its title leads: the author's own page, null where there is none
   * @param permalink its lasting place on the planet
   * @param html cleaned; prints as it is in HTML, null where there is none
   * @param body the same, as text: XML templates escape it
   * @param folded whether it is long
   * @param dir {@code ltr} or {@code rtl}
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
      List<Way> tags,
      List<File> files,
      @Nullable String image,
      List<Person> alsoIn) {

    static Item of(Post p, Function<Blog, Home> homes) {
      Home blog = homes.apply(p.blog());
      List<Person> authors = people(p.authors());
      Person author = authors.isEmpty() ? new Person(blog.name, blog.url) : authors.getFirst();
      String url = Safe.http(p.url());
      String image = Safe.http(p.image());
      return new Item(
          p.anchor(),
          Ids.uri(p),
          url,
          Paths.post(p),
          p.title(),
          p.html().isEmpty() ? null : markup(p.html()),
          p.html(),
          p.html().length() > FOLD,
          p.excerpt(),
          p.language(),
          Direction.of(p.language(), p.title(), p.excerpt()),
          blog,
          author,
          authors.isEmpty() ? List.of(author) : authors,
          Moment.of(Dates.utc(p.date())),
          p.updated() == null ? null : Moment.of(Dates.utc(p.updated())),
          tags(p.tags()),
          files(p.attachments()),
          image == null || p.html().contains("<img") ? null : image,
          alsoIn(p.alsoIn()));
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

    private static List<Way> tags(List<Tag> tags) {
      List<Way> ways = new ArrayList<>(tags.size());
      for (Tag tag : tags) {
        ways.add(new Way(Paths.tag(tag.key()), tag.label()));
      }
      return ways;
    }

    private static List<File> files(List<Attachment> attachments) {
      List<File> files = new ArrayList<>(attachments.size());
      for (Attachment attachment : attachments) {
        File file = File.of(attachment);
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
