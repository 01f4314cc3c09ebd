package orrery.parse;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Bytes become characters. Asked in this order: the byte order mark, the shape of the first bytes,
 * the HTTP header, the XML declaration, the bytes themselves. A label is believed only where the
 * bytes can be read with it; {@code text/xml} without one means nothing special, as in browsers.
 */
final class Decoder {
  private static final String WINDOWS_1252 =
      "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
          + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

  private static final int HEAD = 1024;

  private Decoder() {}

  /**
   * What was read.
   *
   * @param encoding IANA name in lower case
   */
  record Decoded(String text, String encoding) {}

  static char windows1252(int octet) {
    int code = octet & 0xFF;
    return code >= 0x80 && code < 0xA0 ? WINDOWS_1252.charAt(code - 0x80) : (char) code;
  }

  static Decoded decode(byte[] body, @Nullable String contentType, Problems problems) {
    Decoded marked = marked(body);
    if (marked == null) {
      marked = shaped(body);
    }
    if (marked != null) {
      return marked;
    }
    String header = Charsets.ofContentType(contentType);
    String declaration = Charsets.ofDeclaration(head(body, StandardCharsets.ISO_8859_1));
    String label = header == null ? declaration : header;
    Charset charset = usable(label, problems);
    if (charset == null && header != null && declaration != null) {
      label = declaration;
      charset = usable(label, problems);
    }
    int firstHigh = firstHigh(body);
    if (firstHigh < 0 && !(charset != null && Charsets.isSevenBit(charset)) && !Hz.is(label)) {
      String name = charset == null ? "utf-8" : name(charset);
      return new Decoded(new String(body, StandardCharsets.ISO_8859_1), name);
    }
    Utf8 shape = Utf8.of(body, Math.max(0, firstHigh));
    if (charset == null) {
      return unlabelled(body, shape, label, problems);
    }
    if (charset.equals(StandardCharsets.UTF_8)) {
      if (shape.bad() == 0) {
        return new Decoded(new String(body, StandardCharsets.UTF_8), "utf-8");
      }
      Charset other = header != null && declaration != null ? Charsets.of(declaration) : null;
      if (other != null && !other.equals(charset) && !Charsets.isWide(other)) {
        String text = strict(body, other);
        if (text != null) {
          wrong("utf-8", name(other), problems);
          return new Decoded(text, name(other));
        }
      }
      return brokenUtf8(body, shape, problems);
    }
    boolean multibyte = charset.newDecoder().averageCharsPerByte() < 1.0f;
    if (shape.bad() == 0
        && shape.good() > 0
        && (!multibyte || (shape.good() >= 4 && shape.wide()))) {
      wrong(name(charset), "utf-8", problems);
      return new Decoded(new String(body, StandardCharsets.UTF_8), "utf-8");
    }
    if (Charsets.isLatin1(charset)) {
      return latin1(body, charset);
    }
    String text = Hz.is(label) ? Hz.decode(body) : strict(body, charset);
    if (text != null) {
      return new Decoded(text, Hz.is(label) ? Hz.NAME : name(charset));
    }
    if (header != null && declaration != null) {
      Charset other = usable(declaration, problems);
      String again = other == null ? null : strict(body, other);
      if (other != null && again != null) {
        wrong(name(charset), name(other), problems);
        return new Decoded(again, name(other));
      }
    }
    return halfRight(body, charset, problems);
  }

  // By mark and by shape

  private static @Nullable Decoded marked(byte[] b) {
    if (starts(b, 0xEF, 0xBB, 0xBF)) {
      Utf8 shape = Utf8.of(b, 3);
      String text =
          shape.bad() == 0
              ? new String(b, 3, b.length - 3, StandardCharsets.UTF_8)
              : mend(Arrays.copyOfRange(b, 3, b.length));
      return new Decoded(text, "utf-8");
    }
    if (starts(b, 0xFF, 0xFE, 0, 0)) {
      return with(b, 4, "UTF-32LE");
    }
    if (starts(b, 0, 0, 0xFE, 0xFF)) {
      return with(b, 4, "UTF-32BE");
    }
    if (starts(b, 0xFF, 0xFE)) {
      return with(b, 2, "UTF-16LE");
    }
    return starts(b, 0xFE, 0xFF) ? with(b, 2, "UTF-16BE") : null;
  }

  /** XML 1.0, appendix F.1: the first characters of a document betray the width of its encoding. */
  private static @Nullable Decoded shaped(byte[] b) {
    if (b.length < 4) {
      return null;
    }
    if (starts(b, 0x4C, 0x6F, 0xA7, 0x94)) {
      Charset family = Charsets.of("IBM037");
      String label = family == null ? null : Charsets.ofDeclaration(head(b, family));
      Charset said = label == null ? family : Charsets.of(label);
      Charset charset = said == null || Charsets.isAsciiBased(said) ? family : said;
      return charset == null ? null : new Decoded(new String(b, charset), name(charset));
    }
    int first = b[0] | b[1] | b[2];
    if (first == 0 && b[3] != 0) {
      return with(b, 0, "UTF-32BE");
    }
    if (b[0] != 0 && (b[1] | b[2] | b[3]) == 0) {
      return with(b, 0, "UTF-32LE");
    }
    if (b[0] == 0 && b[2] == 0 && b[1] != 0 && b[3] != 0) {
      return with(b, 0, "UTF-16BE");
    }
    return b[1] == 0 && b[3] == 0 && b[0] != 0 && b[2] != 0 ? with(b, 0, "UTF-16LE") : null;
  }

  private static Decoded with(byte[] b, int skip, String name) {
    String text = new String(b, skip, b.length - skip, Charset.forName(name));
    return new Decoded(text, name.toLowerCase(Locale.ROOT));
  }

  private static boolean starts(byte[] b, int... mark) {
    if (b.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((b[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  // By label

  /** The charset of a label; null, and a problem, where it cannot be the right one. */
  private static @Nullable Charset usable(@Nullable String label, Problems problems) {
    if (label == null) {
      return null;
    }
    Charset charset = Charsets.of(label);
    if (charset == null) {
      problems.warn(
          "encoding-unknown",
          "The encoding \"" + label + "\" is unknown, or too dangerous to read; use UTF-8.",
          1);
      return null;
    }
    if (Charsets.isWide(charset) || !Charsets.isAsciiBased(charset)) {
      // The label was read as ASCII, so it is wrong.
      problems.warn(
          "encoding-wrong",
          "The document says it is in " + label + ", which it is not. Say UTF-8 and write UTF-8.",
          1);
      return null;
    }
    return charset;
  }

  private static void wrong(String said, String found, Problems problems) {
    problems.warn(
        "encoding-wrong",
        "The document is said to be in " + said + " but is in " + found + "; correct the label.",
        1);
  }

  private static Decoded unlabelled(
      byte[] body, Utf8 shape, @Nullable String label, Problems problems) {
    if (shape.bad() == 0) {
      return new Decoded(new String(body, StandardCharsets.UTF_8), "utf-8");
    }
    if (shape.good() > shape.bad()) {
      return brokenUtf8(body, shape, problems);
    }
    Decoded guessed = guess(body);
    if (label == null) {
      problems.warn(
          "encoding-missing",
          "The document does not say its encoding and is not in UTF-8; "
              + guessed.encoding()
              + " was guessed. Write UTF-8.",
          1);
    }
    return guessed;
  }

  private static Decoded brokenUtf8(byte[] body, Utf8 shape, Problems problems) {
    if (shape.good() * 2 >= shape.bad()) {
      problems.warn(
          "encoding-mixed",
          "Most of the document is in UTF-8, but some bytes are not; they were read as"
              + " windows-1252. Convert everything to UTF-8.",
          lineOf(body, shape.firstBad()));
      return new Decoded(mend(body), "utf-8");
    }
    Decoded guessed = guess(body);
    wrong("utf-8", guessed.encoding(), problems);
    return guessed;
  }

  private static int lineOf(byte[] body, int offset) {
    int line = 1;
    for (int i = 0; i < offset && i < body.length; i++) {
      if (body[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  private static Decoded latin1(byte[] body, Charset said) {
    for (byte octet : body) {
      if (octet < (byte) 0xA0) {
        char[] chars = new char[body.length];
        for (int i = 0; i < chars.length; i++) {
          chars[i] = windows1252(body[i]);
        }
        return new Decoded(new String(chars), "windows-1252");
      }
    }
    String name = said.equals(StandardCharsets.US_ASCII) ? "iso-8859-1" : name(said);
    return new Decoded(new String(body, StandardCharsets.ISO_8859_1), name);
  }

  private static Decoded halfRight(byte[] body, Charset charset, Problems problems) {
    String text = new String(body, charset);
    int bad = 0;
    for (int i = text.indexOf('\uFFFD'); i >= 0; i = text.indexOf('\uFFFD', i + 1)) {
      bad++;
    }
    int high = 0;
    for (byte octet : body) {
      high += octet < 0 ? 1 : 0;
    }
    if (bad * 10 <= high || bad <= 2) {
      problems.warn(
          "encoding-mixed",
          bad
              + " bytes of the document are not in "
              + name(charset)
              + ", as the rest is. Convert everything to UTF-8.",
          0);
      return new Decoded(text, name(charset));
    }
    Decoded guessed = guess(body);
    wrong(name(charset), guessed.encoding(), problems);
    return guessed;
  }

  /**
   * By the bytes alone. Accents in Latin scripts stand alone among ASCII, other scripts in runs.
   */
  private static Decoded guess(byte[] body) {
    int high = 0;
    int inRuns = 0;
    for (int i = 0; i < body.length; i++) {
      if (body[i] < 0) {
        high++;
        if ((i > 0 && body[i - 1] < 0) || (i + 1 < body.length && body[i + 1] < 0)) {
          inRuns++;
        }
      }
    }
    if (inRuns * 2 > high) {
      UniversalDetector detector = new UniversalDetector(null);
      detector.handleData(body, 0, body.length);
      detector.dataEnd();
      String found = detector.getDetectedCharset();
      // The detector takes long runs of Windows' Cyrillic for the Mac's, which nobody uses.
      boolean cyrillic = "MACCYRILLIC".equalsIgnoreCase(found);
      Charset charset = found == null ? null : Charsets.of(cyrillic ? "windows-1251" : found);
      if (charset != null && Charsets.isAsciiBased(charset) && !Charsets.isLatin1(charset)) {
        String text = strict(body, charset);
        if (text != null) {
          return new Decoded(text, name(charset));
        }
      }
    }
    return latin1(body, Charset.forName("windows-1252"));
  }

  // Decoding

  private static int firstHigh(byte[] b) {
    for (int i = 0; i < b.length; i++) {
      if (b[i] < 0) {
        return i;
      }
    }
    return -1;
  }

  private static String head(byte[] b, Charset charset) {
    return new String(b, 0, Math.min(b.length, HEAD), charset);
  }

  /** The name that the registry knows, where Java's own is another. */
  private static String name(Charset charset) {
    String name = charset.name().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "windows-31j" -> "shift_jis";
      case "x-windows-949" -> "euc-kr";
      case "x-windows-874" -> "windows-874";
      case "x-macroman" -> "macintosh";
      default -> name;
    };
  }

  private static @Nullable String strict(byte[] body, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(body))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** UTF-8 in which every byte that is none is read as windows-1252. */
  private static String mend(byte[] body) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(body);
    CharBuffer out = CharBuffer.allocate(body.length + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        break;
      }
      for (int i = 0; i < result.length(); i++) {
        out.put(windows1252(in.get()));
      }
    }
    return out.flip().toString();
  }
}
