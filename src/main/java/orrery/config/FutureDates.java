package orrery.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of posts that say they were written in the future. */
public enum FutureDates {
  /** They are shown, under the time at which they were first seen. */
  SHOW,
  /** They are held until then. */
  HOLD;

  private static final String KEY = "future_dates";

  /** In Venus's words or ours. */
  static FutureDates of(Values planet, Findings findings) {
    @Nullable String said = planet.text(KEY);
    return switch (said == null ? "" : said.toLowerCase(Locale.ROOT)) {
      case "", "show", "keep", "ignore_date" -> SHOW;
      case "hold", "ignore_entry" -> HOLD;
      default -> {
        findings.warning(planet.line(KEY), KEY + " must be show or hold; show counts.");
        yield SHOW;
      }
    };
  }
}
