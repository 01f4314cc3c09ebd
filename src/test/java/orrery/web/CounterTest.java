package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.web.Visitors.FORM;
import static orrery.web.Visitors.JSON;
import static orrery.web.Visitors.TOKEN;
import static orrery.web.Visitors.status;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60) // only to end a test that hangs
class CounterTest {
  private static final String LOGIN = "Authorization: Bearer " + TOKEN + "\n";

  @TempDir Path folder;
  private Visitors visitors;

  @BeforeEach
  void start() throws IOException {
    visitors = new Visitors(folder);
  }

  @AfterEach
  void stop() {
    visitors.close();
  }

  @Test
  void everyPageComesFromTheDesk() throws IOException {
    String page = visitors.get("/submit", "");
    assertThat(page)
        .startsWith("HTTP/1.1 200")
        .contains("Content-Type: text/html;charset=utf-8\r\n")
        .endsWith("\r\n\r\npage ü");
    visitors.post("/submit", "", "url=https%3A%2F%2Fada.example%2F%3Fa%3D1%26%C3%BC");
    visitors.get("/submit/4f_-Z", "");
    visitors.get("/submit/4f?feed=2", "");
    visitors.get("/submit/4f?feed=-2", "");
    visitors.post("/submit/4f", "", "feed=1&name=Ada+%3Cb%3E&face=f.png&name=Second");
    visitors.post("/submit/4f", "", "");
    visitors.get("/submissions/Secret", "Accept: text/html, application/json\n");
    visitors.get("/submissions/Secret", "Accept: application/json\n");
    visitors.post("/submissions/Secret", "", "action=hide&value=a+b");
    visitors.ask("POST", "/submissions", JSON, "{\"url\":\"ü\"}");
    visitors.get("/maintain", LOGIN);
    visitors.get("/maintain/7", LOGIN);
    visitors.post("/maintain/7", LOGIN, "decision=approve");
    visitors.post("/maintain/7", LOGIN, "decision=reject&why=no%0Awhy");

    assertThat(visitors.clerk.calls)
        .containsExactly(
            "form",
            "look|https://ada.example/?a=1&ü",
            "check|4f_-Z|-1",
            "check|4f|2",
            "check|4f|-1",
            "submit|4f|1|Ada <b>|f.png",
            "submit|4f|-1||",
            "state|Secret|false",
            "state|Secret|true",
            "act|Secret|hide|a b",
            "script|{\"url\":\"ü\"}",
            "list",
            "show|7",
            "decide|7|true|",
            "decide|7|false|no\nwhy");
  }

  @Test
  void eachPlanetHasItsDesk() throws IOException {
    visitors.get("/two/submit", "");
    visitors.post("/two/submit", "", "url=b");
    assertThat(visitors.other.calls).containsExactly("form", "look|b");
    assertThat(visitors.clerk.calls).isEmpty();

    visitors.clerk.token = visitors.other.token;
    assertThat(status(visitors.post("/submit", "", "url=b")))
        .as("the stamp of another planet")
        .isEqualTo("403");
  }

  @Test
  void noAddressIsThereWhereNothingIsTaken() throws IOException {
    visitors.get("/maintain", LOGIN);
    visitors.clerk.calls.clear();
    visitors.clerk.open = false;
    for (String path :
        new String[] {
          "/submit", "/submit/4f", "/submissions/s", "/maintain", "/maintain/7", "/openapi.json"
        }) {
      assertThat(visitors.get(path, LOGIN)).as(path).startsWith("HTTP/1.1 404").endsWith("lost");
    }
    for (String path :
        new String[] {"/submit", "/submit/4f", "/submissions/s", "/submissions", "/maintain/7"}) {
      assertThat(visitors.post(path, LOGIN, "decision=approve"))
          .as(path)
          .startsWith("HTTP/1.1 404")
          .endsWith("lost");
    }
    assertThat(visitors.clerk.calls).isEmpty();
    assertThat(visitors.get("/two/submit", "")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/submit/",
        "/submit/a/b",
        "/submit/a%2Fb",
        "/submit/a%00",
        "/submit/a%0d%0ab",
        "/submit/../submissions/x",
        "/submit/%2e%2e",
        "/submit/;x",
        "/submissions/",
        "/submissions/a.b",
        "/submissions/%22%3E",
        "/maintain/",
        "/maintain/0",
        "/maintain/-1",
        "/maintain/1e3",
        "/maintain/99999999999999999999",
        "/SUBMIT/4f",
        "//submit/4f"
      })
  void whatNoDeskMadeUpIsNotThere(String path) throws IOException {
    assertThat(status(visitors.get(path, LOGIN))).isIn("404", "400");
    assertThat(visitors.clerk.calls).isEmpty();
  }

  @Test
  void headIsGetWithoutItsBody() throws IOException {
    assertThat(visitors.ask("HEAD", "/submit", "", ""))
        .startsWith("HTTP/1.1 200")
        .contains("Content-Security-Policy: frame-ancestors 'none'")
        .endsWith("\r\n\r\n");
    assertThat(visitors.ask("HEAD", "/maintain", "", ""))
        .startsWith("HTTP/1.1 401")
        .endsWith("\r\n\r\n");
    assertThat(visitors.ask("HEAD", "/", "", ""))
        .startsWith("HTTP/1.1 200")
        .contains("Content-Length: 5\r\n")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
  void otherMethodsDoNothing(String method) throws IOException {
    assertThat(status(visitors.ask(method, "/submit", FORM, ""))).isIn("400", "405", "501", "404");
    assertThat(visitors.clerk.calls).isEmpty();
  }

  @Test
  void everyAnswerIsKeptApart() throws IOException {
    for (String answer :
        new String[] {
          visitors.get("/submit", ""),
          visitors.get("/submit/%22", ""),
          visitors.get("/maintain", ""),
          visitors.get("/openapi.json", ""),
          visitors.ask("POST", "/submit", FORM, "token=x"),
          visitors.ask("POST", "/submissions", "", "{}")
        }) {
      assertThat(answer)
          .contains("Content-Security-Policy: frame-ancestors 'none'\r\n")
          .contains("X-Content-Type-Options: nosniff\r\n")
          .contains("Referrer-Policy: same-origin\r\n")
          .contains("Cache-Control: no-store\r\n")
          .contains("X-Robots-Tag: noindex\r\n")
          .doesNotContain("\r\nServer:", "Set-Cookie", "Access-Control", "Jetty", "Javalin");
    }
  }

  @Test
  void whoIsSentOnStaysOnThePlanet() throws IOException {
    visitors.get("/submit", "");
    visitors.clerk.next = new Desk.Reply.See("submit/4f");
    assertThat(visitors.post("/submit", "", "url=a"))
        .startsWith("HTTP/1.1 303")
        .contains("\r\nLocation: ./submit/4f\r\n");
    visitors.clerk.next = new Desk.Reply.See("submissions/Secret");
    assertThat(visitors.post("/submit/4f", "", ""))
        .contains("\r\nLocation: ../submissions/Secret\r\n");
    for (String elsewhere :
        new String[] {
          "//evil.example", "/submit", "https://evil.example/", "../x", "a\r\nb", "a:b", "\\evil"
        }) {
      visitors.clerk.next = new Desk.Reply.See(elsewhere);
      assertThat(visitors.post("/submit/4f", "", ""))
          .as(elsewhere)
          .startsWith("HTTP/1.1 500")
          .doesNotContain("Location");
    }
  }

  @Test
  void whatIsTooLongIsNotRead() throws IOException {
    visitors.get("/submit", "");
    String fits = "url=" + "x".repeat(8192 - visitors.clerk.token.length() - 11);
    assertThat(status(visitors.post("/submit", "", fits))).isEqualTo("200");
    assertThat(status(visitors.post("/submit", "", fits + "x"))).isEqualTo("413");
    assertThat(status(visitors.ask("POST", "/submissions", JSON, "x".repeat(8192))))
        .isEqualTo("200");
    assertThat(status(visitors.ask("POST", "/submissions", JSON, "x".repeat(8193))))
        .isEqualTo("413");
    String chunks = Integer.toHexString(9000) + "\r\n" + "x".repeat(9000) + "\r\n0\r\n\r\n";
    assertThat(
            status(
                visitors.ask(
                    "POST", "/submissions", JSON + "Transfer-Encoding: chunked\n", chunks)))
        .isEqualTo("413");
    assertThat(
            status(
                visitors.ask("POST", "/submissions", JSON + "Transfer-Encoding: chunked\n", "zz")))
        .isEqualTo("400");
    try (Socket socket = visitors.open()) {
      String head = "POST /submit HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n";
      socket.getOutputStream().write((head + FORM.strip() + "\r\n\r\n").getBytes(UTF_8));
      // Said before anything of it is there.
      assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8)).endsWith("413");
    }
    assertThat(visitors.clerk.calls).hasSize(3);
  }

  @Test
  void whatIsOfAnotherTypeIsNotRead() throws IOException {
    visitors.get("/submit", "");
    String form = "url=a&token=" + visitors.clerk.token;
    assertThat(
            status(
                visitors.ask(
                    "POST",
                    "/submit",
                    "Content-Type: Application/X-WWW-form-urlencoded ; charset=utf-8\n",
                    form)))
        .isEqualTo("200");
    for (String type :
        new String[] {
          "", "Content-Type: multipart/form-data; boundary=x\n", "Content-Type: text/plain\n", JSON
        }) {
      assertThat(status(visitors.ask("POST", "/submit", type, form))).as(type).isEqualTo("415");
    }
    for (String type : new String[] {"", FORM, "Content-Type: text/plain\n"}) {
      assertThat(visitors.ask("POST", "/submissions", type, "{}"))
          .as(type)
          .startsWith("HTTP/1.1 415");
    }
    assertThat(visitors.clerk.calls).hasSize(2);
  }

  @Test
  void scriptsAreRefusedInJson() throws IOException {
    assertThat(visitors.ask("POST", "/submissions", JSON, "x".repeat(8193)))
        .contains("Content-Type: application/json")
        .endsWith("{\"error\":\"That is too long: at most 8192 bytes are taken.\"}\n");
    assertThat(visitors.get("/submissions/a.b", "Accept: application/json\n"))
        .startsWith("HTTP/1.1 404")
        .endsWith("{\"error\":\"There is nothing here.\"}\n");
  }

  @Test
  void maintainersHaveToSayWhoTheyAre() throws IOException {
    for (String login :
        new String[] {
          "",
          "Authorization: Bearer\n",
          "Authorization: Bearer \n",
          "Authorization: Bearer " + TOKEN + "x\n",
          "Authorization: Digest " + TOKEN + "\n",
          "Authorization: Basic ???\n",
          basic("ada"),
          basic(TOKEN + ":"),
          basic("ada:" + TOKEN.substring(1))
        }) {
      for (String path : new String[] {"/maintain", "/maintain/7"}) {
        visitors.later(Duration.ofMinutes(1));
        assertThat(visitors.get(path, login))
            .as(login)
            .startsWith("HTTP/1.1 401")
            .contains("WWW-Authenticate: Basic realm=");
      }
      assertThat(status(visitors.post("/maintain/7", login, "decision=approve"))).isEqualTo("401");
    }
    assertThat(visitors.clerk.calls).isEmpty();
    assertThat(status(visitors.get("/maintain", LOGIN))).isEqualTo("200");
    assertThat(status(visitors.get("/maintain", basic("anybody:" + TOKEN)))).isEqualTo("200");
    assertThat(status(visitors.get("/maintain", basic(":" + TOKEN)))).isEqualTo("200");
  }

  private static String basic(String pair) {
    return "Authorization: Basic "
        + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8))
        + "\n";
  }

  @Test
  void aProxyMayHaveLoggedThemIn() throws IOException {
    assertThat(status(visitors.get("/maintain", "X-User: ada\n"))).isEqualTo("401");
    visitors.clerk.loginHeader = "X-User";
    assertThat(status(visitors.get("/maintain", "X-User: \n"))).isEqualTo("401");
    assertThat(status(visitors.get("/maintain", ""))).isEqualTo("401");
    assertThat(status(visitors.get("/maintain", "x-user: ada\n"))).isEqualTo("200");
    assertThat(status(visitors.post("/maintain/7", "x-user: ada\n", "decision=maybe")))
        .isEqualTo("400");
    assertThat(visitors.clerk.calls).containsExactly("list");
  }

  @Test
  void aDeskThatFailsIsNotTheEnd() throws IOException {
    visitors.close();
    visitors =
        new Visitors(
            folder,
            new Clerk() {
              @Override
              Reply called(Object... call) {
                if (call[0].equals("state")) {
                  throw new StackOverflowError("deep");
                }
                throw new IllegalStateException("broken");
              }
            },
            Duration.ofSeconds(15));

    assertThat(visitors.get("/submit", ""))
        .startsWith("HTTP/1.1 500")
        .contains("That went wrong here.")
        .doesNotContain("broken");
    assertThat(visitors.get("/submissions/secret", "Accept: application/json\n"))
        .startsWith("HTTP/1.1 500")
        .endsWith("{\"error\":\"That went wrong here. Try again later.\"}\n");
    assertThat(visitors.get("/", "")).endsWith("front");
  }
}
