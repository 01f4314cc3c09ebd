package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.web.Visitors.JSON;
import static orrery.web.Visitors.client;
import static orrery.web.Visitors.status;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is said of the addresses for scripts is what they do. */
class OpenApiTest {
  private static final String SCRIPT = "Accept: application/json\n";

  @TempDir Path folder;

  private static JsonNode described(Visitors visitors) throws IOException {
    String answer = visitors.get("/openapi.json", "");
    assertThat(answer).startsWith("HTTP/1.1 200").contains("Content-Type: application/json\r\n");
    return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
  }

  private static Desk.Reply reply(int status) {
    return new Desk.Reply.Document(status, "application/json", "{}".getBytes(UTF_8));
  }

  /** What the server does with something sent, and how its answer says so. */
  private static void sent(Visitors visitors, List<String> statuses) throws IOException {
    statuses.add(status(visitors.ask("POST", "/submissions", SCRIPT, "{}")));
    statuses.add(status(visitors.ask("POST", "/submissions", JSON, "x".repeat(9000))));
    String broken = JSON + "Transfer-Encoding: chunked\n";
    statuses.add(status(visitors.ask("POST", "/submissions", broken, "zz")));
    for (int status : new int[] {201, 422, 503}) { // as Desk says
      visitors.clerk.next = reply(status);
      statuses.add(status(visitors.ask("POST", "/submissions", JSON + client(status), "{}")));
    }
    visitors.clerk.next = new Desk.Reply.See("//");
    statuses.add(status(visitors.ask("POST", "/submissions", JSON, "{}")));
    visitors.clerk.next = reply(201);
    for (int i = 0; i < 6; i++) {
      statuses.add(status(visitors.ask("POST", "/submissions", JSON, "{}")));
    }
  }

  private static void asked(Visitors visitors, List<String> statuses) throws IOException {
    String path = "/submissions/s";
    for (int status : new int[] {200, 503}) { // 503 is of CrowdTest
      visitors.clerk.next = reply(status);
      statuses.add(status(visitors.get(path, SCRIPT)));
    }
    statuses.add(status(visitors.get("/submissions/a.b", SCRIPT)));
    visitors.clerk.next = new Desk.Reply.See("//");
    statuses.add(status(visitors.get(path, SCRIPT)));
    visitors.clerk.next = reply(200);
    for (int i = 0; i < 300; i++) {
      statuses.add(status(visitors.get(path, SCRIPT + client(1))));
    }
    statuses.add(status(visitors.get(path, SCRIPT + client(1))));
  }

  @Test
  void addressesAndStatusesAreThoseOfTheServer() throws IOException {
    try (var visitors = new Visitors(folder)) {
      JsonNode api = described(visitors);
      assertThat(api.at("/openapi").asString()).startsWith("3.1.");
      JsonNode paths = api.at("/paths");
      assertThat(paths.propertyNames()).containsExactly("/submissions", "/submissions/{secret}");
      assertThat(paths.at("/~1submissions").propertyNames()).containsExactly("post");
      assertThat(paths.at("/~1submissions~1{secret}").propertyNames()).containsExactly("get");

      List<String> sent = new ArrayList<>();
      sent(visitors, sent);
      assertThat(new TreeSet<>(sent))
          .containsExactlyElementsOf(
              new TreeSet<>(paths.at("/~1submissions/post/responses").propertyNames()));
      List<String> asked = new ArrayList<>();
      asked(visitors, asked);
      assertThat(new TreeSet<>(asked))
          .containsExactlyElementsOf(
              new TreeSet<>(paths.at("/~1submissions~1{secret}/get/responses").propertyNames()));
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() throws IOException {
    try (var visitors = new Visitors(folder)) {
      JsonNode api = described(visitors);
      List<String> references = api.findValuesAsString("$ref");
      assertThat(references).isNotEmpty();
      for (String reference : references) {
        assertThat(api.at(reference.substring(1)).isObject()).as(reference).isTrue();
      }
    }
  }
}
