package orrery.feed;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of one attempt to fetch a feed. */
public sealed interface Fetched {

  /**
   * A whole body.
   *
   * @param body content codings such as gzip removed
   * @param contentType the header verbatim, null where there was none
   * @param language the one language that {@code Content-Language} names, a BCP 47 tag; null where
   *     it names none or several
   * @param url where the body came from after redirects
   * @param base {@code Content-Location} resolved against {@code url}, else {@code url}
   * @param validators to be kept only if the body is understood
   * @param maxAge the longest of {@code Cache-Control: max-age} and {@code Expires}; null where
   *     neither is said
   * @param permanent where a chain of 301 and 308 alone leads, null where there was none
   * @param hubs addresses from {@code Link: rel=hub} headers, absolute
   * @param self the address from the first {@code Link: rel=self} header, absolute; null where
   *     there is none
   */
  record Fresh(
      byte[] body,
      @Nullable String contentType,
      @Nullable String language,
      String url,
      String base,
      Validators validators,
      @Nullable Duration maxAge,
      @Nullable String permanent,
      List<String> hubs,
      @Nullable String self)
      implements Fetched {
    /** A body whose headers name no address of its own. */
    public Fresh(
        byte[] body,
        @Nullable String contentType,
        @Nullable String language,
        String url,
        String base,
        Validators validators,
        @Nullable Duration maxAge,
        @Nullable String permanent,
        List<String> hubs) {
      this(body, contentType, language, url, base, validators, maxAge, permanent, hubs, null);
    }
  }

  /**
   * Nothing new (304, or a local file with the same time and size).
   *
   * @param validators those to send next time: renewed by the answer where it names any
   * @param maxAge as in {@link Fresh}
   * @param permanent as in {@link Fresh}
   */
  record NotModified(Validators validators, @Nullable Duration maxAge, @Nullable String permanent)
      implements Fetched {}

  /** The server says that the feed is gone for good (410). */
  record Gone() implements Fetched {}

  /**
   * The server asks to wait (429, 503).
   *
   * @param status the HTTP status
   * @param retryAfter how long from now; null where it does not say. It holds for the whole host.
   * @param asked whether this is the server's answer; where not, it was not asked, as its host was
   *     on hold, and nothing speaks against the feed
   */
  record Held(int status, @Nullable Duration retryAfter, boolean asked) implements Fetched {
    /** An answer of the server. */
    public Held(int status, @Nullable Duration retryAfter) {
      this(status, retryAfter, true);
    }
  }

  /**
   * We did not ask: the address is not one that may be fetched.
   *
   * @param reason one sentence: what is wrong with the address and how to allow it
   */
  record Refused(String reason) implements Fetched {}

  /**
   * It did not work.
   *
   * @param stage where it failed
   * @param status the HTTP status, 0 where none was received
   * @param reason one sentence that a blogger understands
   */
  record Failed(Stage stage, int status, String reason) implements Fetched {}

  /** Where a fetch can fail, in order. */
  enum Stage {
    /** Looking the host up. */
    DNS,
    /** Connecting. */
    CONNECT,
    /** The TLS handshake or the certificate. */
    TLS,
    /** Sending the request, waiting for an answer. */
    REQUEST,
    /** Following redirects. */
    REDIRECT,
    /** The status of the answer. */
    STATUS,
    /** Reading the body. */
    BODY,
    /** Understanding the body: it is no feed. */
    PARSE;

    /** The name in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The stage of that label. */
    public static Stage of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * What to send with the next request, byte for byte as the server sent it (RFC 9110, section
   * 8.8).
   *
   * @param etag the {@code ETag} header
   * @param lastModified the {@code Last-Modified} header
   * @param url the address that sent them, after redirects. They mean nothing to another: where a
   *     feed moves, the new server may take them for its own and answer 304 for ever. Null where it
   *     is not known.
   */
  record Validators(@Nullable String etag, @Nullable String lastModified, @Nullable String url) {
    /** A first request. */
    public static final Validators NONE = new Validators(null, null, null);

    /** Validators of an unknown address. */
    public Validators(@Nullable String etag, @Nullable String lastModified) {
      this(etag, lastModified, null);
    }
  }
}
