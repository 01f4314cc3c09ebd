package orrery.parse;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** The seven-bit Chinese encoding HZ (RFC 1843), which Java does not know. */
final class Hz {
  static final String NAME = "hz-gb-2312";

  private Hz() {}

  static boolean is(@Nullable String label) {
    return label != null
        && (label.equalsIgnoreCase(NAME)
            || label.equalsIgnoreCase("hz")
            || label.equalsIgnoreCase("hzgb"));
  }

  static String decode(byte[] body) {
    byte[] out = new byte[body.length];
    int length = 0;
    boolean chinese = false;
    for (int i = 0; i < body.length; i++) {
      byte octet = body[i];
      if (octet == '~' && i + 1 < body.length) {
        byte next = body[i + 1];
        if (next == '{' || next == '}') {
          chinese = next == '{';
          i++;
          continue;
        }
        if (next == '~' && !chinese) {
          out[length++] = octet;
          i++;
          continue;
        }
      }
      chinese &= octet != '\n';
      out[length++] = chinese ? (byte) (octet | 0x80) : octet;
    }
    return new String(out, 0, length, Charset.forName("GB18030"));
  }
}
