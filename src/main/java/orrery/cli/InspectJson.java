package orrery.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import orrery.Reader.Reading;
import orrery.clean.Cleaner;
import orrery.clean.PlainText;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Category;
import orrery.feed.Entry;
import orrery.feed.Feed;
import orrery.feed.Parsed;
import orrery.feed.Problem;
import orrery.feed.Source;
import orrery.feed.Text;
import tools.jackson.core.JsonGenerator;

/**
 * A feed as JSON Feed 1.1. What JSON Feed has no key for stands under {@code _orrery}, as its
 * extension rules ask.
 */
final class InspectJson {
  private InspectJson() {}

  static void print(PrintWriter out, String source, Reading reading) {
    Json.line(
        out,
        json -> {
          json.writeStringProperty("version", "https://jsonfeed.org/version/1.1");
          switch (reading) {
            case Reading.Unread unread -> unread(json, source, unread.reason(), List.of());
            case Reading.Read read -> {
              switch (read.parsed()) {
                case Parsed.NotAFeed no -> unread(json, source, no.reason(), no.problems());
                case Parsed.Understood yes -> understood(json, source, yes);
              }
            }
          }
        });
  }

  private static void unread(
      JsonGenerator json, String source, String error, List<Problem> problems) {
    json.writeObjectPropertyStart("_orrery");
    json.writeStringProperty("source", source);
    json.writeStringProperty("error", error);
    problems(json, problems);
    json.writeEndObject();
    json.writeArrayPropertyStart("items");
    json.writeEndArray();
  }

  private static void understood(JsonGenerator json, String source, Parsed.Understood parsed) {
    Feed feed = parsed.feed();
    Json.string(json, "title", title(feed.title()));
    Json.string(json, "home_page_url", feed.url());
    Json.string(json, "feed_url", feed.feedUrl());
    Json.string(json, "description", plain(feed.description()));
    Json.string(json, "icon", feed.image());
    Json.string(json, "favicon", feed.icon());
    Json.objects(json, "authors", feed.authors(), InspectJson::author);
    Json.string(json, "language", feed.language());
    json.writeObjectPropertyStart("_orrery");
    json.writeStringProperty("source", source);
    json.writeStringProperty("format", feed.format().label());
    json.writeStringProperty("encoding", feed.encoding());
    Json.string(json, "id", feed.id());
    Json.instant(json, "updated", feed.updated());
    Json.string(json, "rights", feed.rights());
    Json.string(json, "generator", feed.generator());
    Json.string(json, "image", feed.image());
    Json.strings(json, "tags", tags(feed.categories()));
    Json.strings(json, "hubs", feed.hubs());
    problems(json, parsed.problems());
    json.writeEndObject();
    json.writeArrayPropertyStart("items");
    for (Entry entry : parsed.entries()) {
      json.writeStartObject();
      entry(json, entry);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void entry(JsonGenerator json, Entry entry) {
    Text body = entry.content() != null ? entry.content() : entry.summary();
    Text summary = entry.summary() != null ? entry.summary() : entry.content();
    Json.string(json, "id", entry.id());
    Json.string(json, "url", entry.url());
    Json.string(json, "title", title(entry.title()));
    Json.string(json, "content_html", body == null ? null : Cleaner.clean(body, entry.url()));
    Json.string(json, "summary", plain(summary));
    Json.instant(json, "date_published", entry.published());
    Json.instant(json, "date_modified", entry.updated());
    Json.objects(json, "authors", entry.authors(), InspectJson::author);
    Json.strings(json, "tags", tags(entry.categories()));
    Json.string(json, "language", entry.language());
    Json.objects(json, "attachments", entry.attachments(), InspectJson::attachment);
    Json.string(json, "image", entry.image());
    json.writeObjectPropertyStart("_orrery");
    if (summary != null && summary.html()) {
      json.writeStringProperty("summary_html", Cleaner.clean(summary));
    }
    Json.string(json, "rights", entry.rights());
    source(json, entry.source());
    problems(json, entry.problems());
    json.writeEndObject();
  }

  private static @Nullable String title(@Nullable Text text) {
    return text == null ? null : PlainText.of(text);
  }

  private static @Nullable String plain(@Nullable Text text) {
    return text == null ? null : PlainText.of(text);
  }

  /** What people read: the label, else the term. */
  private static List<String> tags(List<Category> categories) {
    return categories.stream()
        .map(c -> Objects.requireNonNullElse(c.label(), c.term()))
        .distinct()
        .toList();
  }

  private static void author(JsonGenerator json, Author author) {
    Json.string(json, "name", author.name());
    Json.string(json, "url", author.url());
    if (author.email() != null) {
      json.writeObjectPropertyStart("_orrery");
      json.writeStringProperty("email", author.email());
      json.writeEndObject();
    }
  }

  private static void attachment(JsonGenerator json, Attachment attachment) {
    json.writeStringProperty("url", attachment.url());
    // JSON Feed 1.1 asks for a type.
    json.writeStringProperty(
        "mime_type", Objects.requireNonNullElse(attachment.type(), "application/octet-stream"));
    Json.string(json, "title", attachment.title());
    if (attachment.length() >= 0) {
      json.writeNumberProperty("size_in_bytes", attachment.length());
    }
    if (attachment.duration() >= 0) {
      json.writeNumberProperty("duration_in_seconds", attachment.duration());
    }
  }

  private static void source(JsonGenerator json, @Nullable Source source) {
    if (source != null) {
      json.writeObjectPropertyStart("source");
      Json.string(json, "id", source.id());
      Json.string(json, "title", source.title());
      Json.string(json, "url", source.url());
      Json.string(json, "feed_url", source.feedUrl());
      json.writeEndObject();
    }
  }

  private static void problems(JsonGenerator json, List<Problem> problems) {
    json.writeArrayPropertyStart("problems");
    for (Problem problem : problems) {
      json.writeStartObject();
      json.writeStringProperty("level", problem.level().name().toLowerCase(Locale.ROOT));
      json.writeStringProperty("code", problem.code());
      json.writeStringProperty("message", problem.message());
      if (problem.line() > 0) {
        json.writeNumberProperty("line", problem.line());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
