package orrery.store;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Category;
import orrery.feed.Entry;
import orrery.feed.Link;
import orrery.feed.Problem;
import orrery.feed.Source;
import orrery.feed.Text;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries as they were read, in the form in which they are kept. Nulls and empty lists are left
 * out, so that a part added to {@link Entry} later does not make every entry look changed.
 */
public final class EntryJson {
  private static final JsonFactory JSON = new JsonFactory();

  private EntryJson() {}

  /** An entry as JSON in UTF-8. The same entry gives the same bytes. */
  public static byte[] write(Entry entry) {
    var out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      string(json, "id", entry.id());
      string(json, "url", entry.url());
      text(json, "title", entry.title());
      text(json, "summary", entry.summary());
      text(json, "content", entry.content());
      list(json, "authors", entry.authors(), EntryJson::author);
      string(json, "published", entry.published());
      string(json, "updated", entry.updated());
      list(json, "categories", entry.categories(), EntryJson::category);
      attachments(json, entry.attachments());
      list(json, "links", entry.links(), EntryJson::link);
      string(json, "image", entry.image());
      string(json, "language", entry.language());
      string(json, "rights", entry.rights());
      source(json, entry.source());
      list(json, "problems", entry.problems(), EntryJson::problem);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private interface Writer<T> {
    void write(JsonGenerator json, T value);
  }

  private static <T> void list(JsonGenerator json, String name, List<T> values, Writer<T> writer) {
    if (values.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart(name);
    for (T value : values) {
      json.writeStartObject();
      writer.write(json, value);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void string(JsonGenerator json, String name, @Nullable Object value) {
    if (value != null) {
      json.writeStringProperty(name, value.toString());
    }
  }

  private static void text(JsonGenerator json, String name, @Nullable Text text) {
    if (text != null) {
      json.writeObjectPropertyStart(name);
      json.writeStringProperty("value", text.value());
      if (text.html()) {
        json.writeBooleanProperty("html", true);
      }
      string(json, "base", text.base());
      string(json, "language", text.language());
      json.writeEndObject();
    }
  }

  private static void category(JsonGenerator json, Category category) {
    json.writeStringProperty("term", category.term());
    string(json, "scheme", category.scheme());
    string(json, "label", category.label());
  }

  private static void link(JsonGenerator json, Link link) {
    json.writeStringProperty("href", link.href());
    json.writeStringProperty("rel", link.rel());
    string(json, "type", link.type());
    string(json, "hreflang", link.hreflang());
    string(json, "title", link.title());
  }

  private static void problem(JsonGenerator json, Problem problem) {
    json.writeStringProperty("level", problem.level().name());
    json.writeStringProperty("code", problem.code());
    json.writeStringProperty("message", problem.message());
  }

  private static void source(JsonGenerator json, @Nullable Source source) {
    if (source != null) {
      json.writeObjectPropertyStart("source");
      string(json, "id", source.id());
      string(json, "title", source.title());
      string(json, "url", source.url());
      string(json, "feedUrl", source.feedUrl());
      json.writeEndObject();
    }
  }

  private static void author(JsonGenerator json, Author author) {
    string(json, "name", author.name());
    string(json, "email", author.email());
    string(json, "url", author.url());
  }

  private static void attachments(JsonGenerator json, List<Attachment> attachments) {
    list(json, "attachments", attachments, EntryJson::attachment);
  }

  private static void attachment(JsonGenerator json, Attachment attachment) {
    json.writeStringProperty("url", attachment.url());
    string(json, "type", attachment.type());
    json.writeNumberProperty("length", attachment.length());
    string(json, "title", attachment.title());
    json.writeNumberProperty("duration", attachment.duration());
  }

  // Reading -------------------------------------------------------------------------------------

  /** The entry that {@link #write} made these bytes of. A problem's line is not kept. */
  public static Entry read(byte[] bytes) {
    JsonNode json = JsonMapper.shared().readTree(bytes);
    return new Entry(
        string(json, "id"),
        string(json, "url"),
        readText(json.get("title")),
        readText(json.get("summary")),
        readText(json.get("content")),
        readList(json, "authors", EntryJson::readAuthor),
        instant(json, "published"),
        instant(json, "updated"),
        readList(
            json,
            "categories",
            c -> new Category(required(c, "term"), string(c, "scheme"), string(c, "label"))),
        readList(json, "attachments", EntryJson::readAttachment),
        readList(
            json,
            "links",
            l ->
                new Link(
                    required(l, "href"),
                    required(l, "rel"),
                    string(l, "type"),
                    string(l, "hreflang"),
                    string(l, "title"))),
        string(json, "image"),
        string(json, "language"),
        string(json, "rights"),
        readSource(json.get("source")),
        readList(
            json,
            "problems",
            p ->
                new Problem(
                    Problem.Level.valueOf(required(p, "level")),
                    required(p, "code"),
                    required(p, "message"),
                    0)));
  }

  private static Author readAuthor(JsonNode author) {
    return new Author(string(author, "name"), string(author, "email"), string(author, "url"));
  }

  private static Attachment readAttachment(JsonNode attachment) {
    return new Attachment(
        required(attachment, "url"),
        string(attachment, "type"),
        attachment.path("length").asLong(-1),
        string(attachment, "title"),
        attachment.path("duration").asLong(-1));
  }

  private static @Nullable Source readSource(@Nullable JsonNode source) {
    return source == null
        ? null
        : new Source(
            string(source, "id"),
            string(source, "title"),
            string(source, "url"),
            string(source, "feedUrl"));
  }

  private static @Nullable Text readText(@Nullable JsonNode text) {
    return text == null
        ? null
        : new Text(
            required(text, "value"),
            text.path("html").asBoolean(false),
            string(text, "base"),
            string(text, "language"));
  }

  private static @Nullable String string(JsonNode json, String name) {
    JsonNode value = json.get(name);
    return value == null ? null : value.asString();
  }

  private static String required(JsonNode json, String name) {
    return json.required(name).asString();
  }

  private static @Nullable Instant instant(JsonNode json, String name) {
    String value = string(json, name);
    return value == null ? null : Instant.parse(value);
  }

  private static <T> List<T> readList(JsonNode json, String name, Function<JsonNode, T> reader) {
    List<T> values = new ArrayList<>();
    for (JsonNode value : json.path(name)) {
      values.add(reader.apply(value));
    }
    return values;
  }

  // Attachments have a column of their own beside what was read ----------------------------------

  static @Nullable String writeAttachments(List<Attachment> attachments) {
    if (attachments.isEmpty()) {
      return null;
    }
    var out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      attachments(json, attachments);
      json.writeEndObject();
    }
    return out.toString();
  }

  static List<Attachment> readAttachments(@Nullable String column) {
    return column == null
        ? List.of()
        : readList(JsonMapper.shared().readTree(column), "attachments", EntryJson::readAttachment);
  }
}
