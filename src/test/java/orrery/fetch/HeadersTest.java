package orrery.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.HeaderGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static HeaderGroup headers(String... lines) {
    HeaderGroup headers = new HeaderGroup();
    for (String line : lines) {
      int colon = line.indexOf(':');
      headers.addHeader(
          new BasicHeader(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return headers;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "max-age=3600; PT1H",
        "public, Max-Age=\"3600\" , must-revalidate; PT1H",
        "max-age=60, max-age=120; PT2M",
        "max-age=99999999999999999999; PT87600H",
        "max-age=0;",
        "max-age=-5;",
        "max-age=x;",
        "max-age;",
        "s-maxage=3600;",
        "no-cache;",
      })
  void maxAge(String value, Duration expected) {
    assertThat(Headers.maxAge(headers("Cache-Control: " + value), NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"de; de", " de-AT ; de-AT", "es-419; es-419", "de, en;", "*;", "x;", "de_AT;", "-;"})
  void onlyOneLanguageSaysSomething(String value, String expected) {
    assertThat(Headers.language(headers("Content-Language: " + value))).isEqualTo(expected);
    assertThat(Headers.language(headers("Content-Language: " + value, "Content-Language: en")))
        .isNull();
  }

  @Test
  void theLongerOfMaxAgeAndExpiresCounts() {
    String expires = "Expires: Sun, 22 Nov 2026 14:00:00 GMT";
    assertThat(Headers.maxAge(headers(expires), NOW)).isEqualTo(Duration.ofHours(2));
    assertThat(Headers.maxAge(headers(expires, "Cache-Control: max-age=60"), NOW))
        .isEqualTo(Duration.ofHours(2));
    assertThat(Headers.maxAge(headers(expires, "Cache-Control: max-age=10800"), NOW))
        .isEqualTo(Duration.ofHours(3));
  }

  @Test
  void expiresIsMeasuredByTheServersOwnClock() {
    assertThat(
            Headers.maxAge(
                headers(
                    "Date: Sat, 21 Nov 2026 13:00:00 GMT",
                    "Expires: Sat, 21 Nov 2026 14:00:00 GMT"),
                NOW))
        .isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "never",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon, 99 Foo 2026 99:00:00 GMT"
      })
  void nonsenseAndThePastAreSilence(String expires) {
    assertThat(Headers.maxAge(headers("Expires: " + expires), NOW)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994"
      })
  void theThreeFormsOfDates(String date) {
    assertThat(Headers.date(date)).isEqualTo("1994-11-06T08:49:37Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "120; PT2M",
        "0; PT0S",
        "99999999999; PT87600H",
        "Sun, 22 Nov 2026 12:30:00 GMT; PT30M",
        "Sun, 22 Nov 2026 11:30:00 GMT; PT0S",
        "soon;",
        "-5;",
        "1.5;",
      })
  void retryAfter(String value, Duration expected) {
    assertThat(Headers.retryAfter(headers("Retry-After: " + value), NOW)).isEqualTo(expected);
  }

  @Test
  void links() throws MalformedURLException {
    Address base = Address.parse("https://example.org/blog/feed");
    assertThat(
            Headers.links(
                headers(
                    "Link: <https://hub.example/?a=1,2;3>; rel=\"hub\", <feed>; rel=\"self\"",
                    "Link: </push>;title=x; REL = Hub",
                    "Link: <https://a.example/>; rel=\"self hub\"",
                    "Link: <https://b.example/>; rel=\"hubs\"",
                    "Link: <ftp://c.example/>; rel=hub",
                    "Link: <https://d.example/",
                    "Link: nonsense"),
                "hub",
                base))
        .containsExactly(
            "https://hub.example/?a=1,2;3", "https://example.org/push", "https://a.example/");
    assertThat(Headers.links(headers("Link: <feed>; rel=\"self\", </x>; rel=hub"), "self", base))
        .containsExactly("https://example.org/blog/feed");
  }
}
