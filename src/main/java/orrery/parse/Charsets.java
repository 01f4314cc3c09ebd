package orrery.parse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds charsets by the names that documents give them. */
final class Charsets {
  private Charsets() {}

  /** The {@code charset} of a Content-Type header. */
  static @Nullable String ofContentType(@Nullable String header) {
    if (header == null) {
      return null;
    }
    int found = header.toLowerCase(Locale.ROOT).indexOf("charset");
    if (found < 0) {
      return null;
    }
    int i = found + 7;
    while (i < header.length() && " =\"'\t".indexOf(header.charAt(i)) >= 0) {
      i++;
    }
    int end = i;
    while (end < header.length() && " ;,\"'\t/>".indexOf(header.charAt(end)) < 0) {
      end++;
    }
    return end > i ? header.substring(i, end) : null;
  }

  /** The {@code encoding} of an XML declaration, which is expected near the start. */
  static @Nullable String ofDeclaration(String head) {
    int start = head.indexOf("<?xml");
    if (start < 0 && head.contains("<meta")) {
      return ofContentType(head.substring(head.indexOf("<meta"))); // a page of HTML
    }
    int stop = start < 0 ? -1 : head.indexOf('>', start);
    int found = stop < 0 ? -1 : head.indexOf("encoding", start);
    if (found < 0 || found > stop) {
      return null;
    }
    int i = found + 8;
    while (i < stop && " =\"'\t\r\n".indexOf(head.charAt(i)) >= 0) {
      i++;
    }
    int end = i;
    while (end < stop && " ?\"'\t\r\n".indexOf(head.charAt(end)) < 0) {
      end++;
    }
    return end > i ? head.substring(i, end) : null;
  }

  /** The charset of a label; null where there is none, or none that may be read (UTF-7). */
  static @Nullable Charset of(String label) {
    String name = label.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (name) {
      case "utf-8", "utf8", "u8", "utf" -> StandardCharsets.UTF_8;
      case "iso-8859-1", "latin-1", "latin1", "8859", "iso8859" -> StandardCharsets.ISO_8859_1;
      case "gb2312",
          "gbk",
          "gb-2312",
          "gb-2312-80",
          "euc-cn",
          "euccn",
          "eucgb2312-cn",
          "cp936",
          "ms936",
          "936",
          "gb18030-2000",
          "x-gbk",
          "hz",
          "hz-gb",
          "hz-gb-2312",
          "hzgb",
          "chinese",
          "csgb2312",
          "csiso58gb231280",
          "iso-ir-58",
          "gb2312-80",
          "gb2312-1980" ->
          lookup("GB18030");
      case "shift-jis",
          "sjis",
          "s-jis",
          "x-sjis",
          "shiftjis",
          "csshiftjis",
          "ms-kanji",
          "ms932",
          "cp932",
          "932",
          "mskanji",
          "windows-31j" ->
          lookup("windows-31j");
      case "ks-c-5601",
          "ks-c-5601-1987",
          "ks-c-5601-1989",
          "ksc5601",
          "ks-x-1001",
          "ksx1001",
          "euc-kr",
          "euckr",
          "korean",
          "cp949",
          "949",
          "uhc",
          "ms949",
          "windows-949",
          "iso-ir-149",
          "csksc56011987",
          "ks-x-1001-1998" ->
          lookup("x-windows-949");
      case "johab", "cp1361", "ms1361" -> lookup("x-Johab");
      case "macintosh", "mac", "macroman", "x-mac-roman", "csmacintosh", "mac-roman" ->
          lookup("x-MacRoman");
      case "unicode-1-1-utf-8", "csutf8", "utf-8-sig" -> StandardCharsets.UTF_8;
      case "ucs-4", "ucs4", "csucs4", "iso-10646-ucs-4", "u32", "utf32" -> lookup("UTF-32");
      case "ucs-2", "ucs2", "csunicode", "iso-10646-ucs-2", "unicode", "u16", "utf16" ->
          StandardCharsets.UTF_16;
      default -> name.contains("utf-7") || name.contains("utf7") ? null : variants(name);
    };
  }

  private static @Nullable Charset variants(String name) {
    Charset found = lookup(name);
    found = found == null ? lookup(name.replace('-', '_')) : found;
    if (found == null && name.startsWith("mac-")) {
      found = lookup("x-Mac" + name.substring(4));
    }
    found = found == null && name.startsWith("mac") ? lookup("x-Mac" + name.substring(3)) : found;
    if (found == null) {
      String digits = digitsOf(name);
      if (!digits.isEmpty() && digits.length() <= 5) {
        if (name.startsWith("iso") || name.startsWith("latin")) {
          found = name.startsWith("iso-8859") || name.startsWith("iso8859") ? iso8859(name) : null;
        } else {
          found = lookup("windows-" + digits);
          found = found == null ? lookup("IBM" + digits) : found;
          found = found == null ? lookup("x-IBM" + digits) : found;
          found = found == null && digits.length() < 3 ? lookup("IBM0" + digits) : found;
        }
      }
    }
    return found == null ? lookup("x-" + name) : found;
  }

  private static @Nullable Charset iso8859(String name) {
    int i = name.indexOf("8859") + 4;
    while (i < name.length() && !Character.isDigit(name.charAt(i))) {
      i++;
    }
    int end = i;
    while (end < name.length() && Character.isDigit(name.charAt(end))) {
      end++;
    }
    String part = name.substring(i, end);
    // Java has no ISO-8859-10 and -14.
    return part.equals("11") ? lookup("TIS-620") : lookup("ISO-8859-" + part);
  }

  private static String digitsOf(String name) {
    int i = 0;
    while (i < name.length() && !Character.isDigit(name.charAt(i))) {
      i++;
    }
    int end = i;
    while (end < name.length() && Character.isDigit(name.charAt(end))) {
      end++;
    }
    return end == name.length() ? name.substring(i, end) : "";
  }

  private static @Nullable Charset lookup(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether a document that was seen to begin with ASCII's {@code <} can be in it. */
  static boolean isAsciiBased(Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8) || isLatin1(charset)) {
      return true;
    }
    String probe = "<?xml";
    return new String(probe.getBytes(StandardCharsets.US_ASCII), charset).equals(probe);
  }

  /** Whether plain ASCII bytes may stand for other characters. */
  static boolean isSevenBit(Charset charset) {
    return charset.name().contains("2022");
  }

  static boolean isWide(Charset charset) {
    return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
  }

  /** Read as windows-1252 by everybody (WHATWG Encoding, section 4.2). */
  static boolean isLatin1(Charset charset) {
    return charset.equals(StandardCharsets.ISO_8859_1)
        || charset.equals(StandardCharsets.US_ASCII)
        || charset.name().equals("windows-1252");
  }
}
