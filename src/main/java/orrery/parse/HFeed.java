package orrery.parse;

import orrery.feed.Parsed;

final class HFeed {
  private HFeed() {}

  static Parsed read(String text, String encoding, Document document, Problems problems) {
    return new Parsed.NotAFeed("HTML", problems.list());
  }
}
