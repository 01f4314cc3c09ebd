package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.Draft;
import orrery.store.Store.Sharing;

class StoreTest {
  @TempDir Path folder;

  @Test
  void whatWasKeptIsThereWhenItIsOpenedAgain() throws StoreException {
    Path data = folder.resolve("new/data");
    try (var shelf = new Shelf(Store.open(data, Sharing.ALONE))) {
      shelf.take(Shelf.ADA, Draft.of("urn:a").title("a"));
      shelf.judge(shelf.planet("p", Shelf.ADA));
    }
    try (var shelf = new Shelf(Store.open(data, Sharing.SHARED))) {
      assertThat(shelf.shown(shelf.store.posts("p"))).containsExactly("a");
    }
    try (var shelf = new Shelf(Store.open(data, Sharing.ALONE))) {
      assertThat(shelf.shown(shelf.store.posts("p"))).containsExactly("a");
    }
  }

  @Test
  void theNewestMigrationIsTheOneThatItKnows() throws IOException, URISyntaxException {
    URI migrations = Objects.requireNonNull(Store.class.getResource("/db")).toURI();
    try (Stream<Path> files = Files.list(Path.of(migrations))) {
      int newest =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("V\\d+__\\w+\\.sql"))
              .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      assertThat(Store.SCHEMA).isEqualTo(Integer.toString(newest));
    }
  }

  @Test
  void aNewerDatabaseIsRefused() throws StoreException, SQLException {
    Store.open(folder, Sharing.ALONE).close();
    sql("update \"flyway_schema_history\" set \"version\" = '99'");

    refused(folder)
        .hasMessageMatching(
            "The database jdbc:h2:file:\\S+ is of a newer Orrery: its tables have version 99, and"
                + " this one knows \\d+\\. Use the newer one, or another data directory\\.");
    sql("update \"flyway_schema_history\" set \"version\" = '" + Store.SCHEMA + "'");
    Store.open(folder, Sharing.ALONE).close();
  }

  @Test
  void aFirstStartThatWasKilledHalfWayIsDoneAgain() throws StoreException, SQLException {
    Store.open(folder, Sharing.ALONE).close();
    sql("drop table post_tag");
    sql("delete from \"flyway_schema_history\"");

    Store.open(folder, Sharing.ALONE).close();
    assertThatCode(() -> sql("delete from post_tag")).doesNotThrowAnyException();
  }

  @Test
  void whatAnOlderOrreryCollectedIsCounted() throws StoreException, SQLException {
    Census.Links links;
    try (var shelf = new Shelf(Store.open(folder, Sharing.ALONE))) {
      String page = "https://both.example/page";
      shelf.take(Shelf.ADA, Draft.of("urn:a").title("a").text("one").tags("Tea").links(page));
      shelf.take(Shelf.BEN, Draft.of("urn:b").title("b").text("two").tags("TEA").links(page));
      Posts posts = shelf.planet("p", Shelf.ADA, Shelf.BEN);
      shelf.judge(posts);
      links = posts.census().links(9);
    }
    assertThat(links.pages()).hasSize(1);
    sql("drop table tally");
    sql("drop index post_original");
    sql("alter table planet drop column counted_from");
    sql("alter table post drop column links");
    sql(
        "delete from \"flyway_schema_history\" where \"installed_rank\" >="
            + " (select \"installed_rank\" from \"flyway_schema_history\" where \"version\" = '8')");

    try (var shelf = new Shelf(Store.open(folder, Sharing.ALONE))) {
      Posts posts = shelf.store.posts("p");
      assertThat(posts.census().links(9)).isEqualTo(links);
      assertThat(posts.shown()).hasSize(2);
      assertThat(posts.counts()).hasSize(2);
      assertThat(shelf.archive(posts).days()).hasSize(1);
      assertThat(shelf.archive(posts).months("tea").values()).containsExactly(2);
      assertThat(shelf.archive(posts).blogs("tea")).hasSize(2);
    }
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("orrery"), "orrery", "");
        Statement one = connection.createStatement()) {
      one.executeUpdate(statement);
    }
  }

  @Test
  void aFileIsNoDataDirectory() throws IOException {
    Path file = Files.writeString(folder.resolve("data"), "not a folder");

    refused(file).hasMessageContaining(file.toString()).hasMessageContaining("--data");
    refused(file.resolve("below")).hasMessageContaining("--data");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsNoDataDirectory() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(locked)).as("root can write anywhere").isFalse();

    refused(locked).hasMessageContaining("cannot be written");
    refused(locked.resolve("below")).hasMessageContaining("cannot be made");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Files.writeString(folder.resolve("orrery.mv.db"), "something else".repeat(1000));

    refused(folder).hasMessageContaining("cannot be opened");
  }

  @Test
  void aSecretIsNotTold() {
    assertThatThrownBy(
            () ->
                Store.open(
                    "jdbc:postgresql://127.0.0.1:1/orrery?user=ada&password=secret",
                    "ada",
                    "secret"))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            "The database jdbc:postgresql://127.0.0.1:1/orrery cannot be opened")
        .message()
        .doesNotContain("secret");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      Path data) {
    return assertThatThrownBy(() -> Store.open(data, Sharing.ALONE))
        .isInstanceOf(StoreException.class)
        .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1));
  }

  @Test
  void aListOfLinesHoldsWhateverIsWritten() {
    List<String[]> values =
        List.of(new String[] {"a\tb", ""}, new String[] {"\r\n", "c\nd"}, new String[] {"", ""});

    assertThat(Lines.read(Lines.write(values, v -> v), parts -> String.join("|", parts)))
        .containsExactly("a b|", "  |c d", "|");
    assertThat(Lines.write(List.<String[]>of(), v -> v)).isNull();
    assertThat(Lines.read(null, parts -> parts)).isEmpty();
  }

  @Test
  void aFullDiskIsSaidInALine() {
    var full = new IOException("No space left on device");
    assertThat(StoreException.disk(new IllegalStateException(new SQLException("50000", full))))
        .startsWith("The database cannot be written (No space left on device).");
    assertThat(StoreException.disk(new IllegalStateException(full))).isNull();
    assertThat(StoreException.disk(new IllegalStateException(new SQLException("wrong")))).isNull();
  }
}
