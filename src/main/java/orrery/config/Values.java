package orrery.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of one section, {@code [DEFAULT]} applied, as the types they should be. */
final class Values {
  private final Map<String, Ini.Option> options;
  private final Map<String, String> values;
  private final Findings findings;

  Values(Map<String, Ini.Option> own, Map<String, Ini.Option> defaults, Findings findings) {
    this(own, defaults, findings, true);
  }

  /**
   * @param interpolate whether {@code %(key)s} means something: not in pluto
   */
  Values(
      Map<String, Ini.Option> own,
      Map<String, Ini.Option> defaults,
      Findings findings,
      boolean interpolate) {
    this.findings = findings;
    options = new LinkedHashMap<>(defaults);
    options.putAll(own);
    values = LinkedHashMap.newLinkedHashMap(options.size());
    options.forEach((key, o) -> values.put(key, interpolate ? resolve(key, o) : o.value()));
  }

  private String resolve(String key, Ini.Option option) {
    var value = option.value();
    // Formats of dates and of the log hold percent signs of their own.
    if (!value.contains("%(") || key.endsWith("_format")) {
      return value;
    }
    var resolved = Interpolation.resolve(value, options);
    if (resolved == null) {
      findings.warning(
          option.line(), key + " holds %(...) that names no key; the value is taken as it stands.");
      return value;
    }
    return resolved;
  }

  /** Every key. */
  Map<String, String> all() {
    return values;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Where the key stands, 0 where it does not. */
  int line(String key) {
    var option = options.get(key);
    return option == null ? 0 : option.line();
  }

  /** The first of the keys that holds anything. */
  @Nullable String text(String... keys) {
    for (var key : keys) {
      var value = values.get(key);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }

  /** Where every key stands. */
  Map<String, Integer> lines() {
    var lines = new LinkedHashMap<String, Integer>();
    options.forEach((key, option) -> lines.put(key, option.line()));
    return lines;
  }

  /**
   * A rule about posts, null where the key says nothing.
   *
   * @param key which rule it is
   * @param said the key that says so
   */
  @Nullable Rule rule(String key, String said, Rule.Owner owner) {
    var option = options.get(said);
    var value = text(said);
    if (option == null || value == null) {
      return null;
    }
    // What stands elsewhere (%(...)s), or starts with spaces that are letters to ConfigParser.
    int blanks = option.value().indexOf(value);
    boolean known =
        option.value().equals(values.get(said))
            && (blanks == 0 || option.value().charAt(blanks - 1) == '\n');
    int skipped =
        (int) option.value().chars().limit(Math.max(0, blanks)).filter(c -> c == '\n').count();
    var spots = option.spots();
    return new Rule(
        key, value, owner, option.line(), known ? spots.subList(skipped, spots.size()) : List.of());
  }

  /** The words of a list. */
  String[] words(String key) {
    var value = text(key);
    return value == null ? new String[0] : value.split("[\\s,]+");
  }

  /** A whole number from 0 up. */
  int count(String key, int fallback) {
    var value = text(key);
    if (value == null) {
      return fallback;
    }
    try {
      int count = Integer.parseInt(value);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    findings.warning(
        line(key), "%s must be a whole number from 0 up; %d counts.".formatted(key, fallback));
    return fallback;
  }

  /** One of a few words, which are the names of constants in lower case. */
  <E extends Enum<E>> E choice(String key, Class<E> words, E fallback) {
    var value = text(key);
    if (value == null) {
      return fallback;
    }
    var known = new ArrayList<String>();
    for (var word : words.getEnumConstants()) {
      if (word.name().equalsIgnoreCase(value)) {
        return word;
      }
      known.add(word.name().toLowerCase(Locale.ROOT));
    }
    findings.warning(
        line(key),
        "%s must be %s; %s counts."
            .formatted(key, String.join(" or ", known), fallback.name().toLowerCase(Locale.ROOT)));
    return fallback;
  }

  /** Yes or no, in the words that Python's ConfigParser knows. */
  boolean truth(String key, boolean fallback) {
    var value = text(key);
    if (value == null) {
      return fallback;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "on", "1" -> true;
      case "no", "false", "off", "0" -> false;
      default -> {
        findings.warning(
            line(key), "%s must be yes or no; %s counts.".formatted(key, fallback ? "yes" : "no"));
        yield fallback;
      }
    };
  }

  /** Seconds, more than none. */
  Duration seconds(String key, int fallback) {
    var value = text(key);
    if (value != null) {
      try {
        double seconds = Double.parseDouble(value);
        if (seconds > 0 && seconds <= Duration.ofDays(1).toSeconds()) {
          return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
        }
      } catch (NumberFormatException _) {
        // said below
      }
      findings.warning(
          line(key), "%s must be a number of seconds above 0; %d counts.".formatted(key, fallback));
    }
    return Duration.ofSeconds(fallback);
  }

  /** A size such as {@code 500000}, {@code 800 kB} or {@code 10 MB}, less than 2 GB. */
  int bytes(String key, int fallback) {
    var value = text(key);
    if (value == null) {
      return fallback;
    }
    var lower = value.toLowerCase(Locale.ROOT);
    int digits = 0;
    while (digits < lower.length() && Character.isDigit(lower.charAt(digits))) {
      digits++;
    }
    int unit =
        switch (lower.substring(digits).strip()) {
          case "", "b", "bytes" -> 1;
          case "k", "kb", "kib" -> 1 << 10;
          case "m", "mb", "mib" -> 1 << 20;
          default -> 0;
        };
    if (digits > 0 && digits < 11) {
      long bytes = Long.parseLong(lower, 0, digits, 10) * unit;
      if (bytes > 0 && bytes <= Integer.MAX_VALUE) {
        return (int) bytes;
      }
    }
    findings.warning(
        line(key), "%s must be a size such as 10 MB; %d MB counts.".formatted(key, fallback >> 20));
    return fallback;
  }

  /** A path relative to a folder; {@code ~/} is the home of whoever runs Orrery. */
  @Nullable Path path(String key, Path folder) {
    var value = text(key);
    if (value == null) {
      return null;
    }
    try {
      return value.startsWith("~/")
          ? Path.of(System.getProperty("user.home"), value.substring(2)).normalize()
          : folder.resolve(value).normalize();
    } catch (InvalidPathException _) {
      findings.warning(line(key), key + " is no path; it is left out.");
      return null;
    }
  }
}
