package orrery.config;

/** The config cannot be used at all. Its message is one line: what, where, how to mend it. */
public final class ConfigException extends Exception {
  /** With one line that says what, where and how to mend it. */
  public ConfigException(String message) {
    super(message);
  }
}
