package orrery.clean;

import org.jspecify.annotations.Nullable;

/** What the attributes of a picture say. */
final class Pictures {
  private static final int CANDIDATES = 16;

  private Pictures() {}

  /**
   * A width or height in pixels.
   *
   * @return -1 where none is said, or none that is plausible
   */
  static int pixels(String value) {
    int number = 0;
    int i = 0;
    while (i < value.length() && i < 6 && value.charAt(i) >= '0' && value.charAt(i) <= '9') {
      number = number * 10 + value.charAt(i++) - '0';
    }
    boolean plain =
        i > 0 && (i == value.length() || (value.endsWith("px") && i == value.length() - 2));
    return plain && number <= 10_000 ? number : -1;
  }

  /** Whether this is a picture of a character that fonts have. */
  static boolean emoji(String address) {
    return address.contains("//s.w.org/images/core/emoji/")
        || address.contains("//s0.wp.com/wp-content/mu-plugins/wpcom-smileys/");
  }

  /**
   * The candidates of a {@code srcset} (WHATWG HTML, section 4.8.4.2.1) with absolute addresses;
   * those that cannot be followed are left out.
   */
  static String set(String value, @Nullable String base) {
    if (value.isBlank()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    int count = 0;
    for (int i = 0; i < value.length() && count < CANDIDATES; ) {
      while (i < value.length() && (space(value.charAt(i)) || value.charAt(i) == ',')) {
        i++;
      }
      int from = i;
      while (i < value.length() && !space(value.charAt(i))) {
        i++;
      }
      int to = i;
      while (to > from && value.charAt(to - 1) == ',') {
        to--;
      }
      String descriptor = "";
      if (to == i) {
        int comma = value.indexOf(',', i);
        i = comma < 0 ? value.length() : comma;
        descriptor = value.substring(to, i).strip();
      }
      String address = from == to ? null : Addresses.safe(value.substring(from, to), base);
      if (address != null && descriptor(descriptor)) {
        out.append(count++ == 0 ? "" : ", ").append(address);
        if (!descriptor.isEmpty()) {
          out.append(' ').append(descriptor);
        }
      }
    }
    return out.toString();
  }

  /** The first address of what {@link #set} gave. */
  static String first(String set) {
    int space = set.indexOf(' ');
    int end = space < 0 ? set.length() : space;
    return set.substring(0, set.charAt(end - 1) == ',' ? end - 1 : end);
  }

  private static boolean space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** Empty, a width ({@code 640w}), or a density ({@code 1.5x}). */
  private static boolean descriptor(String s) {
    int last = s.length() - 1;
    if (last < 0) {
      return true;
    }
    for (int i = 0; i < last; i++) {
      if ((s.charAt(i) < '0' || s.charAt(i) > '9') && s.charAt(i) != '.') {
        return false;
      }
    }
    return last > 0 && last < 8 && (s.charAt(last) == 'w' || s.charAt(last) == 'x');
  }
}
