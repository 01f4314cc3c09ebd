package orrery;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import orrery.clean.PlainText;
import orrery.curate.Identity;
import orrery.feed.Article;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Category;
import orrery.feed.Entry;
import orrery.feed.Feed;
import orrery.feed.Format;
import orrery.feed.Outlink;
import orrery.feed.Pace;
import orrery.feed.Tag;
import orrery.feed.Text;
import orrery.store.EntryJson;

/** An entry of which tests say what matters to them, and what is made of it. */
public final class Draft {
  /** Long enough to be recognised by. */
  public static final String LONG =
      "It is a long way from the first line of a post to its last, and whoever goes it to the end has "
          + "read so many words that no other post is likely to have the very same ones, in the same "
          + "order, by mere chance.";

  private String feed = "https://ada.example/feed";
  private @Nullable String id;
  private @Nullable String url;
  private String title = "A title";
  private String text = "Short.";
  private @Nullable Instant published;
  private @Nullable Instant updated;
  private List<Tag> tags = List.of();
  private List<Author> authors = List.of();
  private List<Attachment> attachments = List.of();
  private List<Outlink> links = List.of();
  private boolean own = true;
  private @Nullable String language = "en";
  private @Nullable String rights;

  private Draft() {}

  /** A feed that says nothing but where it is itself, null for not that either, and its hubs. */
  public static Feed channel(@Nullable String self, List<String> hubs) {
    return new Feed(
        Format.ATOM10,
        "utf-8",
        null,
        null,
        null,
        null,
        self,
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        hubs,
        Pace.NONE);
  }

  /** With this id, and none. */
  public static Draft of(@Nullable String id) {
    Draft draft = new Draft();
    draft.id = id;
    return draft;
  }

  public Draft feed(String address) {
    this.feed = address;
    return this;
  }

  public Draft url(@Nullable String address) {
    this.url = address;
    return this;
  }

  public Draft title(String words) {
    this.title = words;
    return this;
  }

  public Draft text(String words) {
    this.text = words;
    return this;
  }

  public Draft published(@Nullable String time) {
    this.published = time == null ? null : Instant.parse(time);
    return this;
  }

  public Draft id(@Nullable String other) {
    this.id = other;
    return this;
  }

  public Draft updated(@Nullable String time) {
    this.updated = time == null ? null : Instant.parse(time);
    return this;
  }

  public Draft links(String... addresses) {
    this.links =
        Arrays.stream(addresses)
            .map(a -> new Outlink(Identity.linkKey(a), a.split("/", -1)[2], a))
            .toList();
    return this;
  }

  /** Tags spelt so; their keys are in lower case. */
  public Draft tags(String... labels) {
    this.tags = Arrays.stream(labels).map(l -> new Tag(l.toLowerCase(Locale.ROOT), l)).toList();
    return this;
  }

  public Draft authors(Author... people) {
    this.authors = List.of(people);
    return this;
  }

  public Draft attachments(Attachment... files) {
    this.attachments = List.of(files);
    return this;
  }

  public Draft language(@Nullable String tag) {
    this.language = tag;
    return this;
  }

  public Draft rights(@Nullable String words) {
    this.rights = words;
    return this;
  }

  public Draft passedOn() {
    this.own = false;
    return this;
  }

  private String html() {
    return "<p>" + text + "</p>";
  }

  /** As a feed says it. */
  public Entry entry() {
    return new Entry(
        id,
        url,
        Text.plain(title),
        null,
        Text.html(html(), url),
        authors,
        published,
        updated,
        tags.stream().map(t -> new Category(t.label(), null, null)).toList(),
        attachments,
        List.of(),
        null,
        language,
        rights,
        null,
        List.of());
  }

  /** What is made of it. */
  public Article article() {
    Entry entry = entry();
    byte[] asRead = EntryJson.write(entry);
    String plain = PlainText.ofClean(html());
    return new Article(
        entry,
        asRead,
        Identity.digest(asRead),
        Identity.keys(
            feed, id, url, title, !title.isBlank(), published != null ? published : updated, plain),
        url,
        title,
        html(),
        plain,
        authors,
        tags,
        language,
        null,
        attachments,
        links,
        own,
        rights);
  }
}
