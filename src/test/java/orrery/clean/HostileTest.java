package orrery.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class HostileTest {
  public static List<String> attempts() throws IOException {
    try (InputStream in = HostileTest.class.getResourceAsStream("/clean/hostile.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Stream<String> lines = all.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
      return lines.map(HostileTest::unescaped).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void comesToNothing(String attempt) {
    String clean = Reader.safe(attempt);
    Reader.safe("<p>before " + attempt + " after</p>");
    Reader.safe("<table><tr><td>" + attempt + "</td></tr></table>");
    Reader.safe("<ul><li><a href='https://ok.example/'>" + attempt + "</a></ul>");
    assertThat(PlainText.of(orrery.feed.Text.html(attempt, null)))
        .doesNotContainPattern("[\\u202A-\\u202E\\u2066-\\u2069\\x00-\\x1F]");
    assertThat(clean).doesNotContainPattern("[\\u202A-\\u202E\\u2066-\\u2069\\x00-\\x08]");
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void comesToNothingWhenBrokenOff(String attempt) {
    for (int i = 1; i < attempt.length(); i++) {
      Reader.safe(attempt.substring(0, i));
      Reader.safe(attempt.substring(i));
    }
  }

  @Test
  void areMany() throws IOException {
    assertThat(attempts()).hasSizeGreaterThan(150).doesNotHaveDuplicates();
  }

  private static String unescaped(String line) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != '\\' || i + 1 == line.length()) {
        out.append(c);
        continue;
      }
      switch (line.charAt(++i)) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'r' -> out.append('\r');
        case '0' -> out.append('\0');
        case 'u' -> {
          out.append((char) Integer.parseInt(line.substring(i + 1, i + 5), 16));
          i += 4;
        }
        case '\\' -> out.append('\\');
        default -> out.append('\\').append(line.charAt(i));
      }
    }
    return out.toString();
  }
}
