package orrery.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * JSON as maps, lists, strings and booleans (numbers as they are written), read leniently: slips
 * that leave the meaning clear pass, and of a document that breaks off what was whole is kept.
 */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxStringLength(50_000_000)
                  .maxNumberLength(1000)
                  .build())
          .build();

  /**
   * A document.
   *
   * @param value null where nothing could be read
   * @param error what ended the reading early, in Jackson's words; null where nothing did
   * @param line where it did
   */
  record Read(@Nullable Object value, @Nullable String error, int line) {}

  private JsonTree() {}

  static Read read(String text) {
    Root root = new Root();
    try (JsonParser parser =
        FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      parser.nextToken();
      fill(parser, root);
      return new Read(root.value, null, 0);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      String why = e.getOriginalMessage();
      int end = why == null ? -1 : why.indexOf('\n');
      return new Read(root.value, why == null ? "" : end < 0 ? why : why.substring(0, end), line);
    }
  }

  /** Holds the outermost value from the moment it begins, so that a broken one is kept. */
  private static final class Root {
    @Nullable Object value;
  }

  private static void fill(JsonParser parser, Root root) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> map = new LinkedHashMap<>();
      root.value = map;
      object(parser, map, true);
    } else {
      root.value = value(parser);
    }
  }

  /** The members of the outermost object and of its lists are kept as they come. */
  private static void object(JsonParser parser, Map<String, Object> map, boolean outermost) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (outermost && token == JsonToken.START_ARRAY) {
        List<Object> list = new ArrayList<>();
        map.put(name, list);
        array(parser, list);
      } else {
        Object value = value(parser);
        if (value != null) {
          map.put(name, value);
        }
      }
    }
  }

  private static void array(JsonParser parser, List<Object> list) {
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      Object value = value(parser);
      if (value != null) {
        list.add(value);
      }
    }
  }

  private static @Nullable Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        object(parser, map, false);
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        array(parser, list);
        yield list;
      }
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> null;
    };
  }
}
