package orrery.parse;

import com.rometools.modules.itunes.EntryInformation;
import com.rometools.modules.mediarss.MediaEntryModule;
import com.rometools.modules.mediarss.types.MediaContent;
import com.rometools.modules.mediarss.types.MediaGroup;
import com.rometools.modules.mediarss.types.Metadata;
import com.rometools.modules.mediarss.types.Thumbnail;
import com.rometools.modules.mediarss.types.UrlReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Entry;
import orrery.feed.Link;
import orrery.feed.Source;
import orrery.feed.Text;

/** Reads one {@code item} or {@code entry}, whatever words of whatever formats it mixes. */
final class XmlEntry {
  private final XmlContext context;
  private final Node node;
  private final Links links;
  private final Problems problems = new Problems();
  private final Categories categories;

  private @Nullable String guid;
  private @Nullable String otherId;
  private final Ranked<Text> title = new Ranked<>();
  private final List<Text> bodies = new ArrayList<>(1);
  private final Ranked<Text> description = new Ranked<>();
  private final Ranked<Text> summary = new Ranked<>();
  private final Ranked<Instant> published = new Ranked<>();
  private final Ranked<Instant> updated = new Ranked<>();
  private final List<Author> authors = new ArrayList<>(1);
  private final List<Author> creators = new ArrayList<>(0);
  private final List<Author> others = new ArrayList<>(0);
  private final Ranked<String> image = new Ranked<>();
  private final Ranked<String> rights = new Ranked<>();
  private @Nullable String language;
  private @Nullable Source source;
  private List<Author> sourceAuthors = List.of();
  private boolean media;
  private boolean itunes;

  private XmlEntry(XmlContext context, Node node) {
    this.context = context;
    this.node = node;
    this.links = new Links(context.bases());
    this.categories = new Categories(context.texts());
  }

  static Entry read(XmlContext context, Node node, XmlFeed.Inherited inherited) {
    XmlEntry entry = new XmlEntry(context, node);
    entry.attributes();
    for (Object child : node.children()) {
      if (child instanceof Node field) {
        entry.field(field);
      }
    }
    entry.extensions();
    return entry.made(inherited);
  }

  private void attributes() {
    String href = node.attribute("href"); // CDF
    if (href != null) {
      links.said(node, href, Links.SAID);
    }
    String modified = node.attribute("lastmod");
    if (modified != null) {
      date(updated, 0, modified, node);
    }
    String about = node.attribute("rdf:about");
    if (about != null) {
      otherId = about;
      String address = context.bases().resolve(node, about);
      if (Addresses.isWeb(address) && address != null) {
        links.propose(address, Links.ABOUT);
      }
    }
  }

  private void field(Node field) {
    switch (field.key) {
      case "title" -> title.offer(0, context.texts().title(field));
      case "dc:title", "dcterms:title" -> title.offer(1, context.texts().title(field));
      case "itunes:title" -> {
        itunes = true;
        title.offer(3, context.texts().title(field));
      }
      case "link" -> links.add(field, !context.atom());
      case "feedburner:origlink" -> links.original(field);
      case "guid" -> guid(field);
      case "id" -> otherId = otherId == null ? field.text() : otherId;
      case "dc:identifier" -> otherId = otherId == null ? field.text() : otherId;
      case "description" -> description.offer(0, context.texts().body(field));
      case "dc:description" -> description.offer(2, context.texts().body(field));
      case "abstract" -> description.offer(1, context.texts().body(field));
      case "summary" -> summary.offer(0, context.texts().body(field));
      case "dcterms:abstract" -> summary.offer(1, context.texts().body(field));
      case "itunes:summary", "googleplay:description" -> {
        itunes = true;
        summary.offer(3, context.texts().body(field));
      }
      case "itunes:subtitle" -> {
        itunes = true;
        summary.offer(4, context.texts().body(field));
      }
      case "content" -> content(field);
      case "content:encoded",
          "fullitem",
          "body",
          "xhtml:body",
          "xhtml:div",
          "encoded",
          "content:items" ->
          body(field);
      case "pubdate", "published" -> date(published, 0, field);
      case "issued", "dcterms:issued" -> date(published, 1, field);
      case "dcterms:available", "dc:issued" -> date(published, 2, field);
      case "created", "dcterms:created", "dc:created" -> date(published, 3, field);
      case "updated", "modified" -> date(updated, 0, field);
      case "dcterms:modified" -> date(updated, 1, field);
      case "dc:date", "dcterms:date", "date", "lastbuilddate" -> date(updated, 2, field);
      case "author" -> authors.addAll(Authors.of(field, context.bases()));
      case "dc:creator", "dc:author", "dcterms:creator" ->
          creators.addAll(Authors.of(field, context.bases()));
      case "itunes:author", "managingeditor" -> {
        itunes |= field.space.equals(Namespaces.ITUNES);
        others.addAll(Authors.of(field, context.bases()));
      }
      case "category" -> categories.add(field);
      case "dc:subject", "dcterms:subject" -> categories.add(field);
      case "keywords", "tags" -> categories.list(field.text(), null);
      case "itunes:keywords" -> categories.list(field.text(), Categories.ITUNES);
      case "itunes:category" -> categories.itunes(field);
      case "enclosure" -> enclosure(field);
      case "comments" -> replies(field, "text/html");
      case "wfw:commentrss" -> replies(field, "application/rss+xml");
      case "source" -> source(field);
      case "rights", "copyright" -> rights.offer(0, context.texts().plain(field));
      case "dc:rights", "dcterms:rights" -> rights.offer(1, context.texts().plain(field));
      case "language", "dc:language", "dcterms:language" ->
          language = language == null ? Bases.tag(field.text()) : language;
      case "image" -> image.offer(2, context.picture(field));
      case "itunes:image" -> image.offer(1, context.picture(field));
      case "itunes:link" -> image.offer(1, context.linkedPicture(field));
      case "cc:license", "creativecommons:license" -> links.licence(field);
      case "thumbnail" -> image.offer(2, context.picture(field));
      default -> {
        media |= field.space.equals(Namespaces.MEDIA);
        itunes |= field.space.equals(Namespaces.ITUNES);
      }
    }
  }

  private void guid(Node field) {
    String value = field.text();
    if (value == null) {
      return;
    }
    guid = guid == null ? value : guid;
    String said = field.attribute("ispermalink");
    boolean may =
        said == null
            ? Addresses.isWeb(value) || value.startsWith("/")
            : said.equalsIgnoreCase("true") || said.equalsIgnoreCase("yes") || said.equals("1");
    if (may) {
      String address = context.bases().resolve(field, value);
      if (address != null) {
        links.propose(address, Links.PERMALINK);
      }
    }
  }

  private void content(Node field) {
    String src = field.attribute("src");
    if (src == null) {
      body(field);
      return;
    }
    String address = context.bases().resolve(field, src);
    if (address == null) {
      return;
    }
    String type = field.attribute("type");
    if (type == null || type.startsWith("text/") || type.contains("html")) {
      links.propose(address, Links.CONTENT);
      links.link(new Link(address, "alternate", type, null, null));
    } else {
      links.attach(new Attachment(address, type, -1, null, -1));
    }
  }

  private void body(Node field) {
    String type = field.attribute("type");
    if (type != null && type.startsWith("multipart/")) { // Atom 0.3: the same body in several forms
      for (Object child : field.children()) {
        if (child instanceof Node form && form.key.equals("content")) {
          body(form);
        }
      }
      return;
    }
    Text text = context.texts().body(field);
    if (text != null) {
      bodies.add(text);
    }
  }

  private void date(Ranked<Instant> to, int rank, Node field) {
    String written = field.text();
    if (written != null && to.wants(rank)) {
      date(to, rank, written, field);
    }
  }

  private void date(Ranked<Instant> to, int rank, String written, Node at) {
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
    to.offer(rank, parsed);
  }

  private void enclosure(Node field) {
    String url = field.attribute("url");
    url = url == null ? field.attribute("href") : url;
    url = url == null ? field.attribute("rdf:resource") : url;
    url = url == null ? field.text() : url;
    String address = context.bases().resolve(field, url);
    if (address != null && url != null) {
      links.attach(
          new Attachment(
              address,
              field.attribute("type"),
              Links.length(field.attribute("length")),
              field.attribute("title"),
              -1));
    }
  }

  private void replies(Node field, String type) {
    String address = field.text() == null ? null : context.bases().resolve(field, field.text());
    if (address != null) {
      links.link(new Link(address, "replies", type, null, null));
    }
  }

  private void source(Node field) {
    if (source != null) {
      return;
    }
    if (!field.hasElements()) {
      String feed = field.attribute("url");
      String name = field.text();
      String address = feed == null ? null : context.bases().resolve(field, feed);
      source = name == null && address == null ? null : new Source(null, name, null, address);
      return;
    }
    Links its = new Links(context.bases());
    List<Author> people = new ArrayList<>();
    String id = null;
    String name = null;
    for (Object child : field.children()) {
      if (child instanceof Node part) {
        switch (part.key) {
          case "id" -> id = id == null ? part.text() : id;
          case "title" -> name = name == null ? context.texts().plain(part) : name;
          case "link" -> its.add(part, false);
          case "author" -> people.addAll(Authors.of(part, context.bases()));
          default -> {}
        }
      }
    }
    sourceAuthors = people;
    source = new Source(id, name, its.best(), its.self());
  }

  // Extensions, by way of ROME

  private void extensions() {
    if (media) {
      MediaEntryModule found = context.modules().media(node);
      if (found != null) {
        media(found);
      }
    }
    if (itunes) {
      EntryInformation found = context.modules().itunesOfEntry(node);
      if (found != null && found.getDuration() != null) {
        long seconds = found.getDuration().getMilliseconds() / 1000;
        if (seconds > 0 && links.attachments().size() == 1) {
          Attachment only = links.attachments().get(0);
          links.attach(new Attachment(only.url(), null, -1, null, seconds));
        }
      }
    }
  }

  private void media(MediaEntryModule found) {
    for (MediaContent content : found.getMediaContents()) {
      attach(content);
    }
    metadata(found.getMetadata());
    for (MediaGroup group : found.getMediaGroups()) {
      for (MediaContent content : group.getContents()) {
        attach(content);
      }
      metadata(group.getMetadata());
    }
    for (MediaContent content : found.getMediaContents()) {
      metadata(content.getMetadata());
    }
    for (Attachment file : links.attachments()) {
      if (file.type() != null && file.type().startsWith("image/")) {
        image.offer(5, file.url());
      }
    }
  }

  private void attach(MediaContent content) {
    if (content.getReference() instanceof UrlReference reference && reference.getUrl() != null) {
      String type = content.getType();
      Metadata about = content.getMetadata();
      String address = reference.getUrl().toString();
      links.attach(
          new Attachment(
              address,
              type,
              content.getFileSize() == null ? -1 : content.getFileSize(),
              about == null ? null : about.getTitle(),
              content.getDuration() == null ? -1 : content.getDuration()));
      if ("image".equals(content.getMedium())) {
        image.offer(4, address);
      }
    }
  }

  private void metadata(@Nullable Metadata found) {
    if (found == null) {
      return;
    }
    String base = context.bases().of(node);
    if (found.getTitle() != null && !found.getTitle().isBlank()) {
      title.offer(2, mediaText(found.getTitle(), found.getTitleType(), base));
    }
    if (found.getDescription() != null && !found.getDescription().isBlank()) {
      summary.offer(2, mediaText(found.getDescription(), found.getDescriptionType(), base));
    }
    if (found.getThumbnail() != null) {
      for (Thumbnail thumbnail : found.getThumbnail()) {
        if (thumbnail.getUrl() != null) {
          image.offer(0, thumbnail.getUrl().toString());
        }
      }
    }
    if (found.getCategories() != null) {
      for (var category : found.getCategories()) {
        categories.add(category.getValue(), category.getScheme(), category.getLabel());
      }
    }
    if (found.getKeywords() != null) {
      for (String keyword : found.getKeywords()) {
        categories.add(keyword, null, null);
      }
    }
    if (found.getCopyright() != null) {
      rights.offer(2, found.getCopyright());
    }
  }

  private static Text mediaText(String value, @Nullable String type, @Nullable String base) {
    boolean html = type == null ? Markup.look(value) == Markup.Look.HTML : type.equals("html");
    return new Text(value.strip(), html, base, null);
  }

  // The whole

  private Entry made(XmlFeed.Inherited inherited) {
    Text content = fullest(bodies);
    Text brief = summary.get();
    if (content == null) {
      if (description.get() != null) {
        content = description.get();
      } else if (summary.rank() > 1) {
        // Nothing but what an extension says: that is the body.
        content = brief;
        brief = null;
      }
    } else if (description.get() != null && summary.rank() > 0) {
      brief = description.get();
    }
    String id = guid != null ? guid : otherId;
    if (context.atom() && Addresses.isWeb(id) && id != null) {
      links.propose(id, Links.ABOUT);
    }
    String url = links.best();
    wanting(id, url, content == null ? brief : content);
    return new Entry(
        id,
        url,
        title.get(),
        brief,
        content,
        people(inherited),
        published.get(),
        updated.get(),
        categories.all(),
        links.attachments(),
        links.all(),
        image.get(),
        languageOr(inherited),
        rights.get(),
        source,
        problems.list());
  }

  private List<Author> people(XmlFeed.Inherited inherited) {
    boolean named = authors.stream().anyMatch(author -> author.name() != null);
    if (!named && !creators.isEmpty()) {
      if (creators.size() == 1 && authors.size() == 1 && creators.get(0).email() == null) {
        Author name = creators.get(0);
        return List.of(new Author(name.name(), authors.get(0).email(), name.url()));
      }
      return Authors.distinct(creators);
    }
    List<Author> found = !authors.isEmpty() ? authors : !others.isEmpty() ? others : sourceAuthors;
    return found.isEmpty() ? inherited.authors() : Authors.distinct(found);
  }

  private @Nullable String languageOr(XmlFeed.Inherited inherited) {
    if (language != null) {
      return language;
    }
    String said = Bases.language(node);
    if (said == null && !Bases.isLanguageless(node)) {
      said = inherited.language();
    }
    if (said == null && !bodies.isEmpty()) {
      said = bodies.get(0).language();
    }
    Text its = title.get();
    if (said == null && its != null) {
      said = its.language();
    }
    return said == null && !Bases.isLanguageless(node) ? inherited.sent() : said;
  }

  /** HTML before plain text, then the longest. */
  private static @Nullable Text fullest(List<Text> bodies) {
    Text best = null;
    for (Text body : bodies) {
      if (best == null
          || (body.html() && !best.html())
          || (body.html() == best.html() && body.value().length() > best.value().length())) {
        best = body;
      }
    }
    return best;
  }

  private void wanting(@Nullable String id, @Nullable String url, @Nullable Text body) {
    if (id == null) {
      problems.info(
          "no-id",
          context.atom()
              ? "The entry has no <id>; give it one that never changes."
              : "The item has no <guid>; give it one that never changes.",
          context.line(node));
    }
    if (url == null) {
      problems.warn(
          "missing-link", "The entry has no link to its page; add a <link>.", context.line(node));
    } else if (links.relative()) {
      problems.warn(
          "relative-link",
          "A link of the entry is relative, and nothing says to what; write the whole address.",
          context.line(node));
    }
    if (title.get() == null && body == null) {
      problems.warn(
          "no-title-and-content",
          "The entry has neither a title nor a text; give it one, or there is nothing to show.",
          context.line(node));
    }
    if (published.get() == null && updated.get() == null && !problems.has("bad-date")) {
      problems.info(
          "no-date",
          "The entry has no date; give it one, or the day on which it was first seen is shown.",
          context.line(node));
    }
  }
}
