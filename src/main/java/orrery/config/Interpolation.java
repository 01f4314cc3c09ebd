package orrery.config;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ConfigParser's {@code %(key)s}. */
final class Interpolation {
  private static final int DEPTH = 10;

  /** Values that name each other could grow without end. */
  private static final int LONGEST = 1 << 16;

  private Interpolation() {}

  /**
   * The value with its references replaced, and theirs, to a depth of 10. A value without {@code
   * %(} stays as it is, so that {@code %20} in an address is safe.
   *
   * @return null where a key is missing, a reference is ill-formed, or there is no end to it
   */
  static @Nullable String resolve(String value, Map<String, Ini.Option> options) {
    for (int depth = 0; value.contains("%("); depth++) {
      var next = depth == DEPTH ? null : once(value, options);
      if (next == null) {
        return null;
      }
      value = next;
    }
    return value;
  }

  private static @Nullable String once(String value, Map<String, Ini.Option> options) {
    var out = new StringBuilder(value.length() + 32);
    int at = 0;
    for (int percent; (percent = value.indexOf('%', at)) >= 0; ) {
      out.append(value, at, percent);
      if (value.startsWith("%%", percent)) {
        out.append('%');
        at = percent + 2;
        continue;
      }
      int close = value.indexOf(")s", percent);
      if (!value.startsWith("%(", percent) || close < 0) {
        return null;
      }
      var option = options.get(value.substring(percent + 2, close).toLowerCase(Locale.ROOT));
      if (option == null || out.length() + option.value().length() > LONGEST) {
        return null;
      }
      out.append(option.value());
      at = close + 2;
    }
    return out.append(value, at, value.length()).toString();
  }
}
