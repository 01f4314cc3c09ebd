package orrery.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A planet's own colours, as a style sheet that stands behind the theme's. From those that are said
 * the others follow, so that all that is text has a contrast of 4.5:1 at least (WCAG 2.2, success
 * criterion 1.4.3), by daylight and in the dark.
 *
 * @param css null where nothing is said that can be used
 * @param flaws what is wrong with what was said, by key: one sentence
 */
public record Palette(@Nullable String css, Map<String, String> flaws) {
  /** The keys of a config that say colours: those of the dark begin with {@code dark_}. */
  public static final List<String> KEYS = List.of("accent", "background", "foreground");

  static final String FILE = "assets/colours.css";

  private static final Pattern COLOUR = Pattern.compile("#(?:[0-9a-f]{3}|[0-9a-f]{6})");
  private static final double READABLE = 4.5;

  /** What the default theme's style sheet has: accent, background, foreground, sheet, warn. */
  private static final List<Integer> LIGHT =
      List.of(0x20509e, 0xfcfbf8, 0x1c2028, 0xf4f2ec, 0xa03b16);

  private static final List<Integer> DARK =
      List.of(0x9cbdf5, 0x12151c, 0xdde1e8, 0x1a1f29, 0xf0a07c);

  /**
   * Colours from a config.
   *
   * @param said by key: {@code accent}, {@code dark_accent}, …
   */
  public static Palette of(Map<String, String> said) {
    Map<String, String> flaws = new LinkedHashMap<>();
    Map<String, Integer> colours = new LinkedHashMap<>();
    said.forEach(
        (key, value) -> {
          String lower = value.strip().toLowerCase(Locale.ROOT);
          if (COLOUR.matcher(lower).matches()) {
            colours.put(key, parse(lower));
          } else {
            flaws.put(
                key, key + " must be a colour such as #064 or #006644; the theme's own counts.");
          }
        });
    String light = scheme("", LIGHT, colours, null, flaws);
    Integer accent = flaws.containsKey("accent") ? null : colours.get("accent");
    String dark = scheme("dark_", DARK, colours, accent, flaws);
    List<String> css = new ArrayList<>();
    if (!light.isEmpty()) {
      css.add("@media screen and (prefers-color-scheme:light){:root{" + light + "}}\n");
    }
    if (!dark.isEmpty()) {
      css.add("@media screen and (prefers-color-scheme:dark){:root{" + dark + "}}\n");
    }
    return new Palette(css.isEmpty() ? null : String.join("", css), flaws);
  }

  /** The style sheet as a file of the site, if there is one. */
  public List<Page> assets() {
    return css == null ? List.of() : List.of(new Page(FILE, css.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The properties of a scheme that are to be others than the theme's.
   *
   * @param lent the accent of the other scheme, which is made readable here
   */
  private static String scheme(
      String prefix,
      List<Integer> theme,
      Map<String, Integer> said,
      @Nullable Integer lent,
      Map<String, String> flaws) {
    Integer ground = said.get(prefix + "background");
    Integer ink = said.get(prefix + "foreground");
    int paper = ground != null ? ground : theme.get(1);
    int text = ink != null ? ink : theme.get(2);
    int sheet = theme.get(3);
    Map<String, Integer> css = new LinkedHashMap<>();
    if (ground != null || ink != null) {
      int beside = mix(paper, text, 5);
      if (contrast(text, beside) < READABLE) {
        String key = prefix + (ink != null ? "foreground" : "background");
        flaws.put(key, tooLow(key, text, paper, "the theme's own two count"));
        paper = theme.get(1);
        text = theme.get(2);
      } else {
        sheet = beside;
        css.put("paper", paper);
        css.put("sheet", sheet);
        css.put("ink", text);
        css.put("line", mix(paper, text, 14));
        css.put("quiet", readable(mix(paper, text, 65), paper, sheet));
        css.put("warn", readable(theme.get(4), paper, sheet));
        css.put("accent", readable(theme.get(0), paper, sheet));
        css.put("accent-soft", mix(paper, theme.get(0), 15));
      }
    }
    String key = prefix + "accent";
    Integer accent = said.get(key);
    if (accent != null && contrast(accent, paper, sheet) < READABLE) {
      boolean onPaper = contrast(accent, paper) < READABLE;
      flaws.put(key, tooLow(key, accent, onPaper ? paper : sheet, "the theme's own counts"));
      accent = null;
    } else if (accent == null && lent != null) {
      accent = readable(lent, paper, sheet);
    }
    if (accent != null) {
      css.put("accent", accent);
      css.put("accent-soft", mix(paper, accent, 15));
      css.put("brass", accent);
    }
    return css.entrySet().stream()
        .map(e -> "--" + e.getKey() + ":" + hex(e.getValue()))
        .collect(Collectors.joining(";"));
  }

  private static String tooLow(String key, int text, int ground, String instead) {
    // Rounded down: 4.46 is not to read as enough.
    int tenths = (int) (contrast(text, ground) * 10);
    return "%s: %s on %s has a contrast of %d.%d:1, and text needs 4.5:1. Name a %s colour; %s."
        .formatted(
            key,
            hex(text),
            hex(ground),
            tenths / 10,
            tenths % 10,
            luminance(ground) > 0.18 ? "darker" : "lighter",
            instead);
  }

  /** The colour, or the nearest to it towards black or white that can be read on both grounds. */
  private static int readable(int colour, int paper, int sheet) {
    int end = contrast(0xffffff, paper, sheet) > contrast(0, paper, sheet) ? 0xffffff : 0;
    for (int percent = 0; percent < 100; percent += 2) {
      int mixed = mix(colour, end, percent);
      if (contrast(mixed, paper, sheet) >= READABLE) {
        return mixed;
      }
    }
    return end;
  }

  /** A colour with so many per cent of another. */
  private static int mix(int colour, int other, int percent) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = colour >> shift & 0xff;
      int b = other >> shift & 0xff;
      mixed |= Math.round((a * (100 - percent) + b * percent) / 100f) << shift;
    }
    return mixed;
  }

  /** The lower of a colour's contrast ratios to two grounds. */
  private static double contrast(int colour, int paper, int sheet) {
    return Math.min(contrast(colour, paper), contrast(colour, sheet));
  }

  /** The contrast ratio of two colours, from 1 to 21 (WCAG 2.2). */
  static double contrast(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** The relative luminance of a colour (WCAG 2.2). */
  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16 & 0xff)
        + 0.7152 * linear(colour >> 8 & 0xff)
        + 0.0722 * linear(colour & 0xff);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static int parse(String hex) {
    StringBuilder six = new StringBuilder();
    for (char digit : hex.substring(1).toCharArray()) {
      six.append(hex.length() == 4 ? "" + digit + digit : "" + digit);
    }
    return Integer.parseInt(six.toString(), 16);
  }

  private static String hex(int colour) {
    return "#" + Integer.toHexString(0x1000000 | colour).substring(1);
  }
}
