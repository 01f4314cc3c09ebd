package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import orrery.Host.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What scripts are answered is what openapi.json says, field by field. */
@Timeout(120) // only to end a test that hangs
class ScriptTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Host blog;
  private OpenPlanet planet;
  private JsonNode api;
  private final List<String> seen = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    blog = new Host("127.0.0.2", InstantSource.fixed(NOW));
    blog.page(
        "/feed",
        asked ->
            Answer.ok(
                """
                <rss version="2.0"><channel><title>Zoe</title><link>%s</link>
                <item><guid isPermaLink="false">urn:1</guid><title>Of boats & ropes</title>
                <pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><description>All.</description>
                </item></channel></rss>
                """
                    .formatted(blog.url("/")),
                "Content-Type: application/rss+xml"));
    planet = new OpenPlanet(folder, NOW, "accept_addresses = 127.0.0.2\nfilter = boats\n");
    api = JSON.readTree(get("/openapi.json", "*/*").body());
  }

  @AfterEach
  void close() {
    planet.close();
    blog.close();
    http.close();
  }

  private HttpResponse<String> get(String path, String accept) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(planet.url(path))).header("Accept", accept).build(),
        BodyHandlers.ofString());
  }

  private JsonNode state(String secret, int status) throws Exception {
    var answer = get("/submissions/" + secret, "application/json");
    return described("/submissions/{secret}", "get", status, answer);
  }

  private JsonNode post(int status, String type, String body) throws Exception {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(planet.url("/submissions")))
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return described("/submissions", "post", status, answer);
  }

  private JsonNode post(int status, String body) throws Exception {
    return post(status, "application/json", body);
  }

  private String submission(String more) {
    return "{\"url\": \"" + blog.url("/feed") + "\"" + more + "}";
  }

  /** An answer, once it is known to be as it is described. */
  private JsonNode described(String path, String method, int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode said = JSON.readTree(answer.body());
    JsonNode response =
        whole(api.get("paths").get(path).get(method).get("responses").get("" + status));
    check(said, response.get("content").get("application/json").get("schema"), "");
    response
        .path("headers")
        .propertyNames()
        .forEach(name -> assertThat(answer.headers().firstValue(name)).as(name).isPresent());
    return said;
  }

  private JsonNode whole(JsonNode described) {
    return described.has("$ref")
        ? api.at(described.get("$ref").asString().substring(1))
        : described;
  }

  private void check(JsonNode value, JsonNode described, String at) {
    JsonNode schema = whole(described);
    String type = schema.get("type").asString();
    boolean right =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          default -> value.isString();
        };
    assertThat(right).as("%s is of type %s: %s", at, type, value).isTrue();
    seen.add(at);
    if (schema.has("enum")) {
      assertThat(strings(schema.get("enum"))).as(at).contains(value.asString());
    }
    if (schema.path("format").asString("").equals("date-time")) {
      assertThat(Instant.parse(value.asString())).as(at).isBeforeOrEqualTo(NOW);
    }
    if (type.equals("array")) {
      value.forEach(one -> check(one, schema.get("items"), at + "[]"));
    } else if (type.equals("object")) {
      assertThat(value.propertyNames()).as(at).containsAll(strings(schema.path("required")));
      assertThat(schema.get("properties").propertyNames())
          .as("described, %s", at)
          .containsAll(value.propertyNames());
      value
          .properties()
          .forEach(
              field ->
                  check(
                      field.getValue(),
                      schema.get("properties").get(field.getKey()),
                      at + "/" + field.getKey()));
    }
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }

  @Test
  void whatIsAnsweredIsDescribed() throws Exception {
    String face = blog.url("/me.png");
    JsonNode taken = post(201, submission(", \"name\": \"Zoe\", \"face\": \"" + face + "\""));
    assertThat(taken.get("name").asString()).isEqualTo("Zoe");
    assertThat(taken.get("face").asString()).isEqualTo(face);
    String address = taken.get("address").asString();
    assertThat(address).startsWith("https://planet.example/submissions/");
    String secret = address.substring(address.lastIndexOf('/') + 1);

    JsonNode stands = state(secret, 200);
    assertThat(stands.has("report")).isFalse();
    assertThat(stands.get("state").asString()).isEqualTo("waiting");
    var decisions = planet.decisions();
    decisions.proven(decisions.all(1).getFirst(), "rel=me");
    decisions.reject(decisions.all(1).getFirst(), "Too many boats.");
    stands = state(secret, 200);
    assertThat(stands.get("proof").asString()).isEqualTo("rel=me");
    assertThat(stands.get("why").asString()).isEqualTo("Too many boats.");
    assertThat(stands.get("history").get(2).get("why").asString()).isEqualTo("Too many boats.");
    assertThat(seen)
        .contains("/report/on_topic", "/report/remarks[]/problems[]/line", "/report/newest");
  }

  @Test
  void whatIsWrongIsDescribed() throws Exception {
    post(415, "text/plain", "url");
    post(422, "{");
    post(422, "[1]");
    JsonNode refused = post(422, submission(", \"face\": \"javascript:alert(1)\""));
    assertThat(refused.has("report")).isTrue();
    assertThat(post(422, submission(", \"feed\": 1")).get("error").asString()).contains("/feed");
    assertThat(post(422, submission(", \"feed\": -1")).has("report")).isFalse();
    post(
        201, submission(", \"feed\": \"" + blog.url("/feed") + "\", \"name\": \"\\u0022<b>\\\\\""));
    post(429, submission(""));
    state("nobody", 404);
    state("a.b", 404);
  }
}
