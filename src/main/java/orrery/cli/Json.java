package orrery.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON, an object a line; what is null or empty is left out, but for {@link #array}. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  static void line(PrintWriter out, Consumer<JsonGenerator> content) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    }
    out.println(text);
    out.flush();
  }

  static void string(JsonGenerator json, String name, @Nullable Object value) {
    if (value != null) {
      json.writeStringProperty(name, value.toString());
    }
  }

  /** RFC 3339 in UTC, with fractions only where there are some. */
  static void instant(JsonGenerator json, String name, @Nullable Instant value) {
    string(json, name, value);
  }

  static void strings(JsonGenerator json, String name, List<String> values) {
    if (!values.isEmpty()) {
      array(json, name, values);
    }
  }

  /** A list that is there where it is empty, too: who reads it need not ask. */
  static void array(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  static <T> void objects(
      JsonGenerator json, String name, List<T> values, BiConsumer<JsonGenerator, T> content) {
    if (!values.isEmpty()) {
      json.writeArrayPropertyStart(name);
      for (T value : values) {
        json.writeStartObject();
        content.accept(json, value);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }
}
