package orrery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTest {
  private static final String CODE = "c0de-of-ben";

  @Test
  void aMetaElementInTheHeadProves() {
    assertThat(page("<head><meta name='orrery-proof' content=' c0de-of-ben '></head>"))
        .isEqualTo("meta");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<head><link rel='me' href='https://planet.example/s/c0de-of-ben'></head>",
        "<p><a rel='noopener ME' href='https://planet.example/s/c0de-of-ben'>Planet</a>",
        "<p><a rel='\nme\t' href='https://planet.example/s/c0de-of-ben'>Planet</a>",
      })
  void aLinkOfOneselfProves(String html) {
    assertThat(page(html)).isEqualTo("rel=me");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>c0de-of-ben</p>",
        "<!-- c0de-of-ben -->",
        "<body><p><meta name='orrery-proof' content='c0de-of-ben'>",
        "<meta name='orrery-proof' content='another'>",
        "<meta name='description' content='c0de-of-ben'>",
        "<a href='https://planet.example/s/c0de-of-ben'>Planet</a>",
        "<a rel='home' href='https://planet.example/s/c0de-of-ben'>Planet</a>",
        "<a rel='ugc me' href='https://planet.example/s/c0de-of-ben'>a comment</a>",
        "<a rel='me\tugc' href='https://planet.example/s/c0de-of-ben'>a comment</a>",
        "<a rel='nofollow me' href='https://planet.example/s/c0de-of-ben'>a comment</a>",
        "<a rel='me' href='https://planet.example/'>c0de-of-ben</a>",
        "",
      })
  void whatVisitorsCanWriteProvesNothing(String html) {
    assertThat(page(html)).isNull();
  }

  @Test
  void theFeedIsItsAuthors() {
    String url = "https://ben.example/feed";
    assertThat(Proof.inFeed(url, "<rss><!-- c0de-of-ben --></rss>", CODE)).isEqualTo("feed");
    assertThat(Proof.inFeed(url, "{\"title\": \"c0de-of-ben\", \"items\": []}", CODE))
        .isEqualTo("feed");
    assertThat(Proof.inFeed(url, "<rss/>", CODE)).isNull();
    for (String quoted :
        new String[] {
          "<rss><item>c0de-of-ben", "<a:feed><a:entry >c0de-of-ben", "{\"items\": [\"c0de-of-ben"
        }) {
      assertThat(Proof.inFeed(url, quoted, CODE)).as("a post may quote a stranger").isNull();
    }
    assertThat(Proof.inFeed(url + "?c0de-of-ben", "<link>?c0de-of-ben", CODE))
        .as("a server may repeat what it is asked")
        .isNull();
  }

  private static @org.jspecify.annotations.Nullable String page(String html) {
    return Proof.onPage(html, CODE);
  }
}
