package orrery.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Reads bodies whole and takes their content coding off, within a limit. */
final class Bodies {
  private static final int PIECE = 16 * 1024;
  private static final int MEGA = 1024 * 1024;

  private Bodies() {}

  /** A body that is longer than is borne. */
  static final class TooLong extends IOException {
    TooLong() {
      super("body longer than the limit");
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param expected how long it may be, a guess; 0 or less where there is none
   * @throws TooLong if it is longer than {@code max}
   */
  static byte[] read(InputStream in, long expected, int max) throws IOException {
    // A length that is only claimed gets no more than a megabyte in advance.
    byte[] bytes = new byte[(int) Math.min(expected > 0 ? expected : PIECE, Math.min(max, MEGA))];
    int length = 0;
    while (true) {
      if (length == bytes.length) {
        int next = in.read();
        if (next < 0) {
          return bytes;
        }
        if (length == max) {
          throw new TooLong();
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(length * 2L, PIECE), max));
        bytes[length++] = (byte) next;
      }
      int n = in.read(bytes, length, bytes.length - length);
      if (n < 0) {
        return Arrays.copyOf(bytes, length);
      }
      length += n;
    }
  }

  /**
   * Takes a content coding off (RFC 9110, section 8.4.1).
   *
   * @param coding the {@code Content-Encoding} header, null where there is none
   * @return null where we do not know the coding
   * @throws TooLong if the result is longer than {@code max}
   * @throws IOException if the bytes are not what the coding says
   */
  static byte @Nullable [] decode(byte[] raw, @Nullable String coding, int max) throws IOException {
    String name = coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "", "identity", "none", "utf-8" -> raw;
      case "gzip", "x-gzip" -> {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw), PIECE)) {
          yield read(in, gzipSize(raw), max);
        }
      }
      case "deflate" -> {
        // Meant is the zlib format; many servers send the bare stream.
        boolean zlib =
            raw.length > 1
                && (raw[0] & 15) == 8
                && (((raw[0] & 255) << 8) | (raw[1] & 255)) % 31 == 0;
        Inflater inflater = new Inflater(!zlib);
        try (InputStream in =
            new InflaterInputStream(new ByteArrayInputStream(raw), inflater, PIECE)) {
          yield read(in, raw.length * 4L, max);
        } finally {
          inflater.end();
        }
      }
      default -> null;
    };
  }

  /** The size that the trailer names (RFC 1952, section 2.3.1), where it is believable. */
  private static long gzipSize(byte[] raw) {
    int n = raw.length;
    if (n < 18) {
      return -1;
    }
    long size =
        ((raw[n - 1] & 255L) << 24)
            | ((raw[n - 2] & 255) << 16)
            | ((raw[n - 3] & 255) << 8)
            | (raw[n - 4] & 255);
    return Math.min(size, n * 20L);
  }
}
