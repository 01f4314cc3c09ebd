package orrery.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import orrery.Draft;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Category;
import orrery.feed.Entry;
import orrery.feed.Link;
import orrery.feed.Problem;
import orrery.feed.Source;
import orrery.feed.Text;

class EntryJsonTest {
  private static final Entry FULL =
      new Entry(
          "urn:1",
          "https://a.example/1",
          new Text("<b>T</b>", true, "https://a.example/", "en"),
          Text.plain("summary \"quoted\" \\ \u0001"),
          Text.html("<p>日本 \uD83C\uDF0D</p>", null),
          List.of(new Author("Ada", "ada@a.example", "https://a.example/"), author("Ben")),
          Instant.parse("2026-11-22T12:00:00.000000001Z"),
          Instant.parse("0001-01-01T00:00:00Z"),
          List.of(new Category("t", "s", "l"), new Category("u", null, null)),
          List.of(
              new Attachment("https://a.example/1.mp3", "audio/mpeg", 1L << 40, "One", 3600),
              new Attachment("https://a.example/2", null, -1, null, -1)),
          List.of(
              new Link("https://a.example/", "alternate", "text/html", "en", "Home"),
              new Link("https://b.example/", "related", null, null, null)),
          "https://a.example/i.png",
          "en-GB",
          "© Ada",
          new Source("urn:s", "Source", "https://s.example/", "https://s.example/feed"),
          List.of(new Problem(Problem.Level.WARNING, "bad-date", "Wrong.", 0)));

  private static Author author(String name) {
    return new Author(name, null, null);
  }

  @Test
  void givesBackEveryPart() throws ReflectiveOperationException {
    for (RecordComponent part : Entry.class.getRecordComponents()) {
      assertThat(part.getAccessor().invoke(FULL))
          .as("the test says something of %s", part.getName())
          .isNotIn(null, List.of());
    }
    assertThat(EntryJson.read(EntryJson.write(FULL))).isEqualTo(FULL);
  }

  @Test
  void leavesOutWhatIsNotThere() {
    Entry empty =
        new Entry(
            null, null, null, null, null, List.of(), null, null, List.of(), List.of(), List.of(),
            null, null, null, null, List.of());

    assertThat(new String(EntryJson.write(empty), UTF_8)).isEqualTo("{}");
    assertThat(EntryJson.read(EntryJson.write(empty))).isEqualTo(empty);
  }

  @Test
  void theSameEntryGivesTheSameBytes() {
    assertThat(EntryJson.write(Draft.of("a").entry()))
        .isEqualTo(EntryJson.write(Draft.of("a").entry()));
    assertThat(EntryJson.write(Draft.of("a").entry()))
        .isNotEqualTo(EntryJson.write(Draft.of("b").entry()));
  }

  @Test
  void theLineOfAProblemMakesNoRevision() {
    assertThat(EntryJson.write(withProblem(3))).isEqualTo(EntryJson.write(withProblem(4)));
  }

  private static Entry withProblem(int line) {
    return new Entry(
        "urn:1",
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        List.of(new Problem(Problem.Level.INFO, "no-title", "It has no title.", line)));
  }

  /** JSON feeds can hold half a character; it is nobody's reason to fail. */
  @Test
  void halfACharacterIsKeptAsItIs() {
    Entry entry = Draft.of("urn:\uD83C").title("\uDF0D\uD83C").text("a\uD83Cb").entry();

    assertThat(EntryJson.read(EntryJson.write(entry))).isEqualTo(entry);
  }

  @Test
  void attachmentsHaveAColumnOfTheirOwn() {
    assertThat(EntryJson.writeAttachments(List.of())).isNull();
    assertThat(EntryJson.readAttachments(null)).isEmpty();
    assertThat(EntryJson.readAttachments(EntryJson.writeAttachments(FULL.attachments())))
        .isEqualTo(FULL.attachments());
  }
}
