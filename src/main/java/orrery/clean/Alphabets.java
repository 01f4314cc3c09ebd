package orrery.clean;

import java.util.Map;

/**
 * The mathematical alphabets of Unicode: browsers know no {@code mathvariant} but {@code normal}
 * (MathML Core, section 3.2.2), so a bold letter is written as the letter that is bold by itself.
 */
final class Alphabets {
  /** Where the capital A of each alphabet stands; the small letters follow the capital ones. */
  private static final Map<String, Integer> LETTERS =
      Map.ofEntries(
          Map.entry("bold", 0x1D400),
          Map.entry("italic", 0x1D434),
          Map.entry("bold-italic", 0x1D468),
          Map.entry("script", 0x1D49C),
          Map.entry("bold-script", 0x1D4D0),
          Map.entry("fraktur", 0x1D504),
          Map.entry("double-struck", 0x1D538),
          Map.entry("bold-fraktur", 0x1D56C),
          Map.entry("sans-serif", 0x1D5A0),
          Map.entry("bold-sans-serif", 0x1D5D4),
          Map.entry("sans-serif-italic", 0x1D608),
          Map.entry("sans-serif-bold-italic", 0x1D63C),
          Map.entry("monospace", 0x1D670));

  /** Where the zero of those stands that have digits. */
  private static final Map<String, Integer> DIGITS =
      Map.of(
          "bold", 0x1D7CE,
          "double-struck", 0x1D7D8,
          "sans-serif", 0x1D7E2,
          "bold-sans-serif", 0x1D7EC,
          "monospace", 0x1D7F6);

  /** Letters that Unicode had before it had their alphabets, by the places they left empty. */
  private static final Map<Integer, Integer> OLDER =
      Map.ofEntries(
          Map.entry(0x1D455, 0x210E),
          Map.entry(0x1D49D, 0x212C),
          Map.entry(0x1D4A0, 0x2130),
          Map.entry(0x1D4A1, 0x2131),
          Map.entry(0x1D4A3, 0x210B),
          Map.entry(0x1D4A4, 0x2110),
          Map.entry(0x1D4A7, 0x2112),
          Map.entry(0x1D4A8, 0x2133),
          Map.entry(0x1D4AD, 0x211B),
          Map.entry(0x1D4BA, 0x212F),
          Map.entry(0x1D4BC, 0x210A),
          Map.entry(0x1D4C4, 0x2134),
          Map.entry(0x1D506, 0x212D),
          Map.entry(0x1D50B, 0x210C),
          Map.entry(0x1D50C, 0x2111),
          Map.entry(0x1D515, 0x211C),
          Map.entry(0x1D51D, 0x2128),
          Map.entry(0x1D53A, 0x2102),
          Map.entry(0x1D53F, 0x210D),
          Map.entry(0x1D545, 0x2115),
          Map.entry(0x1D547, 0x2119),
          Map.entry(0x1D548, 0x211A),
          Map.entry(0x1D549, 0x211D),
          Map.entry(0x1D551, 0x2124));

  private Alphabets() {}

  /** The same text in the letters of an alphabet; what it lacks, and all alphabets, stay. */
  static String in(String alphabet, String text) {
    Integer letters = LETTERS.get(alphabet);
    if (letters == null) {
      return text;
    }
    int digits = DIGITS.getOrDefault(alphabet, (int) '0');
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        letter(out, letters + c - 'A');
      } else if (c >= 'a' && c <= 'z') {
        letter(out, letters + 26 + c - 'a');
      } else if (c >= '0' && c <= '9') {
        out.appendCodePoint(digits + c - '0');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static void letter(StringBuilder out, int point) {
    out.appendCodePoint(OLDER.getOrDefault(point, point));
  }
}
