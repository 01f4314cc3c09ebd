package orrery.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Failed;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.Refused;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;

/** What may be dialled is decided when dialling, whatever the address looks like. */
class GuardTest {
  private Site site;

  @BeforeEach
  void open() throws IOException {
    site = new Site();
    site.page("/", "200 OK", "secret");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private static Fetched fetch(String url, Resolver resolver, String... allow) {
    List<Cidr> blocks = List.of(allow).stream().map(Cidr::parse).toList();
    try (Fetcher fetcher =
        new Fetcher(FetchSettings.of("Test/1.0", blocks), () -> Instant.EPOCH, resolver)) {
      return fetcher.fetch(url, Validators.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:7f00:0001]",
        "127.0.0.1.",
        "localhost",
        "LOCALHOST.",
        "\u2460\u2461\u2466.\u2070.0.1",
        "\uff11\uff12\uff17\u30020\u30020\uff0e1"
      })
  void noSpellingOfLoopbackGetsThrough(String host) {
    Fetched fetched = fetch("http://" + host + ":" + site.port() + "/", GuardTest::loopback);
    assertThat(fetched).isNotInstanceOf(Fresh.class);
    assertThat(site.connections).hasValue(0);
    if (fetched instanceof Failed f) { // the resolver may not know the spelling at all
      assertThat(f.stage()).isEqualTo(Stage.DNS);
    }
  }

  /** The system's resolver, should it ever lead anywhere else. */
  private static InetAddress[] loopback(String host) throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(host);
    for (InetAddress one : all) {
      assertThat(one.isLoopbackAddress() || one.isAnyLocalAddress()).isTrue();
    }
    return all;
  }

  @Test
  void aRefusalSaysHowToAllowIt() {
    assertThat(fetch(site.url("/"), Resolver.SYSTEM))
        .isInstanceOfSatisfying(
            Refused.class,
            r -> assertThat(r.reason()).contains("127.0.0.1", "not a public", "allow_addresses"));
    assertThat(fetch(site.url("/"), Resolver.SYSTEM, "127.0.0.1")).isInstanceOf(Fresh.class);
    assertThat(fetch(site.url("/"), Resolver.SYSTEM, "10.0.0.0/8")).isInstanceOf(Refused.class);
  }

  @Test
  void aNameIsJudgedByItsAddresses() {
    String url = "http://blog.test:" + site.port() + "/";
    assertThat(fetch(url, host -> literals("127.0.0.1"))).isInstanceOf(Refused.class);
    assertThat(fetch(url, host -> literals("10.0.0.1", "fd00::1"))).isInstanceOf(Refused.class);
    assertThat(site.connections).hasValue(0);
  }

  @Test
  void onlyTheGoodOnesOfItsAddressesAreDialled() throws IOException {
    // Another port of the refused address would answer; only the allowed one is asked.
    String url = "http://blog.test:" + site.port() + "/";
    assertThat(fetch(url, host -> literals("127.0.0.2", "127.0.0.1"), "127.0.0.1"))
        .isInstanceOf(Fresh.class);
    assertThat(site.connections).hasValue(1);
  }

  @Test
  void theNextAddressIsTriedWhereOneDoesNotAnswer() {
    String url = "http://blog.test:" + site.port() + "/";
    assertThat(fetch(url, host -> literals("127.0.0.2", "127.0.0.1"), "127.0.0.0/8"))
        .isInstanceOf(Fresh.class);
  }

  @Test
  void aNameThatChangesItsAnswerGainsNothing() {
    AtomicInteger asked = new AtomicInteger();
    Resolver rebinding = host -> literals(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2");
    String url = "http://blog.test:" + site.port() + "/";
    assertThat(fetch(url, rebinding, "127.0.0.1")).isInstanceOf(Fresh.class);
    assertThat(asked).hasValue(1);
    assertThat(fetch(url, rebinding, "127.0.0.1")).isInstanceOf(Refused.class);
  }

  @Test
  void aNameThatDoesNotExistIsAFailureOfDns() {
    Resolver none =
        host -> {
          throw new UnknownHostException(host);
        };
    assertThat(fetch("http://blog.test/", none))
        .isInstanceOfSatisfying(
            Failed.class,
            f -> {
              assertThat(f.stage()).isEqualTo(Stage.DNS);
              assertThat(f.reason()).contains("blog.test");
            });
    Resolver broken =
        host -> {
          throw new IllegalArgumentException("Invalid IP address literal");
        };
    assertThat(fetch("http://0177.1/", broken))
        .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.stage()).isEqualTo(Stage.DNS));
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThat(fetch("blog.test/feed", Resolver.SYSTEM)).isInstanceOf(Refused.class);
    assertThat(fetch("file:///etc/passwd", Resolver.SYSTEM)).isInstanceOf(Refused.class);
    assertThat(fetch("", Resolver.SYSTEM)).isInstanceOf(Refused.class);
  }

  private static InetAddress[] literals(String... texts) {
    InetAddress[] all = new InetAddress[texts.length];
    for (int i = 0; i < texts.length; i++) {
      all[i] = InetAddress.ofLiteral(texts[i]);
    }
    return all;
  }
}
