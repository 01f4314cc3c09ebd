package orrery.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import orrery.feed.Parsed;

/** No bytes make the parser throw, and none make it slow: what is quadratic here would not end. */
class RobustnessTest {
  private static final int MUTATIONS = 40;

  private static final List<String> TOKENS =
      List.of(
          "<",
          ">",
          "&",
          "\"",
          "'",
          "<![CDATA[",
          "]]>",
          "<!--",
          "-->",
          "<?",
          "<!DOCTYPE rss [",
          "]>",
          "</item>",
          "<item>",
          "</channel>",
          "<entry>",
          "&#0;",
          "&#x110000;",
          "&nbsp;",
          "\u0000",
          " xmlns=\"\"",
          " xml:base=\"::\"",
          " type=\"xhtml\"",
          "<a:b:c>",
          "</",
          "\uFFFE",
          "{",
          "}",
          "[",
          "@@",
          "((",
          "%",
          "http://[");

  @Test
  void mutatedFeedsNeverThrow() throws IOException {
    Random random = new Random(20_240_502);
    int read = 0;
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/feeds"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.toString().endsWith(".expected") && !file.toString().endsWith(".tsv")) {
          byte[] body = Files.readAllBytes(file);
          for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutate(body, random);
            assertThat(FeedParser.parse(Document.of(mutated))).as(file::toString).isNotNull();
            read++;
          }
        }
      }
    }
    assertThat(read).isGreaterThan(1000);
  }

  private static byte[] mutate(byte[] body, Random random) {
    byte[] current = body;
    for (int n = random.nextInt(4); n >= 0; n--) {
      int length = current.length;
      int from = random.nextInt(length + 1);
      int to = Math.min(length, from + random.nextInt(40));
      byte[] token =
          switch (random.nextInt(4)) {
            case 0 -> TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> Arrays.copyOfRange(current, from, to);
            default -> new byte[0];
          };
      boolean replace = random.nextBoolean();
      byte[] next = new byte[from + token.length + length - (replace ? to : from)];
      System.arraycopy(current, 0, next, 0, from);
      System.arraycopy(token, 0, next, from, token.length);
      int rest = replace ? to : from;
      System.arraycopy(current, rest, next, from + token.length, length - rest);
      current = random.nextInt(8) == 0 ? Arrays.copyOf(next, from) : next;
    }
    return current;
  }

  static Stream<String> bombs() {
    int n = 300_000;
    String rss = "<rss version='2.0'><channel><title>T</title>";
    return Stream.of(
        rss + "<item>".repeat(n),
        rss + "<a>".repeat(n),
        rss + "<a>".repeat(n) + "</a>".repeat(n) + "<item><title>x</title></item></channel></rss>",
        rss + "</rss>".repeat(n) + "<item>",
        rss + "</channel>".repeat(n) + "<item><title>x</title></item>",
        rss + "</x>".repeat(n),
        rss + "<x ".repeat(n),
        rss + "</x ".repeat(n) + ">",
        rss + "<!--".repeat(n),
        rss + "<![CDATA[".repeat(n),
        rss + "<x><![CDATA[ ".repeat(n / 2) + "</x>".repeat(n / 2),
        rss + "<?".repeat(n) + "?>",
        rss + "<?a>".repeat(n) + "?>",
        rss + "&".repeat(n),
        rss + "&amp".repeat(n),
        rss + "&nosuchname;".repeat(n),
        rss + "<a b=\"".repeat(n),
        rss + "<a b='<".repeat(n),
        rss + "<a" + " b=''".repeat(n) + "/>",
        rss + "<a xmlns:x" + "='u' xmlns:x".repeat(n) + "='u'/>",
        rss + "<p:a/>".repeat(n),
        rss + "<title>" + "<b ".repeat(n) + "</title>",
        rss + "<item><title>" + "&lt;b &lt;b>".repeat(n) + "</title></item></channel></rss>",
        rss + "<item><description>" + "<b>".repeat(n) + "</description></item></channel></rss>",
        rss + "<managingEditor>" + "a@b.c (".repeat(n) + "</managingEditor></channel></rss>",
        rss + "<managingEditor>" + "(".repeat(n) + "a@b.c</managingEditor></channel></rss>",
        rss + "<item><link>" + "../".repeat(n) + "</link></item></channel></rss>",
        rss + "<item><category>c</category></item>".repeat(n / 10) + "</channel></rss>",
        rss
            + "<item>"
            + "<category>c</category><link>http://a/</link>".repeat(n)
            + "</item></channel></rss>",
        "<!DOCTYPE rss [".repeat(n) + "<rss/>",
        "<!DOCTYPE rss [" + "<!ENTITY a 'b'>".repeat(n) + "]>" + rss + "&a;".repeat(n),
        "<!DOCTYPE rss [<!ENTITY a '" + "x".repeat(1999) + "'>]>" + rss + "&a;".repeat(n),
        "<".repeat(n),
        "<!-- ".repeat(n),
        "<html>" + "<div class='h-entry'>".repeat(n / 100),
        "<br>".repeat(n),
        "<br><rdf:RDF ".repeat(n),
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":" + "[".repeat(n),
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[" + "{\"a\":".repeat(n),
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":"
            + "9".repeat(n)
            + "}]}",
        "\u0000".repeat(n),
        "\uFEFF".repeat(n));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void bombsEndSoonAndQuietly(String bomb) {
    Parsed parsed = FeedParser.parse(Document.of(bomb.getBytes(StandardCharsets.UTF_8)));
    assertThat(parsed.problems()).hasSizeLessThanOrEqualTo(50);
  }

  @Test
  void aLargeAttributeIsRead() {
    String large = "x".repeat(5_000_000);
    String feed =
        "<rss version='2.0'><channel><item><enclosure url='http://a.example/' title='"
            + large
            + "'/></item></channel></rss>";
    Parsed parsed = FeedParser.parse(Document.of(feed.getBytes(StandardCharsets.UTF_8)));
    assertThat(parsed).isInstanceOf(Parsed.Understood.class);
  }
}
