package orrery.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The open database. Safe for use by several threads at once. */
public final class Store implements AutoCloseable {
  /** The newest migration under {@code db/}. Opening asks Flyway only where it is not there yet. */
  static final String SCHEMA = "15";

  /** Of the embedded database's files. */
  private static final String NAME = "orrery";

  private static final String FILE = ".mv.db";
  private static final String USER = "orrery";
  private static final String ALONE = ";DB_CLOSE_ON_EXIT=FALSE";

  /** Cycles write from one thread and read from a few. */
  private static final int CONNECTIONS = 4;

  private final HikariDataSource connections;
  private final Jdbi jdbi;

  /** Whether it is H2. */
  private final boolean embedded;

  private Store(HikariDataSource connections, boolean embedded) {
    this.connections = connections;
    this.embedded = embedded;
    this.jdbi = Jdbi.create(connections).setSqlParser(new NamedParameters());
  }

  /** Whether a data directory has a database; where not, opening makes one. */
  public static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(NAME + FILE));
  }

  /** How the embedded database is opened. */
  public enum Sharing {
    /** For this process alone, unless another one shares it already. */
    ALONE,
    /** For this process, and for others that come while it has it open. */
    SHARED
  }

  /**
   * Opens the embedded database of a data directory, makes it where it is missing, and brings its
   * tables up to date.
   *
   * @throws StoreException where the directory cannot be written, another process has the database
   *     to itself, or the file is of a newer Orrery
   */
  public static Store open(Path directory, Sharing sharing) throws StoreException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new StoreException(
          "The data directory "
              + directory
              + " cannot be made ("
              + reason(e)
              + "): make it writable, or name another with --data.",
          e);
    }
    if (!Files.isWritable(directory)) {
      throw new StoreException(
          "The data directory "
              + directory
              + " cannot be written: make it writable, or name"
              + " another with --data.",
          null);
    }
    Path file = directory.resolve(NAME).toAbsolutePath();
    // Sharing costs a listening socket and a tenth of a second: only where it is asked for, or
    // where another process shares already.
    boolean shared = sharing == Sharing.SHARED || Files.exists(Path.of(file + ".lock.db"));
    if (shared) {
      System.setProperty("h2.bindAddress", "127.0.0.1");
    }
    // H2 insists on closing a shared database itself when the process is told to end.
    String url = embedded(file) + (shared ? ";AUTO_SERVER=TRUE" : ALONE);
    Store store = isIn(directory) ? connect(url, USER, "", false) : null;
    return store != null ? store : migrated(directory, file, url);
  }

  private static String embedded(Path file) {
    // A short process is not to spend its end on compacting: what a cycle writes anew, the next
    // cycles' writing frees.
    return "jdbc:h2:file:" + file + ";CACHE_SIZE=16384;MAX_COMPACT_TIME=0;TRACE_LEVEL_FILE=0";
  }

  /**
   * Makes the tables of a new database, or brings those of an old one up to date, aside: H2 commits
   * each step of a change of a table, and a process killed in between would leave neither the old
   * table nor the new one.
   */
  private static Store migrated(Path directory, Path file, String url) throws StoreException {
    Path old = Path.of(file + FILE);
    Path aside = directory.resolve(NAME + "-migrating").toAbsolutePath();
    Path made = Path.of(aside + FILE);
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve("migrating.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      Store done = isIn(directory) && lock.isValid() ? connect(url, USER, "", false) : null;
      if (done != null) {
        return done; // another process was faster
      }
      Files.deleteIfExists(made);
      if (isIn(directory)) {
        Files.copy(old, made);
      }
      open(embedded(aside) + ALONE, USER, "").close();
      try (FileChannel whole = FileChannel.open(made, StandardOpenOption.WRITE)) {
        whole.force(true);
      }
      Files.move(made, old, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StoreException(
          "The database " + old + " cannot be brought up to date: " + reason(e), e);
    }
    return open(url, USER, "");
  }

  /**
   * Opens a database by its JDBC address.
   *
   * @throws StoreException where it does not answer, or is of a newer Orrery
   */
  public static Store open(String jdbcUrl, String user, String password) throws StoreException {
    return Objects.requireNonNull(connect(jdbcUrl, user, password, true));
  }

  /** An empty database of this process, which leaves nothing behind. */
  public static Store openNowhere() throws StoreException {
    String name = "nowhere-" + Long.toHexString(System.nanoTime());
    return open("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", USER, "");
  }

  /** Null where its tables are not up to date, and are not to be brought up to date. */
  private static @Nullable Store connect(
      String jdbcUrl, String user, String password, boolean migrates) throws StoreException {
    var config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setAutoCommit(true);
    String name = jdbcUrl.replaceFirst("[;?].*", "");
    boolean h2 = jdbcUrl.startsWith("jdbc:h2:");
    HikariDataSource connections = null;
    try {
      connections = new HikariDataSource(config);
      String version = version(connections);
      if (version != null && Integer.parseInt(version) > Integer.parseInt(SCHEMA)) {
        throw new StoreException(
            "The database "
                + name
                + " is of a newer Orrery: its tables have version "
                + version
                + ", and this one knows "
                + SCHEMA
                + ". Use the newer one, or another data directory.",
            null);
      }
      if (!SCHEMA.equals(version)) {
        if (!migrates) {
          return null;
        }
        migrate(connections, h2);
      }
      var store = new Store(connections, h2);
      connections = null;
      return store;
    } catch (PoolInitializationException | SQLException | FlywayException e) {
      throw new StoreException("The database " + name + " cannot be opened: " + reason(e), e);
    } finally {
      if (connections != null) {
        connections.close();
      }
    }
  }

  private static void migrate(DataSource connections, boolean h2) throws SQLException {
    if (h2) {
      try (Connection connection = connections.getConnection();
          Statement statement = connection.createStatement()) {
        // Bodies stand in their rows: a value beside the row costs a look-up and a clean-up each.
        statement.execute("set max_length_inplace_lob 262144");
      }
    }
    Flyway.configure(Store.class.getClassLoader())
        .dataSource(connections)
        .locations("classpath:db")
        .placeholders(Map.of("bytes", h2 ? "blob" : "bytea"))
        .load()
        .migrate();
  }

  /** The newest migration that the database has had, null where it had none. */
  private static @Nullable String version(DataSource connections) {
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement();
        ResultSet newest =
            statement.executeQuery(
                "select \"version\" from \"flyway_schema_history\" where \"success\""
                    + " order by \"installed_rank\" desc")) {
      return newest.next() ? newest.getString(1) : null;
    } catch (SQLException e) {
      // A new database has no such table. (To ask whether it is there takes longer.) What else may
      // be wrong Flyway will find and say.
      return null;
    }
  }

  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    if (message != null && message.contains("may be already in use")) {
      return "another process has it open. Wait until it has ended.";
    }
    String text = message == null ? root.getClass().getSimpleName() : message;
    return text.lines().findFirst().orElse(text)
        + ". Restore it from a backup, or move it away to begin anew.";
  }

  /** What is known of feeds. */
  public Feeds feeds() {
    return new Feeds(jdbi);
  }

  /** What was collected. */
  public Entries entries() {
    return new Entries(jdbi);
  }

  /** The subscriptions of feeds at their hubs. */
  public Hubs hubs() {
    return new Hubs(jdbi);
  }

  /** What is known of pictures. */
  public Pictures pictures() {
    return new Pictures(jdbi);
  }

  /** The posts of the planet of that name, which is made where it is missing. */
  public Posts posts(String planet) {
    return Posts.of(jdbi, planet);
  }

  /** The submissions of the planet of that name, which is made where it is missing. */
  public Submissions submissions(String planet) {
    return new Submissions(jdbi, Posts.of(jdbi, planet).planet(), embedded);
  }

  /** What can be dropped to save room. */
  public Pruning pruning() {
    return new Pruning(jdbi);
  }

  /** What was made of entries, made anew. */
  public Recuration recuration() {
    return new Recuration(jdbi);
  }

  /** How big the embedded database of a data directory is, in bytes. */
  public static long size(Path directory) throws IOException {
    return Files.size(directory.resolve(NAME + FILE));
  }

  /**
   * Gives the room in the embedded database's file back that nothing stands in any more: H2 keeps
   * it otherwise, for what comes.
   *
   * @return false where another process has it open, so that it stays as it is
   */
  public static boolean compact(Path directory) {
    Path file = directory.resolve(NAME).toAbsolutePath();
    if (Files.exists(Path.of(file + ".lock.db"))) {
      return false;
    }
    try (Connection connection = DriverManager.getConnection(embedded(file) + ALONE, USER, "");
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown compact");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
