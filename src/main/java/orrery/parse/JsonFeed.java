package orrery.parse;

import org.jspecify.annotations.Nullable;
import orrery.feed.Parsed;

final class JsonFeed {
  private JsonFeed() {}

  static Parsed read(String text, String encoding, @Nullable String base, Problems problems) {
    return new Parsed.NotAFeed("JSON", problems.list());
  }
}
