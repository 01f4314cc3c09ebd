package orrery.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import orrery.config.ConfigException;

/** Where the time comes from. */
final class Time {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private Time() {}

  /** A time as the clock on the wall shows it: {@code 2026-11-22 12:00:00}. */
  static String local(Instant time) {
    return LOCAL.format(time.atZone(ZoneId.systemDefault()));
  }

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
