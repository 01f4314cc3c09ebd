package orrery.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks feeds that are stored packed, or that a server packed without saying so. */
final class Gzip {
  private static final int MAX_UNPACKED = 20_000_000;

  private Gzip() {}

  /** The document inside; the bytes as they are where they are not packed, or hold too much. */
  static byte[] unpacked(byte[] body) {
    if (body.length < 18 || (body[0] & 0xFF) != 0x1F || (body[1] & 0xFF) != 0x8B) {
      return body;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] unpacked = in.readNBytes(MAX_UNPACKED + 1);
      return unpacked.length > MAX_UNPACKED ? body : unpacked;
    } catch (IOException e) {
      return body;
    }
  }
}
