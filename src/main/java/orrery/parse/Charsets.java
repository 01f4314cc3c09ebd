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
    String folded = fold(label);
    return switch (folded) {
      case "utf8",
          "u8",
          "utf",
          "cp65001",
          "unicode11utf8",
          "csutf8",
          "utf8sig",
          "utf8ucs2",
          "utf8ucs4" ->
          StandardCharsets.UTF_8;
      case "latin1", "latin", "8859", "iso8859" -> StandardCharsets.ISO_8859_1;
      case "ansix341968", "ansix341986", "iso646irv1991", "ascii" -> StandardCharsets.US_ASCII;
      case "gb2312",
          "gbk",
          "gb231280",
          "gb23121980",
          "euccn",
          "eucgb2312cn",
          "cp936",
          "ms936",
          "936",
          "gb180302000",
          "xgbk",
          "hz",
          "hzgb",
          "hzgb2312",
          "chinese",
          "csgb2312",
          "csiso58gb231280",
          "isoir58",
          "xmacsimpchinese" ->
          lookup("GB18030");
      case "shiftjis",
          "sjis",
          "xsjis",
          "csshiftjis",
          "ms932",
          "cp932",
          "932",
          "mskanji",
          "windows31j",
          "shiftjis2004",
          "shiftjisx0213",
          "sjis2004",
          "sjisx0213",
          "xmacjapanese" ->
          lookup("windows-31j");
      case "ksc5601",
          "ksc56011987",
          "ksc56011989",
          "ksx1001",
          "ksx10011998",
          "euckr",
          "korean",
          "cp949",
          "949",
          "uhc",
          "ms949",
          "windows949",
          "isoir149",
          "csksc56011987",
          "xmackorean" ->
          lookup("x-windows-949");
      case "johab", "cp1361", "ms1361" -> lookup("x-Johab");
      case "big5tw", "xmactradchinese" -> lookup("Big5");
      case "hkscs" -> lookup("Big5-HKSCS");
      case "ujis", "eucjis2004", "eucjisx0213", "jisx0213" -> lookup("EUC-JP");
      case "macintosh", "mac", "macroman", "xmacroman", "csmacintosh" -> lookup("x-MacRoman");
      case "maclatin2", "maccenteuro", "maccentraleurope" -> lookup("x-MacCentralEurope");
      case "macromanian" -> lookup("x-MacRomania");
      case "macfarsi" -> lookup("x-MacArabic");
      case "ucs4", "csucs4", "iso10646ucs4", "u32", "utf32" -> lookup("UTF-32");
      case "ucs2", "csunicode", "iso10646ucs2", "unicode", "u16", "utf16" ->
          StandardCharsets.UTF_16;
      case "isoir166",
          "tis620",
          "thai",
          "tis6200",
          "tis62025290",
          "tis62025291",
          "iso885911",
          "iso8859112001",
          "cp874" ->
          lookup("x-windows-874");
      case "cspc775baltic" -> lookup("IBM775");
      case "ebcdiccpbe" -> lookup("IBM500");
      case "ibm039" -> lookup("IBM037");
      case "palmos" -> lookup("windows-1252");
      case "latin7", "l7" -> lookup("ISO-8859-13");
      default -> folded.contains("utf7") ? null : regular(label.strip(), folded);
    };
  }

  /** Names that Java knows in one spelling or another, and sets that it does not know. */
  private static @Nullable Charset regular(String label, String folded) {
    Charset found = lookup(label);
    found = found == null ? lookup(label.replace('_', '-')) : found;
    found = found == null ? lookup(label.replace('-', '_')) : found;
    if (found == null && folded.startsWith("iso8859")) {
      found = iso8859(folded);
    }
    if (found == null && folded.startsWith("iso2022jp")) {
      found = lookup(folded.startsWith("iso2022jp2") ? "ISO-2022-JP-2" : "ISO-2022-JP");
    }
    if (found == null && folded.startsWith("iso2022")) {
      found = lookup("ISO-2022-" + folded.substring(7));
    }
    if (found == null && folded.startsWith("mac")) {
      found = lookup("x-Mac" + folded.substring(3));
    }
    if (found == null && folded.startsWith("xmac")) {
      found = lookup("x-Mac" + folded.substring(4));
    }
    found = found == null && !folded.startsWith("iso") ? codePage(folded) : found;
    found = found == null ? RareCharset.of(folded) : found;
    return found == null ? lookup("x-" + label) : found;
  }

  /** {@code cp866}, {@code ms1252}, {@code 437}: a number is all that tells. */
  private static @Nullable Charset codePage(String folded) {
    int i = folded.length();
    while (i > 0 && folded.charAt(i - 1) >= '0' && folded.charAt(i - 1) <= '9') {
      i--;
    }
    String number = folded.substring(i);
    if (number.isEmpty() || number.length() > 5) {
      return null;
    }
    Charset found = lookup("windows-" + number);
    found = found == null ? lookup("IBM" + number) : found;
    found = found == null ? lookup("x-IBM" + number) : found;
    return found == null && number.length() < 3 ? lookup("IBM0" + number) : found;
  }

  /** {@code iso8859} with its part, and perhaps the year of the standard behind it. */
  private static @Nullable Charset iso8859(String folded) {
    String rest = folded.substring(7);
    for (int digits = Math.min(2, rest.length()); digits > 0; digits--) {
      String tail = rest.substring(digits);
      if (tail.isEmpty() || tail.startsWith("19") || tail.startsWith("20")) {
        String part = rest.substring(0, digits);
        Charset found = part.equals("11") ? lookup("x-windows-874") : lookup("ISO-8859-" + part);
        found = found == null ? RareCharset.of("iso8859" + part) : found;
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static String fold(String label) {
    StringBuilder folded = new StringBuilder(label.length());
    for (int i = 0; i < label.length() && i < 64; i++) {
      char c = Character.toLowerCase(label.charAt(i));
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        folded.append(c);
      }
    }
    return folded.toString();
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
