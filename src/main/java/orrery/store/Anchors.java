package orrery.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import orrery.feed.Article;
import orrery.feed.Entry;

/** Names that posts keep on a planet, whatever becomes of their feed's ids and addresses. */
final class Anchors {
  /** 64 bits: among a million posts two are alike with a chance of one in thirty million. */
  private static final int BYTES = 8;

  private Anchors() {}

  /**
   * The name of an entry that comes for the first time: the same wherever it is collected anew.
   * Nothing else of its feed has the same id, address and title.
   */
  static String of(String feedUrl, Article article) {
    Entry entry = article.entry();
    boolean named = entry.id() != null || entry.url() != null;
    String identity =
        named ? entry.id() + '\n' + entry.url() : Long.toHexString(article.fingerprint());
    String place = feedUrl + '\n' + identity + '\n' + article.title();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
