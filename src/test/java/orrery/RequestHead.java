package orrery;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as it came over the wire to a server of a test. */
public record RequestHead(String line, List<String> headers) {
  /** The next of a connection; null where it ends before one does, or speaks TLS. */
  public static @Nullable RequestHead read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (int c = in.read(); c >= ' ' || c == '\r' || c == '\n' || c == '\t'; c = in.read()) {
      if (c == '\n') {
        if (line.isEmpty()) {
          return lines.isEmpty()
              ? null
              : new RequestHead(lines.getFirst(), List.copyOf(lines.subList(1, lines.size())));
        }
        lines.add(line.toString());
        line.setLength(0);
      } else if (c != '\r') {
        line.append((char) c);
      }
    }
    return null;
  }

  /** What is asked for, as the request line has it. */
  public String target() {
    return line.split(" ", -1)[1];
  }

  /** The value of a header, null where it was not sent. */
  public @Nullable String header(String name) {
    return headers.stream()
        .filter(h -> h.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(h -> h.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(null);
  }
}
