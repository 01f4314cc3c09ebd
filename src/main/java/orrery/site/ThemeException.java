package orrery.site;

/**
 * A theme cannot be read, or a template of it cannot be used; the message says where and how to
 * mend it.
 */
public final class ThemeException extends RuntimeException {
  ThemeException(String message) {
    super(message);
  }

  ThemeException(String message, Throwable cause) {
    super(message, cause);
  }
}
