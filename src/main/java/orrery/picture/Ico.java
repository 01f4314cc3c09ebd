package orrery.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Icons of Windows, of which a site's {@code favicon.ico} is one: a list of pictures in several
 * sizes. What the list says of their sizes is not believed: each has a header of its own.
 */
final class Ico {
  private static final int LIST = 6;
  private static final int LINE = 16;
  private static final int MOST = 64;
  private static final int LARGEST = 256;

  private Ico() {}

  /**
   * The largest picture of an icon, of several the one with most colours.
   *
   * @return a PNG, or an icon that holds that picture alone; null where none is to be had
   */
  static byte @Nullable [] best(byte[] icon) {
    ByteBuffer in = ByteBuffer.wrap(icon).order(ByteOrder.LITTLE_ENDIAN);
    int count = Math.min(in.getShort(4), MOST);
    int best = -1;
    long most = 0;
    for (int i = 0; i < count && LIST + LINE * (i + 1) <= icon.length; i++) {
      long worth = worth(in, LIST + LINE * i);
      if (worth > most) {
        best = LIST + LINE * i;
        most = worth;
      }
    }
    if (best < 0) {
      return null;
    }
    int from = in.getInt(best + 12);
    byte[] picture = Arrays.copyOfRange(icon, from, from + in.getInt(best + 8));
    return Scaler.Kind.of(picture) == Scaler.Kind.PNG
        ? picture
        : alone(Arrays.copyOfRange(icon, best, best + LINE), picture);
  }

  /** Pixels before colours; 0 where a line of the list, or what it names, cannot be trusted. */
  private static long worth(ByteBuffer in, int line) {
    long size = in.getInt(line + 8);
    long from = in.getInt(line + 12);
    if (size < 40 || from < LIST || from + size > in.limit()) {
      return 0;
    }
    int at = (int) from;
    if (in.getInt(at) == 0x474e5089) { // a whole PNG
      int width = Integer.reverseBytes(in.getInt(at + 16));
      int height = Integer.reverseBytes(in.getInt(at + 20));
      return fits(width) && fits(height) ? (((long) width * height) << 8) + 255 : 0;
    }
    int width = in.getInt(at + 4);
    int height = in.getInt(at + 8) / 2; // a mask stands below
    boolean same = width == side(in.get(line)) && height == side(in.get(line + 1));
    return in.getInt(at) == 40 && fits(width) && fits(height) && same
        ? (((long) width * height) << 8) + Math.clamp(in.getShort(at + 14), 0, 64)
        : 0;
  }

  private static int side(byte said) {
    return said == 0 ? LARGEST : said & 0xff;
  }

  private static boolean fits(int side) {
    return side > 0 && side <= LARGEST;
  }

  private static byte[] alone(byte[] line, byte[] picture) {
    ByteBuffer out =
        ByteBuffer.allocate(LIST + LINE + picture.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0).putShort((short) 1).putShort((short) 1);
    out.put(line).putInt(LIST + 12, LIST + LINE).position(LIST + LINE);
    return out.put(picture).array();
  }
}
