package orrery.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The databases that a store can be in, each with room for one test. */
enum Database {
  H2 {
    @Override
    Store open() throws StoreException {
      return Store.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=0", "orrery", "");
    }
  },

  /** Skipped where it cannot be started. */
  POSTGRESQL {
    @Override
    Store open() throws StoreException, SQLException {
      EmbeddedPostgres server = Server.RUNNING;
      Assumptions.assumeTrue(server != null, Server.REASON);
      String schema = "t" + UUID.randomUUID().toString().replace("-", "");
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create schema " + schema);
      }
      String url = server.getJdbcUrl("postgres", "postgres");
      return Store.open(url + "&currentSchema=" + schema, "postgres", "");
    }
  };

  /** An empty store. */
  abstract Store open() throws StoreException, SQLException;

  /** Started once, when a test first asks; it ends with this process. */
  private static final class Server {
    static final @Nullable EmbeddedPostgres RUNNING;
    static final String REASON;

    static {
      EmbeddedPostgres server = null;
      String reason = "";
      try {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException | RuntimeException e) {
        reason = "PostgreSQL cannot be started here: " + e;
      }
      RUNNING = server;
      REASON = reason;
    }
  }
}
