package orrery.site;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import orrery.feed.Post;

/**
 * Ids as feeds need them: Atom (RFC 4287, section 4.2.6) and RDF take nothing but absolute IRIs.
 */
final class Ids {
  private Ids() {}

  /** The author's own id where it is an absolute IRI, else one made of it and the blog's feed. */
  static String uri(Post post) {
    String id = post.id();
    return isUri(id) ? id : urn(post.blog().feedUrl() + '\n' + id);
  }

  /** An id of ours, where the author's own is another post's as well. */
  static String own(Post post) {
    return urn(post.blog().feedUrl() + '\n' + post.id() + '\n' + post.anchor());
  }

  /** A lasting name for what a text describes. */
  static String urn(String text) {
    return "urn:uuid:" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it has a scheme (RFC 3986, section 3.1), something after it, and nothing unfit. */
  static boolean isUri(String id) {
    int colon = id.indexOf(':');
    if (colon < 2 || colon == id.length() - 1) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      boolean digit = c >= '0' && c <= '9';
      boolean inScheme = letter || (i > 0 && (digit || "+.-".indexOf(c) >= 0));
      if (i < colon ? !inScheme : c <= ' ' || "<>\"{}|\\^`".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }
}
