package orrery.site;

import java.io.Writer;
import java.util.Arrays;

/**
 * A text in the making, as UTF-8. Characters that XML 1.0 forbids (section 2.2: most controls, half
 * surrogate pairs, U+FFFE and U+FFFF) are left out, whoever wrote them: so no feed of ours and no
 * page of ours can hold one.
 */
final class Utf8 extends Writer {
  private byte[] bytes = new byte[16 * 1024];
  private int size;
  private char high;

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Takes out what was written since the last cut, and begins anew. */
  byte[] cut() {
    byte[] piece = toBytes();
    size = 0;
    high = 0;
    return piece;
  }

  /** Puts in what was taken out of another. */
  void put(byte[] piece) {
    if (size + piece.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + piece.length, 2 * bytes.length));
    }
    System.arraycopy(piece, 0, bytes, size, piece.length);
    size += piece.length;
    high = 0;
  }

  @Override
  public void write(String text, int from, int length) {
    room(length);
    int end = from + length;
    for (int i = from; i < end; i++) {
      i = plain(text, i, end);
      if (i < end) {
        put(text.charAt(i));
      }
    }
  }

  @Override
  public void write(char[] text, int from, int length) {
    room(length);
    int end = from + length;
    for (int i = from; i < end; i++) {
      i = plain(text, i, end);
      if (i < end) {
        put(text[i]);
      }
    }
  }

  @Override
  public void write(int c) {
    room(1);
    put((char) c);
  }

  private void room(int chars) {
    // Three bytes for each char are enough: a surrogate pair is two chars and four bytes.
    long needed = size + 3L * chars + 1;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, 2L * bytes.length)));
    }
  }

  private void put(char c) {
    if (c < 0x80) {
      if (c >= ' ' || c == '\n' || c == '\t' || c == '\r') {
        bytes[size++] = (byte) c;
      }
      high = 0;
    } else if (c < 0x800) {
      bytes[size++] = (byte) (0xC0 | (c >> 6));
      bytes[size++] = tail(c);
      high = 0;
    } else if (Character.isHighSurrogate(c)) {
      high = c;
    } else if (Character.isLowSurrogate(c)) {
      if (high != 0) {
        int point = Character.toCodePoint(high, c);
        bytes[size++] = (byte) (0xF0 | (point >> 18));
        bytes[size++] = tail(point >> 12);
        bytes[size++] = tail(point >> 6);
        bytes[size++] = tail(point);
      }
      high = 0;
    } else {
      if (c < 0xFFFE) {
        bytes[size++] = (byte) (0xE0 | (c >> 12));
        bytes[size++] = tail(c >> 6);
        bytes[size++] = tail(c);
      }
      high = 0;
    }
  }

  /**
   * Copies what is a byte a character, up to the first that is not; returns where that stands.
   * Nearly all of a site goes through here and through its twin below.
   */
  private int plain(String text, int from, int end) {
    byte[] to = bytes;
    int at = size;
    int i = from;
    for (char c; i < end && (c = text.charAt(i)) < 0x80 && (c >= ' ' || c == '\n'); i++) {
      to[at++] = (byte) c;
    }
    size = at;
    high = i > from ? 0 : high;
    return i;
  }

  private int plain(char[] text, int from, int end) {
    byte[] to = bytes;
    int at = size;
    int i = from;
    for (char c; i < end && (c = text[i]) < 0x80 && (c >= ' ' || c == '\n'); i++) {
      to[at++] = (byte) c;
    }
    size = at;
    high = i > from ? 0 : high;
    return i;
  }

  private static byte tail(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
