package orrery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orrery.web.Visitors.FORM;
import static orrery.web.Visitors.JSON;
import static orrery.web.Visitors.client;
import static orrery.web.Visitors.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60) // only to end a test that hangs
class ReceptionTest {
  @TempDir Path folder;
  private Visitors visitors;

  @BeforeEach
  void start() throws IOException {
    visitors = new Visitors(folder);
    visitors.get("/submit", "X-Forwarded-For: 203.0.113.9\n");
    visitors.clerk.calls.clear();
  }

  @AfterEach
  void stop() {
    visitors.close();
  }

  // Limits ---------------------------------------------------------------------------------------

  private String look(String headers) throws IOException {
    return visitors.post("/submit", headers, "url=a");
  }

  @Test
  void aClientLooksAtSoManyBlogs() throws IOException {
    for (int i = 0; i < 6; i++) {
      assertThat(status(look(client(1)))).isEqualTo("200");
    }
    assertThat(look(client(1)))
        .startsWith("HTTP/1.1 429")
        .contains("\r\nRetry-After: 121\r\n")
        .contains("<title>Too many requests. Try again in 3 minutes.</title>");
    assertThat(visitors.ask("POST", "/submissions", JSON + client(1), "{}"))
        .as("what scripts look at counts as well")
        .startsWith("HTTP/1.1 429")
        .contains("\r\nRetry-After: 121\r\n")
        .endsWith("{\"error\":\"Too many requests. Try again in 3 minutes.\"}\n");
    assertThat(visitors.clerk.calls).hasSize(6);
    assertThat(status(look(client(2)))).as("another client").isEqualTo("200");
    assertThat(status(visitors.get("/submit", client(1)))).as("a page").isEqualTo("200");

    visitors.later(Duration.ofMinutes(2));
    assertThat(status(look(client(1)))).isEqualTo("200");
    assertThat(status(look(client(1)))).isEqualTo("429");
    visitors.later(Duration.ofHours(1));
    for (int i = 0; i < 6; i++) {
      assertThat(status(look(client(1)))).isEqualTo("200");
    }
    assertThat(status(look(client(1)))).isEqualTo("429");
  }

  @Test
  void allTogetherLookAtSoMany() throws IOException {
    for (int i = 0; i < 30; i++) {
      assertThat(status(look(client(i)))).isEqualTo("200");
    }
    for (int i = 0; i < 10; i++) {
      assertThat(look(client(77))).startsWith("HTTP/1.1 429").contains("Retry-After: 7\r\n");
    }
    visitors.later(Duration.ofSeconds(6));
    assertThat(status(look(client(77)))).as("what was refused to it cost nothing").isEqualTo("200");
    assertThat(status(look(client(78)))).isEqualTo("429");
    visitors.later(Duration.ofHours(-1));
    assertThat(status(look(client(79)))).as("a clock that is set back").isEqualTo("429");
  }

  @Test
  void aClientChangesSoMuch() throws IOException {
    for (int i = 0; i < 60; i++) {
      assertThat(status(visitors.post("/submit/4f", client(1), ""))).isEqualTo("200");
    }
    assertThat(status(visitors.post("/submit/4f", client(1), ""))).isEqualTo("429");
    assertThat(status(visitors.post("/submissions/s", client(1), "")))
        .as("403 first")
        .isEqualTo("403");
    visitors.get("/submissions/s", client(2));
    assertThat(status(visitors.post("/submissions/s", client(1), ""))).isEqualTo("429");
    assertThat(status(visitors.post("/submissions/s", client(2), ""))).isEqualTo("200");
  }

  @Test
  void aClientReadsSoMuch() throws IOException {
    for (int i = 0; i < 300; i++) {
      assertThat(status(visitors.get("/submit", client(1)))).isEqualTo("200");
    }
    assertThat(status(visitors.get("/submit", client(1)))).isEqualTo("429");
    assertThat(status(visitors.get("/openapi.json", client(1)))).isEqualTo("429");
    assertThat(visitors.get("/", client(1))).as("files cost nothing").endsWith("front");
    assertThat(visitors.clerk.calls).hasSize(300);
  }

  @Test
  void aClientGuessesSoOften() throws IOException {
    String wrong = "Authorization: Bearer wrong\n" + client(1);
    String right = "Authorization: Bearer " + Visitors.TOKEN + "\n";
    for (int i = 0; i < 20; i++) {
      assertThat(status(visitors.get("/maintain", right + client(1)))).isEqualTo("200");
    }
    for (int i = 0; i < 10; i++) {
      assertThat(status(visitors.get("/maintain", wrong))).isEqualTo("401");
    }
    assertThat(status(visitors.get("/maintain", wrong))).isEqualTo("429");
    assertThat(status(visitors.get("/maintain", right + client(1)))).isEqualTo("429");
    assertThat(status(visitors.get("/maintain", right + client(2)))).isEqualTo("200");
    visitors.later(Duration.ofMinutes(1));
    assertThat(status(visitors.get("/maintain", right + client(1)))).isEqualTo("200");
  }

  @Test
  void theTableOfClientsIsBounded() {
    var limits = new Limits(() -> Instant.EPOCH);
    for (int i = 0; i < 3 * Limits.CLIENTS; i++) {
      assertThat(limits.take("client " + i, Limits.Cost.READ)).isZero();
    }
    assertThat(limits.clients()).isEqualTo(Limits.CLIENTS);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "' 192.0.2.1 ', 192.0.2.1",
    "192.0.2.1:8080, 192.0.2.1",
    "'10.0.0.1, 192.0.2.1', 192.0.2.1",
    "'junk,, 192.0.2.1', 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 20010db800010002",
    "[2001:db8:1:2::9], 20010db800010002",
    "[2001:DB8:1:2::9]:443, 20010db800010002",
    "2001:db8:1:3::, 20010db800010003",
    "'', ?",
    "'192.0.2.1,', ?",
    "unknown, ?",
    "localhost, ?",
    "example.com, ?",
    "192.0.2, ?",
    "192.0.2.999, ?",
    "0x7f.1, ?",
    "fe80::1%eth0, ?",
    "[2001:db8::1, 20010db800000000",
    "1:2:3, ?",
    "'<script>', ?"
  })
  void aClientIsTheLastAddressThatOurProxySaw(String header, String client) {
    assertThat(Client.of(List.of(header), "127.0.0.1")).isEqualTo(client);
    assertThat(Client.of(List.of("192.0.2.77", header), "127.0.0.1")).isEqualTo(client);
  }

  @Test
  void withoutAProxyAClientIsThePeer() {
    assertThat(Client.of(List.of(), "127.0.0.1")).isEqualTo("127.0.0.1");
    assertThat(Client.of(List.of(), null)).isEqualTo("?");
  }

  // Stamps ---------------------------------------------------------------------------------------

  @Test
  void aFormIsSentByOurPagesOnly() throws IOException {
    String token = visitors.clerk.token;
    for (String wrong :
        new String[] {
          "",
          "token=",
          "token=1.x",
          "token=" + token + "x",
          "token=9" + token,
          "token=" + token.substring(0, token.length() - 1),
          "token=" + token.substring(token.indexOf('.')),
          "token=99999999999999999999." + "x".repeat(43),
          "Token=" + token
        }) {
      assertThat(visitors.ask("POST", "/submit", FORM, wrong + "&url=a"))
          .as(wrong)
          .startsWith("HTTP/1.1 403")
          .contains("Go back, load it anew, and send it again.");
    }
    visitors.get("/submissions/s", "");
    assertThat(status(look(""))).as("the stamp of another section").isEqualTo("403");
    assertThat(visitors.clerk.calls).containsExactly("state|s|false");
  }

  @Test
  void aStampHolds12Hours() throws IOException {
    visitors.later(Duration.ofHours(12).minusSeconds(1));
    assertThat(status(look(""))).isEqualTo("200");
    visitors.later(Duration.ofHours(12)); // after the page that came of that
    assertThat(status(look(""))).isEqualTo("403");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 200",
    "Sec-Fetch-Site: same-origin, 200",
    "Sec-Fetch-Site: none, 200",
    "Sec-Fetch-Site: same-site, 403",
    "Sec-Fetch-Site: cross-site, 403",
    "Origin: https://planet.example, 200",
    "Origin: http://PLANET.example, 200",
    "Origin: null, 403",
    "Origin: https://planet.example.evil.example, 403",
    "Origin: https://planet.example:8443, 403",
    "Origin: https://evil.example, 403",
    "Origin: https://evil.example/?planet.example, 403",
    "Origin: https://planet.example@evil.example, 403",
    "Origin: , 403",
    "Origin: %, 403"
  })
  void aFormIsSentFromOurSite(String header, String status) throws IOException {
    assertThat(status(look(header.isEmpty() ? "" : header + "\n"))).isEqualTo(status);
  }

  // The maintainers' token -----------------------------------------------------------------------

  @Test
  void aTokenIsMadeForItsOwnerOnly() throws IOException {
    Path data = folder.resolve("new/data");
    var token = new MaintainerToken(null, data);
    assertThat(data).as("not before it is needed").doesNotExist();

    Path file = data.resolve("maintainer.token");
    assertThat(token.prepare()).isEqualTo("in " + file);
    String made = Files.readString(file).strip();
    assertThat(made).matches("[A-Za-z0-9_-]{43}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(data.toFile().list()).containsExactly("maintainer.token");
    assertThat(token.is(made)).isTrue();
    assertThat(token.is(made.substring(1))).isFalse();
    assertThat(token.is("")).isFalse();

    assertThat(new MaintainerToken(null, data).is(made)).as("after a new start").isTrue();
    Files.writeString(file, "another that is long enough\n");
    assertThat(token.is(made)).isFalse();
    assertThat(token.is("another that is long enough")).isTrue();
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> token.is("")).hasMessageContaining("holds no token: delete it");
  }

  @Test
  void theEnvironmentMaySayTheToken() throws IOException {
    var token = new MaintainerToken(" sixteen letters! \n", folder);
    assertThat(token.prepare()).isEqualTo("in ORRERY_MAINTAINER_TOKEN");
    assertThat(token.is("sixteen letters!")).isTrue();
    assertThat(folder.resolve("maintainer.token")).doesNotExist();
    assertThatThrownBy(() -> new MaintainerToken("fifteen letters", folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("ORRERY_MAINTAINER_TOKEN is too short");
    assertThat(new MaintainerToken(" ", folder).prepare()).startsWith("in " + folder);
  }

  @Test
  void whatCannotBeReadIsNoField() throws IOException {
    String form = "url=%zz&=x&&name&url=%C3%BC&token=" + visitors.clerk.token;
    assertThat(status(visitors.ask("POST", "/submit", FORM, form))).isEqualTo("200");
    assertThat(visitors.clerk.calls).containsExactly("look|ü");
  }
}
