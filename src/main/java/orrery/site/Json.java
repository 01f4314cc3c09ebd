package orrery.site;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import orrery.feed.FeedStatus;
import orrery.feed.Problem;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The site's two files in JSON. They are data for programs: no theme changes them. */
final class Json {
  private static final JsonFactory JSON = new JsonFactory();

  private Json() {}

  /** JSON Feed 1.1. */
  static byte[] feed(View.Planet planet, View.Feed feed, List<View.Item> posts) {
    Utf8 out = new Utf8();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("version", "https://jsonfeed.org/version/1.1");
      String name = planet.name();
      json.writeStringProperty("title", feed.title() == null ? name : feed.title() + " · " + name);
      optional(json, "home_page_url", feed.page());
      optional(json, "feed_url", feed.self());
      json.writeStringProperty("language", feed.language());
      if (planet.owner() != null) {
        people(json, List.of(new View.Person(planet.owner(), null)));
      }
      if (!feed.hubs().isEmpty()) {
        json.writeArrayPropertyStart("hubs");
        for (String hub : feed.hubs()) {
          json.writeStartObject();
          json.writeStringProperty("type", "WebSub");
          json.writeStringProperty("url", hub);
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeArrayPropertyStart("items");
      for (View.Item post : posts) {
        item(json, planet, post);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toBytes();
  }

  private static void item(JsonGenerator json, View.Planet planet, View.Item post) {
    json.writeStartObject();
    json.writeStringProperty("id", post.id());
    String here = planet.base() == null ? null : planet.base() + post.permalink();
    optional(json, "url", post.url() != null ? post.url() : here);
    json.writeStringProperty("title", post.title());
    if (post.body().isEmpty()) {
      json.writeStringProperty("content_text", post.excerpt());
    } else {
      json.writeStringProperty("content_html", post.body());
      optional(json, "summary", post.excerpt().isEmpty() ? null : post.excerpt());
    }
    optional(json, "image", post.image());
    json.writeStringProperty("date_published", post.date().iso());
    optional(json, "date_modified", post.updated() == null ? null : post.updated().iso());
    people(json, post.authors());
    tags(json, "tags", post, false);
    optional(json, "language", post.language());
    if (!post.files().isEmpty()) {
      json.writeArrayPropertyStart("attachments");
      post.files().forEach(file -> attachment(json, file));
      json.writeEndArray();
    }
    json.writeObjectPropertyStart("_orrery");
    json.writeObjectPropertyStart("source");
    json.writeStringProperty("title", post.blog().name());
    optional(json, "url", post.blog().url());
    json.writeStringProperty("feed_url", post.blog().feed());
    json.writeEndObject();
    optional(json, "permalink", here);
    optional(json, "rights", post.rights());
    tags(json, "suggested_tags", post, true);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** The labels of its tags: of those that are suggested, or of the others. */
  private static void tags(JsonGenerator json, String key, View.Item post, boolean suggested) {
    List<View.Chip> those =
        post.tags().stream().filter(tag -> tag.suggested() == suggested).toList();
    if (!those.isEmpty()) {
      json.writeArrayPropertyStart(key);
      those.forEach(tag -> json.writeString(tag.label()));
      json.writeEndArray();
    }
  }

  private static void attachment(JsonGenerator json, View.File file) {
    json.writeStartObject();
    json.writeStringProperty("url", file.url());
    json.writeStringProperty("mime_type", file.type());
    json.writeStringProperty("title", file.name());
    if (file.length() != null) {
      json.writeNumberProperty("size_in_bytes", file.length());
    }
    if (file.seconds() != null) {
      json.writeNumberProperty("duration_in_seconds", file.seconds());
    }
    json.writeEndObject();
  }

  private static void people(JsonGenerator json, List<View.Person> people) {
    json.writeArrayPropertyStart("authors");
    for (View.Person person : people) {
      json.writeStartObject();
      json.writeStringProperty("name", person.name());
      optional(json, "url", person.url());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** {@code status.json}: every key is there for every feed, null where nothing is known. */
  static byte[] status(
      String generator, Instant finished, @Nullable Instant next, List<FeedStatus> feeds) {
    Utf8 out = new Utf8();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      time(json, "generated", finished);
      json.writeStringProperty("generator", generator);
      time(json, "last_cycle", finished);
      time(json, "next_cycle", next);
      json.writeNumberProperty("entries", feeds.stream().mapToInt(FeedStatus::entries).sum());
      json.writeArrayPropertyStart("feeds");
      for (FeedStatus feed : feeds) {
        status(json, feed);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toBytes();
  }

  private static void status(JsonGenerator json, FeedStatus feed) {
    json.writeStartObject();
    json.writeStringProperty("url", Safe.open(feed.url()));
    json.writeStringProperty("name", feed.name());
    json.writeStringProperty("state", feed.state().label());
    time(json, "last_attempt", feed.lastAttempt());
    time(json, "last_success", feed.lastSuccess());
    time(json, "next_attempt", feed.nextAttempt());
    time(json, "failing_since", feed.failingSince());
    json.writeNumberProperty("http_status", feed.httpStatus());
    json.writeStringProperty("error", feed.error());
    json.writeNumberProperty("entries", feed.entries());
    json.writeArrayPropertyStart("problems");
    for (Problem problem : feed.problems()) {
      json.writeStartObject();
      json.writeStringProperty("level", problem.level().name().toLowerCase(Locale.ROOT));
      json.writeStringProperty("code", problem.code());
      json.writeStringProperty("message", problem.message());
      json.writeNumberProperty("line", problem.line());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, String key, @Nullable Instant time) {
    json.writeStringProperty(key, time == null ? null : Dates.rfc3339(Dates.utc(time)));
  }

  private static void optional(JsonGenerator json, String key, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(key, value);
    }
  }
}
