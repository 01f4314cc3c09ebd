package orrery.store;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database cannot be used; the message says why and what to do, in one line. */
public final class StoreException extends Exception {
  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * What a failure under way says of the disk below the database; null where the disk has nothing
   * to do with it.
   */
  public static @Nullable String disk(Throwable failure) {
    boolean database = false;
    for (Throwable e = failure; e != null; e = e.getCause()) {
      database |= e instanceof SQLException;
      if (database && e instanceof IOException) {
        return "The database cannot be written ("
            + e.getMessage()
            + "). What was collected before is kept: make room, or mend the disk, and the next cycle"
            + " goes on.";
      }
    }
    return null;
  }
}
