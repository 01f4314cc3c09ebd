package orrery.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import orrery.config.ConfigException;

/** Where the time comes from. */
final class Time {
  private Time() {}

  /** The time: the computer's, or {@code SOURCE_DATE_EPOCH} where it is set. */
  static InstantSource clock() throws ConfigException {
    return clock(System.getenv("SOURCE_DATE_EPOCH"));
  }

  static InstantSource clock(@Nullable String epoch) throws ConfigException {
    if (epoch == null || epoch.isBlank()) {
      return InstantSource.system();
    }
    try {
      return InstantSource.fixed(Instant.ofEpochSecond(Long.parseLong(epoch.strip())));
    } catch (NumberFormatException | DateTimeException e) {
      throw new ConfigException(
          "SOURCE_DATE_EPOCH is '" + epoch + "'; it is a number of seconds since 1970.");
    }
  }
}
