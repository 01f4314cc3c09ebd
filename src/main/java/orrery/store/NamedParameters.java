package orrery.store;

import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Finds the parameters of our own statements: {@code ?} and {@code :name} outside of quotes. Jdbi's
 * parser knows far more of SQL, and takes longer to start than a cycle without news takes to run.
 */
final class NamedParameters implements SqlParser {
  @Override
  public ParsedSql parse(String sql, StatementContext context) {
    ParsedSql.Builder parsed = ParsedSql.builder();
    int from = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\'' || c == '"') {
        i = sql.indexOf(c, i + 1);
      } else if (c == '?') {
        parsed.append(sql.substring(from, i)).appendPositionalParameter();
        from = i + 1;
      } else if (c == ':') {
        int end = i + 1;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
          end++;
        }
        parsed.append(sql.substring(from, i)).appendNamedParameter(sql.substring(i + 1, end));
        from = end;
        i = end - 1;
      }
    }
    return parsed.append(sql.substring(from)).build();
  }

  @Override
  public String nameParameter(String rawName, StatementContext context) {
    return ':' + rawName;
  }
}
