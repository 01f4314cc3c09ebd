package orrery.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One statement for many rows, its parameters set in their order. For the few statements that a
 * first cycle runs for every post: there Jdbi's way of binding takes as long as the insert.
 */
final class Batch implements AutoCloseable {
  private final PreparedStatement statement;
  private int parameter;
  private int rows;

  Batch(Handle handle, String sql) throws SQLException {
    statement = handle.getConnection().prepareStatement(sql);
  }

  /** A batch that tells the key which the database gives each row, a column of that name. */
  Batch(Handle handle, String sql, String key) throws SQLException {
    statement = handle.getConnection().prepareStatement(sql, new String[] {key});
  }

  /** Unchecked, as Jdbi's are: no caller can mend a database that breaks under way. */
  static RuntimeException broken(SQLException e) {
    return new IllegalStateException("the database cannot do it: " + e.getMessage(), e);
  }

  Batch set(@Nullable String value) throws SQLException {
    statement.setString(++parameter, value);
    return this;
  }

  Batch set(long value) throws SQLException {
    statement.setLong(++parameter, value);
    return this;
  }

  Batch set(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(++parameter, Types.BIGINT);
      return this;
    }
    return set(value.longValue());
  }

  Batch set(int value) throws SQLException {
    statement.setInt(++parameter, value);
    return this;
  }

  Batch set(double value) throws SQLException {
    statement.setDouble(++parameter, value);
    return this;
  }

  Batch set(boolean value) throws SQLException {
    statement.setBoolean(++parameter, value);
    return this;
  }

  Batch set(byte[] value) throws SQLException {
    statement.setBytes(++parameter, value);
    return this;
  }

  Batch set(List<Long> values) throws SQLException {
    statement.setArray(
        ++parameter,
        statement.getConnection().createArrayOf("bigint", values.toArray(Long[]::new)));
    return this;
  }

  /** Ends a row. */
  void add() throws SQLException {
    statement.addBatch();
    parameter = 0;
    rows++;
  }

  /** Executes, and returns how many rows each met. */
  int[] execute() throws SQLException {
    return rows > 0 ? statement.executeBatch() : new int[0];
  }

  /** Executes, and hands on the key of each row in its order. */
  void execute(LongConsumer keys) throws SQLException {
    execute();
    try (ResultSet made = statement.getGeneratedKeys()) {
      while (made.next()) {
        keys.accept(made.getLong(1));
      }
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
