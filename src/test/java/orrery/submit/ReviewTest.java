package orrery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import orrery.Draft;
import orrery.feed.Entry;
import orrery.feed.Parsed;
import orrery.feed.Problem;

class ReviewTest {
  private static final String URL = "https://ada.example/feed";

  private static Parsed.Understood feed(
      @Nullable String self, List<Problem> problems, Entry... entries) {
    return new Parsed.Understood(Draft.channel(self, List.of()), List.of(entries), problems);
  }

  private static Review review(String url, Parsed.Understood feed) {
    return Review.of(url, feed, listed -> listed.equals("https://known.example/feed"));
  }

  @Test
  void aGoodFeedIsTakenWithoutRemarks() {
    Entry one = Draft.of("a").published("2026-01-01T00:00:00Z").entry();
    Entry two = Draft.of("b").updated("2026-02-01T00:00:00Z").entry();
    Entry three = Draft.of("c").entry();

    assertThat(review(URL, feed(URL, List.of(), one, two, three)))
        .isEqualTo(new Review(URL, 3, Instant.parse("2026-02-01T00:00:00Z"), List.of(), null));
  }

  @Test
  void aFeedThatIsThereAlreadyIsRefused() {
    assertThat(review("https://known.example/feed", feed(null, List.of())).refusal())
        .isEqualTo("The planet has this feed already.");
    assertThat(review(URL, feed("https://known.example/feed", List.of())).refusal())
        .isEqualTo("The planet has this feed already, as https://known.example/feed.");
  }

  @Test
  void itsAuthorIsToldWhatToMend() {
    List<Problem> problems =
        List.of(
            new Problem(Problem.Level.ERROR, "ill-formed", "It breaks off.", 12),
            new Problem(Problem.Level.WARNING, "bad-date", "A date is wrong.", 0),
            new Problem(Problem.Level.INFO, "small", "Nobody minds.", 3));

    Review review =
        review(
            "HTTP://ada.example/feed",
            feed(null, problems, Draft.of(null).entry(), Draft.of("b").entry()));

    assertThat(review.newest()).isNull();
    assertThat(review.remarks())
        .containsExactly(
            "It is asked for over http; if it answers at https too, register that.",
            "1 of its 2 posts have no id; when their address changes they may seem new.",
            "Line 12: It breaks off.",
            "A date is wrong.");
  }

  @Test
  void anEmptyFeedCanBeTaken() {
    Review review = review(URL, feed(null, List.of()));

    assertThat(review.refusal()).isNull();
    assertThat(review.remarks()).containsExactly("It holds no posts yet.");
  }
}
