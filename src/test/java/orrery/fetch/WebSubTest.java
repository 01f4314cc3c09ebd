package orrery.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.Draft;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.Validators;
import orrery.fetch.WebSub.Offer;

class WebSubTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String AT = "https://ada.example/feed";
  private static final String HUB = "https://hub.example/";

  /** Made with {@code openssl dgst -hmac "Jefe"}, as RFC 2104 and 4231 have the first two. */
  private static final byte[] WORDS = "what do ya want for nothing?".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "SHA256=5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843",
        "sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
            + "8e2240ca5e69e2c78b3239ecfab21649",
        "sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
            + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
      })
  void aSignatureVerifies(String signature) {
    assertThat(WebSub.verifies(signature, "Jefe", WORDS)).isTrue();
    assertThat(WebSub.verifies(signature, "Jeff", WORDS)).isFalse();
    assertThat(WebSub.verifies(signature, "Jefe", "what?".getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "sha256",
        "sha256=",
        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384",
        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec38",
        "sha256=zzdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "md5=750c783e6ab0b503eaa86e310a5db738",
        "sha512=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      })
  void nothingElseDoes(String signature) {
    assertThat(WebSub.verifies(signature, "Jefe", WORDS)).isFalse();
    assertThat(WebSub.verifies(null, "Jefe", WORDS)).isFalse();
  }

  @Test
  void nobodyGuessesATokenAndAPathHoldsIt() {
    assertThat(WebSub.random()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(WebSub.random());
  }

  @ParameterizedTest
  @CsvSource({
    "864000, PT240H",
    ", PT240H",
    "soon, PT240H",
    "-1, PT240H",
    "0, PT1H",
    "60, PT1H",
    "7200, PT2H",
    "99999999, PT2160H",
    "99999999999999999999, PT2160H"
  })
  void aLeaseIsWithinReason(@Nullable String said, Duration lease) {
    assertThat(WebSub.lease(said)).isEqualTo(lease);
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H, PT30M",
    "PT24H, PT12H",
    "P2D, P1D",
    "P5D, P4D",
    "P10D, P9D",
    "P90D, P81D",
  })
  void aLeaseIsRenewedBeforeItEnds(Duration lease, Duration after) {
    assertThat(WebSub.renewal(NOW, lease)).isEqualTo(NOW.plus(after));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "2, 2", "3, 4", "4, 7", "5, 7", "1000, 7"})
  void theWaitsGrowToAWeek(int requests, int days) {
    assertThat(WebSub.again(NOW, requests)).isEqualTo(NOW.plus(Duration.ofDays(days)));
    assertThat(WebSub.afterDenial(NOW)).isEqualTo(NOW.plus(Duration.ofDays(7)));
  }

  @Test
  void aFormSaysWhatTheHubNeeds() {
    assertThat(WebSub.subscribe("https://planet.example/websub/t", AT, "s"))
        .containsOnly(
            Map.entry("hub.mode", "subscribe"),
            Map.entry("hub.topic", AT),
            Map.entry("hub.callback", "https://planet.example/websub/t"),
            Map.entry("hub.lease_seconds", "864000"),
            Map.entry("hub.secret", "s"));
    assertThat(WebSub.publish(AT).toString()).isEqualTo("{hub.mode=publish, hub.url=" + AT + "}");
  }

  @Test
  void theTopicIsWhatTheFeedCallsItself() {
    String self = "https://ada.example/atom.xml";
    assertThat(offer(List.of(), null, List.of(HUB), self)).isEqualTo(new Offer(HUB, self));
    assertThat(offer(List.of(HUB), self, List.of(), AT)).isEqualTo(new Offer(HUB, self));
    assertThat(offer(List.of(HUB), null, List.of("https://b.example/"), self))
        .as("headers come first")
        .isEqualTo(new Offer(HUB, self));
    assertThat(offer(List.of(), null, List.of(HUB), "http://ADA.example/x"))
        .isEqualTo(new Offer(HUB, "http://ADA.example/x"));
  }

  @Test
  void whatNamesNoAddressOfItsOwnIsSubscribedWhereItIs() {
    for (String self : new String[] {null, "atom.xml", "https://feeds.example/ada", "urn:x"}) {
      assertThat(offer(List.of(HUB), null, List.of(), self)).isEqualTo(new Offer(HUB, AT));
    }
  }

  @Test
  void noHubNoOffer() {
    assertThat(offer(List.of(), AT, List.of(), AT)).isNull();
    assertThat(offer(List.of(), AT, List.of("mailto:hub@example.org"), AT)).isNull();
    assertThat(
            WebSub.offer(
                fresh("blogs/ada.xml", List.of(), null), Draft.channel(null, List.of(HUB))))
        .as("a file")
        .isNull();
    assertThat(Objects.requireNonNull(offer(List.of(), AT, List.of("urn:x", HUB), AT)).hub())
        .isEqualTo(HUB);
  }

  private static @Nullable Offer offer(
      List<String> headers, @Nullable String header, List<String> hubs, @Nullable String self) {
    return WebSub.offer(fresh(AT, headers, header), Draft.channel(self, hubs));
  }

  private static Fresh fresh(String url, List<String> hubs, @Nullable String self) {
    return new Fresh(new byte[0], null, null, url, url, Validators.NONE, null, null, hubs, self);
  }
}
