package orrery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import orrery.Host.Answer;
import orrery.Host.Asked;

/** The feed of a blog that posts at its pace, by the test's clock; a well-behaved one. */
final class Blog implements Host.Page {
  private static final int POSTS = 10;

  private final Function<Instant, List<Instant>> posts;
  private String[] headers = {};
  private String channel = "";
  private boolean validators = true;

  private Blog(Function<Instant, List<Instant>> posts) {
    this.posts = posts;
  }

  /** One that goes on posting. */
  static Blog every(Duration gap) {
    return new Blog(now -> before(now, gap));
  }

  /** One that fell silent at that time. */
  static Blog until(Instant last, Duration gap) {
    return new Blog(now -> before(now.isBefore(last) ? now : last, gap));
  }

  /** One with so many posts as these. */
  static Blog of(Instant... posts) {
    return new Blog(now -> List.of(posts));
  }

  private static List<Instant> before(Instant now, Duration gap) {
    long newest = Math.floorDiv(now.getEpochSecond(), gap.toSeconds());
    return Stream.iterate(newest, n -> n - 1)
        .limit(POSTS)
        .map(n -> Instant.ofEpochSecond(n * gap.toSeconds()))
        .toList();
  }

  /** With these headers in every answer. */
  Blog saying(String... lines) {
    headers = lines;
    return this;
  }

  /** With these elements in its channel. */
  Blog wishing(String elements) {
    channel = elements;
    return this;
  }

  /** One that sends the whole feed to everybody. */
  Blog withoutValidators() {
    validators = false;
    return this;
  }

  @Override
  public Answer answer(Asked asked) {
    List<Instant> dates = posts.apply(asked.time());
    String etag = "\"" + dates.hashCode() + channel.hashCode() + "\"";
    if (validators && etag.equals(asked.header("If-None-Match"))) {
      return Answer.of(304, "ETag: " + etag).and(headers);
    }
    Answer whole = Answer.ok(rss(channel, dates)).and(headers);
    return validators ? whole.and("ETag: " + etag) : whole;
  }

  static String rss(String channel, List<Instant> dates) {
    var xml = new StringBuilder();
    xml.append("<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>");
    xml.append("<channel><title>A blog</title>").append(channel);
    for (Instant date : dates) {
      xml.append("<item><guid isPermaLink='false'>").append(date).append("</guid><title>Of ");
      xml.append(date).append("</title><pubDate>").append(date).append("</pubDate></item>");
    }
    return xml.append("</channel></rss>").toString();
  }

  /** A page that answers one way, then for good another. */
  static Host.Page first(Host.Page first, Host.Page then) {
    var asked = new AtomicBoolean();
    return request -> (asked.getAndSet(true) ? then : first).answer(request);
  }
}
