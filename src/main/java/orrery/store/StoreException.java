package orrery.store;

import org.jspecify.annotations.Nullable;

/** The database cannot be used; the message says why and what to do, in one line. */
public final class StoreException extends Exception {
  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
