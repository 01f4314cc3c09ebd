package orrery.parse;

/**
 * How far bytes are UTF-8.
 *
 * @param good sequences of two to four bytes
 * @param wide whether some are of three or more
 * @param bad bytes that fit nowhere
 * @param firstBad where the first of them stands
 */
record Utf8(int good, boolean wide, int bad, int firstBad) {
  static Utf8 of(byte[] b, int from) {
    int good = 0;
    int bad = 0;
    int firstBad = -1;
    boolean wide = false;
    int i = from;
    while (i < b.length) {
      byte lead = b[i];
      if (lead >= 0) {
        i++;
        continue;
      }
      int more = lead < (byte) 0xC2 ? 0 : lead < (byte) 0xE0 ? 1 : lead < (byte) 0xF0 ? 2 : 3;
      if (more == 0 || lead > (byte) 0xF4 || !follows(b, i, more)) {
        firstBad = bad++ == 0 ? i : firstBad;
        i++;
      } else {
        good++;
        wide |= more > 1;
        i += more + 1;
      }
    }
    return new Utf8(good, wide, bad, firstBad);
  }

  private static boolean follows(byte[] b, int i, int more) {
    if (i + more >= b.length) {
      return false;
    }
    for (int n = 1; n <= more; n++) {
      if (b[i + n] >= (byte) 0xC0) {
        return false;
      }
    }
    int second = b[i + 1] & 0xFF;
    return switch (b[i] & 0xFF) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second < 0xA0;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second < 0x90;
      default -> true;
    };
  }
}
