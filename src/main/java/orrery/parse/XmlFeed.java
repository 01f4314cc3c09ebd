package orrery.parse;

import com.rometools.modules.itunes.FeedInformation;
import com.rometools.rome.feed.module.SyModule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.feed.Author;
import orrery.feed.Entry;
import orrery.feed.Feed;
import orrery.feed.Format;
import orrery.feed.Pace;
import orrery.feed.Parsed;
import orrery.feed.Text;

/** Reads RSS, Atom and CDF of every version from the tree of a document. */
final class XmlFeed {
  private static final int MAX_TTL = 60 * 24 * 365;

  /**
   * What entries take from their feed where they say nothing themselves.
   *
   * @param sent the language that came with the document: it holds where not even a text of the
   *     entry names one
   */
  record Inherited(List<Author> authors, @Nullable String language, @Nullable String sent) {}

  private final XmlContext context;
  private final Format format;
  private final Links links;
  private final Categories categories;
  private final List<Node> items = new ArrayList<>();

  private @Nullable String id;
  private final Ranked<Text> title = new Ranked<>();
  private final Ranked<Text> description = new Ranked<>();
  private final Ranked<Instant> updated = new Ranked<>();
  private final Ranked<List<Author>> authors = new Ranked<>();
  private final Ranked<String> language = new Ranked<>();
  private final Ranked<String> rights = new Ranked<>();
  private final Ranked<String> image = new Ranked<>();
  private final Ranked<String> icon = new Ranked<>();
  private final Ranked<String> generator = new Ranked<>();
  private @Nullable Duration ttl;
  private final Set<Integer> skipHours = new HashSet<>(0);
  private final Set<DayOfWeek> skipDays = EnumSet.noneOf(DayOfWeek.class);
  private boolean itunes;
  private boolean syndication;
  private final Problems problems;

  private XmlFeed(XmlContext context, Format format, Problems problems) {
    this.context = context;
    this.format = format;
    this.problems = problems;
    this.links = new Links(context.bases());
    this.categories = new Categories(context.texts());
  }

  /**
   * The format that a root element announces; null where it is no feed.
   *
   * @param root of the document
   */
  static @Nullable Format format(Node root) {
    String name = root.name.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "rss" -> rss(root);
      case "rdf" -> rdf(root);
      case "feed" -> atom(root);
      case "entry" -> Namespaces.isCore(root.space) ? atom(root) : null;
      case "channel" -> channel(root);
      case "item" -> Namespaces.isCore(root.space) ? Format.RSS20 : null;
      default -> null;
    };
  }

  private static Format rss(Node root) {
    String version = root.attribute("version");
    if (version == null) {
      return Format.RSS20;
    }
    return version.startsWith("0.") || version.startsWith(".9") ? Format.RSS09X : Format.RSS20;
  }

  private static Format rdf(Node root) {
    for (Object child : root.children()) {
      if (child instanceof Node node && (node.key.equals("channel") || node.key.equals("item"))) {
        return node.space.equals(Namespaces.RSS09) ? Format.RSS09X : Format.RSS10;
      }
    }
    return Format.RSS10;
  }

  private static Format atom(Node root) {
    String version = root.attribute("version");
    if (root.space.equals(Namespaces.ATOM)) {
      return Format.ATOM10;
    }
    if (root.space.equals(Namespaces.ATOM03) || (version != null && version.startsWith("0."))) {
      return Format.ATOM03;
    }
    boolean old =
        root.first("tagline") != null
            || root.first("modified") != null
            || root.first("issued") != null;
    for (Object child : root.children()) {
      old |=
          child instanceof Node node
              && node.key.equals("entry")
              && (node.first("issued") != null || node.first("modified") != null);
    }
    return old ? Format.ATOM03 : Format.ATOM10;
  }

  private static Format channel(Node root) {
    if (root.attribute("href") != null || root.attribute("lastmod") != null) {
      return Format.CDF;
    }
    for (Object child : root.children()) {
      if (child instanceof Node node) {
        if (node.key.equals("abstract")
            || (node.key.equals("item")
                && (node.attribute("href") != null || node.attribute("lastmod") != null))) {
          return Format.CDF;
        }
        if (node.key.equals("items")) {
          return Format.RSS10; // RSS 1.1
        }
      }
    }
    return Format.RSS20;
  }

  /** Reads the feed whose root is {@code root}. */
  static Parsed read(
      Node root,
      Format format,
      LenientXml.Tree tree,
      String encoding,
      @Nullable String base,
      @Nullable String language,
      Problems problems) {
    boolean atom = format == Format.ATOM10 || format == Format.ATOM03;
    Bases bases = new Bases(base, tree.bases());
    XmlContext context =
        new XmlContext(bases, new Texts(bases, atom), new Modules(bases), tree.lines(), atom);
    return new XmlFeed(context, format, problems).read(root, encoding, Bases.tag(language));
  }

  private Parsed read(Node root, String encoding, @Nullable String sent) {
    Node channel = root;
    if (root.key.equals("entry") || root.key.equals("item")) {
      items.add(root);
    } else {
      Node inner = context.atom() ? null : root.first("channel");
      channel = inner == null ? root : inner;
      attributes(channel);
      fields(channel);
      if (channel != root) {
        around(root, channel);
      }
    }
    extensions(channel);
    Ranked<String> said = language;
    said.offer(2, Bases.language(channel));
    String stated = said.get();
    String fallback = Bases.isLanguageless(channel) ? null : sent;
    judgeTitles();
    List<Author> people = authors.get() == null ? List.of() : Authors.distinct(authors.get());
    // A webmaster keeps the server; posts are not his.
    Inherited inherited =
        new Inherited(authors.rank() >= WEBMASTER ? List.of() : people, stated, fallback);
    List<Entry> entries = new ArrayList<>(items.size());
    Set<String> ids = new HashSet<>();
    for (Node item : items) {
      Entry entry = XmlEntry.read(context, item, inherited);
      if (entry.id() != null && !ids.add(entry.id())) {
        problems.warn(
            "duplicate-id",
            "Two entries have the id " + XmlContext.shown(entry.id()) + "; each needs its own.",
            context.line(item));
      }
      entries.add(entry);
    }
    Feed feed =
        new Feed(
            format,
            encoding,
            id,
            title.get(),
            description.get(),
            links.best(),
            links.self(),
            links.all(),
            people,
            updated.get(),
            categories.all(),
            stated == null ? fallback : stated,
            rights.get(),
            generator.get(),
            image.get(),
            icon.get(),
            links.hubs(),
            pace(channel));
    return new Parsed.Understood(feed, entries, problems.list());
  }

  private static final int WEBMASTER = 6;

  private void attributes(Node channel) {
    String href = channel.attribute("href"); // CDF
    if (href != null) {
      links.said(channel, href, Links.SAID);
    }
    String modified = channel.attribute("lastmod");
    if (modified != null) {
      date(0, modified, channel);
    }
    String about = channel.attribute("rdf:about");
    if (about != null) {
      id = about;
      String address = context.bases().resolve(channel, about);
      if (address != null && Addresses.isWeb(address)) {
        links.propose(address, Links.ABOUT);
      }
    }
  }

  /** What stands beside the channel: RSS 1.0's items and image, and what strayed. */
  private void around(Node root, Node channel) {
    for (Object child : root.children()) {
      if (child instanceof Node node && node != channel) {
        switch (node.key) {
          case "item", "entry" -> item(node);
          case "image" -> image.offer(0, context.picture(node));
          case "channel" -> {
            for (Object inner : node.children()) {
              if (inner instanceof Node item && item.key.equals("item")) {
                item(item);
              }
            }
          }
          default -> {
            if ((node.key.equals("link") && node.attribute("href") != null)
                || (format == Format.RSS20 && !node.key.equals("textinput"))) {
              field(node);
            }
          }
        }
      }
    }
  }

  private void fields(Node channel) {
    for (Object child : channel.children()) {
      if (child instanceof Node node) {
        field(node);
      }
    }
  }

  private void item(Node item) {
    if (!item.broken) {
      items.add(item);
    }
  }

  private void field(Node field) {
    switch (field.key) {
      case "item", "entry" -> item(field);
      case "items" -> {
        for (Object child : field.children()) {
          if (child instanceof Node node && node.key.equals("item")) {
            item(node);
          }
        }
      }
      case "title" -> title.offer(0, context.texts().title(field));
      case "dc:title", "dcterms:title" -> title.offer(1, context.texts().title(field));
      case "media:title", "itunes:title" -> title.offer(2, context.texts().title(field));
      case "link" -> links.add(field, !context.atom());
      case "id" -> id = id == null ? field.text() : id;
      case "description", "subtitle", "tagline" ->
          description.offer(0, context.texts().body(field));
      case "abstract" -> description.offer(1, context.texts().body(field));
      case "dc:description", "dcterms:description", "info" ->
          description.offer(2, context.texts().body(field));
      case "itunes:summary", "googleplay:description" -> {
        itunes = true;
        description.offer(4, context.texts().body(field));
      }
      case "itunes:subtitle" -> {
        itunes = true;
        description.offer(3, context.texts().body(field));
      }
      case "updated", "modified", "lastbuilddate" -> date(0, field);
      case "dcterms:modified" -> date(1, field);
      case "dc:date", "dcterms:date", "date" -> date(2, field);
      case "pubdate", "published", "issued", "dcterms:issued" -> date(3, field);
      case "created", "dcterms:created" -> date(4, field);
      case "author" -> people(0, field);
      case "managingeditor" -> people(1, field);
      case "dc:creator", "dc:author", "dcterms:creator" -> people(2, field);
      case "itunes:author", "googleplay:author" -> {
        itunes |= field.space.equals(Namespaces.ITUNES);
        people(3, field);
      }
      case "dc:publisher", "dcterms:publisher" -> people(5, field);
      case "webmaster" -> people(WEBMASTER, field);
      case "category", "dc:subject", "dcterms:subject" -> categories.add(field);
      case "keywords", "media:keywords" -> categories.list(field.text(), null);
      case "media:category" -> categories.add(field);
      case "itunes:keywords" -> categories.list(field.text(), Categories.ITUNES);
      case "itunes:category" -> categories.itunes(field);
      case "language", "dc:language", "dcterms:language" ->
          language.offer(field.key.equals("language") ? 0 : 1, Bases.tag(field.text()));
      case "copyright", "rights" -> rights.offer(0, context.texts().plain(field));
      case "dc:rights", "dcterms:rights" -> rights.offer(1, context.texts().plain(field));
      case "generator" -> generator(field);
      case "admin:generatoragent" -> generator.offer(1, field.attribute("rdf:resource"));
      case "image" -> image.offer(0, context.picture(field));
      case "logo" -> logo(field);
      case "webfeeds:cover", "media:thumbnail" -> image.offer(3, context.picture(field));
      case "itunes:image", "googleplay:image" -> image.offer(1, context.picture(field));
      case "itunes:link" -> image.offer(1, context.linkedPicture(field));
      case "cc:license", "creativecommons:license" -> links.licence(field);
      case "icon" -> icon.offer(0, context.picture(field));
      case "webfeeds:icon", "webfeeds:logo" -> icon.offer(1, context.picture(field));
      case "ttl" -> ttl(field);
      case "skiphours" -> skipHours(field);
      case "skipdays" -> skipDays(field);
      default -> {
        itunes |= field.space.equals(Namespaces.ITUNES);
        syndication |= field.space.equals("sy");
      }
    }
  }

  private void date(int rank, Node field) {
    String written = field.text();
    if (written != null && updated.wants(rank)) {
      date(rank, written, field);
    }
  }

  private void date(int rank, String written, Node at) {
    Instant parsed = written.length() > 200 ? null : Dates.parse(written);
    if (parsed == null) {
      problems.warn(
          "bad-date",
          "<"
              + at.name
              + "> is no date that can be understood: "
              + XmlContext.shown(written)
              + ". Use the form of RFC 3339 or RFC 822.",
          context.line(at));
    }
    updated.offer(rank, parsed);
  }

  private void people(int rank, Node field) {
    List<Author> found = Authors.of(field, context.bases());
    if (found.isEmpty()) {
      return;
    }
    List<Author> known = authors.get();
    if (known != null && authors.rank() == rank) {
      known.addAll(found);
    } else {
      authors.offer(rank, new ArrayList<>(found));
    }
  }

  private void generator(Node field) {
    String name = context.texts().plain(field);
    String version = field.attribute("version");
    String url = field.attribute("uri");
    url = url == null ? field.attribute("url") : url;
    if (name == null) {
      name = url;
    } else if (version != null && !name.contains(version)) {
      name = name + " " + version;
    }
    generator.offer(0, name);
  }

  private void logo(Node field) {
    String style = field.attribute("style"); // CDF
    if ("icon".equalsIgnoreCase(style)) {
      icon.offer(0, context.picture(field));
    } else {
      image.offer(0, context.picture(field));
    }
  }

  private void ttl(Node field) {
    long minutes = Links.length(field.text());
    if (minutes > 0) {
      ttl = Duration.ofMinutes(Math.min(minutes, MAX_TTL));
    }
  }

  private void skipHours(Node field) {
    for (Object child : field.children()) {
      if (child instanceof Node node) {
        long hour = Links.length(node.text());
        if (hour >= 0 && hour <= 24) {
          skipHours.add((int) hour % 24);
        }
      }
    }
  }

  private void skipDays(Node field) {
    for (Object child : field.children()) {
      String day = child instanceof Node node ? node.text() : null;
      if (day != null && day.length() >= 3) {
        for (DayOfWeek weekday : DayOfWeek.values()) {
          if (weekday.name().regionMatches(true, 0, day, 0, 3)) {
            skipDays.add(weekday);
          }
        }
      }
    }
  }

  private void extensions(Node channel) {
    if (itunes && authors.get() == null) {
      FeedInformation found = context.modules().itunesOfFeed(channel);
      if (found != null) {
        String name = blankless(found.getOwnerName());
        String email = blankless(found.getOwnerEmailAddress());
        if (name != null || email != null) {
          authors.offer(4, new ArrayList<>(List.of(new Author(name, email, null))));
        }
      }
    }
  }

  private static @Nullable String blankless(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private Pace pace(Node channel) {
    Duration interval = ttl;
    if (syndication) {
      SyModule found = context.modules().syndication(channel);
      if (found != null && found.getUpdatePeriod() != null) {
        Duration every =
            Duration.ofHours(hours(found.getUpdatePeriod()))
                .dividedBy(Math.max(1, found.getUpdateFrequency()));
        interval = interval == null || every.compareTo(interval) > 0 ? every : interval;
      }
    }
    return interval == null && skipHours.isEmpty() && skipDays.isEmpty()
        ? Pace.NONE
        : new Pace(interval, skipHours, skipDays);
  }

  private static int hours(String period) {
    return switch (period) {
      case SyModule.HOURLY -> 1;
      case SyModule.WEEKLY -> 24 * 7;
      case SyModule.MONTHLY -> 24 * 30;
      case SyModule.YEARLY -> 24 * 365;
      default -> 24;
    };
  }

  /**
   * A title such as {@code Using <b>} may be HTML or not; a feed that writes bare {@code &} and
   * {@code <} into its titles writes plain text.
   */
  private void judgeTitles() {
    if (context.atom()) {
      return;
    }
    int html = 0;
    int plain = 0;
    for (Node item : items) {
      Node its = item.first("title");
      if (its != null && !its.hasElements()) {
        switch (Markup.look(its.rawText())) {
          case HTML -> html++;
          case PLAIN -> plain++;
          case SAME -> {}
        }
      }
    }
    if (plain > html) {
      context.texts().tagsInTitlesAreText();
    }
  }
}
